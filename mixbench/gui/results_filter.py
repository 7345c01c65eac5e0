"""A filter of the results as it is typed: `mixer latency<20 px:224..384 -status:failed`.

Every part has to hold. A word is looked for in whatever a row says; a condition names a column. A minus
before either takes out what it finds. A row that has no number in a column meets no condition on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from PySide6.QtCore import QCoreApplication

from mixbench.core.errors import MixBenchError
from mixbench.gui.results_column import Column
from mixbench.gui.results_keys import Mask, ResultKeys

_EVERY = slice(None)

#: Names by which columns are asked for beside their own.
_ALIASES = {
    "resolution_px": ("px", "resolution", "side"),
    "macs": ("macs", "gmacs"),
    "macs_spatial_mixing": ("spatial", "spatial_macs"),
    "trust": ("status", "trust"),
    "tags": ("tag",),
    "interval": ("interval", "ci"),
    "latency_ms_p95": ("p95",),
    "peak_memory_bytes": ("peak", "memory", "peak_memory"),
    "throughput_img_s": ("throughput", "images/s"),
}
_UNIT = re.compile(r"_(img_s|ms|px|bytes|mj|s)$")

#: A part: a word or a condition, with what stands between quotes left whole.
_PART = re.compile(r'(?:[^\s"]|"[^"]*"?)+')
_AROUND = re.compile(r'("[^"]*"?)|\s*(<=|>=|!=|<|>|=)\s*')
_CONDITION = re.compile(r'(?P<minus>-?)(?P<name>[^\s<>=!:"]+)(?P<sign><=|>=|!=|<|>|=|:)(?P<value>.*)', re.S)
_NUMBER = re.compile(r"(?P<number>[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[^\d.]*)", re.I)
_RANGE = ".."

#: Signs as they come from a keyboard for Chinese, or out of a text.
_SIGNS = str.maketrans(
    {"＜": "<", "＞": ">", "＝": "=", "：": ":", "，": ",", "≤": "<=", "≥": ">=", "≠": "!="}
)


class FilterError(MixBenchError):
    """A filter that cannot be understood; the message says what to write."""


@dataclass(frozen=True)
class Word:
    """The text occurs somewhere in the row."""

    text: str

    def mask(self, keys: ResultKeys, rows: slice = _EVERY) -> Mask:
        """Which of the rows meet it."""
        found = (keys.words(id).where(lambda text: self.text in text, rows) for id in keys.word_ids)
        met: Mask = np.logical_or.reduce(list(found))
        return met


@dataclass(frozen=True)
class Words:
    """A column of words has one of the texts in it, or, `is_whole`, is one of them."""

    id: str
    texts: tuple[str, ...]
    is_whole: bool = False

    def mask(self, keys: ResultKeys, rows: slice = _EVERY) -> Mask:
        """Which of the rows meet it."""
        return keys.words(self.id).where(self._is_met, rows)

    def _is_met(self, text: str) -> bool:
        if self.is_whole:
            return any(name in self.texts for name in text.split("\n"))
        return any(part in text for part in self.texts)


@dataclass(frozen=True)
class Span:
    """Numbers from one to another; an open end is not of them."""

    low: float = -np.inf
    high: float = np.inf
    is_low_open: bool = False
    is_high_open: bool = False


@dataclass(frozen=True)
class Numbers:
    """The number in a column lies in one of the spans."""

    id: str
    spans: tuple[Span, ...]

    def mask(self, keys: ResultKeys, rows: slice = _EVERY) -> Mask:
        """Which of the rows meet it."""
        values = keys.order(self.id).values[rows]
        met = np.zeros(len(values), bool)
        for span in self.spans:
            above = values > span.low if span.is_low_open else values >= span.low
            below = values < span.high if span.is_high_open else values <= span.high
            met |= above & below
        return met


@dataclass(frozen=True)
class Not:
    """Another condition does not hold, though the row has something that it could hold of."""

    part: Word | Words | Numbers

    def mask(self, keys: ResultKeys, rows: slice = _EVERY) -> Mask:
        """Which of the rows meet it."""
        met = ~self.part.mask(keys, rows)
        if isinstance(self.part, Numbers):
            met &= ~np.isnan(keys.order(self.part.id).values[rows])
        return met


Part = Word | Words | Numbers | Not


@dataclass(frozen=True)
class Filter:
    """Parts that all have to hold; without any, every row is shown."""

    parts: tuple[Part, ...] = ()

    def mask(self, keys: ResultKeys, rows: slice = _EVERY) -> Mask:
        """Which of the rows are shown."""
        shown = np.ones(len(keys.items[rows]), bool)
        for part in self.parts:
            shown &= part.mask(keys, rows)
        return shown

    def accepts(self, keys: ResultKeys, row: int) -> bool:
        """Whether one row is shown."""
        return not self.parts or bool(self.mask(keys, slice(row, row + 1))[0])


def names_of(column: Column) -> tuple[str, ...]:
    """What a column may be called in a filter, the shortest good name first."""
    title = column.title.split(",")[0].strip().casefold().replace(" ", "_")
    return tuple(dict.fromkeys((*_ALIASES.get(column.id, ()), _UNIT.sub("", column.id), title, column.id)))


def columns_by_name(columns: Iterable[Column]) -> dict[str, Column]:
    """Every name that a condition may begin with; where two columns share one, it is the first's."""
    named: dict[str, Column] = {}
    for column in columns:
        for name in names_of(column):
            named.setdefault(name, column)
    return named


def parse_filter(text: str, columns: Iterable[Column]) -> Filter:
    """Read a filter; raise `FilterError` with what to write instead."""
    named = columns_by_name(columns)
    return Filter(tuple(_part(part, named) for part in parts_of(text)))


def quoted(text: str) -> str:
    """A value as it has to be written in a filter."""
    bare = text.replace('"', "")
    return f'"{bare}"' if re.search(r"[\s,<>=:!]", bare) or _RANGE in bare else bare


def _part(text: str, named: Mapping[str, Column]) -> Part:
    found = _CONDITION.fullmatch(text)
    if found is None:
        minus, word = text.startswith("-") and len(text) > 1, text
        met = Word(word.removeprefix("-" if minus else "").replace('"', "").casefold())
        return Not(met) if minus else met
    column = named.get(found["name"].casefold())
    if column is None:
        raise FilterError(_unknown(found["name"], named))
    met_by = _numbers if column.is_number else _words
    condition = met_by(column, found["name"], found["sign"], found["value"])
    return Not(condition) if bool(found["minus"]) != (found["sign"] == "!=") else condition


def _unknown(name: str, named: Mapping[str, Column]) -> str:
    near = get_close_matches(name.casefold(), named, n=1, cutoff=0.7)
    if near:
        sentence = QCoreApplication.translate(
            "ResultsFilter", "There is no column “{name}”; did you mean {near}?"
        )
        return sentence.format(name=name, near=near[0])
    sentence = QCoreApplication.translate(
        "ResultsFilter", "There is no column “{name}”; to look for it as a text, put it between quotes."
    )
    return sentence.format(name=name)


def _words(column: Column, name: str, sign: str, value: str) -> Words:
    if sign in ("<", ">", "<=", ">="):
        sentence = QCoreApplication.translate(
            "ResultsFilter", "{name} has words, which are not more or less; write {name}:word."
        )
        raise FilterError(sentence.format(name=name))
    texts = tuple(text.replace('"', "").casefold() for text in _listed(value) if text)
    if not texts:
        sentence = QCoreApplication.translate("ResultsFilter", "A word is missing after {begun}")
        raise FilterError(sentence.format(begun=f"{name}{sign}"))
    return Words(column.id, texts, is_whole=sign in ("=", "!="))


def _listed(value: str) -> list[str]:
    """The parts between commas that stand outside quotes."""
    return re.findall(r'(?:[^,"]|"[^"]*"?)+', value)


def _numbers(column: Column, name: str, sign: str, value: str) -> Numbers:
    if sign in (":", "=", "!="):
        spans = tuple(_span(column, name, part) for part in _listed(value) or [""])
        return Numbers(column.id, spans)
    bound = _number(column, name, value)
    if sign.startswith("<"):
        return Numbers(column.id, (Span(high=bound, is_high_open=sign == "<"),))
    return Numbers(column.id, (Span(low=bound, is_low_open=sign == ">"),))


def _span(column: Column, name: str, text: str) -> Span:
    """`20..50`, `20..`, `..50`, or one number, which stands for what is written like it."""
    low, is_range, high = text.partition(_RANGE)
    if is_range and (low or high):
        return Span(
            _number(column, name, low) if low else -np.inf, _number(column, name, high) if high else np.inf
        )
    value, half = _reading(column, name, text)
    return Span(value - half, value + half)


def _number(column: Column, name: str, text: str) -> float:
    return _reading(column, name, text)[0]


def _reading(column: Column, name: str, text: str) -> tuple[float, float]:
    """The number that a text says, in the unit of the key, and half of its last decimal: 12.3 is how 12.34
    reads, while an integer is meant as it stands. Raise `FilterError` where it says none."""
    found = _NUMBER.fullmatch(text.strip().strip('"'))
    if found is None:
        sentence = QCoreApplication.translate(
            "ResultsFilter", "“{text}” is not a number; write {name}<20, {name}>=5 or {name}:5..20."
        )
        raise FilterError(sentence.format(text=text, name=name))
    scale = _scale(column, name, found["unit"].strip())
    decimals = len(found["number"].partition(".")[2].lower().partition("e")[0])
    return float(found["number"]) * scale, 0.5 * 10.0**-decimals * scale if decimals else 0.0


def _scale(column: Column, name: str, unit: str) -> float:
    """What one of a unit is in the key; raise `FilterError` where the column has no such unit."""
    folded = {known.casefold(): size for known, size in column.units.items()}
    scale = column.units.get(unit, folded.get(unit.casefold()))
    if scale is not None:
        return scale
    known = ", ".join(known for known in column.units if known)
    alone = QCoreApplication.translate("ResultsFilter", "{name} is not in “{unit}”; write the number alone.")
    among = QCoreApplication.translate(
        "ResultsFilter", "{name} is not in “{unit}”; write the number alone, or in {known}."
    )
    raise FilterError((among if known else alone).format(name=name, unit=unit, known=known))


def completions(columns: Sequence[Column], keys: ResultKeys, most: int = 12) -> list[str]:
    """What may be typed as the next part: the names of columns, and the words of those that have few."""
    offered: list[str] = []
    for column in columns:
        name = names_of(column)[0]
        if column.is_number:
            offered.append(name)
            continue
        texts = sorted({name for text in keys.words(column.id).texts for name in text.split("\n") if name})
        offered += [f"{name}:{quoted(text)}" for text in texts] if len(texts) <= most else [f"{name}:"]
    return offered


def parts_on(filter: Filter, column: Column) -> tuple[Words | Numbers, ...]:
    """The conditions of a filter that name a column and are not taken back."""
    return tuple(part for part in filter.parts if isinstance(part, Words | Numbers) and part.id == column.id)


def with_condition(text: str, column: Column, condition: str, columns: Iterable[Column]) -> str:
    """The text of a filter with one condition on a column in place of those that it had; an empty one takes
    them away."""
    named = columns_by_name(columns)
    kept = [part for part in parts_of(text) if _column_of(part, named) is not column]
    return " ".join((*kept, condition) if condition else kept)


def parts_of(text: str) -> list[str]:
    """The words and conditions of a filter, as they are written."""
    text = _AROUND.sub(lambda found: found[1] or found[2], text.translate(_SIGNS))
    return _PART.findall(text)


def _column_of(part: str, named: Mapping[str, Column]) -> Column | None:
    found = _CONDITION.fullmatch(part)
    return named.get(found["name"].casefold()) if found else None
