"""What every claim shares: names, verdicts when something is missing or breaks, findings, documents."""

from __future__ import annotations

import json
import sqlite3

import msgspec
import pytest

from mixbench.claims.checking import judge
from mixbench.claims.context import NoAnswerError, NotMeasuredError
from mixbench.claims.documents import document, markdown
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
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.protocol import ExperimentTask, decode_request, encode
from mixbench.store import schema
from mixbench.store.database import Store

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
    assert found["finding"]["sentence"] == "50% of it."
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
