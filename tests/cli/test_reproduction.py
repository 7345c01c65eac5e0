"""The command that the inspector shows takes the very measurement again."""

from __future__ import annotations

import shlex

import pytest

from mixbench.core.model import Case, Conditions, Model
from mixbench.report.reproduction import command_line, wrapped
from mixbench.store.database import Store
from mixbench.store.location import default_database_path

#: Between them every condition off its usual value, and every kind of hyperparameter.
CASES = [
    Case(
        Model("cyclemlp_b1", {"depths": (2, 2, 6, 2), "reweight": False, "drop_path": 0.25}), 96, 64, 3,
        Conditions(dtype="bfloat16", layout="channels_last", threads=1),
    ),
    Case(
        Model("mixer_s16", {"depth": 2, "token_width_mode": "proportional"}), 64, 64, 1,
        Conditions(runtime="compile", mode="training_step"),
    ),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=["shapes", "modes"])
def test_the_command_takes_the_same_case(mixbench, fake_engine, case):
    command = wrapped(command_line(case, "quick")).replace("\\\n", "")
    asked = mixbench(*shlex.split(command)[1:])
    assert asked.code == 0, asked.err
    store = Store(default_database_path())
    plan = store.load("last").plan
    store.close()
    assert plan.cases() == (case,) and plan.precision == "quick"
