"""What can be done with a figure by a key or from its menu."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from mixbench.gui.figure_pointer import FigurePointer
from mixbench.gui.figure_walk import PointWalk
from mixbench.gui.figure_zoom import Zoom

#: What a key press magnifies by, and what it shows more by.
_NEARER, _FARTHER = 0.8, 1.25

#: These say nothing of which key it is.
_SILENT = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier

Slot = Callable[[], object]


class FigureCommands(QObject):
    """The keys and the menu of a plot: to walk over points, take, pin, copy and zoom."""

    def __init__(
        self,
        zoom: Zoom,
        walk: PointWalk,
        pointer: FigurePointer,
        summary: Callable[[], str],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._zoom, self._walk, self._pointer, self._summary = zoom, walk, pointer, summary
        self._slots: dict[int, Slot] = {
            Qt.Key.Key_Left: lambda: walk.along(-1),
            Qt.Key.Key_Right: lambda: walk.along(1),
            Qt.Key.Key_Up: lambda: walk.over(1),
            Qt.Key.Key_Down: lambda: walk.over(-1),
            Qt.Key.Key_Return: walk.choose,
            Qt.Key.Key_Enter: walk.choose,
            Qt.Key.Key_Escape: self.clear,
            Qt.Key.Key_P: pointer.toggle_pin,
            Qt.Key.Key_Plus: lambda: zoom.magnify(_NEARER),
            Qt.Key.Key_Equal: lambda: zoom.magnify(_NEARER),
            Qt.Key.Key_Minus: lambda: zoom.magnify(_FARTHER),
            Qt.Key.Key_0: zoom.show_whole,
            Qt.Key.Key_Home: zoom.show_whole,
            Qt.Key.Key_Backspace: lambda: zoom.step(-1),
        }

    def slot_of(self, event: QKeyEvent) -> Slot | None:
        """What a key press does here; None where it is not the plot's."""
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy_values
        if event.modifiers() & ~_SILENT:
            return None
        return self._slots.get(event.key())

    def clear(self) -> None:
        """Let go of what is read out, pinned or stood at."""
        self._walk.end()
        self._pointer.unpin()
        self._pointer.leave()

    def copy_values(self) -> None:
        """Put what is read out, or pinned, into the clipboard; without either, the summary."""
        said = self._pointer.said
        QGuiApplication.clipboard().setText(said.text() if said else self._summary())

    def copy_summary(self) -> None:
        """Put the figure in words into the clipboard."""
        QGuiApplication.clipboard().setText(self._summary())

    def build_menu(self, parent: QWidget) -> QMenu:
        """What can be done with the plot. The keys stand beside the words; as shortcuts they would be the
        window's."""
        menu = QMenu(parent)
        is_read = self._pointer.said is not None
        pin = self.tr("Let go of the pinned values") if self._pointer.is_pinned else self.tr("Pin the values")
        entries: tuple[tuple[str, str, Slot, bool], ...] = (
            (self.tr("Copy the values"), "Ctrl+C", self.copy_values, is_read),
            (pin, "P", self._pointer.toggle_pin, is_read),
            (self.tr("Copy the summary"), "", self.copy_summary, True),
            (self.tr("Show all"), "0", self._zoom.show_whole, self._zoom.is_zoomed),
            (self.tr("Last view"), "Backspace", lambda: self._zoom.step(-1), self._zoom.can_step(-1)),
            (self.tr("Next view"), "", lambda: self._zoom.step(1), self._zoom.can_step(1)),
        )
        for text, key, slot, is_possible in entries:
            action = menu.addAction(f"{text}\t{key}" if key else text)
            action.triggered.connect(lambda _=False, slot=slot: slot())
            action.setEnabled(is_possible)
        return menu
