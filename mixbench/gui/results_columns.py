"""The columns of the results table: what a cell says and what it is sorted by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.cost import Cost
from mixbench.core.errors import RequestError
from mixbench.core.model import Case
from mixbench.core.roles import Role
from mixbench.core.units import giga, megabytes, milliseconds
from mixbench.gui.condition_words import model_label
from mixbench.gui.item_times import estimate_of
from mixbench.gui.trust import trust
from mixbench.jobs.events import Item

#: None where nothing is known yet; such rows stay at the end in either order.
SortKey = float | str | None


@dataclass(frozen=True)
class Column:
    """One column: its header and tooltip, the text of a cell, and what the cell is sorted by.

    A column of numbers names the `widest` that it must have room for.
    """

    id: str
    title: str
    tooltip: str
    text: Callable[[Item], str]
    key: Callable[[Item], SortKey]
    widest: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers, set against the right edge."""
        return bool(self.widest)


def columns() -> tuple[Column, ...]:
    """The columns in their first order, in the language of the screen."""
    return (*_case_columns(), *_cost_columns(), *_timing_columns(), *_judgement_columns())


def _case_columns() -> tuple[Column, ...]:
    return (
        Column(
            "model",
            QCoreApplication.translate("Results", "Model"),
            QCoreApplication.translate("Results", "The variant, and the hyperparameters that were changed"),
            lambda item: model_label(item.case.model),
            lambda item: model_label(item.case.model).lower(),
        ),
        Column(
            "resolution_px",
            QCoreApplication.translate("Results", "px"),
            QCoreApplication.translate("Results", "Side of the square input image in pixels"),
            lambda item: item.case.resolution,
            lambda item: item.case.height * item.case.width,
            "0000",
        ),
        Column(
            "batch",
            QCoreApplication.translate("Results", "Batch"),
            QCoreApplication.translate("Results", "Images in one call"),
            lambda item: str(item.case.batch),
            lambda item: item.case.batch,
            "0000",
        ),
    )


def _cost_columns() -> tuple[Column, ...]:
    return (
        Column(
            "tokens",
            QCoreApplication.translate("Results", "Tokens"),
            QCoreApplication.translate("Results", "Spatial positions in the first stage after the stem"),
            lambda item: _written(_tokens(item), "{:.0f}".format),
            _tokens,
            "00000",
        ),
        Column(
            "macs",
            QCoreApplication.translate("Results", "GMACs"),
            QCoreApplication.translate("Results", "Billions of multiply-accumulates of one image"),
            lambda item: _written(_macs(item), giga),
            _macs,
            "00.00",
        ),
        Column(
            "macs_spatial_mixing",
            QCoreApplication.translate("Results", "Spatial"),
            QCoreApplication.translate("Results", "Of the GMACs, those of spatial mixing"),
            lambda item: _written(_spatial(item), giga),
            _spatial,
            "00.00",
        ),
    )


def _timing_columns() -> tuple[Column, ...]:
    return (
        Column(
            "latency_ms",
            QCoreApplication.translate("Results", "Latency, ms"),
            QCoreApplication.translate("Results", "Median time of one call of the whole batch"),
            lambda item: _written(_latency(item), milliseconds),
            _latency,
            "0000.0",
        ),
        Column(
            "interval",
            QCoreApplication.translate("Results", "95 % interval"),
            QCoreApplication.translate("Results", "Half of the 95 % interval, as a share of the median"),
            lambda item: _written(_half_width(item), lambda share: f"± {share * 100:.1f} %"),
            _half_width,
            "± 0.0 %",
        ),
        Column(
            "throughput_img_s",
            QCoreApplication.translate("Results", "Images/s"),
            QCoreApplication.translate("Results", "Images that pass in one second"),
            lambda item: _written(_throughput(item), _rate),
            _throughput,
            "000.0",
        ),
    )


def _judgement_columns() -> tuple[Column, ...]:
    return (
        Column(
            "peak_memory_bytes",
            QCoreApplication.translate("Results", "Peak, MB"),
            QCoreApplication.translate("Results", "Most memory that a call holds at a time, without weights"),
            lambda item: _written(_peak(item), megabytes),
            _peak,
            "000.0",
        ),
        Column(
            "trust",
            QCoreApplication.translate("Results", "Trust"),
            QCoreApplication.translate("Results", "How far the measurement may be believed, and why"),
            lambda item: trust(item).word,
            lambda item: trust(item).rank,
        ),
    )


def _rate(images_per_second: float) -> str:
    return f"{images_per_second:.{0 if images_per_second >= 1000 else 1}f}"


def _written(value: float | None, write: Callable[[float], str]) -> str:
    return "" if value is None else write(value)


@lru_cache(maxsize=4096)
def _law(case: Case) -> Cost | None:
    """The cost by law, which stands in the row before anything ran; None for a refused size."""
    try:
        return registry.resolve(case.model).law(case.height, case.width)
    except RequestError:
        return None


def _tokens(item: Item) -> float | None:
    law = _law(item.case)
    return law.tokens if law else None


def _macs(item: Item) -> float | None:
    report = item.measurement.cost if item.measurement else None
    if report is not None:
        return report.count.macs
    law = _law(item.case)
    return law.macs if law else None


def _spatial(item: Item) -> float | None:
    law = _law(item.case)
    return law.role(Role.SPATIAL_MIXING).macs if law else None


def _latency(item: Item) -> float | None:
    estimate = estimate_of(item)
    return estimate.median_ms if estimate else None


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
