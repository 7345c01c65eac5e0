"""What lies in the rounds of a timing before anything is concluded: their medians, samples and marks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from mixbench.core.measurement import GLIMPSE, Round

#: Fewer rounds say too little of their own spread: no timing ends and no drift is told before these.
LEAST_ROUNDS = 5


def counted(rounds: Sequence[Round]) -> list[Round]:
    """The rounds that count: all but the glimpses."""
    return [one for one in rounds if one.number != GLIMPSE]


def round_medians(rounds: Sequence[Round]) -> list[float]:
    """The median of each round that counts, in ms, in the order of time."""
    return [median(one.samples_ms) for one in counted(rounds)]


def process_medians(rounds: Sequence[Round]) -> list[float]:
    """The median of the round medians of each process, in ms, in the order of their first rounds."""
    numbers = dict.fromkeys(one.process for one in counted(rounds))
    return [median(round_medians([one for one in rounds if one.process == number])) for number in numbers]


def samples_of(rounds: Sequence[Round]) -> list[float]:
    """All samples in the order in which they were taken, in ms, without those of glimpses."""
    return [sample for one in counted(rounds) for sample in one.samples_ms]


def marked_share(rounds: Sequence[Round]) -> float:
    """The share (0 to 1) of the samples that were disturbed."""
    marks = [mark for one in counted(rounds) for mark in one.marked]
    return sum(marks) / len(marks) if marks else 0.0


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the sorted values lie, linear between neighbours."""
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])
