"""What a shuffle takes is judged image by image and seed by seed, and no more is said than that allows."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import t

from mixbench.core.learning import LearningPlan, LearningPoint, LearningProbe, LearningRun
from mixbench.core.learning_losses import accuracy, shuffle_loss, shuffle_losses
from mixbench.core.model import Model

CONV = Model("convmixer_512_16")
HELD_OUT = 1000


def run(shuffle, seed, wrong, *, is_finished=True):
    share = 1 - len(wrong) / HELD_OUT
    points = (LearningPoint(0, 0.0, None, 0.1), LearningPoint(10, 1.0, 0.5, share))
    return LearningRun(CONV, shuffle, seed, points, tuple(wrong) if is_finished else None)


def probe(*runs, shuffles=("none", "pixels")):
    return LearningProbe(LearningPlan((CONV,), shuffles, 10, 3), runs, 400, HELD_OUT)


def test_a_clear_loss_is_told_in_points_with_its_interval():
    judged = shuffle_loss(
        probe(
            *(run("none", seed, range(20 + seed)) for seed in range(3)),
            *(run("pixels", seed, range(100 + 3 * seed)) for seed in range(3)),
        ),
        CONV,
        "pixels",
    )
    assert judged.points == pytest.approx((80 + 82 + 84) / 3 / 10)
    assert judged.low < judged.points < judged.high and judged.verdict == "loses" and judged.seeds == 3


def test_the_two_errors_add_as_independent_ones_do():
    """The part over images is Agresti and Min's, that over seeds Student's, both computed otherwise here."""
    lost = [range(40), range(60)]
    judged = shuffle_loss(
        probe(
            *(run("none", seed, ()) for seed in range(2)),
            *(run("pixels", seed, wrong) for seed, wrong in enumerate(lost)),
        ),
        CONV,
        "pixels",
    )
    by_image = np.zeros(HELD_OUT)
    for wrong in lost:
        by_image[list(wrong)] += 0.5
    padded = np.concatenate([by_image, [1, -1]])
    images = 1.959964 * padded.std() / np.sqrt(HELD_OUT + 2)
    seeds = t.ppf(0.975, 1) * np.std([0.04, 0.06], ddof=1) / np.sqrt(2)
    assert judged.high - judged.points == pytest.approx(100 * np.hypot(images, seeds), rel=1e-3)


def test_where_the_interval_holds_zero_nothing_can_be_told():
    same = probe(run("none", 0, range(30)), run("pixels", 0, range(5, 36)))
    judged = shuffle_loss(same, CONV, "pixels")
    assert judged.low < 0 < judged.points < judged.high and judged.verdict == "cannot tell"
    nothing = shuffle_loss(probe(run("none", 0, ()), run("pixels", 0, ())), CONV, "pixels")
    assert nothing.points == 0 and nothing.low < 0 < nothing.high  # no difference at all has a width


def test_a_gain_is_called_so():
    plain = [run("none", seed, range(200 + seed)) for seed in range(3)]
    moved = [run("pixels", seed, ()) for seed in range(3)]
    assert shuffle_loss(probe(*plain, *moved), CONV, "pixels").verdict == "gains"


def test_one_seed_gives_no_verdict():
    """Two trainings that differ in nothing but their seed part by more than images alone let expect."""
    judged = shuffle_loss(probe(run("none", 0, range(200)), run("pixels", 0, ())), CONV, "pixels")
    assert judged.high < 0
    assert judged.verdict == "cannot tell"


def test_only_seeds_that_both_finished_are_compared():
    found = probe(
        run("none", 0, range(10)),
        run("pixels", 0, range(20)),
        run("none", 1, range(500)),
        run("pixels", 1, range(900), is_finished=False),
    )
    assert shuffle_loss(found, CONV, "pixels").points == pytest.approx(1.0)
    assert accuracy(found, CONV, "none").seeds == 2
    assert shuffle_losses(probe(run("none", 0, ()))) == ()
    assert accuracy(probe(), CONV, "none") is None


def test_an_accuracy_stays_between_none_and_all():
    best = accuracy(probe(run("none", 0, ())), CONV, "none")
    assert best.value == best.high == 1.0 and 0.99 < best.low < 1.0
    spread = accuracy(probe(*(run("none", seed, range(400 * seed)) for seed in range(2))), CONV, "none")
    assert spread.value == pytest.approx(0.8) and (spread.low, spread.high) == (0.0, 1.0)
