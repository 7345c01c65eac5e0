"""`mixbench roofline`: how near measurements come to what the machine can do, and what holds them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mixbench.cli.observations import SessionOption
from mixbench.cli.options import (
    AsJson,
    Device,
    DtypeOption,
    Settings,
    SomeModels,
    Threads,
    models_of,
    resolutions_of,
)
from mixbench.cli.roofline_cells import intensity_text, label_of, share_text
from mixbench.cli.roofline_documents import case_document, roof_document, standing_document
from mixbench.cli.roofline_layers import layers_case, show_layers
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.errors import RequestError
from mixbench.core.model import Conditions
from mixbench.core.roofline_words import (
    BOUND_WORDS,
    pair_sentence,
    roof_sentence,
    roof_title,
)
from mixbench.core.roofs import Roof, RoofKey
from mixbench.core.slower_pairs import Contender, SlowerModels, by_models, slower_pairs
from mixbench.core.sweep import SweepPlan
from mixbench.core.units import giga, percent

if TYPE_CHECKING:
    from mixbench.store.sessions import StoredSession
    from mixbench.store.standings import SessionStandings

_POINTS: tuple[tuple[str, Kind], ...] = (
    ("Model", "name"),
    ("px", "number"),
    ("Batch", "number"),
    ("[MAC/B]", "number"),
    ("[GMAC/s]", "number"),
    ("±", "number"),
    ("Share of roofline", "number"),
    ("Bound by", "text"),
    ("Roof", "text"),
)
_POINTS_CAPTION = (
    "MACs, FLOPs = 2 x MACs; bytes read and written operator by operator. Share: of what both roofs allow at "
    "that intensity; under 50 % neither holds the model back; over 100 % data stay in caches, or "
    "multiplications are saved. *: unstable."
)
#: The parameters that say how something is measured, with their options.
_CONDITIONS = {
    "resolution": "--resolution",
    "device": "--device",
    "dtype": "--dtype",
    "threads": "--threads",
    "settings": "--set",
}

Layers = Annotated[
    str | None, typer.Option(metavar="MODEL", help="Run this model and show each of its layers instead.")
]
Sizes = Annotated[
    str, typer.Option("--resolution", metavar="PX,...", help="Sides in pixels of what is measured.")
]
Pairs = Annotated[
    bool, typer.Option("--pairs", help="Only the models that are slower with fewer MACs, and why.")
]


def roofline(
    context: typer.Context,
    models: SomeModels = None,
    session: SessionOption = None,
    layers: Layers = None,
    resolution: Sizes = "224",
    pairs: Pairs = False,
    device: Device = "cpu",
    dtype: DtypeOption = "float32",
    threads: Threads = None,
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Hold results against the machine's roofs: bound by memory, by arithmetic, or by neither.

    Without a model the last session is read; models that are named are measured, quickly.
    """
    if sum(map(bool, (models, session, layers))) > 1:
        raise RequestError("name models to measure, or --session, or --layers MODEL: one of the three")
    if layers and pairs:
        raise RequestError("--pairs compares models; leave --layers out")
    if not models and not layers:
        _refuse_conditions(context)
    conditions = Conditions(device, dtype, threads=threads)
    if layers:
        show_layers(layers_case(layers, settings, resolution, conditions), as_json=as_json)
    elif models:
        plan = SweepPlan(
            models_of(models, settings), resolutions_of(resolution), (1,), conditions, "quick", "roofline"
        )
        _show_measured(plan, pairs=pairs, as_json=as_json)
    else:
        _show_session(_stored(session), pairs=pairs, as_json=as_json)


def _refuse_conditions(context: typer.Context) -> None:
    """Raise `RequestError` where a session is read, and it was said how to measure."""
    said = [option for name, option in _CONDITIONS.items() if _is_said(context, name)]
    if said:
        raise RequestError(
            f"a session is as it was measured, so {' and '.join(said)} would change nothing; name the models "
            "that are to be measured so, or leave this out"
        )


def _is_said(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


# a session


def _stored(session: str | None) -> StoredSession:
    """A stored session; raise `RequestError` where there is none that could be meant."""
    from mixbench.cli.history import open_store
    from mixbench.store.database import LAST

    store = open_store()
    try:
        if session is None and not store.sessions():
            raise RequestError("there is no session yet; `mixbench roofline MODEL...` measures one, quickly")
        return store.load(session or LAST)
    finally:
        store.close()


def _show_measured(plan: SweepPlan, *, pairs: bool, as_json: bool) -> None:
    from mixbench.cli.measuring import judge_session, measured

    stored = measured(plan)
    _show_session(stored, pairs=pairs, as_json=as_json)
    judge_session(stored)


def _show_session(stored: StoredSession, *, pairs: bool, as_json: bool) -> None:
    from mixbench.store.standings import standings_of

    found = standings_of(stored)
    striking = by_models(slower_pairs(found.timed))
    if as_json:
        print_json(_session_document(stored, found, striking, pairs=pairs))
    else:
        _print_session(stored, found, striking, pairs=pairs)
    for left_out in found.left_out:
        say(f"{left_out.case.model.key} at {left_out.case.resolution} px: {left_out.reason}")
    for missing in dict.fromkeys(_roofless(one) for one in found.timed if one.standing.roof is None):
        say(f"no roof was measured for {missing}")


def _roofless(one: Contender) -> str:
    """The conditions that lack a roof, and the command that measures it."""
    held = one.case.conditions
    command = f"mixbench roofs --device {held.device} --dtype {held.dtype}"
    if held.threads:
        command += f" --threads {held.threads}"
    return f"{held.device} {held.dtype}; on the machine and with the torch of the session: {command}"


def _print_session(
    stored: StoredSession, found: SessionStandings, striking: Sequence[SlowerModels], *, pairs: bool
) -> None:
    where = stored.environment
    machine = f", {where.processor}, torch {where.torch}" if where else ""
    print_line(f"Session {stored.id}{machine}")
    if not pairs:
        for roof in _roofs_of(found.timed).values():
            print_line(roof_sentence(roof))
        print_table(_POINTS, [_point_cells(one) for one in found.timed], caption=_POINTS_CAPTION)
    if striking:
        print_line("Fewer MACs yet slower, with intervals that do not overlap; the most striking first:")
    for entry in striking:
        print_line(f"- {_entry_text(entry)}")
    if not striking and (pairs or len(found.timed) > 1):
        print_line("No model has fewer MACs and is surely slower under the same conditions.")


def _roofs_of(timed: Sequence[Contender]) -> dict[RoofKey, Roof]:
    return {one.standing.roof.key: one.standing.roof for one in timed if one.standing.roof}


def _point_cells(one: Contender) -> tuple[str, ...]:
    standing, mark = one.standing, "*" if one.is_unstable else ""
    return (
        one.case.model.key + mark,
        one.case.resolution,
        str(one.case.batch),
        intensity_text(standing),
        giga(standing.macs_per_s.value, 1),
        _spread_text(one),
        share_text(standing.roofline_share),
        BOUND_WORDS[standing.bound] if standing.bound else "",
        roof_title(standing.roof) if standing.roof else "not measured",
    )


def _spread_text(one: Contender) -> str:
    """Half the interval in percent, as far as it can be relied on."""
    half = one.estimate.half_width
    return "unknown" if one.is_unstable else "" if half is None else percent(half)


def _entry_text(entry: SlowerModels) -> str:
    """The sentence at the most striking size, and the other sizes at which it is so."""
    pair = entry.pair
    text = pair_sentence(pair, label_of(pair.slower.case.model), label_of(pair.faster.case.model))
    others = [side for side in entry.resolutions if side != pair.slower.case.resolution]
    return text + (f" The same at {', '.join(others)} px." if others else "")


def _session_document(
    stored: StoredSession, found: SessionStandings, striking: Sequence[SlowerModels], *, pairs: bool
) -> dict[str, Any]:
    head = {"session": stored.id, "environment": stored.environment}
    listed = [_pair_document(entry) for entry in striking]
    if pairs:
        return {**head, "slower_with_fewer_macs": listed}
    return {
        **head,
        "roofs": [roof_document(roof) for roof in _roofs_of(found.timed).values()],
        "points": [_point_document(one) for one in found.timed],
        "left_out": [{**case_document(each.case), "reason": each.reason} for each in found.left_out],
        "slower_with_fewer_macs": listed,
    }


def _point_document(one: Contender) -> dict[str, Any]:
    estimate = one.estimate
    return {
        **case_document(one.case),
        "latency_ms_median": estimate.median_ms,
        "latency_ms_ci_low": estimate.ci_low_ms,
        "latency_ms_ci_high": estimate.ci_high_ms,
        "is_unstable": one.is_unstable,
        **standing_document(one.standing),
    }


def _pair_document(entry: SlowerModels) -> dict[str, Any]:
    pair = entry.pair
    return {
        "slower": pair.slower.case.model.key,
        "faster": pair.faster.case.model.key,
        "resolution_px": pair.slower.case.resolution,
        "batch": pair.slower.case.batch,
        "macs_ratio": pair.macs_ratio,
        "time_ratio": pair.time_ratio,
        "is_unstable": pair.is_unstable,
        "resolutions_px": entry.resolutions,
        "reasons": pair.reasons(),
        "sentence": _entry_text(entry),
    }
