"""The panels as docks: who is named where, what is open, where keys go, and what a restart brings back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTabBar, QVBoxLayout, QWidget

from mixbench.gui.docks import BOTTOM, LEFT, PLOT_ONLY, RIGHT, STANDARD, WIDE_TABLE, Docks
from mixbench.gui.panel import Panel

HOMES = {"models": LEFT, "form": LEFT, "sweep": LEFT, "results": BOTTOM, "log": BOTTOM, "inspector": RIGHT}


class Fielded(QWidget):
    """An area with one field."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.field)


@pytest.fixture
def open_docks(qtbot, themes):
    """Docks of empty panels, as large as in the drawings."""

    def open_some(ids=tuple(HOMES), height=800):
        docks = Docks(Fielded())
        for id in ids:
            panel = Panel(id)
            panel.set_subtitle("of now")
            panel.field = QLineEdit(panel)
            panel.body.addWidget(panel.field)
            panel.body.addStretch(1)
            docks.add(id, panel, HOMES[id])
        docks.arrange(STANDARD)
        docks.resize(1424, height)
        qtbot.addWidget(docks)
        docks.show()
        qtbot.waitExposed(docks)
        return docks

    return open_some


@pytest.fixture
def docks(open_docks):
    return open_docks()


#: What the platform without a screen says where a panel floats.
floats = pytest.mark.qt_log_ignore(r"This plugin does not support raise\(\)", extend=True)


def shown(docks):
    return {id for id, dock in docks.docks.items() if not dock.isHidden()}


def test_the_plot_is_the_hero_and_the_sides_reach_from_top_to_bottom(docks, qtbot):
    tabs = docks.findChild(QTabBar).height()
    qtbot.waitUntil(lambda: docks.docks["results"].height() + tabs == round(0.29 * 800))
    at = {id: dock.geometry() for id, dock in docks.docks.items()}
    centre = docks.centralWidget().geometry()
    assert at["models"].width() == 350 and at["inspector"].width() == 264
    assert centre.width() > 700 and centre.height() > 480
    assert at["models"].left() == 0 and at["sweep"].bottom() == docks.height() - 1
    assert at["inspector"].height() == docks.height()
    assert at["results"].left() == centre.left() and at["results"].right() == centre.right()


def test_on_a_low_window_the_form_goes_behind_the_models(open_docks, qtbot):
    docks = open_docks(height=650)
    models, form, sweep = (docks.docks[id] for id in ("models", "form", "sweep"))
    assert docks.tabifiedDockWidgets(models) == [form]
    qtbot.waitUntil(lambda: models.height() > 330)
    assert not models.visibleRegion().isEmpty() and form.visibleRegion().isEmpty()
    assert not sweep.visibleRegion().isEmpty()
    docks.resize(1424, 900)
    docks.arrange(STANDARD)
    qtbot.waitUntil(lambda: not docks.tabifiedDockWidgets(models))


@floats
def test_a_panel_is_named_once_by_its_header_or_by_its_tab(docks, qtbot):
    results, log, models = (docks.docks[id] for id in ("results", "log", "models"))
    qtbot.waitUntil(lambda: results.panel.title.isHidden())
    assert [bar.tabText(n) for bar in docks.findChildren(QTabBar) for n in range(bar.count())] == [
        "Results",
        "Log",
    ]
    assert results.panel.subtitle.full_text == "of now"
    assert models.panel.title.isVisible() and models.panel.subtitle.full_text == "·  of now"
    log.close()
    qtbot.waitUntil(lambda: results.panel.title.isVisible())
    log.show()
    qtbot.waitUntil(lambda: results.panel.title.isHidden())
    log.setFloating(True)
    qtbot.waitUntil(lambda: log.panel.title.isVisible() and results.panel.title.isVisible())


@floats
def test_the_header_moves_the_panel_and_offers_to_float_and_close_it(docks, qtbot):
    dock = docks.docks["inspector"]
    title = dock.titleBarWidget()
    assert title.isAncestorOf(dock.panel.title)
    assert not title.float_button.isVisible()
    extra = QPushButton("extra", dock.panel)
    dock.panel.add_header_widget(extra)
    qtbot.waitUntil(extra.isVisible)
    before = extra.mapTo(docks, QPoint())
    title.enterEvent(None)
    qtbot.waitUntil(title.float_button.isVisible)
    docks.layout().activate()
    assert extra.mapTo(docks, QPoint()) == before, "what is clicked must not move as the pointer comes"
    qtbot.mouseClick(title.float_button, Qt.MouseButton.LeftButton)
    assert dock.isFloating()
    qtbot.mouseClick(title.float_button, Qt.MouseButton.LeftButton)
    assert not dock.isFloating()
    qtbot.mouseClick(title.close_button, Qt.MouseButton.LeftButton)
    assert dock.isHidden()


@floats
def test_an_arrangement_opens_its_areas_and_takes_every_panel_home(docks, qtbot):
    docks.arrange(PLOT_ONLY)
    assert shown(docks) == set()
    qtbot.waitUntil(lambda: docks.centralWidget().size() == docks.size())
    docks.arrange(WIDE_TABLE)
    assert shown(docks) == {"results", "log"}
    qtbot.waitUntil(lambda: docks.docks["results"].width() == docks.width())
    qtbot.waitUntil(lambda: docks.docks["results"].height() > docks.height() / 2)
    docks.docks["models"].setFloating(True)
    docks.arrange(STANDARD)
    assert shown(docks) == set(HOMES)
    assert not docks.docks["models"].isFloating()
    qtbot.waitUntil(lambda: docks.docks["models"].width() == 350)
    assert docks.dockWidgetArea(docks.docks["models"]) == LEFT


def test_a_state_brings_every_panel_back_and_another_versions_moves_nothing(docks, open_docks, qtbot):
    docks.docks["form"].close()
    docks.addDockWidget(RIGHT, docks.docks["sweep"])
    docks.resizeDocks([docks.docks["models"]], [420], Qt.Orientation.Horizontal)
    qtbot.waitUntil(lambda: docks.docks["models"].width() == 420)
    other = open_docks()
    assert other.restore(docks.state(), HOMES)
    assert shown(other) == shown(docks)
    assert other.dockWidgetArea(other.docks["sweep"]) == RIGHT
    qtbot.waitUntil(lambda: other.docks["models"].width() == 420)

    older = docks.saveState(999)
    assert not other.restore(older, HOMES)
    assert shown(other) == shown(docks)


def test_a_panel_that_a_state_does_not_know_is_at_home(open_docks):
    older = open_docks([id for id in HOMES if id != "log"])
    newer = open_docks()
    assert newer.restore(older.state(), older.docks)
    assert newer.dockWidgetArea(newer.docks["log"]) == BOTTOM
    assert newer.tabifiedDockWidgets(newer.docks["log"]) == [newer.docks["results"]]


def test_keys_go_from_panel_to_panel_and_back(docks, qtbot):
    docks.activateWindow()
    docks.centralWidget().field.setFocus()
    qtbot.waitUntil(docks.centralWidget().field.hasFocus)
    docks.go_on(1)
    assert docks.docks["models"].panel.field.hasFocus()
    docks.go_on(1)
    assert docks.docks["form"].panel.field.hasFocus()
    docks.go_on(-1)
    docks.go_on(-1)
    assert docks.centralWidget().field.hasFocus()
    docks.go_on(-1)
    assert docks.docks["inspector"].panel.field.hasFocus()


def test_a_closed_panel_opens_before_its_neighbours_with_the_cursor_in_it(docks, qtbot):
    docks.activateWindow()
    docks.set_open("log", False)
    assert docks.docks["log"].isHidden()
    docks.set_open("log", True)
    qtbot.waitUntil(lambda: docks.docks["log"].panel.field.hasFocus())
    place = docks.docks["log"].geometry()
    qtbot.waitUntil(lambda: not place.intersects(docks.docks["results"].geometry()))
