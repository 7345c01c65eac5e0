"""What is to be said of one claim: text and small plots below one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from mixbench.core.claims import Claim, Finding
from mixbench.core.figure import Figure
from mixbench.gui.claims_html import claim_html
from mixbench.gui.claims_words import word
from mixbench.gui.figure_view import FigureView
from mixbench.gui.panel import GAP, muted
from mixbench.gui.theme import ThemeManager

_LEAST_PLOT_PX = 150


class ClaimDetail(QSplitter):
    """The text of a claim with its evidence, and its plots below; views are kept and filled anew."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._themes = themes
        self._shown: tuple[Claim, Finding | None] | None = None
        self._all: list[_Plot] = []
        self.text = QTextBrowser(self)
        self.text.setOpenExternalLinks(True)
        self.text.setAccessibleName(self.tr("The claim and what became of it"))
        self.text.setToolTip(self.tr("Statement, source, evidence and conditions of the selected claim"))
        self.plots = QWidget(self)
        self._row = QHBoxLayout(self.plots)
        self._row.setContentsMargins(0, GAP, 0, 0)
        self.plots.setMinimumHeight(_LEAST_PLOT_PX)
        self.addWidget(self.text)
        self.addWidget(self.plots)
        self.setChildrenCollapsible(False)
        self.setSizes([300, 220])
        themes.changed.connect(self._write)

    def show_claim(self, claim: Claim, finding: Finding | None) -> None:
        """Show a claim and what it came to."""
        if self._shown == (claim, finding):
            return
        self._shown = claim, finding
        self._write()
        self._draw(finding.evidence.figures if finding else ())

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._shown = None
        self.text.setPlainText(sentence)
        self._draw(())

    def views(self) -> Sequence[FigureView]:
        """The plots that stand on the page."""
        return [plot.view for plot in self._all if not plot.isHidden()]

    def _write(self) -> None:
        if self._shown is not None:
            self.text.setHtml(claim_html(*self._shown, self._themes.theme))

    def _draw(self, figures: Sequence[Figure]) -> None:
        while len(self._all) < len(figures):
            plot = _Plot(self._themes, self.plots)
            self._all.append(plot)
            self._row.addWidget(plot)
        for place, plot in enumerate(self._all):
            plot.setVisible(place < len(figures))
            if place < len(figures):
                plot.show_figure(figures[place])
        self.plots.setVisible(bool(figures))


class _Plot(QWidget):
    """A small plot with its caption below it."""

    def __init__(self, themes: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = FigureView(themes, self)
        self.caption = muted(parent=self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.caption)

    def show_figure(self, figure: Figure) -> None:
        """Draw a figure, its words in the language of the screen."""
        axes = (replace(axis, label=word(axis.label)) for axis in (figure.x, figure.y))
        x, y = axes
        self.view.set_figure(replace(figure, title=word(figure.title), x=x, y=y))
        self.caption.setText(f"{word(figure.title)}. {word(figure.caption)}")
