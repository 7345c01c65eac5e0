"""Published accuracies with what each costs: by law, or as a session measured it at the same size."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from mixbench.catalog.accuracies import Accuracy
from mixbench.catalog.registry import resolve
from mixbench.core.amounts import BY_LAW, MORE_IS_BETTER, Amount, CostKind, Observation, amount_of
from mixbench.core.cost import Cost
from mixbench.core.measurement import Status
from mixbench.core.model import Conditions, Model
from mixbench.core.pareto import Contender, Place, front_line, places

#: What a measurement is one of, model and size apart: like is only held against like.
Setting = tuple[Conditions, int]


@dataclass(frozen=True)
class Weighed:
    """An accuracy with its cost. `number` is that of the observation that it came from, None by law."""

    accuracy: Accuracy
    cost: Amount
    number: int | None = None


@dataclass(frozen=True)
class Missing:
    """An accuracy without a cost. `ended` is how the measurement ended that there was, None where there was
    none; `error` says what went wrong, or why the network does not take the size."""

    accuracy: Accuracy
    ended: Status | None = None
    error: str = ""


@dataclass(frozen=True)
class Scales:
    """What a session knows of models at sizes under one setting, for every cost that is asked."""

    setting: Setting | None
    seen: dict[str, tuple[int, Observation]]

    @classmethod
    def of(cls, observations: Sequence[Observation], setting: Setting | None = None) -> Scales:
        """The observations of one setting; unasked, of the one that has most of them."""
        chosen = setting or usual_setting(observations)
        numbered = [
            (number, one)
            for number, one in enumerate(observations)
            if (one.case.conditions, one.case.batch) == chosen and one.case.height == one.case.width
        ]
        return cls(
            chosen, {f"{one.case.model.key}@{one.case.height}": (number, one) for number, one in numbered}
        )

    def weigh(self, one: Accuracy, kind: CostKind) -> Weighed | Missing:
        """The cost of one accuracy, or why there is none."""
        law = law_at(one.model, one.resolution_px)
        if law is None:
            return Missing(one, error=resolve(one.model).refusal(*[one.resolution_px] * 2) or "")
        if kind in BY_LAW:
            return Weighed(one, Amount.exact(law.macs if kind == "macs" else law.params))
        number, seen = self.seen.get(one.cost_key, (None, None))
        amount = amount_of(seen, kind) if seen is not None else None
        if amount is not None:
            return Weighed(one, amount, number)
        known = seen.measurement if seen is not None else None
        return Missing(one, known.status if known else None, known.error if known else "")


@dataclass(frozen=True)
class Front:
    """Accuracies against one cost. `places` goes with `points`; `line` are the points of the drawn line, from
    the best cost on; `missing` have no cost, each with why."""

    kind: CostKind
    setting: Setting | None
    points: tuple[Weighed, ...]
    places: tuple[Place, ...]
    line: tuple[int, ...]
    missing: tuple[Missing, ...]

    def contenders(self) -> list[Contender]:
        """The points with a cost of which less is better."""
        return [
            Contender(
                one.accuracy.cost_key,
                one.accuracy.top1,
                one.cost.negative() if self.kind in MORE_IS_BETTER else one.cost,
            )
            for one in self.points
        ]

    def limit(self, budget: float) -> float:
        """A budget as the contenders count: for throughput the least that is wanted."""
        return -budget if self.kind in MORE_IS_BETTER else budget


def front(accuracies: Iterable[Accuracy], kind: CostKind, scales: Scales) -> Front:
    """Weigh the accuracies and find out how they stand to one another."""
    weighed = [scales.weigh(one, kind) for one in accuracies]
    points = tuple(one for one in weighed if isinstance(one, Weighed))
    missing = tuple(one for one in weighed if isinstance(one, Missing))
    bare = Front(kind, None if kind in BY_LAW else scales.setting, points, (), (), missing)
    contenders = bare.contenders()
    return Front(kind, bare.setting, points, places(contenders), front_line(contenders), missing)


def settings_of(observations: Iterable[Observation]) -> tuple[Setting, ...]:
    """Every setting that was measured under, the one with most observations first, small batches before
    large ones."""
    counts = Counter((one.case.conditions, one.case.batch) for one in observations)
    return tuple(sorted(counts, key=lambda setting: (-counts[setting], setting[1])))


def usual_setting(observations: Iterable[Observation]) -> Setting | None:
    """The setting that most of a session was measured under; None where nothing was."""
    known = settings_of(observations)
    return known[0] if known else None


@lru_cache(maxsize=2048)
def law_at(model: Model, side: int) -> Cost | None:
    """The cost of a model at a size; None where it does not take it. Laws are asked again with every look at
    the same models."""
    resolved = resolve(model)
    return None if resolved.refusal(side, side) else resolved.law(side, side)
