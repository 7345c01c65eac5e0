"""One session while it is measured: its items, and what is stored of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from mixbench.core import statistics
from mixbench.core.cost import CostReport
from mixbench.core.measurement import (
    GLIMPSE,
    PRECISION_TARGETS,
    Estimate,
    Measurement,
    Round,
    Status,
    Timing,
    WarmUp,
)
from mixbench.core.model import Case
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.events import Item, ItemChanged, ItemState, Outcome, RunEvent
from mixbench.jobs.grouping import groups
from mixbench.jobs.planning import refusal
from mixbench.jobs.progress import Progress, summary
from mixbench.protocol import Activity, Earlier, Measured, RoundDone
from mixbench.store.database import Store

#: Why an item was skipped that a person took out of the run; more may follow.
SKIPPED_BY_HAND = "skipped by hand"

_STATES: dict[Activity, ItemState] = {
    "building": ItemState.COUNTING,
    "counting": ItemState.COUNTING,
    "compiling": ItemState.WARMING_UP,
    "warming_up": ItemState.WARMING_UP,
    "timing": ItemState.REFINING,
}


class RunningSession:
    """The items of a session. Whatever becomes of one is stored first and told afterwards.

    `done` are the measurements that stand, `begun` those that go on from the rounds which they have.
    """

    def __init__(
        self,
        id: str,
        plan: SweepPlan,
        store: Store,
        tell: Callable[[RunEvent], None],
        done: Mapping[int, Measurement] | None = None,
        begun: Mapping[int, Measurement] | None = None,
    ) -> None:
        self.id, self.plan = id, plan
        self._store, self._tell = store, tell
        self._processes = PRECISION_TARGETS[plan.precision].processes
        self._warm_ups: dict[int, WarmUp] = {}
        self._items: dict[int, Item] = {}
        for number, case in enumerate(plan.cases()):
            self._items[number] = _item(number, case, (done or {}).get(number))
            if begun and number in begun:
                self._take_up(number, begun[number])
        self._progress = Progress({}, plan.precision)

    def _take_up(self, number: int, begun: Measurement) -> None:
        """Go on where an earlier run was cut off."""
        if begun.timing is not None:
            timing = begun.timing
            self._warm_ups[number] = WarmUp(timing.warm_up_ms, timing.settled, timing.compile_ms)
        measurement = replace(begun, status=Status.CANCELLED, error="")
        item = Item(number, begun.case, measurement=measurement, estimate=self._estimate(begun.rounds))
        self._items[number] = replace(item, state=_resting_state(item))

    def _estimate(self, rounds: Sequence[Round]) -> Estimate | None:
        real = [one for one in rounds if one.number != GLIMPSE]
        return statistics.estimate(real, self._processes) if real else None

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, in the order of the plan."""
        return tuple(self._items.values())

    def case(self, number: int) -> Case:
        """The case of an item."""
        return self._items[number].case

    def estimate(self, number: int) -> Estimate | None:
        """The best value of an item so far."""
        return self._items[number].estimate

    @property
    def last_process(self) -> int:
        """The highest number of a worker process that any round was taken in."""
        measured = (item.measurement for item in self._items.values())
        return max((one.process for m in measured if m is not None for one in m.rounds), default=0)

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
            reason = refusal(self.case(number))
            if reason:
                self.finish(number, Status.SKIPPED, reason)

    def skip(self, number: int, why: str = "") -> None:
        """A person takes an item out of the run; the rounds that it has are kept."""
        self._progress.leave_out(number)
        self.finish(number, Status.SKIPPED, f"{SKIPPED_BY_HAND}: {why}" if why else SKIPPED_BY_HAND)

    def take_up(self, number: int) -> bool:
        """A person takes an item back into the run, to be gone on with; False where none had skipped it."""
        skipped = self._items[number].measurement
        if not is_skipped_by_hand(skipped):
            return False
        assert skipped is not None
        begun = replace(skipped, status=Status.CANCELLED, error="")
        self._store.put(self.id, number, begun)
        self._take_up(number, begun)
        self._progress.take_up(number)
        self._put(self._items[number])
        return True

    def begin(self, number: int, activity: Activity) -> None:
        """The worker turned to this item. Once rounds have come in, its estimate is being refined."""
        item = self._items[number]
        state = _resting_state(item)
        if state is ItemState.WAITING:
            state = _STATES[activity]
        if item.measurement is None or not item.measurement.started_at:
            now = datetime.now(UTC).isoformat(timespec="seconds")
            # Should the run end now, this is what the case came to.
            item = replace(item, measurement=replace(self._begun(item), started_at=now))
        if item.state is not state:
            self._put(replace(item, state=state))

    def earlier(self, number: int) -> Earlier:
        """What the next visit to an item goes on from."""
        measurement = self._items[number].measurement
        if measurement is None:
            return Earlier()
        real = tuple(one for one in measurement.rounds if one.number != GLIMPSE)
        return Earlier(measurement.cost, real, self._warm_ups.get(number))

    def add_warm_up(self, number: int, warm_up: WarmUp) -> None:
        """The case is warm. The first warm-up is the one of the result."""
        self._warm_ups.setdefault(number, warm_up)

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
        state = ItemState.COARSE if done.round.number == GLIMPSE else ItemState.REFINING
        self._put(replace(item, state=state, measurement=grown, estimate=done.estimate or item.estimate))

    def leave(self, number: int, timing: Timing | None) -> None:
        """A visit is over and the case is not finished. What it came to outlasts the end of this process."""
        item = self._items[number]
        begun = self._begun(item)
        begun = replace(begun, timing=timing or begun.timing)
        self._store.put(self.id, number, begun)
        self._put(replace(item, state=_resting_state(item), measurement=begun))

    def interrupt(self, number: int, timing: Timing | None) -> None:
        """A visit was cut short and will be gone on with; the rounds that were completed are kept."""
        begun = self._items[number].measurement
        if begun is not None and begun.rounds:
            self.leave(number, timing)
        else:
            self.start_over(number)

    def take_measured(self, number: int, measured: Measured) -> None:
        """The worker finished with an item. What did not fit into memory will not fit when larger."""
        begun = self._begun(self._items[number])
        timing = measured.timing or begun.timing
        self._end(number, replace(begun, status=measured.status, error=measured.error, timing=timing))
        if measured.status is Status.OUT_OF_MEMORY:
            self._skip_larger(self.case(number))

    def finish(self, number: int, status: Status, error: str = "") -> None:
        """End an item with what is known of it."""
        self._end(number, replace(self._begun(self._items[number]), status=status, error=error))

    def start_over(self, number: int) -> None:
        """Put an item back to waiting: its worker died of another one. The rounds that it has are kept."""
        item = self._items[number]
        self._put(replace(item, state=_resting_state(item)))

    def forget_rounds(self, number: int) -> None:
        """Measure an item anew: what it has was taken elsewhere."""
        self._warm_ups.pop(number, None)
        self._put(Item(number, self.case(number)))

    def _skip_larger(self, failed: Case) -> None:
        reason = f"out of memory already at {failed.resolution} px, batch {failed.batch}"
        for item in self.items:
            if item.state in _RESTING and _is_larger(item.case, failed):
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
        still_open = self.still_open(planned)
        self._progress = Progress({n: planned[n] for n in still_open}, self.plan.precision)

    def show_progress(self, elapsed_s: float) -> None:
        """Tell how far the session is after so much time of measuring."""
        self._tell(self._progress.at(self.items, elapsed_s))

    def summary(self, outcome: Outcome) -> str:
        """One line on what the session came to."""
        return summary(self.items, outcome)


def _item(number: int, case: Case, measurement: Measurement | None) -> Item:
    """An item as it stands before a run, or at the end of its measurement."""
    if measurement is None:
        return Item(number, case)
    last = measurement.timing.estimate if measurement.timing else None
    return Item(number, case, ItemState.FINISHED, measurement, last)


def is_skipped_by_hand(measurement: Measurement | None) -> bool:
    """Whether a person took the case out of its run, and may take it up again."""
    if measurement is None or measurement.status is not Status.SKIPPED:
        return False
    return measurement.error.startswith(SKIPPED_BY_HAND)


#: The states of an item that is not being visited.
_RESTING = (ItemState.WAITING, ItemState.COARSE, ItemState.REFINING)


def _resting_state(item: Item) -> ItemState:
    """Where an item stands between two visits."""
    if item.estimate is not None:
        return ItemState.REFINING
    has_rounds = item.measurement is not None and item.measurement.rounds
    return ItemState.COARSE if has_rounds else ItemState.WAITING


def _is_larger(case: Case, failed: Case) -> bool:
    """Whether `case` is of the same series as `failed` and needs at least its memory."""
    return (
        case.model == failed.model
        and case.conditions == failed.conditions
        and case.batch * case.height * case.width >= failed.batch * failed.height * failed.width
    )
