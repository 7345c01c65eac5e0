"""A store on a fresh disk, and a plan small enough to read."""

from __future__ import annotations

import pytest

from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.store.database import Store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "results" / "mixbench.sqlite3"


@pytest.fixture
def store(path):
    opened = Store(path)
    yield opened
    opened.close()


@pytest.fixture
def plan():
    return SweepPlan((Model("mixer_s16"), Model("cyclemlp_b1")), ((64, 64), (128, 128)), name="first")
