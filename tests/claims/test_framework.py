"""What every claim shares: names, verdicts when something is missing or breaks, findings, documents."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import replace

import msgspec
import pytest

from mixbench.claims.asking import HostContext, plan_of
from mixbench.claims.checking import judge
from mixbench.claims.context import NoAnswerError, NotMeasuredError
from mixbench.claims.documents import document, markdown
from mixbench.claims.earlier import measured_before
from mixbench.claims.registry import Check, checks, find_check, ordered
from mixbench.core.claims import (
    Claim,
    Column,
    Evidence,
    Finding,
    Quantity,
    Source,
    Table,
    Verdict,
    cell_text,
    said,
)
from mixbench.core.errors import RequestError
from mixbench.core.figure import Axis, Figure, Series
from mixbench.core.measurement import Device, Environment, Estimate, Measurement, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.sweep import SweepPlan
from mixbench.protocol import ExperimentTask, decode_request, encode
from mixbench.store import schema
from mixbench.store.database import Store
from mixbench.store.rows import rows_of

CLAIM = Claim(
    "water-is-wet", 99, "Water is wet", (Source("On Water", "section 1", "2100.00001"),), "A touch."
)
WHOLE = Finding(
    CLAIM.id,
    Verdict.HOLDS_WITH_CONDITION,
    said("{share:.0%} of it.", share=0.5),
    condition="Not frozen.",
    evidence=Evidence(
        (Quantity("Wetness", 1234.5, "g", "by weight", 1200.0, 1300.0),),
        (Table("Samples", (Column("Name"), Column("Mass", "g")), (("a|b", 1), ("<c>", None))),),
        (Figure("t", Axis("x"), Axis("y"), (Series("k", "k", 0, "law", (1.0,), (2.0,)),)),),
    ),
    taken_at="2026-11-21T10:00:00+00:00",
)


def check_that(act):
    return Check(CLAIM, act)


def raising(error):
    def act(_asked):
        raise error

    return check_that(act)


# names


def test_every_claim_has_a_name_a_number_a_source_and_says_what_is_computed():
    assert [check.claim.number for check in checks()] == list(range(1, 18))
    for claim in (check.claim for check in checks()):
        assert claim.title and claim.computed and claim.sources, claim.id
        assert all(len(source.arxiv.split(".")) == 2 and source.place for source in claim.sources), claim.id


def test_a_name_or_a_number_is_not_taken_twice():
    one = check_that(lambda _: WHOLE)
    with pytest.raises(ValueError, match="water-is-wet is declared twice"):
        ordered([one, one])
    other = Check(Claim("x", 99, "", (), ""), one.judge)
    with pytest.raises(ValueError, match="99 is declared twice"):
        ordered([one, other])


@pytest.mark.parametrize("name", ["mixer-is-linear-in-patches", "4", "mixer-is"])
def test_a_claim_goes_by_its_name_its_number_or_a_beginning(name):
    assert find_check(name).claim.number == 4


def test_a_name_that_is_none_or_several_is_refused_with_what_is_near():
    with pytest.raises(RequestError, match="did you mean mixer-is-linear-in-patches"):
        find_check("mixer-linear-in-patches")
    with pytest.raises(RequestError, match="mixer-is-linear-in-patches or mixer-throughput"):
        find_check("mixer-")


# verdicts


def test_what_is_missing_is_no_failure():
    found = judge(raising(NotMeasuredError("measure mixer_b16")), None)
    assert (found.verdict, str(found.sentence), found.failure) == (
        Verdict.CANNOT_TELL,
        "measure mixer_b16",
        "",
    )


@pytest.mark.parametrize("error", [NoAnswerError("the worker was killed by signal 9"), KeyError("maps")])
def test_what_breaks_is_told_and_ends_as_cannot_tell(error):
    found = judge(raising(error), None)
    assert found.verdict is Verdict.CANNOT_TELL
    assert str(error) in found.failure and found.failure in str(found.sentence)
    assert found.taken_at and found.claim == CLAIM.id


def test_a_task_of_an_experiment_is_known_by_its_arguments():
    task = ExperimentTask(0, "x", (("models", ("a", 2, 3.5)), ("px", 32), ("is_tied", True)))
    assert decode_request(encode(task)) == task and len({task, task}) == 1


# documents


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (12345, "12,345"),
        (0.123456, "0.1235"),
        (12345.6, "12,346"),
        ("word", "word"),
    ],
)
def test_a_cell_is_read_so(value, text):
    assert cell_text(value) == text


def test_a_document_holds_plain_values_and_whole_sentences():
    found = json.loads(json.dumps(document(CLAIM, WHOLE)))
    assert found["finding"]["sentence"] == "50 % of it."
    assert found["finding"]["verdict_words"] == "holds with a condition"
    assert found["finding"]["evidence"]["tables"][0]["rows"][1] == ["<c>", None]
    assert found["claim"]["urls"] == ["https://arxiv.org/abs/2100.00001"]


def test_markdown_says_all_of_it_and_a_cell_cannot_break_its_table():
    text = markdown(CLAIM, WHOLE)
    for part in ("◐ holds with a condition", "Condition: Not frozen.", "Wetness = 1,234 g (1,200 to 1,300)"):
        assert part in text
    assert "| a\\|b | 1 |" in text


# the store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "results.sqlite3"


@pytest.fixture
def store(path):
    opened = Store(path)
    yield opened
    opened.close()


def of(finding, **changes):
    return msgspec.convert({**msgspec.to_builtins(finding), **changes}, Finding)


def test_the_latest_finding_is_kept_and_comes_back_equal(store, path):
    store.findings.put(of(WHOLE, verdict="holds"))
    store.findings.put(WHOLE)
    again = Store(path)
    try:
        assert again.findings.known() == {CLAIM.id: WHOLE}
    finally:
        again.close()


def test_a_finding_on_measurements_goes_with_its_session(store):
    session = store.begin_session(SweepPlan((Model("mixer_s16"),), ((64, 64),)))
    store.findings.put(of(WHOLE, session=session, verdict="holds"))
    store.findings.put(WHOLE)
    assert store.findings.known(session)[CLAIM.id].verdict is Verdict.HOLDS
    assert store.findings.known()[CLAIM.id] == WHOLE
    store.archive.delete([session])
    store.archive.purge(session)
    assert store.findings.known(session)[CLAIM.id] == WHOLE


def test_a_check_that_broke_takes_the_place_of_no_finding(store):
    broken = of(WHOLE, verdict="cannot_tell", failure="the worker died")
    store.findings.put(broken)
    assert store.findings.known()[CLAIM.id] == broken
    store.findings.put(WHOLE)
    store.findings.put(broken)
    assert store.findings.known()[CLAIM.id] == WHOLE
    session = store.begin_session(SweepPlan((Model("mixer_s16"),), ((64, 64),)))
    store.findings.put(of(broken, looked_at=session))
    assert store.findings.known(session)[CLAIM.id] == WHOLE


def test_a_session_that_holds_nothing_any_more_takes_the_place_of_what_it_held(store):
    plan = SweepPlan((Model("mixer_s16"),), ((64, 64),))
    session, other = store.begin_session(plan), store.begin_session(plan)
    store.findings.put(of(WHOLE, session=session, looked_at=session, verdict="holds"))
    gone = of(WHOLE, looked_at=session, verdict="cannot_tell", taken_at="2027-02-01T10:00:00+00:00")
    store.findings.put(gone)
    assert store.findings.known(session)[CLAIM.id] == gone
    assert store.findings.known(other) == {}  # it says nothing of what another holds


def test_what_was_measured_for_a_claim_is_known_by_the_session_that_lacked_it(store):
    plan = SweepPlan((Model("mixer_s16"),), ((64, 64),))
    shown, aside = store.begin_session(plan), store.begin_session(plan)
    store.findings.put(of(WHOLE, looked_at=shown, verdict="cannot_tell"))
    found = of(WHOLE, session=aside, looked_at=shown)
    store.findings.put(found)
    assert store.findings.known(shown)[CLAIM.id] == store.findings.known(aside)[CLAIM.id] == found
    store.archive.delete([aside])
    store.archive.purge(aside)
    assert store.findings.known(shown) == {}


def test_a_verdict_that_rests_on_no_measurement_is_one_for_every_session(store):
    session = store.begin_session(SweepPlan((Model("mixer_s16"),), ((64, 64),)))
    store.findings.put(of(WHOLE, looked_at=session))
    assert store.findings.known()[CLAIM.id].verdict is WHOLE.verdict


# what was measured before

HERE = Environment(
    "1", "3.13", "2.13.0", "Linux", "CPU", 2, 2, 1, (Device("cpu", "CPU", 1),), default_threads=2
)  # fmt: skip
CASES = tuple(Case(Model(name), 64, 64) for name in ("mixer_s16", "vit_s16"))


def measure(store, name="claims", *, environment=HERE, status=Status.OK, cases=CASES):
    """A session of these cases, each timed."""
    session = store.begin_session(replace(plan_of(cases), name=name))
    store.set_environment(session, environment)
    estimate = Estimate(10.0, 9.0, 11.0, 7, 30, 0.0)
    timing = Timing(estimate, 1, 1, 1, 1, 100.0, 1, "target", 0.01, True, 1, 2.0)
    for number, case in enumerate(cases):
        store.put(session, number, Measurement(case, status, timing=timing))
    return session


def test_the_newest_session_of_claims_on_this_machine_is_taken(store):
    plan = plan_of(CASES)
    assert measured_before(store, plan, HERE) == ()
    measure(store)
    newest = measure(store)
    measure(store, name="another")
    measure(store, status=Status.UNSTABLE)
    measure(store, cases=CASES[:1])
    measure(store, environment=replace(HERE, devices=(Device("cpu", "Other CPU", 1),)))
    measure(store, environment=replace(HERE, torch="2.12.0"))
    threads = tuple(replace(case, conditions=Conditions(threads=1)) for case in CASES)
    measure(store, cases=threads)
    rows = measured_before(store, plan, replace(HERE, torch="2.13.0+cpu"))
    assert [row.session for row in rows] == [newest] * 2
    assert measured_before(store, plan, None) == ()
    assert measured_before(store, plan, replace(HERE, devices=(Device("cpu", "Third", 1),))) == ()


def rows_of_session(store, session):
    return tuple(rows_of(store.load(session)))


def test_a_check_says_which_session_it_rests_on_and_takes_unstable_timings_again(store):
    shaky, steady = measure(store, status=Status.UNSTABLE), measure(store)
    taken = []

    def take(cases):
        taken.append(cases)
        return rows_of_session(store, steady)

    def judging(context):
        rows = context.measure(CASES)
        return context.grounded(of(WHOLE, session=rows[0].session), HERE)

    alone = judging(HostContext(lambda _: None, rows_of_session(store, shaky), session=shaky))
    assert (alone.session, alone.looked_at, alone.conditions, alone.where) == (shaky, shaky, (), "")
    other = judging(HostContext(lambda _: None, rows_of_session(store, shaky), take, session=shaky))
    assert (other.session, other.looked_at, taken) == (steady, shaky, [CASES])
    assert steady in str(other.conditions[-1]) and shaky in str(other.conditions[-1])
    judging(HostContext(lambda _: None, rows_of_session(store, steady), take, session=steady))
    assert len(taken) == 1
    unasked = HostContext(lambda _: None, (), session=steady)
    assert unasked.grounded(WHOLE, HERE) == WHOLE  # it looked at no session


def test_a_file_of_the_version_before_opens_and_what_is_unreadable_is_passed_over(path):
    connection = sqlite3.connect(path)
    for script in schema.migrations()[:3]:
        connection.executescript(script)
    connection.execute("PRAGMA user_version = 3")
    connection.close()
    store = Store(path)
    try:
        store.findings.put(WHOLE)
        with store._connection.commit() as transaction:
            transaction.execute("INSERT INTO finding VALUES ('torn', NULL, '2026', '{\"claim\": 3}')")
        assert store.findings.known() == {CLAIM.id: WHOLE}
    finally:
        store.close()
