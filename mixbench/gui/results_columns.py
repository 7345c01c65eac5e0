"""The columns of the results table: what a cell says and what it is sorted by."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from math import sqrt

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.cost import Cost
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.core.units import giga, megabytes, milliseconds
from mixbench.gui.condition_words import model_label
from mixbench.gui.item_times import coarse_ms, estimate_of
from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_column import GIGA, MB, MS, PX, SHARE, Column, Group, number_column
from mixbench.gui.results_extra_columns import (
    condition_columns,
    evidence_columns,
    memory_columns,
    note_columns,
    time_columns,
)
from mixbench.gui.results_trust_column import trust_column
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item


def columns(bench: Workbench, notes: ResultNotes | None = None) -> tuple[Column, ...]:
    """The columns in their first order, in the language of the screen; roofs are those of the bench. Without
    `notes` nothing is said of results."""
    groups: tuple[tuple[Group, tuple[Column, ...]], ...] = (
        ("case", _case_columns(bench)),
        ("conditions", condition_columns()),
        ("cost", _cost_columns()),
        ("time", (*_latency_columns(), *time_columns(), _throughput_column())),
        ("evidence", evidence_columns(bench)),
        ("memory", (*memory_columns(bench), _peak_column())),
        ("judgement", (*(note_columns(notes) if notes else ()), trust_column())),
    )
    return tuple(replace(column, group=group) for group, members in groups for column in members)


def _case_columns(bench: Workbench) -> tuple[Column, ...]:
    return (
        Column(
            "model",
            QCoreApplication.translate("Results", "Model"),
            QCoreApplication.translate("Results", "The variant, and the hyperparameters that were changed"),
            lambda item: bench.label(item.case.model),
            words=lambda item: _names(item.case.model, bench),
        ),
        Column(
            "resolution_px",
            QCoreApplication.translate("Results", "px"),
            QCoreApplication.translate("Results", "Side of the square input image in pixels"),
            lambda item: item.case.resolution,
            lambda item: sqrt(item.case.height * item.case.width),
            "0000",
            is_number=True,
            units=PX,
            raw=lambda item: item.case.resolution,
        ),
        Column(
            "batch",
            QCoreApplication.translate("Results", "Batch"),
            QCoreApplication.translate("Results", "Images in one call"),
            lambda item: str(item.case.batch),
            lambda item: item.case.batch,
            "0000",
            "where_varied",
            is_number=True,
        ),
    )


def _cost_columns() -> tuple[Column, ...]:
    return (
        number_column(
            "tokens",
            QCoreApplication.translate("Results", "Tokens"),
            QCoreApplication.translate("Results", "Spatial positions in the first stage after the stem"),
            _tokens,
            "{:.0f}".format,
            "00000",
        ),
        number_column(
            "macs",
            QCoreApplication.translate("Results", "GMACs"),
            QCoreApplication.translate("Results", "Billions of multiply-accumulates of one image"),
            _macs,
            giga,
            "00.00",
            units=GIGA,
        ),
        number_column(
            "macs_spatial_mixing",
            QCoreApplication.translate("Results", "Spatial"),
            QCoreApplication.translate("Results", "Of the GMACs, those of spatial mixing"),
            _spatial,
            giga,
            "00.00",
            units=GIGA,
        ),
    )


def _latency_columns() -> tuple[Column, ...]:
    return (
        Column(
            "latency_ms",
            QCoreApplication.translate("Results", "Latency, ms"),
            QCoreApplication.translate(
                "Results", "Median time of one call of the whole batch; ≈: a first look"
            ),
            _latency_text,
            lambda item: coarse_ms(item) or _latency(item),
            "0000.0",
            is_number=True,
            units=MS,
            raw=_latency,
        ),
        number_column(
            "interval",
            QCoreApplication.translate("Results", "95 % interval"),
            QCoreApplication.translate("Results", "Half of the 95 % interval, as a share of the median"),
            _half_width,
            lambda share: f"± {share * 100:.1f} %",
            "± 0.0 %",
            units=SHARE,
        ),
    )


def _throughput_column() -> Column:
    return number_column(
        "throughput_img_s",
        QCoreApplication.translate("Results", "Images/s"),
        QCoreApplication.translate("Results", "Images that pass in one second"),
        _throughput,
        _rate,
        "000.0",
    )


def _peak_column() -> Column:
    return number_column(
        "peak_memory_bytes",
        QCoreApplication.translate("Results", "Peak, MB"),
        QCoreApplication.translate("Results", "Most memory that a call holds at a time, without weights"),
        _peak,
        megabytes,
        "000.0",
        units=MB,
    )


def _rate(images_per_second: float) -> str:
    return f"{images_per_second:.{0 if images_per_second >= 1000 else 1}f}"


@lru_cache(maxsize=16384)
def _law_of(model: Model, height: int, width: int) -> Cost | None:
    """The cost by law, which stands in the row before anything ran; None for a refused size."""
    try:
        return registry.resolve(model).law(height, width)
    except RequestError:
        return None


def _law(item: Item) -> Cost | None:
    case = item.case
    return _law_of(case.model, case.height, case.width)


def _names(model: Model, bench: Workbench) -> str:
    """The names by which a model is found, one a line: that of the screen first."""
    given = bench.arrangement.names.get(model.key)
    return f"{given}\n{_model_words(model)}" if given else _model_words(model)


@lru_cache(maxsize=4096)
def _model_words(model: Model) -> str:
    """The names that a model has by itself, one a line."""
    try:
        family = registry.find(model.variant)[0].name
    except RequestError:
        family = ""
    return "\n".join(dict.fromkeys(name for name in (model_label(model), model.key, family) if name))


def _tokens(item: Item) -> float | None:
    law = _law(item)
    return law.tokens if law else None


def _macs(item: Item) -> float | None:
    report = item.measurement.cost if item.measurement else None
    if report is not None:
        return report.count.macs
    law = _law(item)
    return law.macs if law else None


def _spatial(item: Item) -> float | None:
    law = _law(item)
    return law.role(Role.SPATIAL_MIXING).macs if law else None


def _latency(item: Item) -> float | None:
    estimate = estimate_of(item)
    return estimate.median_ms if estimate else None


def _latency_text(item: Item) -> str:
    coarse, latency = coarse_ms(item), _latency(item)
    if coarse is not None:
        return f"≈ {milliseconds(coarse)}"
    return "" if latency is None else milliseconds(latency)


def _half_width(item: Item) -> float | None:
    estimate = estimate_of(item)
    return estimate.half_width if estimate else None


def _throughput(item: Item) -> float | None:
    latency = _latency(item)
    return item.case.batch * 1000 / latency if latency else None


def _peak(item: Item) -> float | None:
    """The measured peak, else the forecast one: both leave the weights out."""
    report = item.measurement.cost if item.measurement else None
    if report is None:
        return None
    measured = report.peak_memory_bytes
    return report.count.memory.activation_bytes if measured is None else measured
