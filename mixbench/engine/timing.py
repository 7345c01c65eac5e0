"""The protocol of a timing: warm up, rounds, marks, and the moment to stop.

Everything here reads the clock through a `Watch`, so the whole protocol runs on a scripted one.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from mixbench.core import device_state, statistics
from mixbench.core.cost import Phase
from mixbench.core.measurement import (
    GLIMPSE,
    DeviceState,
    Estimate,
    PrecisionTarget,
    Round,
    StopReason,
    Timing,
    WarmUp,
)
from mixbench.engine.watch import Lap, Program, Watch

LEAST_WARM_UP_CALLS, LEAST_WARM_UP_S, MOST_WARM_UP_S = 3, 0.5, 10.0

#: Settled: the medians of two neighbouring windows of this many calls differ by less than this.
WINDOW, SETTLED_WITHIN = 5, 0.02

#: A pass that is no part of an estimate is hardly warmed up.
BRIEF_CALLS, BRIEF_S = 3, 0.2

LEAST_ROUND_S, LEAST_ROUND_SAMPLES = 0.3, 6

#: A coarse look is to be had of every point of a sweep within seconds: one call to warm up and one sample of
#: what is slow, more of what is fast.
GLIMPSE_S, GLIMPSE_CALLS, GLIMPSE_SAMPLES = 0.05, 1, 1

#: A sample whose wall time exceeds its CPU time per effective thread by more was contended.
MOST_WAITING = 0.05


class Interrupted(Exception):  # noqa: N818 - it is no error
    """The work was cancelled between two samples."""


def warm_up(program: Program, watch: Watch) -> WarmUp:
    """Call until the times settle: at least 3 calls and 0.5 s, at most 10 s."""
    calls: list[float] = []
    total = 0.0
    while total < MOST_WARM_UP_S:
        calls.append(_one_call(program, watch))
        total += calls[-1]
        is_due = len(calls) >= max(LEAST_WARM_UP_CALLS, 2 * WINDOW) and len(calls) % WINDOW == 0
        if is_due and total >= LEAST_WARM_UP_S and _agree(calls[-2 * WINDOW : -WINDOW], calls[-WINDOW:]):
            return _warm(program, calls, settled=True)
    return _warm(program, calls, settled=_long_calls_agree(calls))


def brief_warm_up(
    program: Program, watch: Watch, least_calls: int = BRIEF_CALLS, seconds: float = BRIEF_S
) -> WarmUp:
    """Some calls, and more for as long as they fit into the time."""
    calls: list[float] = []
    while len(calls) < least_calls or sum(calls) + calls[-1] < seconds:
        calls.append(_one_call(program, watch))
    return _warm(program, calls, settled=_long_calls_agree(calls))


def _one_call(program: Program, watch: Watch) -> float:
    laps = watch.laps(program, 1, 1)
    if not laps:
        raise Interrupted
    return laps[0].wall_s


def _warm(program: Program, calls_s: Sequence[float], *, settled: bool) -> WarmUp:
    return WarmUp(tuple(call * 1e3 for call in calls_s), settled, program.compile_ms)


def _long_calls_agree(calls: Sequence[float]) -> bool:
    """Calls too long for two windows: compare the halves of what there is without the first call."""
    later = calls[1:]
    half = len(later) // 2
    return len(calls) < 2 * WINDOW and half > 0 and _agree(later[:half], later[half:])


def _agree(first: Sequence[float], second: Sequence[float]) -> bool:
    return abs(median(first) - median(second)) <= SETTLED_WITHIN * median(second)


class Contender:
    """One case of a comparison: it is warmed up, visited for one round after another, and leaves by
    its own stop rule. `batch` is the number of images of a call.

    A case that was visited before goes on from its earlier `rounds`; the `warm_up` of its first visit stays
    that of the result. `visit` and `process` number the times that it was built, and the worker processes.
    `warnings` are what was seen before, told with the result.
    """

    def __init__(
        self,
        program: Program,
        watch: Watch,
        target: PrecisionTarget,
        batch: int,
        *,
        rounds: tuple[Round, ...] = (),
        warm_up: WarmUp | None = None,
        visit: int = 1,
        process: int = 1,
        warnings: tuple[str, ...] = (),
    ) -> None:
        self._program, self._watch, self._target, self._batch = program, watch, target, batch
        self._visit_number, self._process = visit, process
        self._warnings = warnings + program.warnings
        self._laps: list[Lap] = []
        self._quiet_laps: list[Lap] = []
        self._end_to_end_s: list[float] = []
        self._energy_j: float | None = None
        self._first_warm_up = warm_up
        self._warm_up = WarmUp((), settled=False)
        self._block = 1
        #: All rounds of all visits in the order in which they were taken, glimpses included.
        self.rounds: list[Round] = list(rounds)

    def warm_up(self) -> WarmUp:
        """Call until the times settle; raise `Interrupted` where the work is cancelled."""
        return self._take_in(warm_up(self._program, self._watch))

    def _take_in(self, warm: WarmUp) -> WarmUp:
        self._warm_up = warm
        self._first_warm_up = self._first_warm_up or warm
        self._block = self._watch.block_for(median(warm.calls_ms[-WINDOW:]) / 1e3)
        return warm

    def glimpse(self) -> Round:
        """A coarse first look of two calls or 0.1 s, the warm-up included, which is no part of the estimate
        and is not kept here; raise `Interrupted` where the work is cancelled."""
        self._take_in(brief_warm_up(self._program, self._watch, GLIMPSE_CALLS, GLIMPSE_S))
        seen, _ = self._round(GLIMPSE, GLIMPSE_SAMPLES, GLIMPSE_S)
        return seen

    def visit(self) -> tuple[Round, Estimate]:
        """Take one round and say what is known after it; raise `Interrupted`, which drops the round."""
        number = len(statistics.counted(self.rounds)) + 1
        taken, laps = self._round(number, LEAST_ROUND_SAMPLES, LEAST_ROUND_S)
        across = self._watch.end_to_end_s(self._program)
        self._laps += laps
        self._quiet_laps += [] if is_disturbed(taken.other_load) else laps
        self._end_to_end_s += [across] if across is not None else []
        # Marked here, when the threads of this round have been taken in as well.
        marked = mark(laps, self.effective_threads, taken.other_load, taken.device)
        self.rounds.append(replace(taken, marked=marked))
        return self.rounds[-1], self.estimate

    def _round(self, number: int, samples: int, seconds: float) -> tuple[Round, list[Lap]]:
        """Stay at the case for at least so many samples and seconds."""
        self._watch.begin_round()
        began_s = time.time()
        laps = self._take_laps(samples, seconds)
        other_load, device = self._watch.end_round(), self._watch.device_state()
        taken = Round(
            number=number,
            samples_ms=tuple(lap.wall_s * 1e3 / self._block for lap in laps),
            marked=mark(laps, self.effective_threads, other_load, device),
            other_load=other_load,
            phases_ms=self._phases_ms(laps),
            block=self._block,
            visit=self._visit_number,
            process=self._process,
            began_s=began_s,
            device=device,
        )
        return taken, laps

    def _phases_ms(self, laps: Sequence[Lap]) -> dict[Phase, tuple[float, ...]]:
        """The phases of each sample, in ms for one call."""
        return {
            phase: tuple(lap.parts_s[index] * 1e3 / self._block for lap in laps)
            for index, (phase, _) in enumerate(self._program.phases)
        }

    def _take_laps(self, samples: int, seconds: float) -> list[Lap]:
        """At least so many samples and seconds, but no more than lets five rounds fit under the cap."""
        expected_s = self._expected_lap_s()
        wanted = max(samples, math.ceil(seconds / expected_s))
        most = max(1, int(self._target.cap_s / statistics.LEAST_ROUNDS / expected_s))
        laps = self._some_laps(min(wanted, most))
        while (missing := seconds - sum(lap.wall_s for lap in laps)) > 0:
            mean = sum(lap.wall_s for lap in laps) / len(laps)
            laps += self._some_laps(math.ceil(missing / mean))
        return laps

    def _some_laps(self, count: int) -> list[Lap]:
        laps = list(self._watch.laps(self._program, self._block, count))
        if len(laps) < count:
            raise Interrupted
        return laps

    def _expected_lap_s(self) -> float:
        """From the latest samples, before the first round of this visit from its warm-up."""
        latest = [lap.wall_s for lap in self._laps[-WINDOW:]]
        return median(latest) if latest else median(self._warm_up.calls_ms[-WINDOW:]) / 1e3 * self._block

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
        return statistics.estimate(self.rounds, self._target.processes)

    @property
    def spent_s(self) -> float:
        """The time inside the samples of all visits, without glimpses."""
        return sum(one.spent_s for one in statistics.counted(self.rounds))

    def stop_reason(self) -> StopReason | None:
        """Why to take no further round, or None."""
        return statistics.should_stop(self.estimate, self.spent_s, self._target)

    def reasons(self) -> tuple[str, ...]:
        """Sentences on why the timing is unstable."""
        return statistics.reasons(self.rounds, settled=self._warm_up.settled)

    def take_energy(self) -> None:
        """Find out what a call takes in energy, in a pass of its own of about a second where the device can
        say; `timing` then tells it."""
        self._energy_j = self._watch.energy_j(self._program)

    def timing(self, stop_reason: StopReason, pinned_cores: tuple[int, ...] = ()) -> Timing:
        """The result. A case that was stopped at its cap says so among the reasons."""
        samples = statistics.samples_of(self.rounds)
        estimate = self.estimate
        missed = statistics.missed_target(estimate, self._target) if stop_reason == "cap" else ""
        first = self._first_warm_up or self._warm_up
        return Timing(
            estimate=estimate,
            p5_ms=statistics.percentile(samples, 0.05),
            p95_ms=statistics.percentile(samples, 0.95),
            p99_ms=statistics.percentile(samples, 0.99),
            minimum_ms=min(samples),
            throughput_img_s=self._batch * 1e3 / estimate.median_ms,
            first_call_ms=first.calls_ms[0],
            stop_reason=stop_reason,
            target_half_width=self._target.half_width,
            settled=self._warm_up.settled,
            block=self._block,
            effective_threads=self.effective_threads,
            pinned_cores=pinned_cores,
            end_to_end_ms=median(self._end_to_end_s) * 1e3 if self._end_to_end_s else None,
            reasons=self.reasons() + ((missed,) if missed else ()),
            warm_up_ms=first.calls_ms,
            compile_ms=first.compile_ms,
            phases_ms=_phase_medians(statistics.counted(self.rounds)),
            energy_j=self._energy_j,
            warnings=self._warnings,
        )


def _phase_medians(rounds: Sequence[Round]) -> dict[Phase, float]:
    """The median over the rounds that have it of each phase's round medians, in ms."""
    phases = dict.fromkeys(phase for one in rounds for phase in one.phases_ms)
    return {
        phase: median(median(one.phases_ms[phase]) for one in rounds if phase in one.phases_ms)
        for phase in phases
    }


def is_disturbed(other_load: float | None) -> bool:
    """Whether other processes took too much of the measuring cores during a round."""
    return other_load is not None and other_load > statistics.MOST_OTHER_LOAD


def mark(
    laps: Sequence[Lap],
    effective_threads: float | None,
    other_load: float | None,
    device: DeviceState | None = None,
) -> tuple[bool, ...]:
    """Which samples of a round were disturbed: by other processes, or by a device that held back."""
    if is_disturbed(other_load) or device_state.is_slowed(device):
        return (True,) * len(laps)
    return tuple(_has_waited(lap, effective_threads) for lap in laps)


def _has_waited(lap: Lap, effective_threads: float | None) -> bool:
    if lap.cpu_s is None or not effective_threads:
        return False
    return lap.wall_s > (1 + MOST_WAITING) * lap.cpu_s / effective_threads
