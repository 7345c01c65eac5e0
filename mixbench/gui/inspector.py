"""The panel at the right: everything about the selected point, each text selectable, nothing clipped."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mixbench.core.model import Case
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.facts import Fact
from mixbench.gui.icons import icon
from mixbench.gui.inspection import Inspection, inspect_item, inspect_model
from mixbench.gui.item_times import counted_rounds
from mixbench.gui.panel import GAP, Panel, capitals, muted, set_role, set_tone
from mixbench.gui.strip_plot import StripPlot
from mixbench.gui.theme import ThemeManager, monospace_font
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item
from mixbench.report.reproduction import command_line, snippet, wrapped

_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class Inspector(Panel):
    """Shows the point that was chosen in plot or table; without one, the selected model by its law."""

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._bench, self._themes = bench, themes
        self.set_title(self.tr("Inspector"))
        self._build()
        for signal in (
            bench.point_changed,
            bench.settled,
            bench.roofs_changed,
            bench.environment_changed,
        ):
            signal.connect(self.refresh)
        themes.changed.connect(self._dress)
        self._dress()
        self.refresh()

    def _build(self) -> None:
        self._found: Inspection | None = None
        self.copy_button = QToolButton(self)
        self.copy_button.setToolTip(self.tr("Copy all of it as text"))
        self.copy_button.setAccessibleName(self.tr("Copy all of it as text"))
        self.copy_button.clicked.connect(self.copy)
        set_role(self.copy_button, "quiet")
        self.add_header_widget(self.copy_button)
        self.heading = _text_label("heading")
        self.paper = _text_label("muted")
        self.state = _text_label("muted")
        self.facts = FactTable(self)
        self.strip = StripPlot(self._themes, self)
        self.command = CodeBox(self.tr("command line"), self.tr("Copy the command"), self)
        self.code = CodeBox("Python", self.tr("Copy the Python code"), self)
        self.reproduce = capitals(self.tr("Reproduce"), self)
        content = QWidget()
        set_role(content, "scrolled")
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 4, 0)
        layout.setSpacing(6)
        self._add(layout, self.heading, self.paper, self.state, self.facts, self.strip)
        layout.addSpacing(4)
        self._add(layout, self.reproduce, self.command, self.code)
        layout.addStretch(1)
        self.scroll_area = QScrollArea(self)
        self.scroll_area.setWidget(content)
        self.scroll_area.setWidgetResizable(True)
        self.scroll_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.scroll_area.setFrameShape(QFrame.Shape.NoFrame)
        self.body.addWidget(self.scroll_area, 1)
        self.setMinimumWidth(240)

    @staticmethod
    def _add(layout: QVBoxLayout, *widgets: QWidget) -> None:
        for widget in widgets:
            layout.addWidget(widget)

    def refresh(self) -> None:
        """Show what is chosen now."""
        item = self._bench.items.get(self._bench.point) if self._bench.point is not None else None
        if item is not None:
            roof = self._bench.roofs.get(item.case.conditions)
            self._show(inspect_item(item, roof, self._bench.environment), item.case, item)
        elif self._bench.selected is not None:
            model, side = self._bench.selected, self._bench.sweep.resolution_px
            case = Case(model, side, side, self._bench.sweep.batch, self._bench.sweep.conditions)
            self._show(inspect_model(model, side), case, None)
        else:
            self._show_nothing()

    def copy(self) -> None:
        """Put all that is known into the clipboard, with the command and the code that repeat it."""
        if self._found is not None:
            parts = (self._found.text, self.reproduce.text(), self.command.copied, self.code.copied)
            QGuiApplication.clipboard().setText("\n\n".join(parts) + "\n")

    def _show(self, found: Inspection, case: Case, item: Item | None) -> None:
        self._found = found
        self.heading.setText(found.title)
        self.paper.setText(found.paper)
        self.state.setText(found.state.name)
        self.state.setToolTip(found.state.tooltip)
        set_tone(self.state, found.state.tone)
        self.facts.show_facts(found)
        measurement = item.measurement if item else None
        rounds = counted_rounds(item) if item else ()
        timing = measurement.timing if measurement else None
        self.strip.setVisible(timing is not None and bool(rounds))
        if timing is not None:
            self.strip.show_rounds(rounds, timing.estimate.median_ms, self._bench.slot(case.model))
        command = command_line(case, self._bench.sweep.precision)
        self.command.show_text(wrapped(command), copied=command)
        self.code.show_text(snippet(case))
        self._set_reproducible(True)

    def _show_nothing(self) -> None:
        self._found = None
        self.heading.setText("")
        self.paper.setText("")
        self.state.setText(self.tr("Select a model at the left, or click a point of the plot."))
        set_tone(self.state, "neutral")
        self.facts.show_facts(None)
        self.strip.hide()
        self._set_reproducible(False)

    def _set_reproducible(self, is_shown: bool) -> None:
        for widget in (self.heading, self.paper, self.reproduce, self.command, self.code, self.copy_button):
            widget.setVisible(is_shown)

    def _dress(self) -> None:
        colour = self._themes.theme.muted
        for box in (self.command, self.code):
            box.button.setIcon(icon("copy", colour))
        self.copy_button.setIcon(icon("copy", colour))


#: Names wrap down to this width before values are cut.
_NAME_PX = 90

#: What stands in a line of the table.
_Line = Literal["title", "pair", "sentence"]


class FactTable(QWidget):
    """Sections of facts: names at the left, values at the right, sentences across. Labels are reused, for
    the panel is refreshed with every round of a run."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(5)
        self._shape: tuple[_Line, ...] = ()
        self._lines: list[_FactLine] = []

    def show_facts(self, found: Inspection | None) -> None:
        """Show other facts."""
        lines: list[tuple[_Line, Fact]] = []
        for section in found.sections if found else ():
            lines.append(("title", Fact(section.title)))
            lines += [("pair" if fact.value else "sentence", fact) for fact in section.facts]
        shape = tuple(kind for kind, _ in lines)
        if shape != self._shape:
            self._rebuild(shape)
        for (_, fact), line in zip(lines, self._lines, strict=True):
            line.show_fact(fact)

    def _rebuild(self, shape: tuple[_Line, ...]) -> None:
        for line in self._lines:
            self._rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._shape, self._lines = shape, [_FactLine(kind, self) for kind in shape]
        for line in self._lines:
            self._rows.addWidget(line)


class _FactLine(QWidget):
    """One line of the table. The name wraps where the value needs the room."""

    def __init__(self, kind: _Line, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = capitals("", self) if kind == "title" else _text_label("muted", self)
        self._value = _value_label(self) if kind == "pair" else None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, GAP if kind == "title" else 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self._name, 1)
        if self._value is not None:
            layout.addWidget(self._value)

    def show_fact(self, fact: Fact) -> None:
        """Show another fact of the same kind."""
        self._name.setText(fact.name)
        self._name.setToolTip(fact.tooltip)
        if self._value is None:
            set_tone(self._name, fact.tone)
            return
        widest = self._name.fontMetrics().horizontalAdvance(fact.name)
        self._name.setMinimumWidth(min(_NAME_PX, widest))
        self._value.show_text(fact.value)
        set_tone(self._value, fact.tone)


class CodeBox(QFrame):
    """Text to be typed elsewhere, wrapped, with a button that copies it."""

    def __init__(self, name: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "code")
        self.copied = ""
        self.text = _text_label("")
        self.text.setFont(monospace_font())
        self.button = QToolButton(self)
        self.button.setToolTip(tooltip)
        self.button.setAccessibleName(tooltip)
        set_role(self.button, "quiet")
        self.button.clicked.connect(self.copy)
        header = QHBoxLayout()
        header.addWidget(muted(name, self))
        header.addStretch(1)
        header.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 3, 4, 8)
        layout.setSpacing(2)
        layout.addLayout(header)
        layout.addWidget(self.text)

    def show_text(self, text: str, copied: str = "") -> None:
        """Show other text; the button copies `copied` where that is written differently."""
        self.text.setText(text)
        self.copied = copied or text

    def copy(self) -> None:
        """Put the text into the clipboard."""
        QGuiApplication.clipboard().setText(self.copied)


def _text_label(role: str, parent: QWidget | None = None) -> QLabel:
    """A label that wraps and can be selected; a long word in it must not widen the panel."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_SELECTABLE)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    if role:
        set_role(label, role)
    return label


def _value_label(parent: QWidget) -> ElidedLabel:
    label = ElidedLabel(parent)
    label.setTextInteractionFlags(_SELECTABLE)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    return label
