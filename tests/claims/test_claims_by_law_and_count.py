"""Claims on growth, shape, split, printed counts and throughput: against hand counts, and broken."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from math import exp, sqrt

import pytest

from mixbench.catalog.registry import resolve
from mixbench.claims import convmixer_has_fewer_parameters_than_mixer as convmixer
from mixbench.claims import isotropic_against_pyramid as shapes
from mixbench.claims import mixer_is_linear_in_patches as linear
from mixbench.claims import mixer_throughput_at_like_accuracy as throughput
from mixbench.claims import published_counts_differ_in_what_they_count as printed
from mixbench.claims import separable_convolutions_share_mixers_split as split
from mixbench.claims import spatial_fc_is_quadratic_and_cycle_fc_linear as crossing
from mixbench.claims.context import NotMeasuredError
from mixbench.claims.measured import alike, most_alike
from mixbench.core.claims import Verdict
from mixbench.core.cost import CostReport, Count, LayerCost, MemoryForecast
from mixbench.core.measurement import Estimate, Measurement, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.engine.appraisal import count_on_meta
from mixbench.engine.experiments import carry_out
from mixbench.store.rows import row_of


class Worker:
    """Counts by law, carries experiments out in this process, and holds what a test measured."""

    def __init__(self, rows=()):
        self.rows = tuple(rows)

    def law(self, model, px):
        return resolve(Model.parse(model)).law(px, px)

    def each(self, items):
        return iter(items)

    def experiment(self, name, **arguments):
        return json.loads(json.dumps(carry_out(name, tuple(arguments.items())).facts, allow_nan=False))

    def count(self, case):
        law = self.law(case.model.key, case.height)
        memory = MemoryForecast(1, 1, "", "")
        return CostReport(Count(law.params, law.params, law.macs, 0, 0, 0, law.by_role, memory))

    def stored(self):
        return self.rows

    def measure(self, cases):
        found = alike(self.rows, cases)
        if found is None:
            raise NotMeasuredError("measure them first")
        return found


def timed(model, px, latency_ms, *, width=0.01, session="s", status=Status.OK, **conditions):
    """A row of a case that was timed so."""
    estimate = Estimate(latency_ms, latency_ms * (1 - width), latency_ms * (1 + width), 5, 30, 0.0)
    timing = Timing(estimate, 1, 1, 1, 1, 1000 / latency_ms, 1, "target", 0.01, True, 1, 2.0)
    case = Case(Model.parse(model), px, px, 1, Conditions(**conditions))
    return row_of(session, Measurement(case, status, timing=timing), None)


def quantity(finding, beginning):
    (found,) = [each for each in finding.evidence.quantities if str(each.name).startswith(beginning)]
    return found


# 4


def test_mixer_is_linear_with_a_fixed_token_width_alone():
    found = linear.check(Worker())
    assert found.verdict is Verdict.HOLDS_WITH_CONDITION
    # Each patch: 2 D_S C in each of 8 layers, with D_S 256 and C 512.
    assert found.sentence.values["each"] == pytest.approx(8 * 2 * 256 * 512 / 1e6)
    assert quantity(found, "Exponent of token mixing, token width fixed").value == pytest.approx(1)
    assert quantity(found, "Exponent of token mixing, token width growing").value == pytest.approx(2)
    whole = quantity(found, "Exponent of the whole network, token width growing")
    assert 1 < whole.low < whole.value < whole.high < 2


def test_mixer_is_not_linear_where_its_token_width_grows():
    class Growing(Worker):
        def law(self, model, px):
            return super().law(linear.GROWING, px)

    assert linear.check(Growing()).verdict is Verdict.DOES_NOT_HOLD


def test_a_law_that_the_count_contradicts_decides_nothing():
    class Miscounting(Worker):
        def count(self, case):
            report = super().count(case)
            return replace(report, count=replace(report.count, macs=report.count.macs + 1))

    found = linear.check(Miscounting())
    assert found.verdict is Verdict.CANNOT_TELL and "224 px" in str(found.sentence)


# 5


def test_networks_cross_where_their_macs_are_equal():
    found = crossing.check(Worker())
    assert found.verdict is Verdict.HOLDS and "not all was timed" in str(found.conditions[-1])
    (table, _) = found.evidence.tables
    first = next(row for row in table.rows if row[:2] == ("gmlp_ti", "cyclemlp_b1"))
    # gMLP-Ti: 30 layers of 384 gated channels, a S² + b S and the classifier; CycleMLP-B1 is linear.
    here = resolve(Model("gmlp_ti")).law(224, 224)
    a = 30 * 384
    b = (here.macs - a * 196**2) / 196
    cycle = resolve(Model("cyclemlp_b1")).law(224, 224).macs / 196
    assert first[3] == pytest.approx(16 * sqrt((cycle - b) / a), rel=0.01)
    assert quantity(found, "Tokens at which").value == pytest.approx(384)


def test_a_quadratic_cycle_fc_would_not_hold():
    class Wrong(Worker):
        def law(self, model, px):
            return super().law("resmlp_s12" if model == crossing.CYCLE_FC else model, px)

    assert crossing.check(Wrong()).verdict is Verdict.DOES_NOT_HOLD


def test_crossings_in_time_come_with_where_the_intervals_cross():
    sides = crossing.TIMED_PX
    slow = {px: (px / 256) ** 3 * 10 for px in sides}
    even = {px: (px / 256) ** 2 * 10 for px in sides}
    rows = [timed("gmlp_ti", px, slow[px], width=0.05) for px in sides]
    rows += [timed("cyclemlp_b1", px, even[px], width=0.05) for px in sides]
    found = crossing.check(Worker(rows))
    row = next(row for row in found.evidence.tables[0].rows if row[2] == "latency, measured")
    # Slower by px / 256, so that they cross at 256 px. Each logarithm has a standard error of 0.05 / 3.00
    # (Student's t of 4 degrees of freedom, 96 %), both together 1.008 of that between 192 and 320 px, and
    # the interval reaches 2.31 of these to either side (8 degrees of freedom, 95 %).
    reach = 0.05 / 3.00 * 1.008 * 2.31
    assert row[3:] == (256, round(256 * exp(-reach)), round(256 * exp(reach)), True)
    assert found.session == "s" and len(found.evidence.figures) == 2
    assert quantity(found, "Side from which gmlp_ti").text.startswith("256 px (246.")


@pytest.mark.parametrize(
    ("ratio", "width", "status", "cells", "word"),
    [
        (0.5, 0.01, Status.OK, (*["> 512"] * 3, True), "surely not between"),
        (2.0, 0.01, Status.OK, (*["< 192"] * 3, True), "surely not between"),
        (1.0, 0.9, Status.OK, (314, "< 192", "> 512", False), "not sure"),
        (1.0, 0.001, Status.UNSTABLE, (314, "< 192", "> 512", False), "not sure"),
    ],
)
def test_a_crossing_that_was_not_met_is_not_told_as_one(ratio, width, status, cells, word):
    rows = [timed("cyclemlp_b1", px, 10, width=width) for px in crossing.TIMED_PX]
    rows += [
        timed("gmlp_ti", px, 10 * ratio * (px / 313.5) ** 0.1, width=width, status=status)
        for px in crossing.TIMED_PX
    ]
    found = crossing.check(Worker(rows))
    row = next(row for row in found.evidence.tables[0].rows if row[2] == "latency, measured")
    assert row[3:] == cells
    told = quantity(found, "Side from which gmlp_ti")
    assert word in str(told.meaning) and (told.low, told.high) == (None, None)
    is_told = any("4 of 8 timings are unstable" in str(condition) for condition in found.conditions)
    assert is_told == (status is Status.UNSTABLE)


# 7


@pytest.fixture
def few_shapes(monkeypatch):
    models = ("mixer_s16", "convmixer_768_32", "cyclemlp_b1", "resnet50")
    monkeypatch.setattr(shapes, "MODELS", models)


def test_maps_are_those_of_the_papers(few_shapes):
    found = shapes.check(Worker())
    assert found.verdict is Verdict.HOLDS
    rows = {row[0]: row for row in found.evidence.tables[0].rows}
    assert rows["mixer_s16"][2] == "14²" and rows["convmixer_768_32"][2] == "32²"
    assert rows["cyclemlp_b1"][2] == "56² → 28² → 14² → 7²"  # Table 1: H/4, H/8, H/16, H/32
    assert rows["resnet50"][2] == "112² → 56² → 28² → 14² → 7²"
    assert sum(int(part.strip(" %")) for part in rows["resnet50"][4].split("·")) == pytest.approx(100, abs=2)


def test_the_macs_of_all_maps_are_those_of_the_network():
    facts = Worker().experiment("feature_maps", model="cyclemlp_b1", resolution_px=224)
    total = sum(each["macs"] for each in facts["maps"]) + facts["head_macs"]
    assert total == resolve(Model("cyclemlp_b1")).law(224, 224).macs


def test_a_pyramid_of_one_map_does_not_hold(few_shapes):
    class Flat(Worker):
        def experiment(self, name, **arguments):
            return {"maps": [{"places": 196, "channels": 8, "macs": 1}]}

    found = shapes.check(Flat())
    assert found.verdict is Verdict.DOES_NOT_HOLD and "cyclemlp_b1, resnet50" in str(found.sentence)


# 8


class TwoCounted(Worker):
    """ConvMixer as its formula says, and its layers."""

    depthwise = 1536 * 81 + 1536

    def count(self, case):
        report = super().count(case)
        if case.model.variant != convmixer.CONVMIXER:
            return report
        spatial = [LayerCost(f"{n}.d", "Conv2d", Role.SPATIAL_MIXING, self.depthwise, 1) for n in range(20)]
        channel = [LayerCost(f"{n}.p", "Conv2d", Role.CHANNEL_MIXING, 1536**2 + 1536, 1) for n in range(20)]
        return replace(report, count=replace(report.count, layers=(*spatial, *channel)))

    def experiment(self, name, **arguments):
        return {"maps": [{"places": 1024, "channels": 1536, "macs": 1, "layers": 1}]}


def test_convmixer_has_fewer_parameters_and_costs_more_macs():
    found = convmixer.check(TwoCounted())
    assert found.verdict is Verdict.HOLDS
    # The paper's formula: h [d (k² + h + 6) + c_in p² + n + 3] + n.
    params = 1536 * (20 * (81 + 1536 + 6) + 3 * 49 + 1000 + 3) + 1000
    assert quantity(found, "Parameters").value == pytest.approx(params / 59_880_472)
    assert found.sentence.values["macs"] == pytest.approx(51.099 / 12.602, rel=1e-3)


def test_a_dense_convolution_in_its_layers_does_not_hold():
    dense = TwoCounted()
    dense.depthwise = 1536 * 1536 * 81 + 1536
    found = convmixer.check(dense)
    assert found.verdict is Verdict.DOES_NOT_HOLD and "depthwise" in str(found.sentence)


# 14


@pytest.fixture
def few_splits(monkeypatch):
    chosen = {model: split.SPLIT[model] for model in ("mixer_s16", "mobilenetv1_100")}
    monkeypatch.setattr(split, "SPLIT", chosen)
    monkeypatch.setattr(split, "UNSPLIT_PROBED", "resnet50:widths=16x16x16x16,depths=1x1x1x1")


def test_no_layer_mixes_both_but_those_of_resnet(few_splits):
    found = split.check(Worker())
    assert found.verdict is Verdict.HOLDS_WITH_CONDITION and "stem" in str(found.condition)
    rows = {row[0]: row for row in found.evidence.tables[0].rows}
    assert rows["mobilenetv1_100"][1:5] == (26, 13, 13, 0)  # 13 blocks of Table 1
    assert rows["resnet50"][4] == 4  # the 3 x 3 convolution of each of four blocks
    # MobileNet's Table 2: 3.06 % of all mult-adds are depthwise, 94.86 % pointwise.
    assert rows["mobilenetv1_100"][8] == pytest.approx(100 * 3.06 / (3.06 + 94.86), abs=0.05)
    assert rows["mixer_s16"][8] == pytest.approx(100 * 256 / (256 + 2048))


def test_one_layer_that_mixes_both_does_not_hold_and_a_blind_probe_tells_nothing(few_splits):
    facts = {
        "modules": 2, "places_only": 1, "channels_only": 1, "both": 0, "neither": 0,
        "spatial_that_mix_channels": 0, "channel_that_mix_places": 0, "seed": 0,
    }  # fmt: skip

    class Told(Worker):
        def __init__(self, mixer, resnet):
            super().__init__()
            self.told = {"mixer": mixer, "resnet": resnet}

        def experiment(self, name, **arguments):
            return facts | self.told.get(arguments["model"][:6].rstrip("_:"), {})

    both = {"both": 1, "spatial_that_mix_channels": 1}
    assert split.check(Told({}, both)).verdict is Verdict.HOLDS_WITH_CONDITION
    assert split.check(Told(both, both)).verdict is Verdict.DOES_NOT_HOLD
    assert split.check(Told({}, {})).verdict is Verdict.CANNOT_TELL


# 16


@pytest.fixture
def one_cycle(monkeypatch):
    monkeypatch.setattr(printed, "CYCLEMLP", ("cyclemlp_b1",))


class Counting(Worker):
    def count(self, case):
        return counted(case)


@cache
def counted(case):
    return count_on_meta(case)


def test_printed_counts_are_met_only_as_it_is_said(one_cycle):
    found = printed.check(Counting())
    assert found.verdict is Verdict.HOLDS_WITH_CONDITION and "prints no counts" in str(found.condition)
    rows = {row[0]: row for table in found.evidence.tables for row in table.rows}
    # 20 layers, 9 x 9 kernels, 1536 channels on 32 x 32 places.
    depthwise_g = 20 * 81 * 1536 * 1024 / 1e9
    assert rows["convmixer_1536_20"][3] - rows["convmixer_1536_20"][2] == pytest.approx(depthwise_g)
    # Two CycleFC of C² at n places in each block of B1.
    places = (3136, 784, 196, 49)
    cycle = sum(2 * d * n * c**2 for d, n, c in zip((2, 2, 4, 2), places, (64, 128, 320, 512), strict=True))
    assert rows["cyclemlp_b1"][2] - rows["cyclemlp_b1"][3] == pytest.approx(cycle / 1e9)
    assert 2 < rows["maxim_s2"][5] < 2.5


def test_a_count_with_depthwise_convolutions_does_not_hold(one_cycle, monkeypatch):
    monkeypatch.setattr(printed, "QUOTED_CONVMIXER_G", {"convmixer_1536_20": 51.10})
    found = printed.check(Counting())
    assert found.verdict is Verdict.DOES_NOT_HOLD and "ConvMixer" in str(found.sentence)


def test_a_counter_that_sees_the_word_same_does_not_hold(one_cycle):
    class Seeing(Counting):
        def experiment(self, name, **arguments):
            facts = super().experiment(name, **arguments)
            return facts | {"fvcore_by_word": facts["fvcore_by_number"]}

    assert 'padding="same"' in str(printed.check(Seeing()).sentence)


# 17


def session(mixer, resnet, vit, width=0.01):
    latencies = {"mixer_b16": mixer, "resnet50": resnet, "vit_l16": vit}
    return Worker([timed(model, 224, latency, width=width) for model, latency in latencies.items()])


@pytest.mark.parametrize(
    ("latencies", "verdict"),
    [
        ((100, 300, 500), Verdict.HOLDS),
        ((100, 40, 500), Verdict.HOLDS_WITH_CONDITION),
        ((100, 40, 50), Verdict.DOES_NOT_HOLD),
        ((100, 101, 100), Verdict.CANNOT_TELL),
    ],
)
def test_the_intervals_decide_who_is_faster(latencies, verdict):
    found = throughput.check(session(*latencies))
    assert found.verdict is verdict
    ratio = quantity(found, "Mixer-B/16 over ResNet-50")
    assert ratio.value == pytest.approx(latencies[1] / latencies[0])
    assert ratio.low == pytest.approx(ratio.value * 0.99 / 1.01)


def test_a_bout_that_is_not_decided_is_not_told_as_one():
    slow = timed("vit_l16", 224, 40, width=0.9)
    found = throughput.check(Worker([timed("mixer_b16", 224, 20), timed("resnet50", 224, 10), slow]))
    assert found.verdict is Verdict.DOES_NOT_HOLD
    assert "ResNet-50" in str(found.sentence) and "ViT-L/16" not in str(found.sentence)
    assert "overlap against ViT-L/16" in str(found.condition)


def test_only_accuracies_that_are_alike_make_a_pair():
    pairs = {(pair.mixer.name, pair.rival.name, pair.rival.resolution_px) for pair in throughput.like_pairs()}
    assert ("Mixer-B/16", "ResNet-50", 224) in pairs  # 76.44 and 76.31
    assert all(pair.rival.training == "imagenet-1k" for pair in throughput.like_pairs())
    assert not any(rival in ("DeiT-B", "ResNet-152") for _, rival, _ in pairs)  # 81.8, 77.78


def test_without_measurements_it_says_what_to_measure():
    with pytest.raises(NotMeasuredError, match="measure them first"):
        throughput.check(Worker())


# measured rows


def test_rows_under_different_settings_are_never_held_together():
    cases = [Case(Model("mixer_b16"), 224, 224), Case(Model("resnet50"), 224, 224)]
    mixer, resnet = timed("mixer_b16", 224, 10, threads=1), timed("resnet50", 224, 10, threads=2)
    assert alike([mixer, resnet], cases) is None
    assert len(most_alike([mixer, resnet], cases, [cases])) == 1
    again = timed("resnet50", 224, 12, threads=1)
    assert [row.latency_ms_median for row in alike([mixer, resnet, again], cases)] == [10, 12]
    assert alike([timed("mixer_b16:depth=1", 224, 10, threads=1), again], cases) is None
