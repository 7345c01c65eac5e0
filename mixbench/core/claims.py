"""A statement of the literature, and what became of it when it was checked here.

Every text of a claim and its finding is either a literal or a `Said`: a template with its numbers apart, so
that the window can say it in its own language. `str()` of either is English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from string import Formatter
from typing import Any

from mixbench.core.figure import Figure

#: What an experiment is told: plain values that a message can carry and a question be known by.
ArgumentValue = bool | int | float | str | tuple[int | float | str, ...]
Arguments = tuple[tuple[str, ArgumentValue], ...]

#: What an experiment answers: names and numbers, words, truths, lists or objects of them. Never NaN: None.
Facts = dict[str, Any]


@dataclass(frozen=True)
class ExperimentResult:
    """What an experiment of the worker came to. `facts` are JSON's plain values: a tuple comes back
    as a list."""

    name: str
    facts: Facts


@dataclass(frozen=True)
class Said:
    """A sentence with its numbers apart: `said("{n} of {all} networks", n=3, all=25)`.

    `template` is a literal where it is written, for translation; formats stand in it (`{share:.1%}`).
    """

    template: str
    values: dict[str, str | int | float] = field(default_factory=dict)

    def __str__(self) -> str:
        return filled(self.template, self.values)


class _Spaced(Formatter):
    """A percentage has the space before its sign that MixBench writes everywhere."""

    def format_field(self, value: Any, format_spec: str) -> str:
        """One value, under its format."""
        text = str(super().format_field(value, format_spec))
        return f"{text.removesuffix('%')} %" if format_spec.endswith("%") else text


def filled(template: str, values: Mapping[str, Any]) -> str:
    """A sentence of a claim, in any language, with its numbers in their places."""
    return _Spaced().vformat(template, (), values)


Words = str | Said


def said(template: str, **values: str | int | float) -> Said:
    """A sentence with its numbers."""
    return Said(template, values)


class Verdict(StrEnum):
    """What a check came to. `CANNOT_TELL`: something that it needs is missing, or the evidence is weak."""

    HOLDS = "holds"
    HOLDS_WITH_CONDITION = "holds_with_condition"
    DOES_NOT_HOLD = "does_not_hold"
    CANNOT_TELL = "cannot_tell"

    @property
    def words(self) -> str:
        """The verdict as it is read."""
        return _WORDS[self]

    @property
    def symbol(self) -> str:
        """A sign that stands before the words."""
        return _SYMBOLS[self]


_SYMBOLS = {
    Verdict.HOLDS: "✓",
    Verdict.HOLDS_WITH_CONDITION: "◐",
    Verdict.DOES_NOT_HOLD: "✗",
    Verdict.CANNOT_TELL: "?",
}
_WORDS = {
    Verdict.HOLDS: "holds",
    Verdict.HOLDS_WITH_CONDITION: "holds with a condition",
    Verdict.DOES_NOT_HOLD: "does not hold here",
    Verdict.CANNOT_TELL: "cannot tell",
}


@dataclass(frozen=True)
class Source:
    """Where a statement stands: the paper, the place in it (`section 2, equation 1`), its arXiv id."""

    paper: str
    place: str
    arxiv: str

    @property
    def url(self) -> str:
        """Its page at arXiv."""
        return f"https://arxiv.org/abs/{self.arxiv}"


@dataclass(frozen=True)
class Claim:
    """A statement as a sentence, where it comes from, and in a sentence what is computed to check it.

    `id` is its name everywhere (`token-mixing-is-depthwise`); `number` its place in the list. `is_timed`: the
    check needs measurements, which a session holds or which are taken when that is allowed.
    """

    id: str
    number: int
    title: str
    sources: tuple[Source, ...]
    computed: str
    is_timed: bool = False


@dataclass(frozen=True)
class Quantity:
    """A named number of the evidence, with its unit and what it means; `low`, `high`: its 95 % interval."""

    name: Words
    value: bool | int | float | str | None
    unit: str = ""
    meaning: Words = ""
    low: float | None = None
    high: float | None = None

    @property
    def text(self) -> str:
        """The value with its unit and its interval."""
        parts = [cell_text(self.value) or "unknown", self.unit]
        if self.low is not None and self.high is not None:
            parts.append(f"({cell_text(self.low)} to {cell_text(self.high)})")
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class Column:
    """A column of a table: its title, and the unit of its numbers."""

    title: Words
    unit: str = ""

    @property
    def header(self) -> str:
        """The title with the unit, in English."""
        return f"{self.title} [{self.unit}]" if self.unit else str(self.title)


#: A cell of a table; None where there is nothing. A word that is no name is a literal, for translation.
CellValue = bool | int | float | str | None


def cell_text(value: CellValue) -> str:
    """A value as it is read: whole numbers with separators, others with four digits."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:.4g}" if not 1e3 <= abs(value) < 1e6 else f"{value:,.0f}"
    return value


@dataclass(frozen=True)
class Table:
    """A table of the evidence; each row has a cell for each column."""

    title: Words
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue, ...], ...]
    note: Words = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the table '{self.title}' has not {len(self.columns)} cells")


@dataclass(frozen=True)
class Evidence:
    """What a verdict rests on."""

    quantities: tuple[Quantity, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What a check came to: the verdict, a sentence that gives its reason, and the evidence.

    `condition` says under which condition it holds. `conditions` say how the evidence was taken: by law,
    counted or timed, dtype, tolerance, sizes, seeds. The framework fills in the rest: `where` is the machine
    that was asked (empty: no machine, closed forms alone), `session` the stored session whose measurements
    were used, `looked_at` the one that was searched for them, whether or not it held any, `taken_at` the
    moment (ISO 8601, UTC), and `failure` why the check could not be run to its end.
    """

    claim: str
    verdict: Verdict
    sentence: Words
    condition: Words = ""
    evidence: Evidence = field(default_factory=Evidence)
    conditions: tuple[Words, ...] = ()
    where: str = ""
    session: str = ""
    taken_at: str = ""
    failure: str = ""
    looked_at: str = ""
