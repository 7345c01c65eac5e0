"""`mixbench pareto`: published accuracy against a cost, and what is bettered by nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from mixbench.catalog.accuracies import TRAININGS, AccuracyFilter, accuracies, accuracies_of
from mixbench.catalog.published import Training
from mixbench.catalog.weighing import Front, Missing, Scales, Setting, Weighed, front, settings_of
from mixbench.cli.budgets import budget_of
from mixbench.cli.observations import (
    NO_SESSION,
    BatchOption,
    SessionOption,
    SessionView,
    setting_text,
    sweep_command,
    view_session,
)
from mixbench.cli.options import AsJson, SomeModels, models_of, names_of
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.amounts import BY_LAW, Amount, CostKind, amount_text
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.model import Model
from mixbench.core.pareto import Standing, best_within
from mixbench.core.units import percent
from mixbench.store.naming import LAST

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Model", "name"),
    ("px", "number"),
    ("Top-1 [%]", "number"),
    ("trained on", "text"),
    ("Cost", "number"),
    ("±", "number"),
    ("Standing", "text"),
    ("by", "name"),
    ("as printed", "text"),
)

COST_WORDS: dict[CostKind, str] = {
    "macs": "MACs of one image (FLOPs = 2 x MACs), by law",
    "params": "trainable parameters, by law",
    "latency": "latency of one call of the batch: median over rounds, 95 % interval",
    "throughput": "images a second: of the median latency, 95 % interval",
    "activation": "activations live at the peak, without weights: our count of the whole batch",
    "memory": "all that is live at the peak, weights too: our count of the whole batch",
    "peak": "peak memory without weights, as the allocator says",
    "energy": "energy of one image, as the device says",
}

Cost = Annotated[CostKind, typer.Option("--cost", help="What it costs; MACs and params need no session.")]
TrainingOption = Annotated[
    str,
    typer.Option(
        "--training",
        metavar="LIST",
        help=f"How the networks were trained: {', '.join(TRAININGS)}, or all; like with like by default.",
    ),
]
SeveralCrops = Annotated[
    bool,
    typer.Option("--several-crops", help="Also accuracies averaged over several looks at an image."),
]
Budget = Annotated[
    str | None,
    typer.Option("--budget", metavar="AMOUNT", help="Also say what is best within: 20ms, 1GB, 5G."),
]


#: More names than this are counted, unless JSON is asked for.
MOST_NAMED = 12


@dataclass(frozen=True)
class _Best:
    """What is best within a budget."""

    budget: float
    surely: Weighed | None
    perhaps: tuple[Weighed, ...]


def pareto(
    models: SomeModels = None,
    cost: Cost = "macs",
    session: SessionOption = LAST,
    batch: BatchOption = None,
    training: TrainingOption = "imagenet-1k",
    several_crops: SeveralCrops = False,
    budget: Budget = None,
    as_json: AsJson = False,
) -> None:
    """Hold published accuracies against what the networks cost at the same size, by law or as measured."""
    accepts = AccuracyFilter(trainings_of(training), several_crops)
    printed = accuracies_of(models_of(models, None)) if models else accuracies()
    limit = budget_of("--budget", budget, cost) if budget else None
    view = NO_SESSION if cost in BY_LAW else view_session(session or LAST)
    found = front([one for one in printed if accepts.holds(one)], cost, scales_of(view, batch))
    best = _best(found, limit) if limit is not None else None
    if as_json:
        print_json(_document(found, view, accepts, best))
    elif found.points:
        print_table(_COLUMNS, list(_lines(found)), caption=_caption(found, view))
        if best is not None:
            print_line(_best_words(found, best))
    if not as_json:
        _say_missing(found)
    if not found.points:
        raise MixBenchError(_why_nothing(found, view))


def _why_nothing(found: Front, view: SessionView) -> str:
    if not found.missing:
        return "these networks have no published accuracy of that training; --training all asks for every one"
    if found.kind in BY_LAW:
        return f"no {found.kind} is known of any network with such an accuracy"
    return f"session {view.session} has no {found.kind} of any network at the size of its published accuracy"


def trainings_of(text: str) -> frozenset[Training]:
    """The classes of training that are named; raise `RequestError`."""
    if text == "all":
        return frozenset(TRAININGS)
    named = names_of("--training", text, TRAININGS)
    return frozenset(one for one in TRAININGS if one in named)


def scales_of(view: SessionView, batch: int | None, *, mode: str | None = None) -> Scales:
    """What a session measured at one batch, in one mode where it is named; raise `RequestError`."""
    seen = [one for one in view.observations if mode in (None, one.case.conditions.mode)]
    known = settings_of(seen)
    chosen = [setting for setting in known if batch in (None, setting[1])]
    if batch is not None and view.session and not chosen:
        there = ", ".join(str(number) for number in sorted({number for _, number in known})) or "none"
        raise RequestError(f"session {view.session} has nothing at batch {batch}; there are {there}")
    return Scales.of(seen, chosen[0] if chosen else None)


def interval_text(amount: Amount) -> str:
    """Half the interval in percent; empty for an exact amount, a word where nothing is known of it."""
    if not amount.is_sure:
        return "unknown"
    return "" if amount.half_width is None else percent(amount.half_width)


def _lines(found: Front) -> Iterator[tuple[str, ...]]:
    for index in _order(found):
        one, place = found.points[index], found.places[index]
        yield (
            one.accuracy.model.key,
            str(one.accuracy.resolution_px),
            str(one.accuracy.top1),
            one.accuracy.training,
            amount_text(found.kind, one.cost.value),
            interval_text(one.cost),
            str(place.standing),
            _by_words(found, index),
            one.accuracy.setup,
        )


def _by_words(found: Front, index: int) -> str:
    """Which point dominates another; that of its own network was trained otherwise."""
    by = found.places[index].by
    if by is None:
        return ""
    better = found.points[by].accuracy
    is_own = better.cost_key == found.points[index].accuracy.cost_key
    return f"itself at {better.top1} %" if is_own else better.model.key


def _order(found: Front) -> Sequence[int]:
    """The front first, then what perhaps is on it; in each from the best cost on."""
    ranks = {standing: rank for rank, standing in enumerate(Standing)}
    costs = [one.cost.value for one in found.contenders()]
    return sorted(range(len(costs)), key=lambda at: (ranks[found.places[at].standing], costs[at]))


def _caption(found: Front, view: SessionView) -> str:
    lines = [f"Top-1 on ImageNet-1k as published. Cost: {COST_WORDS[found.kind]}, at the same size."]
    if found.setting is not None:
        lines.append(f"Session {view.session} on {view.machine}: {setting_text(found.setting)}.")
        lines.append("Dominated: for sure, whatever values the intervals hold; perhaps: they leave it open.")
    return "\n".join(lines)


def _best(found: Front, budget: float) -> _Best:
    best = best_within(found.contenders(), found.limit(budget))
    points = found.points
    surely = None if best.surely is None else points[best.surely]
    return _Best(budget, surely, tuple(points[index] for index in best.perhaps))


def _best_words(found: Front, best: _Best) -> str:
    """What is best within the budget, and on this machine only where it was measured."""
    bound = "at least" if found.kind == "throughput" else "within"
    where = "" if found.setting is None else " on the machine of the session"
    head = f"Best {bound} {amount_text(found.kind, best.budget)}{where}"
    told = "nothing for sure" if best.surely is None else _point_words(found, best.surely)
    if not best.perhaps:
        return f"{head}: {told}."
    return f"{head}: {told}; perhaps {', '.join(_point_words(found, one) for one in best.perhaps)}."


def _point_words(found: Front, one: Weighed) -> str:
    spread = interval_text(one.cost)
    width = f" ± {spread}" if spread and one.cost.is_sure else ", interval unknown" if spread else ""
    cost = f"{amount_text(found.kind, one.cost.value)}{width}"
    return f"{one.accuracy.model.key} ({one.accuracy.top1} % at {one.accuracy.resolution_px} px, {cost})"


def why_missing(one: Missing) -> str:
    """Why an accuracy has no cost."""
    if one.ended is not None:
        ended = str(one.ended).replace("_", " ")
        return f"{ended}: {one.error}" if one.error else f"measured without this cost ({ended})"
    return one.error or "not measured at its published size"


def _say_missing(found: Front) -> None:
    """What has no cost, by reason, and the command that measures it."""
    reasons: dict[str, list[Missing]] = {}
    for one in found.missing:
        reasons.setdefault(why_missing(one), []).append(one)
    for reason, those in reasons.items():
        names = dict.fromkeys(f"{one.accuracy.model.key} at {one.accuracy.resolution_px} px" for one in those)
        more = (
            f" and {len(names) - MOST_NAMED} more (`--json` has them all)" if len(names) > MOST_NAMED else ""
        )
        say(f"without a cost, {reason}: {', '.join(list(names)[:MOST_NAMED])}{more}")
    open_ones = [one.accuracy for one in found.missing if one.ended is None and not one.error]
    models = dict.fromkeys(one.model for one in open_ones)
    if models:
        sides = [one.resolution_px for one in open_ones]
        say(f"to measure them: {measuring_words(models, sides, found.setting)}")


def measuring_words(models: Iterable[Model], sides: Iterable[int], setting: Setting | None) -> str:
    """The command that measures models, as far as they are few enough to be named."""
    named = tuple(dict.fromkeys(models))
    if len(named) > MOST_NAMED:
        return "name the models that matter, and the command is said"
    return sweep_command(named, sides, setting)


def _document(found: Front, view: SessionView, accepts: AccuracyFilter, best: _Best | None) -> dict[str, Any]:
    return {
        "cost": found.kind,
        "meaning": COST_WORDS[found.kind],
        "session": view.session,
        "machine": view.machine or None,
        "conditions": found.setting[0] if found.setting else None,
        "batch": found.setting[1] if found.setting else None,
        "training": sorted(accepts.trainings, key=TRAININGS.index),
        "several_crops": accepts.several_crops,
        "points": [_point_document(found, index) for index in _order(found)],
        "missing": [{**accuracy_document(one), "reason": why_missing(one)} for one in found.missing],
        "best": _best_document(best) if best else None,
    }


def _point_document(found: Front, index: int) -> dict[str, Any]:
    one, place = found.points[index], found.places[index]
    return {
        **accuracy_document(one),
        "value": one.cost.value,
        "ci_low": one.cost.low,
        "ci_high": one.cost.high,
        "standing": place.standing,
        "by": None if place.by is None else found.points[place.by].accuracy.id,
        "tied_with": [found.points[other].accuracy.id for other in place.tied],
        "is_on_line": index in found.line,
    }


def accuracy_document(one: Weighed | Missing) -> dict[str, Any]:
    """A published accuracy with its conditions."""
    printed = one.accuracy
    return {
        "id": printed.id,
        "model": printed.model.key,
        "family": printed.family,
        "resolution_px": printed.resolution_px,
        "top1_percent": printed.top1,
        "training": printed.training,
        "crops": printed.crops,
        "setup": printed.setup,
        "source": printed.source,
    }


def _best_document(best: _Best) -> dict[str, Any]:
    return {
        "budget": best.budget,
        "surely": best.surely.accuracy.id if best.surely else None,
        "perhaps": [one.accuracy.id for one in best.perhaps],
    }
