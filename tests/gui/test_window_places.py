"""Pages, panels and layouts of the real window, through its menu, its keys and a restart."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QMenu

from mixbench.gui.main_window import FIRST_SIZE, MainWindow
from mixbench.gui.places import PAGES, PANELS
from mixbench.gui.preferences import Preferences
from mixbench.gui.tear_off import PageWindow
from mixbench.gui.worker_process import ProcessTransport
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"


@pytest.fixture
def open_window(qtbot, qapp, themes, tmp_path):
    """Windows on one data folder, as one start after another."""
    opened = []

    def open_one():
        window = MainWindow(
            Store(tmp_path / "mixbench.sqlite3"),
            Preferences(tmp_path / "window.ini"),
            themes,
            lambda: ProcessTransport(command=[sys.executable, str(FAKE_WORKER)]),
        )
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_one
    for window in opened:
        if window.isVisible():
            window.closing.agree()
        window.deleteLater()
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)


def floating(window):
    return [page.windowTitle() for page in window.pages.findChildren(PageWindow) if page.isVisible()]


def ticked_panels(window):
    return {id for id in PANELS if window.actions_by_id[f"panel_{id}"].isChecked()}


def test_the_places_obey_the_menu_and_come_back_at_the_next_start(open_window, qtbot):
    window = open_window()
    actions = window.actions_by_id
    assert set(window.docks.docks) == set(PANELS) and set(window.pages.ids) == set(PAGES)
    assert ticked_panels(window) == set(PANELS)

    actions["page_memory"].trigger()
    assert window.pages.currentWidget() is window.pages.memory
    actions["float_page"].trigger()
    assert floating(window) == ["Memory · MixBench"]
    (page,) = window.pages.findChildren(PageWindow)
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.keyClick(page, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert floating(window) == [], "a page's own window obeys the keys of the window"
    actions["float_page"].trigger()

    actions["panel_inspector"].trigger()
    assert not window.inspector.isVisible()
    window.docks.docks["sweep"].close()
    assert ticked_panels(window) == set(PANELS) - {"inspector", "sweep"}
    actions["find_model"].trigger()
    assert window.models.search.hasFocus() or not window.isActiveWindow()
    window.close()
    assert floating(window) == []

    again = open_window()
    assert floating(again) == ["Memory · MixBench"]
    assert ticked_panels(again) == set(PANELS) - {"inspector", "sweep"}
    again.resize(1300, 800)
    again.actions_by_id["layout_plot"].trigger()
    assert ticked_panels(again) == set()
    again.actions_by_id["reset_layout"].trigger()
    assert ticked_panels(again) == set(PANELS) and floating(again) == []
    assert (again.width(), again.height()) == FIRST_SIZE
    menu = again.menuBar().findChild(QMenu, "view.layouts")
    assert again.actions_by_id["keep_layout"] in menu.actions()
