"""How long a run still takes: what was planned, what came of it so far, and a clock to show it by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mixbench.core.measurement import Estimate, PrecisionTarget
from mixbench.core.statistics import LEAST_ROUNDS
from mixbench.jobs.estimate import ANEW_S, PREPARATION_S, WARM_UP_S

#: The plan counts as much as this much experience: the first cases of a group all take their rounds before
#: one of them is finished, and a crashed one took next to no time.
PLAN_WEIGHT_S = 60.0
#: A shown time left has taken over what is known better after so many seconds, or after such a share of
#: itself where that is longer.
_FOLLOWS_WITHIN_S, _FOLLOWS_WITHIN = 5.0, 0.1


def spent_s(in_samples_s: float, *, has_rounds: bool) -> float:
    """What a case has behind it, of what `estimate.seconds` plans: its preparation, its warm-up once it has
    rounds, its samples."""
    return PREPARATION_S + (WARM_UP_S + in_samples_s if has_rounds else 0.0)


def needed_s(estimate: Estimate, in_samples_s: float, target: PrecisionTarget) -> float | None:
    """What a case with rounds still takes until the stop rule ends it; None before its interval is looked at.
    The interval narrows with the square root of the number of rounds."""
    if estimate.processes < target.processes:
        anew_s = ANEW_S + WARM_UP_S + in_samples_s / estimate.processes
        return (target.processes - estimate.processes) * anew_s
    half_width = estimate.half_width
    if half_width is None or estimate.rounds < LEAST_ROUNDS:
        return None
    needed = min(in_samples_s * (half_width / target.half_width) ** 2, target.cap_s) - in_samples_s
    return ANEW_S + WARM_UP_S + needed if needed > 0 else 0.0


class Forecast:
    """The time left of a run: what was planned, corrected by how the plan has fared so far."""

    def __init__(self, planned: dict[int, float]) -> None:
        self._planned = planned
        self._left_out: set[int] = set()

    def total(self) -> float:
        """The time that the whole run was planned to take, in seconds."""
        return sum(seconds for number, seconds in self._planned.items() if number not in self._left_out)

    def leave_out(self, number: int) -> None:
        """An item is given up: that it takes no time does not say that the plan fares well."""
        self._left_out.add(number)

    def take_up(self, number: int) -> None:
        """An item that was given up is measured after all."""
        self._left_out.discard(number)

    def rest_s(
        self,
        open_numbers: Iterable[int],
        elapsed_s: float,
        spent: Mapping[int, float] | None = None,
        needed: Mapping[int, float] | None = None,
    ) -> dict[int, float]:
        """What each open item still takes, in seconds. `spent` is what those that were begun have behind
        them, and `needed` what the intervals of some of them say they still take."""
        spent, needed = spent or {}, needed or {}
        planned = {number: self._planned.get(number, 0.0) for number in open_numbers}
        done = self.total() - sum(planned.values()) + sum(spent.values())
        pace = (elapsed_s + PLAN_WEIGHT_S) / (max(0.0, done) + PLAN_WEIGHT_S)
        return {
            number: pace * needed.get(number, max(0.0, seconds - spent.get(number, 0.0)))
            for number, seconds in planned.items()
        }


class Countdown:
    """A time left that runs down as a clock does. What is known better moves it little by little, the faster
    the less is left: it neither jumps nor stands still."""

    def __init__(self) -> None:
        self._shown_s: float | None = None
        self._at_s = 0.0

    def show(self, seconds_left: float, at_s: float) -> float:
        """What to show at a moment at which the forecast says `seconds_left`."""
        if self._shown_s is None or not seconds_left:
            self._shown_s = seconds_left
        else:
            passed_s = max(0.0, at_s - self._at_s)
            by_clock_s = max(0.0, self._shown_s - passed_s)
            share = min(1.0, passed_s / max(_FOLLOWS_WITHIN_S, _FOLLOWS_WITHIN * by_clock_s))
            self._shown_s = by_clock_s + share * (seconds_left - by_clock_s)
        self._at_s = at_s
        return self._shown_s
