"""A learning probe: tiny networks on tiny images, with and without one fixed shuffle of the pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mixbench.core.model import Model

#: What is done to every image alike: nothing, one permutation of all its pixels, or one of its patches.
Shuffle = Literal["none", "pixels", "patches"]

#: The images: how many there are, into how many classes they fall, and how many are held out.
IMAGES, CLASSES, HELD_OUT = 1797, 10, 1397

#: How far a probe may go.
MOST_STEPS, MOST_SEEDS = 10_000, 20


@dataclass(frozen=True)
class LearningPlan:
    """What is trained: each network under each shuffle, with seeds 0, 1, ... and as many steps each.

    A seed stands for weights, order of the images, and permutation; all networks and shuffles share it.
    """

    models: tuple[Model, ...]
    shuffles: tuple[Shuffle, ...] = ("none", "pixels", "patches")
    steps: int = 200
    seeds: int = 3

    @property
    def runs(self) -> int:
        """How many trainings these are."""
        return len(self.models) * len(self.shuffles) * self.seeds


@dataclass(frozen=True)
class LearningPoint:
    """Where a training is after some steps: `training_s` leaves out what looking at held-out images takes.

    `loss` is the mean cross-entropy of the steps since the last point, None before the first step.
    `accuracy` is the share of the held-out images that are answered right.
    """

    step: int
    training_s: float
    loss: float | None
    accuracy: float


@dataclass(frozen=True)
class LearningRun:
    """One training so far. `wrong` are the held-out images, by their place, that it answers wrongly at its
    end; None before."""

    model: Model
    shuffle: Shuffle
    seed: int
    points: tuple[LearningPoint, ...]
    wrong: tuple[int, ...] | None = None

    @property
    def key(self) -> tuple[str, Shuffle, int]:
        """What tells it from the other trainings of its probe."""
        return self.model.key, self.shuffle, self.seed


@dataclass(frozen=True)
class LearningProbe:
    """A probe as far as it came. Trainings that were stopped are in `runs` without `wrong`.

    `train` and `held_out` count the images; `finished_at` is when it ended, in UTC.
    """

    plan: LearningPlan
    runs: tuple[LearningRun, ...]
    train: int
    held_out: int
    processor: str = ""
    torch: str = ""
    finished_at: str = ""

    @property
    def finished(self) -> tuple[LearningRun, ...]:
        """The trainings that reached their last step."""
        return tuple(run for run in self.runs if run.wrong is not None)
