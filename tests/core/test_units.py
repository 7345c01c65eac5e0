"""Numbers as people read them."""

from __future__ import annotations

import pytest

from mixbench.core import units


@pytest.mark.parametrize(
    ("value", "text"),
    [(12_602_000_000, "12.60 G"), (999_600, "1.00 M"), (15_155_400, "15.16 M"), (420, "420"), (0, "0")],
)
def test_decimal_prefixes(value, text):
    assert units.si(value) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (59.4, "59 s"), (60, "1 min"), (70, "1 min 10 s"), (7500, "2 h 5 min")],
)
def test_durations(seconds, text):
    assert units.duration(seconds) == text


@pytest.mark.parametrize(("ms", "text"), [(0.41237, "0.4124"), (212.44, "212.4"), (1530.2, "1530")])
def test_latencies_keep_four_digits(ms, text):
    assert units.milliseconds(ms) == text


def test_bytes_and_percent():
    assert units.bytes_text(38_100_000) == "38.1 MB"
    assert units.bytes_text(512) == "512 B"
    assert units.percent(0.0812) == "8.1 %"


@pytest.fixture
def digits():
    yield units.show_digits
    units.show_digits(units.USUAL_DIGITS)


@pytest.mark.parametrize(
    ("wanted", "texts"),
    [
        (3, ["212", "1531", "0.412", "12.6 G", "13 M", "38 MB"]),
        (4, ["212.4", "1531", "0.4124", "12.60 G", "12.6 M", "38.1 MB"]),
        (6, ["212.441", "1530.63", "0.412371", "12.6020 G", "12.602 M", "38.123 MB"]),
    ],
)
def test_the_person_says_how_many_digits_everything_has(digits, wanted, texts):
    digits(wanted)
    assert [units.milliseconds(ms) for ms in (212.441, 1530.63, 0.412371)] == texts[:3]
    assert [units.si(12_602_000_000), units.si(12_602_000, 1), units.bytes_text(38_123_000)] == texts[3:]


def test_digits_stay_within_what_can_be_read(digits):
    digits(0)
    assert units.shown_digits() == units.FEWEST_DIGITS
    digits(40)
    assert units.shown_digits() == units.MOST_DIGITS
