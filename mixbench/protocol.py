"""The messages between host and worker: JSON lines, typed and versioned.

The host sends `Request`s, the worker sends `Event`s. A number that does not exist is null, never
NaN. Every event of a task carries its `id`; `index` is the case within the task.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from mixbench.core.claims import Arguments, ExperimentResult
from mixbench.core.cost import CostReport
from mixbench.core.errors import MixBenchError
from mixbench.core.layer_times import LayerTimes
from mixbench.core.learning import LearningPlan, LearningProbe, LearningRun
from mixbench.core.measurement import Environment, Estimate, Precision, Round, Status, Timing, WarmUp
from mixbench.core.memory import BatchAnswer, BatchGoal, BatchTrial, MemoryTrace
from mixbench.core.model import Case, Conditions
from mixbench.core.receptive_field import ReceptiveField
from mixbench.core.roofs import Roof
from mixbench.core.steps import Step
from mixbench.core.weight_maps import WeightMaps

#: Raised whenever a message changes in a way that the other side cannot read.
PROTOCOL_VERSION = 3

#: What the worker is busy with for a case.
Activity = Literal["building", "counting", "compiling", "warming_up", "timing"]

#: How long a visit to a case lasts: a coarse first look, some rounds, or until the stop rule ends it.
Visit = Literal["glimpse", "rounds", "whole"]


class _Message(msgspec.Struct, frozen=True, tag_field="type"):
    """A line on the wire."""


class CountTask(_Message, frozen=True, tag="count"):
    """Count one case without a clock; answered by `Counted` or `Failed`. `fvcore` runs the model for real."""

    id: int
    case: Case
    fvcore: bool = False


class MemoryTask(_Message, frozen=True, tag="memory"):
    """Follow live memory through a pass or training step without running it; answered by `MemoryTraced`."""

    id: int
    case: Case


class BatchTask(_Message, frozen=True, tag="batch"):
    """Search a batch for a case, whose own batch is not looked at; `BatchTried` for each step, ends with
    `BatchFound`. `is_confirmed` asks to run the largest batch once and to measure its peak."""

    id: int
    case: Case
    goal: BatchGoal
    is_confirmed: bool = False


class LayersTask(_Message, frozen=True, tag="layers"):
    """Time each layer of a case; answered by `LayersTimed`."""

    id: int
    case: Case


class RoofTask(_Message, frozen=True, tag="roof"):
    """Measure what the device can do at best under some conditions; answered by `RoofMeasured`."""

    id: int
    conditions: Conditions


class ExperimentTask(_Message, frozen=True, tag="experiment"):
    """Carry out an experiment that a claim rests on; `QuestionMoved` at steps of some, ends with
    `ExperimentDone`."""

    id: int
    name: str
    arguments: Arguments = ()


class FieldTask(_Message, frozen=True, tag="field"):
    """Find out what part of the image each block depends on at the place of a pixel (y, x), by default the
    middle one; `QuestionMoved` at each block, ends with `FieldFound`. `file` names a checkpoint, on the
    worker's machine."""

    id: int
    case: Case
    position: tuple[int, int] | None = None
    inputs: int = 4
    file: str = ""


class WeightsTask(_Message, frozen=True, tag="weights"):
    """Look at the weights over places of all blocks, or of one from 1 on, at `units` units from number
    `first` on; answered by `WeightsSeen`. `file` names a checkpoint, on the worker's machine."""

    id: int
    case: Case
    file: str = ""
    first: int = 0
    units: int = 24
    block: int | None = None


class LearnTask(_Message, frozen=True, tag="learn"):
    """Train tiny networks on real images; `LearningMoved` whenever one is looked at, ends with `Learned`."""

    id: int
    plan: LearningPlan


class Earlier(_Message, frozen=True):
    """What former visits to a case came to: its cost, its rounds, and its first warm-up."""

    cost: CostReport | None = None
    rounds: tuple[Round, ...] = ()
    warm_up: WarmUp | None = None


class MeasureTask(_Message, frozen=True, tag="measure"):
    """Time cases that are compared with one another, in interleaved rounds; ends with `Finished`.

    `earlier` has an entry for each case, or is empty. A duel ends by the interval of the ratio of its cases.
    `process` numbers the worker processes of the session.
    """

    id: int
    cases: tuple[Case, ...]
    precision: Precision = "normal"
    fvcore: bool = True
    visit: Visit = "whole"
    earlier: tuple[Earlier, ...] = ()
    is_duel: bool = False
    process: int = 1


class Cancel(_Message, frozen=True, tag="cancel"):
    """Stop a task at the next gap between samples; its open cases end as `cancelled`."""

    id: int


#: What is asked for beside a run, about one case or about the machine.
Question = (
    CountTask
    | MemoryTask
    | BatchTask
    | LayersTask
    | RoofTask
    | ExperimentTask
    | FieldTask
    | WeightsTask
    | LearnTask
)
Task = Question | MeasureTask
Request = Task | Cancel


class Hello(_Message, frozen=True, tag="hello"):
    """The worker's first line."""

    protocol: int
    environment: Environment


class Started(_Message, frozen=True, tag="started"):
    """What the worker is busy with from now on: the case that a sudden death is blamed on."""

    id: int
    index: int
    activity: Activity


class Counted(_Message, frozen=True, tag="counted"):
    """The cost of a case, before it is timed."""

    id: int
    index: int
    cost: CostReport


class MemoryTraced(_Message, frozen=True, tag="memory_traced"):
    """Live memory over the pass of a case."""

    id: int
    trace: MemoryTrace


class BatchTried(_Message, frozen=True, tag="batch_tried"):
    """One step of a search for a batch."""

    id: int
    trial: BatchTrial


class BatchFound(_Message, frozen=True, tag="batch_found"):
    """The end of a search for a batch."""

    id: int
    answer: BatchAnswer


class LayersTimed(_Message, frozen=True, tag="layers_timed"):
    """The time of each layer."""

    id: int
    times: LayerTimes


class RoofMeasured(_Message, frozen=True, tag="roof_measured"):
    """The best that the device can do."""

    id: int
    roof: Roof


class ExperimentDone(_Message, frozen=True, tag="experiment_done"):
    """What an experiment came to."""

    id: int
    result: ExperimentResult


class FieldFound(_Message, frozen=True, tag="field_found"):
    """The receptive field of each block."""

    id: int
    field: ReceptiveField


class WeightsSeen(_Message, frozen=True, tag="weights_seen"):
    """The weights over places, and what became of the checkpoint."""

    id: int
    maps: WeightMaps


class QuestionMoved(_Message, frozen=True, tag="question_moved"):
    """How far a question is that takes its time."""

    id: int
    step: Step


class LearningMoved(_Message, frozen=True, tag="learning_moved"):
    """A training of a learning probe, as far as it is."""

    id: int
    run: LearningRun


class Learned(_Message, frozen=True, tag="learned"):
    """The end of a learning probe."""

    id: int
    probe: LearningProbe


class WarmedUp(_Message, frozen=True, tag="warmed_up"):
    """A case is warm."""

    id: int
    index: int
    warm_up: WarmUp


class RoundDone(_Message, frozen=True, tag="round"):
    """A round of a case is over; `estimate` is the best value so far, None after a glimpse."""

    id: int
    index: int
    round: Round
    estimate: Estimate | None


class Left(_Message, frozen=True, tag="left"):
    """A visit to a case is over, and the case is not finished. `timing` is what its rounds come to so far,
    None after a glimpse."""

    id: int
    index: int
    timing: Timing | None = None


class Measured(_Message, frozen=True, tag="measured"):
    """A case is finished; its rounds were sent before. `timing` is None where no round was completed."""

    id: int
    index: int
    status: Status
    error: str = ""
    timing: Timing | None = None


class Failed(_Message, frozen=True, tag="failed"):
    """A question could not be answered."""

    id: int
    error: str


class Finished(_Message, frozen=True, tag="finished"):
    """A measure task is over; the worker is idle."""

    id: int


#: What belongs to a task, and carries its `id`.
Answer = (
    Started
    | Counted
    | MemoryTraced
    | BatchTried
    | BatchFound
    | LayersTimed
    | RoofMeasured
    | FieldFound
    | WeightsSeen
    | ExperimentDone
    | QuestionMoved
    | LearningMoved
    | Learned
    | WarmedUp
    | RoundDone
    | Left
    | Measured
    | Failed
    | Finished
)
Event = Hello | Answer


class ProtocolError(MixBenchError):
    """The other side sent a line that this version cannot read."""


T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(message: Request | Event) -> bytes:
    """One line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> Request:
    """Read a line that the host sent; raise `ProtocolError`."""
    return _decode(_requests, line)


def decode_event(line: bytes) -> Event:
    """Read a line that the worker sent; raise `ProtocolError`."""
    return _decode(_events, line)


def _decode(decoder: msgspec.json.Decoder[T], line: bytes) -> T:
    try:
        return decoder.decode(line)
    except msgspec.MsgspecError as error:
        shown = line[:80].decode("utf-8", "replace").strip()
        raise ProtocolError(f"unreadable message '{shown}': {error}") from error
