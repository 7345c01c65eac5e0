"""The answer of `mixbench laws` as one JSON document."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from mixbench.catalog.law_pairs import LawPair
from mixbench.cli.role_tables import role_documents
from mixbench.core.amounts import MORE_IS_BETTER
from mixbench.core.dominance import DominanceMap
from mixbench.core.growth import Growth, GrowthMetric
from mixbench.core.laws import Law, NoLaw, Slope
from mixbench.core.prediction import Prediction

if TYPE_CHECKING:
    from mixbench.catalog.encounters import ModelEncounter
    from mixbench.cli.law_answers import Ceiling, Forecast
    from mixbench.cli.laws import Answer


def document(answer: Answer) -> dict[str, Any]:
    """Everything that was asked, numbers unrounded in base units: ms, MACs, bytes."""
    found: dict[str, Any] = {
        "metric": answer.metric,
        "against": answer.against,
        "session": answer.view.session,
        "machine": answer.view.machine or None,
        "laws": [_pair(pair, answer.metric) for pair in answer.pairs],
    }
    if answer.divided:
        found["role_times"] = role_documents(answer.divided)
    if answer.forecasts:
        found["at"] = [_forecast(one) for one in answer.forecasts]
    if answer.ceilings:
        found["budget"] = [_ceiling(one) for one in answer.ceilings]
    if answer.encounters is not None:
        found["crossovers"] = [_encounter(one) for one in answer.encounters]
    if answer.standings is not None:
        found["map"] = _map(answer.standings)
    return found


def _named(pair: LawPair) -> dict[str, Any]:
    return {"model": pair.model.key, "role": pair.role}


def _pair(pair: LawPair, metric: GrowthMetric) -> dict[str, Any]:
    """Of a rate the law of one over its MACs is predicted."""
    expected = pair.expected.metric if pair.expected else None
    is_inverse = expected is not None and metric in MORE_IS_BETTER
    return {
        **_named(pair),
        **_setting(pair.found),
        "predicted": {"metric": expected, "is_inverse": is_inverse, **_law(pair.expected_law)},
        "measured": {**({"metric": pair.found.metric} if pair.found else {}), **_law(pair.found_law)},
        "left_out": pair.left_out,
    }


def _setting(growth: Growth | None) -> dict[str, Any]:
    return {
        "conditions": growth.conditions if growth else None,
        "batch": growth.batch if growth else None,
    }


def _law(law: Law | NoLaw) -> dict[str, Any]:
    if isinstance(law, NoLaw):
        return {"reason": law.reason}
    low, high = law.break_interval or (None, None)
    return {
        "exponent": _slope(law.exponent),
        "factor": law.factor,
        "shape": law.shape,
        "basis": law.basis,
        "scatter": law.scatter,
        "worst_residual": law.worst_residual,
        "break": {"at": law.break_at, "low": low, "high": high} if law.broken else None,
        "pieces": [_slope(piece) for piece in law.pieces],
        "local_slopes": [_slope(slope) for slope in law.slopes],
        "points": len(law.points),
    }


def _slope(slope: Slope) -> dict[str, float | None]:
    return {
        "value": slope.value,
        "ci_low": slope.low if slope.has_interval else None,
        "ci_high": slope.high if slope.has_interval else None,
        "from": slope.left,
        "to": slope.right,
    }


def _forecast(one: Forecast) -> dict[str, Any]:
    return {
        **_named(one.pair),
        "height": one.height,
        "width": one.width,
        "refusal": one.refusal or None,
        "counted": one.counted,
        "measured": one.measured,
        "predicted": _prediction(one.predicted),
    }


def _prediction(found: Prediction | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "value": found.value,
        "low": found.low,
        "high": found.high,
        "is_void": found.is_void,
        "is_extrapolated": found.is_extrapolated,
        "beyond": found.beyond,
    }


def _ceiling(one: Ceiling) -> dict[str, Any]:
    fitting = one.fitting
    return {
        **_named(one.pair),
        "metric": one.metric,
        "budget": one.budget,
        "conditions": one.conditions,
        "batch": one.batch,
        "resolution_px": fitting.side if fitting else None,
        "surely_px": fitting.surely if fitting else None,
        "possibly_px": fitting.possibly if fitting else None,
        "is_exact": fitting.is_exact if fitting else None,
        "prediction": _prediction(fitting.prediction) if fitting else None,
        "reason": one.reason or None,
    }


def _encounter(one: ModelEncounter) -> dict[str, Any]:
    found = one.found
    smaller = found.smaller if found else 0
    return {
        "first": one.first.model.key,
        "second": one.second.model.key,
        "metric": one.first.metric,
        "is_counted": one.is_counted,
        "verdict": found.verdict if found else "cannot tell",
        "from_px": found.left if found else None,
        "to_px": found.right if found else None,
        "smaller": (one.first, one.second)[smaller - 1].model.key if smaller else None,
        "surely_smaller_px": found.sure if found else None,
        "equal_px": found.equal if found else (),
        "crossings": [
            {
                "px": meeting.x,
                "low_px": meeting.low,
                "high_px": meeting.high,
                "smaller_after": (one.first if meeting.first_is_smaller_after else one.second).model.key,
                "is_sure": meeting.is_sure,
            }
            for meeting in (found.meetings if found else ())
        ],
    }


def _map(found: DominanceMap) -> dict[str, Any]:
    return {
        "sizes_px": found.sizes,
        "models": [_line(found, key) for key in found.keys],
        "best": [
            {"from_px": reign.first, "to_px": reign.last, "models": reign.keys, "is_equal": reign.is_equal}
            for reign in found.reigns()
        ],
    }


def _line(found: DominanceMap, key: str) -> dict[str, Any]:
    cells: Sequence[dict[str, Any]] = [
        {
            "px": size,
            "rank": standing.rank,
            "ratio": standing.ratio,
            "is_tied": standing.is_tied,
            "amount": standing.amount,
        }
        for size, standing in found.standings[key].items()
    ]
    absent = [{"px": size, "reason": reason} for size, reason in found.absent[key].items()]
    return {"model": key, "standings": cells, "absent": absent}
