"""The bench of the last time comes back at the next start, and what cannot be read costs nothing else."""

from __future__ import annotations

import pytest

from mixbench.core.model import Conditions, Model
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.preferences import Preferences, restore_bench, save_bench
from mixbench.gui.presets import shipped_presets
from mixbench.gui.sweep_settings import BATCH, SweepSettings
from mixbench.gui.workbench import Workbench

COPY = Model("mixer_s16", {"depth": 4})
LAST = Arrangement(
    ticked=(Model("cyclemlp_b1"), COPY),
    custom=(COPY,),
    names={COPY.key: "shallow · «1»"},
    sweep=SweepSettings(BATCH, (1, 2), conditions=Conditions(dtype="bfloat16")),
)


@pytest.fixture
def restart(qapp, tmp_path):
    """Save a bench if one is given, and open another on the same settings."""

    def open_again(bench: Workbench | None = None) -> Workbench:
        preferences = Preferences(tmp_path / "window.ini")
        if bench is not None:
            save_bench(preferences, bench)
            preferences.save()
        again = Workbench()
        restore_bench(Preferences(tmp_path / "window.ini"), again)
        return again

    return open_again


def test_names_copies_and_sweep_come_back_with_nothing_to_take_back(restart):
    bench = Workbench()
    bench.restore(LAST)
    again = restart(bench)
    assert (again.ticked, again.custom, again.sweep) == (LAST.ticked, LAST.custom, LAST.sweep)
    assert again.label(COPY) == "shallow · «1»"
    assert again.selected == LAST.ticked[0]
    assert again.edits.last is None


def test_the_first_start_lays_the_first_preset_out(restart):
    bench = restart()
    assert tuple(model.key for model in bench.ticked) == shipped_presets()[0].models
    assert bench.edits.last is None


def test_settings_that_another_version_wrote_give_way_alone(restart, tmp_path):
    bench = Workbench()
    bench.restore(LAST)
    preferences = Preferences(tmp_path / "window.ini")
    save_bench(preferences, bench)
    preferences.set_text("bench/sweep", '{"axis": 7}')
    preferences.set_text("bench/ticked", "cyclemlp_b1\nno_such_model")
    preferences.save()
    again = restart()
    assert again.ticked == (Model("cyclemlp_b1"),)
    assert (again.sweep, again.label(COPY)) == (SweepSettings(), "shallow · «1»")
