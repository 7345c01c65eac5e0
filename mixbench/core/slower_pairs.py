"""Models with fewer MACs that yet take longer: found at equal conditions, explained from what was counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import permutations
from math import log

from mixbench.core.cost import Count
from mixbench.core.measurement import Environment, Estimate
from mixbench.core.model import Case, Conditions
from mixbench.core.roofline import Standing, standing_of
from mixbench.core.roofs import Roof

#: From here on a fact tells two models apart: so many times as much, or a share larger by so much.
MORE_BYTES, MORE_CALLS = 1.1, 1.25
MORE_GROUPED, MORE_MACLESS = 0.01, 0.05


class ReasonKind(StrEnum):
    """What explains that work takes longer than its MACs let expect, each with the number that it compares.

    `bytes`: bytes moved by a call. `macless_bytes`: the share of them in layers without MACs.
    `grouped_macs`: the share of MACs in depthwise and grouped convolutions. `calls`: operator calls.
    `launch`: a device that waits for the processor, milliseconds from launch to result.
    """

    BYTES = "bytes"
    MACLESS_BYTES = "macless_bytes"
    GROUPED_MACS = "grouped_macs"
    CALLS = "calls"
    LAUNCH = "launch"


@dataclass(frozen=True)
class Reason:
    """One fact about both models of a pair."""

    kind: ReasonKind
    slower: float
    faster: float


@dataclass(frozen=True)
class Contender:
    """A timed case with what explains its time. `end_to_end_ms` is None where the latency is that already."""

    case: Case
    count: Count
    estimate: Estimate
    standing: Standing
    is_unstable: bool = False
    end_to_end_ms: float | None = None
    environment: Environment | None = None

    @property
    def macs(self) -> int:
        """MACs of one call of the whole batch."""
        return self.standing.work.macs

    @property
    def calls(self) -> int:
        """Operator calls of a forward pass."""
        return sum(operator.calls for operator in self.count.operators)

    @property
    def call_ms(self) -> float | None:
        """Milliseconds for each operator call; None of a training step, of whose calls only those of its
        forward pass are known."""
        if self.case.conditions.mode == "training_step" or not self.calls:
            return None
        return self.estimate.median_ms / self.calls

    @property
    def grouped_share(self) -> float | None:
        """The share of the forward MACs in depthwise and grouped convolutions; None where a count of an
        earlier MixBench did not tell them apart."""
        grouped = [layer.grouped_macs for layer in self.count.layers]
        if not grouped or None in grouped or not self.count.macs:
            return None
        return sum(macs for macs in grouped if macs) / self.count.macs

    @property
    def macless_share(self) -> float | None:
        """The share of the forward bytes in layers without MACs."""
        moved = sum(layer.bytes_read + layer.bytes_written for layer in self.count.layers)
        idle = sum(layer.bytes_read + layer.bytes_written for layer in self.count.layers if not layer.macs)
        return idle / moved if moved else None


def contender(
    case: Case,
    count: Count,
    estimate: Estimate,
    roof: Roof | None,
    *,
    is_unstable: bool = False,
    end_to_end_ms: float | None = None,
    environment: Environment | None = None,
) -> Contender | None:
    """A case that can be compared; None where its work is not known."""
    standing = standing_of(count, case, estimate, roof)
    if standing is None:
        return None
    return Contender(case, count, estimate, standing, is_unstable, end_to_end_ms, environment)


@dataclass(frozen=True)
class SlowerPair:
    """`slower` has fewer MACs than `faster` and surely takes longer, both at one size under one condition."""

    slower: Contender
    faster: Contender

    @property
    def macs_ratio(self) -> float:
        """The MACs of the slower one over those of the faster: under 1."""
        return self.slower.macs / self.faster.macs

    @property
    def time_ratio(self) -> float:
        """Its time over that of the faster: over 1."""
        return self.slower.estimate.median_ms / self.faster.estimate.median_ms

    @property
    def is_unstable(self) -> bool:
        """Whether one of the timings is not to be relied on."""
        return self.slower.is_unstable or self.faster.is_unstable

    @property
    def strikingness(self) -> float:
        """Large where the MACs are far fewer and the time is surely far longer: the product of both
        logarithms, for neither alone is striking."""
        low, high = self.slower.estimate.ci_low_ms, self.faster.estimate.ci_high_ms
        assert low is not None
        assert high is not None
        return -log(self.macs_ratio) * log(low / high)

    def reasons(self) -> tuple[Reason, ...]:
        """The facts that speak for the longer time; none where nothing that was counted explains it."""
        return tuple(_reasons(self.slower, self.faster))


@dataclass(frozen=True)
class SlowerModels:
    """Two models of which one is slower with fewer MACs: the size at which that is most striking, and all
    resolutions at which it is so."""

    pair: SlowerPair
    resolutions: tuple[str, ...]


def slower_pairs(contenders: Iterable[Contender]) -> tuple[SlowerPair, ...]:
    """Every such pair, the most striking first, those with an unstable timing last.

    Sizes, batch, conditions and machine are equal. Intervals that overlap are not ranked, and a timing
    without an interval makes no pair; nor does a model without MACs.
    """
    cells: dict[tuple[int, int, int, Conditions], list[Contender]] = defaultdict(list)
    for one in contenders:
        case = one.case
        cells[case.height, case.width, case.batch, case.conditions].append(one)
    pairs = [
        SlowerPair(slower, faster)
        for cell in cells.values()
        for slower, faster in permutations(cell, 2)
        if _is_pair(slower, faster)
    ]
    return tuple(sorted(pairs, key=lambda pair: (pair.is_unstable, -pair.strikingness)))


def by_models(pairs: Iterable[SlowerPair]) -> tuple[SlowerModels, ...]:
    """One entry for two models at a batch under some conditions, in the order of the most striking pairs."""
    groups: dict[tuple[str, str, int, Conditions], list[SlowerPair]] = defaultdict(list)
    for pair in pairs:
        case = pair.slower.case
        key = (case.model.key, pair.faster.case.model.key, case.batch, case.conditions)
        groups[key].append(pair)
    return tuple(SlowerModels(group[0], _resolutions(group)) for group in groups.values())


def _resolutions(pairs: Iterable[SlowerPair]) -> tuple[str, ...]:
    cases = sorted((pair.slower.case for pair in pairs), key=lambda case: (case.height, case.width))
    return tuple(dict.fromkeys(case.resolution for case in cases))


def _is_pair(slower: Contender, faster: Contender) -> bool:
    low, high = slower.estimate.ci_low_ms, faster.estimate.ci_high_ms
    return (
        0 < slower.macs < faster.macs
        and low is not None
        and high is not None
        and low > high
        and slower.environment == faster.environment
    )


def _reasons(slower: Contender, faster: Contender) -> Iterator[Reason]:
    moved = slower.standing.work.bytes_moved, faster.standing.work.bytes_moved
    if moved[0] >= MORE_BYTES * moved[1] > 0:
        yield Reason(ReasonKind.BYTES, *moved)
    yield from _larger_share(
        ReasonKind.MACLESS_BYTES, slower.macless_share, faster.macless_share, MORE_MACLESS
    )
    yield from _larger_share(
        ReasonKind.GROUPED_MACS, slower.grouped_share, faster.grouped_share, MORE_GROUPED
    )
    if slower.calls >= MORE_CALLS * faster.calls > 0:
        yield Reason(ReasonKind.CALLS, slower.calls, faster.calls)
    whole_ms = slower.end_to_end_ms
    if whole_ms is not None and whole_ms > 1.2 * slower.estimate.median_ms:
        yield Reason(ReasonKind.LAUNCH, whole_ms, slower.estimate.median_ms)


def _larger_share(
    kind: ReasonKind, slower: float | None, faster: float | None, by: float
) -> Iterator[Reason]:
    if slower is not None and faster is not None and slower - faster >= by:
        yield Reason(kind, slower, faster)
