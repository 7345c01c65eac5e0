"""Tiny networks really learn the digits, the same way each time, with every arm on the same ground."""

from __future__ import annotations

import sys

import pytest
import torch

from mixbench.catalog.tiny import SIDE_PX
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.learning import CLASSES, HELD_OUT, IMAGES, LearningPlan
from mixbench.core.measurement import Device, Environment
from mixbench.core.model import Model
from mixbench.engine import learning
from mixbench.engine.digits import SIDE, enlarged, load_digits, permutation, shuffled
from mixbench.engine.questions import answer
from mixbench.engine.timing import Interrupted
from mixbench.protocol import Failed, Learned, LearningMoved, LearnTask

#: Quicker to train than any tiny version, and it learns within some steps.
NETWORK = Model(
    "convmixer_512_16", {"patch_size": 8, "depth": 1, "width": 48, "kernel_size": 3, "num_classes": CLASSES}
)
STEPS = 60

HERE = Environment("0.1.0", "3.11", "2.13.0", "Test", "Imaginary CPU", 2, 4, 8, (Device("cpu", "CPU"),))


@pytest.fixture(scope="module")
def runs():
    """Every word of a small probe, and its end."""
    heard = []
    plan = LearningPlan((NETWORK,), ("none", "pixels"), STEPS, 1)
    return heard, learning.probe(plan, heard.append, lambda: False, HERE)


def never():
    return False


# the images


def test_the_digits_are_split_once_and_all_are_used():
    split = load_digits()
    assert (len(split.train), len(split.held_out)) == (IMAGES - HELD_OUT, HELD_OUT)
    assert set(split.held_out_labels.tolist()) == set(split.train_labels.tolist()) == set(range(CLASSES))
    everything = torch.cat([split.train, split.held_out])
    assert len(torch.unique(everything.flatten(1), dim=0)) == IMAGES  # none is on both sides
    assert split.train.mean().abs() < 1e-4 and (split.train.std() - 1).abs() < 1e-4


@pytest.mark.parametrize("shuffle", ["none", "pixels", "patches"])
def test_a_shuffle_is_one_bijection_for_every_image(shuffle):
    places = permutation(shuffle, seed=3)
    assert sorted(places.tolist()) == list(range(SIDE * SIDE))
    assert torch.equal(places, permutation(shuffle, seed=3))
    images = load_digits().train[:5]
    moved = shuffled(images, places)
    assert torch.equal(moved.flatten(1)[:, places.argsort()].view_as(images), images)  # undone
    assert torch.equal(moved[2:3], shuffled(images[2:3], places))
    assert (shuffle == "none") == torch.equal(moved, images)


def test_another_seed_shuffles_otherwise():
    assert not torch.equal(permutation("pixels", 0), permutation("pixels", 1))


def test_patches_move_whole():
    numbered = torch.arange(SIDE * SIDE, dtype=torch.float32).view(1, SIDE, SIDE)
    moved = shuffled(numbered, permutation("patches", 0))[0]
    tiles = moved.unfold(0, 2, 2).unfold(1, 2, 2).reshape(-1, 2, 2)
    assert torch.equal(tiles - tiles[:, :1, :1], torch.tensor([[0.0, 1.0], [8.0, 9.0]]).expand(16, 2, 2))
    assert not torch.equal(moved, numbered[0])


def test_an_image_is_enlarged_by_repeating_its_pixels():
    image = load_digits().train[:1]
    large = enlarged(image)
    assert large.shape == (1, 3, SIDE_PX, SIDE_PX)
    for channel in large[0]:
        assert torch.equal(channel[::4, ::4], image[0])
        assert torch.equal(channel[3::4, 3::4], image[0])


def test_without_scikit_learn_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    with pytest.raises(MixBenchError, match=r"pip install 'mixbench\[probe\]'"):
        load_digits.__wrapped__()


# the training


def test_it_learns_far_above_chance_and_tells_each_point(runs):
    heard, probe = runs
    assert [run.shuffle for run in probe.runs] == ["none", "pixels"]
    for run in probe.runs:
        assert run.points[0].step == 0 and run.points[-1].step == STEPS
        assert run.points[0].loss is None and run.points[-1].loss < run.points[1].loss
        assert run.points[-1].accuracy > 0.5 > 5 / CLASSES - 0.01 > run.points[0].accuracy
        assert len(run.wrong) == round((1 - run.points[-1].accuracy) * HELD_OUT)
    told = [run for run in heard if run.shuffle == "none"]
    assert [len(run.points) for run in told] == list(range(1, learning.POINTS + 2))
    assert [run.wrong is not None for run in told] == [False] * learning.POINTS + [True]


def test_the_same_seed_gives_the_same_numbers():
    again = learning.train(NETWORK, "pixels", 0, 6, load_digits(), lambda _: None, never)
    once = learning.train(NETWORK, "pixels", 0, 6, load_digits(), lambda _: None, never)
    assert [(point.step, point.loss, point.accuracy) for point in once.points] == [
        (point.step, point.loss, point.accuracy) for point in again.points
    ]
    assert once.wrong == again.wrong
    other = learning.train(NETWORK, "pixels", 1, 6, load_digits(), lambda _: None, never)
    assert other.points[1].loss != once.points[1].loss


def test_the_arms_begin_with_the_same_weights_and_see_the_same_images_in_the_same_order(monkeypatch):
    seen = {}

    def note(network, image):
        seen.setdefault("weights", []).append([part.clone() for part in network.parameters()])
        return step(network, image)

    def remember(images):
        seen.setdefault("images", []).append(images)
        return enlarged(images)

    step = learning.TrainingStep
    monkeypatch.setattr(learning, "TrainingStep", note)
    monkeypatch.setattr(learning, "enlarged", remember)
    for shuffle in ("none", "pixels"):
        learning.train(NETWORK, shuffle, 5, 2, load_digits(), lambda _: None, never)
    plain, moved = seen["weights"]
    assert all(torch.equal(one, other) for one, other in zip(plain, moved, strict=True))
    half = len(seen["images"]) // 2
    places = permutation("pixels", 5)
    for before, after in zip(seen["images"][:half], seen["images"][half:], strict=True):
        assert torch.equal(shuffled(before, places), after)


def test_every_image_is_learned_once_an_epoch():
    order = learning.batches(100, seed=0)
    epoch = [next(order) for _ in range(100 // learning.BATCH)]
    assert len(torch.cat(epoch).unique()) == len(epoch) * learning.BATCH
    assert torch.equal(next(learning.batches(100, seed=0)), epoch[0])


def test_it_leaves_the_threads_as_they_were():
    before = torch.get_num_threads()
    learning.probe(LearningPlan((NETWORK,), ("none",), 1, 1), lambda _: None, never, HERE)
    assert torch.get_num_threads() == before


# stopping and refusing


def test_a_cancel_ends_it_at_the_next_step():
    looks = iter([False] * 9 + [True] * 9)
    heard = []
    with pytest.raises(Interrupted):
        learning.train(NETWORK, "none", 0, 1000, load_digits(), heard.append, lambda: next(looks))
    assert len(heard) == 1 and next(looks) is True  # before the first step alone; it did not look on


@pytest.mark.parametrize(
    ("plan", "sentence"),
    [
        (LearningPlan(()), "name a model"),
        (LearningPlan((NETWORK,), steps=0), "take 1 to"),
        (LearningPlan((NETWORK,), seeds=99), "take 1 to"),
        (LearningPlan((Model("mixer_s16"),)), "take its tiny version"),
    ],
)
def test_what_cannot_be_learned_is_refused(plan, sentence):
    with pytest.raises(RequestError, match=sentence):
        learning.probe(plan, lambda _: None, never, HERE)


def test_the_question_is_answered_step_by_step():
    heard = []
    plan = LearningPlan((NETWORK,), ("none",), 2, 1)
    answer(LearnTask(7, plan), heard.append, never, HERE)
    assert [type(event) for event in heard] == [LearningMoved] * 3 + [Learned]
    assert heard[-1].probe.runs == (heard[-2].run,) and {event.id for event in heard} == {7}
    heard.clear()
    answer(LearnTask(8, plan), heard.append, lambda: True, HERE)
    assert [type(event) for event in heard] == [Failed]
