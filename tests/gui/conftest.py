"""A bench with the comparison of the first start, for the tests of the panels."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from mixbench.core.model import Model
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench

CYCLE, RES, MIXER, CONV = (
    Model("cyclemlp_b1"),
    Model("resmlp_s12"),
    Model("mixer_s16"),
    Model("convmixer_512_16"),
)


@pytest.fixture
def themes(qapp):
    """The light theme, worn as the window wears it."""
    manager = ThemeManager("light")
    manager.apply(QApplication.instance())
    yield manager
    qapp.setStyleSheet("")
    manager.deleteLater()


@pytest.fixture
def bench(qapp):
    """Four published models ticked, none changed."""
    bench = Workbench()
    bench.set_models([CYCLE, RES, MIXER, CONV], [])
    yield bench
    bench.deleteLater()
