"""The command palette: whatever the window can do, found by typing a part of its name."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from mixbench.gui.palette_entries import PaletteEntry, found
from mixbench.gui.palette_list import PaletteLine, PaletteModel
from mixbench.gui.panel import GAP, muted, set_role
from mixbench.gui.preferences import Preferences

_WIDTH_PX, _HEIGHT_PX, _FROM_TOP_PX = 620, 420, 64
#: So many of the entries that were used lately stand at the top.
MOST_RECENT = 8
_RECENT_KEY = "palette/recent"
#: Keys that move in the list while the text keeps the focus.
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


class CommandPalette(QDialog):
    """Comes up over the window with what `collect` finds at that moment, and goes with the choice.

    Arrows move, Enter runs, Esc or a click elsewhere leaves everything as it was.
    """

    refused = Signal(str)  # why what was chosen cannot be done now

    def __init__(
        self,
        collect: Callable[[], Iterable[PaletteEntry]],
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self._collect, self._preferences = collect, preferences
        self._entries: tuple[PaletteEntry, ...] = ()
        self.field = QLineEdit(self)
        self.list = QListView(self)
        self._lines = PaletteModel()
        self._nothing = QLabel(self.tr("Nothing is called that. Try fewer letters."), self)
        self._dress()
        self._lay_out()
        self.field.textChanged.connect(self._search)
        self.list.clicked.connect(self._run)
        self.list.selectionModel().currentChanged.connect(self._describe)

    def _dress(self) -> None:
        self.setWindowTitle(self.tr("Command palette"))
        set_role(self, "palette")
        self.field.setPlaceholderText(self.tr("Action, page or model"))
        self.field.setAccessibleName(self.tr("What to find"))
        self.field.setToolTip(self.tr("Any part of a name, in English or Chinese; first letters will do"))
        self.field.setClearButtonEnabled(True)
        self.field.installEventFilter(self)
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setToolTip(self.tr("Arrows move, Enter runs, Esc leaves"))
        self.list.setModel(self._lines)
        self.list.setItemDelegate(PaletteLine(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self._nothing, "muted")
        self._nothing.setContentsMargins(GAP, GAP, GAP, GAP)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self.field)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list, 1)
        layout.addWidget(muted(self.tr("↑ ↓ move   ·   Enter runs   ·   Esc leaves"), self))

    @property
    def shown(self) -> tuple[PaletteEntry, ...]:
        """What was found, the best first."""
        return tuple(self._lines.entries)

    def come_up(self) -> None:
        """Show everything that can be done now, what was used lately first."""
        self._entries = tuple(self._collect())
        self.field.clear()
        self._search("")
        self._place()
        self.open()
        self.field.setFocus()

    def _place(self) -> None:
        """In the middle of the window, near its top."""
        over = self.parentWidget()
        if over is None:
            self.resize(_WIDTH_PX, _HEIGHT_PX)
            return
        within = over.window().geometry()
        width = min(_WIDTH_PX, within.width() - 4 * GAP)
        height = min(_HEIGHT_PX, within.height() - 2 * _FROM_TOP_PX)
        self.setGeometry(within.center().x() - width // 2, within.top() + _FROM_TOP_PX, width, height)

    def _search(self, query: str) -> None:
        self._lines.show(found(self._entries, query, self._preferences.texts(_RECENT_KEY)))
        is_found = self._lines.rowCount() > 0
        self.list.setVisible(is_found)
        self._nothing.setVisible(not is_found)
        if is_found:
            self.list.setCurrentIndex(self._lines.index(0))

    def _describe(self, index: QModelIndex) -> None:
        """The focus stays in the field, so that is where a screen reader hears what Enter would do."""
        entry = self._lines.entries[index.row()] if index.isValid() else None
        self.field.setAccessibleDescription(entry.spoken if entry else "")

    # choosing

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The text keeps the focus while arrows move in the list."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run(self.list.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _run(self, index: QModelIndex) -> None:
        """Do what was chosen, once the palette is gone; what cannot be done is said, and it stays."""
        if not index.isValid():
            return
        entry = self._lines.entries[index.row()]
        if entry.refusal:
            self.refused.emit(entry.refusal)
            return
        self._remember(entry.id)
        self.accept()
        entry.run()

    def _remember(self, id: str) -> None:
        others = (other for other in self._preferences.texts(_RECENT_KEY) if other != id)
        self._preferences.set_texts(_RECENT_KEY, (id, *others)[:MOST_RECENT])

    def changeEvent(self, event: QEvent) -> None:
        """A click elsewhere closes it, as it does a menu."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isVisible() and not self.isActiveWindow():
            self.reject()
