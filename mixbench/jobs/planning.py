"""What can be said of a plan before it runs: whether anything of it can, and how long each case will take."""

from __future__ import annotations

from functools import cache

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.measurement import PRECISION_TARGETS
from mixbench.core.model import Case
from mixbench.core.sweep import SweepPlan
from mixbench.jobs import estimate
from mixbench.store.database import Store


def refusal(case: Case) -> str | None:
    """Why a case cannot be run at all, None where it can."""
    try:
        return registry.resolve(case.model).refusal(case.height, case.width)
    except RequestError as error:
        return str(error)


def refuse_hopeless(plan: SweepPlan) -> None:
    """Raise `RequestError` where no case of the plan can be run, with the reason and what is near."""
    cases = plan.cases()
    if not cases:
        raise RequestError("nothing to measure; tick at least one model and name at least one size")
    reasons: dict[str, None] = {}
    for case in cases:
        reason = refusal(case)
        if reason is None:
            return
        reasons[f"{case.model.key}: {reason}"] = None
    others = f" (and {len(reasons) - 1} other reasons)" if len(reasons) > 1 else ""
    raise RequestError(f"no point of this sweep can be measured: {next(iter(reasons))}{others}")


def planned_s(plan: SweepPlan, store: Store) -> dict[int, float]:
    """Expected seconds by number, of the cases that will run, from what the store knows of this machine."""
    device = plan.conditions.device
    rate = cache(lambda model: store.seconds_per_mac(model.key, device=device))
    rounds = store.usual_rounds(PRECISION_TARGETS[plan.precision].half_width, device=device)
    planned = (estimate.seconds(case, plan.precision, rate(case.model), rounds) for case in plan.cases())
    return {number: seconds for number, seconds in enumerate(planned) if seconds is not None}
