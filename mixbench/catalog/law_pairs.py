"""The law that the catalog predicts beside the one that was measured, model by model and role by role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mixbench.catalog.growth import (
    USUAL_SIDES,
    accepted_sides,
    known,
    measured,
    predicted,
    predicted_metric,
    tokens_at,
    why_unknown,
)
from mixbench.catalog.registry import resolve
from mixbench.core.amounts import MORE_IS_BETTER, Observation
from mixbench.core.growth import TIMED_BY_ROLE, Against, Growth, GrowthMetric, as_taken
from mixbench.core.laws import Law, NoLaw, Point, fit_law
from mixbench.core.model import Model
from mixbench.core.roles import Role

#: With fewer of the usual sides than this, all that a model accepts in their range are looked at.
_FEW_SIDES, _MOST_SIDES = 6, 16


@dataclass(frozen=True)
class LawPair:
    """One model, of all of it or of one role. `expected` grows as the catalog says, by a law of what
    `expected.metric` names: of a clock it is the MACs. `found` is what was measured, None where nothing was.

    `expected_law` is that of the metric that was asked for: of a rate, which falls as MACs grow, the law of
    one over them. `left_out` says of sizes that were measured why they are not in `found`.
    """

    model: Model
    role: Role | None
    expected: Growth | None
    found: Growth | None
    expected_law: Law | NoLaw
    found_law: Law | NoLaw
    left_out: tuple[str, ...] = ()


def law_pairs(
    models: Sequence[Model],
    metric: GrowthMetric,
    against: Against,
    seen: Iterable[Observation] = (),
    roles: Sequence[Role | None] = (None,),
) -> tuple[LawPair, ...]:
    """A pair for each model, role, and set of conditions that it was measured under; over the same sizes.

    Of several roles those are left out that a model has no layers of.
    """
    seen = tuple(seen)
    pairs = []
    for role in roles:
        taken = measured(seen, metric, role)
        for model in models:
            own: list[Growth | None] = [growth for growth in taken if growth.model == model]
            left_out = tuple(_left_out(model, metric, role, seen))
            pairs += [_pair(model, metric, against, role, growth, left_out) for growth in own or [None]]
    return tuple(pair for pair in pairs if len(roles) == 1 or not _is_void(pair))


def _is_void(pair: LawPair) -> bool:
    """Whether a role is none of the model's, by law and as measured."""
    return pair.role is not None and pair.found is None and not (pair.expected and pair.expected.sizes)


def _left_out(
    model: Model, metric: GrowthMetric, role: Role | None, seen: Iterable[Observation]
) -> Iterator[str]:
    """Sizes that were measured, which the catalog of today refuses, so that nobody knows their tokens."""
    refused = {
        (one.case.height, one.case.width): one.case.resolution
        for one in seen
        if one.case.model == model
        and tokens_at(model, one.case.height, one.case.width) is None
        and as_taken(one, metric, role) is not None
    }
    unknown = why_unknown(model)
    if refused and unknown:
        yield f"it was measured at {', '.join(refused.values())} px, but the catalog lacks it: {unknown}"
        return
    for size, text in refused.items():
        reason = resolve(model).refusal(*size)
        yield f"{text} px was measured, and the catalog takes it no longer: {reason}"


def _pair(
    model: Model,
    metric: GrowthMetric,
    against: Against,
    role: Role | None,
    found: Growth | None,
    left_out: tuple[str, ...],
) -> LawPair:
    why = why_unknown(model)
    expected = None if why else expected_growth(model, metric, role, found)
    return LawPair(
        model,
        role,
        expected,
        found,
        NoLaw(why) if why else _expected_law(expected, metric, against),
        found.law(against) if found else NoLaw(why or _why_nothing_found(metric, role, left_out)),
        left_out,
    )


def _expected_law(expected: Growth | None, metric: GrowthMetric, against: Against) -> Law | NoLaw:
    if expected is None:
        return NoLaw(f"the catalog has no law of {metric}")
    if expected.role is not None and not expected.sizes:
        return NoLaw("the network has no layers of this role" if _is_absent(expected) else _without(expected))
    return _inverse_law(expected, against) if metric in MORE_IS_BETTER else expected.law(against)


def _is_absent(expected: Growth) -> bool:
    """Whether a network has no layer of a role, as its law says: neither MACs nor parameters."""
    assert expected.role is not None
    side = usual_sides(expected.model)[-1]
    share = resolve(expected.model).law(side, side).role(expected.role)
    return not share.macs and not share.params


def _without(expected: Growth) -> str:
    words = {"macs": "MACs", "params": "parameters"}.get(expected.metric, expected.metric)
    return f"layers of this role have no {words}"


def _inverse_law(expected: Growth, against: Against) -> Law | NoLaw:
    """How a rate falls if every MAC takes the same time."""
    points = (size.point(against) for size in expected.sizes)
    return fit_law([Point(point.x, 1 / point.y) for point in points], is_counted=True)


def _why_nothing_found(metric: GrowthMetric, role: Role | None, left_out: Sequence[str]) -> str:
    if left_out:
        return "; ".join(left_out)
    if role is not None and metric in TIMED_BY_ROLE:
        return "no layer of this role was timed"
    return f"no {metric} was measured"


def expected_growth(
    model: Model, metric: GrowthMetric, role: Role | None, found: Growth | None = None
) -> Growth | None:
    """What the law says, at the sizes that were measured where they make a law, else at the usual ones; None
    where there is no law, or the catalog no longer has the model."""
    by = predicted_metric(metric)
    if by is None or why_unknown(model):
        return None
    squares = {size.height for size in found.sizes if size.height == size.width} if found else set()
    return predicted(model, by, role, sorted(squares) if len(squares) > 2 else usual_sides(model))


def usual_sides(model: Model) -> tuple[int, ...]:
    """The usual sides as far as the model accepts them; of one that accepts few, others in their range."""
    low, high = USUAL_SIDES[0], USUAL_SIDES[-1]
    sides = [side for side in accepted_sides(model, high) if side >= low]
    usual = tuple(side for side in sides if side in USUAL_SIDES)
    if len(usual) >= _FEW_SIDES or len(sides) <= len(usual):
        return usual
    step = max(1, -(-len(sides) // _MOST_SIDES))
    return tuple(sides[::step])


def roles_of(
    models: Iterable[Model], metric: GrowthMetric, seen: Iterable[Observation] = ()
) -> tuple[Role, ...]:
    """The roles that any of the models has some of, by the law, or in the time of layers that were timed; in
    the order of the word list."""
    there = {role for model in known(models) for role in _roles_of(model, metric)}
    if metric in TIMED_BY_ROLE:
        there |= {one.role for each in seen if each.role_times for one in each.role_times.roles}
    return tuple(role for role in Role if role in there)


def _roles_of(model: Model, metric: GrowthMetric) -> Iterator[Role]:
    by = predicted_metric(metric) or "macs"
    for role in Role:
        if predicted(model, by, role, usual_sides(model)[-1:]).sizes:
            yield role
