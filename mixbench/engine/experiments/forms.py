"""Training form and deploy form of a network: whether they answer alike, and what each costs."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from torch import nn

from mixbench.core.claims import Facts
from mixbench.core.model import Model
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.costs import cost_of
from mixbench.engine.experiments.racing import race
from mixbench.engine.experiments.randomness import EXACTLY, apart, blueprint, drawn, fresh, image
from mixbench.zoo.convolutions import ConvolutionNorm
from mixbench.zoo.reparameterization import Foldable, reparameterize

FORMS = ("train", "deploy")


@apart
def two_forms(*, model: str, resolution_px: int) -> Facts:
    """Outputs of both forms in evaluation, and where they must differ: in training, and a branch less."""
    network, pixels = drawn(model, resolution_px), image(resolution_px)
    deployed, expected = reparameterize(network), network(pixels)
    robbed = reparameterize(_without_a_branch(network))
    answer = deployed(pixels)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "difference": difference(expected, answer),
        "difference_in_training": difference(deepcopy(network).train()(pixels), answer),
        "difference_without_a_branch": difference(expected, robbed(pixels)),
    }


def _without_a_branch(network: nn.Module) -> nn.Module:
    """A copy whose first branch of 1 x 1 convolutions adds nothing."""
    robbed = deepcopy(network)
    branches = (
        branch
        for layer in robbed.modules()
        if isinstance(layer, Foldable)
        for branch in layer.modules()
        if isinstance(branch, ConvolutionNorm) and branch.convolution.kernel_size == (1, 1)
    )
    norm = next(branches).norm
    norm.weight.zero_()
    norm.bias.zero_()
    return robbed


@apart
def costs_of_forms(*, model: str, resolution_px: int) -> Facts:
    """Parameters, MACs, memory and time of a network in both forms, one image at a time."""
    asked = Model.parse(model)
    training, deploy = (replace(asked, overrides={**asked.overrides, "form": form}) for form in FORMS)
    shape = (1, 3, resolution_px, resolution_px)
    networks = (fresh(each.key, resolution_px).float() for each in (training, deploy))
    return {
        "model": model,
        "resolution_px": resolution_px,
        "training": cost_of(blueprint(training.key, resolution_px), shape),
        "deploy": cost_of(blueprint(deploy.key, resolution_px), shape),
        "time": race(*networks, image(resolution_px, batch=1).float()),
    }


EXPERIMENTS = {"two_forms": two_forms, "costs_of_forms": costs_of_forms}
