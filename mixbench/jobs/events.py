"""What the jobs room tells the window or the command line: the only bridge between engine and screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from mixbench.core.claims import ExperimentResult
from mixbench.core.cost import CostReport
from mixbench.core.layer_times import LayerTimes
from mixbench.core.learning import LearningProbe, LearningRun
from mixbench.core.measurement import Environment, Estimate, Measurement
from mixbench.core.memory import BatchAnswer, BatchTrial, MemoryTrace
from mixbench.core.model import Case
from mixbench.core.receptive_field import ReceptiveField
from mixbench.core.roofs import Roof
from mixbench.core.steps import Step
from mixbench.core.weight_maps import WeightMaps
from mixbench.jobs.agenda import Call, Group
from mixbench.protocol import BatchTask, LearnTask, Question

EngineState = Literal["stopped", "starting", "idle", "busy", "pausing", "paused", "cancelling", "broken"]
Outcome = Literal["done", "cancelled", "broken"]

#: What a question is answered with: a count, a memory trace, a batch, layer times, a roof, an experiment,
#: receptive fields, weights.
AnswerValue = (
    CostReport
    | MemoryTrace
    | BatchAnswer
    | LayerTimes
    | Roof
    | ExperimentResult
    | ReceptiveField
    | WeightMaps
    | LearningProbe
)


class ItemState(StrEnum):
    """Where a case of the queue is. `coarse`: it was glimpsed at and waits for its rounds; `refining`: it
    has rounds, and is being visited or waits for the next visit."""

    WAITING = "waiting"
    COUNTING = "counting"
    WARMING_UP = "warming_up"
    COARSE = "coarse"
    REFINING = "refining"
    FINISHED = "finished"


@dataclass(frozen=True)
class Item:
    """A case of the queue. `measurement` grows while it runs and is final once the item is finished;
    `estimate` is the best value so far."""

    number: int
    case: Case
    state: ItemState = ItemState.WAITING
    measurement: Measurement | None = None
    estimate: Estimate | None = None


@dataclass(frozen=True)
class EngineChanged:
    """The worker's state changed; `sentence` says it in words, `environment` is known after its hello."""

    state: EngineState
    sentence: str
    environment: Environment | None = None


@dataclass(frozen=True)
class RunStarted:
    """A session was opened; `items` holds every case, those of a resumed session already finished."""

    session: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class ItemChanged:
    """One case moved on."""

    item: Item


@dataclass(frozen=True)
class ProgressChanged:
    """How far the run is. `seconds_left` is None until there is ground for an estimate; `rest_s` is what each
    item that is not finished is expected to take yet."""

    finished: int
    total: int
    seconds_left: float | None
    sentence: str
    rest_s: Mapping[int, float] = field(default_factory=dict)


@dataclass(frozen=True)
class QueueChanged:
    """In which order the groups are visited, which visit is under way, and which comes next."""

    order: tuple[Group, ...]
    now: Call | None
    next: Call | None


@dataclass(frozen=True)
class PauseChanged:
    """The run was told to pause, which it does at the next sample, or to go on."""

    is_paused: bool


@dataclass(frozen=True)
class RunFinished:
    """The run is over; the session keeps what was measured."""

    session: str
    outcome: Outcome
    sentence: str


@dataclass(frozen=True)
class BatchProgress:
    """One step of a search for a batch."""

    question: BatchTask
    trial: BatchTrial


@dataclass(frozen=True)
class LearningProgress:
    """A training of a learning probe, as far as it is."""

    question: LearnTask
    run: LearningRun


@dataclass(frozen=True)
class QuestionProgress:
    """How far the engine is with a question that takes its time."""

    question: Question
    step: Step


@dataclass(frozen=True)
class Answered:
    """What the engine says to a question that was asked beside a run: `answer`, or `error` why there is
    none. `question` has the id 0, as it was asked."""

    question: Question
    answer: AnswerValue | None
    error: str = ""


RunEvent = (
    EngineChanged
    | RunStarted
    | ItemChanged
    | ProgressChanged
    | QueueChanged
    | PauseChanged
    | RunFinished
    | BatchProgress
    | LearningProgress
    | QuestionProgress
    | Answered
)
