"""Hire-MLP's rearrangements against their definition, region by region, and its shifts and start."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import gelu, pad

from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.zoo.construction import construct
from mixbench.zoo.hiremlp import HEIGHT, WIDTH, HireMixing, RegionMixing, circular


def randomised(module: torch.nn.Module) -> torch.nn.Module:
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


def region_mlp(mixing: RegionMixing, values: torch.Tensor) -> torch.Tensor:
    """The MLP of one region: (p C,), place fastest, to (p C,)."""
    norm = mixing.norm[0]
    hidden = mixing.fold.weight[:, :, 0, 0] @ values
    hidden = (hidden - norm.running_mean) / (norm.running_var + norm.eps).sqrt() * norm.weight + norm.bias
    return mixing.unfold.weight[:, :, 0, 0] @ hidden.relu() + mixing.unfold.bias


def rearranged(mixing: RegionMixing, line: torch.Tensor) -> torch.Tensor:
    """What a line of places (L, C) becomes: rolled, filled up going round, mixed region by region, undone."""
    length, width = line.shape
    region, shift = mixing.region, mixing.shift
    out = torch.zeros_like(line)
    for first in range(0, length, region):
        # After the roll, place j holds what was at j - shift; beyond the end it goes on from the start.
        places = [((first + offset) % length - shift) % length for offset in range(region)]
        values = torch.stack([line[place] for place in places], dim=1).flatten()  # index c p + offset
        mixed = region_mlp(mixing, values).reshape(width, region)
        for offset in range(region):
            if first + offset < length:  # what the padding would get is dropped
                out[places[offset]] = mixed[:, offset]
    return out


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
@pytest.mark.parametrize("length", [1, 2, 3, 6, 7, 8])
@pytest.mark.parametrize(("region", "shift"), [(4, 0), (4, 2), (3, 2), (3, 1), (2, 1), (1, 0), (2, 9)])
def test_a_line_is_rolled_and_mixed_in_regions(axis, length, region, shift):
    mixing = randomised(RegionMixing(6, region, shift, axis))
    x = torch.randn(2, length, 3, 6)
    wanted = torch.stack([rearranged(mixing, x[b, :, line]) for b in range(2) for line in range(3)])
    wanted = wanted.reshape(2, 3, length, 6).transpose(1, 2)
    with torch.no_grad():
        found = mixing(x) if axis == HEIGHT else mixing(x.transpose(1, 2)).transpose(1, 2)
    torch.testing.assert_close(found, wanted, rtol=1e-4, atol=1e-4)


def test_going_round_as_often_as_it_takes():
    line = torch.tensor([7, 8])
    assert circular(line, 0, 1, 5).tolist() == [8, 7, 8, 7, 8]
    assert circular(torch.arange(5), 0, -2, 6).tolist() == [3, 4, 0, 1, 2, 3]


@pytest.mark.parametrize("shift", range(-3, 9))
@pytest.mark.parametrize("padding", range(5))
def test_one_copy_is_a_roll_and_a_circular_padding(shift, padding):
    x = torch.randn(1, 5, 2, 3)
    rolled = torch.roll(x, shift, dims=1).permute(0, 3, 1, 2)
    wanted = pad(rolled, (0, 0, 0, padding), mode="circular").permute(0, 2, 3, 1)
    assert torch.equal(circular(x, 1, -shift, 5 + padding), wanted)


def test_what_is_asked_for_whole_is_not_copied():
    x = torch.randn(2, 8, 4, 3)
    assert circular(x, 1, 0, 8).data_ptr() == x.data_ptr()


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
def test_a_roll_by_a_whole_region_changes_nothing_and_any_other_does(axis):
    mixing, x = randomised(RegionMixing(4, 3, 3, axis)), torch.randn(1, 6, 6, 4)
    with torch.no_grad():
        by_region = mixing(x)
        mixing.shift = 0
        unmoved = mixing(x)
        mixing.shift = 1
        by_one = mixing(x)
    torch.testing.assert_close(by_region, unmoved)
    assert not torch.allclose(by_one, unmoved)


def test_reweighting_takes_a_share_of_every_branch():
    mixing, x = randomised(HireMixing(8, 3, 1, reweight=True)), torch.randn(2, 4, 5, 8)
    with torch.no_grad():
        branches = torch.stack([mixing.along_height(x), mixing.along_width(x), mixing.in_place(x)])
        squeeze, expand = mixing.reweight.squeeze, mixing.reweight.expand
        hidden = gelu(branches.sum(0).mean((1, 2)) @ squeeze.weight[:, :, 0, 0].T + squeeze.bias)
        scores = hidden @ expand.weight[:, :, 0, 0].T + expand.bias
        shares = scores.reshape(2, 8, 3).softmax(-1)  # the branch is the fastest index
        expected = mixing.project(torch.einsum("kbhwc,bck->bhwc", branches, shares))
        torch.testing.assert_close(mixing(x), expected)


def test_without_reweighting_the_branches_are_added():
    mixing, x = randomised(HireMixing(8, 2, 1, reweight=False)), torch.randn(2, 4, 5, 8)
    with torch.no_grad():
        branches = mixing.along_height(x) + mixing.along_width(x) + mixing.in_place(x)
        torch.testing.assert_close(mixing(x), mixing.project(branches))


def test_shifts_grow_from_block_to_block_and_start_again():
    network = construct(resolve(Model("hiremlp_small")), 224, 224, device="meta")
    shifts = [
        [module.shift for module in stage.modules() if isinstance(module, RegionMixing)][::2]
        for stage in network.stages
    ]
    assert shifts == [[0, 2, 0], [0, 2, 0, 2], [0, 1, 2, 0, 1, 2, 0, 1, 2, 0], [0, 1, 0]]
    regions = [
        next(m.region for m in stage.modules() if isinstance(m, RegionMixing)) for stage in network.stages
    ]
    assert regions == [4, 3, 3, 2]


def test_convolutions_start_as_truncated_normals_and_biases_at_zero():
    torch.manual_seed(0)
    network = construct(resolve(Model("hiremlp_tiny", {"depths": (1, 1, 1, 1)})), 224, 224)
    for module in network.modules():
        if isinstance(module, torch.nn.Conv2d | torch.nn.Linear) and module.weight.numel() > 4000:
            assert module.weight.std().item() == pytest.approx(0.02, rel=0.1)
            assert module.bias is None or not module.bias.any()


@pytest.mark.parametrize("size", [(224, 224), (200, 260), (32, 3)])
def test_mixing_costs_what_the_padded_map_costs(size):
    resolved, macs = resolve(Model("hiremlp_tiny")), 0
    h, w = ((side - 3) // 4 + 1 for side in size)
    for depth, c, p in zip((2, 2, 4, 2), (64, 128, 320, 512), (4, 3, 3, 2), strict=True):
        padded_h, padded_w = (h + -h % p, w + -w % p)
        macs += depth * (c**2 * (w * padded_h + h * padded_w) + 2 * h * w * c**2 + c**2)
        h, w = (h + 1) // 2, (w + 1) // 2
    assert resolved.law(*size).role(Role.SPATIAL_MIXING).macs == macs


@pytest.mark.parametrize(
    ("variant", "params"), [("tiny", 18_041_672), ("small", 33_113_848), ("base", 58_226_856)]
)
def test_the_parameters_of_the_authors_code(variant, params):
    assert resolve(Model(f"hiremlp_{variant}")).law(224, 224).params == params


def test_plain_sums_have_the_parameters_that_the_first_version_of_the_paper_prints():
    assert resolve(Model("hiremlp_tiny", {"reweight": False})).law(224, 224).params / 1e6 == pytest.approx(
        17.1, abs=0.05
    )
