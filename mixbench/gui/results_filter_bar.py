"""The line in which a filter of the results is typed, with what it left and what it did not understand."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.panel import GAP, Chip, repolish, set_role
from mixbench.gui.results_column import Column
from mixbench.gui.results_filter import Filter, FilterError, completions, parse_filter, with_condition
from mixbench.gui.results_model import ResultsModel

_SETTLE_MS = 200


class FilterBar(QWidget):
    """Filters the model while it is typed. What is not understood yet leaves the last good filter standing,
    with a sentence below."""

    #: What the line says has become another filter.
    changed = Signal()

    def __init__(self, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.line = self._build_line()
        self.line.installEventFilter(self)
        self.count = Chip(parent=self)
        self.count.setAccessibleName(self.tr("Clear the filter"))
        self.count.clicked.connect(self.clear)
        self.problem = ElidedLabel(self)
        set_role(self.problem, "problem")
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.line, 1)
        row.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self.problem)
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._take)
        self.line.textChanged.connect(self._follow)
        self.line.returnPressed.connect(self._take)
        for signal in (model.arranged, model.rowsInserted, model.rowsRemoved, model.modelReset, model.taken):
            signal.connect(self._show_count)
        self._show_problem("")
        self._show_count()

    def _build_line(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(self.tr("Filter the results"))
        line.setPlaceholderText(self.tr("mixer latency<20 px:224..384 -status:failed"))
        line.setToolTip(
            self.tr(
                "Words, and conditions on columns: latency<20, px>=224, batch=1,8, latency:5..20, "
                "status:ok, dtype=float32. All have to hold; a minus before one takes out what it finds. "
                "Numbers are in the unit of their column."
            )
        )
        self._offers = QStringListModel(self)
        line.setCompleter(_LastPartCompleter(self._offers, line))
        return line

    @property
    def text(self) -> str:
        """The filter as it is typed."""
        return self.line.text()

    def clear(self) -> None:
        """Show all rows again."""
        self.line.clear()

    def set_condition(self, column: Column, condition: str) -> None:
        """Put one condition on a column, or none, and leave the rest of the line."""
        self.line.setText(with_condition(self.text, column, condition, self._model.columns))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Offer the words of the session when the line is entered; Escape empties it."""
        if watched is self.line and event.type() == QEvent.Type.FocusIn:
            self._offers.setStringList(completions(self._model.columns, self._model.keys))
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
            and self.text
        ):
            self.clear()
            return True
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """What is typed is taken when the hand rests; half a name would take every row away meanwhile."""
        if self.line.isModified() and self.text:
            self._settle.start()
        else:
            self._take()

    def _take(self) -> None:
        self._settle.stop()
        try:
            wanted = parse_filter(self.text, self._model.columns)
        except FilterError as error:
            self._show_problem(str(error))
            return
        self._show_problem("")
        self._apply(wanted)

    def _apply(self, wanted: Filter) -> None:
        if wanted != self._model.filter:
            self._model.set_filter(wanted)
        self.changed.emit()

    def _show_problem(self, sentence: str) -> None:
        self.problem.show_text(sentence)
        self.problem.setVisible(bool(sentence))
        self.line.setProperty("problem", bool(sentence))
        repolish(self.line)

    def _show_count(self) -> None:
        shown, total = self._model.rowCount(), self._model.total
        words = self.tr("{shown} of {total} rows").format(shown=shown, total=total)
        self.count.setText(f"{words}  ×")
        self.count.setToolTip(self.tr("Clear the filter: show all {total} rows").format(total=total))
        self.count.setVisible(bool(self._model.filter.parts))


class _LastPartCompleter(QCompleter):
    """Completes the part that is being typed, and leaves those before it."""

    def __init__(self, offers: QStringListModel, line: QLineEdit) -> None:
        super().__init__(offers, line)
        self._line = line
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)

    def splitPath(self, path: str) -> list[str]:
        """What is looked for: the last part, without its minus."""
        return [path.rpartition(" ")[2].removeprefix("-")]

    def pathFromIndex(self, index: object) -> str:
        """The whole line, with the last part completed."""
        text = self._line.text()
        before, space, part = text.rpartition(" ")
        minus = "-" if part.startswith("-") else ""
        return before + space + minus + super().pathFromIndex(index)  # type: ignore[arg-type]
