"""One field for one hyperparameter, whatever its kind: what it shows, and the value that it stands for."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mixbench.catalog.hyperparameters import Hyperparameter
from mixbench.core.model import Value
from mixbench.gui.catalog_words import word
from mixbench.gui.panel import indent_text, muted, repolish, set_role

#: Spin boxes reach far beyond the bounds: a value out of bounds is answered with a sentence, not changed
#: behind the person's back. The arrows stay within.
_FAR = 10**9


class BoundedSpinBox(QSpinBox):
    """A whole number that may be typed out of bounds but not stepped out of them."""

    def __init__(self, item: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high = int(item.low or 0), int(item.high or _FAR)
        self.setRange(-_FAR, _FAR)

    def stepBy(self, steps: int) -> None:
        """Step with the arrows, the wheel or the keys, up to the bounds."""
        self.setValue(min(max(self.value() + steps * self.singleStep(), self._low), self._high))


class RealSpinBox(QDoubleSpinBox):
    """A real number of any magnitude, without zeros that say nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDecimals(9)
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.setRange(-_FAR, _FAR)

    def textFromValue(self, value: float) -> str:
        """Write 0.1, not 0.100000000."""
        return f"{value:g}" if abs(value) >= 1e-4 or not value else super().textFromValue(value).rstrip("0")


class StageEdit(QLineEdit):
    """One number of a tuple, narrow enough for four of them in a line; empty stands for zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setValidator(QIntValidator(-_FAR, _FAR, self))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self, "compact")

    def value(self) -> int:
        """The number that was typed."""
        try:
            return int(self.text())
        except ValueError:
            return 0


class Field(QWidget):
    """Label's partner in the form: the editors of a hyperparameter, its unit, and its problem below."""

    edited = Signal(str)  # the hyperparameter's name

    def __init__(self, item: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.problem = muted(wrap=True)
        set_role(self.problem, "problem")
        self.problem.hide()
        self.editors = self._build_editors()
        row = QHBoxLayout()
        row.setSpacing(6)
        for editor in self.editors:
            row.addWidget(editor, 1)
        if item.unit:
            row.addWidget(muted(word(item.unit)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.problem)

    def _build_editors(self) -> list[QWidget]:
        count = self.item.length if self.item.kind == "integers" else 1
        editors = [self._build_editor() for _ in range(count)]
        for number, editor in enumerate(editors, start=1):
            label = word(self.item.label)
            name = f"{label} {number}" if count > 1 else label
            editor.setAccessibleName(name)
            editor.setToolTip(tooltip(self.item))
            # Editors share what the panel leaves, however little it is.
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            editor.setMinimumWidth(32 if count > 1 else 64)
            # A wheel that scrolls the form must not change what it passes over.
            editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return editors

    def _build_editor(self) -> QWidget:
        match self.item.kind:
            case "integer":
                whole = BoundedSpinBox(self.item, self)
                indent_text(whole)
                whole.valueChanged.connect(self._tell)
                return whole
            case "integers":
                stage = StageEdit(self)
                stage.textEdited.connect(self._tell)
                return stage
            case "number":
                real = RealSpinBox(self)
                indent_text(real)
                real.valueChanged.connect(self._tell)
                return real
            case "switch":
                switch = QCheckBox(self)
                switch.toggled.connect(self._tell)
                return switch
            case _:
                words = QComboBox(self)
                for choice, label in zip(self.item.choices, self.item.choice_labels, strict=True):
                    words.addItem(word(label), choice)
                words.currentIndexChanged.connect(self._tell)
                return words

    def _tell(self) -> None:
        self.edited.emit(self.item.name)

    @property
    def value(self) -> Value:
        """What the editors say."""
        if self.item.kind == "integers":
            return tuple(editor.value() for editor in self.editors if isinstance(editor, StageEdit))
        editor = self.editors[0]
        if isinstance(editor, QSpinBox | QDoubleSpinBox):
            return editor.value()
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        assert isinstance(editor, QComboBox)
        return str(editor.currentData())

    def set_value(self, value: Value) -> None:
        """Show a value without telling anyone."""
        if value == self.value:
            return
        parts = value if isinstance(value, tuple) else (value,)
        for editor, part in zip(self.editors, parts, strict=True):
            editor.blockSignals(True)
            if isinstance(editor, StageEdit):
                editor.setText(str(part))
            elif isinstance(editor, QSpinBox):
                editor.setValue(int(part))
            elif isinstance(editor, QDoubleSpinBox):
                editor.setValue(float(part))
            elif isinstance(editor, QCheckBox):
                editor.setChecked(bool(part))
            elif isinstance(editor, QComboBox):
                editor.setCurrentIndex(editor.findData(part))
            editor.blockSignals(False)

    def set_problem(self, sentence: str) -> None:
        """Say below the editors what is wrong with them, or nothing."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        for editor in self.editors:
            editor.setProperty("problem", bool(sentence))
            repolish(editor)


def tooltip(item: Hyperparameter) -> str:
    """What the hyperparameter is and what it accepts."""
    lines = [item.help]
    if item.low is not None and item.high is not None:
        lines.append(f"{item.low:g} – {item.high:g} {item.unit}".strip())
    return "\n".join(lines)
