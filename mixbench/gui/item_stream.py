"""What a run tells, on its way to the panels: at most twice a second, for every panel redraws at it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

#: A repaint is work for a core that is being measured.
BEAT_MS = 500


class ItemStream(QObject):
    """Gathers items and puts the latest state of each on the bench, on one beat for the whole window; what
    else is to be told goes on the same beat. The first news after a rest goes through at once.

    `passed`: the items that were put on the bench.
    """

    passed = Signal(object)

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._items: dict[int, Item] = {}
        self._news: dict[str, Callable[[], None]] = {}
        self._beat = QTimer(self, interval=BEAT_MS, singleShot=True)
        self._beat.timeout.connect(self.flush)

    def put(self, item: Item) -> None:
        """Take an item on, which replaces what is still held back of it."""
        self._items[item.number] = item
        self._pass_on()

    def tell(self, what: str, say: Callable[[], None]) -> None:
        """Say something on the next beat, unless something newer of the same kind replaces it."""
        self._news[what] = say
        self._pass_on()

    def _pass_on(self) -> None:
        if not self._beat.isActive():
            self.flush()

    def flush(self) -> None:
        """Pass on what was held back, and hold back what comes within the next beat."""
        if not self._items and not self._news:
            return
        items, self._items = tuple(self._items.values()), {}
        news, self._news = tuple(self._news.values()), {}
        self._beat.start()
        for item in items:
            self._bench.put_item(item)
        if items:
            self.passed.emit(items)
        for say in news:
            say()

    def drop(self) -> None:
        """Forget what was held back: another run begins."""
        self._items, self._news = {}, {}
        self._beat.stop()
