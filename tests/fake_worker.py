"""A worker without torch: it speaks the real protocol, invents its times, and misbehaves on demand."""

from __future__ import annotations

import argparse
import os
import queue
import signal
import struct
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

from mixbench.catalog import registry
from mixbench.core.checkpoints import LoadReport, Misshaped, Renamed
from mixbench.core.claims import ExperimentResult
from mixbench.core.cost import Cause, CostReport, Count, LayerCost, MemoryForecast, Witness
from mixbench.core.errors import MixBenchError
from mixbench.core.layer_times import LayerTime, LayerTimes
from mixbench.core.learning import HELD_OUT, IMAGES, LearningPoint, LearningProbe, LearningRun
from mixbench.core.measurement import (
    GLIMPSE,
    PRECISION_TARGETS,
    Device,
    Environment,
    Estimate,
    Round,
    Status,
    Timing,
    WarmUp,
)
from mixbench.core.memory import BatchAnswer, BatchTrial, MemoryTrace
from mixbench.core.receptive_field import BlockField, ReceptiveField
from mixbench.core.roles import Role
from mixbench.core.roofs import Roof
from mixbench.core.steps import Step
from mixbench.core.weight_maps import BlockMaps, WeightMaps
from mixbench.protocol import (
    PROTOCOL_VERSION,
    BatchFound,
    BatchTask,
    BatchTried,
    Cancel,
    Counted,
    CountTask,
    ExperimentDone,
    ExperimentTask,
    Failed,
    FieldFound,
    FieldTask,
    Finished,
    Hello,
    LayersTask,
    LayersTimed,
    Learned,
    LearningMoved,
    LearnTask,
    Left,
    Measured,
    MeasureTask,
    MemoryTask,
    MemoryTraced,
    QuestionMoved,
    RoofMeasured,
    RoofTask,
    RoundDone,
    Started,
    WarmedUp,
    WeightsSeen,
    WeightsTask,
    decode_request,
    encode,
)

ENVIRONMENT = Environment(
    mixbench="0.1.0",
    python="3.11.7",
    torch="0.0.0+fake",
    platform="Test",
    processor="Imaginary CPU",
    physical_cores=2,
    logical_cores=2,
    memory_bytes=8_000_000_000,
    devices=(Device("cpu", "Imaginary CPU", 8_000_000_000, ("float32", "bfloat16")),),
)


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--crash-at", type=int, default=0, help="die by SIGKILL when this side is timed")
    parser.add_argument("--die-counting", default="", help="die by SIGKILL when this variant is counted")
    parser.add_argument("--crash-in-visit", type=int, default=0, help="die by SIGKILL in this visit")
    parser.add_argument("--die-at-roof", action="store_true", help="die by SIGKILL when a roof is asked for")
    parser.add_argument("--busy", action="store_true", help="find every roof disturbed")
    parser.add_argument("--processor", default=ENVIRONMENT.processor)
    parser.add_argument("--once", type=Path, help="a file: misbehave only while it does not exist")
    parser.add_argument("--deaf", action="store_true", help="ignore Cancel and SIGTERM")
    parser.add_argument("--mute", action="store_true", help="die before the hello")
    parser.add_argument("--garbage", action="store_true", help="send a line that is no message")
    parser.add_argument("--protocol", type=int, default=PROTOCOL_VERSION)
    parser.add_argument("--memory-for", type=int, default=10**9, help="largest side that fits into memory")
    parser.add_argument("--round-s", type=float, default=0.0, help="how long a round takes")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-digits", action="store_true", help="have no images to learn")
    parser.add_argument("--die-learning", type=int, default=0, help="die by SIGKILL after so many trainings")
    parser.add_argument("--learning-s", type=float, default=0.0, help="how long a look at a training takes")
    parser.add_argument("--macs-per-byte", type=int, default=0, help="let layers move bytes, norms 1 MB each")
    parser.add_argument("--die-at-experiment", default="", help="die by SIGKILL at this experiment")
    parser.add_argument("--step-s", type=float, default=0.0, help="how long a step of a question takes")
    parser.add_argument("--slow", default="", help="this variant takes ten times as long")
    return parser.parse_args()


class FakeWorker:
    def __init__(self, args):
        self.args = args
        self.requests = queue.Queue()
        self.cancelled = set()

    def say(self, message):
        sys.stdout.buffer.write(encode(message))
        sys.stdout.buffer.flush()

    def listen(self):
        for line in sys.stdin.buffer:
            request = decode_request(line)
            if isinstance(request, Cancel):
                if not self.args.deaf:
                    self.cancelled.add(request.id)
            else:
                self.requests.put(request)
        os._exit(0)

    def run(self):
        if self.args.mute:
            sys.exit("no torch here")
        if self.args.deaf:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        self.say(Hello(self.args.protocol, replace(ENVIRONMENT, processor=self.args.processor)))
        if self.args.garbage:
            sys.stdout.write("Segmentation fault (just kidding)\n")
            sys.stdout.flush()
        threading.Thread(target=self.listen, daemon=True).start()
        while True:
            request = self.requests.get()
            if isinstance(request, CountTask):
                self.count(request)
            elif isinstance(request, MeasureTask):
                self.measure(request)
            elif isinstance(request, BatchTask):
                self.search(request)
            elif isinstance(request, LearnTask):
                self.learn(request)
            elif isinstance(request, ExperimentTask):
                self.experiment(request)
            elif isinstance(request, FieldTask):
                if self.step_through(request, "block"):
                    self.say(invented_answer(request))
            elif isinstance(request, RoofTask) and self.args.die_at_roof:
                os.kill(os.getpid(), signal.SIGKILL)
            elif isinstance(request, RoofTask) and self.args.busy:
                answer = invented_answer(request)
                self.say(RoofMeasured(request.id, replace(answer.roof, is_disturbed=True)))
            else:
                self.say(invented_answer(request))

    def count(self, task):
        if task.case.model.variant == self.args.die_counting:
            os.kill(os.getpid(), signal.SIGKILL)
        try:
            self.say(Counted(task.id, 0, self.cost(task.case)))
        except MixBenchError as error:
            self.say(Failed(task.id, str(error)))

    def cost(self, case):
        report, intensity = invented_cost(case), self.args.macs_per_byte
        return moving_bytes(report, intensity) if intensity else report

    def measure(self, task):
        for index, case in enumerate(task.cases):
            if task.id in self.cancelled:
                self.say(Measured(task.id, index, Status.CANCELLED))
            else:
                self.measure_case(task, index, case)
        self.say(Finished(task.id))

    def measure_case(self, task, index, case):
        self.say(Started(task.id, index, "building"))
        if case.height > self.args.memory_for:
            self.say(Measured(task.id, index, Status.OUT_OF_MEMORY, "needs 9 GB, 8 GB are free"))
            return
        self.say(Counted(task.id, index, self.cost(case)))
        self.say(Started(task.id, index, "warming_up"))
        latency = 1 + case.height * case.width * case.batch / 10_000
        latency *= 10 if case.model.variant == self.args.slow else 1
        if task.visit == "glimpse":
            self.glimpse(task, index, latency)
            return
        if case.height == self.args.crash_at and self.misbehaves():
            os.kill(os.getpid(), signal.SIGKILL)
        self.say(WarmedUp(task.id, index, WarmUp((latency * 3, latency), settled=True)))
        self.say(Started(task.id, index, "timing"))
        self.take_rounds(task, index, latency)

    def glimpse(self, task, index, latency):
        time.sleep(self.args.round_s / 5)
        coarse = Round(GLIMPSE, (latency * 1.1,) * 3, (False,) * 3, visit=0, process=task.process)
        self.say(RoundDone(task.id, index, coarse, None))
        self.say(Left(task.id, index))

    def take_rounds(self, task, index, latency):
        """The interval tightens with every round, and fits the target after `--rounds` of them."""
        earlier = task.earlier[index].rounds if task.earlier else ()
        processes = {one.process for one in earlier} | {task.process}
        visit = max((one.visit for one in earlier), default=0) + 1
        timing = None
        if visit == self.args.crash_in_visit and self.misbehaves():
            os.kill(os.getpid(), signal.SIGKILL)
        for number in range(len(earlier) + 1, len(earlier) + 6):
            time.sleep(self.args.round_s)
            if task.id in self.cancelled:
                self.say(Measured(task.id, index, Status.CANCELLED, timing=timing))
                return
            samples = tuple(latency * (1 + 0.001 * step) for step in range(6))
            half = 0.005 * latency * max(1, self.args.rounds / number)
            estimate = Estimate(
                latency, latency - half, latency + half, number, 6 * number, 0.0, len(processes)
            )
            timing = invented_timing(estimate, task.cases[index].batch)
            done = Round(number, samples, (False,) * 6, 0.01, visit=visit, process=task.process)
            self.say(RoundDone(task.id, index, done, estimate))
        is_enough = len(processes) >= PRECISION_TARGETS[task.precision].processes
        if number >= self.args.rounds and is_enough:
            self.say(Measured(task.id, index, Status.OK, "", timing))
        else:
            self.say(Left(task.id, index, timing))

    def search(self, task):
        trials = tuple(BatchTrial(batch, 1_000_000_000 * batch, batch <= 4) for batch in (1, 2, 4, 8))
        for trial in trials:
            self.say(BatchTried(task.id, trial))
        measured = 900_000_000 if task.is_confirmed else None
        found = BatchAnswer(
            task.goal, 4, 4_000_000_000, 900_000_000, 5_000_000_000, "8 needs 8 GB", measured, None, trials
        )
        self.say(BatchFound(task.id, found))

    def experiment(self, task):
        """Every network has one map, and no kernels undo an order; nothing else is known."""
        if task.name == self.args.die_at_experiment and self.misbehaves():
            os.kill(os.getpid(), signal.SIGKILL)
        if task.name == "order_in_convolutions":
            if self.step_through(task, "layer"):
                facts = {"same_size": 0.5, "any_size": 0.5, "mirrored": 0.0}
                self.say(ExperimentDone(task.id, ExperimentResult(task.name, facts)))
            return
        if task.name != "feature_maps":
            self.say(Failed(task.id, f"nobody here knows the experiment {task.name}"))
            return
        maps = [{"places": 196, "channels": 8, "layers": 1, "macs": 1000}]
        self.say(ExperimentDone(task.id, ExperimentResult(task.name, {"maps": maps})))

    def step_through(self, task, kind):
        """Four steps of a question; whether it was let through to its end."""
        for number in range(1, 5):
            self.say(QuestionMoved(task.id, Step(kind, number, 4)))
            time.sleep(self.args.step_s)
            if task.id in self.cancelled:
                self.say(Failed(task.id, "it was cancelled"))
                return False
        return True

    def learn(self, task):
        """A shuffle of the pixels takes 100 held-out images from every network, one of patches none."""
        if self.args.no_digits:
            self.say(Failed(task.id, "there are no digits here; pip install scikit-learn"))
            return
        plan, runs = task.plan, []
        for seed in range(plan.seeds):
            for model in plan.models:
                for shuffle in plan.shuffles:
                    for run in invented_training(model, shuffle, seed, plan.steps):
                        time.sleep(self.args.learning_s)
                        if task.id in self.cancelled:
                            self.say(Failed(task.id, "it was cancelled"))
                            return
                        self.say(LearningMoved(task.id, run))
                    runs.append(run)
                    if len(runs) == self.args.die_learning:
                        os.kill(os.getpid(), signal.SIGKILL)
        counts = IMAGES - HELD_OUT, HELD_OUT
        self.say(Learned(task.id, LearningProbe(plan, tuple(runs), *counts, "Imaginary CPU", "0.0.0+fake")))

    def misbehaves(self):
        if self.args.once is None:
            return True
        if self.args.once.exists():
            return False
        self.args.once.touch()
        return True


def invented_training(model, shuffle, seed, steps):
    """Halfway half of the images are right, at the end all but a few."""
    wrong = tuple(range(100 + 100 * (shuffle == "pixels") + seed))
    begun = (LearningPoint(0, 0.0, None, 0.1), LearningPoint(steps // 2, 0.5, 1.2, 0.5))
    whole = (*begun, LearningPoint(steps, 1.0, 0.3, 1 - len(wrong) / HELD_OUT))
    yield LearningRun(model, shuffle, seed, begun)
    yield LearningRun(model, shuffle, seed, whole, wrong)


def invented_answer(task):
    if isinstance(task, MemoryTask):
        forecast = invented_cost(task.case).count.memory
        live = (1_000_000, 4_000_000, 2_000_000)
        operators, layers = ("input", "addmm", "mean"), ("", "blocks.0", "head")
        return MemoryTraced(task.id, MemoryTrace(forecast, live, operators, layers, ("forward",) * 3))
    if isinstance(task, LayersTask):
        return LayersTimed(task.id, invented_layer_times(task.case))
    if isinstance(task, FieldTask):
        return FieldFound(task.id, invented_field(task))
    if isinstance(task, WeightsTask):
        return WeightsSeen(task.id, invented_weights(task))
    assert isinstance(task, RoofTask)
    conditions = task.conditions
    roof = Roof(conditions.device, conditions.dtype, conditions.threads or 2, 5e10, 1e10)
    return RoofMeasured(task.id, roof)


def invented_layer_times(case):
    """Spatial mixing grows as the area to the power of 1.5, channel mixing as the area, norms not at all;
    half a millisecond of every pass is in no layer."""
    layers = invented_cost(case).count.layers
    own_ms, area = 9.0 / len(layers), case.height * case.width / 64**2
    role_ms = {Role.SPATIAL_MIXING: area**1.5, Role.CHANNEL_MIXING: 2 * area, Role.NORM: 0.1}
    unsteady = [1 + 0.01 * (step * 7 % 11 - 5) for step in range(11)]
    return LayerTimes(
        (LayerTime("", 1, 10.0, 1.0), *(LayerTime(one.path, 1, own_ms, own_ms, one.role) for one in layers)),
        10.0,
        9.5,
        11,
        {role: tuple(ms * factor for factor in unsteady) for role, ms in role_ms.items()},
        tuple(sum(role_ms.values()) * factor + 0.5 for factor in unsteady),
        tuple(sum(role_ms.values()) * factor for factor in unsteady),
        0.0,
    )


def invented_field(task):
    """Patches of a quarter of the image; the place alone, then its row and column, then everything."""
    height, width = task.case.height, task.case.width
    y, x = task.position or (height // 2, width // 2)
    row, column = 4 * y // height, 4 * x // width
    entrance = [float((r, c) == (row, column)) for r in range(4) for c in range(4)]
    cross = [
        1.0 if r == row and c == column else 0.1 * (r == row or c == column)
        for r in range(4)
        for c in range(4)
    ]
    blocks = tuple(
        BlockField(path, 4, 4, row, column, struct.pack("<16f", *values))
        for path, values in (("", entrance), ("blocks.0", cross), ("blocks.1", [1.0] * 16))
    )
    return ReceptiveField(height, width, y, x, height // 4, task.inputs, blocks, invented_report(task.file))


def invented_weights(task):
    """Two blocks: in the first, unit n of 40 looks at 2 x 2 places with the weight n; the second has none."""
    page = range(task.first, min(40, task.first + task.units))
    values = [float(unit) for unit in page for _ in range(4)]
    packed = struct.pack(f"<{len(values)}f", *values)
    first = BlockMaps("blocks.0", "blocks.0.mix.weight", "places", 40, 2, 2, task.first, 39.0, packed)
    second = BlockMaps("blocks.1", reason="its spatial mixing has no weights")
    blocks = (first, second) if task.block is None else (first, second)[task.block - 1 : task.block]
    return WeightMaps(blocks, 2, invented_report(task.file))


def invented_report(file):
    if not file:
        return None
    misshaped = (Misshaped("head.weight", (1000, 512), (10, 512)),)
    renamed = (Renamed("module.stem.proj.weight", "stem.project.weight"),)
    return LoadReport(
        file,
        "pth",
        ("stem.project.weight",),
        ("head.bias",),
        ("args",),
        misshaped,
        renamed,
        ("a note",),
        10,
        20,
    )


def invented_cost(case):
    resolved = registry.resolve(case.model)
    law = resolved.law(case.height, case.width)
    memory = MemoryForecast(4_000_000 * case.batch, 4 * law.params, "blocks.0", "aten.addmm")
    layers = invented_layers(law, 4_000_000 * case.batch)
    count = Count(law.params, law.params, law.macs, 0, 0, 0, law.by_role, memory, layers)
    cause = Cause("added", "layer_norm", 1, 1_000, "normalisation is counted as multiply-accumulates")
    fvcore = Witness("fvcore", law.macs + 1_000, extra={"layer_norm": 1_000}, causes=(cause,))
    return CostReport(count, Witness("torch", law.macs), fvcore, 4_000_000 * case.batch)


def invented_layers(law, held_bytes):
    """A layer for each role, in two blocks where it mixes: their sums are the law's."""
    layers = []
    for role, share in law.by_role.items():
        paths = [f"blocks.{n}.{role}" for n in (0, 1)] if role.endswith("mixing") else [role.value]
        for n, path in enumerate(paths):
            whole = (share.params, share.macs)
            params, macs = (part // len(paths) + n * (part % len(paths)) for part in whole)
            held = held_bytes if path == "blocks.0.channel_mixing" else 0
            layers.append(LayerCost(path, "Linear", role, params, macs, peak_bytes=held, held_bytes=held))
    return tuple(layers)


def moving_bytes(report, macs_per_byte):
    """Every layer moves as many bytes as suit its MACs; one without MACs moves 1 MB."""
    layers = tuple(
        replace(layer, bytes_read=layer.macs // macs_per_byte or 1_000_000, grouped_macs=0)
        for layer in report.count.layers
    )
    moved = sum(layer.bytes_read for layer in layers)
    return replace(report, count=replace(report.count, bytes_read=moved, layers=layers))


def invented_timing(estimate, batch):
    median = estimate.median_ms
    return Timing(
        estimate=estimate,
        p5_ms=median,
        p95_ms=median * 1.005,
        p99_ms=median * 1.005,
        minimum_ms=median,
        throughput_img_s=1000 * batch / median,
        first_call_ms=median * 3,
        stop_reason="target",
        target_half_width=0.01,
        settled=True,
        block=1,
        effective_threads=1.9,
        warm_up_ms=(median * 3, median),
    )


if __name__ == "__main__":
    FakeWorker(options()).run()
