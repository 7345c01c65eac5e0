"""The protocol of a timing: warm up, rounds, marks, and the moment to stop.

Everything here reads the clock through a `Watch`, so the whole protocol runs on a scripted one.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Protocol

from mixbench.core import statistics
from mixbench.core.measurement import Estimate, PrecisionTarget, Round, StopReason, Timing

LEAST_WARM_UP_CALLS, LEAST_WARM_UP_S, MOST_WARM_UP_S = 3, 0.5, 10.0

#: Settled: the medians of two neighbouring windows of this many calls differ by less than this.
WINDOW, SETTLED_WITHIN = 5, 0.02

LEAST_ROUND_S, LEAST_ROUND_SAMPLES = 0.3, 6

#: A sample whose wall time exceeds its CPU time per effective thread by more was contended.
MOST_WAITING = 0.05


#: One forward pass of the whole batch.
Call = Callable[[], object]


@dataclass(frozen=True)
class Lap:
    """One sample as the clock saw it: seconds for a block of calls. `cpu_s` is the CPU time of all
    threads of this process, None where the device's own clock was read."""

    wall_s: float
    cpu_s: float | None = None


class Watch(Protocol):
    """A clock with its device."""

    def block_for(self, call_s: float) -> int:
        """How many calls make a sample that the clock can resolve."""

    def laps(self, call: Call, block: int, count: int) -> Sequence[Lap]:
        """Take `count` samples of `block` calls each; fewer where the work was cancelled."""

    def begin_round(self) -> None:
        """A round begins: look at what the machine is doing."""

    def end_round(self) -> float | None:
        """The share of the measuring cores that others took since `begin_round`; None where unknown."""

    def end_to_end_s(self, call: Call) -> float | None:
        """Seconds of a call from here to its result, where that differs from a lap; else None."""


class Interrupted(Exception):  # noqa: N818 - it is no error
    """The work was cancelled between two samples."""


@dataclass(frozen=True)
class WarmUp:
    """The calls before the first round, in seconds, and whether they settled."""

    calls_s: tuple[float, ...]
    settled: bool


def warm_up(call: Call, watch: Watch) -> WarmUp:
    """Call until the times settle: at least 3 calls and 0.5 s, at most 10 s."""
    calls: list[float] = []
    total = 0.0
    while total < MOST_WARM_UP_S:
        calls.append(_one_call(call, watch))
        total += calls[-1]
        is_due = len(calls) >= max(LEAST_WARM_UP_CALLS, 2 * WINDOW) and len(calls) % WINDOW == 0
        if is_due and total >= LEAST_WARM_UP_S and _agree(calls[-2 * WINDOW : -WINDOW], calls[-WINDOW:]):
            return WarmUp(tuple(calls), settled=True)
    return WarmUp(tuple(calls), settled=_long_calls_agree(calls))


def _one_call(call: Call, watch: Watch) -> float:
    laps = watch.laps(call, 1, 1)
    if not laps:
        raise Interrupted
    return laps[0].wall_s


def _long_calls_agree(calls: Sequence[float]) -> bool:
    """Calls too long for two windows: compare the halves of what there is without the first call."""
    later = calls[1:]
    half = len(later) // 2
    return len(calls) < 2 * WINDOW and half > 0 and _agree(later[:half], later[half:])


def _agree(first: Sequence[float], second: Sequence[float]) -> bool:
    return abs(median(first) - median(second)) <= SETTLED_WITHIN * median(second)


class Contender:
    """One case of a comparison: it is warmed up, visited for one round after another, and leaves by
    its own stop rule. `batch` is the number of images of a call."""

    def __init__(self, call: Call, watch: Watch, target: PrecisionTarget, batch: int) -> None:
        self._call, self._watch, self._target, self._batch = call, watch, target, batch
        self._laps: list[Lap] = []
        self._quiet_laps: list[Lap] = []
        self._end_to_end_s: list[float] = []
        self._elapsed_s = 0.0
        self._warm = WarmUp((), settled=False)
        self._block = 1
        self.rounds: list[Round] = []

    def warm_up(self) -> None:
        """Call until the times settle; raise `Interrupted` where the work is cancelled."""
        self._warm = warm_up(self._call, self._watch)
        self._block = self._watch.block_for(median(self._warm.calls_s[-WINDOW:]))

    def visit(self) -> tuple[Round, Estimate]:
        """Take one round and say what is known after it; raise `Interrupted`, which drops the round."""
        self._watch.begin_round()
        laps = self._take_laps()
        other_load = self._watch.end_round()
        across = self._watch.end_to_end_s(self._call)
        self._laps += laps
        self._quiet_laps += [] if is_disturbed(other_load) else laps
        self._elapsed_s += sum(lap.wall_s for lap in laps)
        self._end_to_end_s += [across] if across is not None else []
        self.rounds.append(
            Round(
                number=len(self.rounds) + 1,
                samples_ms=tuple(lap.wall_s * 1e3 / self._block for lap in laps),
                marked=mark(laps, self.effective_threads, other_load),
                other_load=other_load,
            )
        )
        return self.rounds[-1], self.estimate

    def _take_laps(self) -> list[Lap]:
        """At least 6 samples and 0.3 s, but no more than lets five rounds fit under the cap."""
        expected_s = self._expected_lap_s()
        wanted = max(LEAST_ROUND_SAMPLES, math.ceil(LEAST_ROUND_S / expected_s))
        most = max(1, int(self._target.cap_s / statistics.LEAST_ROUNDS / expected_s))
        laps = self._some_laps(min(wanted, most))
        while (missing := LEAST_ROUND_S - sum(lap.wall_s for lap in laps)) > 0:
            mean = sum(lap.wall_s for lap in laps) / len(laps)
            laps += self._some_laps(math.ceil(missing / mean))
        return laps

    def _some_laps(self, count: int) -> list[Lap]:
        laps = list(self._watch.laps(self._call, self._block, count))
        if len(laps) < count:
            raise Interrupted
        return laps

    def _expected_lap_s(self) -> float:
        """From the latest samples, before the first round from the warm-up."""
        latest = [lap.wall_s for lap in self._laps[-WINDOW:]]
        return median(latest) if latest else median(self._warm.calls_s[-WINDOW:]) * self._block

    @property
    def effective_threads(self) -> float | None:
        """How many threads typically work at once while no other process disturbs them; None where unknown.

        The median: threads that wait passively at their barriers scatter by some per cent even on an idle
        machine, and against what the best samples reach, half of the others would be marked.
        """
        laps = self._quiet_laps or self._laps
        ratios = [lap.cpu_s / lap.wall_s for lap in laps if lap.cpu_s is not None and lap.wall_s]
        return median(ratios) if ratios else None

    @property
    def estimate(self) -> Estimate:
        """What is known after the rounds so far, of which there must be one."""
        return statistics.estimate(self.rounds)

    def stop_reason(self) -> StopReason | None:
        """Why to take no further round, or None."""
        return statistics.should_stop(self.estimate, self._elapsed_s, self._target)

    def reasons(self) -> tuple[str, ...]:
        """Sentences on why the timing is unstable."""
        return statistics.reasons(self.rounds, settled=self._warm.settled)

    def timing(self, stop_reason: StopReason, pinned_cores: tuple[int, ...] = ()) -> Timing:
        """The result. A case that was stopped at its cap says so among the reasons."""
        samples = statistics.samples_of(self.rounds)
        estimate = self.estimate
        missed = statistics.missed_target(estimate, self._target) if stop_reason == "cap" else ""
        return Timing(
            estimate=estimate,
            p5_ms=statistics.percentile(samples, 0.05),
            p95_ms=statistics.percentile(samples, 0.95),
            p99_ms=statistics.percentile(samples, 0.99),
            minimum_ms=min(samples),
            throughput_img_s=self._batch * 1e3 / estimate.median_ms,
            first_call_ms=self._warm.calls_s[0] * 1e3,
            stop_reason=stop_reason,
            target_half_width=self._target.half_width,
            settled=self._warm.settled,
            block=self._block,
            effective_threads=self.effective_threads,
            pinned_cores=pinned_cores,
            end_to_end_ms=median(self._end_to_end_s) * 1e3 if self._end_to_end_s else None,
            reasons=self.reasons() + ((missed,) if missed else ()),
            warm_up_ms=tuple(call * 1e3 for call in self._warm.calls_s),
        )


def is_disturbed(other_load: float | None) -> bool:
    """Whether other processes took too much of the measuring cores during a round."""
    return other_load is not None and other_load > statistics.MOST_OTHER_LOAD


def mark(laps: Sequence[Lap], effective_threads: float | None, other_load: float | None) -> tuple[bool, ...]:
    """Which samples of a round were disturbed by other processes."""
    if is_disturbed(other_load):
        return (True,) * len(laps)
    return tuple(_has_waited(lap, effective_threads) for lap in laps)


def _has_waited(lap: Lap, effective_threads: float | None) -> bool:
    if lap.cpu_s is None or not effective_threads:
        return False
    return lap.wall_s > (1 + MOST_WAITING) * lap.cpu_s / effective_threads
