"""From the state of the bench to the figure of the scaling page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.figure import Axis, Figure, Series
from mixbench.gui.catalog_words import word
from mixbench.gui.law_curve import resolve
from mixbench.gui.metrics import Metric, metric
from mixbench.gui.overtaking import crossover_annotations
from mixbench.gui.scaling_series import base_models, law_series, measured_series
from mixbench.gui.workbench import RESOLUTION, Workbench
from mixbench.jobs.events import ItemState


@dataclass(frozen=True)
class ScalingChoice:
    """What the page is switched to. `axis` is `resolution`, `tokens`, `pixels`, `batch`, or an integer
    hyperparameter. The first choice makes the argument visible at once."""

    metric: str = "macs"
    axis: str = RESOLUTION
    log_x: bool = False
    log_y: bool = False
    spatial_only: bool = True
    crossovers: bool = True


def scaling_figure(bench: Workbench, choice: ScalingChoice) -> Figure:
    """The figure as it stands now. Laws are there before anything runs."""
    drawn = metric(choice.metric)
    is_spatial = choice.spatial_only and drawn.knows_roles
    series = [
        *law_series(bench, choice.axis, drawn, is_spatial),
        *measured_series(bench, choice.axis, drawn, is_spatial),
    ]
    largest = max((value for one in series for value in one.y), default=0.0)
    size, unit = drawn.unit(largest)
    scaled = tuple(_scaled(one, size) for one in series)
    figure = Figure(
        title=drawn.name,
        x=replace(axis_words(choice.axis, bench), is_log=choice.log_x),
        y=Axis(drawn.spatial_label if is_spatial else drawn.label, unit, choice.log_y),
        series=scaled,
        caption=_caption(bench, choice.axis, drawn, series),
        empty="" if series else _what_to_do(bench, drawn),
    )
    return replace(figure, annotations=crossover_annotations(figure, drawn)) if choice.crossovers else figure


def axis_words(axis: str, bench: Workbench) -> Axis:
    """The name and unit of a horizontal axis; a hyperparameter brings those of its declaration."""
    match axis:
        case "resolution":
            return Axis(QCoreApplication.translate("Scaling", "resolution"), "px")
        case "tokens":
            return Axis(
                QCoreApplication.translate("Scaling", "positions of the first stage"),
                QCoreApplication.translate("Scaling", "tokens"),
            )
        case "pixels":
            return Axis(
                QCoreApplication.translate("Scaling", "area of the image"),
                QCoreApplication.translate("Scaling", "pixels"),
            )
        case "batch":
            return Axis(
                QCoreApplication.translate("Scaling", "batch"),
                QCoreApplication.translate("Scaling", "images"),
            )
    for model in bench.ticked:
        resolved = resolve(model)
        for item in resolved.family.hyperparameters if resolved else ():
            if item.name == axis:
                return Axis(word(item.label).lower(), word(item.unit))
    return Axis(axis)


# words


def _scaled(series: Series, size: float) -> Series:
    """The series in units of `size`."""

    def divide(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return tuple(None if value is None else value / size for value in values)

    cross = series.last_fitting
    return replace(
        series,
        y=tuple(value / size for value in series.y),
        low=None if series.low is None else divide(series.low),
        high=None if series.high is None else divide(series.high),
        last_fitting=None if cross is None else (cross[0], cross[1] / size),
    )


def _caption(bench: Workbench, axis: str, drawn: Metric, series: list[Series]) -> str:
    """The conventions, and which ticked models are missing from a plot of laws."""
    if drawn.law is None:
        hollow = QCoreApplication.translate("Scaling", "hollow: first look")
        return f"{drawn.caption}  ·  {hollow}" if any(any(one.coarse) for one in series) else drawn.caption
    keys = {one.key for one in series}
    missing = [registry.label(model) for model in base_models(bench, axis) if model.key not in keys]
    if not missing or not keys:
        return drawn.caption
    left_out = QCoreApplication.translate("Scaling", "not drawn, for none of the values suits it: {models}")
    return f"{drawn.caption}  ·  {left_out.format(models=', '.join(missing))}"


def _what_to_do(bench: Workbench, drawn: Metric) -> str:
    if not bench.ticked:
        return QCoreApplication.translate(
            "Scaling", "Tick a model at the left: what it costs by law is drawn at once."
        )
    if any(item.state in (ItemState.COUNTING, ItemState.WARMING_UP) for item in bench.items.values()):
        return QCoreApplication.translate("Scaling", "The first points are on their way.")
    if drawn.needs and any(item.measurement for item in bench.items.values()):
        return drawn.needs
    if drawn.law is None:
        return QCoreApplication.translate(
            "Scaling", "{metric} has no law: press Run, and each finished point appears here at once."
        ).format(metric=drawn.name)
    return QCoreApplication.translate(
        "Scaling", "No ticked model accepts these values. Change the range of the sweep at the left."
    )
