"""Claims on evidence that does not show them: half of it, disturbed, missing, or of a broken network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.catalog.registry import find_family, resolve
from mixbench.claims import (
    any_resolution,
    channel_mixing_is_pointwise,
    forms_answer_alike,
    order_of_patches,
    patch_embedding_is_convolution,
    shifts_cost_no_macs,
    token_mixing_is_depthwise,
)
from mixbench.claims import convmixer_has_fewer_parameters_than_mixer as convmixer
from mixbench.claims import gmlp_gate_is_identity as gate
from mixbench.claims import isotropic_against_pyramid as shapes
from mixbench.claims import mixer_throughput_at_like_accuracy as throughput
from mixbench.claims import published_counts_differ_in_what_they_count as printed
from mixbench.claims import separable_convolutions_share_mixers_split as split
from mixbench.claims import spatial_fc_is_quadratic_and_cycle_fc_linear as crossing
from mixbench.claims.comparing import is_faster
from mixbench.claims.context import NotMeasuredError
from mixbench.claims.measured import alike, most_alike
from mixbench.core.claims import Verdict
from mixbench.core.cost import CostReport, Count, LayerCost, MemoryForecast, Witness
from mixbench.core.laws import Point
from mixbench.core.measurement import Estimate, Measurement, Status, Timing
from mixbench.core.meetings import encounter
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.engine.experiments import carry_out, same_padding
from mixbench.store.rows import row_of
from mixbench.zoo import layers, vit

HOLDS, CONDITION, NOT, UNKNOWN = (
    Verdict.HOLDS,
    Verdict.HOLDS_WITH_CONDITION,
    Verdict.DOES_NOT_HOLD,
    Verdict.CANNOT_TELL,
)
MIXER, RESNET, VIT = "mixer_b16", "resnet50", "vit_l16"


class Told:
    """A context in which every experiment has one answer and the laws are the catalog's."""

    def __init__(self, facts=None, rows=()):
        self.facts, self.rows = facts or {}, tuple(rows)

    def law(self, model, px):
        return resolve(Model.parse(model)).law(px, px)

    def each(self, items):
        return iter(items)

    def experiment(self, name, **arguments):
        return self.facts.get(name, self.facts) | {"model": arguments.get("model", "")}

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


def timed(model, px, latency_ms, *, status=Status.OK, batch=1, reasons=(), width=0.01, session="s"):
    """A row of a case that was timed so."""
    estimate = Estimate(latency_ms, latency_ms * (1 - width), latency_ms * (1 + width), 7, 30, 0.0)
    timing = Timing(estimate, 1, 1, 1, 1, 1000 / latency_ms, 1, "target", 0.01, True, 1, 2.0)
    timing = replace(timing, reasons=tuple(reasons))
    case = Case(Model.parse(model), px, px, batch, Conditions())
    return row_of(session, Measurement(case, status, timing=timing), None)


# 17


@pytest.mark.parametrize(("rival", "missing"), [(VIT, "ResNet"), (RESNET, "ViT")])
def test_half_of_the_rivals_is_not_the_claim(rival, missing):
    found = throughput.check(Told(rows=[timed(MIXER, 224, 10), timed(rival, 224, 50)]))
    assert found.verdict is CONDITION
    assert str(found.condition) == f"No {missing} of like accuracy was measured."


def test_unstable_timings_are_shown_and_decide_nothing():
    drift = "the last third of the rounds was 9 % slower than the first"
    rows = [
        timed(model, 224, latency, status=Status.UNSTABLE, reasons=[drift] if model == MIXER else [])
        for model, latency in ((MIXER, 10), (RESNET, 50), (VIT, 60))
    ]
    found = throughput.check(Told(rows=rows))
    assert found.verdict is UNKNOWN and "unstable" in str(found.condition)
    assert len(found.evidence.tables[0].rows) == 3
    assert all((each.low, each.high) == (None, None) for each in found.evidence.quantities)
    told = " ".join(map(str, found.conditions))
    assert "3 of 3 timings are unstable" in told and f"mixer_b16 224 px ({drift})" in told
    assert "something else took the processor" not in told  # nobody saw that


def test_an_unstable_bout_leaves_the_verdict_to_the_others():
    rows = [timed(MIXER, 224, 10), timed(RESNET, 224, 50), timed(VIT, 224, 2, status=Status.UNSTABLE)]
    found = throughput.check(Told(rows=rows))
    assert found.verdict is CONDITION and "No ViT" in str(found.condition)
    assert "ResNet-50" in str(found.sentence) and "ViT" not in str(found.sentence)


def test_the_batch_with_a_pair_goes_before_the_one_with_more_networks():
    alone = [timed(MIXER, 224, 10), timed("vit_l32", 384, 9)]
    pair = [timed("mixer_l16", 224, 30, batch=8), timed("resnet18", 224, 90, batch=8)]
    found = throughput.check(Told(rows=[*alone, *pair]))
    assert {row[0] for row in found.evidence.tables[0].rows} == {"Mixer-L/16", "ResNet-18"}


def test_what_a_session_lacks_of_the_rivals_is_measured_where_that_is_allowed():
    class Measuring(Told):
        def measure(self, cases):
            wanted = {case.model.key: 20 if case.model.key == MIXER else 40 for case in cases}
            return tuple(timed(model, 224, latency, session="new") for model, latency in wanted.items())

    found = throughput.check(Measuring(rows=[timed(MIXER, 224, 10), timed(VIT, 224, 50)]))
    assert (found.verdict, found.session, found.condition) == (HOLDS, "new", "")


def test_the_setting_with_a_pair_goes_before_the_one_with_more_networks():
    first, second = (Case(Model(name), 224, 224) for name in (MIXER, RESNET))
    third, fourth = (Case(Model(name), 224, 224) for name in (VIT, "vit_b16"))
    lonely = [timed(name, 224, 1, session="many") for name in (MIXER, VIT, "vit_b16")]
    pair = [timed(name, 224, 1, session="pair") for name in (MIXER, RESNET)]
    groups = [(first, second)]
    found = most_alike([*lonely, *pair], [first, second, third, fourth], groups)
    assert {row.session for row in found.values()} == {"pair"}


def test_a_kind_of_rival_that_nobody_measured_is_named_whatever_the_verdict():
    rows = [timed("mixer_l16", 224, 20), timed("resnet18", 224, 10), timed("resnet34", 224, 40)]
    found = throughput.check(Told(rows=rows))
    assert "No ViT of like accuracy was measured." in map(str, (found.condition, *found.conditions))


# 5


def crossing_rows(status=Status.OK, width=0.01, sides=(*crossing.TIMED_PX, 448)):
    """gMLP grows by one power more than CycleMLP; both take as long at 300 px."""
    for px in sides:
        yield timed("gmlp_ti", px, 10 * (px / 300) ** 3, status=status, width=width)
        yield timed("cyclemlp_b1", px, 10 * (px / 300) ** 2, width=width)


def test_a_crossing_in_time_is_the_one_that_the_laws_find_in_the_same_rows():
    rows = list(crossing_rows(width=0.03))
    found = crossing.check(Told(rows=rows))
    told = next(row for row in found.evidence.tables[0].rows if row[2] == crossing.MEASURED)
    points = [
        [
            Point(float(px), row.latency_ms_median, row.latency_ms_ci_low, row.latency_ms_ci_high, row.rounds)
            for row in rows
            if row.variant == model and (px := int(row.resolution_px))
        ]
        for model in ("gmlp_ti", "cyclemlp_b1")
    ]
    (met,) = encounter(*points).sure_meetings
    assert told[3:] == (round(met.x), round(met.low), round(met.high), True) and told[3] == 300


def test_a_crossing_of_unstable_timings_is_not_told_as_sure():
    found = crossing.check(Told(rows=list(crossing_rows(Status.UNSTABLE))))
    (quantity,) = (each for each in found.evidence.quantities if str(each.name).startswith("Side from"))
    assert "not sure" in str(quantity.meaning) and (quantity.low, quantity.high) == (None, None)


def test_medians_that_do_not_cross_say_nothing_where_the_timings_are_unstable():
    rows = [timed("cyclemlp_b1", px, 10) for px in crossing.TIMED_PX]
    rows += [timed("gmlp_ti", px, 5, status=Status.UNSTABLE) for px in crossing.TIMED_PX]
    found = crossing.check(Told(rows=rows))
    told = next(row for row in found.evidence.tables[0].rows if row[2] == crossing.MEASURED)
    assert told[3:] == (None, None, None, False)


# races


@pytest.mark.parametrize(("reasons", "answer"), [([], True), (["busy machine"], None)])
def test_a_disturbed_race_has_no_winner(reasons, answer):
    assert is_faster({"ratio_low": 1.4, "ratio_high": 1.6, "reasons": reasons}) is answer


# 6


def one_family(**facts):
    return {
        "runs_at_first": True, "runs_at_second": True, "difference_to_rebuilt": 0.0,
        "difference_to_other_weights": 1.0, "runs_with_interpolated_positions": None, "refusal": "",
        "bound_share": 0.0, "first_px": 32, "second_px": 64, "dtype": "float32", "weight_seed": 0,
        "input_seed": 0, **facts,
    }  # fmt: skip


def judged(monkeypatch, *families):
    """The claim over families of whose networks these facts are told, in their order."""
    monkeypatch.setattr(any_resolution, "families", lambda: tuple(find_family(name) for name, _ in families))
    answers = iter([facts for _, facts in families])

    class InTurn(Told):
        def experiment(self, name, **arguments):
            return next(answers) | {"model": arguments["model"]}

    return any_resolution.check(InTurn())


BOUND = one_family(runs_at_second=False, difference_to_rebuilt=None, bound_share=0.3)


def test_a_network_that_does_not_run_at_all_is_no_evidence(monkeypatch):
    free, broken = ("s2mlp", one_family()), ("gmlp", BOUND | {"runs_at_first": False})
    found = judged(monkeypatch, free, broken)
    assert found.verdict is UNKNOWN and "gMLP" in str(found.sentence)
    assert judged(monkeypatch, free, ("gmlp", BOUND)).verdict is CONDITION


def test_some_and_others_asks_for_both(monkeypatch):
    assert judged(monkeypatch, ("s2mlp", one_family())).verdict is NOT
    assert judged(monkeypatch, ("gmlp", BOUND)).verdict is NOT


def test_interpolated_positions_must_let_the_network_run(monkeypatch):
    arguments = {
        "model": "vit_ti16:depth=1", "first_px": 32, "second_px": 48, "whole_model": "vit_ti16",
        "native_px": 224,
    }  # fmt: skip
    asked = "one_set_of_weights", tuple(arguments.items())
    assert carry_out(*asked).facts["runs_with_interpolated_positions"] is True
    plain = vit.Vit.forward

    def narrow(self, image):
        assert image.shape[-1] == 32, "no other size"
        return plain(self, image)

    monkeypatch.setattr(vit.Vit, "forward", narrow)
    assert carry_out(*asked).facts["runs_with_interpolated_positions"] is False


# 7


def maps(*places):
    return [{"places": each, "channels": 8 * (n + 1), "macs": 1} for n, each in enumerate(places)]


def test_a_pyramid_that_does_not_halve_its_map_is_none(monkeypatch):
    monkeypatch.setattr(shapes, "MODELS", ("mixer_s16", "cyclemlp_b1"))

    class Shaped(Told):
        def __init__(self, pyramid):
            super().__init__()
            self.pyramid = pyramid

        def experiment(self, name, *, model, **_):
            return {"maps": maps(196) if model == "mixer_s16" else self.pyramid}

    monkeypatch.setattr(shapes, "_figure", lambda _: None)
    assert shapes.check(Shaped(maps(3136, 784, 196, 49))).verdict in (HOLDS, CONDITION)
    wrong = shapes.check(Shaped(maps(3136, 2500, 2000, 1600)))
    assert wrong.verdict is NOT and "cyclemlp_b1" in str(wrong.sentence)


# 8


@pytest.mark.parametrize(
    ("params", "sizes", "part"), [(10**9, 1, "fewer parameters"), (None, 2, "isotropic")]
)
def test_a_heavier_convmixer_or_one_of_two_maps_does_not_hold(params, sizes, part):
    depthwise, pointwise = 1536 * 81 + 1536, 1536**2 + 1536

    class Counted(Told):
        def count(self, case):
            report = super().count(case)
            if case.model.variant != convmixer.CONVMIXER:
                return report
            spatial = [LayerCost(f"{n}", "Conv2d", Role.SPATIAL_MIXING, depthwise, 1) for n in range(20)]
            channel = [LayerCost(f"{n}", "Conv2d", Role.CHANNEL_MIXING, pointwise, 1) for n in range(20)]
            changed = {"layers": (*spatial, *channel), "params": params or report.count.params}
            return replace(report, count=replace(report.count, **changed))

    found = convmixer.check(Counted({"maps": maps(*range(1024, 1024 + sizes))}))
    assert found.verdict is NOT and part in str(found.sentence)


# 1, 10, 11


def test_a_counter_experiment_that_cannot_fail_tells_nothing_of_patches():
    facts = {
        "difference": 0.0, "difference_in_other_order": 1.0, "tokens": 16, "tokens_at_half_stride": 16,
        "convolution": {"params": 1, "macs": 1}, "linear": {"params": 1, "macs": 1}, "dtype": "float64",
        "weight_seed": 0, "input_seed": 0, "resolution_px": 64,
    }  # fmt: skip
    assert patch_embedding_is_convolution.check(Told(facts)).verdict is UNKNOWN
    assert patch_embedding_is_convolution.check(Told(facts | {"tokens_at_half_stride": 49})).verdict is HOLDS
    dearer = facts | {"tokens_at_half_stride": 49, "linear": {"params": 2, "macs": 1}}
    assert patch_embedding_is_convolution.check(Told(dearer)).verdict is NOT


def test_patches_that_overlap_are_no_linear_of_patches(monkeypatch):
    plain = layers.PatchEmbedding.forward

    def overlapping(self, image):
        self.project.stride = tuple(side // 2 for side in self.project.kernel_size)
        return plain(self, image)

    monkeypatch.setattr(layers.PatchEmbedding, "forward", overlapping)
    monkeypatch.setattr(
        patch_embedding_is_convolution, "MODELS", ("mixer_s16:depth=1,width=16,token_width=8",)
    )

    class Working(Told):
        def experiment(self, name, **arguments):
            return carry_out(name, tuple(arguments.items())).facts

    assert patch_embedding_is_convolution.check(Working()).verdict in (UNKNOWN, NOT)


COST = {"params": 8, "macs": 8, "bytes_moved": 8}
EXACT = {"dtype": "float64", "weight_seed": 0, "input_seed": 0, "resolution_px": 64}


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, HOLDS),
        ({"convolution": COST | {"params": 72}}, NOT),
        ({"convolution": COST | {"macs": 72}}, NOT),
        ({"difference_of_3x3": 0.0}, UNKNOWN),
        ({"difference": None}, UNKNOWN),
    ],
)
def test_channel_mixing_that_costs_something_else_is_not_pointwise(changed, verdict):
    facts = {**EXACT, "difference": 0.0, "difference_of_3x3": 1.0, "mlp": COST, "convolution": COST}
    assert channel_mixing_is_pointwise.check(Told(facts | changed)).verdict is verdict


@pytest.mark.parametrize(("untied", "verdict"), [(32, CONDITION), (8, NOT), (31, NOT)])
def test_kernels_that_save_nothing_by_being_tied_do_not_hold(untied, verdict):
    counted = {
        "tied": COST, "untied": COST | {"params": untied}, "channels": 4, "depth": 1, "model": "m",
        "resolution_px": 224,
    }  # fmt: skip
    facts = {
        **EXACT, "difference": 0.0, "difference_of_untied_channel": 1.0, "difference_of_other_channels": 0.0,
        "counted": counted,
    }  # fmt: skip
    assert token_mixing_is_depthwise.check(Told(facts)).verdict is verdict


GATE = {
    "gates_from_one": [1e-5], "trained_gates_from_one": [1.0], "passed_difference": 1e-5, "leak": 1e-5,
    "trained_passed_difference": 1.0, "trained_leak": 1.0, "blocks": 1, "dtype": "float64",
    "weight_seed": 0, "largest_weight": 1e-6, "weight_std": 1e-6, "largest_bias_from_one": 0.0,
}  # fmt: skip


def test_a_gate_says_why_it_tells_nothing():
    assert gate.check(Told(GATE)).verdict is CONDITION
    assert gate.check(Told(GATE | {"leak": 0.1})).verdict is NOT
    blind = gate.check(Told(GATE | {"trained_leak": 0.0}))
    assert blind.verdict is UNKNOWN and "tells nothing" in str(blind.sentence)
    unknown = gate.check(Told(GATE | {"passed_difference": None}))
    assert unknown.verdict is UNKNOWN and "could not be compared" in str(unknown.sentence)


def test_a_conversion_that_does_nothing_shows_nothing():
    cost = {"params": 2, "macs": 2, "weight_bytes": 1, "activation_bytes": 1, "bytes_moved": 1}
    one = {"ms": 1.0, "low_ms": 1.0, "high_ms": 1.0}
    time = {
        "first": one, "second": one, "ratio": 1.0, "ratio_low": 0.9, "ratio_high": 1.1, "reasons": [],
        "rounds": 7, "device": "cpu", "dtype": "float32", "cores": 1,
    }  # fmt: skip
    facts = {
        "difference": 0.0, "difference_in_training": 1.0, "difference_without_a_branch": 1.0,
        "dtype": "float64", "weight_seed": 0, "input_seed": 0, "resolution_px": 64, "time": time,
        "training": cost, "deploy": cost,
    }  # fmt: skip
    same = forms_answer_alike.check(Told(facts))
    assert same.verdict is UNKNOWN and "nothing was converted" in str(same.sentence)
    assert forms_answer_alike.check(Told(facts | {"deploy": cost | {"params": 1}})).verdict is CONDITION


# 13, 15


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({}, CONDITION),
        ({"mirrored": 0.4}, UNKNOWN),  # a search that finds nothing
        ({"any_size": 0.01}, NOT),
        ({"same_size": 0.01}, NOT),
    ],
)
def test_the_search_for_kernels_must_find_some_and_not_those(changed, verdict):
    layers_found = [{"same_size": 0.5, "any_size": 0.5, "mirrored": 0.0} | changed]
    assert order_of_patches._of_layers(layers_found)[0] is verdict


SHIFT = {
    "cost": {"macs": 0, "params": 0}, "moves_channels_whole": True, "convolution": {"macs": 9},
    "places_brought_together": 5,
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "moving", "verdict"),
    [
        ({}, 7, CONDITION),
        ({"cost": {"macs": 1, "params": 0}}, 7, NOT),
        ({"moves_channels_whole": False}, 7, NOT),
        ({}, 8, NOT),
        ({"convolution": {"macs": 0}}, 7, UNKNOWN),
        ({"places_brought_together": 1}, 7, UNKNOWN),  # a shift that moves nothing
    ],
)
def test_a_shift_must_move_something_for_nothing(changed, moving, verdict):
    found = [{"shifts": [SHIFT | changed], "moving": {"macs": moving}, "still": {"macs": 7}}]
    assert shifts_cost_no_macs._verdict(found, [])[0] is verdict


# 14


SPLIT = {
    "modules": 2, "places_only": 1, "channels_only": 1, "both": 0, "neither": 0,
    "spatial_that_mix_channels": 0, "channel_that_mix_places": 0, "seed": 0,
}  # fmt: skip


@pytest.mark.parametrize(
    ("resnet", "verdict"),
    [
        ({"both": 4}, CONDITION),
        ({"both": 0, "neither": 3}, UNKNOWN),
        ({"both": 0, "places_only": 0}, UNKNOWN),
    ],
)
def test_the_counter_example_must_be_seen_to_mix_both(monkeypatch, resnet, verdict):
    monkeypatch.setattr(
        split, "SPLIT", {model: split.SPLIT[model] for model in ("mixer_s16", "mobilenetv1_100")}
    )

    class Probed(Told):
        def experiment(self, name, *, model, **_):
            return SPLIT | (resnet if model.startswith("resnet") else {})

    found = split.check(Probed())
    assert found.verdict is verdict
    if verdict is CONDITION:
        assert "stem" in str(found.condition)  # which mixes both in every network


# 16


SPELLED = {
    "fvcore_by_number": 100, "fvcore_by_word": 40, "macs": 100, "depthwise_macs": 60, "width": 1,
    "kernel_size": 1, "side": 1, "difference": 0.0, "fvcore_note": "",
}  # fmt: skip


@pytest.fixture
def no_cycle(monkeypatch):
    monkeypatch.setattr(printed, "CYCLEMLP", ())


@pytest.mark.parametrize("missing", ["fvcore_by_word", "fvcore_by_number"])
def test_without_a_count_of_fvcore_nothing_is_said_of_it(no_cycle, missing):
    assert printed.check(Told({"same_padding": SPELLED})).verdict is CONDITION
    absent = SPELLED | {missing: None, "fvcore_note": "fvcore is not installed"}
    found = printed.check(Told({"same_padding": absent}))
    assert found.verdict is UNKNOWN and "fvcore is not installed" in str(found.sentence)


def test_a_worker_without_fvcore_says_so(monkeypatch):
    monkeypatch.setattr(same_padding, "fvcore_witness", lambda *_: Witness("fvcore", None, "not installed"))
    facts = same_padding.EXPERIMENTS["same_padding"](width=4, kernel_size=3, side=4)
    assert (facts["fvcore_by_word"], facts["fvcore_note"]) == (None, "not installed")


@pytest.mark.parametrize("difference", [0.3, None])
def test_spellings_that_give_other_outputs_are_not_the_same_layer(no_cycle, difference):
    facts = {"same_padding": SPELLED | {"difference": difference}}
    assert printed.check(Told(facts)).verdict is UNKNOWN
