"""Where a series outgrows the memory: found by counting a few of its cases, for a larger input needs more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mixbench.core.model import Case, Model


@dataclass(frozen=True)
class Frontier:
    """The cases of one model from the smallest input to the largest. `peaks` are what was counted so far."""

    cases: tuple[Case, ...]

    @property
    def largest(self) -> Case:
        """The case that decides whether all of them fit."""
        return self.cases[-1]

    def next_case(self, peaks: Mapping[Case, int], usable_bytes: float) -> Case | None:
        """The case to be counted next: the largest, then the one that halves what is unknown; None where
        every case is known to fit or not to."""
        if self.largest not in peaks:
            return self.largest
        low, high = self._bounds(peaks, usable_bytes)
        return self.cases[(low + high) // 2] if high - low > 1 else None

    def unfitting(self, peaks: Mapping[Case, int], usable_bytes: float) -> tuple[tuple[Case, int], ...]:
        """Each case that is known not to fit, with what it needs at least."""
        _, high = self._bounds(peaks, usable_bytes)
        found: list[tuple[Case, int]] = []
        least = 0
        for case in self.cases[high:]:
            least = max(least, peaks.get(case, 0))
            found.append((case, least))
        return tuple(found)

    def _bounds(self, peaks: Mapping[Case, int], usable_bytes: float) -> tuple[int, int]:
        """The places of the largest case known to fit (-1: none) and of the smallest known not to."""
        known = [(place, peaks[case]) for place, case in enumerate(self.cases) if case in peaks]
        high = min((place for place, peak in known if peak > usable_bytes), default=len(self.cases))
        low = max((place for place, peak in known if peak <= usable_bytes and place < high), default=-1)
        return low, high


def frontiers(cases: Iterable[Case]) -> tuple[Frontier, ...]:
    """The frontier of each model among the cases."""
    by_model: dict[Model, list[Case]] = {}
    for case in cases:
        by_model.setdefault(case.model, []).append(case)
    return tuple(Frontier(tuple(sorted(series, key=_pixels))) for series in by_model.values())


def _pixels(case: Case) -> int:
    return case.batch * case.height * case.width
