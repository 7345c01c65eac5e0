"""Claims that tensors decide: true of our networks, and not true of networks that were broken on purpose."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import torch
from torch import nn

from mixbench.catalog.registry import find_family, resolve
from mixbench.claims import (
    any_resolution,
    channel_mixing_is_pointwise,
    forms_answer_alike,
    global_perceptron_restores_place,
    gmlp_gate_is_identity,
    order_of_patches,
    patch_embedding_is_convolution,
    resmlp_has_no_norm,
    shifts_cost_no_macs,
    token_mixing_is_depthwise,
)
from mixbench.claims.comparing import Comparison, counter, differs, verdict_of
from mixbench.core.claims import Verdict
from mixbench.core.model import Model
from mixbench.engine.experiments import (
    carry_out,
    convolutions,
    forms,
    gate,
    local_order,
    order,
    resmlp_folding,
)
from mixbench.engine.experiments import shifts as shift_experiments
from mixbench.zoo import layers, mlp_mixer, repmlp_resnet, repmlpnet, repvgg, s2mlp

HOLDS, CONDITION, NOT, UNKNOWN = (
    Verdict.HOLDS,
    Verdict.HOLDS_WITH_CONDITION,
    Verdict.DOES_NOT_HOLD,
    Verdict.CANNOT_TELL,
)


class Worker:
    """Carries experiments out in this process and answers as the wire would: in JSON."""

    def law(self, model: str, px: int):
        return resolve(Model.parse(model)).law(px, px)

    def each(self, items):
        return iter(items)

    def experiment(self, name: str, **arguments):
        facts = carry_out(name, tuple(arguments.items())).facts
        return json.loads(json.dumps(facts, allow_nan=False))


def verdict(claim) -> Verdict:
    """The verdict on a claim, whose sentence is another one where it does not hold."""
    found = claim.check(Worker())
    words = str(found.sentence)
    praise = (
        "Both give the same",
        "The same output",
        "No norm is found",
        "Mixer is repaired",
        "No shift has",
    )
    assert found.verdict in (HOLDS, CONDITION) or not words.startswith(praise), words
    return found.verdict


@pytest.fixture(autouse=True)
def one_thread():
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def races(monkeypatch):
    """No clock: every race has the result that stands here."""
    told = {
        "first": {"ms": 3.0, "low_ms": 2.9, "high_ms": 3.1},
        "second": {"ms": 2.0, "low_ms": 1.9, "high_ms": 2.1},
        "ratio": 1.5,
        "ratio_low": 1.4,
        "ratio_high": 1.6,
        "rounds": 7,
        "reasons": [],
        "device": "cpu",
        "dtype": "float32",
        "cores": 1,
    }
    for module in (resmlp_folding, forms, shift_experiments):
        monkeypatch.setattr(module, "race", lambda *_: told)
    return told


@pytest.fixture
def small(monkeypatch):
    """What is counted and timed at its published size elsewhere is small here."""
    monkeypatch.setattr(resmlp_has_no_norm, "TIMED_MODEL", "resmlp_s12:depth=1,width=16")
    monkeypatch.setattr(resmlp_has_no_norm, "TIMED_PX", 64)
    monkeypatch.setattr(forms_answer_alike, "COUNTED", forms_answer_alike.COMPARED)
    monkeypatch.setattr(gmlp_gate_is_identity, "MODEL", "gmlp_ti:depth=2")
    monkeypatch.setattr(gmlp_gate_is_identity, "PX", 64)
    monkeypatch.setattr(shifts_cost_no_macs, "MODELS", SHIFTING)
    monkeypatch.setattr(shifts_cost_no_macs, "PX", 64)
    monkeypatch.setattr(patch_embedding_is_convolution, "MODELS", (f"mixer_s16:{NARROW}", "vit_ti16:depth=1"))
    monkeypatch.setattr(channel_mixing_is_pointwise, "MODEL", f"mixer_s16:{NARROW}")


NARROW = "channel_width=32,depth=1,token_width=8,width=16"
SHIFTING = ("s2mlp_wide:width=16", "asmlp_t:width=16", "cyclemlp_b1:widths=16x16x16x16")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (patch_embedding_is_convolution, HOLDS),
        (channel_mixing_is_pointwise, HOLDS),
        (token_mixing_is_depthwise, CONDITION),
        (resmlp_has_no_norm, CONDITION),
        (gmlp_gate_is_identity, CONDITION),
        (forms_answer_alike, CONDITION),
        (global_perceptron_restores_place, CONDITION),
        (order_of_patches, CONDITION),
        (shifts_cost_no_macs, CONDITION),
    ],
)
def test_what_the_papers_say_is_found_and_said_with_its_conditions(claim, expected, races, small):
    found = claim.check(Worker())
    assert (found.claim, found.verdict) == (claim.CLAIM.id, expected), str(found.sentence)
    assert bool(found.condition) == (expected is CONDITION)
    assert found.evidence.tables and all(str(each) for each in (found.sentence, *found.conditions))
    assert all(source.arxiv and source.place for source in claim.CLAIM.sources)


def test_patches_that_come_in_another_order_are_no_convolution(monkeypatch, small):
    def forward(self, image):
        return self.project(image).flatten(2).transpose(1, 2).flip(1)

    monkeypatch.setattr(layers.PatchEmbedding, "forward", forward)
    assert verdict(patch_embedding_is_convolution) is NOT


def test_a_channel_mlp_that_looks_at_its_neighbours_is_not_pointwise(monkeypatch, small):
    def forward(self, x):
        return self.project(self.activation(self.expand(x + x.roll(1, dims=1))))

    monkeypatch.setattr(layers.Mlp, "forward", forward)
    assert verdict(channel_mixing_is_pointwise) is NOT


def test_token_mixing_that_treats_channels_differently_has_no_tied_kernels(monkeypatch):
    plain = mlp_mixer.TokenMixing.forward
    monkeypatch.setattr(mlp_mixer.TokenMixing, "forward", lambda self, x: plain(self, x).cumsum(-1))
    assert verdict(token_mixing_is_depthwise) is NOT


def test_kernels_that_were_not_untied_make_the_check_worthless(monkeypatch):
    monkeypatch.setattr(convolutions.TokenConvolution, "forward", lambda self, x: x * 0)
    monkeypatch.setattr(mlp_mixer.TokenMixing, "forward", lambda self, x: x * 0)
    assert verdict(token_mixing_is_depthwise) is UNKNOWN


FEW = ("gmlp", "s2mlp", "vit", "mobilenet_v1")


def families_as_declared():
    return tuple(find_family(name) for name in FEW)


def test_one_set_of_weights_serves_the_sizes_that_the_catalog_says(monkeypatch):
    monkeypatch.setattr(any_resolution, "families", families_as_declared)
    found = any_resolution.check(Worker())
    assert found.verdict is CONDITION, str(found.sentence)
    assert str(found.sentence).startswith("2 of 4 families run at both sizes")
    assert "Of ViT only" in str(found.condition)
    (table,) = found.evidence.tables
    serves, interpolated = ([row[place] for row in table.rows] for place in (4, 7))
    assert serves == [False, True, False, True]
    assert interpolated == [None, None, True, None]


@pytest.mark.parametrize("name", ["gmlp", "s2mlp"])
def test_a_wrong_declaration_is_found(monkeypatch, name):
    family = find_family(name)
    wrong = replace(family, params_depend_on_size=not family.params_depend_on_size)
    monkeypatch.setattr(any_resolution, "families", lambda: (wrong,))
    found = any_resolution.check(Worker())
    assert found.verdict is NOT and family.name in str(found.sentence)


def test_a_network_that_forgets_its_weights_at_another_size_does_not_serve_it(monkeypatch):
    plain = s2mlp.S2Mlp.forward
    seen = iter(range(100))
    monkeypatch.setattr(s2mlp.S2Mlp, "forward", lambda self, image: plain(self, image) + next(seen))
    monkeypatch.setattr(any_resolution, "families", lambda: (find_family("s2mlp"),))
    assert verdict(any_resolution) is NOT


def test_the_lightest_of_a_family_keeps_blocks_of_every_kind():
    assert any_resolution.lightest(find_family("repmlp_resnet")).overrides == {"depths": (2, 2, 2, 2)}
    assert any_resolution.lightest(find_family("xception")).overrides == {"depth": 2}


def test_an_affine_that_takes_statistics_is_a_norm(monkeypatch, races, small):
    def forward(self, x):
        return nn.functional.layer_norm(x, x.shape[-1:], self.alpha, self.beta)

    monkeypatch.setattr(layers.Affine, "forward", forward)
    assert verdict(resmlp_has_no_norm) is NOT


def test_a_fold_that_leaves_the_scales_out_changes_the_output(monkeypatch, races, small):
    monkeypatch.setattr(resmlp_folding, "absorb_after", lambda *_: None)
    assert verdict(resmlp_has_no_norm) is NOT


def test_who_finds_no_norm_in_mixer_finds_none_anywhere(monkeypatch, races, small):
    monkeypatch.setattr(resmlp_folding, "normalising_layers", lambda _: [])
    assert verdict(resmlp_has_no_norm) is UNKNOWN


@pytest.mark.parametrize(
    ("low", "high", "word"), [(1.4, 1.6, "faster"), (0.4, 0.6, "slower"), (0.9, 1.1, "cannot be told")]
)
def test_what_the_fold_gains_in_time_is_said_as_far_as_the_interval_goes(races, small, low, high, word):
    races |= {"ratio_low": low, "ratio_high": high}
    assert word in str(resmlp_has_no_norm.check(Worker()).sentence)


def test_a_disturbed_race_says_nothing_of_time(races, small):
    races["reasons"] = ["busy machine"]
    told = [claim.check(Worker()) for claim in (resmlp_has_no_norm, forms_answer_alike, shifts_cost_no_macs)]
    assert "cannot be told" in str(told[0].sentence)
    assert [told[1].sentence.values["faster"], told[2].sentence.values["slower"]] == [0, 0]
    assert all("busy machine" in map(str, found.conditions) for found in told)


def test_a_gate_that_starts_elsewhere_is_not_open(monkeypatch, small):
    plain = gate.fresh

    def biased(model, px):
        network = plain(model, px)
        for layer in network.modules():
            if hasattr(layer, "project") and hasattr(layer.project, "bias") and layer.project.bias.ndim == 1:
                nn.init.constant_(layer.project.bias, 1.1)
        return network

    monkeypatch.setattr(gate, "fresh", biased)
    assert verdict(gmlp_gate_is_identity) is NOT


def test_a_gate_that_is_always_open_makes_the_check_worthless(monkeypatch, small):
    monkeypatch.setattr(gate, "redrawn", lambda network: network)
    assert verdict(gmlp_gate_is_identity) is UNKNOWN


def test_a_conversion_that_forgets_a_mean_is_found(monkeypatch, races, small):
    def forgetful(weight, norm):
        scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
        return weight * scale.reshape(-1, *[1] * (weight.ndim - 1)), norm.bias

    monkeypatch.setattr(repvgg, "fold", forgetful)
    found = forms_answer_alike.check(Worker())
    assert found.verdict is NOT and "RepVGG: deploy form" in str(found.sentence)


def test_a_perceptron_that_treats_partitions_alike_restores_no_place(monkeypatch):
    def forward(self, x):
        return nn.functional.avg_pool2d(x, self.side)

    monkeypatch.setattr(repmlp_resnet.GlobalPerceptron, "forward", forward)
    assert verdict(global_perceptron_restores_place) is NOT


def test_a_block_without_perceptron_that_knows_places_is_found(monkeypatch):
    plain = repmlpnet.RepMlp.forward
    monkeypatch.setattr(repmlpnet.RepMlp, "forward", lambda self, x: plain(self, x).cumsum(-1))
    assert verdict(global_perceptron_restores_place) is NOT


def test_half_a_repair_does_not_repair_mixer(monkeypatch):
    plain = order.reordered

    def half(network, order_of):
        changed = plain(network, order_of)
        for layer, kept in zip(changed.blocks, network.blocks, strict=True):
            layer.token_mixing.mlp.project.load_state_dict(kept.token_mixing.mlp.project.state_dict())
        return changed

    monkeypatch.setattr(order, "reordered", half)
    assert verdict(order_of_patches) is NOT


def test_mixer_with_a_mean_for_its_token_mixing_does_not_notice_the_order(monkeypatch):
    monkeypatch.setattr(
        mlp_mixer.TokenMixing, "forward", lambda self, x: x.mean(1, keepdim=True).expand_as(x)
    )
    assert verdict(order_of_patches) is NOT


def test_kernels_that_see_one_place_can_be_repaired(monkeypatch):
    plain = local_order.pairs_of

    def middle_alone(layer):
        kernels = plain(layer).clone()
        middle = kernels.shape[-1] // 2
        alone = torch.zeros_like(kernels)
        alone[..., middle, middle] = kernels[..., middle, middle]
        return alone

    monkeypatch.setattr(local_order, "pairs_of", middle_alone)
    assert verdict(order_of_patches) is NOT


def test_a_shift_with_a_matrix_product_in_it_costs_macs(monkeypatch, races, small):
    plain = shift_experiments.spatial_shift

    def multiplied(x):
        return plain(x) @ torch.eye(x.shape[-1], dtype=x.dtype, device=x.device)

    monkeypatch.setattr(shift_experiments, "spatial_shift", multiplied)
    assert verdict(shifts_cost_no_macs) is NOT


def test_a_shift_that_adds_up_values_moves_more_than_information(monkeypatch, races, small):
    plain = shift_experiments.spatial_shift
    monkeypatch.setattr(shift_experiments, "spatial_shift", lambda x: plain(x) + x / 2)
    assert verdict(shifts_cost_no_macs) is NOT


def test_a_comparison_that_cannot_be_made_tells_nothing():
    assert verdict_of([Comparison("a", 1e-15), differs("b", 1.0), counter("c", 0.1)]) is HOLDS
    assert verdict_of([Comparison("a", 0.5)]) is NOT
    assert verdict_of([differs("b", 0.0)]) is NOT
    assert verdict_of([Comparison("a", 1e-15), counter("c", 0.0)]) is UNKNOWN
    assert verdict_of([Comparison("a", None)]) is UNKNOWN
    assert verdict_of([Comparison("a", 1e-5)]) is UNKNOWN
