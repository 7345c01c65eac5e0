"""What is to be said of one claim: the verdict, small plots, and the evidence, below one another."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QTextBrowser, QVBoxLayout, QWidget

from mixbench.core.claims import Claim, Finding
from mixbench.core.figure import Figure
from mixbench.gui.claims_figures import shown_figure
from mixbench.gui.claims_html import evidence_html, verdict_html
from mixbench.gui.claims_words import word
from mixbench.gui.figure_view import FigureView
from mixbench.gui.panel import GAP, keep_whole, muted
from mixbench.gui.plot_legend import PlotLegend
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench

#: The height of a plot without its words, and the least width of one that stands beside another.
_PLOT_PX, _LEAST_PX = 190, 300
#: What the stylesheet leaves free above and below a text.
_PADDING_PX = 16


class ClaimDetail(QScrollArea):
    """A claim from its statement to the conditions of its evidence, scrolled as one. Plots are kept and
    filled anew."""

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._themes = bench, themes
        self._shown: tuple[Claim, Finding | None] | None = None
        self._all: list[_Plot] = []
        self.verdict, self.evidence = _WholeText(self), _WholeText(self)
        self.verdict.setAccessibleName(self.tr("The claim and what became of it"))
        self.verdict.setToolTip(self.tr("The statement, and what the check came to"))
        self.evidence.setAccessibleName(self.tr("Sources and evidence"))
        self.evidence.setToolTip(self.tr("What was computed, its sources, evidence and conditions"))
        self._lay_out()
        themes.changed.connect(self._write)
        for signal in (bench.models_changed, bench.items_reset):
            signal.connect(self._draw_again)  # with other names and colours

    def _lay_out(self) -> None:
        body = QWidget(self)
        self.plots = QWidget(body)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.plots)
        self._row.setContentsMargins(GAP, 0, GAP, GAP)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for part in (self.verdict, self.plots, self.evidence):
            layout.addWidget(part)
        layout.addStretch(1)
        self.setWidget(body)
        self.setWidgetResizable(True)
        for ground in (body, self.viewport()):
            ground.setAutoFillBackground(False)  # the page's own ground shows
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for plots beside or below one another."""
        super().resizeEvent(event)
        self._stack_plots()

    def _stack_plots(self) -> None:
        shown = [plot for plot in self._all if not plot.isHidden()]
        is_wide = self.viewport().width() >= _LEAST_PX * len(shown)
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(way)

    def show_claim(self, claim: Claim, finding: Finding | None) -> None:
        """Show a claim and what it came to."""
        if self._shown == (claim, finding):
            return
        self._shown = claim, finding
        self._write()
        self._draw(finding.evidence.figures if finding else ())
        self.verticalScrollBar().setValue(0)

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self._shown = None
        self.verdict.setPlainText(sentence)
        self.evidence.clear()
        self._draw(())

    def views(self) -> Sequence[FigureView]:
        """The plots that stand on the page."""
        return [plot.view for plot in self._all if not plot.isHidden()]

    def text(self) -> str:
        """All that is said, as plain text."""
        return f"{self.verdict.toPlainText()}\n{self.evidence.toPlainText()}"

    def _write(self) -> None:
        if self._shown is not None:
            self.verdict.setHtml(verdict_html(*self._shown, self._themes.theme))
            self.evidence.setHtml(evidence_html(*self._shown, self._themes.theme))

    def _draw_again(self) -> None:
        if self._shown is not None and self._shown[1] is not None:
            self._draw(self._shown[1].evidence.figures)

    def _draw(self, figures: Sequence[Figure]) -> None:
        while len(self._all) < len(figures):
            plot = _Plot(self._themes, self.plots)
            self._all.append(plot)
            self._row.addWidget(plot)
        for place, plot in enumerate(self._all):
            plot.setVisible(place < len(figures))
            if place < len(figures):
                plot.show_figure(shown_figure(self._bench, figures[place]), word(figures[place].caption))
        self._stack_plots()
        self.plots.setVisible(bool(figures))


class _WholeText(QTextBrowser):
    """A text as high as it is, so that what it lies in scrolls; a wide table scrolls by itself."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setOpenExternalLinks(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WordWrap)  # words of a table's cells stay whole
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        is_wide = self.document().idealWidth() > self.viewport().width()
        bar = self.horizontalScrollBar().sizeHint().height() if is_wide else 0
        frame = 2 * self.frameWidth() + self.contentsMargins().top() + self.contentsMargins().bottom()
        self.setFixedHeight(ceil(self.document().size().height()) + bar + frame + _PADDING_PX)


class _Plot(QWidget):
    """A small plot with its legend and its caption below it: over the plot they would hide curves."""

    def __init__(self, themes: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self.view = FigureView(themes, self)
        self.view.has_legend = False
        self.view.setFixedHeight(_PLOT_PX)
        self.legend = PlotLegend(themes, self)
        self.caption = muted(parent=self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        for part in (self.view, self.legend, self.caption):
            layout.addWidget(part)
        layout.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks the words elsewhere."""
        super().resizeEvent(event)
        self._fit_words()

    def show_figure(self, figure: Figure, caption: str) -> None:
        """Draw a figure in the words of the screen."""
        self.view.set_figure(figure)
        self.legend.show_figure(figure)
        self.caption.setText(f"{figure.title}. {caption}")
        self._fit_words()

    def _fit_words(self) -> None:
        self.legend.fit_width(self.width())
        keep_whole(self.caption, self.width())
