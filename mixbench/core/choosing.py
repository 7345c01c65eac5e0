"""Choosing a model within budgets: who keeps them, in which order, and why the others are out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, get_args

from mixbench.core.amounts import Amount

#: What a budget can be set on: ms of a call, bytes live at the peak, trainable parameters, MACs of one image.
Quantity = Literal["latency", "memory", "params", "macs"]
QUANTITIES: tuple[Quantity, ...] = get_args(Quantity)


class Fit(StrEnum):
    """How an amount stands to its budget. `PERHAPS`: its interval holds the budget, or it has none."""

    WITHIN = "within"
    PERHAPS = "perhaps"
    OVER = "over"
    UNKNOWN = "not measured"


class Objection(StrEnum):
    """What keeps a model out whatever it costs."""

    NO_ACCURACY = "no published accuracy"
    OTHER_TRAINING = "accuracy only by other training"
    OTHER_SIZE = "accuracy only at other sizes"
    FIXED_SIZE = "must be rebuilt for each resolution"


@dataclass(frozen=True)
class Candidate:
    """A model as it is chosen by: its accuracy in percent, None where there is none that counts, and what is
    known of its costs. `floors` are least costs that follow without a measurement, such as the bytes of the
    weights: over the budget already, no measurement is needed."""

    key: str
    accuracy: float | None
    amounts: Mapping[Quantity, Amount]
    floors: Mapping[Quantity, float] = field(default_factory=dict)
    objections: tuple[Objection, ...] = ()


@dataclass(frozen=True)
class Check:
    """One budget held against one model. `over` is the share by which the amount lies above the budget (0.34:
    34 % over), negative below it; None where nothing is known. `is_floor`: only the least that it must be."""

    quantity: Quantity
    budget: float
    amount: Amount | None
    fit: Fit
    over: float | None
    is_floor: bool = False


@dataclass(frozen=True)
class Choice:
    """A model with its place, from 1 on; None for one that is out, or of which too little is known.

    `behind` is how far its accuracy is under that of the place above, in points.
    """

    candidate: Candidate
    fit: Fit
    checks: tuple[Check, ...]
    rank: int | None = None
    behind: float | None = None

    @property
    def is_in(self) -> bool:
        """Whether it has a place."""
        return self.rank is not None

    def worst(self) -> Check | None:
        """The check that decides: of those that failed the one farthest over, else the first not known."""
        failed = [check for check in self.checks if check.fit is Fit.OVER]
        if failed:
            return max(failed, key=lambda check: check.over or 0.0)
        doubtful = (Fit.UNKNOWN, Fit.PERHAPS)
        return next((check for fit in doubtful for check in self.checks if check.fit is fit), None)


def choose(candidates: Sequence[Candidate], budgets: Mapping[Quantity, float]) -> tuple[Choice, ...]:
    """Every model with its place: first those that keep the budgets, surely or perhaps, the most accurate
    first and of equals the smaller one; then those not measured yet, those over, those that do not count."""
    judged = [_judged(one, budgets) for one in candidates]
    ranked = sorted((one for one in judged if _may_rank(one)), key=_by_accuracy)
    out = sorted((one for one in judged if not _may_rank(one)), key=_by_nearness)
    return (*_numbered(ranked), *out)


def _judged(one: Candidate, budgets: Mapping[Quantity, float]) -> Choice:
    checks = tuple(_check(one, quantity, budgets[quantity]) for quantity in QUANTITIES if quantity in budgets)
    found = {check.fit for check in checks}
    worst = next((fit for fit in (Fit.OVER, Fit.UNKNOWN, Fit.PERHAPS) if fit in found), Fit.WITHIN)
    return Choice(one, worst, checks)


def _check(one: Candidate, quantity: Quantity, budget: float) -> Check:
    amount = one.amounts.get(quantity)
    if amount is not None:
        return Check(quantity, budget, amount, _fit(amount, budget), amount.value / budget - 1)
    floor = one.floors.get(quantity)
    if floor is not None and floor > budget:
        return Check(quantity, budget, Amount.exact(floor), Fit.OVER, floor / budget - 1, is_floor=True)
    return Check(quantity, budget, None, Fit.UNKNOWN, None)


def _fit(amount: Amount, budget: float) -> Fit:
    """What the ends of the interval say; an amount without an interval says nothing for sure."""
    if amount.most <= budget:
        return Fit.WITHIN
    return Fit.OVER if amount.least > budget else Fit.PERHAPS


def _may_rank(one: Choice) -> bool:
    return not one.candidate.objections and one.fit in (Fit.WITHIN, Fit.PERHAPS)


def _by_accuracy(one: Choice) -> tuple[float, float, str]:
    params = one.candidate.amounts.get("params")
    return -(one.candidate.accuracy or 0.0), params.value if params else 0.0, one.candidate.key


def _by_nearness(one: Choice) -> tuple[int, float, float]:
    """What a measurement could bring in stands first, then what is nearest to its budget."""
    worst = one.worst()
    group = 3 if one.candidate.objections else {Fit.UNKNOWN: 1, Fit.OVER: 2}.get(one.fit, 0)
    over = worst.over if worst is not None and worst.over is not None else 0.0
    return group, over, -(one.candidate.accuracy or 0.0)


def _numbered(ranked: Sequence[Choice]) -> list[Choice]:
    placed = []
    above: float | None = None
    for rank, one in enumerate(ranked, start=1):
        accuracy = one.candidate.accuracy or 0.0
        behind = None if above is None else above - accuracy
        placed.append(Choice(one.candidate, one.fit, one.checks, rank, behind))
        above = accuracy
    return placed
