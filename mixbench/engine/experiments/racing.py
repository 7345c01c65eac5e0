"""Two modules timed against one another within an experiment: a few short rounds, taken in turn.

A coarse clock beside `engine/measuring.py`: shorter rounds and no stop rule, so that an experiment is done in
seconds. Medians, intervals and the paired ratio are made by the same arithmetic.
"""

from __future__ import annotations

from statistics import median

from torch import nn

from mixbench.core import statistics
from mixbench.core.claims import Facts
from mixbench.core.duel import judge
from mixbench.core.measurement import Round
from mixbench.core.model import Conditions
from mixbench.engine.steps import is_cancelled, look
from mixbench.engine.timing import brief_warm_up, mark
from mixbench.engine.watch import Program, Watch
from mixbench.engine.watches import borrowed_watch

#: How many rounds, and how long one lasts at least.
ROUNDS, ROUND_S, LEAST_SAMPLES = 7, 0.05, 2


def race(first: nn.Module, second: nn.Module, *inputs: object) -> Facts:
    """The time of a call of each in ms and the first over the second, each with its 95 % interval."""
    programs = (Program(lambda: first(*inputs)), Program(lambda: second(*inputs)))
    taken: tuple[list[Round], list[Round]] = ([], [])
    with borrowed_watch(Conditions(), is_cancelled) as watch:
        calls_s = [median(brief_warm_up(program, watch).calls_ms) / 1e3 for program in programs]
        for number in range(1, ROUNDS + 1):
            for place in (0, 1) if number % 2 else (1, 0):
                taken[place].append(_round(programs[place], watch, number, calls_s[place]))
        cores = len(watch.pinned_cores)
    duel = judge(*taken)
    return {
        "first": _estimate(taken[0]),
        "second": _estimate(taken[1]),
        "ratio": duel.ratio,
        "ratio_low": duel.ci_low,
        "ratio_high": duel.ci_high,
        "rounds": duel.pairs,
        "reasons": list(duel.reasons),
        "device": "cpu",
        "dtype": "float32",
        "cores": cores,
    }


def _round(program: Program, watch: Watch, number: int, call_s: float) -> Round:
    block = watch.block_for(call_s)
    count = max(LEAST_SAMPLES, round(ROUND_S / (call_s * block)))
    watch.begin_round()
    laps = watch.laps(program, block, count)
    look()  # a round that was cut short is none
    load = watch.end_round()
    samples_ms = tuple(lap.wall_s * 1e3 / block for lap in laps)
    return Round(number, samples_ms, mark(laps, None, load), load, block=block)


def _estimate(rounds: list[Round]) -> Facts:
    estimate = statistics.estimate(rounds)
    return {"ms": estimate.median_ms, "low_ms": estimate.ci_low_ms, "high_ms": estimate.ci_high_ms}
