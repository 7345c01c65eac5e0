"""What a learning probe comes to, beside its curves: the verdict, the table, the conditions."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from mixbench.core.learning import LearningProbe
from mixbench.core.learning_losses import shuffle_losses
from mixbench.gui.learning_table import LearningTable
from mixbench.gui.learning_words import conditions_text, verdict_text
from mixbench.gui.panel import GAP, keep_whole, muted, set_role

#: Room behind the words for the scroll bar.
_BAR_PX = 12
_LEAST_PX = 220


class LearningFindings(QScrollArea):
    """Scrolls where the page is low. It is hidden as long as no training is finished."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.verdict = QLabel(self)
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = LearningTable(self)
        self.conditions = muted(parent=self, wrap=True)
        self.setAccessibleName(self.tr("Findings"))
        self.setToolTip(self.tr("What the shuffles take from each network"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_LEAST_PX)
        inside = QWidget(self)
        set_role(inside, "scrolled")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, _BAR_PX, 0)
        layout.setSpacing(GAP)
        for widget in (self.verdict, self.table, self.conditions):
            layout.addWidget(widget)
        layout.addStretch(1)
        self.setWidget(inside)

    def show_probe(self, probe: LearningProbe | None, *, is_over: bool) -> None:
        """Show what is finished; the conditions of a probe are complete at its end."""
        self.table.show_probe(probe)
        self.verdict.setText(verdict_text(shuffle_losses(probe)) if probe else "")
        self.verdict.setVisible(bool(self.verdict.text()))
        self.conditions.setText(conditions_text(probe) if probe and is_over else "")
        self.conditions.setVisible(bool(self.conditions.text()))
        self.setVisible(self.table.rowCount() > 0)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.viewport().width() - _BAR_PX
        for label in (self.verdict, self.conditions):
            keep_whole(label, width)
