"""The lines of the scaling page: predicted ones from the laws, measured ones from the results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.cost import Cost
from mixbench.core.figure import Series
from mixbench.core.measurement import Status
from mixbench.core.model import Model
from mixbench.core.scaling import fit_power_law
from mixbench.gui.law_curve import law_at, limits, sides, thin
from mixbench.gui.metric_readings import Reading, Sight
from mixbench.gui.metrics import Metric
from mixbench.gui.workbench import BATCH, RESOLUTION, Workbench
from mixbench.jobs.events import Item

TOKENS, PIXELS = "tokens", "pixels"
SIZE_AXES = (RESOLUTION, TOKENS, PIXELS)

#: What is drawn over sizes or batches where the sweep itself runs along something else.
_USUAL_SIDES = tuple(range(64, 513, 64))
_USUAL_BATCHES = (1, 32)

#: Exponents nearer to zero than this are called constant.
_FLAT = 0.005


@dataclass(frozen=True)
class _Point:
    """One value of a series: where, its size in tokens, what was read, and the item behind it."""

    x: float
    tokens: int
    reading: Reading
    number: int = -1


# laws


def law_series(bench: Workbench, axis: str, drawn: Metric, spatial_only: bool) -> Iterator[Series]:
    """The predicted curve of every ticked model, at true values only."""
    if drawn.law is None:
        return
    for model in base_models(bench, axis):
        costs = dict(_costs(bench, axis, model))  # of sides with as many tokens the largest is drawn
        points = [_Point(x, cost.tokens, Reading(drawn.law(cost, spatial_only))) for x, cost in costs.items()]
        if points:
            x, y = [point.x for point in points], [point.reading.value for point in points]
            yield Series(
                model.key, registry.label(model), bench.slot(model), "law", tuple(x), tuple(y),
                fit=_growth(axis, points, is_exact=True) if drawn.grows_like_a_power else "",
            )  # fmt: skip


def base_models(bench: Workbench, axis: str) -> tuple[Model, ...]:
    """The ticked models; along a hyperparameter, without their own value of it."""
    return tuple(dict.fromkeys(_base(model, axis) for model in bench.ticked))


def _base(model: Model, axis: str) -> Model:
    if axis not in model.overrides:
        return model
    return Model(model.variant, {name: value for name, value in model.overrides.items() if name != axis})


def _costs(bench: Workbench, axis: str, model: Model) -> Iterator[tuple[float, Cost]]:
    """Horizontal positions with the law's answer, ascending."""
    sweep = bench.sweep
    if axis in SIZE_AXES:
        values = sweep.values if sweep.axis == RESOLUTION else _USUAL_SIDES
        for side in sides(model, values):
            cost = law_at(model, side, side)
            if cost is not None:
                yield _place(axis, side, side, cost.tokens), cost
        return
    for value in _whole_range(sweep.values if sweep.axis == axis else _USUAL_BATCHES):
        changed = model if axis == BATCH else Model(model.variant, {**model.overrides, axis: value})
        cost = law_at(changed, sweep.resolution_px, sweep.resolution_px)
        if cost is not None:
            yield float(value), cost


def _whole_range(values: tuple[int, ...]) -> tuple[int, ...]:
    low, high = limits(values) if values else (1, 1)
    return thin(list(range(low, high + 1)))


def _place(axis: str, height: int, width: int, tokens: int) -> float:
    if axis == TOKENS:
        return float(tokens)
    return float(height * width) if axis == PIXELS else float(height)


# measured points


def measured_series(bench: Workbench, axis: str, drawn: Metric, spatial_only: bool) -> Iterator[Series]:
    """The points of every ticked model; results of models that were unticked stay out of the way."""
    shown = {model.key: model for model in base_models(bench, axis)}
    groups: dict[tuple[str, tuple[int, ...]], list[Item]] = defaultdict(list)
    for item in bench.items.values():
        key = _base(item.case.model, axis).key
        if key in shown and _lies_on(item, axis):
            groups[key, _rest(item, axis)].append(item)
    rests = {rest for _, rest in groups}
    for (key, rest), items in groups.items():
        label = registry.label(shown[key]) + (_rest_text(rest, axis) if len(rests) > 1 else "")
        sights = [Sight(item, spatial_only, bench.roofs.get(item.case.conditions)) for item in items]
        series = _points_series(shown[key], label, sights, axis, drawn, bench.slot(shown[key]))
        if series is not None:
            yield series if len(rests) == 1 else replace(series, key=f"{key}@{rest}")


def _lies_on(item: Item, axis: str) -> bool:
    """Whether the item has a place on the axis: only square images have one side."""
    model, case = item.case.model, item.case
    if axis == RESOLUTION:
        return case.height == case.width
    return axis in (*SIZE_AXES, BATCH) or axis in model.overrides


def _rest(item: Item, axis: str) -> tuple[int, ...]:
    """What the axis does not say of a case: cases that differ in it are series of their own."""
    case = item.case
    if axis in SIZE_AXES:
        return (case.batch,)
    if axis == BATCH:
        return (case.height, case.width)
    return (case.height, case.width, case.batch)


def _rest_text(rest: tuple[int, ...], axis: str) -> str:
    if axis in SIZE_AXES:
        return QCoreApplication.translate("Scaling", ", batch {batch}").format(batch=rest[0])
    words = QCoreApplication.translate("Scaling", ", {height} x {width} px")
    return words.format(height=rest[0], width=rest[1])


def _points_series(
    model: Model, label: str, sights: list[Sight], axis: str, drawn: Metric, slot: int
) -> Series | None:
    points = sorted(_points(sights, axis, drawn), key=lambda point: point.x)
    if not points:
        return None
    readings = [point.reading for point in points]
    sure = [point for point in points if not point.reading.is_coarse]
    is_timed = any(reading.low is not None for reading in readings)
    statuses = {sight.item.measurement.status for sight in sights if sight.item.measurement}
    return Series(
        key=model.key,
        label=label,
        slot=slot,
        style="measured",
        x=tuple(point.x for point in points),
        y=tuple(reading.value for reading in readings),
        low=tuple(reading.low for reading in readings) if is_timed else None,
        high=tuple(reading.high for reading in readings) if is_timed else None,
        # Where a law exists, the count equals it to the last MAC: its exponent is the one to show.
        fit=_growth(axis, sure, is_exact=not is_timed) if _is_fitted(drawn) else "",
        last_fitting=(points[-1].x, readings[-1].value) if Status.OUT_OF_MEMORY in statuses else None,
        numbers=tuple(point.number for point in points),
        coarse=tuple(reading.is_coarse for reading in readings),
    )


def _is_fitted(drawn: Metric) -> bool:
    return drawn.law is None and drawn.grows_like_a_power


def _points(sights: Iterable[Sight], axis: str, drawn: Metric) -> Iterator[_Point]:
    for sight in sights:
        item, reading = sight.item, drawn.read(sight)
        cost = law_at(item.case.model, item.case.height, item.case.width)
        if reading is not None and cost is not None:
            yield _Point(_position(item, axis, cost.tokens), cost.tokens, reading, item.number)


def _position(item: Item, axis: str, tokens: int) -> float:
    case = item.case
    if axis in SIZE_AXES:
        return _place(axis, case.height, case.width, tokens)
    if axis == BATCH:
        return float(case.batch)
    value = case.model.overrides[axis]
    return float(value) if isinstance(value, int | float) else 0.0


def _growth(axis: str, points: list[_Point], *, is_exact: bool) -> str:
    """The fitted exponent, against tokens wherever the size varies, so that slopes of all size axes agree."""
    against = [float(point.tokens) if axis in SIZE_AXES else point.x for point in points]
    fitted = fit_power_law(against, [point.reading.value for point in points])
    if fitted is None:
        return ""
    if is_exact and abs(fitted.exponent) < _FLAT:
        return QCoreApplication.translate("Scaling", "constant")
    # A formula, with the names that --set and the models' labels have: the same in every language.
    name = TOKENS if axis in SIZE_AXES else axis
    spread = "" if is_exact else f" ± {fitted.half_width:.2f}"
    return f"∝ {name}^{fitted.exponent:.2f}{spread}"
