"""How far a run is and how busy the machine: told on the beat of the results, for a repaint takes a core."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.gui.item_stream import ItemStream
from mixbench.gui.run_words import progress_text
from mixbench.jobs.events import Item, ItemState, ProgressChanged
from mixbench.jobs.runner import SweepRunner

LOAD_MS = 2000


class RunProgress(QObject):
    """Tells what the runner says of its progress, and between two visits lets the time left run on."""

    changed = Signal(int, int, str)  # finished, total, sentence
    rest_changed = Signal(object)  # the seconds that each item on the screen still takes, by number
    load_changed = Signal(float)  # share of this machine's cores that is busy, 0 to 1

    def __init__(self, runner: SweepRunner, stream: ItemStream, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner, self._stream = runner, stream
        self._progress: ProgressChanged | None = None
        self._is_aside = False
        self._loads = QTimer(self, interval=LOAD_MS)
        self._loads.timeout.connect(self._look_at_load)
        self._loads.start()

    def take(self, progress: ProgressChanged, *, is_aside: bool) -> None:
        """The run is so far; `is_aside` where it leaves the results on the screen alone."""
        self._is_aside = is_aside
        self._stream.tell("progress", partial(self._show, progress))

    def end(self) -> None:
        """What is over has no time left."""
        if self._progress is not None:
            self._show(replace(self._progress, seconds_left=None))

    def follow(self, item: Item) -> None:
        """During a run the worker says what others took of its cores."""
        rounds = item.measurement.rounds if item.measurement else ()
        if item.state is ItemState.REFINING and rounds and rounds[-1].other_load is not None:
            self.load_changed.emit(rounds[-1].other_load)

    def stop(self) -> None:
        """Look no more."""
        self._loads.stop()

    def _show(self, progress: ProgressChanged) -> None:
        self._progress = progress
        text = progress_text(progress.finished, progress.total, progress.seconds_left)
        self.changed.emit(progress.finished, progress.total, text)
        if not self._is_aside:
            self.rest_changed.emit(progress.rest_s)

    def _look_at_load(self) -> None:
        """While a case is timed, the window keeps its hands off the processor: only the clock goes on."""
        if not self._runner.is_running:
            self.load_changed.emit(psutil.cpu_percent(None) / 100)
        elif not self._runner.is_paused:
            self._count_down()

    def _count_down(self) -> None:
        known = self._progress
        if known is not None and known.seconds_left:
            left_s = max(1.0, known.seconds_left - LOAD_MS / 1000)
            self._stream.tell("progress", partial(self._show, replace(known, seconds_left=left_s)))
