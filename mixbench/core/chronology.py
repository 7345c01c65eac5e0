"""Samples in the order in which they were taken: by the clock, or one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from mixbench.core.measurement import GLIMPSE, Round


@dataclass(frozen=True)
class PlacedRound:
    """A round on an axis of time: where it begins and ends, and where each of its samples lies.

    Positions are seconds since the first sample, or the number of the sample.
    """

    round: Round
    begin: float
    end: float
    places: tuple[float, ...]


def is_clocked(rounds: Sequence[Round]) -> bool:
    """Whether every round says when it began."""
    return bool(rounds) and all(one.began_s is not None for one in rounds)


def by_clock(rounds: Sequence[Round]) -> tuple[PlacedRound, ...]:
    """Rounds by the clock, in seconds since the first began; a sample lies in the middle of its block."""
    if not rounds:
        return ()
    origin = min(_began(one) for one in rounds)
    return tuple(_clocked(one, _began(one) - origin) for one in rounds)


def by_number(rounds: Sequence[Round]) -> tuple[PlacedRound, ...]:
    """Rounds one after another without gaps; the first sample is 1."""
    ends = list(accumulate((len(one.samples_ms) for one in rounds), initial=0))
    return tuple(
        PlacedRound(one, first + 0.5, last + 0.5, tuple(float(n) for n in range(first + 1, last + 1)))
        for one, first, last in zip(rounds, ends, ends[1:], strict=False)
    )


def warm_up_places(calls_ms: Sequence[float], *, in_seconds: bool) -> tuple[float, ...]:
    """Where the calls before the first round lie: up to 0, each one step or its own time before the next."""
    if not in_seconds:
        return tuple(float(place) for place in range(1 - len(calls_ms), 1))
    ends = list(accumulate(call / 1e3 for call in calls_ms))
    return tuple(end - call / 2e3 - ends[-1] for end, call in zip(ends, calls_ms, strict=True))


def parts(placed: Sequence[PlacedRound]) -> list[PlacedRound]:
    """The rounds with which another visit or process begins, or the first look ends; the first included."""
    found: list[PlacedRound] = []
    for one in placed:
        if not found or _part(one) != _part(found[-1]):
            found.append(one)
    return found


def _part(placed: PlacedRound) -> tuple[int, int, bool]:
    one = placed.round
    return one.process, one.visit, one.number == GLIMPSE


def _began(one: Round) -> float:
    assert one.began_s is not None, "ask `is_clocked` first"
    return one.began_s


def _clocked(one: Round, begin: float) -> PlacedRound:
    lengths = [sample * one.block / 1e3 for sample in one.samples_ms]
    ends = accumulate(lengths, initial=begin)
    places = tuple(start + length / 2 for start, length in zip(ends, lengths, strict=False))
    return PlacedRound(one, begin, begin + one.spent_s, places)
