"""How passes divide among roles, as `mixbench laws` prints it: what the laws of time by role rest on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from mixbench.cli.observations import setting_text
from mixbench.cli.screen import Kind, print_table
from mixbench.core.amounts import Observation
from mixbench.core.model import Model
from mixbench.core.role_times import PassTime, RoleTimes
from mixbench.core.role_words import overhead_text
from mixbench.core.roles import Role
from mixbench.core.units import milliseconds, percent

_CAPTION = (
    "ms of the whole batch and share of the pass with a clock at every layer, medians over passes.\n"
    "Clocks: what they took, against the plain pass. no layer: modules that only call others, and calling.\n"
    "*: largely the time of its clocks, so that the exponent comes out too low. ~: other programs used the "
    "cores,\nand no interval is relied on."
)


def divided(seen: Iterable[Observation], models: Sequence[Model]) -> tuple[Observation, ...]:
    """Those of the models whose layers were timed, model by model from small to large."""
    kept = [one for one in seen if one.role_times is not None and one.case.model in models]
    return tuple(
        sorted(kept, key=lambda one: (models.index(one.case.model), one.case.height * one.case.width))
    )


def print_role_times(found: Sequence[Observation], roles: Sequence[Role]) -> None:
    """A line for each case, a column for each role."""
    columns: list[tuple[str, Kind]] = [
        ("Model", "name"), ("px", "number"), ("Under", "text"), ("Plain [ms]", "number"),
        ("Clocks", "number"), *((role.value.replace("_", " "), "number") for role in roles),
        ("no layer", "number"),
    ]  # fmt: skip
    lines = [_line(one, one.role_times, roles) for one in found if one.role_times is not None]
    settings = {line[2] for line in lines}
    caption = _CAPTION
    if len(settings) == 1:
        columns.pop(2)
        lines = [(*line[:2], *line[3:]) for line in lines]
        caption = f"{caption}\nAll: {settings.pop()}."
    print_table(columns, lines, title="Time by role", caption=caption)


def _line(one: Observation, times: RoleTimes, roles: Sequence[Role]) -> tuple[str, ...]:
    case = one.case
    return (
        case.model.key,
        case.resolution,
        setting_text((case.conditions, case.batch)),
        milliseconds(times.plain.median_ms) + ("~" if times.is_disturbed else ""),
        overhead_text(times),
        *(_role_text(times, role) for role in roles),
        _part_text(times, times.rest),
    )


def _role_text(times: RoleTimes, role: Role) -> str:
    taken = times.of(role)
    if taken is None:
        return ""
    return _part_text(times, taken.time) + ("*" if taken.is_too_short else "")


def _part_text(times: RoleTimes, part: PassTime) -> str:
    return f"{milliseconds(part.median_ms)} ({percent(times.share(part), 0)})"


def role_documents(found: Iterable[Observation]) -> list[dict[str, Any]]:
    """The same for `--json`: every part with its interval, in ms of the whole batch."""
    return [_document(one, one.role_times) for one in found if one.role_times is not None]


def _document(one: Observation, times: RoleTimes) -> dict[str, Any]:
    return {
        "model": one.case.model.key,
        "height": one.case.height,
        "width": one.case.width,
        "batch": one.case.batch,
        "conditions": one.case.conditions,
        "passes": times.passes,
        "plain": times.plain,
        "with_clocks": times.whole,
        "overhead": times.overhead,
        "in_no_layer": times.rest,
        "other_load": times.other_load,
        "is_disturbed": times.is_disturbed,
        "roles": {
            taken.role: {
                **_pass_document(taken.time),
                "share": times.share(taken.time),
                "clock_ms": taken.clock_ms,
                "is_too_short": taken.is_too_short,
            }
            for taken in times.roles
        },
    }


def _pass_document(taken: PassTime) -> dict[str, Any]:
    return {"median_ms": taken.median_ms, "low_ms": taken.low_ms, "high_ms": taken.high_ms}
