"""The line that filters the results: what it lets through, and what it says where it is not understood."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.core.measurement import Estimate, Measurement, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.gui.results_columns import columns
from mixbench.gui.results_filter import FilterError, completions, parse_filter, quoted, with_condition
from mixbench.gui.results_keys import ResultKeys
from mixbench.jobs.events import Item, ItemState


def timing(median_ms):
    estimate = Estimate(median_ms, median_ms * 0.99, median_ms * 1.01, 5, 40, 0.0)
    return Timing(
        estimate, median_ms, median_ms, median_ms, median_ms, 1000 / median_ms, median_ms,
        "target", 0.01, True, 1, 2.0,
    )  # fmt: skip


def measured(number, variant, side, median_ms, status=Status.OK, batch=1, error="", **conditions):
    case = Case(Model(variant), side, side, batch, Conditions(**conditions))
    known = timing(median_ms) if median_ms else None
    return Item(number, case, ItemState.FINISHED, Measurement(case, status, error, timing=known))


ITEMS = (
    measured(0, "mixer_s16", 224, 12.34),
    measured(1, "mixer_s16", 384, 40.0, batch=8),
    measured(2, "resmlp_s12", 224, 20.0, dtype="bfloat16"),
    measured(3, "cyclemlp_b1", 320, 1500.0, Status.UNSTABLE),
    measured(4, "cyclemlp_b1", 448, None, Status.FAILED, error="the disk is full"),
    Item(5, Case(Model("mixer_b16", {"depth": 4}), 224, 224)),
)


@pytest.fixture
def offered(bench):
    return columns(bench)


def found(text, offered):
    keys = ResultKeys(offered, ITEMS)
    mask = parse_filter(text, offered).mask(keys)
    wanted = parse_filter(text, offered)
    assert [wanted.accepts(keys, row) for row in range(len(ITEMS))] == mask.tolist(), (
        "row by row as all at once"
    )
    return [row for row, is_shown in enumerate(mask) if is_shown]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        ("mixer", [0, 1, 5]),  # by name and by family
        ("MIXER-s/16", [0, 1]),
        ("mixer 384", []),  # numbers are asked for by their column
        ("-mixer", [2, 3, 4]),
        ('"depth 4"', [5]),
        ("latency<20", [0]),
        ("latency<=20", [0, 2]),
        ("latency>=20", [1, 2, 3]),
        ("latency < 20", [0]),
        ("latency>1s", [3]),
        ("latency:12..40", [0, 1, 2]),
        ("latency:30..", [1, 3]),
        ("latency=12.3", [0]),  # as it would be written with as many digits
        ("latency=12", []),
        ("-latency<20", [1, 2, 3]),  # what has no latency is on neither side
        ("px>=320", [1, 3, 4]),
        ("px=224,448", [0, 2, 4, 5]),
        ("px!=224", [1, 3, 4]),
        ("resolution:300px..400px", [1, 3]),
        ("batch=8", [1]),
        ("tokens<=196 batch=1", [0, 2, 5]),
        ("gmacs:3..4 mixer px=224", [0]),
        ("macs<4000M mixer px=224", [0]),
        ("status:ok", [0, 1, 2]),
        ("status:unstable,failed", [3, 4]),
        ("trust=verified", [0, 1, 2]),
        ("trust:veri", [0, 1, 2]),
        ("trust=veri", []),
        ("disk", [4]),  # the reason is found as well
        ("status:waiting", [5]),
        ("dtype=bfloat16", [2]),
        ("dtype!=bfloat16", [0, 1, 3, 4, 5]),
        ('model="Mixer-S/16"', [0, 1]),
        ("mixer latency<20 px>=224 status:ok", [0]),
        ("latency＜20", [0]),
        ("latency≤20", [0, 2]),
    ],
)
def test_what_a_filter_lets_through(text, rows, offered):
    assert found(text, offered) == rows


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("latancy<20", ["latancy", "did you mean latency"]),
        ("mixer_s16:depth=4", ["mixer_s16", "between quotes"]),
        ("latency<", ["number", "latency<20"]),
        ("latency<fast", ["“fast”", "latency:5..20"]),
        ("latency<20kg", ["“kg”", "ms"]),
        ("batch<2px", ["“px”", "number alone"]),
        ("latency:..", ["not a number"]),
        ("model<3", ["model has words", "model:word"]),
        ("status:", ["missing after status:"]),
    ],
)
def test_what_is_not_understood_is_a_sentence_with_the_way_out(text, parts, offered):
    with pytest.raises(FilterError) as refused:
        parse_filter(text, offered)
    assert all(part in str(refused.value) for part in parts)


def test_every_column_is_asked_for_by_its_title_and_by_its_name_in_the_results_file(offered):
    for column in offered:
        value = "1" if column.is_number else "x"
        title = column.title.split(",")[0].lower().replace(" ", "_")
        for name in (column.id, title):
            assert parse_filter(f"{name}={value}", offered).parts[0].id == column.id


def test_a_value_is_written_so_that_it_is_read_as_itself(offered):
    for label in ("Mixer-S/16 · depth 4", "a=b", "a,b", "plain"):
        assert parse_filter(f"model={quoted(label)}", offered).parts[0].texts == (label.casefold(),)


def test_a_condition_takes_the_place_of_those_on_its_column(offered):
    latency = next(column for column in offered if column.id == "latency_ms")
    text = "mixer latency<20 -latency_ms:..5 px=224"
    assert with_condition(text, latency, "latency>7", offered) == "mixer px=224 latency>7"
    assert with_condition(text, latency, "", offered) == "mixer px=224"


def test_what_is_offered_is_understood(offered):
    keys = ResultKeys(offered, ITEMS)
    offers = completions(offered, keys)
    assert {"latency", "px", "status:unstable", "dtype:bfloat16"} <= set(offers)
    by_id = {column.id for column in offered}
    for offer in offers:
        text = offer if ":" in offer else f"{offer}>0"
        assert parse_filter(text, offered).parts[0].id in by_id


def test_keys_follow_an_item_that_moves_on(offered):
    keys = ResultKeys(offered, ITEMS)
    wanted = parse_filter("latency<20 status:ok", offered)
    assert not wanted.accepts(keys, 5)
    case = ITEMS[5].case
    done = replace(
        ITEMS[5], state=ItemState.FINISHED, measurement=Measurement(case, Status.OK, timing=timing(3.0))
    )
    keys.put(5, done)
    assert wanted.accepts(keys, 5)
    assert keys.append(replace(done, number=6)) == 6
    assert wanted.mask(keys).tolist() == [True, False, False, False, False, True, True]
