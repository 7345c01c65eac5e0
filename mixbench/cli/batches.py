"""The batch with the highest throughput, found before it is measured."""

from __future__ import annotations

from dataclasses import replace

from mixbench.cli.engine import Engine
from mixbench.cli.screen import say
from mixbench.core.errors import MixBenchError
from mixbench.core.memory import BatchTrial
from mixbench.core.sweep import SweepPlan
from mixbench.core.units import bytes_text
from mixbench.protocol import BatchTask


def with_fastest_batch(engine: Engine, plan: SweepPlan) -> SweepPlan:
    """Search the batch of a plan of one case, telling each step; raise `MixBenchError` where none fits."""
    (case,) = plan.cases()
    say(f"searching the batch with the highest throughput of {case.model.key} at {case.resolution} px")
    answer = engine.ask(BatchTask(0, case, "fastest"), tell)
    if answer.batch < 1:
        raise MixBenchError(f"{case.model.key} at {case.resolution} px has no best batch: {answer.reason}")
    say(f"batch {answer.batch} it is: {answer.reason}")
    return replace(plan, batches=(answer.batch,))


def tell(trial: BatchTrial) -> None:
    """Tell one step of a search."""
    words = [f"  batch {trial.batch}", f"needs {bytes_text(trial.forecast_bytes)}"]
    if not trial.fits:
        words.append("does not fit")
    if trial.throughput_img_s is not None:
        words.append(f"{trial.throughput_img_s:.4g} img/s")
    say("  ".join(words))
