"""What was counted at some sizes answers before a law does: the amount there, and what fits a budget."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log

from mixbench.catalog.growth import accepted_sides
from mixbench.catalog.size_budgets import Fitting
from mixbench.core.amounts import Amount
from mixbench.core.growth import COUNTED, Growth


def counted_at(growth: Growth, side: int) -> Amount | None:
    """What was counted of a square image of this side; None where nothing was, or chance has a part in it."""
    return _counted(growth).get(side)


def narrowed(growth: Growth, budget: float, by_law: Fitting | None) -> Fitting | None:
    """What fits by the law, held against the sizes that were counted: one that was counted over the budget is
    too large, one that was counted within it fits. Between two such neighbours the cost is taken to rise as a
    power. What chance has a part in is left as it is."""
    counted = _counted(growth)
    within = max((side for side, amount in counted.items() if amount.value <= budget), default=0)
    over = min(
        (side for side, amount in counted.items() if amount.value > budget and side > within), default=0
    )
    if not counted or not (within or over):
        return by_law
    if within and over:
        return _between(growth, within, over, budget)
    if over:
        return by_law and _below(growth, over, by_law)
    return _from(within, by_law)


def _counted(growth: Growth) -> dict[int, Amount]:
    if growth.metric not in COUNTED:
        return {}
    return {size.height: size.amount for size in growth.sizes if size.height == size.width}


def _between(growth: Growth, within: int, over: int, budget: float) -> Fitting:
    """The smaller of two neighbours fits, the larger one does not."""
    counted = _counted(growth)
    low, high = log(counted[within].value), log(counted[over].value)
    power = (high - low) / (log(over) - log(within))
    most = within * exp((log(budget) - low) / power)
    sides = [side for side in accepted_sides(growth.model) if within <= side < over]
    middle = max((side for side in sides if side <= most), default=within)
    return Fitting(middle, within, max(sides, default=within))


def _below(growth: Growth, over: int, by_law: Fitting) -> Fitting:
    """All that was counted is over the budget."""
    most = max((side for side in accepted_sides(growth.model) if side < over), default=0)
    side, surely, possibly = (min(each, most) for each in (by_law.side, by_law.surely, by_law.possibly))
    return replace(by_law, side=side, surely=surely, possibly=possibly, is_more=False, reason="")


def _from(within: int, by_law: Fitting | None) -> Fitting:
    """All that was counted is within the budget."""
    if by_law is None:
        reason = f"larger than {within} px was not counted, and the sizes make no law"
        return Fitting(within, within, within, is_more=True, reason=reason)
    side, surely, possibly = (max(each, within) for each in (by_law.side, by_law.surely, by_law.possibly))
    return replace(by_law, side=side, surely=surely, possibly=possibly)
