"""`mixbench choose`: budgets in, a ranked list out, with the reason for each place and for who has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from mixbench.catalog.accuracies import AccuracyFilter
from mixbench.catalog.candidates import Applicant, Wish, applicants, models_of_catalog
from mixbench.catalog.registry import find
from mixbench.catalog.weighing import Scales
from mixbench.cli.budgets import budget_of
from mixbench.cli.observations import (
    NO_SESSION,
    BatchOption,
    SessionOption,
    SessionView,
    setting_text,
    view_session,
)
from mixbench.cli.options import AsJson, ModeOption, SomeModels, models_of
from mixbench.cli.pareto import (
    SeveralCrops,
    TrainingOption,
    interval_text,
    measuring_words,
    scales_of,
    trainings_of,
)
from mixbench.cli.screen import Kind, print_json, print_table, say
from mixbench.core.amounts import amount_text
from mixbench.core.choosing import QUANTITIES, Check, Choice, Fit, Quantity, choose
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.model import Mode
from mixbench.core.units import percent
from mixbench.store.naming import LAST, UnknownSessionError

#: So many of those that are out are named unless all are asked for.
_MOST_OUT = 20

_HEADERS: dict[Quantity, str] = {
    "latency": "Latency",
    "memory": "Memory",
    "params": "Params",
    "macs": "MACs",
}

Latency = Annotated[str | None, typer.Option(metavar="TIME", help="Most for a call of the batch: 20ms.")]
Memory = Annotated[
    str | None, typer.Option(metavar="SIZE", help="Most that may be live, weights too: 1GB, 500MB.")
]
Params = Annotated[str | None, typer.Option(metavar="N", help="Most trainable parameters: 30M.")]
Macs = Annotated[str | None, typer.Option(metavar="N", help="Most MACs of one image: 5G.")]
Side = Annotated[
    int | None,
    typer.Option(
        "--resolution", min=1, metavar="PX", help="Side at which it is used; by default each one's own."
    ),
]
AnyResolution = Annotated[
    bool, typer.Option("--any-resolution", help="Only networks whose weights serve every resolution.")
]
All = Annotated[bool, typer.Option("--all", help="Name all that are out, not the nearest only.")]


@dataclass(frozen=True)
class _Found:
    """What was chosen, with what is known of each by its key."""

    choices: tuple[Choice, ...]
    known: dict[str, Applicant]
    budgets: dict[Quantity, float]
    scales: Scales
    view: SessionView

    @property
    def placed(self) -> list[Choice]:
        """Those that have a place."""
        return [one for one in self.choices if one.is_in]

    @property
    def out(self) -> list[Choice]:
        """Those that have none."""
        return [one for one in self.choices if not one.is_in]

    @property
    def unmeasured(self) -> list[Applicant]:
        """Those that only a measurement can bring in."""
        return [
            self.known[one.candidate.key]
            for one in self.out
            if one.fit is Fit.UNKNOWN and not one.candidate.objections
        ]


def choose_model(
    models: SomeModels = None,
    latency: Latency = None,
    memory: Memory = None,
    params: Params = None,
    macs: Macs = None,
    resolution: Side = None,
    any_resolution: AnyResolution = False,
    mode: ModeOption = "inference",
    training: TrainingOption = "imagenet-1k",
    several_crops: SeveralCrops = False,
    session: SessionOption = LAST,
    batch: BatchOption = None,
    show_all: All = False,
    as_json: AsJson = False,
) -> None:
    """Rank models by published accuracy within budgets; say why each stands where it does, or is out."""
    asked = {"latency": latency, "memory": memory, "params": params, "macs": macs}
    budgets = {
        quantity: budget_of(f"--{quantity}", text, quantity)
        for quantity in QUANTITIES
        if (text := asked[quantity]) is not None
    }
    if not budgets:
        raise RequestError("set a budget: --latency 20ms, --memory 1GB, --params 30M or --macs 5G")
    wish = Wish(AccuracyFilter(trainings_of(training), several_crops), resolution, any_resolution)
    named = models_of(models, None) if models else models_of_catalog()
    view = _view(session or LAST, budgets)
    found = _chosen(applicants(named, wish, _scales(view, batch, mode)), budgets, view, batch, mode)
    if as_json:
        print_json(_document(found))
    else:
        _print(found, show_all=show_all)
    if not found.placed and found.unmeasured:
        raise MixBenchError("no model is known to keep these budgets, for what they need was not measured")


def _view(session: str, budgets: dict[Quantity, float]) -> SessionView:
    """The session where something measured is asked for. Without any session all is unmeasured, which is an
    answer too."""
    if not {"latency", "memory"} & set(budgets):
        return NO_SESSION
    try:
        return view_session(session)
    except UnknownSessionError:
        if session != LAST:
            raise
        return NO_SESSION


def _scales(view: SessionView, batch: int | None, mode: Mode) -> Scales:
    return scales_of(view, batch, mode=mode)


def _chosen(
    known: Sequence[Applicant],
    budgets: dict[Quantity, float],
    view: SessionView,
    batch: int | None,
    mode: Mode,
) -> _Found:
    choices = choose([one.candidate for one in known], budgets)
    by_key = {one.candidate.key: one for one in known}
    return _Found(choices, by_key, budgets, _scales(view, batch, mode), view)


def _print(found: _Found, *, show_all: bool) -> None:
    columns: list[tuple[str, Kind]] = [("", "number"), ("Model", "name"), ("px", "number")]
    columns += [("Top-1 [%]", "number"), ("trained on", "text")]
    columns += [(_HEADERS[quantity], "number") for quantity in found.budgets]
    columns.append(("because", "text"))
    if found.placed:
        print_table(columns, [_line(found, one) for one in found.placed], caption=_caption(found))
    out = found.out if show_all else found.out[:_MOST_OUT]
    if out:
        caption = "" if found.placed else _caption(found)
        print_table(
            columns, [_line(found, one) for one in out], title="Out, the nearest first", caption=caption
        )
    if len(out) < len(found.out):
        say(f"and {len(found.out) - len(out)} more are out; --all names them")
    if not found.placed and not found.unmeasured:
        say("no model keeps these budgets")
    _say_unmeasured(found)


def _line(found: _Found, one: Choice) -> tuple[str, ...]:
    known = found.known[one.candidate.key]
    amounts = [one.candidate.amounts.get(quantity) for quantity in found.budgets]
    return (
        str(one.rank or ""),
        one.candidate.key,
        str(known.resolution_px),
        "" if one.candidate.accuracy is None else str(one.candidate.accuracy),
        known.accuracy.training if known.accuracy else "",
        *(
            "" if amount is None else amount_text(quantity, amount.value)
            for quantity, amount in zip(found.budgets, amounts, strict=True)
        ),
        reason(one),
    )


def reason(one: Choice) -> str:
    """Why a model stands where it does, or is out."""
    if one.candidate.objections:
        return "; ".join(str(objection) for objection in one.candidate.objections)
    worst = one.worst()
    if one.rank is None:
        return check_words(worst) if worst else ""
    if worst is not None:
        place = check_words(worst)
    else:
        tightest = max(one.checks, key=lambda check: check.over or 0.0, default=None)
        place = check_words(tightest) if tightest else ""
    behind = "the most accurate" if one.behind is None else _behind_words(one.behind)
    return "; ".join(part for part in (behind, place) if part)


def _behind_words(behind: float) -> str:
    if round(behind, 2) == 0:
        return "as accurate as the one above, and larger"
    return f"{behind:.2g} points under the one above"


def check_words(check: Check) -> str:
    """How an amount stands to its budget."""
    name = _HEADERS[check.quantity].lower() if check.quantity != "macs" else "MACs"
    if check.fit is Fit.UNKNOWN or check.amount is None or check.over is None:
        return f"{name} not measured here"
    share = percent(abs(check.over), 0 if abs(check.over) >= 0.1 else 1)
    if check.fit is Fit.OVER:
        least = "of the weights alone " if check.is_floor else ""
        return f"{name} {least}over the budget by {share}"
    if check.fit is Fit.PERHAPS:
        spread = interval_text(check.amount)
        words = "its interval is unknown" if not check.amount.is_sure else f"± {spread} holds the budget"
        return f"{name} perhaps over: {amount_text(check.quantity, check.amount.value)}, {words}"
    return f"{name} {share} under the budget"


def _caption(found: _Found) -> str:
    limits = ", ".join(
        f"{_HEADERS[quantity]} up to {amount_text(quantity, budget)}"
        for quantity, budget in found.budgets.items()
    )
    lines = [f"{limits}. Top-1 on ImageNet-1k as published, costs at the same size."]
    if found.scales.setting is not None:
        words = setting_text(found.scales.setting)
        lines.append(f"Measured in session {found.view.session} on {found.view.machine}: {words}.")
    return "\n".join(lines)


def _say_unmeasured(found: _Found) -> None:
    """The command that measures those that only a measurement can bring in."""
    open_ones = found.unmeasured
    if open_ones:
        sides = [one.resolution_px for one in open_ones]
        command = measuring_words((one.model for one in open_ones), sides, found.scales.setting)
        count = "1 is" if len(open_ones) == 1 else f"{len(open_ones)} are"
        say(f"{count} not measured here; to measure: {command}")


def _document(found: _Found) -> dict[str, Any]:
    return {
        "budgets": found.budgets,
        "session": found.view.session,
        "conditions": found.scales.setting[0] if found.scales.setting else None,
        "batch": found.scales.setting[1] if found.scales.setting else None,
        "choices": [_choice_document(found, one) for one in found.choices],
    }


def _choice_document(found: _Found, one: Choice) -> dict[str, Any]:
    known = found.known[one.candidate.key]
    return {
        "rank": one.rank,
        "model": one.candidate.key,
        "family": find(known.model.variant)[0].name,
        "resolution_px": known.resolution_px,
        "top1_percent": one.candidate.accuracy,
        "training": known.accuracy.training if known.accuracy else None,
        "setup": known.accuracy.setup if known.accuracy else None,
        "fit": one.fit,
        "objections": one.candidate.objections,
        "checks": one.checks,
        "reason": reason(one),
    }
