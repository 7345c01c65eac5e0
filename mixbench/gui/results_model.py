"""The results of the session as a table: a row for each case, its cost, its latency and its trust."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, Qt

from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_columns import columns
from mixbench.gui.results_rows import Index, ResultRows
from mixbench.gui.swatch import series_swatch
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import tone_colour, trust
from mixbench.gui.workbench import Workbench

#: The number of the row's item in the session.
NUMBER_ROLE = int(Qt.ItemDataRole.UserRole) + 1

#: Qt asks for many more; most of what it asks is answered before a row is looked up.
_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.ToolTipRole,
        NUMBER_ROLE,
    )
)
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ResultsModel(ResultRows):
    """The cells of the results: what stands in them, and what is written into them."""

    def __init__(
        self,
        workbench: Workbench,
        themes: ThemeManager,
        parent: QObject | None = None,
        notes: ResultNotes | None = None,
    ) -> None:
        super().__init__(workbench, columns(workbench, notes), parent)
        self._themes, self._notes = themes, notes
        self._names = workbench.arrangement.names
        workbench.models_changed.connect(self._refresh_models)
        workbench.roofs_changed.connect(self._refresh_values)
        themes.changed.connect(self._refresh_colours)
        if notes is not None:
            notes.changed.connect(self.note)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if role not in _ROLES or not index.isValid():
            return None
        item, column = self.item(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return column.text(item)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if column.is_number else _TEXT
            case Qt.ItemDataRole.DecorationRole if column.id == "model":
                slot = self._workbench.slot(item.case.model)
                return series_swatch(self._themes.theme, slot)
            case Qt.ItemDataRole.ForegroundRole if column.id == "trust":
                return tone_colour(self._themes.theme, trust(item).tone)
            case Qt.ItemDataRole.ToolTipRole:
                return trust(item).sentence if column.id == "trust" else column.text(item)
        return item.number if role == NUMBER_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Notes and tags are written into the table."""
        flags = super().flags(index)
        is_written = index.isValid() and self.columns[index.column()].id in ("note", "tags")
        return flags | Qt.ItemFlag.ItemIsEditable if is_written else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take over what was written into a cell."""
        if self._notes is None or role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        write = {"note": self._notes.write_note, "tags": self._notes.write_tags}
        write[self.columns[index.column()].id](self.item(index.row()).number, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles and tooltips of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (column.tooltip, self._order_words(column.id))))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if column.is_number else _TEXT
        return None

    def _order_words(self, id: str) -> str:
        """What the mark of a header says, in words."""
        order = self.sort_order
        place = next((place for place, key in enumerate(order, start=1) if key.id == id), 0)
        if not place:
            return ""
        upwards = self.tr("Sorted upwards by it, as key {place} of {count}")
        downwards = self.tr("Sorted downwards by it, as key {place} of {count}")
        words = downwards if order[place - 1].is_descending else upwards
        return words.format(place=place, count=len(order))

    # what changes all rows

    def _refresh_colours(self) -> None:
        """Draw swatches and words anew, after a change of colours."""
        self.refresh_rows([Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole])

    def _refresh_models(self) -> None:
        """After a change of ticks, colours or names of models."""
        names = self._workbench.arrangement.names
        if names != self._names:
            self._names = names
            self.read_anew(["model"])
        self._refresh_colours()

    def _refresh_values(self) -> None:
        """Write all rows anew: the machine's roofs are known now."""
        self.read_anew([column.id for column in self.columns if column.group == "evidence"])
        self.refresh_rows()
