"""The lines of the scaling page: predicted ones from the laws, measured ones from the results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from mixbench.core.cost import Cost
from mixbench.core.figure import Axis, Series
from mixbench.core.measurement import Status
from mixbench.core.model import Model
from mixbench.gui.law_curve import law_at, limits, resolve, sides, thin
from mixbench.gui.metric_readings import Reading, Sight
from mixbench.gui.metrics import Metric
from mixbench.gui.scaling_axes import (
    SIZE_AXES,
    Spot,
    axis_words,
    base,
    hyperparameter,
    is_line,
    metric_on,
    place_on,
    place_words,
    rest,
    rest_words,
    size_place,
    spot_of,
    trail,
)
from mixbench.gui.scaling_points import Line, Point, growth, may_be_fitted, series_through
from mixbench.gui.sweep_settings import SweepSettings
from mixbench.gui.workbench import BATCH, RESOLUTION, Workbench
from mixbench.jobs.events import Item

#: What is drawn over sizes or batches where the sweep itself runs along something else.
_USUAL_SIDES = tuple(range(64, 513, 64))
_USUAL_BATCHES = (1, 32)

#: A hyperparameter that is not swept is drawn from half its value to this many times that.
_USUAL_STEPS = 6


@dataclass(frozen=True)
class Look:
    """What is drawn: a metric against an axis, of the whole network or of spatial mixing alone."""

    drawn: Metric
    axis: str
    spatial_only: bool = False

    @cached_property
    def across(self) -> Metric | None:
        """The metric that stands to the right, where one does."""
        return metric_on(self.axis)


def base_models(bench: Workbench, axis: str) -> tuple[Model, ...]:
    """The ticked models; along a hyperparameter, without their own value of it."""
    along = trail(bench, axis)
    return tuple(dict.fromkeys(base(model, along) for model in bench.ticked))


# laws


def law_series(bench: Workbench, look: Look) -> Iterator[Series]:
    """The predicted curve of every ticked model, at true values only."""
    across = look.across
    if look.drawn.law is None or (across is not None and across.law is None):
        return
    words = _trail_words(bench, look)
    along = trail(bench, look.axis)
    for model in base_models(bench, look.axis):
        curve = _law_curve(look, along, bench.sweep, model, words)
        if curve is not None:
            yield replace(curve, label=bench.label(model), slot=bench.slot(model))


@lru_cache(maxsize=512)
def _law_curve(
    look: Look, along: str, sweep: SweepSettings, model: Model, words: Axis | None
) -> Series | None:
    """The curve of a model, without its name and its look, remembered: of many curves a slider moves one."""
    points = _law_points(look, along, sweep, model, words)
    if not points:
        return None
    return Series(
        model.key,
        "",
        0,
        "law",
        tuple(point.x for point in points),
        tuple(point.reading.value for point in points),
        fit=growth(look.axis, points, is_counted=True) if may_be_fitted(look.axis, look.drawn) else "",
        remarks=tuple(point.remark for point in points) if words else (),
    )


def _law_points(
    look: Look, along: str, sweep: SweepSettings, model: Model, words: Axis | None
) -> tuple[Point, ...]:
    law, across = look.drawn.law, look.across
    assert law is not None
    costs = dict(_costs(sweep, along, model))  # of sides with as many tokens the largest
    return tuple(
        Point(
            across.law(cost, look.spatial_only) if across and across.law else place,
            place,
            cost.tokens,
            Reading.exact(law(cost, look.spatial_only)),
            remark=place_words(words, place) if words else "",
        )
        for place, cost in costs.items()
    )


def _trail_words(bench: Workbench, look: Look) -> Axis | None:
    """The axis along the line, where the plot has another: each point says then where on it it lies."""
    return None if look.across is None else axis_words(trail(bench, look.axis), bench)


def _costs(sweep: SweepSettings, axis: str, model: Model) -> Iterator[tuple[float, Cost]]:
    """Places along a line with the law's answer, ascending."""
    if axis in SIZE_AXES:
        values = sweep.values if sweep.axis == RESOLUTION else _USUAL_SIDES
        for side in sides(model, values):
            cost = law_at(model, side, side)
            if cost is not None:
                yield size_place(axis, side, side, cost.tokens), cost
        return
    for value in _whole_range(sweep.values if sweep.axis == axis else _usual_values(model, axis)):
        changed = model if axis == BATCH else Model(model.variant, {**model.overrides, axis: value})
        cost = law_at(changed, sweep.resolution_px, sweep.resolution_px)
        if cost is not None:
            yield float(value), cost


def _usual_values(model: Model, axis: str) -> tuple[int, ...]:
    """The ends of the range of an axis that the sweep does not run along."""
    if axis == BATCH:
        return _USUAL_BATCHES
    value, resolved = hyperparameter(model, axis), resolve(model)
    if value is None or resolved is None:
        return ()
    declared = next(item for item in resolved.family.hyperparameters if item.name == axis)
    half = max(1, value // 2)
    low, high = declared.low or 1, declared.high or value
    return int(max(low, half)), int(max(low, min(high, half * _USUAL_STEPS)))


def _whole_range(values: tuple[int, ...]) -> tuple[int, ...]:
    if not values:
        return ()
    low, high = limits(values)
    return thin(list(range(low, high + 1)))


# measured points


def measured_series(bench: Workbench, look: Look) -> Iterator[Series]:
    """The points of every ticked model; results of models that were unticked stay out of the way."""
    shown = {model.key: model for model in base_models(bench, look.axis)}
    along = trail(bench, look.axis)
    groups = {
        group: items
        for group, items in _groups(bench, along, shown).items()
        if is_line([spot for _, spot in items], along)
    }
    rests = {others for _, others in groups}
    for (key, others), items in groups.items():
        label = bench.label(shown[key]) + (rest_words(others, along) if len(rests) > 1 else "")
        own = key if len(rests) == 1 else f"{key}@{others}"
        series = series_through(
            Line(own, label, bench.slot(shown[key]), "measured"),
            list(_points(bench, items, look)),
            look.axis,
            look.drawn,
        )
        if series is not None:
            yield _with_cross(series, items)


_Found = list[tuple[Item, Spot]]


def _groups(
    bench: Workbench, along: str, shown: dict[str, Model]
) -> dict[tuple[str, tuple[int, ...]], _Found]:
    """The items of each line: those of one model that differ in nothing but their place along it."""
    groups: dict[tuple[str, tuple[int, ...]], _Found] = defaultdict(list)
    keys: dict[int, str] = {}  # by the object: few stand behind many items, and to compare them takes long
    for item in bench.items.values():
        model = item.case.model
        key = keys.get(id(model)) or keys.setdefault(id(model), base(model, along).key)
        # Models that are not shown are passed over first: of a large session they may be most.
        spot = spot_of(item.case) if key in shown else None
        if spot is not None and place_on(spot, along) is not None:
            groups[key, rest(spot, along)].append((item, spot))
    return groups


def _points(bench: Workbench, items: Iterable[tuple[Item, Spot]], look: Look) -> Iterator[Point]:
    along, words = trail(bench, look.axis), _trail_words(bench, look)
    for item, spot in items:
        sight = Sight(item, look.spatial_only, bench.roofs.get(item.case.conditions))
        reading, place = look.drawn.read(sight), place_on(spot, along)
        beside = look.across.read(sight) if look.across else None
        if reading is None or place is None or (look.across and beside is None):
            continue
        x = beside.value if beside else place
        yield Point(x, place, spot.tokens, reading, item.number, place_words(words, place) if words else "")


def _with_cross(series: Series, items: _Found) -> Series:
    """A cross at the last point where a larger one ran out of memory."""
    statuses = {item.measurement.status for item, _ in items if item.measurement}
    if Status.OUT_OF_MEMORY not in statuses:
        return series
    return replace(series, last_fitting=(series.x[-1], series.y[-1]))
