"""MixBench's clock against `torch.utils.benchmark` on the same modules, in turn within one process. Run with
`packaging/test -s tests/benchmarks/bench_clock.py`; nothing here asserts a time."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest
import torch
from torch.utils.benchmark import Timer

import mixbench
from mixbench.core import duel, statistics
from mixbench.core.duel import Duel
from mixbench.core.measurement import PrecisionTarget, Round
from mixbench.engine import cores
from mixbench.engine.cpu import CpuWatch
from mixbench.engine.timing import Contender
from mixbench.engine.watch import Program

#: Modules whose calls last from under a millisecond to a tenth of a second.
VARIANTS = (("resmlp_s12", 32), ("mixer_s16", 64), ("resnet18", 128), ("cyclemlp_b1", 224), ("resnet50", 224))
ROUNDS, ROUND_S = 15, 0.3


@dataclass(frozen=True)
class Compared:
    """The rounds of our clock, and its ratio to the two of torch's."""

    ours: list[Round]
    blocked: Duel
    adaptive: Duel


def round_of(number: int, times_s: list[float]) -> Round:
    """What torch's timer measured, as a round."""
    return Round(number, tuple(time_s * 1e3 for time_s in times_s), (False,) * len(times_s))


def compare(network: torch.nn.Module, image: torch.Tensor, threads: int) -> Compared:
    """Rounds of all three in random order."""

    def call() -> torch.Tensor:
        return network(image)

    watch = CpuWatch(lambda: False, cores.available_cores(), threads)
    contender = Contender(Program(call), watch, PrecisionTarget(1e-9, 1e9), 1)
    timer = Timer("call()", globals={"call": call}, num_threads=threads)
    watch.settle()
    contender.warm_up()
    blocked: list[Round] = []
    adaptive: list[Round] = []
    turns = [
        contender.visit,
        lambda: blocked.append(
            round_of(len(blocked) + 1, timer.blocked_autorange(min_run_time=ROUND_S).times)
        ),
        lambda: adaptive.append(
            round_of(len(adaptive) + 1, timer.adaptive_autorange(max_run_time=2 * ROUND_S).times)
        ),
    ]
    for _ in range(ROUNDS):
        for turn in random.sample(turns, len(turns)):
            turn()
    ours = contender.rounds
    return Compared(ours, duel.judge(ours, blocked), duel.judge(ours, adaptive))


def shown(judged: Duel) -> str:
    return f"{judged.ratio:.4f} ({judged.ci_low:.4f} to {judged.ci_high:.4f}) {judged.verdict:<16}"


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("threads", [1, None])
def test_median_against_torchs_timer(threads):
    home, before = cores.available_cores(), torch.get_num_threads()
    count = threads or cores.default_threads(home)
    print(f"\n{count} threads, {ROUNDS} rounds in turn; ratio ours / torch's with its 95 % interval")
    print(f"{'variant':<14}  px   {'ours ms':<16}  {'blocked_autorange':<42} adaptive_autorange")
    try:
        for variant, side in VARIANTS:
            torch.manual_seed(0)
            network = mixbench.build(variant, image_size=side)
            with torch.inference_mode():
                seen = compare(network, torch.rand(1, 3, side, side), count)
            so_far = statistics.estimate(seen.ours)
            figures = f"{so_far.median_ms:8.3f} ±{so_far.half_width:5.1%}"
            print(
                f"{variant:<14} {side:>3}  {figures}  {shown(seen.blocked)}  {shown(seen.adaptive)}",
                flush=True,
            )
    finally:
        cores.pin(home)
        torch.set_num_threads(before)
