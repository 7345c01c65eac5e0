"""A run on the terminal: a line for each finished point, and a bar with the time left."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from mixbench.cli.screen import console, say
from mixbench.cli.trust import trust_word
from mixbench.core.measurement import Measurement
from mixbench.core.units import duration, milliseconds, percent
from mixbench.jobs.events import (
    Item,
    ItemChanged,
    ItemState,
    ProgressChanged,
    RunEvent,
    RunFinished,
    RunStarted,
)

#: While the worker times, the terminal is repainted this rarely: it is work for a core that is measured.
_REPAINT_S = 1.0


class ProgressScreen:
    """Shows the events of one run on standard error. Without a terminal there is no bar, only lines."""

    def __init__(self) -> None:
        target = console(is_answer=False)
        self._is_live = target.is_terminal
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            MofNCompleteColumn(),
            TextColumn("{task.fields[left]}"),
            console=target,
            auto_refresh=False,  # no thread that wakes up within a timed block
            transient=True,
            disable=not self._is_live,
        )
        self._task = self._progress.add_task("starting the engine", total=None, left="")
        self._finished: set[int] = set()
        self._painted = 0.0

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, event: RunEvent) -> None:
        """Take in what the runner tells."""
        match event:
            case RunStarted(session=session, items=items):
                self._begin(session, items)
            case ItemChanged(item=item):
                self._follow(item)
            case ProgressChanged(finished=finished, total=total, seconds_left=seconds):
                left = "" if seconds is None else f"{duration(seconds)} left"
                self._progress.update(self._task, completed=finished, total=total, left=left)
                self._repaint()
            case RunFinished(sentence=sentence):
                say(sentence)

    def _begin(self, session: str, items: tuple[Item, ...]) -> None:
        """What a resumed session has already is not told again."""
        self._finished = {item.number for item in items if item.state is ItemState.FINISHED}
        say(f"session {session}")

    def _follow(self, item: Item) -> None:
        if item.state is ItemState.FINISHED:
            if item.measurement is not None and item.number not in self._finished:
                self._finished.add(item.number)
                say(point_line(item.measurement))  # stays; the bar goes on below it
            return
        state = str(item.state).replace("_", " ")
        self._progress.update(
            self._task, description=f"{item.case.model.key} {item.case.resolution} px, {state}"
        )
        if time.monotonic() - self._painted >= _REPAINT_S:
            self._repaint()

    def _repaint(self) -> None:
        self._painted = time.monotonic()
        if self._is_live:
            self._progress.refresh()


def point_line(measurement: Measurement) -> str:
    """A finished point in one line: what, how long, how sure."""
    case = measurement.case
    words = [f"{case.model.key}  {case.resolution} px"]
    if case.batch > 1:
        words.append(f"batch {case.batch}")
    if measurement.timing is not None:
        estimate = measurement.timing.estimate
        sure = "" if estimate.half_width is None else f" ± {percent(estimate.half_width)}"
        words.append(f"{milliseconds(estimate.median_ms)} ms{sure}")
    words.append(trust_word(measurement))
    return "  ".join(words)
