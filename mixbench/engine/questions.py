"""What the worker is asked beside measurements, each answered in one event or with why not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from mixbench.core.errors import MixBenchError
from mixbench.core.learning import LearningRun
from mixbench.core.measurement import Environment
from mixbench.core.memory import BatchTrial
from mixbench.core.steps import Step
from mixbench.engine import building, learning, memory
from mixbench.engine.appraisal import count_on_meta, fvcore_alone
from mixbench.engine.batches import search
from mixbench.engine.counting import count_case
from mixbench.engine.experiments import carry_out
from mixbench.engine.failures import explain
from mixbench.engine.layer_clock import time_layers
from mixbench.engine.receptive_field import receptive_field
from mixbench.engine.roofs import measure_roof
from mixbench.engine.steps import followed
from mixbench.engine.timing import Interrupted
from mixbench.engine.tracing import trace_memory
from mixbench.engine.weight_maps import weight_maps
from mixbench.protocol import (
    BatchFound,
    BatchTask,
    BatchTried,
    Counted,
    CountTask,
    Event,
    ExperimentDone,
    ExperimentTask,
    Failed,
    FieldFound,
    FieldTask,
    LayersTask,
    LayersTimed,
    Learned,
    LearningMoved,
    LearnTask,
    MemoryTask,
    MemoryTraced,
    Question,
    QuestionMoved,
    RoofMeasured,
    RoofTask,
    WeightsSeen,
    WeightsTask,
)

Send = Callable[[Event], None]
IsCancelled = Callable[[], bool]


def answer(question: Question, send: Send, is_cancelled: IsCancelled, here: Environment) -> None:
    """Send the answer, or `Failed` with a sentence."""
    try:
        if is_cancelled():
            raise Interrupted
        send(_ANSWERS[type(question)](question, send, is_cancelled, here))
    except Interrupted:
        send(Failed(question.id, "it was cancelled"))
    except Exception as error:  # one question never ends the worker
        send(Failed(question.id, explain(error)))


def _count(task: CountTask, _send: Send, _is_cancelled: IsCancelled, here: Environment) -> Event:
    """Count one case, and let fvcore run it where that was asked for."""
    cost = count_on_meta(task.case)
    if task.fvcore:
        building.check_device(task.case, here.devices)
        cost = replace(cost, fvcore=fvcore_alone(task.case, cost.count))
    return Counted(task.id, 0, cost)


def _memory(task: MemoryTask, _send: Send, _is_cancelled: IsCancelled, _here: Environment) -> Event:
    """Forecast live memory over a pass or training step, for a device that need not be here."""
    return MemoryTraced(task.id, trace_memory(task.case))


def _batch(task: BatchTask, send: Send, is_cancelled: IsCancelled, here: Environment) -> Event:
    """Search a batch, and say each step of the search."""
    building.check_device(task.case, here.devices)

    def tried(trial: BatchTrial) -> None:
        send(BatchTried(task.id, trial))

    return BatchFound(task.id, search(task.case, task.goal, task.is_confirmed, tried, is_cancelled))


def _layers(task: LayersTask, _send: Send, is_cancelled: IsCancelled, here: Environment) -> Event:
    """Time the layers of a case's forward pass."""
    conditions = replace(task.case.conditions, mode="inference", runtime="eager")
    case = replace(task.case, conditions=conditions)
    building.check_device(case, here.devices)
    count = count_case(case)
    short = memory.shortage(count.memory, conditions.device)
    if short:
        raise MixBenchError(f"timing layers runs the model, which {short}")
    roles = {layer.path: layer.role for layer in count.layers if layer.is_at_work}
    return LayersTimed(task.id, time_layers(case, is_cancelled, roles))


def _roof(task: RoofTask, _send: Send, is_cancelled: IsCancelled, here: Environment) -> Event:
    """Measure what the device can do at best."""
    building.check_conditions(task.conditions, here.devices)
    return RoofMeasured(task.id, measure_roof(task.conditions, is_cancelled))


def _experiment(task: ExperimentTask, send: Send, is_cancelled: IsCancelled, _here: Environment) -> Event:
    """Carry out one experiment of a claim."""

    def moved(step: Step) -> None:
        send(QuestionMoved(task.id, step))

    with followed(moved, is_cancelled):
        return ExperimentDone(task.id, carry_out(task.name, task.arguments))


def _field(task: FieldTask, send: Send, is_cancelled: IsCancelled, here: Environment) -> Event:
    """Find out what part of the image each block depends on."""
    building.check_device(task.case, here.devices)

    def moved(step: Step) -> None:
        send(QuestionMoved(task.id, step))

    with followed(moved, is_cancelled):
        return FieldFound(task.id, receptive_field(task.case, task.position, task.inputs, task.file))


def _weights(task: WeightsTask, _send: Send, _is_cancelled: IsCancelled, here: Environment) -> Event:
    """Look at the weights over places."""
    building.check_device(task.case, here.devices)
    return WeightsSeen(task.id, weight_maps(task.case, task.file, task.first, task.units, task.block))


def _learn(task: LearnTask, send: Send, is_cancelled: IsCancelled, here: Environment) -> Event:
    """Train tiny networks, and say how each gets on."""

    def moved(run: LearningRun) -> None:
        send(LearningMoved(task.id, run))

    return Learned(task.id, learning.probe(task.plan, moved, is_cancelled, here))


#: Each kind of question and who answers it: (question, send, is_cancelled, environment) -> the last event.
_ANSWERS: dict[type[Question], Callable[[Any, Send, IsCancelled, Environment], Event]] = {
    CountTask: _count,
    MemoryTask: _memory,
    BatchTask: _batch,
    LayersTask: _layers,
    RoofTask: _roof,
    LearnTask: _learn,
    FieldTask: _field,
    WeightsTask: _weights,
    ExperimentTask: _experiment,
}
