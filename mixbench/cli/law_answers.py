"""What laws say of sizes that were never run: the value at one, and the largest that fits a budget."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from mixbench.catalog.growth import accepted_sides, tokens_at, why_unknown
from mixbench.catalog.law_pairs import LawPair
from mixbench.catalog.registry import resolve
from mixbench.catalog.size_budgets import (
    Fitting,
    largest_by_count,
    largest_by_law,
    largest_by_measurement,
)
from mixbench.cli.budgets import budget_of
from mixbench.cli.options import resolutions_of
from mixbench.cli.screen import say
from mixbench.core.amounts import BY_LAW, Amount, CostKind
from mixbench.core.errors import RequestError
from mixbench.core.growth import TIMED_BY_ROLE, Against, GrowthMetric, by_law
from mixbench.core.laws import Law, NoLaw
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.prediction import Prediction
from mixbench.core.units import bytes_text
from mixbench.protocol import CountTask

#: The largest side in pixels that is counted for a memory budget: beyond it a pass over meta tensors is long.
_MOST_COUNTED_SIDE = 2048


@dataclass(frozen=True)
class Forecast:
    """A metric at a size. `counted` is the law's exact answer, `measured` what was measured just there,
    `predicted` what the fitted law says; `refusal` says why the network does not take the size."""

    pair: LawPair
    height: int
    width: int
    counted: float | None = None
    predicted: Prediction | None = None
    measured: Amount | None = None
    refusal: str = ""


@dataclass(frozen=True)
class Ceiling:
    """The largest size within a budget of a metric; `reason` says why there is no answer."""

    pair: LawPair
    metric: GrowthMetric
    budget: float
    fitting: Fitting | None
    reason: str = ""
    conditions: Conditions = field(default_factory=Conditions)
    batch: int = 1


def forecasts(
    pairs: Sequence[LawPair], metric: GrowthMetric, against: Against, text: str
) -> tuple[Forecast, ...]:
    """What each pair says of the sizes in the text; raise `RequestError` where they are none."""
    return tuple(
        _forecast(pair, metric, against, height, width)
        for pair in pairs
        for height, width in resolutions_of(text)
    )


def _forecast(pair: LawPair, metric: GrowthMetric, against: Against, height: int, width: int) -> Forecast:
    refusal = why_unknown(pair.model) or resolve(pair.model).refusal(height, width)
    if refusal:
        return Forecast(pair, height, width, refusal=refusal)
    counted = by_law(resolve(pair.model).law(height, width), metric, pair.role)
    tokens = tokens_at(pair.model, height, width) or 0
    x = float(tokens if against == "tokens" else height * width)
    known = pair.found.sizes if pair.found else ()
    measured = next((size.amount for size in known if (size.height, size.width) == (height, width)), None)
    predicted = pair.found_law.predict(x) if isinstance(pair.found_law, Law) else None
    return Forecast(pair, height, width, counted, predicted, measured)


def metric_of(budget: str, metric: GrowthMetric) -> CostKind:
    """What a budget is one of, by its unit: ms are a latency, GB memory; a plain number is of the metric."""
    if re.search(r"\d\s*[um\u00b5\u03bc]?s$", budget, re.IGNORECASE):
        return "latency"
    if re.search(r"macs$", budget, re.IGNORECASE):
        return "macs"
    if re.search(r"[kmgt]i?b$", budget, re.IGNORECASE):
        return metric if metric in ("activation", "peak") else "memory"
    if metric == "bytes":
        raise RequestError(f"a budget of bytes moved needs a unit; write {budget}B")
    if metric not in BY_LAW and re.search(r"\d\s*[kmgt]$", budget, re.IGNORECASE):
        raise RequestError(
            f"--budget {budget} is a number of MACs or parameters, and the metric is {metric}; add --metric "
            f"macs or params, or write an amount of {metric}"
        )
    return metric


def ceilings(
    pairs: Sequence[LawPair], metric: GrowthMetric, against: Against, text: str
) -> tuple[Ceiling, ...]:
    """The largest size of each network within a budget, or of each role where the budget is one of what is
    known by role; raise `RequestError` where it is none."""
    kind = metric_of(text, metric)
    budget = budget_of("--budget", text, kind)
    has_roles = kind in BY_LAW or (kind == metric and kind in TIMED_BY_ROLE)
    asked = [pair for pair in pairs if pair.role is None or has_roles]
    unknown = {pair.model: why for pair in asked if (why := why_unknown(pair.model))}
    left = [pair for pair in asked if pair.model not in unknown]
    if kind in ("memory", "activation"):
        found = list(_counted_by_engine(left, kind, budget)) if left else []
    else:
        found = [_ceiling(pair, kind, metric, against, budget) for pair in left]
    refused = (
        Ceiling(pair, kind, budget, None, unknown[pair.model]) for pair in asked if pair.model in unknown
    )
    return (*found, *refused)


def _ceiling(pair: LawPair, kind: CostKind, metric: GrowthMetric, against: Against, budget: float) -> Ceiling:
    if kind in BY_LAW:
        return Ceiling(pair, kind, budget, largest_by_law(pair.model, kind, budget, pair.role))
    if pair.found is None or kind != metric:
        why = f"no {kind} was measured; name a --session that timed it, and --metric {kind}"
        return Ceiling(pair, kind, budget, None, why)
    found = largest_by_measurement(pair.found, budget, against)
    setting = (pair.found.conditions or Conditions(), pair.found.batch or 1)
    if isinstance(found, NoLaw):
        return Ceiling(pair, kind, budget, None, found.reason, *setting)
    return Ceiling(pair, kind, budget, found, found.reason, *setting)


def _counted_by_engine(pairs: Sequence[LawPair], kind: CostKind, budget: float) -> Iterator[Ceiling]:
    """Memory has no law: the engine counts a pass over meta tensors at some ten sizes of each network."""
    from mixbench.cli.engine import CaseError, Engine

    with Engine() as engine:
        for pair in pairs:
            conditions = (pair.found.conditions if pair.found else None) or Conditions()
            batch = (pair.found.batch if pair.found else None) or 1
            say(f"counting the memory of {pair.model.key}")

            def live(
                side: int, model: Model = pair.model, at: Conditions = conditions, of: int = batch
            ) -> float:
                memory = engine.ask(CountTask(0, Case(model, side, side, of, at))).count.memory
                return memory.total_bytes if kind == "memory" else memory.activation_bytes

            try:
                found = largest_by_count(pair.model, live, budget, _MOST_COUNTED_SIDE)
            except CaseError as error:
                yield Ceiling(pair, kind, budget, None, str(error), conditions, batch)
                continue
            yield Ceiling(pair, kind, budget, found, _why_none(pair, found, budget), conditions, batch)


def _why_none(pair: LawPair, found: Fitting, budget: float) -> str:
    if found.side:
        return found.reason
    least = accepted_sides(pair.model)[0]
    return f"not even {least} px fits into {bytes_text(budget)}"
