"""Wave-MLP's waves and windowed sums against their definition, and which model has which norms."""

from __future__ import annotations

from math import pi

import pytest
import torch
from torch import nn
from torch.nn.functional import conv2d, gelu

from mixbench.catalog.registry import resolve
from mixbench.core.errors import HyperparameterError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.zoo.construction import construct
from mixbench.zoo.wavemlp import HEIGHT, WIDTH, PhaseAwareMixing, WaveMixing, WaveSum


def randomised(module: nn.Module) -> nn.Module:
    """The module in eval mode with statistics and vectors that all matter."""
    torch.manual_seed(0)
    for parameter in module.parameters():
        torch.nn.init.normal_(parameter, std=0.5)
    for name, buffer in module.named_buffers():
        if name.endswith("running_mean"):
            torch.nn.init.normal_(buffer)
        elif name.endswith("running_var"):
            torch.nn.init.uniform_(buffer, 0.5, 2)
    return module.eval()


def built(text: str) -> nn.Module:
    return construct(resolve(Model.parse(text)), 224, 224, device="meta")


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
@pytest.mark.parametrize("kernel_size", [1, 3, 7])
@pytest.mark.parametrize("width", [4, 5])
def test_a_windowed_sum_is_a_convolution_in_groups_of_two_channels(axis, kernel_size, width):
    torch.manual_seed(0)
    layer, waves = WaveSum(width, kernel_size, axis), torch.randn(2, 5, 6, 2 * width)
    reach = kernel_size // 2
    padding = (reach, 0) if axis == HEIGHT else (0, reach)
    wanted = conv2d(waves.permute(0, 3, 1, 2), layer.weight, padding=padding, groups=width)
    assert layer.weight.shape[1] == 2
    torch.testing.assert_close(layer(waves), wanted.permute(0, 2, 3, 1))


@pytest.mark.parametrize("phase", ["linear", "depthwise"])
@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
def test_a_value_is_the_sum_of_the_waves_around_it(phase, axis):
    mixing, x = randomised(WaveMixing(4, phase, 3, axis)), torch.randn(1, 3, 5, 4)
    with torch.no_grad():
        theta, amplitude = mixing.phase(x), mixing.amplitude(x)
        waves = [
            *(amplitude * theta.cos()).unbind(-1),
            *(amplitude * theta.sin()).unbind(-1),
        ]  # 8 of (1, 3, 5)
        wanted = torch.zeros(1, 3, 5, 4)
        for channel in range(4):
            for row in range(3):
                for column in range(5):
                    for tap, offset in enumerate((-1, 0, 1)):
                        y, z = (row + offset, column) if axis == HEIGHT else (row, column + offset)
                        if not (0 <= y < 3 and 0 <= z < 5):
                            continue
                        for member in (0, 1):
                            weight = mixing.sum.weight[channel, member].flatten()[tap]
                            wanted[0, row, column, channel] += weight * waves[2 * channel + member][0, y, z]
        torch.testing.assert_close(mixing(x), wanted, rtol=1e-4, atol=1e-5)


def test_the_phase_is_what_the_norm_leaves_above_zero():
    mixing, x = randomised(WaveMixing(4, "linear", 3, WIDTH)), torch.randn(2, 3, 5, 4)
    project, norm = mixing.phase[0], mixing.phase[1][0]
    with torch.no_grad():
        raw = x @ project.weight[:, :, 0, 0].T + project.bias
        normed = (raw - norm.running_mean) / (norm.running_var + norm.eps).sqrt() * norm.weight + norm.bias
        torch.testing.assert_close(mixing.phase(x), normed.relu(), rtol=1e-4, atol=1e-5)


def test_a_quarter_turn_silences_the_channels_that_hold_cosines():
    mixing, x = randomised(WaveMixing(4, "linear", 3, WIDTH)), torch.randn(1, 3, 5, 4)
    norm = mixing.phase[1][0]
    with torch.no_grad():
        norm.weight.zero_()
        norm.bias.fill_(pi / 2)
        mixed = mixing(x)
    torch.testing.assert_close(mixed[..., :2], torch.zeros(1, 3, 5, 2), rtol=0, atol=1e-5)
    assert (mixed[..., 2:].abs() > 1e-3).any(-1).all()


def test_reweighting_takes_a_share_of_every_branch():
    mixing, x = randomised(PhaseAwareMixing(8, "linear", 3)), torch.randn(2, 4, 5, 8)
    with torch.no_grad():
        branches = torch.stack([mixing.along_width(x), mixing.along_height(x), mixing.in_place(x)])
        squeeze, expand = mixing.reweight.squeeze, mixing.reweight.expand
        hidden = gelu(branches.sum(0).mean((1, 2)) @ squeeze.weight[:, :, 0, 0].T + squeeze.bias)
        scores = hidden @ expand.weight[:, :, 0, 0].T + expand.bias
        shares = scores.reshape(2, 8, 3).softmax(-1)  # the branch is the fastest index
        expected = mixing.project(torch.einsum("kbhwc,bck->bhwc", branches, shares))
        torch.testing.assert_close(mixing(x), expected)


@pytest.mark.parametrize(
    ("variant", "block_norm", "stem_norms"),
    [
        ("t_star", nn.BatchNorm2d, 1),
        ("t", nn.BatchNorm2d, 1),
        ("s", nn.GroupNorm, 1),
        ("m", nn.GroupNorm, 0),
        ("b", nn.GroupNorm, 0),
    ],
)
def test_the_norms_of_the_models(variant, block_norm, stem_norms):
    network = built(f"wavemlp_{variant}:depths=1x1x1x1")
    block = network.stages[2][1]
    norms = (block.spatial_norm[0], block.channel_norm[0], network.norm[0])
    assert all(type(norm) is block_norm for norm in norms)
    assert len(network.stem) == len(network.stages[2][0]) == 1 + stem_norms
    phases = [module for name, module in block.named_modules() if ".phase" in name]
    found = [module for module in phases if isinstance(module, nn.BatchNorm2d | nn.GroupNorm)]
    assert [type(norm) for norm in found] == [nn.BatchNorm2d] * 2


@pytest.mark.parametrize(
    ("variant", "squares", "linears"), [("t", 6, 28), ("t_star", 4, 46), ("t:kernel_size=3", 6, 12)]
)
@pytest.mark.parametrize("size", [(224, 224), (131, 97)])
def test_mixing_costs_what_was_worked_out(variant, squares, linears, size):
    h, w = ((side - 3) // 4 + 1 for side in size)
    macs = 0
    for depth, c in zip((2, 2, 4, 2), (64, 128, 320, 512), strict=True):
        macs += depth * (h * w * (squares * c**2 + linears * c) + c**2)
        h, w = (h + 1) // 2, (w + 1) // 2
    law = resolve(Model.parse(f"wavemlp_{variant}")).law(*size)
    assert law.role(Role.SPATIAL_MIXING).macs == macs


@pytest.mark.parametrize(
    ("variant", "params"),
    [("t_star", 15_286_472), ("t", 17_193_160), ("s", 30_708_040), ("m", 44_056_632), ("b", 63_586_360)],
)
def test_the_parameters_of_the_authors_code(variant, params):
    assert resolve(Model(f"wavemlp_{variant}")).law(224, 224).params == params


def test_convolutions_start_as_torch_starts_them_and_the_head_as_a_truncated_normal():
    torch.manual_seed(0)
    network = construct(resolve(Model("wavemlp_t", {"depths": (1, 1, 1, 1)})), 224, 224)
    project = network.stages[3][1].spatial_mixing.project
    assert project.weight.abs().max().item() == pytest.approx(
        512**-0.5, rel=0.01
    )  # uniform to 1 / sqrt(fan-in)
    assert project.bias.any()
    assert network.head.weight.std().item() == pytest.approx(0.02, rel=0.05)
    assert not network.head.bias.any()


def test_a_window_without_a_middle_is_refused():
    with pytest.raises(HyperparameterError, match="kernel size 6 has no middle; nearest 5 or 7"):
        resolve(Model("wavemlp_t", {"kernel_size": 6}))
