"""What pages of maps have in common: pictures of what the engine answers, asked for while somebody looks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from mixbench.gui.checkpoint_chip import Checkpoints
from mixbench.gui.image_view import ImageView
from mixbench.gui.map_export import MapExport
from mixbench.gui.question_source import QuestionSource
from mixbench.gui.redraws import Redraws
from mixbench.gui.theme import ThemeManager
from mixbench.gui.waiting import Waiting
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered


class MapPage(QWidget):
    """Asks only while it is seen. A page says in `refresh` what is looked at, and in `show_maps` how; Qt's
    metaclass leaves no room for Python's that would demand both."""

    asked = Signal(object)  # Question
    withdrawn = Signal(object)
    failed = Signal(str)  # a sentence to show the user
    said = Signal(str)  # a sentence to show the user

    #: What a page builds beside the view.
    export: MapExport
    waiting: Waiting

    def __init__(
        self,
        bench: Workbench,
        themes: ThemeManager,
        checkpoints: Checkpoints,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench, self._checkpoints = bench, checkpoints
        self._is_running = False
        self.source = QuestionSource(self)
        self.view = ImageView(themes, self)
        self._redraws = Redraws(self, self.show_maps)

    def refresh(self) -> None:
        """Look at what the bench and the switches say now."""
        raise NotImplementedError

    def show_maps(self) -> None:
        """Show what is known of it."""
        raise NotImplementedError

    def _join(self) -> None:
        """Connect what the page has built."""
        self._bench.settled.connect(self.refresh)
        self._checkpoints.changed.connect(self.refresh)
        self.waiting.ask_again.connect(self.source.ask_again)
        self.source.changed.connect(self._redraws.schedule)
        self.source.asked.connect(self.asked)
        self.source.withdrawn.connect(self.withdrawn)
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: the engine may be asked."""
        super().showEvent(event)
        self.source.set_awake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.source.set_awake(False)

    def set_running(self, is_running: bool) -> None:
        """During a run questions wait."""
        self._is_running = is_running
        self._redraws.set_quiet(is_running)
        self.source.set_running(is_running)

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.source.take(answered)
