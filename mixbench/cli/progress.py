"""A run on the terminal: a line for each finished point, and a bar with the time left."""

from __future__ import annotations

import time
from statistics import median
from types import TracebackType
from typing import Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from mixbench.cli.screen import console, say
from mixbench.cli.trust import trust_word
from mixbench.core.measurement import GLIMPSE, Estimate, Measurement
from mixbench.core.model import Case, Conditions
from mixbench.core.steps import Step
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
        self._coarse: set[int] = set()
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
        if item.state is ItemState.COARSE and not self._is_live and item.number not in self._coarse:
            self._coarse.add(item.number)  # a bar shows how it goes on from there; a log file need not
            say(growing_line(item))
        self._progress.update(self._task, description=growing_line(item))
        if time.monotonic() - self._painted >= _REPAINT_S:
            self._repaint()

    def _repaint(self) -> None:
        self._painted = time.monotonic()
        if self._is_live:
            self._progress.refresh()


class StepScreen:
    """How far a question is, in a line with a bar on standard error; without a terminal there is none.

    Of a question that is part `number` of `parts` the bar shows how much of all parts lies behind.
    """

    def __init__(self, what: str = "", number: int = 1, parts: int = 1) -> None:
        target = console(is_answer=False)
        self._is_live = target.is_terminal
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=24),
            console=target,
            auto_refresh=False,
            transient=True,
            disable=not self._is_live,
        )
        self._what, self._begun = what, number - 1
        self._task = self._progress.add_task(what, total=parts, completed=self._begun)

    def __enter__(self) -> Self:
        try:
            self._progress.start()
        except BaseException:  # Ctrl-C while it was drawn: no line may stay behind
            self._progress.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def show(self, step: Step) -> None:
        """The next step is begun."""
        words = f"{self._what}  {step.words}" if self._what else step.words
        self._progress.update(self._task, description=words, completed=self._begun + step.share)
        self._repaint()

    def _repaint(self) -> None:
        if self._is_live:
            self._progress.refresh()


def point_line(measurement: Measurement) -> str:
    """A finished point in one line: what, how long, how sure."""
    words = _title(measurement.case)
    if measurement.timing is not None:
        words.append(_value(measurement.timing.estimate))
    words.append(trust_word(measurement))
    return "  ".join(words)


def growing_line(item: Item) -> str:
    """A point that is not finished: the coarse first value, then the best so far, and what is being done."""
    words = _title(item.case)
    coarse = [one for one in item.measurement.rounds if one.number == GLIMPSE] if item.measurement else []
    if item.estimate is not None:
        words.append(_value(item.estimate))
    elif coarse:
        words.append(f"about {milliseconds(median(coarse[0].samples_ms))} ms")
    words.append(str(item.state).replace("_", " "))
    return "  ".join(words)


def _title(case: Case) -> list[str]:
    """The point, with what of its conditions does not go without saying."""
    held, usual = case.conditions, Conditions()
    words = [f"{case.model.key}  {case.resolution} px"]
    words += [f"batch {case.batch}"] if case.batch > 1 else []
    for name in ("dtype", "layout", "runtime", "mode"):
        if getattr(held, name) != getattr(usual, name):
            words.append(getattr(held, name).replace("_", " "))
    return words


def _value(estimate: Estimate) -> str:
    sure = "" if estimate.half_width is None else f" ± {percent(estimate.half_width)}"
    return f"{milliseconds(estimate.median_ms)} ms{sure}"
