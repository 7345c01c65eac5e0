"""Sorting by several columns, held against Python's own sort."""

from __future__ import annotations

import random

import pytest

from mixbench.core.model import Case, Model
from mixbench.gui.results_column import Column, number_column
from mixbench.gui.results_filter import parse_filter
from mixbench.gui.results_keys import ResultKeys
from mixbench.gui.results_order import ShownRows, SortKey, clicked, order_of, order_text
from mixbench.jobs.events import Item

UP, DOWN = SortKey("a"), SortKey("a", is_descending=True)

#: What the columns of this test read: a number with gaps and repeats, and a word.
random_values = random.Random(7)
NUMBERS = [random_values.choice([None, 1.0, 2.0, 3.0, 20.0, 100.0]) for _ in range(400)]
WORDS = [random_values.choice(["b", "a", "C", ""]) for _ in range(400)]
COLUMNS = (
    number_column("n", "n", "", lambda item: NUMBERS[item.number], str, ""),
    Column("w", "w", "", lambda item: WORDS[item.number]),
)


def item(number):
    return Item(number, Case(Model("mixer_s16"), 64, 64))


def expected(rows, *keys):
    """Python's stable sort, the last key first; what has no value is put behind in either direction."""
    for id, is_descending in reversed(keys):
        read = {"n": lambda row: NUMBERS[row], "w": lambda row: WORDS[row].lower() or None}[id]
        known = [row for row in rows if read(row) is not None]
        rows = sorted(known, key=read, reverse=is_descending) + [row for row in rows if read(row) is None]
    return rows


@pytest.mark.parametrize(
    "keys",
    [
        (),
        (("n", False),),
        (("n", True),),
        (("w", False), ("n", True)),
        (("w", True), ("n", False)),
        (("n", True), ("w", False)),
    ],
)
def test_rows_are_sorted_as_python_would(keys):
    shown = ShownRows(ResultKeys(COLUMNS, map(item, range(400))))
    shown.order = tuple(SortKey(*key) for key in keys)
    shown.arrange()
    # A reversed sort keeps the order of what is equal, as ours does.
    assert shown.rows == expected(list(range(400)), *keys)


@pytest.mark.parametrize("keys", [(), (SortKey("w", True), SortKey("n")), (SortKey("n"),)])
def test_the_place_of_each_row_is_where_all_rows_anew_would_put_it(keys):
    known = ResultKeys(COLUMNS, map(item, range(400)))
    shown = ShownRows(known)
    shown.filter, shown.order = parse_filter("n<50", COLUMNS), keys
    shown.arrange()
    places = {row: place for place, row in enumerate(shown.rows)}
    assert [shown.place_of(row) for row in range(400)] == [places.get(row) for row in range(400)]
    assert shown.places_of(range(400)) == [places.get(row, -1) for row in range(400)]


def test_clicks_go_through_the_directions():
    order = clicked((), "a", is_added=False)
    assert order == (UP,)
    order = clicked(order, "a", is_added=False)
    assert order == (DOWN,)
    assert clicked(order, "a", is_added=False) == ()
    assert clicked(order, "b", is_added=False) == (SortKey("b"),)


def test_clicks_with_shift_leave_the_other_keys():
    order = clicked((DOWN,), "b", is_added=True)
    assert order == (DOWN, SortKey("b"))
    order = clicked(order, "a", is_added=True)
    assert order == (SortKey("b"),)
    assert clicked((UP, SortKey("b")), "a", is_added=True) == (DOWN, SortKey("b"))
    assert clicked((DOWN, SortKey("b")), "a", is_added=False) == (UP,), "alone again, from the start"


def test_an_order_survives_the_settings_file():
    order = (DOWN, SortKey("b"))
    assert order_of(order_text(order), ["a", "b"]) == order
    assert order_of(order_text(order), ["b"]) == (SortKey("b"),)
    assert order_of("", ["a"]) == ()
