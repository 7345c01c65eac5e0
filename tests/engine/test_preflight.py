"""The look at the machine before it is timed."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from types import SimpleNamespace

import pytest
import torch

from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions
from mixbench.engine import cores, nvml, preflight

HERE = Environment("1", "3.11", "2.6", "Linux", "a processor", 2, 2, 2**30, ())
ON_CPU, ON_CUDA = Conditions(), Conditions(device="cuda:0")


@pytest.fixture
def quiet_machine(monkeypatch, tmp_path):
    """All threads get their cores, nobody else is there, and the governor has a driver of the older kind."""
    monkeypatch.setattr(preflight, "threads_given", float)
    monkeypatch.setattr(cores.LoadMeter, "other_load", lambda meter: 0.02)
    (tmp_path / "driver").write_text("acpi-cpufreq\n")
    monkeypatch.setattr(preflight, "_DRIVER", tmp_path / "driver")
    return monkeypatch


def test_a_quiet_machine_is_passed_in_silence(quiet_machine):
    assert preflight.look(ON_CPU, (0, 1), HERE) == ()


def test_threads_that_get_no_cores_are_told(quiet_machine):
    quiet_machine.setattr(preflight, "threads_given", lambda threads: 1.3)
    quiet_machine.setattr(preflight.torch, "get_num_threads", lambda: 2)
    assert preflight.look(ON_CPU, (0, 1), HERE) == ("2 threads were asked for, but the machine gives 1.3",)


def test_the_load_of_others_is_told(quiet_machine):
    quiet_machine.setattr(cores.LoadMeter, "other_load", lambda meter: 0.34)
    (sentence,) = preflight.look(ON_CPU, (0, 1), HERE)
    assert sentence == "other processes took 34 % of the measuring cores before the first call"


def test_what_saves_power_is_told(quiet_machine):
    saving = replace(HERE, governor="powersave", on_battery=True)
    battery, governor = preflight.look(ON_CPU, (0,), saving)
    assert "battery" in battery
    assert "powersave" in governor


def test_powersave_is_the_usual_governor_of_drivers_that_govern_themselves(quiet_machine):
    preflight._DRIVER.write_text("intel_pstate\n")
    assert preflight.look(ON_CPU, (0,), replace(HERE, governor="powersave")) == ()


def test_a_device_that_others_use_or_that_is_hot_is_told(quiet_machine):
    reading = nvml.Reading(1500, 300.0, 90.0, ("too hot, slowed by the driver",))
    gauge = SimpleNamespace(other_processes=2, read=lambda: reading)
    quiet_machine.setattr(nvml, "gauge", lambda device: gauge)
    assert preflight.look(ON_CUDA, (), HERE) == (
        "2 other processes have work or memory on cuda:0",
        "cuda:0 holds back already: too hot, slowed by the driver",
    )


def test_a_device_that_says_nothing_is_passed_in_silence(quiet_machine):
    quiet_machine.setattr(nvml, "gauge", lambda device: None)
    assert preflight.look(ON_CUDA, (), HERE) == ()


BURN = "import os\nos.sched_setaffinity(0, {%d})\nprint('burning', flush=True)\nwhile True: pass"


@pytest.mark.skipif(not cores.can_pin(), reason="this system lets no process choose its cores")
def test_a_competitor_on_the_only_core_is_seen():
    """Half of a core is left, whatever else the machine does."""
    home, threads = cores.available_cores(), torch.get_num_threads()
    burner = subprocess.Popen([sys.executable, "-c", BURN % home[0]], stdout=subprocess.PIPE)
    try:
        burner.stdout.readline()
        cores.pin(home[:1])
        torch.set_num_threads(1)
        sentences = preflight.look(ON_CPU, home[:1], HERE)
    finally:
        burner.kill()
        burner.wait()
        burner.stdout.close()
        cores.pin(home)
        torch.set_num_threads(threads)
    assert any(
        sentence.startswith("1 thread was asked for, but the machine gives 0.") for sentence in sentences
    )
