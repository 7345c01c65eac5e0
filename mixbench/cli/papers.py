"""`mixbench papers`: every printed count of the catalog beside ours, with a verdict."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import Annotated

import typer

from mixbench.catalog import registry
from mixbench.catalog.papers import Comparison, Verdict, comparisons
from mixbench.cli.options import AsJson
from mixbench.cli.screen import Kind, print_json, print_table, say

Families = Annotated[
    list[str] | None,
    typer.Argument(metavar="FAMILY", help="Families of `mixbench list`; by default all.", show_default=False),
]

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Variant", "name"),
    ("px", "number"),
    ("Figure", "text"),
    ("of", "text"),
    ("Printed", "number"),
    ("Ours", "number"),
    ("Difference", "number"),
    ("Verdict", "text"),
    ("because", "text"),
)


def papers(families: Families = None, as_json: AsJson = False) -> None:
    """Hold every printed count of parameters and MACs against ours, under the paper's own conditions."""
    chosen = tuple(registry.find_family(name) for name in families) if families else None
    found = list(comparisons(chosen))
    if as_json:
        print_json([asdict(each) | {"difference": each.difference} for each in found])
        return
    print_table(
        _COLUMNS,
        [_line(each) for each in found],
        caption="Parameters in millions; MACs of one image in billions, which most papers call FLOPs.",
    )
    counts = Counter(each.verdict for each in found)
    say(f"{len(found)} printed figures: " + ", ".join(f"{counts[each]} {_words(each)}" for each in Verdict))


def _words(verdict: Verdict) -> str:
    """A verdict in the sentence that sums up."""
    return {
        Verdict.AGREES: "agree",
        Verdict.ROUNDING: "are cut off",
        Verdict.OTHER_CONVENTION: "follow another convention",
        Verdict.DIFFERS: "differ",
    }[verdict]


def _line(each: Comparison) -> tuple[str, ...]:
    digits = max(2, -int(each.printed.as_tuple().exponent) + 1)
    return (
        each.variant,
        str(each.resolution_px),
        "Params [M]" if each.figure == "params_m" else f"{each.convention} [G]",
        each.conditions,
        str(each.printed),
        f"{each.ours:.{digits}f}",
        each.difference_text,
        each.verdict,
        each.reason,
    )
