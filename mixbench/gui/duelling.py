"""A duel as the window follows it: its two items, their paired rounds, and when it can begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.duel import Duel, judge, paired
from mixbench.core.errors import RequestError
from mixbench.core.measurement import PRECISION_TARGETS, Precision, Round
from mixbench.core.model import Case
from mixbench.gui.condition_words import model_label
from mixbench.gui.item_times import counted_rounds
from mixbench.jobs.events import Item, ItemState
from mixbench.store.database import Store
from mixbench.store.sessions import StoredSession


@dataclass(frozen=True)
class Pair:
    """The ratio of two rounds that belong together. `is_marked`: most of one of them was disturbed."""

    ratio: float
    is_marked: bool = False


@dataclass(frozen=True)
class Bout:
    """A duel while it runs and after it. `is_over`: no further round will come."""

    session: str
    precision: Precision
    first: Item
    second: Item
    is_over: bool = False

    @property
    def duel(self) -> Duel | None:
        """What the paired rounds say; None before both have one."""
        if not self.pairs:
            return None
        processes = PRECISION_TARGETS[self.precision].processes
        return judge(counted_rounds(self.first), counted_rounds(self.second), processes)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """The ratios of the rounds that were taken in the same turn, in the order of time."""
        taken = paired(counted_rounds(self.first), counted_rounds(self.second))
        return tuple(_pair(one, other) for one, other in taken)


def _pair(first: Round, second: Round) -> Pair:
    ratio = median(first.samples_ms) / median(second.samples_ms)
    return Pair(ratio, any(2 * sum(one.marked) > len(one.marked) for one in (first, second)))


def last_bout(store: Store) -> Bout | None:
    """The duel that was stored last, as it was left."""
    newest = next((summary for summary in store.sessions() if summary.is_duel), None)
    if newest is None:
        return None
    stored = store.load(newest.id)
    first, second = _items_of(stored)
    return Bout(newest.id, stored.plan.precision, first, second, is_over=True)


def _items_of(stored: StoredSession) -> Iterator[Item]:
    for number, case in enumerate(stored.plan.cases()):
        measurement = stored.measurements.get(number)
        timing = measurement.timing if measurement else None
        state = ItemState.FINISHED if measurement else ItemState.WAITING
        yield Item(number, case, state, measurement, timing.estimate if timing else None)


class Duelling:
    """The duel that a run is, apart from the results on the screen, which it leaves alone."""

    def __init__(self) -> None:
        self.bout: Bout | None = None
        self._awaits: Precision | None = None

    def await_start(self, precision: Precision) -> None:
        """The next run is a duel."""
        self._awaits = precision

    def give_up(self) -> None:
        """The run that was awaited does not come."""
        self._awaits = None

    @property
    def is_under_way(self) -> bool:
        """Whether the run that is measured is a duel."""
        return self.bout is not None and not self.bout.is_over

    def begin(self, session: str, items: Sequence[Item]) -> bool:
        """A run begins; whether it is the duel."""
        if self._awaits is None:
            return False
        self.bout, self._awaits = Bout(session, self._awaits, items[0], items[1]), None
        return True

    def put(self, item: Item) -> bool:
        """An item of the run moved on; whether it is one of the duel's."""
        if self.bout is None or not self.is_under_way:
            return False
        is_first = item.number == self.bout.first.number
        self.bout = replace(self.bout, first=item) if is_first else replace(self.bout, second=item)
        return True

    def end(self) -> bool:
        """The run is over; whether it was the duel."""
        if self.bout is None or not self.is_under_way:
            return False
        self.bout = replace(self.bout, is_over=True)
        return True


def refusal(cases: Sequence[Case], *, is_running: bool) -> str:
    """Why these cases cannot be held against one another now, empty where they can."""
    if is_running:
        return QCoreApplication.translate("Duel", "A run is being measured; wait for its end, or stop it")
    if len(cases) != 2:
        return QCoreApplication.translate(
            "Duel", "Select two rows of the results: click one, then Ctrl-click the other"
        )
    return next((reason for case in cases if (reason := _refusal(case))), "")


def _refusal(case: Case) -> str:
    """Why a case cannot be run, with its name before it."""
    try:
        reason = registry.resolve(case.model).refusal(case.height, case.width)
    except RequestError as error:
        reason = str(error)
    return f"{model_label(case.model)}: {reason}" if reason else ""
