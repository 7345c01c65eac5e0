"""Measuring from the command line, with an engine that invents its times."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
import time

import pytest

from mixbench.store.database import Store
from mixbench.store.location import default_database_path
from mixbench.store.rows import COLUMNS


@pytest.fixture
def stored(fake_engine):
    """The session of that name, read by another connection."""

    def load(session="last"):
        store = Store(default_database_path())
        try:
            return store.load(session)
        finally:
            store.close()

    return load


def test_a_sweep_is_told_stored_and_written(mixbench, stored, tmp_path):
    file = tmp_path / "sweep.csv"
    asked = mixbench(
        "sweep", "mixer_s16", "cyclemlp_b1", "--resolutions", "64:128:64", "--batches", "1,2", "--csv", file
    )
    assert asked.code == 0, asked.err
    session = stored()
    assert session.summary.outcome == "done"
    assert len(session.measurements) == 8
    assert all(measurement.timing.estimate.rounds == 5 for measurement in session.measurements.values())
    with file.open(encoding="utf-8", newline="") as opened:
        header, *lines = list(csv.reader(opened))
    assert header == list(COLUMNS)
    assert {line[0] for line in lines} == {session.id}
    # The fake engine's law of time: 1 + height x width x batch / 10 000 milliseconds.
    latencies = {
        (line[2], line[4], line[6]): float(line[header.index("latency_ms_median")]) for line in lines
    }
    assert latencies["mixer_s16", "128", "2"] == pytest.approx(1 + 128 * 128 * 2 / 10_000)
    assert "8 points, about" in asked.err
    assert "mixer_s16  64 px  batch 2  1.819 ms ± 0.5 %  verified" in asked.err
    assert asked.out.count("verified") == 8


def test_profile_prints_one_document_with_everything(mixbench, stored):
    asked = mixbench(
        "profile", "mixer_s16", "--resolution", "64x96", "--batch", 4, "--threads", 1, "--set", "depth=2",
        "--dtype", "bfloat16", "--layout", "channels_last", "--name", "first", "--json",
    )  # fmt: skip
    assert asked.code == 0
    document = asked.document
    assert set(COLUMNS) <= set(document)
    assert (document["resolution_px"], document["batch"], document["threads"]) == ("64x96", 4, 1)
    assert (document["dtype"], document["layout"]) == ("bfloat16", "channels_last")
    assert document["hyperparameters"]["depth"] == 2
    assert document["timing"]["estimate"]["rounds"] == len(document["rounds"]) == 5
    assert document["environment"]["torch"] == "0.0.0+fake"
    assert stored().summary.name == "first"


def test_runtime_and_mode_are_conditions_like_any_other(mixbench, stored):
    conditions = ("--runtime", "compile", "--mode", "training_step")
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64", *conditions, "--json")
    (document,) = asked.document["measurements"]
    assert (document["runtime"], document["mode"]) == ("compile", "training_step")
    assert stored().plan.conditions.runtime == "compile"


def test_the_best_batch_is_searched_aloud_and_measured(mixbench, stored):
    asked = mixbench("profile", "mixer_s16", "--batch", "best", "--resolution", "64", "--json")
    assert asked.code == 0, asked.err
    told = asked.err.splitlines()
    assert [line.strip() for line in told if line.startswith("  batch")] == [
        "batch 1  needs 1.0 GB",
        "batch 2  needs 2.0 GB",
        "batch 4  needs 4.0 GB",
        "batch 8  needs 8.0 GB  does not fit",
    ]
    assert "batch 4 it is: 8 needs 8 GB" in told
    assert asked.document["batch"] == 4
    assert stored().plan.batches == (4,)


def test_each_point_is_told_coarsely_once_and_then_for_good(mixbench, fake_engine):
    fake_engine("--rounds", 12)
    told = mixbench("sweep", "mixer_s16", "--resolutions", "64,128").err.splitlines()
    points = [line for line in told if line.startswith("mixer_s16")]
    # The fake engine's first look is a tenth too long.
    assert points == [
        "mixer_s16  64 px  about 1.551 ms  coarse",
        "mixer_s16  128 px  about 2.902 ms  coarse",
        "mixer_s16  64 px  1.41 ms ± 0.5 %  verified",
        "mixer_s16  128 px  2.638 ms ± 0.5 %  verified",
    ]


def test_results_are_held_against_the_roof(mixbench, fake_engine):
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64", "--json")
    (document,) = asked.document["measurements"]
    # The fake engine's roof is 50 GMAC/s; its law of time is 1 + height x width / 10 000 milliseconds.
    rate = document["macs"] / 1.4096e-3
    assert document["achieved_macs_per_s"] == pytest.approx(rate)
    assert document["roof_share"] == pytest.approx(rate / 5e10)
    shown = mixbench("sweep", "mixer_s16", "--resolutions", "64").out
    assert f"{rate / 5e10 * 100:.1f} %" in shown
    assert "of roof: share of the best matrix product here" in shown


def test_a_sweep_as_json_is_one_document(mixbench, fake_engine):
    document = mixbench("sweep", "mixer_s16", "--resolutions", "64,128", "--json").document
    assert document["outcome"] == "done"
    assert [one["resolution_px"] for one in document["measurements"]] == ["64", "128"]


def test_a_refused_size_is_skipped_and_named(mixbench, fake_engine):
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64,100", "--json")
    assert asked.code == 1
    assert [one["status"] for one in asked.document["measurements"]] == ["ok", "skipped"]
    assert "mixer_s16 at 100 px, batch 1: skipped: patch size 16 does not divide 100" in asked.err


def test_out_of_memory_is_a_result_and_a_failure(mixbench, fake_engine):
    fake_engine("--memory-for", 64)
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64:192:64", "--json")
    assert asked.code == 1
    statuses = [one["status"] for one in asked.document["measurements"]]
    assert statuses == ["ok", "out_of_memory", "skipped"]
    assert "mixer_s16 at 128 px, batch 1: out of memory: needs 9 GB" in asked.err


def test_a_crash_takes_one_point_and_can_be_resumed(mixbench, stored, fake_engine, tmp_path):
    fake_engine("--crash-at", 128, "--once", tmp_path / "crashed")
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64:192:64")
    assert asked.code == 1
    assert "mixer_s16 at 128 px, batch 1: crashed: the worker was killed by signal 9" in asked.err
    first = stored()
    again = mixbench("sweep", "--resume", first.id[:12], "--csv", tmp_path / "all.csv")
    assert again.code == 0, again.err
    second = stored(first.id)
    assert [str(one.status) for one in second.measurements.values()] == ["ok", "ok", "ok"]
    assert second.measurements[0] == first.measurements[0]
    assert len((tmp_path / "all.csv").read_text(encoding="utf-8").splitlines()) == 4


def test_an_absent_device_and_dtype_are_refused_before_a_session_is_made(mixbench, fake_engine):
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64", "--device", "cuda")
    assert asked.code == 2
    assert "there is no device 'cuda' here; choose one of cpu with --device" in asked.err
    asked = mixbench("profile", "mixer_s16", "--dtype", "float16")
    assert asked.code == 2
    assert "cpu does not compute in float16; choose float32, bfloat16 with --dtype" in asked.err
    assert mixbench("sessions", "--json").document == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["sweep"], "name at least one model"),
        (["sweep", "mixer_s16"], "name the sizes in pixels, for example --resolutions 64:512:64"),
        (["sweep", "mixer_s16", "--resolutions", "100"], "patch size 16 does not divide 100"),
        (["sweep", "cyclemlp_b1", "--resolutions", "64:9999:1", "--batches", "1,2,3"], "more than 20000"),
        (["sweep", "mixer_s16", "--resolutions", "64:512"], "'64:512' has no step; write 64:512:64"),
        (["profile", "mixer_s16", "--runtime", "fast"], "Invalid value for '--runtime'"),
        (["profile", "mixer_s16", "--mode", "dreaming"], "Invalid value for '--mode'"),
        (["profile", "mixer_s16", "--batch", "many"], "'many' is not a batch; write a number"),
        (["sweep", "mixer_s16", "--resume", "last"], "leave models and ranges out"),
        (["sweep", "--resume", "last"], "there is no session yet"),
        (["profile", "mixer_s16", "--resolution", "100"], "patch size 16 does not divide 100"),
        (
            ["profile", "mixer_s16", "--batch", "0"],
            "'0' is not a batch; write a number of images like 8, or best",
        ),
        (["profile", "mixer_s16", "--dtype", "int8"], "Invalid value for '--dtype'"),
    ],
)
def test_a_wrong_command_is_a_sentence_and_starts_no_engine(mixbench, monkeypatch, arguments, sentence):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", "/nowhere/python")
    asked = mixbench(*arguments)
    assert asked.code == 2
    assert sentence in asked.err


def test_an_engine_that_does_not_start_is_one_sentence(mixbench, monkeypatch):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", "/nowhere/python -m mixbench.worker")
    asked = mixbench("profile", "mixer_s16")
    assert asked.code == 1
    assert "the engine does not start: the worker could not be started" in asked.err


def test_a_csv_path_is_looked_at_before_the_measuring(mixbench, fake_engine, tmp_path):
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64", "--csv", tmp_path / "no" / "x.csv")
    assert asked.code == 1
    assert "cannot be written" in asked.err
    assert mixbench("sessions", "--json").document == []


def wait_for(process, word):
    """Read what a command tells until the word comes."""
    for line in process.stderr:
        if word in line:
            return
    pytest.fail(f"{word} never came")


def start(*arguments):
    command = [sys.executable, "-m", "mixbench", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_ctrl_c_stops_gracefully_and_says_how_to_go_on(stored, fake_engine):
    fake_engine("--round-s", 0.05, "--rounds", 5)
    sweep = start("sweep", "mixer_s16", "--resolutions", "64:640:64")
    wait_for(sweep, "verified")
    sweep.send_signal(signal.SIGINT)
    _, errors = sweep.communicate(timeout=60)
    session = stored()
    assert sweep.returncode == 1
    assert session.summary.outcome == "cancelled"
    assert str(session.measurements[0].status) == "ok"
    assert f"mixbench sweep --resume {session.id}" in errors
    assert "Traceback" not in errors


def test_ctrl_c_twice_ends_a_deaf_engine_at_once(stored, fake_engine):
    fake_engine("--deaf", "--round-s", 60)
    sweep = start("sweep", "mixer_s16", "--resolutions", "64")
    wait_for(sweep, "session ")
    time.sleep(0.5)
    sweep.send_signal(signal.SIGINT)
    wait_for(sweep, "stopping at the next sample")
    sweep.send_signal(signal.SIGINT)
    _, errors = sweep.communicate(timeout=30)
    assert sweep.returncode == 1
    assert stored().summary.outcome == "cancelled"
    assert "Traceback" not in errors


def test_a_killed_command_keeps_its_rounds_and_resumes(mixbench, stored, fake_engine):
    fake_engine("--round-s", 0.1, "--rounds", 40)
    sweep = start("sweep", "mixer_s16", "--resolutions", "64")
    wait_for(sweep, "session ")
    deadline = time.monotonic() + 30
    while not stored().partial and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(sweep.pid, signal.SIGKILL)
    sweep.communicate(timeout=30)
    session = stored()
    assert session.partial[0]
    assert session.summary.outcome is None
    fake_engine()
    assert mixbench("sweep", "--resume", "last").code == 0
    again = stored(session.id)
    (measurement,) = again.measurements.values()
    assert str(measurement.status) == "ok"
    assert measurement.rounds[: len(session.partial[0])] == session.partial[0]
    assert measurement.timing.estimate.rounds > len(session.partial[0])
