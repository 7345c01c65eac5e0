"""All shortcuts at a glance, by menu, from the table of actions."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mixbench.gui.actions import ShortcutLine, shortcut_lines
from mixbench.gui.fuzzy import score
from mixbench.gui.panel import GAP, capitals, muted, set_role

_FIRST_SIZE = (760, 640)
_COLUMNS = 2


class ShortcutSheet(QDialog):
    """Stands beside the main window, so that it can be looked at while trying. Typing narrows it down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self.field = QLineEdit(self)
        self._groups = [
            _Group(menu, list(lines), self)
            for menu, lines in groupby(shortcut_lines(), key=lambda line: line.menu)
        ]
        self._nothing = muted(self.tr("No shortcut is called that."), self)
        self._dress()
        self._lay_out()
        self.field.textChanged.connect(self._narrow)

    def _dress(self) -> None:
        self.field.setPlaceholderText(self.tr("Search by name or by key…"))
        self.field.setAccessibleName(self.tr("Search the shortcuts"))
        self.field.setToolTip(self.tr("A part of what an action is called, or a key such as Ctrl"))
        self.field.setClearButtonEnabled(True)
        self._nothing.hide()

    def _lay_out(self) -> None:
        inside = QWidget(self)
        set_role(inside, "scrolled")
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(GAP, 0, GAP, 0)
        columns.setSpacing(4 * GAP)
        for groups in _balanced(self._groups):
            column = QVBoxLayout()
            column.setSpacing(2 * GAP)
            for group in groups:
                column.addWidget(group)
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        layout.setSpacing(2 * GAP)
        layout.addWidget(self.field)
        layout.addWidget(self._nothing)
        layout.addWidget(area, 1)
        self.resize(*_FIRST_SIZE)

    @property
    def shown(self) -> list[ShortcutLine]:
        """The lines that the search left."""
        return [line for group in self._groups for line in group.shown]

    def _narrow(self, text: str) -> None:
        for group in self._groups:
            group.narrow(text)
        self._nothing.setVisible(not self.shown)


class _Group(QWidget):
    """The shortcuts of one menu under its name."""

    def __init__(self, menu: str, lines: list[ShortcutLine], parent: QWidget) -> None:
        super().__init__(parent)
        self.lines = lines
        self._rows: list[tuple[QWidget, QWidget]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        grid.addWidget(capitals(menu, self), 0, 0, 1, 2)
        for row, line in enumerate(lines, start=1):
            name = QLabel(line.text, self)
            name.setWordWrap(True)
            keys = _keys(line, self)
            grid.addWidget(name, row, 0)
            grid.addWidget(keys, row, 1, Qt.AlignmentFlag.AlignRight)
            self._rows.append((name, keys))

    @property
    def shown(self) -> list[ShortcutLine]:
        """The lines that the search left."""
        return [line for line, (name, _) in zip(self.lines, self._rows, strict=True) if not name.isHidden()]

    def narrow(self, text: str) -> None:
        """Leave what answers the text."""
        for line, row in zip(self.lines, self._rows, strict=True):
            answers = score(text, " ".join((line.text, line.menu, *line.keys))) is not None
            for widget in row:
                widget.setVisible(answers)
        self.setVisible(bool(self.shown))


def _keys(line: ShortcutLine, parent: QWidget) -> QWidget:
    """Each key sequence as a key to look at."""
    keys = QWidget(parent)
    row = QHBoxLayout(keys)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for key in line.keys:
        label = QLabel(key, keys)
        set_role(label, "key")
        row.addWidget(label)
    keys.setAccessibleName(", ".join(line.keys))
    return keys


def _balanced(groups: list[_Group]) -> list[list[_Group]]:
    """The groups in their order in columns of about the same height."""
    columns: list[list[_Group]] = [[] for _ in range(_COLUMNS)]
    whole, so_far = sum(len(group.lines) + 2 for group in groups), 0
    for group in groups:
        middle = so_far + (len(group.lines) + 2) / 2
        columns[min(_COLUMNS - 1, int(middle * _COLUMNS / whole))].append(group)
        so_far += len(group.lines) + 2
    return columns
