"""Facts side by side, each value under its name: the figures above a plot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from mixbench.gui.facts import Fact
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.panel import muted, set_tone

#: Between lines, and the air behind each figure.
_GAP_PX, _BEHIND_PX = 6, 12


class FactRow(QWidget):
    """As many facts as there are, in as many lines as the width asks for. Labels are reused, for figures
    change with every round of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = FlowLayout(self, gap=_GAP_PX)
        self._cells: list[_FactCell] = []

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show other facts."""
        while len(self._cells) < len(facts):
            cell = _FactCell(self)
            self._cells.append(cell)
            self._flow.addWidget(cell)
        for place, cell in enumerate(self._cells):
            cell.setVisible(place < len(facts))
            if place < len(facts):
                cell.show_fact(facts[place])
        # At once: by itself a layout settles level by level, and what is busy drawing shows every step.
        self._flow.invalidate()
        self._flow.activate()
        self.updateGeometry()

    def texts(self) -> dict[str, str]:
        """What is shown: each name with its value."""
        return dict(cell.text for cell in self._cells if not cell.isHidden())


class _FactCell(QWidget):
    """One fact: its name in grey, its value below."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = muted(parent=self)
        self._value = QLabel(self)
        self._value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        font = self._value.font()
        font.setWeight(QFont.Weight.DemiBold)
        self._value.setFont(font)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, _BEHIND_PX, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self._name)
        self._lines.addWidget(self._value)

    @property
    def text(self) -> tuple[str, str]:
        """Name and value."""
        return self._name.text(), self._value.text()

    def show_fact(self, fact: Fact) -> None:
        """Show another fact."""
        self._name.setText(fact.name)
        self._value.setText(fact.value)
        self.setToolTip(fact.tooltip)
        set_tone(self._value, fact.tone)
        self._lines.activate()
