"""Fewer MACs yet slower: against every pair tried one by one, and the facts that explain it."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from mixbench.core.cost import Count, LayerCost, MemoryForecast, OperatorCount, PhaseCount
from mixbench.core.measurement import Environment, Estimate
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.core.roofline_words import pair_sentence
from mixbench.core.slower_pairs import Reason, ReasonKind, by_models, contender, slower_pairs

HERE = Environment("0.1.0", "3.11", "2.13.0", "Test", "CPU", 2, 2, 8, ())


def one(name="a", macs=100, ms=10.0, half=0.1, *, side=224, layers=(), calls=10, conditions=None, **kept):
    layers = layers or (LayerCost("mix", "Linear", Role.OTHER, 0, macs, 0, 60, 40, grouped_macs=0),)
    moved = sum(layer.bytes_read + layer.bytes_written for layer in layers)
    operators = (OperatorCount("mm", calls, macs),)
    memory = MemoryForecast(0, 0, "", "")
    phases = (PhaseCount("forward", macs, bytes_read=moved),)
    count = Count(0, 0, macs, 0, moved, 0, {}, memory, tuple(layers), operators, phases=phases)
    estimate = Estimate(ms, ms - half, ms + half, 5, 30, 0.0)
    case = Case(Model(name), side, side, 1, conditions or Conditions())
    return contender(case, count, estimate, None, environment=HERE, **kept)


def keys(pair):
    return pair.slower.case, pair.faster.case


def test_all_pairs_are_found_and_no_other():
    dice = random.Random(6)
    cases = [
        one(
            f"model{number}",
            dice.randint(50, 200),
            dice.uniform(5, 15),
            dice.uniform(0.1, 2),
            side=dice.choice((64, 128)),
            conditions=Conditions(dtype=dice.choice(("float32", "bfloat16"))),
        )
        for number in range(40)
    ]
    wanted = {}
    for slow in cases:
        for fast in cases:
            if (slow.case.height, slow.case.conditions) != (fast.case.height, fast.case.conditions):
                continue
            if slow.count.macs < fast.count.macs and slow.estimate.ci_low_ms > fast.estimate.ci_high_ms:
                wanted[slow.case, fast.case] = slow, fast
    found = slower_pairs(cases)
    assert len(wanted) > 20
    assert {keys(pair) for pair in found} == set(wanted)
    assert len(found) == len(wanted)
    striking = [pair.strikingness for pair in found]
    assert striking == sorted(striking, reverse=True)
    assert all(value > 0 for value in striking)


def test_far_fewer_and_far_slower_is_more_striking_than_either():
    both, fewer, slower = one("both", 50, 20), one("fewer", 10, 11), one("slower", 95, 40)
    found = slower_pairs([both, fewer, slower, one("large", 100, 10)])
    against_large = [pair.slower.case.model.key for pair in found if pair.faster.case.model.key == "large"]
    assert against_large == ["both", "fewer", "slower"]


@pytest.mark.parametrize(
    "other",
    [
        one("b", 200, 9.9),  # the intervals overlap
        one("b", 100, 5),  # as many MACs
        one("b", 90, 5),  # fewer MACs, and faster
        one("b", 200, 5, side=128),
        one("b", 200, 5, conditions=Conditions(threads=1)),
        replace(one("b", 200, 5), environment=replace(HERE, torch="2.9")),
        replace(one("b", 200, 5), estimate=Estimate(5, None, None, 1, 6, 0.0)),
    ],
)
def test_what_is_not_alike_or_not_sure_makes_no_pair(other):
    assert slower_pairs([one(), other]) == ()


def test_an_unstable_timing_is_marked_and_stands_last():
    found = slower_pairs([one("a", 10, 30, is_unstable=True), one("c", 90, 11), one("b", 100, 5)])
    assert (found[0].slower.case.model.key, found[0].is_unstable) == ("c", False)
    assert all(pair.is_unstable for pair in found[1:])


@pytest.mark.parametrize(
    ("unstable", "words"), [(1, "One of the timings is"), (2, "Both timings are"), (0, "")]
)
def test_the_sentence_says_how_many_of_the_timings_are_unstable(unstable, words):
    pair = slower_pairs(
        [one("a", 10, 30, is_unstable=unstable > 0), one("b", 90, 11, is_unstable=unstable > 1)]
    )[0]
    sentence = pair_sentence(pair, "a", "b")
    assert words in sentence
    assert ("unstable" in sentence) == (unstable > 0)
    assert sentence.count("±") == 2 - unstable  # nobody relies on the interval of an unstable timing


def test_two_models_are_one_entry_over_all_sizes():
    cases = [one("a", 50, 20, side=side) for side in (224, 64)]
    cases += [one("b", 100, 10 - side / 100, side=side) for side in (224, 64)]
    (entry,) = by_models(slower_pairs(cases))
    assert entry.resolutions == ("64", "224")
    assert entry.pair.slower.case.height == 224, "the more striking one"
    assert entry.pair.macs_ratio == 0.5
    assert entry.pair.time_ratio == pytest.approx(20 / 7.76)


def test_the_reasons_are_the_facts_that_differ():
    layers = (
        LayerCost("dw", "Conv2d", Role.SPATIAL_MIXING, 0, 25, 0, 50, 50, grouped_macs=25),
        LayerCost("norm", "LayerNorm", Role.NORM, 0, 0, 0, 200, 100, grouped_macs=0),
        LayerCost("pw", "Conv2d", Role.CHANNEL_MIXING, 0, 25, 0, 50, 50, grouped_macs=0),
    )
    slow = one("a", 50, 20, layers=layers, calls=30, end_to_end_ms=30.0)
    (pair,) = slower_pairs([slow, one("b", 100, 10)])
    assert pair.reasons() == (
        Reason(ReasonKind.BYTES, 500, 100),
        Reason(ReasonKind.MACLESS_BYTES, 0.6, 0.0),
        Reason(ReasonKind.GROUPED_MACS, 0.5, 0.0),
        Reason(ReasonKind.CALLS, 30, 10),
        Reason(ReasonKind.LAUNCH, 30.0, 20.0),
    )


@pytest.mark.parametrize(
    ("mode", "words"),
    [("inference", "3 times the operator calls (30 against 10), 0.6667 ms each"),
     ("training_step", "3 times the operator calls in the forward pass (30 against 10)")],
)  # fmt: skip
def test_a_training_step_is_not_divided_by_the_calls_of_its_forward_pass(mode, words):
    at = {"conditions": Conditions(mode=mode)}
    (pair,) = slower_pairs([one("a", 50, 20, calls=30, **at), one("b", 100, 10, **at)])
    assert pair_sentence(pair, "A", "B").endswith(f"Why: it makes {words}.")


def test_nothing_is_explained_by_facts_that_do_not_differ():
    (pair,) = slower_pairs([one("a", 50, 20), one("b", 100, 10)])
    assert pair.reasons() == ()


def test_an_old_count_says_nothing_of_groups():
    old = (LayerCost("mix", "Linear", Role.OTHER, 0, 50, 0, 60, 40),)
    assert one("a", 50, layers=old).grouped_share is None
    (pair,) = slower_pairs([one("a", 50, 20, layers=old), one("b", 100, 10)])
    assert pair.reasons() == ()
