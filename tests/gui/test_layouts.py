"""Layouts by name and between starts, through the settings file."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QInputDialog, QLabel, QMainWindow, QMenu

from mixbench.gui.docks import BOTTOM, LEFT, Docks
from mixbench.gui.layouts import Layouts
from mixbench.gui.panel import Panel
from mixbench.gui.preferences import Preferences
from mixbench.gui.tear_off import TearOffTabs


@pytest.fixture
def open_layouts(qtbot, themes, tmp_path):
    """Two panels and two pages over one settings file, as one start after another would open them."""

    def open_some():
        window = QMainWindow()
        pages = TearOffTabs()
        for id in ("scaling", "papers"):
            pages.add_page(id, QLabel(id), id)
        docks = Docks(pages, window)
        docks.add("models", Panel("Models"), LEFT)
        docks.add("results", Panel("Results"), BOTTOM)
        window.setCentralWidget(docks)
        layouts = Layouts(docks, pages, Preferences(tmp_path / "window.ini"), window)
        layouts.restore()
        qtbot.addWidget(window)
        window.show()
        return layouts

    return open_some


def look(layouts):
    """Which panels are open, and which pages are tabs."""
    docks, pages = layouts._docks, layouts._pages
    return (
        {id for id, dock in docks.docks.items() if not dock.isHidden()},
        [pages.tabText(index) for index in range(pages.count())],
    )


FIRST = ({"models", "results"}, ["scaling", "papers"])


def test_the_last_layout_comes_back_and_reset_takes_everything_home(open_layouts):
    first = open_layouts()
    assert look(first) == FIRST
    first.arrange("layout_table")
    first._pages.float_page("papers")
    first.save()
    first._preferences.save()
    again = open_layouts()
    assert look(again) == ({"results"}, ["scaling"])
    again.reset()
    assert look(again) == FIRST


def test_a_layout_is_kept_under_a_name_worn_and_forgotten(open_layouts, qtbot):
    layouts = open_layouts()
    layouts.arrange("layout_plot")
    layouts.ask_name()
    dialog = layouts._window.findChild(QInputDialog)
    dialog.setTextValue("  Talk & slides ")
    dialog.accept()
    layouts.reset()

    again = open_layouts()
    menu = QMenu()
    again.fill(menu)
    menu.aboutToShow.emit()
    entries = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    entries["Talk && slides"].trigger()
    assert look(again) == (set(), ["scaling", "papers"])
    (removal,) = entries["Remove layout"].menu().actions()
    with qtbot.waitSignal(again.said):
        removal.trigger()
    assert open_layouts().names == ()
    menu.aboutToShow.emit()
    assert not [action for action in menu.actions() if not action.isSeparator()]


@pytest.mark.parametrize(
    "text", ["", "no json", '{"panels": [], "docks": "AAAA", "pages": {"order": [], "current": ""}}']
)
def test_a_file_of_another_version_opens_the_standard_layout(open_layouts, tmp_path, text):
    preferences = Preferences(tmp_path / "window.ini")
    preferences.set_text("window/layout", text)
    preferences.set_text("window/layouts", f'{{"Mine": {text}}}')
    preferences.save()
    layouts = open_layouts()
    assert look(layouts) == FIRST
    for name in layouts.names:
        layouts.wear(name)
    assert look(layouts) == FIRST


def test_a_layout_of_another_version_is_told_of(open_layouts, qtbot, tmp_path):
    preferences = Preferences(tmp_path / "window.ini")
    preferences.set_text(
        "window/layouts", '{"Mine": {"panels": [], "docks": "AAAA", "pages": {"order": [], "current": ""}}}'
    )
    preferences.save()
    layouts = open_layouts()
    with qtbot.waitSignal(layouts.failed) as failed:
        layouts.wear("Mine")
    assert "Mine" in failed.args[0]


ANOTHER_START = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from mixbench.gui.docks import BOTTOM, LEFT, Docks
from mixbench.gui.layouts import Layouts
from mixbench.gui.panel import Panel
from mixbench.gui.preferences import Preferences
from mixbench.gui.tear_off import TearOffTabs
app = QApplication([])
pages = TearOffTabs()
for id in ("scaling", "papers"):
    pages.add_page(id, QLabel(id), id)
docks = Docks(pages)
docks.add("models", Panel("Models"), LEFT)
docks.add("results", Panel("Results"), BOTTOM)
Layouts(docks, pages, Preferences(Path(sys.argv[1])), QWidget()).restore()
print([id for id, dock in docks.docks.items() if not dock.isHidden()], pages.ids, pages.is_floating("papers"))
"""


def test_another_process_finds_the_layout_in_the_file(open_layouts, tmp_path):
    """Settings are kept in memory within a process: only another one reads them as they were written."""
    layouts = open_layouts()
    layouts.arrange("layout_table")
    layouts._pages.float_page("papers")
    layouts.save()
    layouts._preferences.save()
    started = subprocess.run(
        [sys.executable, "-c", ANOTHER_START, str(tmp_path / "window.ini")],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert started.stdout.strip() == "['results'] ('scaling', 'papers') True"
