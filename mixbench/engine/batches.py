"""Searching a batch: the largest that fits into memory, or the one with the highest throughput."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from mixbench.core.cost import MemoryForecast
from mixbench.core.errors import RequestError
from mixbench.core.memory import BatchAnswer, BatchGoal, BatchTrial
from mixbench.core.model import Case
from mixbench.core.units import bytes_text, percent
from mixbench.engine import building, memory
from mixbench.engine.counting import count_case
from mixbench.engine.failures import is_out_of_memory
from mixbench.engine.running import prepare
from mixbench.engine.timing import Interrupted, brief_warm_up
from mixbench.engine.watches import borrowed_watch

#: No larger batch is looked at.
MOST = 1 << 16

#: Throughput is taken to grow while doubling the batch adds more than this share of it.
GROWS_BY = 0.03

#: Of batches whose throughput differs by less than this share from the best, the smallest is chosen.
AS_GOOD_AS_BEST = 0.01

#: Samples of a throughput: at least so many, and for so many seconds.
LEAST_SAMPLES, LEAST_S = 5, 0.3

IsCancelled = Callable[[], bool]


def forecast(case: Case) -> MemoryForecast:
    """What the case's pass or training step needs; raises `RequestError` where it is refused."""
    return count_case(case).memory


def throughput(case: Case, is_cancelled: IsCancelled) -> float:
    """Images a second, from the median of a few calls of the whole batch."""
    subject = building.subject(case)
    with borrowed_watch(case.conditions, is_cancelled) as watch:
        program = prepare(subject)
        warm = brief_warm_up(program, watch)
        call_s = warm.calls_ms[-1] * 1e-3
        block = watch.block_for(call_s)
        count = max(LEAST_SAMPLES, math.ceil(LEAST_S / (call_s * block)))
        laps = watch.laps(program, block, count)
    if len(laps) < count:
        raise Interrupted
    return case.batch * block / median(lap.wall_s for lap in laps)


def measured_peak(case: Case) -> int:
    """Bytes live at the peak of a real pass or step, without weights and the optimizer's state."""
    return memory.measured_peak(building.subject(case))


@dataclass(frozen=True)
class Means:
    """What a search asks: the forecast of a case, the free bytes of a device, a throughput, a real peak."""

    forecast: Callable[[Case], MemoryForecast] = forecast
    free_bytes: Callable[[str], int] = memory.free_bytes
    throughput: Callable[[Case, IsCancelled], float] = throughput
    measured_peak: Callable[[Case], int] = measured_peak


def search(
    case: Case,
    goal: BatchGoal,
    is_confirmed: bool,
    tried: Callable[[BatchTrial], None],
    is_cancelled: IsCancelled,
    means: Means | None = None,
) -> BatchAnswer:
    """Search a batch for a case, whose own batch is not looked at; `tried` hears of each step.

    `is_confirmed` asks to run the batch that was found once, and to measure its peak. Raises `RequestError`
    where the case is refused, `Interrupted` where the search was cancelled.
    """
    means = means or Means()
    ladder = _Ladder(case, tried, is_cancelled, means)
    batch, reason = _largest(ladder) if goal == "largest" else _fastest(ladder)
    measured, said = _confirm(ladder.at(batch), means) if batch and is_confirmed else (None, "")
    needed = ladder.forecast(batch or ladder.least)
    trial = ladder.trials.get(batch)
    return BatchAnswer(
        goal=goal,
        batch=batch,
        forecast_bytes=needed.total_bytes,
        activation_bytes=needed.activation_bytes,
        free_bytes=ladder.free_bytes,
        reason=f"{reason}; {said}" if said else reason,
        measured_bytes=measured,
        throughput_img_s=trial.throughput_img_s if trial else None,
        trials=tuple(ladder.trials.values()),
    )


class _Ladder:
    """The batches that were tried, each once."""

    def __init__(
        self, case: Case, tried: Callable[[BatchTrial], None], is_cancelled: IsCancelled, means: Means
    ) -> None:
        self._case, self._tried, self._is_cancelled, self._means = case, tried, is_cancelled, means
        self._forecasts: dict[int, MemoryForecast] = {}
        self.trials: dict[int, BatchTrial] = {}
        self.free_bytes = means.free_bytes(case.conditions.device)
        #: The smallest batch that can be run: batch norm cannot be trained on a single value.
        self.least = self._least()

    def at(self, batch: int) -> Case:
        """The case at a batch."""
        return replace(self._case, batch=batch)

    def forecast(self, batch: int) -> MemoryForecast:
        """What a batch needs. Memory is no straight line over the batch, so each is counted."""
        if batch not in self._forecasts:
            if self._is_cancelled():
                raise Interrupted
            self._forecasts[batch] = self._means.forecast(self.at(batch))
        return self._forecasts[batch]

    def needed(self, batch: int) -> int:
        """Bytes that must fit at once."""
        return self.forecast(batch).total_bytes

    def would_fit(self, batch: int) -> bool:
        """Whether a batch fits, by its forecast."""
        return memory.fits(self.needed(batch), self.free_bytes)

    def fits(self, batch: int) -> bool:
        """The same as a trial."""
        if batch not in self.trials:
            self._note(batch, self.would_fit(batch))
        return self.trials[batch].fits

    def throughput(self, batch: int) -> float:
        """Images a second at a batch as a trial, 0 where it does not fit, by its forecast or after all."""
        if batch not in self.trials:
            found = self._run(batch) if self.would_fit(batch) else None
            self._note(batch, found is not None, found)
        return self.trials[batch].throughput_img_s or 0.0

    def _run(self, batch: int) -> float | None:
        try:
            return self._means.throughput(self.at(batch), self._is_cancelled)
        except (RuntimeError, MemoryError) as error:
            if is_out_of_memory(error):
                return None
            raise

    def _note(self, batch: int, fits: bool, throughput_img_s: float | None = None) -> None:
        self.trials[batch] = BatchTrial(batch, self.needed(batch), fits, throughput_img_s)
        self._tried(self.trials[batch])

    def _least(self) -> int:
        try:
            self.forecast(1)
        except RequestError:
            self.forecast(2)
            return 2
        return 1


def _largest(ladder: _Ladder) -> tuple[int, str]:
    """Double until it does not fit, then close in on the border."""
    if not ladder.fits(ladder.least):
        return 0, _no_room(ladder, ladder.least)
    low = ladder.least
    while 2 * low <= MOST and ladder.fits(2 * low):
        low *= 2
    if 2 * low > MOST:
        return low, f"batches above {MOST:,} are not looked at"
    low = _last_fitting(ladder, low, ladder.fits)
    return low, _no_room(ladder, low + 1)


def _last_fitting(ladder: _Ladder, low: int, fits: Callable[[int], bool]) -> int:
    """The last batch that fits, where `low` does and twice as much does not."""
    high, step = 2 * low, 0
    while high - low > 1:
        middle = (low + high) // 2 if step % 3 == 2 else _border(ladder, low, high)
        low, high = (middle, high) if fits(middle) else (low, middle)
        step += 1
    return low


def _border(ladder: _Ladder, low: int, high: int) -> int:
    """Where the limit would be crossed if memory were a straight line between two batches, which it nearly
    is. Only a guess of where to look next; bisecting now and then bounds the number of guesses."""
    limit = memory.USABLE * ladder.free_bytes
    below, above = ladder.needed(low), ladder.needed(high)
    guess = low + int((limit - below) / (above - below) * (high - low))
    return min(max(guess, low + 1), high - 1)


def _no_room(ladder: _Ladder, batch: int) -> str:
    """Why a batch is too large."""
    needed, free = bytes_text(ladder.needed(batch)), bytes_text(ladder.free_bytes)
    return (
        f"batch {batch} needs {needed}; {percent(memory.USABLE, 0)} of the {free} that are free may be taken"
    )


def _fastest(ladder: _Ladder) -> tuple[int, str]:
    """Double while throughput grows, then look between the best batch and its neighbours, but not beyond
    the largest that fits."""
    batch = ladder.least
    if not ladder.throughput(batch):
        return 0, _no_room(ladder, batch)
    while 2 * batch <= MOST and ladder.throughput(2 * batch) > (1 + GROWS_BY) * ladder.throughput(batch):
        batch *= 2
    stopped = _why_no_more(ladder, batch)
    best = max(ladder.trials, key=ladder.throughput)
    border = 2 * best if ladder.would_fit(2 * best) else _last_fitting(ladder, best, ladder.would_fit)
    for near in (3 * best // 4, min(3 * best // 2, border), border):
        if ladder.least < near <= MOST:
            ladder.throughput(near)
    return _smallest_as_good(ladder), stopped


def _why_no_more(ladder: _Ladder, batch: int) -> str:
    """Why the doubling ended at a batch."""
    if 2 * batch > MOST:
        return f"batches above {MOST:,} are not looked at"
    if not ladder.fits(2 * batch):
        return _no_room(ladder, 2 * batch)
    growth = ladder.throughput(2 * batch) / ladder.throughput(batch) - 1
    change = f"grows by only {percent(growth)}" if growth >= 0 else f"falls by {percent(-growth)}"
    return f"from batch {batch} to {2 * batch} throughput {change}"


def _smallest_as_good(ladder: _Ladder) -> int:
    best = max(trial.throughput_img_s or 0.0 for trial in ladder.trials.values())
    return min(
        trial.batch
        for trial in ladder.trials.values()
        if (trial.throughput_img_s or 0.0) >= (1 - AS_GOOD_AS_BEST) * best
    )


def _confirm(case: Case, means: Means) -> tuple[int | None, str]:
    """The peak of a real run, or the sentence that it ran out of memory."""
    try:
        return means.measured_peak(case), ""
    except (RuntimeError, MemoryError) as error:
        if not is_out_of_memory(error):
            raise
        return None, f"run, batch {case.batch} ran out of memory after all"
