"""What is known of the memory of a point: forecast against measured, and what else must fit."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from mixbench.core.cost import CostReport
from mixbench.core.units import bytes_text, percent
from mixbench.gui.facts import Fact, Section

#: A forecast that is off by more is said in the colour of a warning.
_MOST_OFF = 0.02


def memory_section(report: CostReport) -> Section:
    """The peak of live tensors, where it is, and how well it was forecast."""
    return Section(QCoreApplication.translate("Inspector", "Memory"), tuple(_facts(report)))


def _facts(report: CostReport) -> Iterator[Fact]:
    forecast = report.count.memory
    yield Fact(
        QCoreApplication.translate("Inspector", "Activation peak, forecast"),
        bytes_text(forecast.activation_bytes),
        tooltip=QCoreApplication.translate("Inspector", "most bytes alive at once, without the weights"),
    )
    yield from _measured(report)
    if forecast.peak_layer:
        name = {
            "forward": QCoreApplication.translate("Inspector", "in layer"),
            "backward": QCoreApplication.translate("Inspector", "on the way back, in layer"),
            "optimizer": QCoreApplication.translate("Inspector", "in the optimizer, at"),
        }[forecast.peak_phase]
        yield Fact(name, forecast.peak_layer, tooltip=f"{forecast.peak_layer}: {forecast.peak_operator}")
    if forecast.gradient_bytes:
        name = QCoreApplication.translate("Inspector", "of that gradients")
        yield Fact(name, bytes_text(forecast.gradient_bytes))
    yield Fact(QCoreApplication.translate("Inspector", "Weights"), bytes_text(forecast.weight_bytes))
    if forecast.optimizer_bytes:
        name = QCoreApplication.translate("Inspector", "Optimizer's state")
        yield Fact(name, bytes_text(forecast.optimizer_bytes))
    yield Fact(QCoreApplication.translate("Inspector", "All that must fit"), bytes_text(forecast.total_bytes))


def _measured(report: CostReport) -> Iterator[Fact]:
    measured, forecast = report.peak_memory_bytes, report.count.memory.activation_bytes
    if measured is None:
        return
    yield Fact(QCoreApplication.translate("Inspector", "Peak, measured"), bytes_text(measured))
    if not forecast:
        return
    off = measured / forecast - 1
    sign = "" if measured == forecast else "+" if off > 0 else "−"
    yield Fact(
        QCoreApplication.translate("Inspector", "measured − forecast"),
        f"{sign}{percent(abs(off))}",
        "warning" if abs(off) > _MOST_OFF else "good",
        f"{measured - forecast:+,} B",
    )
