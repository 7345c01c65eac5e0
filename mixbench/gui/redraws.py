"""When a page is drawn anew: at once after a pause, once a frame while changes pour in, never unseen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

#: Changes are gathered for this long; while a block is timed for much longer, for a repaint takes a core.
_FRAME_MS, _QUIET_MS = 30, 500
#: What a run tells comes twice a second, to the table too: a page lets it be painted first.
_APART_MS = 120
#: A page that takes long to draw is drawn less often, so that keys and clicks come between.
_SHARE = 3


class Redraws(QObject):
    """Calls a page's `draw` for the changes that it is told of. One that nobody sees is drawn when it is
    shown again."""

    def __init__(self, page: QWidget, draw: Callable[[], object]) -> None:
        super().__init__(page)
        self._page, self._draw = page, draw
        self._is_quiet = self._is_stale = False
        self._took_ms = 0
        self._since = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._draw_if_seen)
        page.installEventFilter(self)

    @property
    def is_due(self) -> bool:
        """Whether changes wait to be drawn."""
        return self._timer.isActive()

    def schedule(self, *, at_once: bool = False) -> None:
        """Draw soon, once for many changes; or in this turn of the event loop, where a frame has passed since
        it was drawn last, so that what follows a hand is painted before all that can wait."""
        wait_ms = self._wait_ms()
        if at_once and not wait_ms:
            self._draw_if_seen()
        elif not self._timer.isActive():
            self._timer.start(wait_ms)

    def set_quiet(self, is_quiet: bool) -> None:
        """Draw rarely while the worker times; afterwards show what was held back at once."""
        self._is_quiet = is_quiet
        if self._timer.isActive():
            self._timer.start(self._wait_ms())

    def done(self) -> None:
        """It was drawn just now; nothing is held back."""
        self._timer.stop()
        self._is_stale = False
        self._since.start()

    def _wait_ms(self) -> int:
        """What is left of the frame in which it was drawn last."""
        if self._is_quiet:
            since_ms = self._since.elapsed() if self._since.isValid() else 0
            return max(_APART_MS, _QUIET_MS - since_ms)
        frame_ms = max(_FRAME_MS, _SHARE * self._took_ms)
        return max(0, frame_ms - self._since.elapsed()) if self._since.isValid() else 0

    def _draw_if_seen(self) -> None:
        if self._page.isVisible():
            began = QElapsedTimer()
            began.start()
            self._draw()
            self._took_ms = began.elapsed()
        else:
            self._is_stale = True

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Show what changed while nobody looked."""
        if event.type() is QEvent.Type.Show and self._is_stale:
            self._draw()
        return False
