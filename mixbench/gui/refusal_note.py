"""What networks refuse of the sweep, said before it is run, with the nearest range that all of them take."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from mixbench.core.sweep import range_text
from mixbench.gui.accepted_range import accepted_range
from mixbench.gui.condition_words import model_label
from mixbench.gui.panel import repolish, set_role
from mixbench.gui.refused_cells import Refusal, refusals
from mixbench.gui.workbench import Workbench


class RefusalNote(QWidget):
    """A sentence and a button; nothing where every point is accepted. `range_chosen`: by the button."""

    range_chosen = Signal(object)  # the values

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._accepted: tuple[int, ...] = ()
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        set_role(self.sentence, "muted")
        self.sentence.setProperty("tone", "warning")
        repolish(self.sentence)
        self.way_out = QPushButton(self)
        self.way_out.setToolTip(self.tr("Sweep the nearest values that every ticked model takes"))
        self.way_out.clicked.connect(lambda: self.range_chosen.emit(self._accepted))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.sentence)
        layout.addWidget(self.way_out)
        self.refresh()

    def refresh(self) -> None:
        """Look at the sweep that is on the bench now."""
        found = refusals(self._workbench.plan())
        self.setVisible(bool(found))
        skipped = sum(refusal.cells for refusal in found)
        words = self.tr("%n point(s) will be skipped: {why}", "", skipped)
        self.sentence.setText(words.format(why=_first_reason(found)))
        self.sentence.setToolTip("\n".join(_details(refusal) for refusal in found))
        self._accepted = accepted_range(self._workbench.sweep, self._workbench.ticked) if found else ()
        self.way_out.setVisible(bool(self._accepted))
        self.way_out.setText(self.tr("Use {range}").format(range=range_text(self._accepted)))


def _first_reason(found: tuple[Refusal, ...]) -> str:
    return f"{model_label(found[0].model)}: {found[0].reasons[0]}" if found else ""


def _details(refusal: Refusal) -> str:
    reasons = "; ".join(refusal.reasons)
    return f"{model_label(refusal.model)} ({refusal.cells}/{refusal.of}): {reasons}"
