"""The panels as docks around the pages: each can be moved, tabbed, floated, closed and put back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from mixbench.gui.icons import STORED_COLOUR, icon
from mixbench.gui.panel import GAP, Panel, set_role
from mixbench.gui.places import panel_title

#: Counted up when a saved layout of the former version would no longer make sense.
VERSION = 1

LEFT = Qt.DockWidgetArea.LeftDockWidgetArea
RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea

#: How wide the columns are at most, and which share of the width they take where that is less.
_LEFT_PX, _RIGHT_PX, _LEFT_SHARE, _RIGHT_SHARE = 350, 264, 0.25, 0.21
#: What a table needs for a few rows, below its tab and its buttons.
_TABLE_PX = 216
#: How the panels of the left share its height, from the top.
_LEFT_WEIGHTS = (330, 290, 170)
#: On a window lower than this each would be a slit: the second goes behind the first.
_LOW_PX = 720


@dataclass(frozen=True)
class Arrangement:
    """Which areas are open, and how much of the height the bottom takes."""

    areas: tuple[Qt.DockWidgetArea, ...]
    bottom_share: float = 0.29


STANDARD = Arrangement((LEFT, BOTTOM, RIGHT))
PLOT_ONLY = Arrangement(())
WIDE_TABLE = Arrangement((BOTTOM,), 0.6)


class DockTitle(QFrame):
    """A panel's header as the handle of its dock, with two buttons while the pointer is over it: they are
    there for the mouse, while keys find the same in the menu."""

    def __init__(self, dock: QDockWidget, panel: Panel) -> None:
        super().__init__(dock)
        set_role(self, "dock-title")
        self.setToolTip(self.tr("Drag to move the panel; double-click to float or dock it"))
        self.float_button = self._button("float", self.tr("Float or dock the panel"))
        self.close_button = self._button("close", self.tr("Close the panel; View > Panels brings it back"))
        self.float_button.clicked.connect(lambda: dock.setFloating(not dock.isFloating()))
        self.close_button.clicked.connect(dock.close)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, GAP, 10, GAP - 2)
        layout.addWidget(panel.lend_header(self.float_button, self.close_button))

    def _button(self, name: str, what: str) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon(name, STORED_COLOUR))
        button.setToolTip(what)
        button.setAccessibleName(what)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(button, "corner")
        button.hide()
        return button

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer the buttons."""
        super().enterEvent(event)
        self._offer(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Be quiet again."""
        super().leaveEvent(event)
        self._offer(False)

    def _offer(self, is_near: bool) -> None:
        self.float_button.setVisible(is_near)
        self.close_button.setVisible(is_near)


class PanelDock(QDockWidget):
    """A panel that can be moved by its own header."""

    def __init__(self, id: str, panel: Panel, home: Qt.DockWidgetArea, parent: QWidget) -> None:
        super().__init__(panel_title(id), parent)
        self.setObjectName(id)
        self.panel, self.home = panel, home
        self.setTitleBarWidget(DockTitle(self, panel))
        self.setWidget(panel)


class Docks(QMainWindow):
    """The pages in the middle and the panels around them.

    The left and the right reach from top to bottom; the bottom lies between them, its panels one behind
    the other.
    """

    def __init__(self, centre: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlags(Qt.WindowType.Widget)
        self._centre = centre
        self.setCentralWidget(centre)
        self.setDockOptions(QMainWindow.DockOption.AllowNestedDocks | QMainWindow.DockOption.AllowTabbedDocks)
        self.setDocumentMode(True)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomLeftCorner, LEFT)
        self.setCorner(Qt.Corner.BottomRightCorner, RIGHT)
        self.docks: dict[str, PanelDock] = {}
        self._arrangement: Arrangement | None = None
        self._sharing = QTimer(self, interval=0, singleShot=True)
        self._sharing.timeout.connect(self._share_out)
        # Several signals tell of one move; the names are put right once after it.
        self._naming = QTimer(self, interval=0, singleShot=True)
        self._naming.timeout.connect(self._name_panels)

    def add(self, id: str, panel: Panel, home: Qt.DockWidgetArea) -> PanelDock:
        """Take in a panel, whose place `arrange` finds."""
        self.docks[id] = dock = PanelDock(id, panel, home, self)
        for moved in (dock.visibilityChanged, dock.dockLocationChanged, dock.topLevelChanged):
            moved.connect(lambda _: self._naming.start())
        return dock

    def set_open(self, id: str, is_open: bool) -> None:
        """Open a panel, or close it."""
        if is_open:
            self.show_panel(id)
        else:
            self.docks[id].close()

    def show_panel(self, id: str) -> None:
        """Open a panel, bring it before those that share its place, and let keys go to it."""
        dock = self.docks[id]
        dock.show()
        dock.raise_()
        enter(dock.panel)

    def go_on(self, step: int) -> None:
        """Let keys go to the next panel that is open, or to the one before; the pages are one of them."""
        stops = [self._centre, *(dock.panel for dock in self.docks.values() if self._is_seen(dock))]
        focus = QApplication.focusWidget()
        here = next((n for n, stop in enumerate(stops) if focus and stop.isAncestorOf(focus)), 0)
        enter(stops[(here + step) % len(stops)])

    def _is_seen(self, dock: PanelDock) -> bool:
        """Whether a panel is open and before its neighbours: Qt moves those behind out of the window."""
        return dock.isVisible() and (dock.isFloating() or self.rect().intersects(dock.geometry()))

    # arranging

    def arrange(self, arrangement: Arrangement) -> None:
        """Give every panel its first place, and open the areas of the arrangement."""
        for dock in self.docks.values():
            dock.setFloating(False)
            self.removeDockWidget(dock)
        for area in (LEFT, RIGHT, BOTTOM):
            self._fill(area, is_open=area in arrangement.areas)
        self._arrangement = arrangement
        # Qt sizes areas that stand, which they do not before it has laid out what was just put there.
        self._sharing.start()

    def _at(self, area: Qt.DockWidgetArea) -> list[PanelDock]:
        return [dock for dock in self.docks.values() if dock.home == area]

    def _fill(self, area: Qt.DockWidgetArea, *, is_open: bool) -> None:
        docks = self._at(area)
        for number, dock in enumerate(docks):
            self.addDockWidget(area, dock)
            if area == BOTTOM and number:
                self.tabifyDockWidget(docks[0], dock)
            dock.setVisible(is_open)
        if area == BOTTOM and is_open:
            docks[0].raise_()

    def _share_out(self) -> None:
        """Size the areas. Before the window stands there is nothing to share: it is done when it does."""
        if self._arrangement is None or not self.isVisible():
            return
        width, height = self.width(), self.height()
        left, right, bottom = (self._at(area) for area in (LEFT, RIGHT, BOTTOM))
        self._size(left[:1], [min(_LEFT_PX, round(width * _LEFT_SHARE))], Qt.Orientation.Horizontal)
        self._size(right[:1], [min(_RIGHT_PX, round(width * _RIGHT_SHARE))], Qt.Orientation.Horizontal)
        self._share_left(left, height)
        share = self._arrangement.bottom_share
        self._size(bottom[:1], [max(_TABLE_PX, round(height * share))], Qt.Orientation.Vertical)
        self._arrangement = None

    def _share_left(self, docks: list[PanelDock], height: int) -> None:
        weights = _LEFT_WEIGHTS[: len(docks)]
        if height < _LOW_PX and len(docks) > 1 and not docks[0].isHidden():
            first, second, *below = docks
            self.tabifyDockWidget(first, second)
            first.raise_()
            docks, weights = [first, *below], (weights[0] + weights[1], *weights[2:])
        self._size(docks, _shares(height, weights), Qt.Orientation.Vertical)

    def _size(self, docks: list[PanelDock], sizes_px: list[int], way: Qt.Orientation) -> None:
        if docks and not docks[0].isHidden():
            self.resizeDocks(docks, sizes_px, way)

    def showEvent(self, event: QShowEvent) -> None:
        """Size what was arranged before there was a size."""
        super().showEvent(event)
        self._share_out()

    # between starts

    def state(self) -> QByteArray:
        """Where every panel is, for `restore`."""
        return self.saveState(VERSION)

    def restore(self, state: QByteArray, known: Collection[str]) -> bool:
        """Put the known panels where they were, and others at home; False, and nothing moved, where the
        state is of another version."""
        if not self.restoreState(state, VERSION):
            return False
        self._arrangement = None
        for id in self.docks.keys() - known:
            self._take_home(self.docks[id])
        return True

    def _take_home(self, dock: PanelDock) -> None:
        self.addDockWidget(dock.home, dock)
        neighbours = [other for other in self._at(dock.home) if other is not dock]
        if dock.home == BOTTOM and neighbours:
            self.tabifyDockWidget(neighbours[0], dock)
            neighbours[0].raise_()
        dock.show()

    # names

    def _name_panels(self) -> None:
        """A panel behind a tab is named by the tab; another by its own header."""
        for dock in self.docks.values():
            beside = [other for other in self.tabifiedDockWidgets(dock) if not other.isHidden()]
            dock.panel.set_named(dock.isFloating() or not beside)
        for bar in self.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly):
            bar.setAccessibleName(self.tr("Panels that share this place"))


def enter(area: QWidget) -> None:
    """Let keys go to the first widget of an area that takes them."""
    takes = (each for each in area.findChildren(QWidget) if each.isVisible() and each.isEnabled())
    first = next((each for each in takes if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def _shares(total: int, weights: Sequence[int]) -> list[int]:
    return [round(total * weight / sum(weights)) for weight in weights]
