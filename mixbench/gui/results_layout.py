"""Which columns of the results are shown, in which order, and how wide each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from mixbench.gui.results_column import Column
from mixbench.gui.results_header import MARK_PX
from mixbench.gui.results_model import ResultsModel
from mixbench.gui.workbench import Workbench

#: Where there is no room for all columns, these are left out, one after the other.
_FIRST_TO_GO = (
    "roof_share",
    "end_to_end_ms",
    "tokens",
    "macs_spatial_mixing",
    "throughput_img_s",
    "energy_mj",
    "peak_memory_bytes",
    "compile_s",
    "optimizer_ms",
    "forward_ms",
    "backward_ms",
)
#: The model's name and the word of trust share what the other columns leave.
_MODEL_PX = (146, 240)
_TRUST_LEAST_PX = 104
_SWATCH_PX = 24
_TITLE_FONT_PX = 12
_TITLE_MARGINS_PX, _CELL_MARGINS_PX = 16, 20

#: How many news are looked at in a turn of the event loop.
_LOOKED_AT = 16


class ResultsLayout(QObject):
    """Shows what says something about the session and has room, until the user chooses columns, moves them
    or their borders. `changed`: other columns are shown."""

    changed = Signal()

    def __init__(self, table: QTableView, model: ResultsModel, workbench: Workbench) -> None:
        super().__init__(table)
        self._table, self._model, self._workbench = table, model, workbench
        self._chosen: set[str] | None = None
        self._hidden: set[str] = set()
        self._asked_for: set[str] = set()
        self._unfilled: set[str] = set()
        self._news: dict[int, None] = {}
        self._looking = QTimer(self, interval=0, singleShot=True)
        self._looking.timeout.connect(self._look_at_news)
        self._is_fitted = True
        self._is_fitting = False
        workbench.item_changed.connect(self._note_news)
        workbench.roofs_changed.connect(self.refresh)
        model.read.connect(self.refresh)
        model.arranged.connect(self._fit_columns)
        table.horizontalHeader().sectionResized.connect(self._keep_widths)
        table.viewport().installEventFilter(self)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The ids of the columns that are not shown."""
        return tuple(column.id for column in self._model.columns if column.id in self._hidden)

    def hide(self, ids: Iterable[str]) -> None:
        """Show all columns but these; from then on the choice is the user's. The model always stays."""
        self._chosen = set(ids) - {self._model.columns[0].id}
        self.refresh()

    def show_also(self, id: str) -> None:
        """Show one column more, whatever it has to say."""
        self._asked_for.add(id)
        if self._chosen is not None:
            self._chosen -= {id}
        self.refresh()

    def reset(self) -> None:
        """Leave choice, order and widths to the session and the room again."""
        self._chosen, self._is_fitted, self._asked_for = None, True, set()
        self._move(column.id for column in self._model.columns)
        self.refresh()

    def shown_sections(self) -> list[int]:
        """The numbers of the columns that are shown, from left to right."""
        header = self._table.horizontalHeader()
        return [section for section in self._sections() if not header.isSectionHidden(section)]

    def shown_columns(self) -> list[Column]:
        """The columns that are shown, from left to right."""
        return [self._model.columns[section] for section in self.shown_sections()]

    def _sections(self) -> list[int]:
        header = self._table.horizontalHeader()
        return [header.logicalIndex(place) for place in range(header.count())]

    def refresh(self) -> None:
        """Look anew at what says something and has room; what the user chose stays as it is."""
        columns = (column for column in self._model.columns if column.showing == "where_known")
        self._unfilled = {column.id for column in columns if not self._is_telling(column)}
        self._hide_columns()
        self._fit_columns()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Divide the width anew when there is more or less of it."""
        if event.type() == QEvent.Type.Resize and watched is self._table.viewport():
            self._hide_columns()
            self._fit_columns()
        return super().eventFilter(watched, event)

    # which

    def _hide_columns(self) -> None:
        """Show what the user chose, or what there is room for."""
        hidden = self._spare() if self._chosen is None else self._chosen
        with self._fitting():
            for section, column in enumerate(self._model.columns):
                self._table.setColumnHidden(section, column.id in hidden)
        if hidden != self._hidden:
            self._hidden = hidden
            self.changed.emit()

    def _spare(self) -> set[str]:
        """What can be missed until the user chooses: what says nothing in this session, and, so that the
        trust is always in sight, what follows from other columns."""
        columns = self._model.columns
        spare = {column.id for column in columns if not self._is_telling(column)} - self._asked_for
        for id in _FIRST_TO_GO:
            shown = [n for n, column in enumerate(columns) if column.id not in spare]
            if self._least_width(shown) > self._table.viewport().width():
                spare.add(id)
        return spare

    def _is_telling(self, column: Column) -> bool:
        """Whether a column is shown by itself."""
        match column.showing:
            case "always":
                return True
            case "where_varied":
                return self._model.keys.is_varied(column.id)
            case "where_known":
                return self._model.keys.is_known(column.id)
        return False

    def _note_news(self, number: int) -> None:
        """Show a column as soon as a row has the first value in it."""
        if self._unfilled:
            self._news[number] = None
            self._looking.start()

    def _look_at_news(self) -> None:
        """A few items at a time, for they may stream in."""
        numbers = list(self._news)[:_LOOKED_AT]
        items = [item for number in numbers if (item := self._workbench.items.get(number)) is not None]
        unfilled = [c.key for c in self._model.columns if c.id in self._unfilled and c.key is not None]
        for number in numbers:
            del self._news[number]
        if any(key(item) is not None for item in items for key in unfilled):
            self._model.take_news()
            self.refresh()
        if self._news:
            self._looking.start()

    # how wide

    def _least_width(self, sections: Iterable[int]) -> int:
        fixed = (section for section in sections if self._model.columns[section].widest)
        return _MODEL_PX[0] + _TRUST_LEAST_PX + sum(map(self._column_width, fixed))

    def _fit_columns(self) -> None:
        """Give each column the room that it needs, and the rest to the model's name and the trust."""
        if not self._is_fitted or self._is_fitting:
            return
        with self._fitting():
            header = self._table.horizontalHeader()
            fixed = [n for n in self.shown_sections() if self._model.columns[n].widest]
            for section in fixed:
                header.resizeSection(section, self._column_width(section))
            left = self._table.viewport().width() - sum(header.sectionSize(section) for section in fixed)
            model = max(_MODEL_PX[0], min(self._names_width(), left - _TRUST_LEAST_PX))
            header.resizeSection(0, model)
            header.resizeSection(len(self._model.columns) - 1, max(_TRUST_LEAST_PX, left - model))

    def _names_width(self) -> int:
        """Room for the longest name of the session, within reason: names go before the words of trust, which
        are said in full elsewhere."""
        names = self._model.keys.known_texts(self._model.columns[0].id)
        longest = max(map(self._table.fontMetrics().horizontalAdvance, names), default=0)
        return min(longest + _SWATCH_PX + _CELL_MARGINS_PX, _MODEL_PX[1])

    def _column_width(self, section: int) -> int:
        """Room for the title, with the mark of its order, and for the widest cell, each with its margins."""
        column = self._model.columns[section]
        # The stylesheet writes titles smaller than the header's own font says.
        small = QFont(self._table.font())
        small.setPixelSize(_TITLE_FONT_PX)
        title = QFontMetrics(small).horizontalAdvance(column.title)
        mark = MARK_PX if any(key.id == column.id for key in self._model.sort_order) else 0
        cell = self._table.fontMetrics().horizontalAdvance(column.widest)
        return max(title + mark + _TITLE_MARGINS_PX, cell + _CELL_MARGINS_PX)

    @contextmanager
    def _fitting(self) -> Iterator[None]:
        """Mark what happens to the widths meanwhile as not done by the user."""
        was_fitting, self._is_fitting = self._is_fitting, True
        try:
            yield
        finally:
            self._is_fitting = was_fitting

    def _keep_widths(self) -> None:
        """Once the user has moved a border, the widths are theirs."""
        if not self._is_fitting:
            self._is_fitted = False

    # between starts

    def _move(self, ids: Iterable[str]) -> None:
        """Put columns into an order from the left; those that are not named follow as they stand."""
        header = self._table.horizontalHeader()
        section_of = {column.id: section for section, column in enumerate(self._model.columns)}
        for place, section in enumerate(section_of[id] for id in ids if id in section_of):
            header.moveSection(header.visualIndex(section), place)

    def state(self) -> dict[str, str | bool]:
        """What the user chose, for the settings file."""
        ids = [self._model.columns[section].id for section in self._sections()]
        kept: dict[str, str | bool] = {"columns": ",".join(ids)}
        if self._chosen is not None:
            kept["hidden"] = ",".join(sorted(self._chosen))
        if not self._is_fitted:
            header = self._table.horizontalHeader()
            widths = ((self._model.columns[n].id, header.sectionSize(n)) for n in self.shown_sections())
            kept["widths"] = ",".join(f"{id}:{width}" for id, width in widths)
        return kept

    def restore(self, state: Mapping[str, str | bool]) -> None:
        """Show the columns as they were; what is unknown by now is left out."""
        self._move(str(state.get("columns", "")).split(","))
        if "hidden" in state:
            self._chosen = set(str(state["hidden"]).split(",")) - {"", self._model.columns[0].id}
        self.refresh()
        for pair in str(state.get("widths", "")).split(","):
            id, _, width = pair.partition(":")
            if width.isdecimal() and id in {column.id for column in self._model.columns}:
                self._is_fitted = False
                with self._fitting():
                    self._table.setColumnWidth(self._model.section(id), int(width))
