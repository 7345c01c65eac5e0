"""The line below the claims: how far the checks are, and the button that measures what they lack."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mixbench.claims.asking import subject
from mixbench.core.claims import Claim
from mixbench.gui.claims_source import ClaimsSource
from mixbench.gui.panel import GAP, muted
from mixbench.gui.step_words import step_text


class ClaimsState(QWidget):
    """A sentence and a button, which says why it cannot be pressed."""

    def __init__(self, source: ClaimsSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        #: How far the run is that measures what a check lacks.
        self.measuring_text = ""
        self.words = muted(parent=self, wrap=True)
        self.measure = QPushButton(self.tr("Measure what is missing"), self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.measure)

    def text(self) -> str:
        """What is said."""
        return self.words.text()

    def show_state(
        self, claims: Sequence[Claim], selected: Sequence[Claim], known: int, *, is_running: bool
    ) -> None:
        """Of all claims so many were checked, and some are selected; `is_running`: a run is measured."""
        self.words.setText(self._state_text(known, len(claims), is_running=is_running))
        why_not = self._why_not_measured(claims, selected, is_running=is_running)
        self.measure.setEnabled(not why_not)
        self.measure.setToolTip(why_not or self._help_text())

    def _help_text(self) -> str:
        return self.tr(
            "Take what the selected claims need and the session that is shown does not hold from an earlier "
            "measurement for claims, or measure it quickly as a session of its own; then check them again"
        )

    def _why_not_measured(
        self, claims: Sequence[Claim], selected: Sequence[Claim], *, is_running: bool
    ) -> str:
        if self._source.is_checking:
            return self.tr("Claims are being checked; wait for their end, or stop them")
        if is_running:
            return self.tr("A run is being measured; wait for its end, or stop it")
        if any(claim.is_timed for claim in selected):
            return ""
        numbers = ", ".join(str(claim.number) for claim in claims if claim.is_timed)
        return self.tr("Select a claim that rests on measurements: {numbers}").format(numbers=numbers)

    def _state_text(self, known: int, total: int, *, is_running: bool) -> str:
        if self._source.waiting:
            return self._checking_text()
        if is_running:
            return self.tr("A run is being measured; claims can be checked when it is over.")
        text = self.tr(
            "{known} of {total} claims checked. Timed claims use the session that is shown; experiments are "
            "small and run on the processor."
        )
        return text.format(known=known, total=total)

    def _checking_text(self) -> str:
        """How far the checks are, and what of the one under way is done."""
        source = self._source
        number = source.waiting[0].claim.number
        if source.is_measuring:
            text = self.tr("Measuring what claim {number} lacks: {progress}")
            return text.format(number=number, progress=self.measuring_text)
        done, total = source.total - len(source.waiting), source.total
        text = self.tr("Checking claim {number}; {done} of {total} are done.")
        return f"{text.format(number=number, done=done, total=total)} {self._part_text()}".strip()

    def _part_text(self) -> str:
        """The part of the check, the network, the step."""
        part, question, step = self._source.part, self._source.question, self._source.step
        words = (
            self.tr("part {number} of {total}").format(number=part[0], total=part[1]) if part else "",
            subject(question) if question else "",
            step_text(step) if step else "",
        )
        return " · ".join(word for word in words if word)
