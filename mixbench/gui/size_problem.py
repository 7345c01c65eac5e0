"""Why the selected model does not take the resolution on the bench, and the nearest that it takes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mixbench.gui.accepted_values import nearest_sides
from mixbench.gui.law_curve import resolve
from mixbench.gui.panel import set_role
from mixbench.gui.workbench import Workbench


class SizeProblem(QWidget):
    """A sentence, and a button for each size that would do: "Use 256 px". Hidden where all is well."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._sides: tuple[int, ...] = ()
        self.sentence = QLabel(self)
        self.sentence.setWordWrap(True)
        set_role(self.sentence, "problem")
        self.buttons = tuple(QPushButton(self.tr("Use another size"), self) for _ in range(2))
        row = QHBoxLayout()
        row.setSpacing(6)
        for place, button in enumerate(self.buttons):
            button.setToolTip(self.tr("Look at the costs at the nearest resolution that the model takes"))
            button.clicked.connect(lambda _=False, place=place: self._use(place))
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.sentence)
        layout.addLayout(row)
        workbench.selection_changed.connect(self.refresh)
        workbench.sweep_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Look at the model and the resolution that are on the bench now."""
        model, side = self._workbench.selected, self._workbench.sweep.resolution_px
        resolved = resolve(model) if model is not None else None
        refusal = resolved.refusal(side, side) if resolved is not None else None
        self.setVisible(bool(refusal))
        if resolved is None or not refusal:
            return
        self.sentence.setText(refusal)
        self._sides = nearest_sides(resolved, side)
        for place, button in enumerate(self.buttons):
            button.setVisible(place < len(self._sides))
            if place < len(self._sides):
                button.setText(self.tr("Use {side} px").format(side=self._sides[place]))

    def _use(self, place: int) -> None:
        self._workbench.set_sweep(replace(self._workbench.sweep, resolution_px=self._sides[place]))
