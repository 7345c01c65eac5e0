"""From the state of the bench to the figure of the scaling page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from mixbench.core.figure import Axis, Figure, Series
from mixbench.gui.elsewhere import elsewhere_series
from mixbench.gui.metrics import Metric, metric, metrics
from mixbench.gui.overtaking import crossover_annotations
from mixbench.gui.scaling_axes import axis_words
from mixbench.gui.scaling_series import Look, base_models, law_series, measured_series
from mixbench.gui.workbench import RESOLUTION, Workbench
from mixbench.jobs.events import ItemState

#: The metrics of small multiples.
_MOST_ASKED = ("macs", "latency", "activation_memory", "throughput")


@dataclass(frozen=True)
class ScalingChoice:
    """What the page is switched to. `axis` is `resolution`, `tokens`, `pixels`, `batch`, an integer
    hyperparameter, or a metric (`scaling_axes.metric_axis`). The first choice makes the argument visible at
    once."""

    metric: str = "macs"
    axis: str = RESOLUTION
    log_x: bool = False
    log_y: bool = False
    spatial_only: bool = True
    crossovers: bool = True


def scaling_figure(bench: Workbench, choice: ScalingChoice) -> Figure:
    """The figure as it stands now. Laws are there before anything runs."""
    drawn = metric(choice.metric)
    look = Look(drawn, choice.axis, choice.spatial_only and drawn.knows_roles)
    series = [
        *law_series(bench, look),
        *measured_series(bench, look),
        *elsewhere_series(bench, look),
    ]
    size, unit = drawn.unit(max((value for one in series for value in one.y), default=0.0))
    width, x = _across(bench, look, series)
    figure = Figure(
        title=drawn.name,
        x=replace(x, is_log=choice.log_x),
        y=Axis(_label(drawn, look), unit, choice.log_y),
        series=tuple(_scaled(one, width, size) for one in series),
        caption=_caption(bench, look, series),
        empty="" if series else _what_to_do(bench, look),
    )
    return replace(figure, annotations=crossover_annotations(figure, drawn)) if choice.crossovers else figure


def metric_figures(bench: Workbench, choice: ScalingChoice, figure: Figure) -> tuple[Figure, ...]:
    """The chosen metric, drawn already, and those that are asked for most, against the same axis."""
    ids = list(dict.fromkeys((choice.metric, *_MOST_ASKED)))[: len(_MOST_ASKED)]
    others = (scaling_figure(bench, replace(choice, metric=id, crossovers=False)) for id in ids[1:])
    return tuple(replace(one, y=_short(one, choice), annotations=()) for one in (figure, *others))


def _short(figure: Figure, choice: ScalingChoice) -> Axis:
    """The axis of a small plot, which has room for the metric's name alone."""
    is_spatial = choice.spatial_only and any(
        figure.title == one.name and one.knows_roles for one in metrics()
    )
    of_spatial = QCoreApplication.translate("Scaling", "{metric} of spatial mixing")
    label = of_spatial.format(metric=figure.title) if is_spatial else figure.title
    return replace(figure.y, label=label)


def _label(shown: Metric, look: Look) -> str:
    """What an axis of a metric says: the part of spatial mixing has a name of its own."""
    return shown.spatial_label if look.spatial_only and shown.knows_roles else shown.label


def _across(bench: Workbench, look: Look, series: Sequence[Series]) -> tuple[float, Axis]:
    """The horizontal axis, and the size of its unit: a metric is drawn in the unit that its values reach."""
    across = look.across
    if across is None:
        return 1.0, axis_words(look.axis, bench)
    size, unit = across.unit(max((place for one in series for place in one.x), default=0.0))
    return size, Axis(_label(across, look), unit)


def _scaled(series: Series, width: float, size: float) -> Series:
    """The series in units of `width` to the right and of `size` upwards."""
    if width == size == 1.0:
        return series

    def divide(values: tuple[float | None, ...]) -> tuple[float | None, ...]:
        return tuple(None if value is None else value / size for value in values)

    cross = series.last_fitting
    return replace(
        series,
        x=tuple(place / width for place in series.x),
        y=tuple(value / size for value in series.y),
        low=None if series.low is None else divide(series.low),
        high=None if series.high is None else divide(series.high),
        last_fitting=None if cross is None else (cross[0] / width, cross[1] / size),
    )


# words


def _caption(bench: Workbench, look: Look, series: Sequence[Series]) -> str:
    """The conventions, and which ticked models are missing from a plot of laws."""
    parts = [look.drawn.caption]
    if look.drawn.law is None and any(any(one.coarse) for one in series):
        parts.append(QCoreApplication.translate("Scaling", "hollow: first look"))
    if any(one.style == "elsewhere" for one in series):
        parts.append(QCoreApplication.translate("Scaling", "dotted: results of elsewhere"))
    if any(one.unlike for one in series):
        parts.append(QCoreApplication.translate("Scaling", "grey: not to be compared, for the reason given"))
    keys = {one.key for one in series}
    missing = [bench.label(model) for model in base_models(bench, look.axis) if model.key not in keys]
    if look.drawn.law is not None and look.across is None and missing and keys:
        left_out = QCoreApplication.translate(
            "Scaling", "not drawn, for none of the values suits it: {models}"
        )
        parts.append(left_out.format(models=", ".join(missing)))
    return "  ·  ".join(parts)


def _what_to_do(bench: Workbench, look: Look) -> str:
    drawn = look.drawn
    if not bench.ticked:
        return QCoreApplication.translate(
            "Scaling", "Tick a model at the left: what it costs by law is drawn at once."
        )
    if any(item.state in (ItemState.COUNTING, ItemState.WARMING_UP) for item in bench.items.values()):
        return QCoreApplication.translate("Scaling", "The first points are on their way.")
    if any(item.measurement for item in bench.items.values()):
        needs = drawn.needs or (look.across.needs if look.across else "")
        if needs:
            return needs
    without = next((one for one in (drawn, look.across) if one is not None and one.law is None), None)
    if without is not None:
        return QCoreApplication.translate(
            "Scaling", "{metric} has no law: press Run, and each finished point appears here at once."
        ).format(metric=without.name)
    return QCoreApplication.translate(
        "Scaling", "No ticked model accepts these values. Change the range of the sweep at the left."
    )
