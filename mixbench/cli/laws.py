"""`mixbench laws`: how a metric grows with the image, predicted and measured, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

from mixbench.catalog import registry
from mixbench.catalog.encounters import (
    ModelEncounter,
    measured_encounters,
    measured_map,
    predicted_encounters,
    predicted_map,
)
from mixbench.catalog.growth import predicted_metric
from mixbench.catalog.law_pairs import LawPair, law_pairs, roles_of
from mixbench.cli.law_answers import Ceiling, Forecast, ceilings, forecasts
from mixbench.cli.law_documents import document
from mixbench.cli.law_tables import print_answer
from mixbench.cli.observations import (
    NO_SESSION,
    SessionOption,
    SessionView,
    sweep_command,
    view_session,
)
from mixbench.cli.options import AsJson, SomeModels, models_of
from mixbench.cli.role_tables import divided
from mixbench.cli.role_timing import say_lacking, time_missing
from mixbench.cli.screen import print_json, say
from mixbench.core.amounts import BY_LAW, Observation
from mixbench.core.dominance import DominanceMap
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.growth import BY_ROLE, TIMED_BY_ROLE, Against, Growth, GrowthMetric
from mixbench.core.model import Conditions, Model
from mixbench.core.roles import Role
from mixbench.store.naming import LAST

#: More pairs than those of so many models nobody reads.
MOST_COMPARED = 24
#: Sizes that make a law.
_SIDES = (64, 128, 192, 256)

MetricOption = Annotated[
    GrowthMetric | None,
    typer.Option(
        "--metric", help="What grows; by default the latency of a session, and MACs where none is named."
    ),
]
AgainstOption = Annotated[
    Against, typer.Option("--against", help="With what: tokens of the first stage, or pixels of the image.")
]
RoleOption = Annotated[
    str | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        help=f"Of one role, or its beginning: {', '.join(Role)}; or all, a line each. Of latency: the layers "
        "of a session's cases as --measure timed them.",
    ),
]
AtOption = Annotated[
    str | None, typer.Option("--at", metavar="PX,...", help="Also what it would be at these sizes.")
]
BudgetOption = Annotated[
    str | None,
    typer.Option("--budget", metavar="AMOUNT", help="Also the largest size that fits: 20ms, 2GB, 5G."),
]
CrossoversOption = Annotated[
    bool, typer.Option("--crossovers", help="Also where any two of the models cross.")
]
MeasureOption = Annotated[
    bool,
    typer.Option("--measure", help="First time the layers of the session's cases that lack times by role."),
]
MapOption = Annotated[bool, typer.Option("--map", help="Also which model is best at each size.")]


@dataclass(frozen=True)
class Answer:
    """All that was asked. `encounters` and `standings` are None where they were not. `divided` is what laws
    of time by role rest on."""

    metric: GrowthMetric
    against: Against
    view: SessionView
    pairs: tuple[LawPair, ...]
    forecasts: tuple[Forecast, ...] = ()
    ceilings: tuple[Ceiling, ...] = ()
    encounters: tuple[ModelEncounter, ...] | None = None
    standings: DominanceMap | None = None
    divided: tuple[Observation, ...] = ()


def laws(
    models: SomeModels = None,
    metric: MetricOption = None,
    against: AgainstOption = "tokens",
    session: SessionOption = None,
    role: RoleOption = None,
    at: AtOption = None,
    budget: BudgetOption = None,
    crossovers: CrossoversOption = False,
    map_asked: MapOption = False,
    measure: MeasureOption = False,
    as_json: AsJson = False,
) -> None:
    """Say how a metric grows with the image: its exponent by law and as measured, breaks, crossings."""
    metric = metric or ("latency" if session else "macs")
    is_timed = role is not None and metric in TIMED_BY_ROLE
    if is_timed:
        session = session or LAST
    failure = _measure(session, models, is_timed=is_timed) if measure else ""
    view = view_session(session, by_role=is_timed) if session else NO_SESSION
    named = models_of(models, None) if models else _all_models(view)
    if (crossovers or map_asked) and len(named) > MOST_COMPARED:
        raise RequestError(
            f"{len(named)} models make too many pairs; name at most {MOST_COMPARED}, or a --session"
        )
    pairs = law_pairs(named, metric, against, view.observations, _roles(role, named, metric, view))
    answer = Answer(
        metric,
        against,
        view,
        pairs,
        forecasts(pairs, metric, against, at) if at else (),
        ceilings(pairs, metric, against, budget) if budget else (),
        _encounters(pairs, named, metric) if crossovers else None,
        _standings(pairs, named, metric, view) if map_asked else None,
        divided(view.observations, named) if is_timed else (),
    )
    if as_json:
        print_json(document(answer))
    elif not _is_unknown(answer):
        print_answer(answer)
    if not as_json:
        _say_left_out(answer)
        _say_missing(answer, named, role)
    failure = failure or _why_no_answer(answer)
    if failure:
        raise MixBenchError(failure)


def _is_unknown(answer: Answer) -> bool:
    """Whether nothing is known of what was asked: it was not measured, and no law has it."""
    is_known = answer.metric in BY_LAW or any(pair.found for pair in answer.pairs)
    return not is_known and not any(one.fitting for one in answer.ceilings)


def _why_no_answer(answer: Answer) -> str:
    """Which question has no answer at all, and what gives it one; empty where each has some."""
    if _is_unknown(answer):
        missing = _missing(answer)
        return _unmeasured(missing, answer.metric) if missing else "none of these models makes a law"
    if answer.ceilings and not any(one.fitting for one in answer.ceilings):
        reasons = dict.fromkeys(one.reason for one in answer.ceilings)
        return f"no size is known to be within the budget: {'; '.join(reasons)}"
    return ""


def _all_models(view: SessionView) -> tuple[Model, ...]:
    """Those of the session, else the whole catalog."""
    if view.session is not None:
        return tuple(dict.fromkeys(one.case.model for one in view.observations))
    return tuple(Model(variant.id) for family in registry.families() for variant in family.variants)


def _measure(session: str | None, models: Sequence[str] | None, *, is_timed: bool) -> str:
    """Take the times by role that are lacking, and say what could not be taken; raise `RequestError` where
    none were asked for."""
    if not is_timed or session is None:
        raise RequestError(
            "--measure times layers by role, and goes with --metric latency --role ROLE; "
            "`mixbench sweep` measures whole networks"
        )
    return time_missing(session, models_of(models, None) if models else ())


def _roles(
    text: str | None, models: Sequence[Model], metric: GrowthMetric, view: SessionView
) -> tuple[Role | None, ...]:
    """The roles that were named; raise `RequestError`."""
    if text is None:
        return (None,)
    if metric not in BY_ROLE | TIMED_BY_ROLE:
        raise RequestError(f"{metric} does not divide by role; take --metric macs, params, bytes or latency")
    if text == "all":
        return (None, *roles_of(models, metric, divided(view.observations, models)))
    meant = [role for role in Role if text and role.startswith(text)]
    if len(meant) != 1:
        raise RequestError(f"--role does not take '{text}'; choose from {', '.join(Role)}, or all")
    return (meant[0],)


def _of_one_setting(pairs: Sequence[LawPair]) -> list[Growth]:
    """What was measured of whole networks (or of the one role that was asked), under the setting that most
    were measured under: only like is compared with like."""
    found = [pair.found for pair in pairs if pair.found is not None and pair.role == pairs[0].role]
    settings = [(growth.conditions, growth.batch) for growth in found]
    usual = max(settings, key=settings.count, default=None)
    return [growth for growth in found if (growth.conditions, growth.batch) == usual]


def _encounters(
    pairs: Sequence[LawPair], models: Sequence[Model], metric: GrowthMetric
) -> tuple[ModelEncounter, ...]:
    """By law what has one, for it knows every size; else as measured where at least two models were."""
    taken = _of_one_setting(pairs)
    if len(taken) > 1 and metric not in BY_LAW:
        return measured_encounters(taken)
    return predicted_encounters(_predictable(models, metric), metric, pairs[0].role if pairs else None)


def _standings(
    pairs: Sequence[LawPair], models: Sequence[Model], metric: GrowthMetric, view: SessionView
) -> DominanceMap:
    taken = _of_one_setting(pairs)
    if taken:
        return measured_map(taken, view.observations)
    return predicted_map(_predictable(models, metric), metric, pairs[0].role if pairs else None)


def _predictable(models: Sequence[Model], metric: GrowthMetric) -> Sequence[Model]:
    """The models, where there is a law to compare them by; raise `RequestError` where there is none."""
    if predicted_metric(metric) is None:
        command = _measuring(models, metric)
        raise RequestError(f"no law predicts {metric}; measure it: `{command}`, then name --session last")
    return models


def _say_left_out(answer: Answer) -> None:
    """What a session has and the laws leave out."""
    for key, why in dict.fromkeys((pair.model.key, why) for pair in answer.pairs for why in pair.left_out):
        say(f"{key}: {why}")


def _say_missing(answer: Answer, models: Sequence[Model], role: str | None) -> None:
    """How to measure what a session does not have."""
    if role is not None and answer.metric in TIMED_BY_ROLE:
        say_lacking(answer.view, models, role)
        return
    missing = _missing(answer)
    if missing and answer.metric not in BY_LAW and len(missing) <= MOST_COMPARED and not _is_unknown(answer):
        say(_unmeasured(missing, answer.metric))


def _missing(answer: Answer) -> tuple[Model, ...]:
    """The models of which nothing was measured."""
    found = (pair.model for pair in answer.pairs if pair.found is None and not pair.left_out)
    return tuple(dict.fromkeys(found))


def _unmeasured(models: Sequence[Model], metric: GrowthMetric) -> str:
    """Of which models a metric was not measured, and the command that measures it."""
    if len(models) > MOST_COMPARED:
        return f"no {metric} was measured; name the models that matter, and the command that does is said"
    names = ", ".join(model.key for model in models)
    return f"{names}: no {metric} was measured; `{_measuring(models, metric)}` does"


def _measuring(models: Sequence[Model], metric: GrowthMetric) -> str:
    """The sweep that measures a metric; only a GPU tells its energy."""
    setting = (Conditions(device="cuda"), 1) if metric == "energy" else None
    return sweep_command(models, _SIDES, setting)
