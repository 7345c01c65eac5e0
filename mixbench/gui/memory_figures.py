"""What a pass or training step holds at its peak, part by part, in words."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.cost import MemoryForecast
from mixbench.core.memory_course import MemorySplit
from mixbench.core.model import Case
from mixbench.gui.facts import Fact
from mixbench.gui.memory_plot import amount_text, operator_word


def memory_figures(case: Case, forecast: MemoryForecast, measured_bytes: int | None = None) -> list[Fact]:
    """The parts of a forecast, which sum to its total, where its peak is, and beside it the measured peak
    (without weights)."""
    split = MemorySplit.of(forecast)
    size = QCoreApplication.translate("Memory", "{resolution} px, batch {batch}")
    facts = [
        Fact(registry.label(case.model), size.format(resolution=case.resolution, batch=case.batch)),
        *_parts(split, is_step=case.conditions.mode == "training_step"),
        *_peak(forecast),
    ]
    return facts if measured_bytes is None else [*facts, *_measured(split, measured_bytes)]


def _parts(split: MemorySplit, *, is_step: bool) -> Iterator[Fact]:
    yield Fact(
        QCoreApplication.translate("Memory", "Total"),
        amount_text(split.total),
        tooltip=QCoreApplication.translate("Memory", "all that must fit at once"),
    )
    yield Fact(QCoreApplication.translate("Memory", "Weights"), amount_text(split.weights))
    yield Fact(
        QCoreApplication.translate("Memory", "Activations"),
        amount_text(split.activations),
        tooltip=QCoreApplication.translate("Memory", "the input included"),
    )
    if is_step:
        yield Fact(
            QCoreApplication.translate("Memory", "Gradients"),
            amount_text(split.gradients),
            tooltip=QCoreApplication.translate("Memory", "those that are live at the peak"),
        )
        yield Fact(QCoreApplication.translate("Memory", "Optimizer state"), amount_text(split.optimizer))


def _peak(forecast: MemoryForecast) -> Iterator[Fact]:
    layer = forecast.peak_layer or QCoreApplication.translate("Memory", "the network itself")
    operator = forecast.peak_operator
    yield Fact(QCoreApplication.translate("Memory", "Peak in"), layer, tooltip=layer)
    yield Fact(QCoreApplication.translate("Memory", "at operator"), operator_word(operator), tooltip=operator)


def _measured(split: MemorySplit, measured_bytes: int) -> Iterator[Fact]:
    forecast_bytes = split.activations + split.gradients
    words = QCoreApplication.translate(
        "Memory", "measured peak without weights: {measured}, forecast {forecast}"
    )
    tooltip = words.format(measured=amount_text(measured_bytes), forecast=amount_text(forecast_bytes))
    total = amount_text(split.floor + measured_bytes)
    yield Fact(QCoreApplication.translate("Memory", "Measured"), total, tooltip=tooltip)
    if forecast_bytes:
        off = 100 * (measured_bytes / forecast_bytes - 1)
        yield Fact(QCoreApplication.translate("Memory", "Difference"), f"{off:+.1f} %", tooltip=tooltip)
