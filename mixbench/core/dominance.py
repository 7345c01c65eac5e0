"""Who beats whom: at each size the models ranked, those whose intervals overlap side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from mixbench.core.amounts import Amount


@dataclass(frozen=True)
class Standing:
    """A model at a size. `rank` is one more than the models that are better for sure, so that models whose
    intervals overlap can share one, and then each `is_tied`; `ratio` is to the best median there, 1 for the
    best and more for others."""

    amount: Amount
    rank: int
    ratio: float
    is_tied: bool

    @property
    def is_best(self) -> bool:
        """Whether nothing is better for sure."""
        return self.rank == 1


@dataclass(frozen=True)
class Reign:
    """The sizes, from `first` to `last`, over which the same models are the best; `is_equal`: to the last
    digit, not only as far as their intervals tell."""

    first: int
    last: int
    keys: tuple[str, ...]
    is_equal: bool = False


@dataclass(frozen=True)
class DominanceMap:
    """Standings by model and size. What is not there has its reason in `absent`."""

    sizes: tuple[int, ...]
    standings: Mapping[str, Mapping[int, Standing]]
    absent: Mapping[str, Mapping[int, str]]

    @property
    def keys(self) -> tuple[str, ...]:
        """The models, the one first that is best over most sizes, then by their mean ratio to the best."""

        def order(key: str) -> tuple[int, float]:
            found = self.standings[key].values()
            ratios = [one.ratio for one in found]
            return -sum(one.is_best for one in found), sum(ratios) / len(ratios) if ratios else float("inf")

        return tuple(sorted(self.standings, key=order))

    def best(self, size: int) -> tuple[str, ...]:
        """The models that nothing beats for sure at a size, the best median first."""
        there = {key: found[size] for key, found in self.standings.items() if size in found}
        return tuple(sorted((key for key, one in there.items() if one.is_best), key=lambda k: there[k].ratio))

    def reigns(self) -> tuple[Reign, ...]:
        """Who is best, from which size to which."""
        found = []
        for keys, run in groupby(self.sizes, key=lambda size: frozenset(self.best(size))):
            sizes = list(run)
            if keys:
                is_equal = len(keys) > 1 and all(self._is_equal(keys, size) for size in sizes)
                found.append(Reign(sizes[0], sizes[-1], self.best(sizes[0]), is_equal))
        return tuple(found)

    def _is_equal(self, keys: Iterable[str], size: int) -> bool:
        """Whether these models have one exact amount at a size."""
        amounts = [self.standings[key][size].amount for key in keys]
        return all(one.low == one.value == one.high == amounts[0].value for one in amounts)


def dominance(
    amounts: Mapping[str, Mapping[int, Amount]],
    sizes: Sequence[int],
    *,
    more_is_better: bool = False,
    why_absent: Mapping[str, Mapping[int, str]] | None = None,
) -> DominanceMap:
    """Rank the models at each size."""
    standings: dict[str, dict[int, Standing]] = {key: {} for key in amounts}
    absent: dict[str, dict[int, str]] = {key: {} for key in amounts}
    for size in sizes:
        there = {key: known[size] for key, known in amounts.items() if size in known}
        for key, standing in _rank(there, more_is_better=more_is_better).items():
            standings[key][size] = standing
        for key in amounts.keys() - there.keys():
            absent[key][size] = (why_absent or {}).get(key, {}).get(size, "not measured")
    return DominanceMap(tuple(sizes), standings, absent)


def _rank(there: Mapping[str, Amount], *, more_is_better: bool) -> dict[str, Standing]:
    if not there:
        return {}
    costs = {key: amount.negative() if more_is_better else amount for key, amount in there.items()}
    best = min(costs.values(), key=lambda amount: amount.value).value
    ranks = {
        key: 1 + sum(other.most < amount.least for other in costs.values()) for key, amount in costs.items()
    }
    shared = list(ranks.values())
    return {
        key: Standing(
            amount,
            ranks[key],
            -best / amount.value if more_is_better else amount.value / best,
            shared.count(ranks[key]) > 1,
        )
        for key, amount in there.items()
    }
