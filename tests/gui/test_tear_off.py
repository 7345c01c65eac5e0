"""Tabs that tear off, by mouse and by keys, and find their way back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from mixbench.gui.tear_off import TEAR_PX, PageWindow, TabsLayout, TearOffTabs

LEFT_BUTTON = Qt.MouseButton.LeftButton


@pytest.fixture
def open_tabs(qtbot, themes):
    """Three pages, each a label."""

    def open_some():
        tabs = TearOffTabs()
        for id in ("one", "two", "three"):
            page = QLabel(id)
            page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            tabs.add_page(id, page, id.title())
        tabs.resize(600, 300)
        qtbot.addWidget(tabs)
        tabs.show()
        qtbot.waitExposed(tabs)
        return tabs

    return open_some


@pytest.fixture
def tabs(open_tabs):
    return open_tabs()


def titles(tabs):
    return [tabs.tabText(index) for index in range(tabs.count())]


def window_of(tabs):
    (window,) = (each for each in tabs.findChildren(PageWindow) if each.isVisible())
    return window


def move(bar, place):
    """A move with the button held, which QTest's own does not say."""
    held, at, on_screen = LEFT_BUTTON, QPointF(place), QPointF(bar.mapToGlobal(place))
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        at,
        on_screen,
        Qt.MouseButton.NoButton,
        held,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(bar, event)


def drag(tabs, index, *, by):
    """Drag a tab by some pixels and let it go; the place on the screen where it was let go."""
    bar = tabs.tabBar()
    start = bar.tabRect(index).center()
    QTest.mousePress(bar, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start)
    for step in range(1, 5):
        move(bar, start + by * step / 4)
    QTest.mouseRelease(bar, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, start + by)
    return bar.mapToGlobal(start + by)


def test_a_tab_dragged_out_becomes_a_window_where_it_was_let_go(tabs):
    place = drag(tabs, 1, by=QPoint(30, TEAR_PX + 80))
    window = window_of(tabs)
    assert titles(tabs) == ["One", "Three"]
    assert window.windowTitle() == "Two · MixBench"
    assert window.geometry().contains(place)
    assert window.page.text() == "two" and window.page.isVisible()


def test_a_tab_dragged_along_the_bar_changes_its_place_only(tabs, qtbot):
    drag(tabs, 0, by=QPoint(60, TEAR_PX // 2))
    qtbot.waitUntil(lambda: titles(tabs) == ["Two", "One", "Three"])
    assert not tabs.findChildren(PageWindow)


def test_closing_the_window_brings_the_page_home_to_its_place(tabs):
    bar = tabs.tabBar()
    QTest.mouseDClick(bar, LEFT_BUTTON, Qt.KeyboardModifier.NoModifier, bar.tabRect(0).center())
    assert tabs.is_floating("one") and titles(tabs) == ["Two", "Three"]
    window_of(tabs).close()
    assert titles(tabs) == ["One", "Two", "Three"]
    assert tabs.currentWidget().text() == "one"


def test_one_action_floats_the_page_and_brings_it_home_from_its_window(tabs, qtbot):
    tabs.setCurrentIndex(2)
    tabs.toggle_floating()
    window = window_of(tabs)
    qtbot.waitUntil(window.isActiveWindow)
    tabs.toggle_floating()
    assert titles(tabs) == ["One", "Two", "Three"]


def test_the_last_tab_stays_and_says_why(tabs, qtbot):
    tabs.float_page("one")
    tabs.float_page("two")
    with qtbot.waitSignal(tabs.refused) as refused:
        tabs.float_page("three")
    assert "One page stays" in refused.args[0]
    assert titles(tabs) == ["Three"]
    tabs.dock_all()
    assert titles(tabs) == ["One", "Two", "Three"]


def test_a_page_is_shown_wherever_it_is(tabs, qtbot):
    tabs.float_page("two")
    tabs.activateWindow()
    qtbot.waitUntil(tabs.isActiveWindow)
    tabs.show_page("two")
    qtbot.waitUntil(window_of(tabs).isActiveWindow)
    assert window_of(tabs).page.hasFocus()
    tabs.show_page("three")
    assert tabs.currentWidget().text() == "three"


def test_order_windows_and_the_current_page_are_restored(tabs, open_tabs, qtbot):
    drag(tabs, 0, by=QPoint(60, 0))
    qtbot.waitUntil(lambda: titles(tabs) == ["Two", "One", "Three"])
    tabs.float_page("three")
    window_of(tabs).setGeometry(40, 50, 500, 400)
    tabs.setCurrentIndex(1)
    state = tabs.layout_state()

    again = open_tabs()
    again.restore_layout(state)
    assert titles(again) == ["Two", "One"]
    assert again.currentWidget().text() == "one"
    assert window_of(again).geometry() == window_of(tabs).geometry()
    again.reset_layout()
    assert titles(again) == ["One", "Two", "Three"] and again.currentIndex() == 0


def test_a_layout_of_other_pages_keeps_what_it_does_not_know(tabs):
    tabs.restore_layout(TabsLayout(("three", "gone", "one"), "gone", {"gone": b"", "three": b"no geometry"}))
    assert tabs.is_floating("three")
    assert set(titles(tabs)) == {"One", "Two"}


def test_every_page_is_in_the_list_behind_the_tabs(tabs):
    tabs.float_page("two")
    tabs.list.aboutToShow.emit()
    entries = {action.text(): action for action in tabs.list.actions()}
    assert list(entries) == ["One", "Two", "Three"] and entries["One"].isChecked()
    entries["Three"].trigger()
    assert tabs.tabText(tabs.currentIndex()) == "Three"
