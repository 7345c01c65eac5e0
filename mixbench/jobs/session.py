"""One session while it is measured: its items, what is stored of them, how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

from mixbench.catalog import registry
from mixbench.core.cost import CostReport
from mixbench.core.measurement import Measurement, Status
from mixbench.core.model import Case
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.estimate import Forecast
from mixbench.jobs.events import Item, ItemChanged, ItemState, Outcome, ProgressChanged, RunEvent
from mixbench.jobs.grouping import groups
from mixbench.protocol import Activity, Measured, RoundDone
from mixbench.store.database import Store

_STATES: dict[Activity, ItemState] = {
    "building": ItemState.COUNTING,
    "counting": ItemState.COUNTING,
    "compiling": ItemState.WARMING_UP,
    "warming_up": ItemState.WARMING_UP,
    "timing": ItemState.REFINING,
}


class RunningSession:
    """The items of a session. Whatever becomes of one is stored first and told afterwards."""

    def __init__(
        self,
        id: str,
        plan: SweepPlan,
        done: dict[int, Measurement],
        store: Store,
        tell: Callable[[RunEvent], None],
    ) -> None:
        self.id, self.plan = id, plan
        self._store, self._tell = store, tell
        self._items = {
            number: _item(number, case, done.get(number)) for number, case in enumerate(plan.cases())
        }
        self._forecast = Forecast({})

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the plan."""
        return tuple(self._items.values())

    def case(self, number: int) -> Case:
        """The case of an item."""
        return self._items[number].case

    def still_open(self, numbers: Iterable[int]) -> tuple[int, ...]:
        """Those of the items that are not finished."""
        return tuple(n for n in numbers if self._items[n].state is not ItemState.FINISHED)

    def groups(self) -> Iterator[tuple[int, ...]]:
        """What is left to do, cell by cell, in groups that fit into memory together."""
        number = 0
        for cell in self.plan.cells():
            numbers = self.still_open(range(number, number + len(cell)))
            number += len(cell)
            for group in groups([self._items[n] for n in numbers]):
                yield tuple(item.number for item in group)

    # what becomes of an item

    def skip_refused(self) -> None:
        """What a network does not accept need not wait for its turn to be told so."""
        for number in self.still_open(self._items):
            case = self.case(number)
            reason = registry.resolve(case.model).refusal(case.height, case.width)
            if reason:
                self.finish(number, Status.SKIPPED, reason)

    def begin(self, number: int, activity: Activity) -> None:
        """The worker turned to this item. Once rounds have come in, its estimate is being refined."""
        item = self._items[number]
        state = _STATES[activity]
        if item.measurement is None:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            # Should the run end now, this is what the case came to.
            item = replace(item, measurement=Measurement(item.case, Status.CANCELLED, started_at=now))
        if item.state is not state:
            self._put(replace(item, state=state))

    def add_cost(self, number: int, cost: CostReport) -> None:
        """The case is counted."""
        item = self._items[number]
        self._put(replace(item, measurement=replace(self._begun(item), cost=cost)))

    def add_round(self, number: int, done: RoundDone) -> None:
        """A round is over: stored at once, so that a pulled plug costs the next one at most."""
        self._store.add_round(self.id, number, done.round)
        item = self._items[number]
        begun = self._begun(item)
        grown = replace(begun, rounds=(*begun.rounds, done.round))
        self._put(replace(item, state=ItemState.REFINING, measurement=grown, estimate=done.estimate))

    def take_measured(self, number: int, measured: Measured) -> None:
        """The worker finished with an item. What did not fit into memory will not fit when larger."""
        begun = replace(self._begun(self._items[number]), timing=measured.timing)
        self._end(number, replace(begun, status=measured.status, error=measured.error))
        if measured.status is Status.OUT_OF_MEMORY:
            self._skip_larger(self.case(number))

    def finish(self, number: int, status: Status, error: str = "") -> None:
        """End an item with what is known of it."""
        self._end(number, replace(self._begun(self._items[number]), status=status, error=error))

    def start_over(self, number: int) -> None:
        """Put an item back to waiting: its worker died of another one."""
        self._put(Item(number, self.case(number)))

    def _skip_larger(self, failed: Case) -> None:
        reason = f"out of memory already at {failed.resolution} px, batch {failed.batch}"
        for item in self.items:
            if item.state is ItemState.WAITING and _is_larger(item.case, failed):
                self.finish(item.number, Status.SKIPPED, reason)

    def _begun(self, item: Item) -> Measurement:
        return item.measurement or Measurement(item.case, Status.CANCELLED)

    def _end(self, number: int, measurement: Measurement) -> None:
        self._store.put(self.id, number, measurement)
        self._put(_item(number, measurement.case, measurement))

    def _put(self, item: Item) -> None:
        self._items[item.number] = item
        self._tell(ItemChanged(item))

    # how far it is

    def expect(self, planned: dict[int, float]) -> None:
        """Take the seconds that each item is planned to take; only open ones count."""
        self._forecast = Forecast({n: planned[n] for n in self.still_open(planned)})

    def show_progress(self, elapsed_s: float) -> None:
        """Tell how far the session is."""
        left = self.still_open(self._items)
        finished, total = len(self._items) - len(left), len(self._items)
        seconds_left = self._forecast.seconds_left(left, elapsed_s)
        self._tell(ProgressChanged(finished, total, seconds_left, f"{finished} of {total} points"))

    def summary(self, outcome: Outcome) -> str:
        """One line on what the session came to."""
        statuses = [item.measurement.status for item in self.items if item.measurement]
        measured = sum(status in (Status.OK, Status.UNSTABLE) for status in statuses)
        word = {"done": "finished", "cancelled": "stopped", "broken": "broken off"}[outcome]
        return f"{word}: {measured} of {len(self._items)} points measured"


def _item(number: int, case: Case, measurement: Measurement | None) -> Item:
    """An item as it stands before a run, or at the end of its measurement."""
    if measurement is None:
        return Item(number, case)
    last = measurement.timing.estimate if measurement.timing else None
    return Item(number, case, ItemState.FINISHED, measurement, last)


def _is_larger(case: Case, failed: Case) -> bool:
    """Whether `case` is of the same series as `failed` and needs at least its memory."""
    return (
        case.model == failed.model
        and case.conditions == failed.conditions
        and case.batch * case.height * case.width >= failed.batch * failed.height * failed.width
    )
