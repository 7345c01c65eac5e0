"""How far a session is, how long it still takes, and in which words it ended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mixbench.core.measurement import PRECISION_TARGETS, Precision, Status
from mixbench.jobs.events import Item, ItemState, Outcome, ProgressChanged
from mixbench.jobs.forecast import Countdown, Forecast, needed_s, spent_s

_ENDS: dict[Outcome, str] = {"done": "finished", "cancelled": "stopped", "broken": "broken off"}


class Progress:
    """Follows the items of a session. `planned` are the seconds that each open one is planned to take."""

    def __init__(self, planned: Mapping[int, float], precision: Precision) -> None:
        self._forecast = Forecast(dict(planned))
        self._countdown = Countdown()
        self._target = PRECISION_TARGETS[precision]

    def leave_out(self, number: int) -> None:
        """An item is skipped."""
        self._forecast.leave_out(number)

    def take_up(self, number: int) -> None:
        """An item that was skipped is measured after all."""
        self._forecast.take_up(number)

    def at(self, items: Sequence[Item], elapsed_s: float) -> ProgressChanged:
        """How far the items are after so much time of measuring."""
        still_open = [item for item in items if item.state is not ItemState.FINISHED]
        spent = {item.number: _spent_s(item) for item in still_open if _is_begun(item)}
        needed = {item.number: known for item in still_open if (known := self._needed_s(item)) is not None}
        rest = self._forecast.rest_s([item.number for item in still_open], elapsed_s, spent, needed)
        finished, total = len(items) - len(still_open), len(items)
        is_known = elapsed_s > 0 and (bool(spent) or finished > 0)
        # As long as anything is open, something is left to be waited for.
        rest_s = max(sum(rest.values()), 1.0 if still_open else 0.0)
        left_s = self._countdown.show(rest_s, elapsed_s) if is_known else None
        return ProgressChanged(finished, total, left_s, f"{finished} of {total} points", rest)

    def _needed_s(self, item: Item) -> float | None:
        if item.estimate is None or not item.estimate.rounds:
            return None
        return needed_s(item.estimate, _in_samples_s(item), self._target)


def _is_begun(item: Item) -> bool:
    return item.measurement is not None and bool(item.measurement.rounds)


def _spent_s(item: Item) -> float:
    return spent_s(_in_samples_s(item), has_rounds=item.estimate is not None)


def _in_samples_s(item: Item) -> float:
    return sum(one.spent_s for one in item.measurement.rounds) if item.measurement else 0.0


def summary(items: Sequence[Item], outcome: Outcome) -> str:
    """One line on what a session came to; where nothing was measured, with the first reason."""
    ended = [item.measurement for item in items if item.measurement]
    measured = sum(one.status in (Status.OK, Status.UNSTABLE) for one in ended)
    line = f"{_ENDS[outcome]}: {measured} of {len(items)} points measured"
    reasons = [one.error for one in ended if one.error]
    return f"{line}; {reasons[0]}" if reasons and not measured else line
