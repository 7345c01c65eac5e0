"""Two cases held against one another: the ratio of their times over paired rounds, and a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
