"""`mixbench claims` checks, prints each finding as it comes, keeps it, and fails only where a check broke."""

from __future__ import annotations

import pytest

from mixbench.core.claims import Verdict
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.store.database import Store
from mixbench.store.location import default_database_path


def kept():
    store = Store(default_database_path())
    try:
        return store.findings.known(None), [summary.id for summary in store.sessions()]
    finally:
        store.close()


def test_claims_are_answered_in_one_document_and_kept(mixbench, fake_engine):
    asked = mixbench("claims", "4", "spatial-fc", "--json")
    assert asked.code == 0, asked.err
    by_number = {each["claim"]["number"]: each["finding"] for each in asked.document["findings"]}
    assert by_number[4]["verdict"] == "holds_with_condition" and "Imaginary CPU" in by_number[4]["where"]
    assert by_number[5]["verdict"] == "holds" and by_number[5]["where"] == ""  # by law alone
    assert {finding.verdict for finding in kept()[0].values()} == {
        Verdict.HOLDS_WITH_CONDITION,
        Verdict.HOLDS,
    }


def test_a_claim_that_does_not_hold_is_no_failure_of_the_command(mixbench, fake_engine):
    asked = mixbench("claims", "7")  # the fake worker gives every network one map
    assert asked.code == 0, asked.err
    assert "✗ does not hold here: 7. Isotropic networks" in asked.out
    assert "cyclemlp_b1" in asked.out and "https://arxiv.org/abs/2105.01601" in asked.out


def test_a_worker_that_dies_ends_one_claim_and_fails_the_command(mixbench, fake_engine):
    fake_engine("--die-at-experiment", "feature_maps")
    asked = mixbench("claims", "7", "4", "--json")
    assert asked.code == 1
    dead, alive = (each["finding"] for each in asked.document["findings"])
    assert dead["verdict"] == "cannot_tell" and "signal 9" in dead["sentence"]
    assert alive["verdict"] == "holds_with_condition"  # a new worker answered


def test_what_is_not_measured_is_named_and_measured_where_that_is_asked(mixbench, fake_engine):
    asked = mixbench("claims", "17")
    assert asked.code == 0 and "? cannot tell: 17." in asked.out and "--measure" in asked.out
    asked = mixbench("claims", "17", "--measure", "--json")
    assert asked.code == 0, asked.err
    (found,) = (each["finding"] for each in asked.document["findings"])
    # The fake worker times all networks of a size alike.
    assert found["verdict"] == "cannot_tell" and "overlap" in found["condition"]
    (session,) = kept()[1]
    assert found["session"] == session
    again = mixbench("claims", "17", "--session", session, "--json")
    assert again.document["findings"][0]["finding"]["session"] == session
    other = Store(default_database_path())
    empty = other.begin_session(SweepPlan((Model("mixer_s16"),), ((64, 64),)))
    other.close()
    third = mixbench("claims", "17", "--measure", "--json")
    (found,) = (each["finding"] for each in third.document["findings"])
    assert (found["session"], found["looked_at"]) == (session, empty) and len(kept()[1]) == 2
    assert f"rests on the measurements of session {session}" in found["conditions"][-1]
    assert f"session {session} holds what it needs" in third.err


def test_the_claims_are_listed_without_an_engine(mixbench, monkeypatch):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", "false")
    listed = mixbench("claims", "--list", "--json")
    assert [claim["number"] for claim in listed.document["claims"]] == list(range(1, 18))
    assert "mixer-is-linear-in-patches" in mixbench("claims", "--list").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [(["nonsense"], "there is no claim 'nonsense'"), (["4", "--session", "never"], "never")],
)
def test_what_is_not_there_is_a_wrong_command(mixbench, fake_engine, arguments, sentence):
    asked = mixbench("claims", *arguments)
    assert asked.code == 2 and sentence in asked.err


def test_ctrl_c_keeps_what_was_judged_and_leaves_no_worker(mixbench, fake_engine, monkeypatch):
    workers = []

    def pressed(engine, question, **_heard):
        workers.append(engine)
        engine.greet()
        raise KeyboardInterrupt

    monkeypatch.setattr("mixbench.cli.engine.Engine.ask", pressed)
    asked = mixbench("claims", "5", "7", "4", "--json")
    assert asked.code == 1
    assert "stopped in claim 7; what was checked before it is told and kept (1 of 3)" in asked.err
    assert [each["claim"]["number"] for each in asked.document["findings"]] == [5]
    assert len(kept()[0]) == 1
    assert not workers[0].client.is_alive


def test_stopping_the_measurement_stops_the_claims(mixbench, fake_engine, monkeypatch):
    def stopped(plan, store):
        session = store.begin_session(plan)
        store.finish_session(session, "cancelled")
        return session

    monkeypatch.setattr("mixbench.cli.run.run", stopped)
    asked = mixbench("claims", "4", "17", "7", "--measure", "--json")
    assert asked.code == 1 and "stopped in claim 17" in asked.err
    assert [each["claim"]["number"] for each in asked.document["findings"]] == [4]
