"""What grows with the size of an image: a metric of a network, of all of it or of one role, size by size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from mixbench.core.amounts import MORE_IS_BETTER, Amount, CostKind, Observation, amount_of, amount_text
from mixbench.core.cost import Cost, Count, RoleCost
from mixbench.core.laws import Law, NoLaw, Point, law_through
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.core.units import bytes_text

#: A cost as `core.amounts` has it, or `bytes`: read and written by the operators of a pass, of one image.
GrowthMetric = Literal[
    "latency", "throughput", "macs", "params", "bytes", "activation", "memory", "peak", "energy"
]
#: What it grows with: positions of the first stage, or the area of the image.
Against = Literal["tokens", "pixels"]
AGAINST: tuple[Against, ...] = get_args(Against)

GROWTH_METRICS: tuple[GrowthMetric, ...] = get_args(GrowthMetric)
#: What chance has no part in, and so no interval: it is counted, or forecast from a count.
COUNTED: frozenset[GrowthMetric] = frozenset(("macs", "params", "bytes", "activation", "memory"))
#: What divides among the roles of the layers by itself, and what does where each layer was timed.
BY_ROLE: frozenset[GrowthMetric] = frozenset(("macs", "params", "bytes"))
TIMED_BY_ROLE: frozenset[GrowthMetric] = frozenset(("latency",))
#: What a metric would grow like if every MAC took the same: the prediction that a clock is held against.
FOLLOWS_MACS: frozenset[GrowthMetric] = frozenset(("latency", "throughput", "energy"))


@dataclass(frozen=True)
class Sized:
    """The amount at one size of image, over so many `rounds` where it was timed: of a role over passes."""

    height: int
    width: int
    tokens: int
    amount: Amount
    rounds: int | None = None

    def size(self, against: Against) -> float:
        """Where it lies."""
        return float(self.tokens if against == "tokens" else self.height * self.width)

    def point(self, against: Against) -> Point:
        """The same for a fit."""
        amount = self.amount
        return Point(self.size(against), amount.value, amount.low, amount.high, self.rounds)


@dataclass(frozen=True)
class Growth:
    """A metric of a model over sizes: what the law of the catalog says, or what was taken under
    `conditions` at a batch (None: nothing was run for it). `role` None: of the whole network."""

    model: Model
    metric: GrowthMetric
    sizes: tuple[Sized, ...]
    role: Role | None = None
    conditions: Conditions | None = None
    batch: int | None = None

    @property
    def is_counted(self) -> bool:
        """Whether chance has no part in it."""
        return self.conditions is None or self.metric in COUNTED

    def law(self, against: Against) -> Law | NoLaw:
        """How it grows."""
        return law_through(tuple(size.point(against) for size in self.sizes), self.is_counted)


def better(metric: GrowthMetric, *, first: float, second: float) -> bool:
    """Whether the first value is the better one: more of a throughput, less of a cost."""
    return first > second if metric in MORE_IS_BETTER else first < second


def growth_text(metric: GrowthMetric, value: float) -> str:
    """A value with its unit."""
    return bytes_text(value) if metric == "bytes" else amount_text(metric, value)


def by_law(cost: Cost, metric: GrowthMetric, role: Role | None) -> float | None:
    """What the catalog's law says of it; None of what it says nothing of."""
    share = RoleCost(cost.params, cost.macs) if role is None else cost.role(role)
    return {"macs": float(share.macs), "params": float(share.params)}.get(metric)


def as_taken(seen: Observation, metric: GrowthMetric, role: Role | None) -> Amount | None:
    """What a measurement says of it; None where it says nothing, or nothing positive."""
    if role is not None and metric in TIMED_BY_ROLE:
        return _timed(seen, role)
    if role is not None and metric not in BY_ROLE:
        return None
    amount = _counted(seen, metric, role) if metric in BY_ROLE else amount_of(seen, _kind(metric))
    return amount if amount is not None and amount.value > 0 else None


def looks_of(seen: Observation, role: Role | None) -> int | None:
    """Over how many rounds, or fresh processes, the interval of a case was taken; of a role over how many
    passes."""
    if role is not None:
        return seen.role_times.passes if seen.role_times else None
    return seen.estimate.looks if seen.estimate else None


def _timed(seen: Observation, role: Role) -> Amount | None:
    """Milliseconds of the layers of a role; without an interval where the passes were disturbed."""
    times = seen.role_times
    taken = times.of(role) if times else None
    if times is None or taken is None or taken.time.median_ms <= 0:
        return None
    if times.is_disturbed:
        return Amount(taken.time.median_ms)
    return Amount(taken.time.median_ms, taken.time.low_ms, taken.time.high_ms)


def _kind(metric: GrowthMetric) -> CostKind:
    """The same word, where it is one of `core.amounts`."""
    assert metric != "bytes"
    return metric


def _counted(seen: Observation, metric: GrowthMetric, role: Role | None) -> Amount | None:
    """MACs, parameters and bytes of the layers of a role, or of all."""
    report = seen.measurement.cost if seen.measurement else None
    if report is None:
        return None
    count = report.count
    if metric == "bytes":
        return Amount.exact(_bytes(count, role))
    share = RoleCost(count.params, count.macs) if role is None else count.by_role.get(role, RoleCost())
    return Amount.exact(share.macs if metric == "macs" else share.params)


def _bytes(count: Count, role: Role | None) -> int:
    if role is None:
        return count.bytes_read + count.bytes_written
    return sum(layer.bytes_read + layer.bytes_written for layer in count.layers if layer.role is role)


def groups_of(seen: Iterable[Observation]) -> dict[tuple[Model, Conditions, int], list[Observation]]:
    """What was taken of one model under the same conditions, at one batch: what makes one line."""
    groups: dict[tuple[Model, Conditions, int], list[Observation]] = {}
    for one in seen:
        case: Case = one.case
        groups.setdefault((case.model, case.conditions, case.batch), []).append(one)
    return groups
