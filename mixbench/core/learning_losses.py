"""What a learning probe comes to: accuracies on held-out images, and what each shuffle takes from them.

Two things are left to chance: which images were held out, and the seed. The held-out images are the same
for all seeds, so more seeds do not make them more. Both are kept apart and then added as independent errors
are: half width = sqrt(half width over images ** 2 + half width over seeds ** 2), each at 95 %.

Over images: Wilson's interval for a share, and for a difference, which is taken image by image, a normal one
with half an image added to each of the four outcomes (Agresti and Min, Statistics in Medicine 24, 2005), so
that no difference at all still has a width. Over seeds: Student's t, with two seeds or more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, stdev
from typing import Literal

from mixbench.core.learning import LearningProbe, LearningRun, Shuffle
from mixbench.core.model import Model
from mixbench.core.student import t_quantile

#: The standard normal value that 95 % lie within.
_Z = 1.959964

#: Fewer seeds than this say nothing of their chance: the interval of one leaves it out, and of two trainings
#: that differ in nothing else one would be called the better more often than not.
FEWEST_SEEDS = 2

#: `loses`: the interval lies above zero; `gains`: below.
Verdict = Literal["loses", "gains", "cannot tell"]


@dataclass(frozen=True)
class Accuracy:
    """Share of the held-out images answered right, mean over `seeds` trainings, with its 95 % interval."""

    value: float
    low: float
    high: float
    seeds: int


@dataclass(frozen=True)
class ShuffleLoss:
    """How many points of accuracy (1 % of the held-out images) a shuffle takes, with the 95 % interval,
    from pairs of trainings of the same seeds."""

    model: Model
    shuffle: Shuffle
    points: float
    low: float
    high: float
    seeds: int

    @property
    def verdict(self) -> Verdict:
        """What the interval allows to say, and nothing where it leaves out the chance of the seed."""
        if self.seeds < FEWEST_SEEDS:
            return "cannot tell"
        if self.low > 0:
            return "loses"
        return "gains" if self.high < 0 else "cannot tell"


def accuracy(probe: LearningProbe, model: Model, shuffle: Shuffle) -> Accuracy | None:
    """The accuracy of the finished trainings; None where there is none."""
    runs = list(_finished(probe, model, shuffle).values())
    if not runs:
        return None
    shares = [1 - len(run.wrong or ()) / probe.held_out for run in runs]
    value, over_seeds = fmean(shares), _over_seeds(shares)
    low, high = _wilson(value, probe.held_out)
    return Accuracy(
        value,
        max(0.0, value - math.hypot(value - low, over_seeds)),
        min(1.0, value + math.hypot(high - value, over_seeds)),
        len(runs),
    )


def shuffle_loss(probe: LearningProbe, model: Model, shuffle: Shuffle) -> ShuffleLoss | None:
    """What a shuffle takes; None without a seed under which both trainings were finished."""
    plain, moved = _finished(probe, model, "none"), _finished(probe, model, shuffle)
    seeds = sorted(plain.keys() & moved.keys())
    if not seeds or shuffle == "none":
        return None
    lost = [_lost_by_image(plain[seed], moved[seed], probe.held_out) for seed in seeds]
    by_image = [fmean(column) for column in zip(*lost, strict=True)]
    half = math.hypot(_over_images(by_image), _over_seeds([fmean(one) for one in lost]))
    value = fmean(by_image)
    return ShuffleLoss(model, shuffle, 100 * value, 100 * (value - half), 100 * (value + half), len(seeds))


def shuffle_losses(probe: LearningProbe) -> tuple[ShuffleLoss, ...]:
    """All that the finished trainings allow, in the order of the plan."""
    found = (
        shuffle_loss(probe, model, shuffle) for shuffle in probe.plan.shuffles for model in probe.plan.models
    )
    return tuple(loss for loss in found if loss is not None)


def _finished(probe: LearningProbe, model: Model, shuffle: Shuffle) -> dict[int, LearningRun]:
    """The finished trainings of a network under a shuffle, by seed."""
    return {run.seed: run for run in probe.finished if run.model == model and run.shuffle == shuffle}


def _lost_by_image(plain: LearningRun, moved: LearningRun, count: int) -> list[int]:
    """For each held-out image 1 where only the plain training answers it right, -1 where only the other."""
    before, after = set(plain.wrong or ()), set(moved.wrong or ())
    return [(place in after) - (place in before) for place in range(count)]


def _over_seeds(values: Sequence[float]) -> float:
    """Half of Student's interval of the mean; 0 for a single value, whose chance is then not covered."""
    if len(values) < FEWEST_SEEDS:
        return 0.0
    return t_quantile(len(values) - 1) * stdev(values) / math.sqrt(len(values))


def _over_images(lost: Sequence[float]) -> float:
    """Half of the normal interval of the mean of paired differences, with half an image added to each
    outcome: two of them differ, by one either way."""
    count = len(lost) + 2
    mean = sum(lost) / count
    variance = (sum(value**2 for value in lost) + 1) / count - mean**2
    return _Z * math.sqrt(max(0.0, variance) / count)


def _wilson(share: float, count: int) -> tuple[float, float]:
    """Wilson's interval of a share of `count`."""
    spread = _Z**2 / count
    centre = (share + spread / 2) / (1 + spread)
    half = _Z / (1 + spread) * math.sqrt(share * (1 - share) / count + spread / (4 * count))
    return centre - half, centre + half
