"""Like is compared with like, and what is unlike says in what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.core.likeness import Difference, Setting, difference, differences, shared
from mixbench.core.measurement import Device, Environment
from mixbench.core.model import Conditions

HERE = Setting("cpu", "AMD EPYC", "float32", "contiguous", 1, 2, "eager", "inference", "2.13.0")


def test_a_measurement_of_the_same_setting_is_alike():
    assert differences(HERE, HERE) == ()
    assert difference(HERE, HERE) == ""


@pytest.mark.parametrize(
    ("field", "other", "sentence"),
    [
        ("machine", "Ryzen", "measured on Ryzen, not AMD EPYC"),
        ("dtype", "bfloat16", "measured in bfloat16, not float32"),
        ("layout", "channels_last", "measured laid out channels_last, not contiguous"),
        ("batch", 8, "measured at batch 8, not 1"),
        ("threads", 4, "measured with threads 4, not 2"),
        ("runtime", "compile", "measured by runtime compile, not eager"),
        ("mode", "training_step", "measured in mode training_step, not inference"),
        ("torch_version", "2.6.0", "measured with torch 2.6.0, not 2.13.0"),
    ],
)
def test_each_condition_that_differs_is_said(field, other, sentence):
    assert difference(replace(HERE, **{field: other}), HERE) == sentence


def test_several_differences_make_one_sentence():
    one = replace(HERE, dtype="float16", batch=256)
    assert difference(one, HERE) == "measured in float16, not float32; at batch 256, not 1"


def test_another_device_is_said_once_without_its_name_and_threads():
    one = replace(HERE, device="cuda", machine="H200", threads=None)
    assert differences(one, HERE) == (Difference("device", "cuda", "cpu"),)


def test_threads_are_of_no_account_on_a_card():
    card = replace(HERE, device="cuda", machine="H200")
    assert differences(replace(card, threads=16), card) == ()


def test_what_the_reference_leaves_open_is_not_asked():
    assert differences(replace(HERE, batch=64), replace(HERE, batch=None)) == ()


def test_what_a_measurement_does_not_say_counts_as_unlike():
    assert difference(replace(HERE, dtype=None), HERE) == "measured with unknown dtype, not float32"


def test_the_setting_of_a_run_asks_its_machine_for_what_the_conditions_leave_to_it():
    devices = (Device("cpu", "AMD EPYC"), Device("cuda:1", "H200"))
    machine = Environment("0.1.0", "3.11", "2.13.0+cpu", "Test", "CPU", 2, 4, 8, devices, default_threads=2)
    assert Setting.of(Conditions(), machine, 1) == HERE
    assert Setting.of(Conditions(threads=4), machine).threads == 4
    card = Setting.of(Conditions("cuda:1"), machine)
    assert (card.device, card.machine, card.batch) == ("cuda", "H200", None)
    assert Setting.of(Conditions()).machine is None


def test_measurements_make_a_reference_of_what_they_share():
    assert shared([HERE, replace(HERE, batch=8)]) == replace(HERE, batch=None)
    assert shared([]) == Setting()
