"""How long a sweep will take, before it starts and while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mixbench.catalog import registry
from mixbench.core.cost import Cost
from mixbench.core.errors import RequestError
from mixbench.core.measurement import PRECISION_TARGETS, Precision
from mixbench.core.model import Case

#: Where this machine has no history: about what two desktop cores do in float32.
FALLBACK_S_PER_MAC = 2.5e-11
#: Building, counting and the other witnesses, beside the calls that they make.
_PREPARATION_S, _PREPARATION_CALLS = 1.0, 3
#: Building a counted network anew, where a visit begins in another process.
_BUILDING_S = 0.3
#: The protocol of `engine/timing.py`: warm-up, then at least five rounds.
_WARM_UP_S, _WARM_UP_CALLS = 0.5, 13
_ROUNDS, _ROUND_S, _ROUND_CALLS = 5, 0.3, 6
#: The way back makes two products of every one on the way forward: with the gradient of the weight and
#: with that of the input.
_TRAINING_PASSES = 3
#: AdamW reads a weight, its gradient and two moments and writes all but the gradient: seven times four
#: bytes a parameter, at some 10 GB/s.
_OPTIMIZER_S_PER_PARAM = 2.8e-9
#: What torch.compile takes on two cores, beside a share for the size of what it makes; twice for a step,
#: whose way back is compiled too.
_COMPILE_S, _COMPILE_S_PER_PARAM = 15.0, 5e-7


def seconds(case: Case, precision: Precision, s_per_mac: float | None) -> float | None:
    """The expected time of one case, or None where it will not run. `s_per_mac` is what a MAC took
    in earlier runs, if any."""
    try:
        law = registry.resolve(case.model).law(case.height, case.width)
    except RequestError:
        return None
    target = PRECISION_TARGETS[precision]
    call_s = _call_s(case, law, s_per_mac or FALLBACK_S_PER_MAC)
    warm_up_s = min(max(_WARM_UP_S, _WARM_UP_CALLS * call_s), 10 + call_s)
    start_s = _compile_s(case, law) + warm_up_s
    rounds_s = min(_ROUNDS * max(_ROUND_S, _ROUND_CALLS * call_s), target.cap_s)
    anew_s = (target.processes - 1) * (_BUILDING_S + start_s)
    return _PREPARATION_S + _PREPARATION_CALLS * call_s + start_s + rounds_s + anew_s


def _call_s(case: Case, law: Cost, s_per_mac: float) -> float:
    """One call of the whole batch: a forward pass, or a training step."""
    forward_s = law.macs * case.batch * s_per_mac
    if case.conditions.mode == "inference":
        return forward_s
    return _TRAINING_PASSES * forward_s + law.params * _OPTIMIZER_S_PER_PARAM


def _compile_s(case: Case, law: Cost) -> float:
    """What stands before the first call; the recording of a CUDA graph takes no time worth naming."""
    if case.conditions.runtime != "compile":
        return 0.0
    graphs = 1 if case.conditions.mode == "inference" else 2
    return graphs * (_COMPILE_S + law.params * _COMPILE_S_PER_PARAM)


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

    def seconds_left(
        self,
        open_numbers: Iterable[int],
        elapsed_s: float,
        spent_s: Mapping[int, float] | None = None,
        rest_s: Mapping[int, float] | None = None,
    ) -> float | None:
        """What remains, in seconds; None before anything is known. Of items that have rounds already,
        `spent_s` is what they took and `rest_s` what their intervals say they still need."""
        spent, rest = spent_s or {}, rest_s or {}
        planned = {number: self._planned.get(number, 0.0) for number in open_numbers}
        done = self.total() - sum(planned.values()) + sum(spent.values())
        left = sum(rest.get(number, seconds) for number, seconds in planned.items())
        if done <= 0 or elapsed_s <= 0:
            return None
        return left * (elapsed_s + PLAN_WEIGHT_S) / (done + PLAN_WEIGHT_S)
