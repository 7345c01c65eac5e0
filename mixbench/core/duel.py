"""Two cases held against one another: the ratio of their times over paired rounds, and a verdict.

What slows the machine for a while slows both cases of a pair, and cancels in their ratio.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from mixbench.core.intervals import Interval, median_interval, neighbour_correlation
from mixbench.core.measurement import PrecisionTarget, Round, StopReason
from mixbench.core.rounds import LEAST_ROUNDS, counted
from mixbench.core.steadiness import correlated, disturbed, drifting

#: Cases whose ratio lies within this of 1 are the same for every practical purpose.
SAME_WITHIN = 0.01

#: Pairs are taken until the interval is this narrow: at a half-width of 1 % two equal cases would seldom be
#: found to be so, and whoever looked for a verdict on the way would find one of chance in 15 % of the cases.
TELLING_HALF_WIDTH = 0.004

#: But a verdict that would stand with an interval this many times as wide needs no further pairs.
WIDE_MARGIN = 2.5


class DuelVerdict(StrEnum):
    """What a duel says of the first case as against the second."""

    FASTER = "faster"
    SLOWER = "slower"
    SAME = "same within 1 %"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Duel:
    """The time of the first case divided by that of the second: the median over pairs of rounds with its
    95 % interval, None before there are pairs enough. `reasons` say why it cannot be relied on."""

    ratio: float
    ci_low: float | None
    ci_high: float | None
    pairs: int
    verdict: DuelVerdict
    reasons: tuple[str, ...] = ()
    processes: int = 1

    @property
    def half_width(self) -> float | None:
        """Half the interval relative to the ratio (0.01 is +-1 %)."""
        if self.ci_low is None or self.ci_high is None:
            return None
        return (self.ci_high - self.ci_low) / 2 / self.ratio


def judge(first: Sequence[Round], second: Sequence[Round], processes: int = 1) -> Duel:
    """Hold the rounds of two cases against one another, pair by pair; at least one pair.

    With more than one of `processes` ratio and interval are over the medians of the processes. Raises
    `ValueError` where no round has a counterpart.
    """
    pairs = list(paired(first, second))
    if not pairs:
        raise ValueError("the two cases have no rounds that were taken in turn")
    logs = [math.log(median(one.samples_ms) / median(other.samples_ms)) for one, other in pairs]
    by_process = _process_medians(pairs, logs)
    middle = median(by_process if processes > 1 else logs)
    bounds = _bounds(logs, by_process, processes)
    return Duel(
        ratio=math.exp(middle),
        ci_low=None if bounds is None else math.exp(bounds[0]),
        ci_high=None if bounds is None else math.exp(bounds[1]),
        pairs=len(pairs),
        verdict=DuelVerdict.CANNOT_TELL if bounds is None else _verdict(*bounds),
        reasons=_reasons(pairs, logs),
        processes=len(by_process),
    )


def paired(first: Sequence[Round], second: Sequence[Round]) -> Iterator[tuple[Round, Round]]:
    """Rounds that were taken in the same turn: the n-th of either case in a visit of a process."""
    turns = dict(_turns(second))
    return ((one, turns[turn]) for turn, one in _turns(first) if turn in turns)


def _turns(rounds: Sequence[Round]) -> Iterator[tuple[tuple[int, int, int], Round]]:
    """Each round that counts with its process, its visit and its place in that visit."""
    places: dict[tuple[int, int], int] = {}
    for one in counted(rounds):
        stay = (one.process, one.visit)
        places[stay] = places.get(stay, 0) + 1
        yield (*stay, places[stay]), one


def _process_medians(pairs: Sequence[tuple[Round, Round]], logs: Sequence[float]) -> list[float]:
    """The median of the log ratios of each process."""
    numbers = [one.process for one, _ in pairs]
    return [
        median(log for log, its in zip(logs, numbers, strict=True) if its == number)
        for number in dict.fromkeys(numbers)
    ]


def _bounds(logs: Sequence[float], by_process: Sequence[float], processes: int) -> Interval | None:
    """The interval of the log ratio; None until there are pairs and processes enough to tell."""
    if processes > 1:
        return median_interval(by_process) if len(by_process) >= processes else None
    return median_interval(logs, neighbour_correlation(logs)) if len(logs) >= LEAST_ROUNDS else None


def _verdict(low: float, high: float) -> DuelVerdict:
    """What an interval of the log ratio says. A difference that is certain but under 1 % is none."""
    if low >= math.log(1 - SAME_WITHIN) and high <= math.log(1 + SAME_WITHIN):
        return DuelVerdict.SAME
    if high < 0:
        return DuelVerdict.FASTER
    return DuelVerdict.SLOWER if low > 0 else DuelVerdict.CANNOT_TELL


def _reasons(pairs: Sequence[tuple[Round, Round]], logs: Sequence[float]) -> tuple[str, ...]:
    """Why the ratio cannot be relied on. Noise that both share is no reason; marked samples are."""
    ratios = [math.exp(log) for log in logs]
    found = [
        disturbed([one for pair in pairs for one in pair]),
        drifting(ratios, "over the last third of the rounds the first case was {} against the second"),
        correlated(ratios),
    ]
    return tuple(sentence for sentence in found if sentence)


def should_stop(so_far: Duel, elapsed_s: float, target: PrecisionTarget) -> StopReason | None:
    """Why to stop now, or None. Not before five pairs, nor before there are processes enough; the cap always
    holds. `elapsed_s` is the time inside the samples of one of the cases."""
    if so_far.pairs >= LEAST_ROUNDS and so_far.processes >= target.processes and _is_done(so_far, target):
        return "target"
    return "cap" if elapsed_s >= target.cap_s else None


def _is_done(so_far: Duel, target: PrecisionTarget) -> bool:
    """Whether the interval is narrow enough to tell, or the verdict clear by a wide margin."""
    if so_far.ci_low is None or so_far.ci_high is None or so_far.half_width is None:
        return False
    low = math.log(so_far.ratio) - WIDE_MARGIN * math.log(so_far.ratio / so_far.ci_low)
    high = math.log(so_far.ratio) + WIDE_MARGIN * math.log(so_far.ci_high / so_far.ratio)
    is_narrow = so_far.half_width <= min(target.half_width, TELLING_HALF_WIDTH)
    return is_narrow or _verdict(low, high) is not DuelVerdict.CANNOT_TELL
