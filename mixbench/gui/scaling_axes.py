"""What stands to the right: sizes, batches, hyperparameters or another metric, and where results lie."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import Hyperparameter
from mixbench.core.figure import Axis
from mixbench.core.model import Case, Model
from mixbench.gui.catalog_words import word
from mixbench.gui.law_curve import law_at, resolve
from mixbench.gui.metrics import Metric, metrics
from mixbench.gui.workbench import BATCH, RESOLUTION, Workbench

TOKENS, PIXELS = "tokens", "pixels"
SIZE_AXES = (RESOLUTION, TOKENS, PIXELS)

#: What sets a metric that stands to the right apart from a hyperparameter of the same name.
_METRIC = "metric:"


@dataclass(frozen=True)
class Spot:
    """Where a result was taken: which model, at which size, in which batch."""

    model: Model
    height: int
    width: int
    batch: int
    tokens: int


def spot_of(case: Case) -> Spot | None:
    """The spot of a case; None where the catalog refuses it."""
    cost = law_at(case.model, case.height, case.width)
    return Spot(case.model, case.height, case.width, case.batch, cost.tokens) if cost else None


# which axes there are


def metric_axis(id: str) -> str:
    """The axis that a metric makes when it stands to the right."""
    return f"{_METRIC}{id}"


def metric_on(axis: str) -> Metric | None:
    """The metric that stands on an axis; None where it is one of sizes, batches or hyperparameters."""
    if not axis.startswith(_METRIC):
        return None
    return next((found for found in metrics() if metric_axis(found.id) == axis), None)


def trail(bench: Workbench, axis: str) -> str:
    """Along what the points of a line follow one another: the axis itself, or under a metric the sweep's."""
    return bench.sweep.axis if axis.startswith(_METRIC) else axis


def offered_axes(bench: Workbench) -> tuple[tuple[str, ...], ...]:
    """Every axis that there is something to draw against, in sections: sizes and batches, the hyperparameters
    that all ticked models have with the one that is swept, metrics."""
    swept = bench.sweep.axis
    shared = [item.name for item in shared_integers(bench)]
    if swept not in (*SIZE_AXES, BATCH, *shared):
        shared.append(swept)
    across = tuple(metric_axis(found.id) for found in metrics())
    return tuple(group for group in ((*SIZE_AXES, BATCH), tuple(shared), across) if group)


def axis_name(axis: str, bench: Workbench) -> str:
    """What an axis is called in a menu; a metric goes by the name that it has upwards."""
    across = metric_on(axis)
    return across.name if across else axis_words(axis, bench).title


def shared_integers(bench: Workbench) -> tuple[Hyperparameter, ...]:
    """Every whole-number hyperparameter that all ticked models have, as the first of them declares it."""
    variants = dict.fromkeys(model.variant for model in bench.ticked)
    declared = list(dict.fromkeys(registry.find(variant)[0].hyperparameters for variant in variants))
    if not declared:
        return ()
    shared = set.intersection(*({item.name for item in items if _is_whole(item)} for items in declared))
    return tuple(item for item in declared[0] if item.name in shared)


def _is_whole(item: Hyperparameter) -> bool:
    return item.kind == "integer"


def axis_words(axis: str, bench: Workbench) -> Axis:
    """The name and unit of a horizontal axis; a hyperparameter brings those of its declaration. The unit of a
    metric follows its values, so that it is left open."""
    across = metric_on(axis)
    if across is not None:
        return Axis(across.label)
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


# where a result lies


def base(model: Model, axis: str) -> Model:
    """The model without its own value of a hyperparameter that stands on the axis."""
    if axis not in model.overrides:
        return model
    return Model(model.variant, {name: value for name, value in model.overrides.items() if name != axis})


def size_place(axis: str, height: int, width: int, tokens: int) -> float:
    """The place of an image on an axis of sizes."""
    if axis == TOKENS:
        return float(tokens)
    return float(height * width) if axis == PIXELS else float(height)


def place_on(spot: Spot, axis: str) -> float | None:
    """The place of a result on an axis of sizes, batches or a hyperparameter. Only square images have one
    side; a model without the hyperparameter has no place."""
    if axis == RESOLUTION and spot.height != spot.width:
        return None
    if axis in SIZE_AXES:
        return size_place(axis, spot.height, spot.width, spot.tokens)
    if axis == BATCH:
        return float(spot.batch)
    value = hyperparameter(spot.model, axis)
    return None if value is None else float(value)


def hyperparameter(model: Model, name: str) -> int | None:
    """The whole number that a model has for a hyperparameter; None where it has none."""
    resolved = resolve(model)
    published: object = getattr(resolved.config, name, None) if resolved else None
    value = model.overrides.get(name, published)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def rest(spot: Spot, axis: str) -> tuple[int, ...]:
    """What the axis does not say of a result: those that differ in it are series of their own."""
    if axis in SIZE_AXES:
        return (spot.batch,)
    if axis == BATCH:
        return (spot.height, spot.width)
    return (spot.height, spot.width, spot.batch)


def rest_words(values: tuple[int, ...], axis: str) -> str:
    """The same in words, behind the name of the series."""
    if axis in SIZE_AXES:
        return QCoreApplication.translate("Scaling", ", batch {batch}").format(batch=values[0])
    size = QCoreApplication.translate("Scaling", ", {height} x {width} px")
    return size.format(height=values[0], width=values[1])


def is_line(spots: Iterable[Spot], axis: str) -> bool:
    """Whether results were meant as a line: the published value of a hyperparameter alone makes none."""
    return axis in (*SIZE_AXES, BATCH) or any(axis in spot.model.overrides for spot in spots)


def place_words(axis: Axis, place: float) -> str:
    """A place in words: `224 px`, `batch 8`, `depth 12`."""
    return f"{place:g} px" if axis.unit == "px" else f"{axis.label} {place:g}"
