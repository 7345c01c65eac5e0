"""How long a sweep will take, before it starts and while it runs."""

from __future__ import annotations

from collections.abc import Iterable

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.measurement import PRECISION_TARGETS, Precision
from mixbench.core.model import Case

#: Where this machine has no history: about what two desktop cores do in float32.
FALLBACK_S_PER_MAC = 2.5e-11
#: Building, counting and the other witnesses, beside the calls that they make.
_PREPARATION_S, _PREPARATION_CALLS = 1.0, 3
#: The protocol of `engine/timing.py`: warm-up, then at least five rounds.
_WARM_UP_S, _WARM_UP_CALLS = 0.5, 13
_ROUNDS, _ROUND_S, _ROUND_CALLS = 5, 0.3, 6


def seconds(case: Case, precision: Precision, s_per_mac: float | None) -> float | None:
    """The expected time of one case, or None where it will not run. `s_per_mac` is what a MAC took
    in earlier runs, if any."""
    try:
        macs = registry.resolve(case.model).law(case.height, case.width).macs
    except RequestError:
        return None
    call_s = macs * case.batch * (s_per_mac or FALLBACK_S_PER_MAC)
    warm_up_s = max(_WARM_UP_S, _WARM_UP_CALLS * call_s)
    rounds_s = min(_ROUNDS * max(_ROUND_S, _ROUND_CALLS * call_s), PRECISION_TARGETS[precision].cap_s)
    return _PREPARATION_S + _PREPARATION_CALLS * call_s + min(warm_up_s, 10 + call_s) + rounds_s


#: The plan counts as much as this much experience: the first cases of a group all take their rounds before
#: one of them is finished, and a crashed one took next to no time.
PLAN_WEIGHT_S = 60.0


class Forecast:
    """The time left of a run: what was planned, corrected by how the plan has fared so far."""

    def __init__(self, planned: dict[int, float]) -> None:
        self._planned = planned

    def total(self) -> float:
        """The time that the whole run was planned to take, in seconds."""
        return sum(self._planned.values())

    def seconds_left(self, open_numbers: Iterable[int], elapsed_s: float) -> float | None:
        """What remains, in seconds; None before anything is finished."""
        left = sum(self._planned.get(number, 0.0) for number in open_numbers)
        done = self.total() - left
        if done <= 0 or elapsed_s <= 0:
            return None
        return left * (elapsed_s + PLAN_WEIGHT_S) / (done + PLAN_WEIGHT_S)
