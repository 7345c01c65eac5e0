"""The page of the laws: exponents predicted and measured, what follows from them, and who beats whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTableView,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from mixbench.catalog.growth import predicted_metric
from mixbench.catalog.law_pairs import LawPair
from mixbench.core.growth import COUNTED, FOLLOWS_MACS
from mixbench.gui.export_chip import ExportChip
from mixbench.gui.figure_view import FigureView
from mixbench.gui.help_button import HelpButton
from mixbench.gui.key_order import KeyOrder
from mixbench.gui.law_curve import resolve
from mixbench.gui.laws_bar import LawsBar
from mixbench.gui.laws_figure import laws_figure, map_subject, pair_label, standings_figure
from mixbench.gui.laws_model import (
    AT,
    BREAK,
    FIT,
    LOCAL,
    MEASURED,
    MODEL,
    PREDICTED,
    WITHIN,
    LawRow,
    LawsModel,
)
from mixbench.gui.laws_source import Comparison, LawChoice, compared, fitting_of, pairs_of, prediction_at
from mixbench.gui.laws_view import LawsView
from mixbench.gui.laws_words import encounter_text, short_against_words
from mixbench.gui.panel import GAP, muted
from mixbench.gui.plain_table import dress
from mixbench.gui.redraws import Redraws
from mixbench.gui.role_time_keeper import RoleTimeKeeper
from mixbench.gui.role_timing import RoleTiming
from mixbench.gui.session_words import caption_of
from mixbench.gui.standings_view import StandingsView
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered
from mixbench.store.tables import grid

_ROW_PX = 24
_WIDTHS_PX = {
    MODEL: 150, PREDICTED: 78, MEASURED: 110, AT: 240, WITHIN: 136, LOCAL: 110, BREAK: 240, FIT: 220,
}  # fmt: skip
#: How the height is shared at first; a handle between them changes it. The table has no more than its rows
#: need, and of a low page at most this share, so that the plot keeps more than half.
_TABLE_PX, _PLOT_PX, _TABLE_SHARE = 170, 420, 0.34
_MOST_SENTENCES = 40
#: What the map takes without its rows, and a row of it at least.
_MAP_PX, _LINE_PX = 60, 18
#: Room for the bar that scrolls the table sideways.
_SCROLL_PX = 12


class LawsPage(QWidget):
    """Switches above, the table, and below it the plot of the laws or the map with its crossings. `failed`
    and `said` are sentences to show the user."""

    failed = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.redraws = Redraws(self, self.redraw)
        self._pairs: tuple[LawPair, ...] = ()
        self.bar = LawsBar(self)
        self.timing = RoleTiming(bench, self)
        self.asked, self.withdrawn = self.timing.asked, self.timing.withdrawn
        self.model = LawsModel(themes, self)
        self.order: QSortFilterProxyModel = KeyOrder(self)
        self.order.setSourceModel(self.model)
        self.table = self._build_table()
        self.view = LawsView(themes, self)
        self.view.has_legend = False  # the table has the markers
        self.map = StandingsView(themes, self)
        self.crossings = QTextBrowser(self)
        self.caption = muted(parent=self, wrap=True)
        self.export = ExportChip(
            self.views, themes, self._file_name, lambda: caption_of(bench, self.caption.text()), self
        )
        self._add_copies()
        self._lay_out()
        self._wire()
        self.redraws.schedule()

    # building

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.order)
        table.setAccessibleName(self.tr("Laws of the ticked models"))
        dress(table, _ROW_PX, self.copy)
        header = table.horizontalHeader()
        for column, width_px in _WIDTHS_PX.items():
            header.resizeSection(column, width_px)
        header.moveSection(FIT, BREAK)  # every row has a fit, and few a break
        header.setStretchLastSection(True)
        return table

    def _add_copies(self) -> None:
        """The table leaves the page by the same door."""
        menu = self.export.menu()
        menu.setToolTipsVisible(True)
        menu.addSeparator()
        self.copies = (
            menu.addAction(self.tr("Copy the table for a spreadsheet"), self.copy),
            menu.addAction(self.tr("Copy the table as Markdown"), self.copy_markdown),
        )

    def _lay_out(self) -> None:
        self.bar.add_at_end(HelpButton("laws", self), self.export)
        self.crossings.setAccessibleName(self.tr("Where models cross"))
        self.crossings.setToolTip(self.tr("Where any two of the models cross, with a 95 % interval"))
        self.crossings.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.view)
        whole_map = QSplitter(Qt.Orientation.Vertical)
        room = QScrollArea(widgetResizable=True)
        room.setFrameShape(QScrollArea.Shape.NoFrame)
        room.setWidget(self.map)
        whole_map.addWidget(room)
        whole_map.addWidget(self.crossings)
        whole_map.setSizes([_PLOT_PX, _TABLE_PX])
        self.stack.addWidget(whole_map)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.table)
        self.splitter.addWidget(self.stack)
        self.splitter.setSizes([_TABLE_PX, _PLOT_PX])
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(self.bar.row)
        layout.addWidget(self.splitter, 1)
        layout.addLayout(self._timing_row())
        layout.addWidget(self.caption)

    def _timing_row(self) -> QHBoxLayout:
        """What times by role rest on, and the button that takes them."""
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.timing.notice, 1)
        row.addWidget(self.timing.button, 0, Qt.AlignmentFlag.AlignRight)
        return row

    def _wire(self) -> None:
        bench = self._bench
        for signal in (
            bench.models_changed,
            bench.selection_changed,
            bench.items_reset,
            bench.environment_changed,
        ):
            signal.connect(self.redraws.schedule)
        self.timing.changed.connect(self.redraws.schedule)
        bench.item_changed.connect(lambda _: self.redraws.schedule())
        bench.point_changed.connect(lambda: self.view.set_selected(bench.point))
        self.bar.changed.connect(self.redraw)
        self.bar.asked.connect(self._answer)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._draw())
        self.table.activated.connect(self._open)
        self.view.point_clicked.connect(self._choose_point)
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    # what is drawn

    def choice(self) -> LawChoice:
        """What the switches say."""
        return self.bar.choice()

    def views(self) -> Sequence[FigureView]:
        """The picture that stands on the page: the plot, or the map."""
        return (self.map,) if self.bar.is_map else (self.view,)

    def follow(self, keeper: RoleTimeKeeper) -> None:
        """Where times by role are kept."""
        self.timing.follow(keeper)

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.timing.take(answered)

    def set_running(self, is_running: bool) -> None:
        """While the worker times, layers wait and the page is drawn rarely."""
        self.timing.set_running(is_running)
        self.redraws.set_quiet(is_running)

    def redraw(self) -> None:
        """Fit the laws anew and draw them."""
        choice = self.choice()
        self._pairs = pairs_of(self._bench, choice, self.timing.known(choice))
        self.timing.show(choice)
        self._answer()
        self._draw()
        self.redraws.done()

    def _answer(self) -> None:
        """Fill the table; the laws stay, whatever is asked of them."""
        choice = self.choice()
        before = [row.name for row in self.model.rows]
        self.model.show_rows([self._row(place, choice) for place in range(len(self._pairs))], choice)
        self.table.setColumnHidden(WITHIN, not choice.budget)
        self.table.setColumnHidden(BREAK, self.model.is_blank(BREAK))
        if [row.name for row in self.model.rows] != before:
            self._fit_names()
            self._share_height()

    def _fit_names(self) -> None:
        """A name with its role needs more room than one without."""
        self.table.resizeColumnToContents(MODEL)
        width_px = max(_WIDTHS_PX[MODEL], self.table.columnWidth(MODEL))
        self.table.setColumnWidth(MODEL, width_px)

    def _share_height(self) -> None:
        """As much for the table as its rows need; of a low page the smaller part, and it is scrolled."""
        whole = self.splitter.height()
        rows = self.table.horizontalHeader().height() + _ROW_PX * len(self.model.rows) + _SCROLL_PX
        table = min(rows, int(_TABLE_SHARE * whole), _TABLE_PX)
        self.splitter.setSizes([table, whole - table])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height is shared anew."""
        super().resizeEvent(event)
        if event.oldSize().height() != event.size().height():
            self._share_height()

    def _row(self, place: int, choice: LawChoice) -> LawRow:
        """Each role has a colour of its own; of whole networks it is the model's."""
        pair = self._pairs[place]
        resolved = resolve(pair.model)
        reason = resolved.refusal(choice.at_px, choice.at_px) if resolved else ""
        name = pair_label(self._bench, pair, self._pairs)
        slot = place if choice.shows_roles else self._bench.slot(pair.model)
        return LawRow(pair, name, slot, prediction_at(pair, choice), fitting_of(pair, choice), reason or "")

    def _draw(self) -> None:
        """The plot or the map, whichever is looked at."""
        choice = self.choice()
        self.stack.setCurrentIndex(int(self.bar.is_map))
        self.table.setHidden(self.bar.is_map)  # the map needs the height
        self._allow_copies()
        if self.bar.is_map:
            self._draw_map(choice)
        else:
            words = self._law_caption(choice), self.timing.advice(choice)
            figure = laws_figure(self._bench, choice, self._chosen(), *words)
            self.view.set_figure(figure)
            self.caption.setText(figure.caption)
        self.export.setEnabled(not self.views()[0].figure.empty)

    def _chosen(self) -> tuple[LawRow, ...]:
        """The selected rows; all where none is, of which each role would be too many: then those of the
        selected model."""
        rows = {self.order.mapToSource(index).row() for index in self.table.selectionModel().selectedRows()}
        known = self.model.rows
        if rows or not self.choice().shows_roles or not known:
            return tuple(row for place, row in enumerate(known) if not rows or place in rows)
        models = [row.pair.model for row in known]
        model = self._bench.selected if self._bench.selected in models else models[0]
        return tuple(row for row in known if row.pair.model == model)

    def _draw_map(self, choice: LawChoice) -> None:
        found = compared(self._bench, choice, self._pairs)
        caption = self._map_caption(found, choice)
        models = self._bench.ticked
        metric = choice.metric if found.is_measured else predicted_metric(choice.metric) or choice.metric
        self.map.set_figure(standings_figure(self._bench, choice, found, models, caption))
        self.crossings.setVisible(not self.map.figure.empty)
        self.map.setMinimumHeight(_MAP_PX + _LINE_PX * len(found.standings.standings))
        self.caption.setText("" if self.map.figure.empty else caption)
        names = {model.key: self._bench.label(model) for model in models}
        told = sorted(found.encounters, key=lambda one: not (one.found and one.found.meetings))
        sentences = [
            encounter_text(metric, names[one.first.model.key], names[one.second.model.key], one.found)
            for one in told  # crossings first
        ]
        self.crossings.setPlainText("\n".join(sentences[:_MOST_SENTENCES]))

    def _allow_copies(self) -> None:
        why_not = self.tr("The table is not shown beside the map") if self.bar.is_map else ""
        for action in self.copies:
            action.setEnabled(not why_not and bool(self.model.rows))
            action.setToolTip(why_not or action.text())

    def _law_caption(self, choice: LawChoice) -> str:
        words = self.tr("exponents against {what}, bands and intervals of 95 %").format(
            what=short_against_words()[choice.against]
        )
        if choice.metric in FOLLOWS_MACS:
            dashed = self.tr("dashed: as if every MAC took the same")
        else:
            dashed = self.tr("dashed: by the law of the catalog")
        return f"{words}  ·  {dashed}"

    def _map_caption(self, found: Comparison, choice: LawChoice) -> str:
        """What is ranked, first of all: it need not be the metric that was asked about."""
        ties = (
            self.tr("= where the 95 % intervals overlap")
            if found.is_measured and choice.metric not in COUNTED
            else self.tr("= where both are exactly equal")
        )
        ratio = self.tr("place, and ratio to the best at that size")
        return f"{map_subject(choice, is_measured=found.is_measured)}  ·  {ratio}  ·  {ties}"

    # what the person does

    def _open(self, index: QModelIndex) -> None:
        self._bench.select(self._pairs[self.order.mapToSource(index).row()].model)

    def _choose_point(self, id: str, place: int) -> None:
        series = next((one for one in self.view.figure.series if one.id == id), None)
        if series is not None and place < len(series.numbers) and series.numbers[place] >= 0:
            self._bench.choose_point(series.numbers[place])

    def copy(self) -> None:
        """Put the table on the clipboard, for a spreadsheet."""
        titles, lines = self._texts()
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in (titles, *lines)))

    def copy_markdown(self) -> None:
        """Put the table on the clipboard as Markdown."""
        titles, lines = self._texts()
        headers = [(title, column in (PREDICTED, MEASURED)) for column, title in enumerate(titles)]
        QGuiApplication.clipboard().setText(grid(headers, lines, "markdown") + "\n")

    def _texts(self) -> tuple[list[str], list[list[str]]]:
        """The selected rows, or all, as they stand."""
        columns = range(self.model.columnCount())
        chosen = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        titles = [str(self.model.headerData(c, Qt.Orientation.Horizontal)) for c in columns]
        rows = chosen or range(self.order.rowCount())
        return titles, [[str(self.order.index(row, c).data() or "") for c in columns] for row in rows]

    def _file_name(self) -> str:
        return f"mixbench-{'who-beats-whom' if self.bar.is_map else 'laws'}-{self.choice().metric}"

    # keeping

    def state(self) -> dict[str, str | bool]:
        """What the switches say, for the settings file."""
        return self.bar.state()

    def restore(self, state: Mapping[str, str | bool]) -> None:
        """Set the switches as they were; what is unknown by now is left as it is."""
        self.bar.restore(state)
