"""What a set of rounds says: the estimate, its interval, and when to stop.

Iterations of one model are correlated, so an interval over them closes around a wrong value; every
interval here is over round medians, which are far apart in time, or over processes.

What the rounds hold (`core/rounds.py`) and what speaks against them (`core/steadiness.py`) can be had
from here, too: this module is the whole arithmetic of a timing to those who use it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from mixbench.core.intervals import Interval, median_interval, neighbour_correlation
from mixbench.core.measurement import Estimate, PrecisionTarget, Round, StopReason
from mixbench.core.rounds import (
    LEAST_ROUNDS,
    counted,
    marked_share,
    percentile,
    process_medians,
    round_medians,
    samples_of,
)
from mixbench.core.steadiness import (
    MOST_MARKED,
    MOST_OTHER_LOAD,
    Modes,
    drift,
    reasons,
    two_modes,
)
from mixbench.core.units import percent

__all__ = [
    "LEAST_ROUNDS",
    "MOST_MARKED",
    "MOST_OTHER_LOAD",
    "Modes",
    "counted",
    "drift",
    "estimate",
    "interval_of_durations",
    "marked_share",
    "missed_target",
    "percentile",
    "process_medians",
    "reasons",
    "round_medians",
    "samples_of",
    "should_stop",
    "two_modes",
]


def estimate(rounds: Sequence[Round], processes: int = 1) -> Estimate:
    """The median of the round medians with its 95 % interval over rounds; at least one round.

    With more than one of `processes` both are over the medians of the processes, and the interval is
    None until there are that many. Where there is nothing but a glimpse, its median stands for want of
    a better, with no round.
    """
    if not counted(rounds):
        return Estimate(median([one for each in rounds for one in each.samples_ms]), None, None, 0, 0, 0.0)
    by_round, by_process = round_medians(rounds), process_medians(rounds)
    interval = _over_processes(by_process, processes) if processes > 1 else _over_rounds(by_round)
    low, high = interval or (None, None)
    return Estimate(
        median_ms=median(by_process if processes > 1 else by_round),
        ci_low_ms=low,
        ci_high_ms=high,
        rounds=len(by_round),
        samples=len(samples_of(rounds)),
        marked_share=marked_share(rounds),
        processes=len(by_process),
        is_over_processes=processes > 1,
    )


def _over_rounds(medians_ms: Sequence[float]) -> Interval | None:
    return interval_of_durations(medians_ms, neighbour_correlation(medians_ms))


def _over_processes(medians_ms: Sequence[float], processes: int) -> Interval | None:
    """Processes begin anew, so that nothing makes neighbours alike."""
    return interval_of_durations(medians_ms) if len(medians_ms) >= processes else None


def interval_of_durations(values_ms: Sequence[float], correlation: float = 0.0) -> Interval | None:
    """The 95 % interval of the median of what durations are drawn from, in the order of time.

    On logarithms: a duration is positive, and what disturbs it does so in proportion. None for fewer than
    two.
    """
    middle = median(values_ms)
    interval = median_interval([math.log(value / middle) for value in values_ms], correlation)
    return None if interval is None else (middle * math.exp(interval[0]), middle * math.exp(interval[1]))


def should_stop(so_far: Estimate, elapsed_s: float, target: PrecisionTarget) -> StopReason | None:
    """Why to stop now, or None. The interval is not looked at before round 5, nor before there are
    processes enough; the cap always is."""
    half_width = so_far.half_width
    enough = so_far.rounds >= LEAST_ROUNDS and so_far.processes >= target.processes
    if enough and half_width is not None and half_width <= target.half_width:
        return "target"
    return "cap" if elapsed_s >= target.cap_s else None


def missed_target(so_far: Estimate, target: PrecisionTarget) -> str:
    """The sentence for a timing whose interval is wider than asked for, empty where it is not."""
    asked = percent(target.half_width)
    if so_far.processes < target.processes:
        return f"too few processes: {so_far.processes} instead of {target.processes}"
    if so_far.half_width is None or so_far.rounds < LEAST_ROUNDS:
        return f"too few rounds: {so_far.rounds} instead of {LEAST_ROUNDS} fitted into {target.cap_s:g} s"
    if so_far.half_width > target.half_width:
        return f"interval of ±{percent(so_far.half_width)} instead of ±{asked} after {target.cap_s:g} s"
    return ""
