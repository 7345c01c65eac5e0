"""Raw samples as a file: a line a sample, told apart by round, visit and process."""

from __future__ import annotations

import csv
import io

from mixbench.core.measurement import Measurement, Round, Status
from mixbench.core.model import Case, Model
from mixbench.store.samples import COLUMNS, samples_text

CASE = Case(Model("mixer_s16", {"depth": 2}), 64, 96, 8)
GLIMPSE = Round(0, (9.0,), (False,))
PLAIN = Round(1, (3.0, 4.0), (False, True), visit=2, process=3)
STEP = Round(1, (6.0,), (False,), phases_ms={"backward": (3.0,), "forward": (2.0,), "optimizer": (1.0,)})


def measured(*rounds):
    return Measurement(CASE, Status.OK, rounds=rounds)


def read(text, delimiter=","):
    return list(csv.DictReader(io.StringIO(text), delimiter=delimiter))


def test_every_sample_has_a_line_with_its_round_visit_and_process():
    glimpse, *lines = read(samples_text([measured(GLIMPSE, PLAIN)]))
    assert tuple(glimpse) == COLUMNS
    assert (glimpse["round"], glimpse["latency_ms"]) == ("0", "9.0")
    assert [(line["sample"], line["latency_ms"], line["marked"]) for line in lines] == [
        ("1", "3.0", "0"), ("2", "4.0", "1"),
    ]  # fmt: skip
    assert {(line["round"], line["visit"], line["process"]) for line in lines} == {("1", "2", "3")}
    assert lines[0]["model"] == "mixer_s16:depth=2"
    assert (lines[0]["resolution_px"], lines[0]["batch"]) == ("64x96", "8")


def test_phases_stand_in_the_order_of_a_step_and_are_empty_where_there_are_none():
    plain, _, step = read(samples_text([measured(PLAIN), measured(STEP)], "\t"), "\t")
    assert tuple(step)[len(COLUMNS) :] == ("forward_ms", "backward_ms", "optimizer_ms")
    assert (step["forward_ms"], step["backward_ms"], step["optimizer_ms"]) == ("2.0", "3.0", "1.0")
    assert plain["forward_ms"] == ""


def test_a_model_with_commas_in_its_name_stays_one_cell():
    two = Case(Model("mixer_s16", {"depth": 2, "width": 64}), 64, 64)
    (line,) = read(samples_text([Measurement(two, Status.OK, rounds=(STEP,))]))
    assert line["model"] == "mixer_s16:depth=2,width=64"
