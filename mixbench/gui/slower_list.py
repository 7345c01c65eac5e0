"""The pairs in which fewer MACs take longer: a list to read, walk and copy."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from mixbench.core.slower_pairs import SlowerModels
from mixbench.gui.panel import GAP, capitals
from mixbench.gui.roofline_words import pair_text, pair_title
from mixbench.gui.workbench import Workbench

_CASE = Qt.ItemDataRole.UserRole


class SlowerList(QWidget):
    """The most striking pair first. `chosen` is the case of the slower model where an entry is taken."""

    chosen = Signal(object)  # Case

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._entries: tuple[SlowerModels, ...] = ()
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Fewer MACs yet slower"))
        self.list.setToolTip(
            self.tr(
                "Models with fewer MACs that surely take longer under the same conditions; a click shows one"
            )
        )
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setAlternatingRowColors(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.list, self.copy)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(capitals(self.tr("Fewer MACs yet slower"), self))
        layout.addWidget(self.list, 1)

    @property
    def has_entries(self) -> bool:
        """Whether there is such a pair."""
        return bool(self._entries)

    def show_entries(self, entries: Sequence[SlowerModels]) -> None:
        """Show other pairs."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self.list.clear()
            for entry in entries:
                item = QListWidgetItem(f"{self._title(entry)}\n{pair_text(entry)}", self.list)
                item.setData(_CASE, entry.pair.slower.case)

    def copy(self) -> None:
        """Put the chosen entries, or all, into the clipboard."""
        items = self.list.selectedItems() or [self.list.item(row) for row in range(self.list.count())]
        QGuiApplication.clipboard().setText("\n\n".join(item.text() for item in items))

    def _title(self, entry: SlowerModels) -> str:
        pair = entry.pair
        return pair_title(
            entry, self._bench.label(pair.slower.case.model), self._bench.label(pair.faster.case.model)
        )

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(item.data(_CASE))
