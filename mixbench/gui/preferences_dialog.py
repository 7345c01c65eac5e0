"""What a person sets once: words and looks, digits, how it is measured, where results are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mixbench.core import units
from mixbench.core.measurement import PRECISION_TARGETS, Precision
from mixbench.gui.choices import Choices
from mixbench.gui.data_folder_field import DataFolderField
from mixbench.gui.panel import GAP, capitals, muted
from mixbench.gui.python_field import PythonField

_WIDTH_PX, _LINE_PX = 620, 28


class PreferencesDialog(QDialog):
    """Every choice takes effect as it is made; there is nothing to confirm.

    It tells what was chosen and changes nothing itself, but for the folder of the next start.
    """

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    choices_changed = Signal(object)  # Choices

    def __init__(
        self,
        choices: Choices,
        language: str,
        theme: str,
        cores: int,
        folder: Path,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.choices = choices
        self.language = _box(self._languages(), language, self)
        self.theme = _box(self._themes(), theme, self)
        self.digits = _box(self._digit_counts(), choices.digits, self)
        self.threads = _box(self._thread_counts(cores), choices.threads or 0, self)
        self.precision = _box(self._precisions(), choices.precision, self)
        self.python = PythonField(choices.python, self)
        self.folder = DataFolderField(folder, self)
        self.sample = muted(parent=self, wrap=True)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setToolTip(self.tr("Close this window (Esc); what was chosen holds already"))
        self._dress()
        self._lay_out()
        self._wire()
        self._show_sample()

    # what is offered

    def _languages(self) -> list[tuple[str, str]]:
        return [(self.tr("as the system"), "system"), ("English", "en"), ("简体中文", "zh_CN")]

    def _themes(self) -> list[tuple[str, str]]:
        return [
            (self.tr("as the system"), "system"),
            (self.tr("light"), "light"),
            (self.tr("dark"), "dark"),
        ]

    def _digit_counts(self) -> list[tuple[str, int]]:
        usual = self.tr("{n} (usual)").format(n=units.USUAL_DIGITS)
        counts = range(units.FEWEST_DIGITS, units.MOST_DIGITS + 1)
        return [(usual if count == units.USUAL_DIGITS else str(count), count) for count in counts]

    def _thread_counts(self, cores: int) -> list[tuple[str, int]]:
        most = max(cores, self.choices.threads or 0)
        return [(self.tr("all cores"), 0), *((str(count), count) for count in range(1, most + 1))]

    def _precisions(self) -> list[tuple[str, str]]:
        names: dict[Precision, str] = {
            "quick": self.tr("quick: ±{target:g} %, at most {cap:g} s a case"),
            "normal": self.tr("normal: ±{target:g} %, at most {cap:g} s a case"),
            "publish": self.tr("publish: ±{target:g} %, at most {cap:g} s a case"),
        }
        targets = ((name, text, PRECISION_TARGETS[name]) for name, text in names.items())
        return [
            (text.format(target=target.half_width * 100, cap=target.cap_s), name)
            for name, text, target in targets
        ]

    # building

    def _dress(self) -> None:
        for widget, name, tooltip in (
            (self.language, self.tr("Language"), self.tr("The language of the window")),
            (self.theme, self.tr("Theme"), self.tr("Light, dark, or as the system is")),
            (self.digits, self.tr("Digits"), self.tr("Significant digits of a time; the rest follows")),
            (self.threads, self.tr("Threads"), self.tr("How many threads the processor measures with")),
            (self.precision, self.tr("Precision"), self.tr("When a timing is good enough")),
        ):
            widget.setAccessibleName(name)
            widget.setToolTip(tooltip)
        self.close_button.setAutoDefault(False)  # Enter belongs to the field that it is pressed in

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        self._add_section(grid, self.tr("Look"))
        self._add(grid, self.tr("Language"), self.language)
        self._add(grid, self.tr("Theme"), self.theme)
        self._add(grid, self.tr("Digits"), self.digits, self.sample)
        self._add_section(grid, self.tr("Measuring"))
        begins = self.tr("For the sweep on the bench now, and for each that is begun anew.")
        self._add(grid, self.tr("Threads"), self.threads)
        self._add(grid, self.tr("Precision"), self.precision, muted(begins, self, wrap=True))
        self._add(grid, self.tr("Python of the worker"), self.python)
        self._add_section(grid, self.tr("Results"))
        self._add(grid, self.tr("Data folder"), self.folder)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 2 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(2 * GAP)
        layout.addLayout(grid)
        layout.addStretch(1)
        layout.addLayout(buttons)
        self.setMinimumWidth(_WIDTH_PX)

    def _add_section(self, grid: QGridLayout, title: str) -> None:
        row = grid.rowCount()
        if row > 1:
            grid.setRowMinimumHeight(row, GAP)
            row += 1
        grid.addWidget(capitals(title, self), row, 0, 1, 2)

    def _add(self, grid: QGridLayout, name: str, field: QWidget, hint: QWidget | None = None) -> None:
        row = grid.rowCount()
        label = QLabel(name, self)
        label.setBuddy(field.focusProxy() or field)
        label.setMinimumHeight(_LINE_PX)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(field, row, 1)
        if hint is not None:
            grid.addWidget(hint, row + 1, 1)

    # choosing

    def _wire(self) -> None:
        self.language.activated.connect(lambda: self.language_chosen.emit(self.language.currentData()))
        self.theme.activated.connect(lambda: self.theme_chosen.emit(self.theme.currentData()))
        for box in (self.digits, self.threads, self.precision):
            box.activated.connect(self._choose)
        self.python.chosen.connect(self._choose)
        self.close_button.clicked.connect(self.close)

    def _choose(self) -> None:
        word = self.precision.currentData()
        precision: Precision = next(known for known in get_args(Precision) if known == word)
        chosen = replace(
            self.choices,
            digits=self.digits.currentData(),
            threads=self.threads.currentData() or None,
            precision=precision,
            python=self.python.python,
        )
        if chosen != self.choices:
            self.choices = chosen
            self.choices_changed.emit(chosen)
            self._show_sample()

    def _show_sample(self) -> None:
        """Numbers as they look now, so that nobody has to imagine them."""
        shown = f"{units.milliseconds(212.43817)} ms   ·   {units.si(14_162_384_512)}MACs"
        self.sample.setText(f"{shown}   ·   {units.bytes_text(38_147_072)}")

    def closeEvent(self, event: QCloseEvent) -> None:
        """A Python that is being tried is let go."""
        self.python.end()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Esc ends it as well."""
        self.python.end()
        super().done(result)


def _box(items: Sequence[tuple[str, object]], current: object, parent: QWidget) -> QComboBox:
    """A box of choices with the present one chosen."""
    box = QComboBox(parent)
    for text, value in items:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(current)))
    return box
