"""The learning probe: tiny networks trained on the digits, each with and without a shuffle of the pixels.

A step is the one of `engine/training.py` on a batch drawn anew. Seeds come first, so that a probe that is
stopped early has whole comparisons: under one seed all networks and shuffles have the same order of images,
each network begins with the same weights, and each shuffle has one permutation.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import torch
from torch import Tensor, nn

from mixbench.catalog import registry
from mixbench.catalog.tiny import SIDE_PX
from mixbench.core.errors import RequestError
from mixbench.core.learning import (
    CLASSES,
    MOST_SEEDS,
    MOST_STEPS,
    LearningPlan,
    LearningPoint,
    LearningProbe,
    LearningRun,
    Shuffle,
)
from mixbench.core.measurement import Environment
from mixbench.core.model import Model
from mixbench.engine.digits import Split, enlarged, load_digits, permutation, shuffled
from mixbench.engine.timing import Interrupted
from mixbench.engine.training import TrainingStep
from mixbench.zoo.construction import construct

BATCH = 32

#: How often a training is looked at.
POINTS = 10

#: Held-out images that are answered at once: a cancelled probe waits for no more.
_ANSWERED = 200

Tell = Callable[[LearningRun], None]
IsCancelled = Callable[[], bool]


def probe(plan: LearningPlan, tell: Tell, is_cancelled: IsCancelled, here: Environment) -> LearningProbe:
    """Train everything of the plan; `tell` hears each training grow, point by point.

    Raises `RequestError` for a plan that cannot be run, `MixBenchError` without scikit-learn, `Interrupted`
    at the first step after a cancel.
    """
    _check(plan)
    digits = load_digits()
    with _one_thread():
        runs = [
            train(model, shuffle, seed, plan.steps, digits, tell, is_cancelled)
            for seed in range(plan.seeds)
            for model in plan.models
            for shuffle in plan.shuffles
        ]
    finished_at = datetime.now(UTC).isoformat(timespec="seconds")
    counts = len(digits.train), len(digits.held_out)
    return LearningProbe(plan, tuple(runs), *counts, here.processor, here.torch, finished_at)


def train(
    model: Model,
    shuffle: Shuffle,
    seed: int,
    steps: int,
    digits: Split,
    tell: Tell,
    is_cancelled: IsCancelled,
) -> LearningRun:
    """One training, the same to the last bit for the same arguments on one thread."""
    images, held_out = (
        shuffled(part, permutation(shuffle, seed)) for part in (digits.train, digits.held_out)
    )
    learner = _Learner(_network(model, seed), images, digits.train_labels, batches(len(images), seed))
    points: list[LearningPoint] = []
    wrong: Tensor | None = None
    for stop in _stops(steps):
        loss = learner.advance(stop, is_cancelled)
        wrong = learner.errors(held_out, digits.held_out_labels, is_cancelled)
        accuracy = 1 - len(wrong) / len(held_out)
        points.append(LearningPoint(stop, learner.training_s, loss, accuracy))
        missed = tuple(wrong.tolist()) if stop == steps else None
        run = LearningRun(model, shuffle, seed, tuple(points), missed)
        tell(run)
    return run


class _Learner:
    """A network on its way through the batches, and the seconds that its steps took."""

    def __init__(self, network: nn.Module, images: Tensor, labels: Tensor, order: Iterator[Tensor]) -> None:
        self._network, self._images, self._labels, self._order = network, images, labels, order
        self._step = TrainingStep(network, enlarged(images[:BATCH]))
        self._done = 0
        self.training_s = 0.0

    def advance(self, stop: int, is_cancelled: IsCancelled) -> float | None:
        """Go on to this step; the mean loss on the way, None without one."""
        losses = []
        while self._done < stop:
            if is_cancelled():
                raise Interrupted
            began = time.perf_counter()
            losses.append(self._take(next(self._order)))
            self.training_s += time.perf_counter() - began
            self._done += 1
        return sum(losses) / len(losses) if losses else None

    def _take(self, chosen: Tensor) -> float:
        self._network.train()
        self._step.image, self._step.target = enlarged(self._images[chosen]), self._labels[chosen]
        loss = self._step.forward().item()
        self._step.backward()
        self._step.optimize()
        return loss

    @torch.no_grad()
    def errors(self, images: Tensor, labels: Tensor, is_cancelled: IsCancelled) -> Tensor:
        """The places of the images that the network, as it is now, answers wrongly."""
        self._network.eval()
        answers = []
        for part in torch.split(images, _ANSWERED):
            if is_cancelled():
                raise Interrupted
            answers.append(self._network(enlarged(part)).argmax(1))
        return (torch.cat(answers) != labels).nonzero().flatten()


def _network(model: Model, seed: int) -> nn.Module:
    """The network with the weights of a seed, whatever is done to its images."""
    torch.manual_seed(seed)
    return construct(registry.resolve(model), SIDE_PX, SIDE_PX)


def batches(count: int, seed: int) -> Iterator[Tensor]:
    """The places of `BATCH` images at a time, each image once in an epoch; what is left of it is dropped."""
    generator = torch.Generator().manual_seed(seed)
    while True:
        order = torch.randperm(count, generator=generator)
        yield from torch.split(order[: count - count % BATCH], BATCH)


def _stops(steps: int) -> list[int]:
    """The steps after which a training is looked at: before the first, evenly, at the last."""
    points = min(POINTS, steps)
    return [round(steps * place / points) for place in range(points + 1)]


def _check(plan: LearningPlan) -> None:
    """Raise `RequestError` where a number is out of bounds or a network does not classify the digits."""
    if not plan.models or not plan.shuffles:
        raise RequestError("there is nothing to learn: name a model and a shuffle")
    if not 1 <= plan.steps <= MOST_STEPS:
        raise RequestError(f"{plan.steps} steps were asked for; take 1 to {MOST_STEPS}")
    if not 1 <= plan.seeds <= MOST_SEEDS:
        raise RequestError(f"{plan.seeds} seeds were asked for; take 1 to {MOST_SEEDS}")
    for model in plan.models:
        classes = getattr(registry.resolve(model).config, "num_classes", None)
        if classes != CLASSES:
            raise RequestError(f"{model.key} does not answer with {CLASSES} classes; take its tiny version")


@contextmanager
def _one_thread() -> Iterator[None]:
    """Networks this small gain little from a second thread, and with one the sums come out alike anywhere."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
