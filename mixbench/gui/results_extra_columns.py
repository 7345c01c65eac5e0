"""Columns of the results table that only some sessions fill, or that are shown when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from mixbench.core.cost import Phase
from mixbench.core.measurement import Estimate, Timing
from mixbench.core.units import megabytes, milliseconds, significant
from mixbench.gui import metric_readings as readings
from mixbench.gui.condition_words import layout_text, mode_text, runtime_text
from mixbench.gui.item_times import estimate_of
from mixbench.gui.metric_readings import Read, Sight
from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_column import MB, MS, PERCENT, SECONDS, Column, number_column
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

Value = Callable[[Item], float | None]


def condition_columns() -> tuple[Column, ...]:
    """What is held fixed, which rows of one session seldom differ in."""
    return (
        _condition(
            "dtype",
            QCoreApplication.translate("Results", "Data type"),
            QCoreApplication.translate("Results", "Data type of weights and activations"),
            lambda item: item.case.conditions.dtype,
            "bfloat16",
        ),
        _condition(
            "layout",
            QCoreApplication.translate("Results", "Layout"),
            QCoreApplication.translate("Results", "Order of an image's values in memory"),
            lambda item: layout_text(item.case.conditions.layout),
            "channels last",
        ),
        _condition(
            "runtime",
            QCoreApplication.translate("Results", "Runtime"),
            QCoreApplication.translate("Results", "As it stands, compiled, or replayed as a CUDA graph"),
            lambda item: runtime_text(item.case.conditions.runtime),
            "torch.compile",
        ),
        _condition(
            "mode",
            QCoreApplication.translate("Results", "Mode"),
            QCoreApplication.translate("Results", "A forward pass, or a training step"),
            lambda item: mode_text(item.case.conditions.mode),
            "training step",
        ),
    )


def time_columns() -> tuple[Column, ...]:
    """Times beside the median of a call."""
    part = QCoreApplication.translate("Results", "Median time of this part of a training step")
    return (
        _ms("forward_ms", QCoreApplication.translate("Results", "Forward, ms"), part, _phase("forward")),
        _ms("backward_ms", QCoreApplication.translate("Results", "Backward, ms"), part, _phase("backward")),
        _ms(
            "optimizer_ms", QCoreApplication.translate("Results", "Optimizer, ms"), part, _phase("optimizer")
        ),
        number_column(
            "compile_s",
            QCoreApplication.translate("Results", "Compile, s"),
            QCoreApplication.translate("Results", "What compiling took before the first call"),
            _timed(lambda timing: None if timing.compile_ms is None else timing.compile_ms / 1e3),
            "{:.1f}".format,
            "000.0",
            "where_known",
            SECONDS,
        ),
        _ms(
            "end_to_end_ms",
            QCoreApplication.translate("Results", "End to end, ms"),
            QCoreApplication.translate("Results", "From the launch of a call to its result"),
            _timed(lambda timing: timing.end_to_end_ms),
        ),
        number_column(
            "latency_ms_p95",
            QCoreApplication.translate("Results", "p95, ms"),
            QCoreApplication.translate("Results", "95 of 100 calls take less"),
            _timed(lambda timing: timing.p95_ms),
            milliseconds,
            "0000.0",
            "on_demand",
            MS,
        ),
        number_column(
            "first_call_ms",
            QCoreApplication.translate("Results", "First call, ms"),
            QCoreApplication.translate("Results", "The very first call, before anything is warm"),
            _timed(lambda timing: timing.first_call_ms),
            milliseconds,
            "0000.0",
            "on_demand",
            MS,
        ),
    )


def evidence_columns(bench: Workbench) -> tuple[Column, ...]:
    """What the timing rests on, and what it reached of the machine."""
    return (
        number_column(
            "rounds",
            QCoreApplication.translate("Results", "Rounds"),
            QCoreApplication.translate("Results", "Rounds that the interval is made of"),
            _estimated(lambda estimate: estimate.rounds),
            "{:.0f}".format,
            "000",
            "on_demand",
        ),
        number_column(
            "processes",
            QCoreApplication.translate("Results", "Processes"),
            QCoreApplication.translate("Results", "Fresh processes that the rounds were taken in"),
            _estimated(lambda estimate: estimate.processes),
            "{:.0f}".format,
            "000",
            "on_demand",
        ),
        number_column(
            "roof_share",
            QCoreApplication.translate("Results", "Roof, %"),
            QCoreApplication.translate(
                "Results", "Share of the rate of a large matrix product on this device"
            ),
            _read(readings.roof_share, bench),
            "{:.1f}".format,
            "00.0",
            "where_known",
            PERCENT,
        ),
        number_column(
            "energy_mj",
            QCoreApplication.translate("Results", "Energy, mJ"),
            QCoreApplication.translate("Results", "Energy that the device takes for one image"),
            _read(readings.energy, bench, 1e3),
            significant,
            "0000.0",
            "where_known",
        ),
    )


def memory_columns(bench: Workbench) -> tuple[Column, ...]:
    """The forecast beside the measured peak."""
    return (
        number_column(
            "activation_bytes",
            QCoreApplication.translate("Results", "Forecast, MB"),
            QCoreApplication.translate("Results", "Peak of live tensors by forecast, without weights"),
            _read(readings.activation, bench),
            megabytes,
            "000.0",
            "on_demand",
            MB,
        ),
        number_column(
            "peak_against_forecast",
            QCoreApplication.translate("Results", "Peak / forecast, %"),
            QCoreApplication.translate("Results", "The measured peak in percent of the forecast one"),
            _read(readings.peak_against_forecast, bench),
            "{:.1f}".format,
            "000.0",
            "on_demand",
            PERCENT,
        ),
    )


def note_columns(notes: ResultNotes) -> tuple[Column, ...]:
    """What a person says of a result; both are written into the table."""
    return (
        Column(
            "tags",
            QCoreApplication.translate("Results", "Tags"),
            QCoreApplication.translate("Results", "Your own words to find the result by; F2 writes them"),
            lambda item: ", ".join(notes.label(item.number).tags),
            None,
            "quiet room, x",
            "where_known",
            words=lambda item: "\n".join(notes.label(item.number).tags),
        ),
        Column(
            "note",
            QCoreApplication.translate("Results", "Note"),
            QCoreApplication.translate("Results", "What you say of the result; F2 writes it"),
            lambda item: notes.label(item.number).note,
            None,
            "the fan was loud then",
            "where_known",
        ),
    )


def _condition(id: str, title: str, tooltip: str, word: Callable[[Item], str], widest: str) -> Column:
    """A column of words, sorted by them."""
    return Column(id, title, tooltip, word, None, widest, "where_varied")


def _ms(id: str, title: str, tooltip: str, value: Value) -> Column:
    return number_column(id, title, tooltip, value, milliseconds, "0000.0", "where_known", MS)


def _phase(phase: Phase) -> Value:
    read = readings.of_phase(phase)

    def value(item: Item) -> float | None:
        reading = read(Sight(item))
        return reading.value if reading else None

    return value


def _read(read: Read, bench: Workbench, factor: float = 1.0) -> Value:
    """The value that a metric of the plot has, in units of its own over `factor`."""

    def value(item: Item) -> float | None:
        reading = read(Sight(item, roof=bench.roofs.get(item.case.conditions)))
        return reading.value * factor if reading else None

    return value


def _timed(pick: Callable[[Timing], float | None]) -> Value:
    def value(item: Item) -> float | None:
        timing = item.measurement.timing if item.measurement else None
        return pick(timing) if timing else None

    return value


def _estimated(pick: Callable[[Estimate], float]) -> Value:
    def value(item: Item) -> float | None:
        estimate = estimate_of(item)
        return pick(estimate) if estimate else None

    return value
