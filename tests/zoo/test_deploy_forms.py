"""What holds for every family that has a deploy form, found by the catalog alone."""

from __future__ import annotations

import pytest
import torch
from samples import FAMILIES, smallest_side
from torch import nn

import mixbench
from mixbench.catalog.registry import Resolved, resolve
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.zoo.construction import construct

REPARAMETERIZABLE = [
    family.id for family in FAMILIES.values() if any(item.name == "form" for item in family.hyperparameters)
]
FORMS = [
    (variant.id, variant.printed_as)
    for name in REPARAMETERIZABLE
    for variant in FAMILIES[name].variants
    if variant.printed_as
]


def smallest_training_form(family: str) -> Resolved:
    """The lightest variant in training form, at most two blocks a stage."""
    trained = [resolve(Model(each.printed_as)) for each in FAMILIES[family].variants if each.printed_as]
    lightest = min(trained, key=lambda each: each.law(each.variant.native_px, each.variant.native_px).macs)
    depths = tuple(min(2, depth) for depth in lightest.config.depths)
    return resolve(Model(lightest.variant.id, {"depths": depths}))


def randomise(network: nn.Module) -> None:
    """Statistics and vectors as far from their start as those of a trained network."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm1d | nn.BatchNorm2d):
            for tensor in (module.running_var, module.weight):
                nn.init.uniform_(tensor, 0.5, 1.5)
            for tensor in (module.running_mean, module.bias):
                nn.init.normal_(tensor, std=0.2)


def test_three_families_have_two_forms():
    assert REPARAMETERIZABLE == ["repmlp_resnet", "repmlpnet", "repvgg"]


@pytest.mark.parametrize(("deploy", "train"), FORMS)
def test_every_variant_stands_in_the_catalog_in_both_forms(deploy, train):
    assert deploy == f"{train}_deploy"
    assert resolve(Model(train, {"form": "deploy"})).config == resolve(Model(deploy)).config
    side = resolve(Model(train)).variant.native_px
    built = mixbench.build(train, deploy=True, device="meta")
    assert sum(p.numel() for p in built.parameters()) == resolve(Model(deploy)).law(side, side).params


@pytest.mark.parametrize("family", REPARAMETERIZABLE)
def test_the_deploy_form_answers_alike_is_contiguous_and_costs_what_its_law_says(family):
    torch.manual_seed(0)
    resolved = smallest_training_form(family)
    side = smallest_side(resolved)
    network = construct(resolved, side, side)
    randomise(network)
    image = torch.randn(2, 3, side, side)
    deployed = mixbench.reparameterize(network)
    with torch.no_grad():
        expected, found = network(image), deployed(image)
    assert float((found - expected).norm() / expected.norm()) < 1e-5
    assert all(parameter.is_contiguous() for parameter in deployed.parameters())
    law = resolve(Model(f"{resolved.variant.id}_deploy", {"depths": resolved.config.depths})).law(side, side)
    assert sum(parameter.numel() for parameter in deployed.parameters()) == law.params


@pytest.mark.parametrize("family", REPARAMETERIZABLE)
def test_what_is_deployed_already_is_refused_in_a_sentence(family):
    deployed = mixbench.build(FAMILIES[family].variants[0].id, deploy=True, device="meta")
    with pytest.raises(RequestError, match="deploy form already"):
        mixbench.reparameterize(deployed)


def test_a_network_without_branches_is_refused_in_a_sentence():
    with pytest.raises(RequestError, match="has no deploy form"):
        mixbench.reparameterize(nn.Linear(2, 2))
