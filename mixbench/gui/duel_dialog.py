"""The window of a duel: who against whom, the verdict in words, and the ratio as it narrows."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mixbench.gui.duel_plot import DuelPlot
from mixbench.gui.duel_words import (
    against,
    duel_text,
    median_text,
    outcome_sentence,
    ratio_text,
    rival_names,
    shared_words,
    verdict_word,
    what_is_wrong,
)
from mixbench.gui.duelling import Bout
from mixbench.gui.panel import GAP, Pill, muted, set_role, set_tone
from mixbench.gui.swatch import swatch
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import trust
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

_FIRST_SIZE = (680, 560)
_SELECTABLE = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


class DuelDialog(QDialog):
    """Stands beside the main window, whose results stay as they are. Closing it does not stop the duel."""

    again_requested = Signal()
    stop_requested = Signal()

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._themes = bench, themes
        self.bout: Bout | None = None
        self.setWindowTitle(self.tr("Duel"))
        self._build()
        self._lay_out()
        self._wire()
        self.resize(*_FIRST_SIZE)

    # building

    def _build(self) -> None:
        self.rivals = (_Rival(self), _Rival(self))
        self.conditions = muted(parent=self, wrap=True)
        self.verdict = _text_label("heading", self)
        self.state = Pill(parent=self)
        self.ratio = _text_label("muted", self)
        self.plot = DuelPlot(self._themes, self)
        self.reasons = _text_label("muted", self)
        set_tone(self.reasons, "warning")
        self.again_button = QPushButton(self.tr("Again"), self)
        self.again_button.setToolTip(self.tr("Measure the same two once more, as a session of its own"))
        self.stop_button = QPushButton(self.tr("Stop"), self)
        self.stop_button.setToolTip(self.tr("Stop the duel; the rounds so far are kept"))
        self.copy_button = QPushButton(self.tr("Copy"), self)
        self.copy_button.setToolTip(self.tr("Copy names, conditions, verdict and times as text"))
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setToolTip(self.tr("Close this window; a duel under way goes on"))
        for button in (self.again_button, self.stop_button, self.copy_button, self.close_button):
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        cards = QHBoxLayout()
        cards.setSpacing(GAP)
        for rival in self.rivals:
            cards.addWidget(rival, 1)
        said = QHBoxLayout()
        said.setSpacing(2 * GAP)
        said.addWidget(self.verdict, 1)
        said.addWidget(self.state, 0, Qt.AlignmentFlag.AlignTop)
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addWidget(self.stop_button)
        buttons.addWidget(self.again_button)
        buttons.addStretch(1)
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addLayout(cards)
        layout.addWidget(self.conditions)
        layout.addSpacing(GAP)
        layout.addLayout(said)
        layout.addWidget(self.ratio)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.reasons)
        layout.addLayout(buttons)

    def _wire(self) -> None:
        self.again_button.clicked.connect(self.again_requested)
        self.stop_button.clicked.connect(self.stop_requested)
        self.copy_button.clicked.connect(self.copy)
        self.close_button.clicked.connect(self.close)
        self._themes.changed.connect(self._refresh)
        self._bench.models_changed.connect(self._refresh)

    # showing

    def show_bout(self, bout: Bout) -> None:
        """Show a duel as it stands now."""
        self.bout = bout
        self._refresh()

    def _refresh(self) -> None:
        bout = self.bout
        if bout is None:
            return
        first, second = rival_names(bout.first.case, bout.second.case)
        for rival, name, item in zip(self.rivals, (first, second), (bout.first, bout.second), strict=True):
            colour = self._themes.theme.series_colour(self._bench.slot(item.case.model)).name()
            rival.show_item(name, item, colour)
        self.conditions.setText(shared_words(bout.first.case, bout.second.case))
        self._show_verdict(bout, first, second)
        self._show_ratio(bout)
        wrong = what_is_wrong(bout)
        self.reasons.setText("\n".join(wrong))
        self.reasons.setVisible(bool(wrong))
        self.stop_button.setVisible(not bout.is_over)
        self.again_button.setVisible(bout.is_over)
        hint = self.tr("The duel goes on; “Show last duel” in the menu Session brings it back")
        self.close_button.setToolTip("" if bout.is_over else hint)

    def _show_verdict(self, bout: Bout, first: str, second: str) -> None:
        """While rounds come in, what they say so far is no verdict yet."""
        duel = bout.duel
        if not bout.is_over:
            self.verdict.setText(against(first, second))
            self.state.show_state(self.tr("measuring"), "busy")
        elif duel is None:
            self.verdict.setText(outcome_sentence(bout))
            self.state.show_state(self.tr("no verdict"), "warning")
        else:
            self.verdict.setText(outcome_sentence(bout))
            self.state.show_state(*verdict_word(duel))

    def _show_ratio(self, bout: Bout) -> None:
        duel = bout.duel
        if duel is None:
            self.ratio.setText(self.tr("The first pair of rounds is on its way.") if not bout.is_over else "")
            self.plot.show_pairs((), None, None)
            return
        text = self.tr("time of the first over that of the second: {ratio}")
        self.ratio.setText(text.format(ratio=ratio_text(duel)))
        low, high = duel.ci_low, duel.ci_high
        interval = None if low is None or high is None else (low, high)
        self.plot.show_pairs(bout.pairs, duel.ratio, interval)

    def copy(self) -> None:
        """Put the duel on the clipboard as text."""
        if self.bout is not None:
            QGuiApplication.clipboard().setText(duel_text(self.bout))


class _Rival(QFrame):
    """One of the two: its colour and name, its median, and how far that is to be believed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._swatch = QLabel(self)
        self.name = _text_label("", self)
        self.median = _text_label("heading", self)
        self.trust = _text_label("muted", self)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self._swatch, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.name, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 10, 12, 10)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(self.median)
        layout.addWidget(self.trust)
        layout.addStretch(1)

    def show_item(self, name: str, item: Item, colour: str) -> None:
        """Show one of the two as it stands now."""
        self._swatch.setPixmap(swatch(colour).pixmap(16, 16))
        self.name.setText(name)
        self.median.setText(median_text(item))
        verdict = trust(item)
        self.trust.setText(verdict.word)
        self.trust.setToolTip(verdict.sentence)
        set_tone(self.trust, verdict.tone)


def _text_label(role: str, parent: QWidget) -> QLabel:
    """A label that wraps and can be selected."""
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(_SELECTABLE)
    if role:
        set_role(label, role)
    return label
