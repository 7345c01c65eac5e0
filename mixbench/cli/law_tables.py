"""The answer of `mixbench laws` as tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mixbench.catalog.law_pairs import LawPair
from mixbench.cli.observations import setting_text
from mixbench.cli.role_tables import print_role_times
from mixbench.cli.screen import Kind, print_line, print_table
from mixbench.core.amounts import MORE_IS_BETTER
from mixbench.core.dominance import DominanceMap
from mixbench.core.growth import FOLLOWS_MACS, TIMED_BY_ROLE, Against, GrowthMetric, growth_text
from mixbench.core.law_words import (
    METRIC_NAMES,
    against_text,
    break_text,
    encounter_text,
    ends_text,
    exponent_text,
    fit_text,
    prediction_text,
)
from mixbench.core.laws import Law
from mixbench.core.roles import Role
from mixbench.core.units import percent

if TYPE_CHECKING:
    from mixbench.catalog.encounters import ModelEncounter
    from mixbench.cli.law_answers import Ceiling, Forecast
    from mixbench.cli.laws import Answer

#: More sizes of a map than this are thinned out: a line of a terminal is short.
_MOST_COLUMNS = 10


def print_answer(answer: Answer) -> None:
    """The laws, then what was asked beside them."""
    _print_laws(answer)
    if answer.divided:
        print_role_times(answer.divided, [role for role in Role if _is_asked(answer, role)])
    if answer.forecasts:
        _print_forecasts(answer)
    if any(one.fitting for one in answer.ceilings):
        _print_ceilings(answer)
    if answer.encounters is not None:
        _print_encounters(answer)
    if answer.standings is not None:
        _print_map(answer.standings)


def _is_asked(answer: Answer, role: Role) -> bool:
    return any(pair.role is role for pair in answer.pairs)


# the laws


def _print_laws(answer: Answer) -> None:
    has_measured = any(pair.found for pair in answer.pairs)
    columns: list[tuple[str, Kind]] = [
        ("Model", "name"), ("Role", "text"), ("Predicted", "number"), ("local", "number"),
    ]  # fmt: skip
    if has_measured:
        columns += [("Measured", "number"), ("local", "number"), ("Break", "text"), ("Under", "text")]
    columns.append(("Fit", "text"))
    lines = [_law_line(pair, answer.against, has_measured=has_measured) for pair in answer.pairs]
    if all(pair.role is None for pair in answer.pairs):
        columns.pop(1)
        lines = [(line[0], *line[2:]) for line in lines]
    print_table(columns, lines, caption=_caption(answer))


def _law_line(pair: LawPair, against: Against, *, has_measured: bool) -> tuple[str, ...]:
    expected = pair.expected_law
    cells = [pair.model.key, pair.role.replace("_", " ") if pair.role else "whole network"]
    cells += (
        [exponent_text(expected.exponent), ends_text(expected)] if isinstance(expected, Law) else ["", ""]
    )
    if not has_measured:
        return (*cells, fit_text(expected) if isinstance(expected, Law) else expected.reason)
    found = pair.found_law
    setting = _setting(pair)
    if isinstance(found, Law):
        return (
            *cells,
            exponent_text(found.exponent),
            ends_text(found),
            break_text(found, against),
            setting,
            fit_text(found),
        )
    return (*cells, "", "", "", setting, found.reason)


def _setting(pair: LawPair) -> str:
    growth = pair.found
    if growth is None or growth.conditions is None:
        return ""
    return setting_text((growth.conditions, growth.batch or 1))


def _caption(answer: Answer) -> str:
    lines = [
        f"Exponent of {METRIC_NAMES[answer.metric]} against {against_text(answer.against)}: 2 means four "
        "times for twice the tokens or pixels. Intervals are 95 %.",
        "local: the exponent between the two smallest sizes, and between the two largest.",
    ]
    if answer.metric in MORE_IS_BETTER:
        lines.append("Predicted: that of MACs, negated, as it would be if every MAC took the same time.")
    elif answer.metric in FOLLOWS_MACS:
        lines.append("Predicted: the exponent of MACs, which time would have if every MAC took the same.")
    if answer.metric in TIMED_BY_ROLE and any(pair.role for pair in answer.pairs):
        lines.append(
            "Of a role: Predicted is the exponent of its layers' MACs, Measured that of its layers' time, "
            "clocks included; intervals of its points are over passes, not rounds."
        )
    if answer.view.session:
        lines.append(f"Measured in session {answer.view.session} on {answer.view.machine}.")
    return "\n".join(lines)


# what follows


def _print_forecasts(answer: Answer) -> None:
    columns: tuple[tuple[str, Kind], ...] = (
        ("Model", "name"), ("px", "number"), ("By law", "number"), ("Measured", "number"),
        ("Predicted", "text"),
    )  # fmt: skip
    lines = [_forecast_line(one, answer.metric) for one in answer.forecasts]
    caption = "Predicted: what one more measurement would give, with its 95 % prediction interval."
    print_table(columns, lines, title="At a size", caption=caption)


def _forecast_line(one: Forecast, metric: GrowthMetric) -> tuple[str, ...]:
    size = str(one.height) if one.height == one.width else f"{one.height}x{one.width}"
    if one.refusal:
        return _named(one.pair), size, "", "", one.refusal
    counted = "" if one.counted is None else growth_text(metric, one.counted)
    measured = "" if one.measured is None else growth_text(metric, one.measured.value)
    reason = "" if isinstance(one.pair.found_law, Law) else one.pair.found_law.reason
    predicted = prediction_text(metric, one.predicted) if one.predicted else "" if counted else reason
    return _named(one.pair), size, counted, measured, predicted


def _named(pair: LawPair) -> str:
    return f"{pair.model.key}, {pair.role.replace('_', ' ')}" if pair.role else pair.model.key


def _print_ceilings(answer: Answer) -> None:
    columns: tuple[tuple[str, Kind], ...] = (
        ("Model", "name"), ("Largest px", "number"), ("surely", "number"), ("possibly", "number"),
        ("Basis", "text"),
    )  # fmt: skip
    first = answer.ceilings[0]
    bound = "At least" if first.metric in MORE_IS_BETTER else "Within"
    title = f"{bound} {growth_text(first.metric, first.budget)}: {METRIC_NAMES[first.metric]}"
    caption = (
        "Only sizes that the network accepts. surely, possibly: at the worse and the better end of the "
        "95 % prediction interval."
    )
    print_table(columns, [_ceiling_line(one) for one in answer.ceilings], title=title, caption=caption)


def _ceiling_line(one: Ceiling) -> tuple[str, ...]:
    name, found = _named(one.pair), one.fitting
    if found is None:
        return name, "", "", "", one.reason
    if found.is_exact:
        words = "counted exactly" + (f"; {one.reason}" if one.reason else "")
        return name, _side(found.side), "", "", words
    words = prediction_text(one.metric, found.prediction) if found.prediction else ""
    if one.reason:
        words += f"; {one.reason}"
    return name, _side(found.side), _side(found.surely), _side(found.possibly), words


def _side(side: int) -> str:
    return str(side) if side else "none"


def _print_encounters(answer: Answer) -> None:
    encounters = answer.encounters or ()
    print_line("")
    print_line("Crossovers")
    for one in encounters:
        print_line("  " + _encounter_line(one))
    if not encounters:
        print_line("  there are no two models under one setting to compare")
    elif encounters[0].is_counted:
        known = "accept" if encounters[0].first.conditions is None else "were counted at"
        print_line(f"By law or count, without chance: in brackets the neighbouring sizes that both {known}.")
    else:
        print_line(
            "As measured, with the 95 % interval of the crossing; a crossing is sure only between sizes at "
            "which each is surely the better one. Between neighbouring sizes both are taken for powers."
        )


def _encounter_line(one: ModelEncounter) -> str:
    return encounter_text(one.first.metric, one.first.model.key, one.second.model.key, one.found)


def _print_map(found: DominanceMap) -> None:
    step = -(-len(found.sizes) // _MOST_COLUMNS) or 1
    shown = found.sizes[::step]
    columns: list[tuple[str, Kind]] = [("Model", "name"), *((f"{size} px", "number") for size in shown)]
    lines = [(key, *_map_cells(found, key, shown)) for key in found.keys]
    caption = (
        "Rank, and ratio to the best there; = where the 95 % intervals overlap, or counts are equal; - where "
        "there is no result."
    )
    if step > 1:
        caption += f" Of {len(found.sizes)} sizes every {step}th is shown; --json has all."
    print_table(columns, lines, title="Who beats whom", caption=caption)
    for reign in found.reigns():
        span = f"{reign.first} px" if reign.first == reign.last else f"{reign.first} to {reign.last} px"
        tie = " (exactly equal)" if reign.is_equal else " (not to be told apart)"
        print_line(f"{span}: {', '.join(reign.keys)}{tie if len(reign.keys) > 1 else ''}")


def _map_cells(found: DominanceMap, key: str, sizes: tuple[int, ...]) -> Iterator[str]:
    for size in sizes:
        standing = found.standings[key].get(size)
        if standing is None:
            yield "-"
            continue
        ratio = "best" if standing.ratio == 1 else f"+{percent(standing.ratio - 1, 0)}"
        if standing.ratio >= 2:
            ratio = f"{standing.ratio:.2g} x"
        yield f"{'=' if standing.is_tied else ''}{standing.rank}  {ratio}"
