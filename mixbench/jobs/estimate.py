"""How long a case will take, before it starts."""

from __future__ import annotations

from mixbench.catalog import registry
from mixbench.core.cost import Cost
from mixbench.core.errors import RequestError
from mixbench.core.measurement import PRECISION_TARGETS, Precision
from mixbench.core.model import Case

#: Where this machine has no history: about what two desktop cores do in float32.
FALLBACK_S_PER_MAC = 2.5e-11
#: Building, counting and the other witnesses, beside the calls that they make.
PREPARATION_S, _PREPARATION_CALLS = 1.0, 3
#: Building a counted network anew, where a visit begins in another process.
ANEW_S = 0.3
#: The protocol of `engine/timing.py`: warm-up, then at least five rounds.
WARM_UP_S, _WARM_UP_CALLS = 0.5, 13
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


def seconds(
    case: Case, precision: Precision, s_per_mac: float | None, rounds: int | None = None
) -> float | None:
    """The expected time of one case, or None where it will not run. `s_per_mac` is what a MAC took in earlier
    runs, and `rounds` how many a timing took there, if any: a restless machine takes more than the least."""
    try:
        law = registry.resolve(case.model).law(case.height, case.width)
    except RequestError:
        return None
    target = PRECISION_TARGETS[precision]
    call_s = _call_s(case, law, s_per_mac or FALLBACK_S_PER_MAC)
    warm_up_s = min(max(WARM_UP_S, _WARM_UP_CALLS * call_s), 10 + call_s)
    start_s = _compile_s(case, law) + warm_up_s
    rounds_s = min((rounds or _ROUNDS) * max(_ROUND_S, _ROUND_CALLS * call_s), target.cap_s)
    anew_s = (target.processes - 1) * (ANEW_S + start_s)
    return PREPARATION_S + _PREPARATION_CALLS * call_s + start_s + rounds_s + anew_s


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
