"""What part of a figure is seen: the whole until the user zooms, and the way back and forth."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, QRectF, Qt, QTimer, Signal

#: Turns of the wheel and moves of the mouse within this time are one step of the history.
_STEP_MS = 350

#: More views than this nobody goes back through.
_MOST_VIEWS = 50


class FigureBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Pans where the mouse drags, and zooms into a frame where it drags with Shift."""

    def mouseDragEvent(self, ev: Any, axis: int | None = None) -> None:
        """Draw a frame with Shift, which then stays one until the button is let go."""
        if ev.isStart():
            is_frame = bool(ev.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.setMouseMode(self.RectMode if is_frame else self.PanMode)
        super().mouseDragEvent(ev, axis)

    def showAxRect(self, ax: QRectF, **_options: object) -> None:
        """Show exactly the part that was framed."""
        super().showAxRect(ax, padding=0)


class ViewHistory:
    """The views that were looked at, None being the whole, and which of them is shown."""

    def __init__(self) -> None:
        self._views: list[QRectF | None] = [None]
        self._place = 0

    def visit(self, view: QRectF | None) -> None:
        """Come to another view; those ahead are forgotten."""
        if view == self._views[self._place]:
            return
        self._views = [*self._views[: self._place + 1], view][-_MOST_VIEWS:]
        self._place = len(self._views) - 1

    def can_go(self, steps: int) -> bool:
        """Whether there is a view so far back (-1) or ahead (1)."""
        return 0 <= self._place + steps < len(self._views)

    def go(self, steps: int) -> QRectF | None:
        """Step back or ahead; the view that is shown then."""
        if self.can_go(steps):
            self._place += steps
        return self._views[self._place]

    def forget(self) -> None:
        """Other axes have other views."""
        self._views, self._place = [None], 0


class Zoom(QObject):
    """Whether the user chose a part of the figure. `fit_requested` asks for the whole; `chosen` says that a
    part was chosen by hand, `changed` that it is a part now, or no longer."""

    fit_requested = Signal()
    chosen = Signal()
    changed = Signal(bool)

    def __init__(self, box: FigureBox, parent: QObject) -> None:
        super().__init__(parent)
        self.is_zoomed = False
        self.history = ViewHistory()
        self._box = box
        self._pause = QTimer(self, interval=_STEP_MS, singleShot=True)
        self._pause.timeout.connect(self._keep)
        box.sigRangeChangedManually.connect(self._take)

    def fit(self) -> None:
        """The whole figure is shown."""
        self._pause.stop()
        self._set_zoomed(False)

    def show_part(self, part: QRectF) -> None:
        """Show a part of the figure, in positions of the axes."""
        self._set_zoomed(True)
        self._box.setRange(part, padding=0)

    def magnify(self, factor: float) -> None:
        """Show less (a factor below 1) or more around the middle."""
        self._box.scaleBy((factor, factor))
        self._take()

    def can_step(self, steps: int) -> bool:
        """Whether there is a view so far back (-1) or ahead (1)."""
        return self.history.can_go(steps) or (steps < 0 and self._pause.isActive())

    def step(self, steps: int) -> None:
        """Go back or ahead in what was looked at."""
        if self._pause.isActive():
            self._keep()
        if not self.history.can_go(steps):
            return
        part = self.history.go(steps)
        if part is None:
            self.fit_requested.emit()
        else:
            self.show_part(part)
            self.chosen.emit()

    def reset(self) -> None:
        """The axes are others: nothing that was looked at means anything there."""
        self.history.forget()
        self.fit()

    def show_whole(self) -> None:
        """The user asks for the whole: going back leads from there to the part."""
        if self._pause.isActive():
            self._keep()
        self.history.visit(None)
        self.fit_requested.emit()

    def _take(self) -> None:
        """The user moved what is seen."""
        self._set_zoomed(True)
        self._pause.start()
        self.chosen.emit()

    def _keep(self) -> None:
        self._pause.stop()
        self.history.visit(self._box.viewRect())

    def _set_zoomed(self, is_zoomed: bool) -> None:
        if is_zoomed != self.is_zoomed:
            self.is_zoomed = is_zoomed
            self.changed.emit(is_zoomed)
