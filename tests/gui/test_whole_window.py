"""The whole window on a small laptop, in every language and a stretched one: nothing is clipped, every
control has a name that is spoken and a word of help, and the Tab key reaches all of them."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QDockWidget,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from mixbench.core.heap import no_search
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.language import install_language, remove_language
from mixbench.gui.main_window import MainWindow
from mixbench.gui.places import PAGES
from mixbench.gui.preferences import Preferences
from mixbench.gui.pseudo_language import install_pseudo_language
from mixbench.gui.theme import ThemeManager
from mixbench.gui.worker_process import ProcessTransport
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
SMALL_LAPTOP = QSize(1280, 720)

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
#: What these are made of is operated through them.
WHOLES = (QComboBox, QAbstractSpinBox, QTabBar, QAbstractItemView, QAbstractScrollArea)


@pytest.fixture(scope="module", params=["en", "zh_CN", "pseudo"])
def window(request, qapp, tmp_path_factory):
    """A window with results, of which the tests change no more than what is in front."""
    pseudo = install_pseudo_language(qapp) if request.param == "pseudo" else None
    install_language(qapp, "en" if pseudo else request.param)
    folder = tmp_path_factory.mktemp(request.param)
    themes = ThemeManager("light", qapp)
    themes.apply(qapp)
    opened = MainWindow(
        Store(folder / "mixbench.sqlite3"),
        Preferences(folder / "window.ini"),
        themes,
        lambda: ProcessTransport(command=[sys.executable, str(FAKE_WORKER)]),
    )
    opened.is_stretched = pseudo is not None
    opened.resize(SMALL_LAPTOP)
    opened.show()
    # A word that changes while it is looked at has not found its room yet.
    opened.control.load_changed.disconnect(opened.toolbar.set_load)
    opened.toolbar.set_load(1.0)
    yield opened
    opened.close()
    remove_language(qapp)
    if pseudo is not None:
        qapp.removeTranslator(pseudo)
        pseudo.deleteLater()
    for gone in (opened, themes):
        gone.deleteLater()
        qapp.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
    with no_search():
        qapp.setStyleSheet("")


def controls(root: QWidget) -> list[QWidget]:
    """Everything below a widget that can be operated."""
    return [
        widget
        for widget in root.findChildren(QWidget)
        if isinstance(widget, CONTROLS)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not _is_part(widget)
        and not _waits_for_words(widget)
    ]


def _waits_for_words(widget: QWidget) -> bool:
    """A button that is shown only once there is something to write on it."""
    return isinstance(widget, QAbstractButton) and not widget.isVisible() and not widget.text()


def _is_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if parent is None or widget.objectName().startswith("qt_"):
        return parent is not None
    is_inside = isinstance(parent, WHOLES) and not isinstance(parent, QAbstractScrollArea)
    return is_inside or isinstance(parent.parentWidget(), QComboBox)


def spoken_name(widget: QWidget) -> str:
    """What a screen reader says of it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else ""


def place_of(widget: QWidget) -> str:
    parent = widget.parentWidget()
    return type(widget).__name__ if parent is None else f"{place_of(parent)}/{type(widget).__name__}"


def test_every_control_has_a_name_that_is_spoken(window):
    assert [place_of(one) for one in controls(window) if not spoken_name(one)] == []


def test_every_control_says_in_a_word_what_it_is_for(window):
    silent = [
        f"{spoken_name(one)}: {place_of(one)}"
        for one in controls(window)
        if not one.toolTip() and not isinstance(one, QAbstractItemView)
    ]
    assert silent == []


def test_the_tab_key_reaches_every_control_in_front(qtbot, window):
    wanted = {
        one
        for one in controls(window)
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    }
    window.activateWindow()
    first = window.focusWidget() or next(iter(wanted))
    first.setFocus()
    reached, at = {first}, first.nextInFocusChain()
    while at is not first and len(reached) < 10_000:
        reached.add(at)
        at = at.nextInFocusChain()
    missed = [place_of(one) for one in wanted if one not in reached and one.focusProxy() not in reached]
    assert missed == []


@pytest.mark.parametrize("page", PAGES)
def test_nothing_is_clipped(qtbot, window, page):
    window.pages.show_page(page)
    qtbot.wait(50)
    # An answer of the engine that comes just now has its room a turn or two later.
    with suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: not clipped(window), timeout=1500)
    assert clipped(window) == []


def test_a_small_laptop_is_large_enough_for_every_language(window):
    """The stretched one stands for none: it only shows what gives way, and what does not."""
    if not window.is_stretched:
        assert window.size() == SMALL_LAPTOP


def clipped(root: QWidget) -> list[str]:
    """Texts below a widget that do not fit: buttons narrower than they need, labels cut off, and whatever is
    hidden behind the border of a parent that cannot be scrolled."""
    return [
        f"“{_text(widget)}” in {place_of(widget)}: {problem}"
        for widget in root.findChildren(QWidget)
        if _text(widget) and _is_in_front(widget) and (problem := _problem(widget))
    ]


def _is_in_front(widget: QWidget) -> bool:
    """Qt moves panels that are behind a tab out of the window, but calls them visible."""
    if not widget.isVisible():
        return False
    docks = (dock for dock in widget.window().findChildren(QDockWidget) if dock.isAncestorOf(widget))
    return all(not dock.visibleRegion().isEmpty() for dock in docks)


def _text(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def _problem(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and widget.wordWrap():
        height = widget.heightForWidth(widget.width())
        return f"{widget.height()} of {height} px high" if widget.height() < height - 1 else ""
    needed = widget.sizeHint().width()
    if widget.width() < needed - 1 and not isinstance(widget, ElidedLabel):
        return f"{widget.width()} of {needed} px wide"
    seen = widget.visibleRegion().boundingRect().size()
    if not _is_scrolled(widget) and seen != widget.size():
        return f"seen {seen.toTuple()} of {widget.size().toTuple()}"
    return ""


def _is_scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, QAbstractScrollArea) or _is_scrolled(parent))
