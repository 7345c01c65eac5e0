"""The table of a learning probe: accuracies on held-out images, and what each shuffle takes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from mixbench.core.learning import LearningProbe
from mixbench.core.learning_losses import accuracy, shuffle_loss
from mixbench.gui.learning_words import accuracy_text, arm_text, loss_text
from mixbench.gui.plain_table import dress

_ROW_PX = 24
#: Room for the scroll bar below.
_BAR_PX = 14
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class LearningTable(QTableWidget):
    """A row for each network under each shuffle of which any training is finished."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setAccessibleName(self.tr("Accuracies and losses"))
        self.setToolTip(self.tr("Means over the seeds, with 95 % intervals"))
        self.setHorizontalHeaderLabels(
            [
                self.tr("Network"),
                self.tr("Lost [points]"),
                self.tr("Right [%]"),
            ]
        )
        dress(self, _ROW_PX, self.copy)
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_probe(self, probe: LearningProbe | None) -> None:
        """Show what is finished."""
        lines = [] if probe is None else _lines(probe)
        self.setRowCount(len(lines))
        self.setFixedHeight(_ROW_PX * len(lines) + self.horizontalHeader().sizeHint().height() + _BAR_PX)
        for row, line in enumerate(lines):
            for column, text in enumerate(line):
                cell = QTableWidgetItem(text)
                cell.setToolTip(text)
                if column:
                    cell.setTextAlignment(_NUMBER)
                self.setItem(row, column, cell)

    def texts(self) -> list[list[str]]:
        """What stands in the rows."""
        return [
            [cell.text() if (cell := self.item(row, column)) else "" for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]

    def copy(self) -> None:
        """Put all rows on the clipboard, for a spreadsheet."""
        header = [
            str(self.model().headerData(n, Qt.Orientation.Horizontal)) for n in range(self.columnCount())
        ]
        lines = [header, *self.texts()]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))


def _lines(probe: LearningProbe) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = []
    for model in probe.plan.models:
        for shuffle in probe.plan.shuffles:
            found, loss = accuracy(probe, model, shuffle), shuffle_loss(probe, model, shuffle)
            if found is not None:
                lost = "" if loss is None else loss_text(loss)
                lines.append((arm_text(model, shuffle), lost, accuracy_text(found)))
    return lines
