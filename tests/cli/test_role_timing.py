"""`mixbench laws` by role of a time: taken, kept, fitted; by an engine of known powers, and the real one."""

from __future__ import annotations

import shlex
from contextlib import closing

import pytest
from fake_worker import invented_timing

from mixbench.cli.engine import CaseError, Engine
from mixbench.core.measurement import Estimate, Measurement, Status
from mixbench.core.model import Conditions, Model
from mixbench.core.roles import Role
from mixbench.core.sweep import SweepPlan
from mixbench.protocol import LayersTask
from mixbench.store.database import Store
from mixbench.store.location import default_database_path

RES, MIXER = "resmlp_s12", "mixer_s16"
BY_ROLE = ("laws", "--metric", "latency", "--role")


@pytest.fixture
def session(mixbench, fake_engine):
    """ResMLP and Mixer at three sizes, with whole passes alone."""
    fake_engine()
    ended = mixbench("sweep", RES, MIXER, "--resolutions", "64,128,256", "--precision", "quick")
    assert ended.code == 0, ended.err


def command_in(text):
    """The `mixbench laws ...` that a sentence names, as words."""
    return shlex.split(text.split("`mixbench ")[1].split("`")[0])


def test_what_is_missing_is_named_with_the_command_that_takes_it(mixbench, session):
    """Without --session it is the newest; the command that is named is followed as it stands."""
    ended = mixbench(*BY_ROLE, "all")
    assert ended.code == 0
    assert "6 sizes of resmlp_s12, mixer_s16 have no times by role" in ended.err
    assert "no layer of this role was timed" in ended.out
    taken = mixbench(*command_in(ended.err))
    assert taken.code == 0
    assert "6 of 6  mixer_s16  256 px" in taken.err
    again = mixbench(*BY_ROLE, "all", "--measure")
    assert "of 6" not in again.err and "no times by role" not in again.err


def test_the_exponent_of_a_role_is_the_power_that_its_time_has(mixbench, session):
    """Tokens grow as the area does: 1.5 in time where ResMLP has 2 in MACs, each with its own name."""
    document = mixbench(*BY_ROLE, "all", "--measure", "--session", "last", "--json").document
    laws = {(law["model"], law["role"]): law for law in document["laws"]}
    spatial, channel, norm = (laws[RES, role] for role in ("spatial_mixing", "channel_mixing", "norm"))
    assert (spatial["predicted"]["metric"], spatial["measured"]["metric"]) == ("macs", "latency")
    assert spatial["predicted"]["exponent"]["value"] == pytest.approx(2.0)
    found = spatial["measured"]["exponent"]
    assert found["value"] == pytest.approx(1.5, abs=0.01)
    assert found["ci_low"] < 1.5 < found["ci_high"]
    assert channel["measured"]["exponent"]["value"] == pytest.approx(1.0, abs=0.01)
    assert norm["predicted"]["reason"] == "layers of this role have no MACs"
    assert norm["measured"]["exponent"]["value"] == pytest.approx(0.0, abs=0.01)
    assert laws[RES, None]["measured"]["points"] == 3  # the whole network by its rounds, as before
    assert laws[RES, "head"]["measured"] == {"reason": "no layer of this role was timed"}
    (first, *_) = document["role_times"]
    assert (first["model"], first["height"], first["passes"]) == (RES, 64, 11)
    assert first["with_clocks"]["median_ms"] - first["plain"]["median_ms"] == pytest.approx(0.5)
    assert first["in_no_layer"]["median_ms"] == pytest.approx(0.5)
    assert first["roles"]["spatial_mixing"]["share"] == pytest.approx(1 / 3.6)


def test_the_table_says_what_the_clocks_took_and_what_is_in_no_layer(mixbench, session):
    out = mixbench(*BY_ROLE, "spatial", RES, "--measure").out  # the beginning of a role will do
    (line,) = [line for line in out.splitlines() if "1.50 ±" in line]
    assert "2.00" in line
    assert "Of a role: Predicted is the exponent of its layers' MACs" in out
    (line,) = [line for line in out.splitlines() if line.split()[:2] == [RES, "64"]]
    assert line.split()[2:4] == ["3.1", "+16.1"]
    assert line.endswith("1 (28 %)*  0.5 (14 %) ") and MIXER not in out


def test_a_time_budget_of_a_role_is_answered(mixbench, session):
    (one,) = mixbench(*BY_ROLE, "spatial", RES, "--measure", "--budget", "8ms", "--json").document["budget"]
    assert one["resolution_px"] == 128  # 1 ms at 64 px, 8 times that at four times the tokens


def test_what_was_stopped_keeps_what_was_timed(mixbench, session, monkeypatch):
    ask, asked = Engine.ask, []

    def interrupted(engine, question, *_):
        asked.append(question)
        if len(asked) == 3:
            raise KeyboardInterrupt
        return ask(engine, question)

    monkeypatch.setattr(Engine, "ask", interrupted)
    ended = mixbench(*BY_ROLE, "all", "--measure")
    assert ended.code == 1
    assert "stopped after 2 of 6; what was timed is kept" in ended.err
    monkeypatch.undo()
    assert "4 sizes of" in mixbench(*BY_ROLE, "all").err


def test_what_cannot_be_timed_is_said_and_the_rest_is_answered(mixbench, session, monkeypatch):
    ask = Engine.ask

    def refusing(engine, question, *_):
        if isinstance(question, LayersTask) and question.case.height == 256:
            raise CaseError("it needs 9 GB, 8 GB are free")
        return ask(engine, question)

    monkeypatch.setattr(Engine, "ask", refusing)
    ended = mixbench(*BY_ROLE, "norm", "--measure")
    assert ended.code == 1
    assert "256 px  batch 1  it needs 9 GB" in ended.err
    assert "the layers of 2 of 6 cases could not be timed" in ended.err
    assert "there are 2 sizes" in ended.out


def test_another_machine_does_not_add_to_a_session(mixbench, session, fake_engine):
    fake_engine("--processor", "Another CPU")
    ended = mixbench(*BY_ROLE, "all", "--measure")
    assert ended.code == 1
    assert "was measured on another machine" in ended.err and "mixbench sweep" in ended.err


def test_a_training_step_does_not_divide(mixbench, fake_engine):
    fake_engine()
    mixbench("sweep", RES, "--resolutions", "64,128", "--mode", "training_step", "--precision", "quick")
    ended = mixbench(*BY_ROLE, "all", "--measure")
    assert "timed no eager forward pass" in ended.err and "mixbench sweep resmlp_s12" in ended.err


@pytest.fixture
def tiny_session(own_data_folder):
    """A tiny Mixer at three sizes, as the real engine would have measured it, with invented times."""
    tiny = Model("mixer_s16", {"depth": 1, "width": 16, "token_width": 8, "channel_width": 16})
    plan = SweepPlan((tiny,), ((32, 32), (48, 48), (64, 64)), conditions=Conditions(threads=1))
    with Engine() as engine, closing(Store(default_database_path())) as store:
        session = store.begin_session(plan)
        store.set_environment(session, engine.greet())
        for number, case in enumerate(plan.cases()):
            timing = invented_timing(Estimate(1.0, 0.9, 1.1, 5, 30, 0.0), 1)
            store.put(session, number, Measurement(case, Status.OK, timing=timing))


def test_the_real_engine_divides_a_tiny_network(mixbench, tiny_session):
    """Sums of parts, never a time: at each size the roles and the rest are the pass with clocks."""
    document = mixbench(*BY_ROLE, "all", "--measure", "--json").document
    assert [one["height"] for one in document["role_times"]] == [32, 48, 64]
    for one in document["role_times"]:
        parts = sum(role["median_ms"] for role in one["roles"].values()) + one["in_no_layer"]["median_ms"]
        assert 0.5 < parts / one["with_clocks"]["median_ms"] < 2  # each is a median of its own
        assert {Role.STEM, Role.SPATIAL_MIXING, Role.NORM} < set(one["roles"])
    spatial = next(law for law in document["laws"] if law["role"] == "spatial_mixing")
    assert spatial["predicted"]["exponent"]["value"] == pytest.approx(1.0)
    assert spatial["measured"]["points"] == 3
