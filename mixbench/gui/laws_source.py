"""From the state of the bench to laws: pairs for the table, crossings and standings for the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mixbench.catalog.counted_budgets import counted_at, narrowed
from mixbench.catalog.encounters import (
    ModelEncounter,
    measured_encounters,
    measured_map,
    predicted_encounters,
    predicted_map,
)
from mixbench.catalog.growth import predicted_metric, tokens_at
from mixbench.catalog.law_pairs import LawPair, law_pairs, roles_of
from mixbench.catalog.size_budgets import Fitting, largest_by_law, largest_by_measurement
from mixbench.core.amounts import BY_LAW, Amount, Observation
from mixbench.core.dominance import DominanceMap
from mixbench.core.growth import (
    BY_ROLE,
    TIMED_BY_ROLE,
    Against,
    Growth,
    GrowthMetric,
    by_law,
)
from mixbench.core.laws import Law
from mixbench.core.model import Model
from mixbench.core.prediction import Prediction
from mixbench.core.role_times import RoleTimes
from mixbench.core.roles import Role
from mixbench.gui.item_times import estimate_of
from mixbench.gui.law_curve import law_at
from mixbench.gui.workbench import Workbench

#: More models than this make more pairs than anybody reads.
MOST_COMPARED = 12
#: The columns of a map by law: few enough for words in its cells.
_MAP_SIDES = tuple(range(64, 513, 64))


@dataclass(frozen=True)
class LawChoice:
    """What the page is switched to; `role` None: the whole network, with `is_each_role` each of its roles as
    well. `at_px` and `budget` (in the unit that a
    metric is kept in, 0: none) are the two questions beside the table."""

    metric: GrowthMetric = "latency"
    against: Against = "tokens"
    role: Role | None = None
    at_px: int = 384
    budget: float = 0.0
    is_each_role: bool = False

    @property
    def shows_roles(self) -> bool:
        """Whether every role has a line of its own."""
        return self.is_each_role and self.metric in BY_ROLE | TIMED_BY_ROLE

    @property
    def asked_role(self) -> Role | None:
        """The role, where the metric divides by role."""
        return self.role if self.metric in BY_ROLE | TIMED_BY_ROLE else None

    @property
    def is_timed_by_role(self) -> bool:
        """Whether it is about what the layers of a role take."""
        return (self.role is not None or self.is_each_role) and self.metric in TIMED_BY_ROLE


@dataclass(frozen=True)
class Comparison:
    """Where any two models cross, and which is best where; `is_measured` or by law."""

    encounters: tuple[ModelEncounter, ...]
    standings: DominanceMap
    is_measured: bool


def observations_of(bench: Workbench, divided: Mapping[int, RoleTimes]) -> tuple[Observation, ...]:
    """What the session knows so far of the ticked models, with what is known of their times by role."""
    ticked = set(bench.ticked)
    return tuple(
        Observation(item.case, item.measurement, estimate_of(item), divided.get(item.number))
        for item in bench.items.values()
        if item.case.model in ticked
    )


def pairs_of(bench: Workbench, choice: LawChoice, divided: Mapping[int, RoleTimes]) -> tuple[LawPair, ...]:
    """The lines of the table: a ticked model, or one for each role and each setting that it was measured
    under."""
    seen = observations_of(bench, divided)
    roles: tuple[Role | None, ...] = (choice.asked_role,)
    if choice.shows_roles:
        roles = (None, *roles_of(bench.ticked, choice.metric, seen))
    pairs = law_pairs(bench.ticked, choice.metric, choice.against, seen, roles)
    places = {model: place for place, model in enumerate(bench.ticked)}
    return tuple(sorted(pairs, key=lambda pair: places[pair.model]))


def compared(bench: Workbench, choice: LawChoice, pairs: Sequence[LawPair]) -> Comparison:
    """As measured where two models were, else by law; at most the first twelve."""
    taken = _of_one_setting([pair for pair in pairs if pair.role is choice.asked_role])[:MOST_COMPARED]
    if len(taken) > 1 or (taken and predicted_metric(choice.metric) is None):
        return Comparison(measured_encounters(taken), measured_map(taken, observations_of(bench, {})), True)
    models: Sequence[Model] = bench.ticked[:MOST_COMPARED]
    by = (models, choice.metric, choice.asked_role)
    return Comparison(predicted_encounters(*by), predicted_map(*by, _MAP_SIDES), False)


def _of_one_setting(pairs: Sequence[LawPair]) -> list[Growth]:
    """What was measured under the setting that most were: only like is compared with like."""
    found = [pair.found for pair in pairs if pair.found is not None]
    settings = [(growth.conditions, growth.batch) for growth in found]
    usual = max(settings, key=settings.count, default=None)
    return [growth for growth in found if (growth.conditions, growth.batch) == usual]


def prediction_at(pair: LawPair, choice: LawChoice) -> Prediction | Amount | None:
    """What is known exactly of the size that is asked about, by the law of the catalog or because it was
    counted there; else what the measured law says. None where the model does not accept the size, or nothing
    says anything."""
    side = choice.at_px
    tokens = tokens_at(pair.model, side, side)
    cost = law_at(pair.model, side, side)
    if tokens is None or cost is None:
        return None
    exact = by_law(cost, choice.metric, pair.role)
    if exact is not None:
        return Amount.exact(exact)
    counted = counted_at(pair.found, side) if pair.found else None
    if counted is not None or not isinstance(pair.found_law, Law):
        return counted
    return pair.found_law.predict(float(tokens if choice.against == "tokens" else side * side))


def fitting_of(pair: LawPair, choice: LawChoice) -> Fitting | None:
    """The largest size within the budget; None where there is no budget, or nothing to say it."""
    if not choice.budget:
        return None
    if choice.metric in BY_LAW:
        return largest_by_law(pair.model, choice.metric, choice.budget, pair.role)
    if pair.found is None:
        return None
    found = largest_by_measurement(pair.found, choice.budget, choice.against)
    return narrowed(pair.found, choice.budget, found if isinstance(found, Fitting) else None)
