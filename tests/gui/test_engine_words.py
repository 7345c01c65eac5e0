"""The engine speaks English; the window knows every sentence that it says of a timing."""

from __future__ import annotations

import random

import pytest

from mixbench.core import statistics
from mixbench.core.measurement import DeviceState, Estimate, PrecisionTarget, Round
from mixbench.core.model import Case, Model
from mixbench.core.steadiness import correlated, disturbed, drifting, reasons
from mixbench.engine.weight_maps import weight_maps
from mixbench.gui.engine_words import _PATTERNS, pattern_of, said


def rounds_of(medians, *, marked=0, load=None, device=None):
    marks = tuple(place < marked for place in range(20))
    return [
        Round(number, (value,) * 20, marks, load, device=device)
        for number, value in enumerate(medians, start=1)
    ]


def two_modes():
    """Every round has calls of 1 ms and of 2 ms."""
    noise = random.Random(1)
    samples = [
        tuple(base * noise.uniform(0.999, 1.001) for base in (1, 1, 2, 1, 2, 1, 1, 2)) for _ in range(8)
    ]
    return reasons([Round(number, row, (False,) * 8) for number, row in enumerate(samples, start=1)])


def sentences():
    """One of each kind, said by the code that says it in a run."""
    slow = DeviceState(900.0, 1400.0, throttled=("power cap",))
    yield disturbed(rounds_of([1] * 6, marked=6, load=0.5))
    yield disturbed(rounds_of([1] * 6, marked=6, load=0.0))
    yield disturbed(rounds_of([1] * 6, marked=20, device=slow))
    yield disturbed(rounds_of([1] * 6, marked=20, device=DeviceState(900.0, 1400.0)))
    for values in ([1 + 0.05 * n for n in range(12)], [2 - 0.05 * n for n in range(12)]):
        yield drifting(values, "the last third of the rounds was {} than the first")
        yield drifting(values, "over the last third of the rounds the first case was {} against the second")
    yield from two_modes()
    yield correlated([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1])
    yield from reasons(rounds_of([1] * 6), settled=False)
    for target, estimate in (
        (PrecisionTarget(0.01, 30, 3), Estimate(1, 0.99, 1.01, 9, 90, 0.0)),
        (PrecisionTarget(0.01, 30), Estimate(1, None, None, 2, 9, 0.0)),
        (PrecisionTarget(0.01, 30), Estimate(1, 0.9, 1.1, 9, 90, 0.0)),
    ):
        yield statistics.missed_target(estimate, target)


def test_every_sentence_of_a_timing_is_known():
    found = list(sentences())
    assert all(found), "each of these is said"
    assert [sentence for sentence in found if not pattern_of(sentence)] == []
    assert len({pattern_of(sentence) for sentence in found}) == 14


@pytest.mark.parametrize(
    "text",
    [
        "s2mlp_deep:width=16,depth=1,patch_size=8",
        "resnet18:depths=1x1x1x1,widths=8x8x8x8",
        "poolformer_s12:widths=8x8x8x8,depths=1x1x1x1",
        "repmlp_res50_bottleneck_224:form=train",
    ],
)
def test_every_reason_why_there_are_no_weights_to_show_is_known(text):
    model = Model.parse(text)
    side = 224 if model.variant.endswith("224") else 64
    found = weight_maps(Case(model, side, side), "", 0, 1, None)
    unknown = {block.reason for block in found.blocks if block.reason and not pattern_of(block.reason)}
    assert not unknown and any(block.reason for block in found.blocks)


def test_what_is_not_known_stays_as_it_is():
    assert said("something new that went wrong") == "something new that went wrong"


def test_a_sentence_keeps_its_numbers_in_another_order(monkeypatch):
    """As a translation has it: what was filled in is filled in again."""
    translations = {_PATTERNS[0]: "其他进程干扰了 {share} 的样本"}
    monkeypatch.setattr(
        "mixbench.gui.engine_words.QCoreApplication",
        type("Qt", (), {"translate": staticmethod(lambda _, text: translations.get(text, text))}),
    )
    monkeypatch.setattr("mixbench.gui.engine_words.shown_language", lambda: "xx")
    assert said(disturbed(rounds_of([1] * 6, marked=6, load=0.5))) == "其他进程干扰了 30 % 的样本"
