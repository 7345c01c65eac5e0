"""Tabs that tear off: a page dragged out of the bar gets a window of its own, on any screen."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import msgspec
from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget, QToolButton, QVBoxLayout, QWidget

from mixbench.gui.panel import GAP, Panel, set_role

#: How far above or below the bar a tab must be dragged to come off.
TEAR_PX = 24
_FIRST_SIZE = QSize(860, 600)


class TabsLayout(msgspec.Struct, frozen=True):
    """Where the pages are: the order of all, the one before the others, the geometry of those that float."""

    order: tuple[str, ...]
    current: str
    floating: Mapping[str, bytes] = {}


class TearOffBar(QTabBar):
    """Tabs change their order when they are dragged along the bar, and come off when they are dragged away.

    `torn`: the tab at an index was let go outside, at a place on the screen; no place after a double click.
    """

    torn = Signal(int, object)  # index, QPoint or None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_held = self._is_away = False
        self.setMovable(True)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a tab."""
        super().mousePressEvent(event)
        at_tab = self.tabAt(event.position().toPoint()) >= 0
        self._is_held = at_tab and event.button() == Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the tab along the bar, or show that it would come off here."""
        if not self._is_held:
            super().mouseMoveEvent(event)
            return
        room = self.rect().adjusted(-TEAR_PX, -TEAR_PX, TEAR_PX, TEAR_PX)
        self._set_away(not room.contains(event.position().toPoint()))
        if not self._is_away:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the tab go: into its place in the bar, or off."""
        super().mouseReleaseEvent(event)
        is_torn, self._is_held = self._is_away, False
        self._set_away(False)
        if is_torn:
            # A tab that is held is the current one, wherever it was moved on the way.
            self.torn.emit(self.currentIndex(), event.globalPosition().toPoint())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click takes the tab off at once."""
        index = self.tabAt(event.position().toPoint())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._is_held = False
            self.torn.emit(index, None)

    def _set_away(self, is_away: bool) -> None:
        if is_away and not self._is_away:
            self.setCursor(Qt.CursorShape.DragMoveCursor)
        elif self._is_away and not is_away:
            self.unsetCursor()
        self._is_away = is_away


class PageWindow(QWidget):
    """A page by itself. Closing the window gives the page back."""

    closed = Signal()

    def __init__(self, page: QWidget, title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.page = page
        self.setWindowTitle(f"{title} · MixBench")
        self.setWindowIcon(parent.window().windowIcon())
        set_role(self, "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        panel = Panel(parent=self)
        panel.body.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(panel)
        page.show()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The page goes home."""
        super().closeEvent(event)
        self.closed.emit()


class TearOffTabs(QTabWidget):
    """Pages by their ids, each a tab or a window of its own. One page at least stays a tab."""

    refused = Signal(str)  # why a page cannot float, in a sentence
    floated = Signal(QWidget)  # the window that a page got

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        bar = TearOffBar(self)
        bar.setAccessibleName(self.tr("Pages"))
        bar.torn.connect(lambda index, place: self.float_page(self._id_at(index), place))
        self.setTabBar(bar)
        self.setCornerWidget(self._build_list(), Qt.Corner.TopRightCorner)
        self._pages: dict[str, QWidget] = {}
        self._titles: dict[str, str] = {}
        self._windows: dict[str, PageWindow] = {}

    def _build_list(self) -> QToolButton:
        """Every page by name: of many tabs a narrow window shows few."""
        button = QToolButton(self)
        button.setAccessibleName(self.tr("All pages"))
        button.setToolTip(self.tr("All pages by name, those in windows of their own too"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        set_role(button, "quiet")
        self.list = QMenu(button)
        self.list.aboutToShow.connect(self._fill_list)
        button.setMenu(self.list)
        return button

    def _fill_list(self) -> None:
        self.list.clear()
        shown = self._id_at(self.currentIndex())
        for id, title in self._titles.items():
            action = self.list.addAction(title)
            action.triggered.connect(partial(self.show_page, id))
            action.setCheckable(True)
            action.setChecked(id == shown)

    def add_page(self, id: str, page: QWidget, title: str) -> None:
        """Put a page behind a tab of its own."""
        self._pages[id], self._titles[id] = page, title
        self.addTab(page, title)
        self._describe(page)

    def _describe(self, page: QWidget) -> None:
        told = self.tr("Drag the tab out, or double-click it, for a window of its own")
        self.setTabToolTip(self.indexOf(page), told)

    def _id_at(self, index: int) -> str:
        page = self.widget(index)
        return next(id for id, each in self._pages.items() if each is page)

    @property
    def ids(self) -> tuple[str, ...]:
        """Every page: the tabs from left to right, then those that float."""
        return (*(self._id_at(index) for index in range(self.count())), *self._windows)

    # showing

    def show_page(self, id: str, *_: object) -> None:
        """Bring a page before the others, or its window to the front; keys go to it."""
        if id in self._windows:
            self._windows[id].activateWindow()
        else:
            self.setCurrentWidget(self._pages[id])
            self.window().activateWindow()
        self._pages[id].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def is_floating(self, id: str) -> bool:
        """Whether the page has a window of its own."""
        return id in self._windows

    # floating

    def toggle_floating(self) -> None:
        """Float the page that is looked at, or bring it home from its window."""
        for id, window in self._windows.items():
            if window.isActiveWindow():
                self.dock_page(id)
                return
        self.float_page(self._id_at(self.currentIndex()))

    def float_page(self, id: str, place: QPoint | None = None) -> None:
        """Give a page a window of its own, with its corner where the tab was let go."""
        if id in self._windows:
            return
        if self.count() == 1:
            self.refused.emit(self.tr("One page stays in the window; bring another back to float this one."))
            return
        window = self._open(id)
        if place is not None:
            window.move(place - QPoint(2 * GAP, GAP))
        window.show()
        self.floated.emit(window)

    def _open(self, id: str) -> PageWindow:
        page = self._pages[id]
        self.removeTab(self.indexOf(page))
        window = PageWindow(page, self._titles[id], self)
        window.resize(_FIRST_SIZE)
        window.closed.connect(lambda: self.dock_page(id))
        self._windows[id] = window
        return window

    def dock_page(self, id: str) -> None:
        """Bring a page home from its window, to the place that it has at the first start."""
        window = self._windows.pop(id, None)
        if window is None:
            return
        page = self._pages[id]
        self.insertTab(self._place_of(id), page, self._titles[id])
        self._describe(page)
        self.setCurrentWidget(page)
        window.hide()
        window.deleteLater()

    def _place_of(self, id: str) -> int:
        """Before the first tab that comes after it in the order of the first start."""
        order = list(self._pages)
        later = set(order[order.index(id) + 1 :])
        places = (index for index in range(self.count()) if self._id_at(index) in later)
        return next(places, self.count())

    def dock_all(self) -> None:
        """Bring every page home."""
        for id in list(self._windows):
            self.dock_page(id)

    def hide_windows(self) -> None:
        """The window closes: its pages go with it."""
        for window in self._windows.values():
            window.hide()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to float the tab that was clicked."""
        index = self.tabBar().tabAt(self.tabBar().mapFrom(self, event.pos()))
        if index < 0:
            event.ignore()
            return
        id, menu = self._id_at(index), QMenu(self)
        menu.addAction(self.tr("Float this page"), lambda: self.float_page(id)).setEnabled(self.count() > 1)
        menu.addAction(self.tr("Bring every page back"), self.dock_all).setEnabled(bool(self._windows))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    # between starts

    def layout_state(self) -> TabsLayout:
        """Where every page is."""
        floating = {id: bytes(window.saveGeometry().data()) for id, window in self._windows.items()}
        return TabsLayout(self.ids, self._id_at(self.currentIndex()), floating)

    def restore_layout(self, layout: TabsLayout) -> None:
        """Put every page where it was; a page that is new since then keeps its place."""
        self.dock_all()
        for place, id in enumerate(id for id in layout.order if id in self._pages):
            self.tabBar().moveTab(self.indexOf(self._pages[id]), place)
        for id, geometry in layout.floating.items():
            if id in self._pages and self.count() > 1:
                self._float_at(id, geometry)
        if layout.current in self._pages:
            self.setCurrentWidget(self._pages[layout.current])

    def _float_at(self, id: str, geometry: bytes) -> None:
        window = self._open(id)
        window.restoreGeometry(geometry)
        window.show()
        self.floated.emit(window)

    def reset_layout(self) -> None:
        """Every page home, in the order and with the page of the first start."""
        self.restore_layout(TabsLayout(tuple(self._pages), next(iter(self._pages))))
