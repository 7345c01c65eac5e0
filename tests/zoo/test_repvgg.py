"""RepVGG: both forms against the definition and against one another, and the layers that have groups."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn.functional import batch_norm, conv2d, relu

from mixbench.catalog.registry import resolve
from mixbench.catalog.repvgg import Layer, RepVggConfig
from mixbench.core.errors import HyperparameterError, RequestError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.engine.counting import count
from mixbench.zoo.construction import build
from mixbench.zoo.reparameterization import reparameterize
from mixbench.zoo.repvgg import Block, BranchedConvolution

#: Two blocks a stage: with a skip and without, with groups and without.
SMALL = {"depths": (2, 3, 2, 1), "widths": (32, 32, 48, 64), "num_classes": 10}
STRUCTURES = [{}, {"groups": 4}, {"squeeze_excitation": True}, {"groups": 2, "squeeze_excitation": True}]


def law(text: str):
    return resolve(Model.parse(text)).law(224, 224)


def randomise(network: nn.Module) -> None:
    """Statistics and scales as far from those of a fresh network as training can bring them."""
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.running_mean, std=0.3)
            nn.init.uniform_(module.running_var, 0.4, 2)
            nn.init.normal_(module.weight, 0.6, 0.3)
            nn.init.normal_(module.bias, std=0.3)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_the_deploy_form_gives_the_same_outputs_at_the_cost_of_its_law(structure):
    torch.manual_seed(0)
    network = build("repvgg_a0", image_size=(64, 96), hyperparameters={**SMALL, **structure})
    randomise(network)
    before = {name: tensor.clone() for name, tensor in network.state_dict().items()}
    deploy, image = reparameterize(network), torch.randn(2, 3, 64, 96)
    with torch.no_grad():
        expected, found = network(image), deploy(image)
        assert (found - expected).abs().max() <= 1e-5 * expected.abs().max()
        for ours, theirs in zip(deploy.feature_maps(image), network.feature_maps(image), strict=True):
            assert (ours - theirs).abs().max() <= 1e-5 * theirs.abs().max()
    assert all(parameter.is_contiguous() for parameter in deploy.parameters())
    assert not any(isinstance(module, nn.BatchNorm2d) for module in deploy.modules())
    assert all(torch.equal(tensor, before[name]) for name, tensor in network.state_dict().items())
    wanted = resolve(Model("repvgg_a0", {**SMALL, **structure, "form": "deploy"})).law(64, 96)
    counted = count(deploy, (1, 3, 64, 96))
    assert (counted.params, counted.macs) == (wanted.params, wanted.macs)


def test_what_is_in_deploy_form_is_not_converted_again():
    network = build("repvgg_a0", deploy=True, image_size=32, hyperparameters=SMALL)
    with pytest.raises(RequestError, match="deploy form already"):
        reparameterize(network)


def test_the_deploy_form_keeps_precision_and_mode():
    network = build("repvgg_a0", image_size=32, hyperparameters=SMALL).to(torch.bfloat16)
    deploy = reparameterize(network)
    assert {parameter.dtype for parameter in deploy.parameters()} == {torch.bfloat16}
    assert not deploy.training


@pytest.mark.parametrize("groups", [1, 2, 4])
def test_the_skip_alone_folds_to_the_kernel_that_copies(groups):
    branches = BranchedConvolution(Layer(1, 8, 8, groups, 1, 1), Role.STEM, Role.STEM).eval()
    for branch in (branches.dense, branches.pointwise):
        nn.init.zeros_(branch.convolution.weight)
    nn.init.constant_(branches.identity.running_mean, 2)
    nn.init.constant_(branches.identity.bias, 3)
    folded = {name: tensor.float() for name, tensor in branches.folded().items()}
    x = torch.randn(2, 8, 5, 6)
    copied = conv2d(x, folded["weight"], folded["bias"], padding=1, groups=groups)
    torch.testing.assert_close(copied, (x - 2) / (1 + 1e-5) ** 0.5 + 3)


def plain(x: torch.Tensor, block: Block, layer: Layer) -> torch.Tensor:
    """The training form as Section 3.1 has it, with statistics of the batch."""

    def norm(y, layer):
        return batch_norm(y, None, None, layer.weight, layer.bias, training=True)

    branches = block.convolution
    settings = {"stride": layer.stride, "groups": layer.g}
    y = norm(conv2d(x, branches.dense.convolution.weight, padding=1, **settings), branches.dense.norm)
    y = y + norm(conv2d(x, branches.pointwise.convolution.weight, **settings), branches.pointwise.norm)
    if layer.stride == 1 and layer.incoming == layer.c:
        y = y + norm(x, branches.identity)
    if block.excitation is not None:
        mean = torch.stack([image.flatten(1).mean(1) for image in y])[..., None, None]
        hidden = relu(conv2d(mean, block.excitation.squeeze.weight, block.excitation.squeeze.bias))
        scores = conv2d(hidden, block.excitation.expand.weight, block.excitation.expand.bias)
        y = y / (1 + torch.exp(-scores))
    return relu(y)


@pytest.mark.parametrize("excites", [True, False])
@pytest.mark.parametrize(("incoming", "stride", "groups"), [(32, 1, 1), (32, 1, 4), (32, 2, 2), (16, 1, 1)])
def test_the_training_form_and_its_gradients_are_those_of_the_definition(incoming, stride, groups, excites):
    torch.manual_seed(0)
    layer = Layer(1, incoming, 32, groups, stride, 1)
    block = Block(layer, RepVggConfig(squeeze_excitation=excites)).double().train()
    x = torch.randn(3, incoming, 6, 5, dtype=torch.float64, requires_grad=True)
    found, expected = block(x), plain(x, block, layer)
    torch.testing.assert_close(found, expected)
    wanted, push = [x, *block.parameters()], torch.randn_like(found)
    gradients = torch.autograd.grad(found, wanted, push)
    torch.testing.assert_close(gradients, torch.autograd.grad(expected, wanted, push))


def test_the_training_form_answers_alike_in_channels_last():
    torch.manual_seed(0)
    network = build("repvgg_a0", image_size=64, hyperparameters={**SMALL, **STRUCTURES[3]})
    randomise(network)
    image = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        contiguous = network(image)
        last = network.to(memory_format=torch.channels_last)(image.to(memory_format=torch.channels_last))
    torch.testing.assert_close(last, contiguous, rtol=1e-4, atol=1e-5)
    deploy = reparameterize(network)
    assert all(parameter.is_contiguous() for parameter in deploy.parameters())


def test_every_second_layer_has_groups_from_the_second_to_the_twenty_sixth():
    network = build("repvgg_b1g4:form=deploy", device="meta")
    blocks = [network.stem, *(block for stage in network.stages for block in stage)]
    grouped = [index for index, block in enumerate(blocks) if block.convolution.groups == 4]
    assert grouped == [2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26]
    deeper = build("repvgg_b1g4:form=deploy,depths=4x6x20x1", device="meta")
    assert all(block.convolution.groups == 1 for block in deeper.stages[3])
    assert [block.convolution.groups for block in deeper.stages[2]][15:] == [4, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("variant", "params_m", "macs_g"),
    [("repvgg_a0", 9.109, 1.513), ("repvgg_a0_deploy", 8.309, 1.361)],
)
def test_costs_are_those_that_were_measured(variant, params_m, macs_g):
    assert law(variant).params / 1e6 == pytest.approx(params_m, abs=5e-4)
    assert law(variant).macs / 1e9 == pytest.approx(macs_g, abs=1e-3)


@pytest.mark.parametrize("variant", ["repvgg_a2", "repvgg_b0", "repvgg_b1g4", "repvgg_b3"])
def test_branches_cost_a_ninth_more_macs(variant):
    train, deploy = law(variant), law(f"{variant}_deploy")
    assert 9 * (train.macs - train.role(Role.HEAD).macs) == 10 * (deploy.macs - deploy.role(Role.HEAD).macs)
    assert 0.096 <= round(train.params / deploy.params - 1, 3) <= 0.109


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        (3, "groups 3 does not divide width 128; nearest 2 or 4"),
        (64, "groups 64 does not divide width 96; nearest 32"),
    ],
)
def test_groups_that_do_not_divide_a_width_are_refused(groups, said):
    widths = (96, 128, 256, 2048) if groups == 64 else (128, 256, 512, 2048)
    with pytest.raises(HyperparameterError) as refused:
        resolve(Model("repvgg_b1", {"groups": groups, "widths": widths}))
    assert str(refused.value) == said
