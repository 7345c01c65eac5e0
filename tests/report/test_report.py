"""A report says what the store says: every number, every gap with its reason, and how to see it again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reported import CYCLE, RES, measured

from mixbench.catalog import registry
from mixbench.catalog.encounters import predicted_encounters
from mixbench.catalog.law_pairs import law_pairs
from mixbench.core.laws import Law
from mixbench.core.measurement import Status
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.core.sweep import SweepPlan
from mixbench.report.composition import report_of
from mixbench.report.document import Bullets, Code, Facts, Paragraph, Picture, Table
from mixbench.report.formats import PARTS
from mixbench.report.reproduction import session_command
from mixbench.report.subject import Subject


@pytest.fixture(scope="module")
def document(session):
    return report_of(Subject(session))


def part(document, id):
    (found,) = [section for section in document.sections if section.id == id]
    return found


def only(section, kind):
    return [block for block in section.blocks if isinstance(block, kind)]


def texts(section):
    """Everything that a section says."""
    for block in section.blocks:
        match block:
            case Paragraph(text):
                yield text
            case Bullets(lines):
                yield from lines
            case Facts(lines):
                yield from (f"{name}: {value}" for name, value in lines)
            case Table():
                yield block.caption
                yield from (cell for row in block.rows for cell in row)
            case Code():
                yield block.text
            case Picture():
                yield block.caption


def cells(table, header):
    place = [column.header for column in table.columns].index(header)
    return [row[place] for row in table.rows]


def test_every_part_is_there_and_says_something(document):
    assert tuple(section.id for section in document.sections) == PARTS
    for section in document.sections:
        assert any(text.strip() for text in texts(section)), section.id


def test_the_results_are_those_of_the_store(session, document):
    (table,) = only(part(document, "results"), Table)
    stored = [session.measurements[number] for number in sorted(session.measurements)]
    assert cells(table, "No.") == [str(number + 1) for number in sorted(session.measurements)]
    for written, one in zip(cells(table, "Latency [ms]"), stored, strict=True):
        assert bool(written) == (one.timing is not None)
        assert not written or float(written) == pytest.approx(one.timing.estimate.median_ms, rel=5e-4)
    for written, one in zip(cells(table, "95 % interval [ms]"), stored, strict=True):
        if one.timing:
            ends = [float(end) for end in written.split(" – ")]
            estimate = one.timing.estimate
            assert ends == pytest.approx([estimate.ci_low_ms, estimate.ci_high_ms], rel=5e-4)
        else:
            assert written == ""
    macs = [float(written) for written in cells(table, "MACs [G]")]
    assert macs == pytest.approx([one.cost.count.macs / 1e9 for one in stored], abs=0.005)
    assert cells(table, "Status") == [one.status.value for one in stored]


def test_curves_hold_the_points_and_intervals_of_the_store(session, document):
    figures = {block.name: block.figure for section in document.sections for block in only(section, Picture)}
    series = {one.key: one for one in figures["latency-batch-1"].series}
    timed = [one for one in session.measurements.values() if one.case.model == RES and one.timing]
    assert series[RES.key].x == tuple(float(one.case.height) for one in timed)
    stable = [one.timing.estimate.ci_low_ms if one.status is Status.OK else None for one in timed]
    assert series[RES.key].low == tuple(stable), "nobody relies on the interval of an unstable timing"
    assert series[CYCLE.key].last_fitting == (224.0, series[CYCLE.key].y[-1]), "448 px did not fit"
    laws = {one.key: one for one in figures["macs"].series if one.style == "law"}
    counted = {one.key: one for one in figures["macs"].series if one.style == "measured"}
    for key, points in counted.items():
        on_law = dict(zip(laws[key].x, laws[key].y, strict=True))
        assert all(on_law[x] == y for x, y in zip(points.x, points.y, strict=True))


def test_laws_find_the_exponent_that_the_times_were_made_with(document):
    (table,) = only(part(document, "laws"), Table)
    rows = {(row[0], row[1]): row for row in table.rows}
    cycle = rows["CycleMLP-B1", "latency, batch 1"]
    assert float(cycle[2]) == pytest.approx(1.0, abs=0.02), "linear, as CycleMLP's MACs"
    low, high = map(float, cycle[3].split(" – "))
    assert low < float(cycle[2]) < high
    spatial = rows["ResMLP-S12", "MACs of spatial mixing"]
    assert (float(spatial[2]), spatial[3]) == (pytest.approx(2.0, abs=1e-3), "exact")


def test_at_twice_the_side_macs_are_those_of_the_law(document):
    (table,) = only(part(document, "laws"), Table)
    rows = {(row[0], row[1]): row[-1] for row in table.rows}
    law = registry.resolve(RES).law(896, 896)
    assert rows["ResMLP-S12", "MACs"] == f"{law.macs / 1e9:.2f} GMACs at 896 px"
    spatial = law.role(Role.SPATIAL_MIXING).macs
    assert rows["ResMLP-S12", "MACs of spatial mixing"] == f"{spatial / 1e9:.2f} GMACs at 896 px"


def test_where_twice_the_side_is_refused_the_reason_stands_there(keep):
    model = Model("vip_small_16")
    plan = SweepPlan((model,), ((128, 128), (192, 192), (256, 256)))
    results = {number: measured(case) for number, case in enumerate(plan.cases())}
    section = part(report_of(Subject(keep(plan, results)), parts=("laws",)), "laws")
    (table,) = only(section, Table)
    reason = registry.resolve(model).refusal(512, 512)
    assert {row[-1] for row in table.rows} == {f"none at 512 px: {reason}"}


def test_report_and_laws_say_the_same_of_one_session(session, document):
    """Exponents, their intervals, and crossings by law: those of `mixbench laws --session`."""
    subject = Subject(session)
    (table,) = only(part(document, "laws"), Table)
    written = {(row[0], row[1]): row[2:4] for row in table.rows}
    told = 0
    for pair in law_pairs(subject.lines, "latency", "tokens", subject.observations):
        if isinstance(pair.found_law, Law):
            told += 1
            slope = pair.found_law.exponent
            cells_of = written[registry.label(pair.model), "latency, batch 1"]
            assert cells_of == (f"{slope.value:.3f}", f"{slope.low:.3f} – {slope.high:.3f}")
    assert told == sum("latency" in metric for _, metric in written) > 0


def test_macs_cross_where_the_law_says(keep):
    models = (RES, Model("mixer_s16"))
    plan = SweepPlan(models, ((64, 64), (256, 256)))
    results = {number: measured(case) for number, case in enumerate(plan.cases())}
    section = part(report_of(Subject(keep(plan, results)), parts=("crossovers",)), "crossovers")
    found = predicted_encounters(models, "macs", Role.SPATIAL_MIXING)[0].found
    (meeting,) = found.meetings
    (table,) = only(section, Table)
    (row,) = [row for row in table.rows if row[0] == "MACs of spatial mixing"]
    assert (row[3], row[4]) == (f"{meeting.x:.0f}", f"{meeting.low:.0f} – {meeting.high:.0f}")
    assert any("ResMLP-S12 is surely below Mixer-S/16" in text for text in texts(section)), "latency"


def test_fewer_macs_yet_slower_says_how_far_it_can_be_relied_on(keep):
    plan = SweepPlan((CYCLE, RES), ((224, 224), (320, 320)))
    results = {}
    for number, case in enumerate(plan.cases()):
        one = measured(case, 3.0 if case.model == CYCLE else 1.0)
        is_shaky = case.model == CYCLE or case.height == 320
        timing = replace(one.timing, reasons=("it drifted",)) if is_shaky else one.timing
        results[number] = replace(one, status=Status.UNSTABLE if is_shaky else Status.OK, timing=timing)
    section = part(report_of(Subject(keep(plan, results)), parts=("roofline",)), "roofline")
    (sentence,) = only(section, Bullets)[0].lines
    size, other = ("224", "320") if "at 224 px, batch" in sentence else ("320", "224")
    assert f"The same at {other} px." in sentence and sentence.count(f"{size} px") == 1
    caution = {"224": "One of the timings is unstable", "320": "Both timings are unstable"}[size]
    assert caution in sentence


def test_a_crossover_lies_where_the_times_change_places(keep):
    """A network that costs 100 ms at any size against one that doubles with the side: they meet at 256 px."""
    plan = SweepPlan((CYCLE, RES), ((128, 128), (224, 224), (448, 448)))
    results = {}
    for number, case in enumerate(plan.cases()):
        one = measured(case)
        median = 100.0 if case.model == CYCLE else 100.0 * case.height / 256
        estimate = replace(
            one.timing.estimate, median_ms=median, ci_low_ms=median * 0.99, ci_high_ms=median * 1.01
        )
        results[number] = replace(one, timing=replace(one.timing, estimate=estimate))
    document = report_of(Subject(keep(plan, results)), parts=("crossovers",))
    (table,) = only(part(document, "crossovers"), Table)
    (row,) = [row for row in table.rows if row[0] == "latency, batch 1"]
    low, high = map(float, row[4].split(" – "))
    assert row[1:3] == ("ResMLP-S12", "CycleMLP-B1")
    assert float(row[3]) == pytest.approx(256, abs=1) and low < 256 < high < 300
    assert any("ResMLP-S12 becomes slower than CycleMLP-B1 at about 256 px" in text for text in document.lead)


def test_the_lead_says_what_came_out(document):
    compared, fastest, cheapest, grown, *_, told = document.lead
    assert "CycleMLP-B1, ResMLP-S12" in compared and "Imaginary CPU" in compared
    assert "At 224 px, batch 1, CycleMLP-B1" in fastest or "At 224 px, batch 1, ResMLP-S12" in fastest
    assert "95 % interval" in fastest and "fewest MACs" in cheapest and "N^" in grown
    assert "7 of 8 cases have a result (ok 5, unstable 1, out of memory 1)" in told


def test_overlapping_intervals_are_not_ranked(keep):
    plan = SweepPlan((CYCLE, RES), ((64, 64),))
    one, other = (measured(case) for case in plan.cases())
    results = {0: one, 1: replace(other, timing=one.timing)}
    fastest = report_of(Subject(keep(plan, results)), parts=()).lead[1]
    assert "cannot be told" in fastest and "fastest" not in fastest


def test_what_is_unstable_or_missing_stands_there_with_its_reason(session, document):
    section = part(document, "trust")
    (table,) = only(section, Table)
    assert cells(table, "Status") == ["unstable", "out of memory"]
    assert cells(table, "Reason") == ["other processes took 40 % of the cores", "16 GB were asked for"]
    assert any(f"--resume {session.id}" in text and "ResMLP-S12 448 px" in text for text in texts(section))


def test_counters_are_explained_to_what_is_left(document):
    figures, causes = only(part(document, "counters"), Table)
    for row, count in zip(figures.rows, cells(figures, "Count"), strict=True):
        assert cells(figures, "Law")[0].replace(",", "").isdigit()
        assert row[-1] == "nothing" and int(row[5].replace(",", "")) == int(count.replace(",", "")) + 1500
    assert set(cells(causes, "Difference [MACs]")) == {"fvcore +1,500"}


def test_below_a_roof_each_share_is_rate_over_roofline(session, document):
    (table,) = only(part(document, "roofline"), Table)
    for row, one in zip(table.rows, [m for m in session.measurements.values() if m.timing], strict=True):
        rate = one.cost.count.macs / one.timing.estimate.median_ms / 1e6
        assert float(row[4]) == pytest.approx(rate, rel=1e-3)
        # Four MACs a byte: the roofs allow 4 × 20 GB/s.
        assert float(row[6].split()[0]) == pytest.approx(100 * rate / 80, abs=0.06)
        is_stable = one.status is Status.OK
        assert (row[5], row[0].endswith("*")) == (("1.0 %", False) if is_stable else ("unknown", True))


def test_accuracies_are_held_against_the_time_at_their_own_size(document):
    section = part(document, "pareto")
    times, _ = only(section, Table)
    assert set(cells(times, "Resolution [px]")) == {"224"} and "on the front" in cells(times, "Standing")


def test_commands_repeat_every_row(session, document):
    commands, rows, *python = only(part(document, "reproduce"), Code)
    assert commands.text == (
        "mixbench sweep cyclemlp_b1 resmlp_s12 --resolutions 64,128,224,448 --batches 1 --device cpu "
        "--dtype float32"
    )
    assert rows.text.count("mixbench profile") == len(session.measurements)
    assert [code.title for code in python] == ["CycleMLP-B1", "ResMLP-S12"]
    for code in python:
        compile(code.text, "report", "exec")


@pytest.mark.parametrize(
    ("plan", "command"),
    [
        (
            SweepPlan(
                (Model("mixer_s16", {"depth": 4}),), ((64, 96),), (1, 8), Conditions("cuda:0", "float16")
            ),
            "mixbench sweep mixer_s16:depth=4 --resolutions 64x96 --batches 1,8 --device cuda:0 "
            "--dtype float16",
        ),
        (
            SweepPlan.of_duel(Case(RES, 64, 64), Case(CYCLE, 64, 64), "quick"),
            "mixbench duel resmlp_s12 cyclemlp_b1 --resolution 64 --batch 1 --device cpu --dtype float32 "
            "--precision quick",
        ),
    ],
    ids=["sweep", "duel"],
)
def test_a_session_is_one_command(plan, command):
    assert session_command(plan) == command


def test_an_empty_session_says_what_to_do(keep):
    document = report_of(Subject(keep(SweepPlan((RES,), ((64, 64), (128, 128))), {})))
    results = " ".join(texts(part(document, "results")))
    assert "press Run" in results and "mixbench sweep" in results
    assert tuple(section.id for section in document.sections) == PARTS
    assert any("Nothing was timed" in text for text in document.lead)


def test_without_timings_costs_remain(keep):
    plan = SweepPlan((CYCLE, RES), ((64, 64), (128, 128), (224, 224)))
    results = {number: measured(case, timing=None) for number, case in enumerate(plan.cases())}
    document = report_of(Subject(keep(plan, results)))
    names = [picture.name for picture in document.pictures()]
    assert "macs" in names and not any(name.startswith("latency") for name in names)
    assert any("no curve is drawn" in text for text in texts(part(document, "results")))
    assert sum("no law" in text for text in texts(part(document, "laws"))) == 2


def test_a_sweep_of_a_hyperparameter_lies_along_it(keep):
    plan = SweepPlan(tuple(Model("resmlp_s12", {"depth": depth}) for depth in (4, 8)), ((64, 64),))
    results = {number: measured(case) for number, case in enumerate(plan.cases())}
    subject = Subject(keep(plan, results))
    assert (subject.axis, subject.lines) == ("depth", (RES,))
    (latency,) = [each for each in report_of(subject).pictures() if each.name == "latency-batch-1"]
    assert latency.figure.series[0].x == (4.0, 8.0)


def test_a_model_that_is_gone_does_not_break_the_report(keep):
    case = Case(Model("from_the_future"), 64, 64)
    plan = SweepPlan((case.model,), ((64, 64), (128, 128)))
    gone = replace(measured(Case(RES, 64, 64)), case=case, status=Status.FAILED, error="no such network")
    document = report_of(Subject(keep(plan, {0: gone})))
    assert "from_the_future" in cells(only(part(document, "results"), Table)[0], "Model")
    assert any("does not build from_the_future" in text for text in texts(part(document, "reproduce")))
