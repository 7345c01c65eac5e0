"""One field for one hyperparameter, whatever its kind: what it shows, and the value that it stands for."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mixbench.catalog.hyperparameters import Hyperparameter
from mixbench.core.model import Value, value_text
from mixbench.gui.catalog_words import word
from mixbench.gui.number_editors import BoundedSpinBox, RealSpinBox, StageEdit
from mixbench.gui.panel import indent_text, keep_whole, muted, repolish, set_role
from mixbench.gui.slider_stops import stops
from mixbench.gui.value_slider import ValueSlider, WheelGuard

#: Behind the name of what differs from the published variant.
_CHANGED = " •"

#: Longer published values stand in the tooltip alone.
_LONGEST_SHOWN = 6

_SLIDER_PX = 16

#: Up to so many editors stand in a line with air between them.
_FEW = 4


class Field(QWidget):
    """The editors of a hyperparameter with its slider, its unit, the way back to the published value, and its
    problem below. `caption` is its name, for the form to place.

    `gesture` counts the stays in the field: what is typed, stepped or dragged in one of them is one change.
    """

    edited = Signal(str)  # the hyperparameter's name
    slid = Signal(str, float)  # its name, and the number that the slider was moved to
    returned = Signal(str)  # its name: back to the published value
    followed = Signal(str, object)  # its name, and the accepted value that its problem names

    def __init__(self, item: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self.gesture = 0
        self._published: Value = item.default
        self._sentence = ""
        self.caption = QLabel(word(item.label))
        self.caption.setToolTip(item.help)
        self.editors = self._build_editors()
        #: The editor that the slider moves: of several, the one that was entered last.
        self.current = 0
        self._build_slider()
        self._build_return()
        self._build_problem()
        self._lay_out()
        self.caption.setBuddy(self.editors[0])
        self._mark()

    # building

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6 if len(self.editors) <= _FEW else 2)
        for editor in self.editors:
            row.addWidget(editor, 1)
        if self.item.unit:
            row.addWidget(muted(word(self.item.unit), self))
        below = row if self.slider is None else QHBoxLayout()
        if self.slider is not None:
            below.addWidget(self.slider, 1)
        below.addWidget(self.return_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(1)
        layout.addLayout(row)
        if below is not row:
            layout.addLayout(below)
        layout.addWidget(self.problem)
        layout.addWidget(self.remedy, 0, Qt.AlignmentFlag.AlignLeft)

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
            editor.setMinimumWidth(_least_width_px(count))
            editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            WheelGuard(editor)
            editor.installEventFilter(self)
        return editors

    def _build_editor(self) -> QWidget:
        match self.item.kind:
            case "integer":
                whole = BoundedSpinBox(self.item, self)
                indent_text(whole)
                whole.lineEdit().setPlaceholderText(bounds_text(self.item))
                whole.valueChanged.connect(self._tell)
                return whole
            case "integers":
                stage = StageEdit(self.item, self)
                stage.setPlaceholderText(bounds_text(self.item))
                stage.textEdited.connect(self._tell)
                return stage
            case "number":
                real = RealSpinBox(self.item, self)
                indent_text(real)
                real.lineEdit().setPlaceholderText(bounds_text(self.item))
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

    def _build_slider(self) -> None:
        self.slider: ValueSlider | None = None
        if not stops(self.item):
            return
        self.slider = ValueSlider(self)
        self.slider.setFixedHeight(_SLIDER_PX)
        self.slider.setToolTip(tooltip(self.item))
        self.slider.moved.connect(lambda number: self.slid.emit(self.item.name, number))
        self.slider.grasped.connect(self.begin)
        self._follow_editor(0)

    def _build_return(self) -> None:
        self.return_button = QToolButton(self)
        set_role(self.return_button, "return")
        # A slider that grew or shrank while it is dragged would run away from the mouse.
        policy = self.return_button.sizePolicy()
        policy.setRetainSizeWhenHidden(self.slider is not None)
        self.return_button.setSizePolicy(policy)
        self.return_button.clicked.connect(lambda: self.returned.emit(self.item.name))
        self.return_button.hide()

    def _build_problem(self) -> None:
        self.problem = muted(parent=self, wrap=True)
        set_role(self.problem, "problem")
        self.problem.hide()
        self.remedy = QPushButton(self.tr("Use the nearest"), self)
        self.remedy.setToolTip(self.tr("Put the nearest accepted value into the field"))
        self._nearest: Value | None = None
        self.remedy.clicked.connect(lambda: self.followed.emit(self.item.name, self._nearest))
        self.remedy.hide()

    # what the person does

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Entering an editor begins a change, and brings the slider to it."""
        if event.type() is QEvent.Type.FocusIn and watched in self.editors:
            self.begin()
            self._follow_editor(self.editors.index(watched))
        return False

    def begin(self) -> None:
        """What comes now is a change of its own, for Undo."""
        self.gesture += 1

    def _follow_editor(self, place: int) -> None:
        """Let the slider move this editor."""
        self.current = place
        if self.slider is not None:
            name = self.editors[place].accessibleName()
            self.slider.setAccessibleName(self.tr("{name}, slider").format(name=name))
            self._place_slider()

    def _tell(self) -> None:
        self._place_slider()
        self.edited.emit(self.item.name)

    # the value

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

    def value_with(self, number: float) -> Value:
        """The value with this number where the slider moves one."""
        if isinstance(value := self.value, tuple):
            return (*value[: self.current], int(number), *value[self.current + 1 :])
        return int(number) if self.item.kind == "integer" else float(number)

    @property
    def left_by_key(self) -> int | None:
        """The number that the slider is moved away from with the keys; a mouse says where it goes to."""
        number = _part(self.value, self.current)
        return None if self.slider is None or self.slider.isSliderDown() else int(number)

    def set_value(self, value: Value) -> None:
        """Show a value without telling anyone."""
        if value != self.value:
            parts = value if isinstance(value, tuple) else (value,)
            for editor, part in zip(self.editors, parts, strict=True):
                _show(editor, part)
        self._place_slider()
        self._mark()

    def set_published(self, value: Value) -> None:
        """Know what the published variant has: it is marked where this differs, and one press away."""
        if value == self._published:
            return
        self._published = value
        self._place_slider()
        self._mark()

    @property
    def is_changed(self) -> bool:
        """Whether it says something else than the published variant."""
        return self.value != self._published

    def _place_slider(self) -> None:
        """Stand where the value is; the published one is always a stop."""
        if self.slider is None:
            return
        self.slider.show_stops(stops(self.item, _part(self._published, self.current)))
        self.slider.show_value(_part(self.value, self.current))

    def _mark(self) -> None:
        """A dot at the name and the published value behind the editors, where they differ."""
        is_changed = self.is_changed
        if is_changed == self.return_button.isHidden():
            self.caption.setText(word(self.item.label) + (_CHANGED if is_changed else ""))
            self.return_button.setVisible(is_changed)
        shown = self._published_text()
        if shown != self.return_button.property("shown"):
            self.return_button.setProperty("shown", shown)
            self.return_button.setText(f"↺ {shown}" if len(shown) <= _LONGEST_SHOWN else "↺")
            told = self.tr("Back to the published {value}").format(value=shown)
            self.return_button.setToolTip(told)
            self.return_button.setAccessibleName(f"{word(self.item.label)}: {told}")
        self._describe()

    def _published_text(self) -> str:
        if self.item.kind == "choice":
            return word(self.item.label_of(str(self._published)))
        if self.item.kind == "switch":
            return self.tr("on") if self._published else self.tr("off")
        return value_text(self._published)

    # problems

    def set_problem(self, sentence: str, nearest: Value | None = None) -> None:
        """Say below the editors what is wrong with them and offer the nearest value that is right, or
        nothing."""
        if (sentence, nearest) == (self._sentence, self._nearest):
            return
        self._sentence, self._nearest = sentence, nearest
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        keep_whole(self.problem, self.width())
        self.remedy.setVisible(bool(sentence) and nearest is not None)
        if nearest is not None:
            self.remedy.setText(self.tr("Use {value}").format(value=value_text(nearest)))
        for editor in self.editors:
            editor.setProperty("problem", bool(sentence))
            repolish(editor)
        self._describe()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence wraps otherwise."""
        super().resizeEvent(event)
        keep_whole(self.problem, self.width())

    def _describe(self) -> None:
        """What the eye sees beside the field, for those who hear it."""
        changed = self.tr("changed; the published value is {value}").format(value=self._published_text())
        told = [text for text in (self._sentence, changed if self.is_changed else "") if text]
        for editor in self.editors:
            if editor.accessibleDescription() != (said := "; ".join(told)):
                editor.setAccessibleDescription(said)


def _least_width_px(editors: int) -> int:
    """The room that each of some editors in a line cannot do without."""
    if editors == 1:
        return 64
    return 32 if editors <= _FEW else 28


def _show(editor: QWidget, part: bool | int | float | str) -> None:
    """Put a value into an editor without its telling anyone."""
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


def _part(value: Value, place: int) -> float:
    """The number of a value that has one, or of its part."""
    number = value[place] if isinstance(value, tuple) else value
    return number if isinstance(number, int | float) else 0.0


def bounds_text(item: Hyperparameter) -> str:
    """`1 – 128`, or nothing where there are no bounds."""
    return f"{item.low:g} – {item.high:g}" if item.low is not None and item.high is not None else ""


def tooltip(item: Hyperparameter) -> str:
    """What the hyperparameter is and what it accepts."""
    bounds = f"{bounds_text(item)} {word(item.unit)}".strip()
    return f"{item.help}\n{bounds}" if bounds_text(item) else item.help
