"""The axial shift against its definition, and AS-MLP's blocks against convolutions of (B, C, H, W)."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import conv2d, gelu

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.zoo.asmlp import HEIGHT, WIDTH, AxialMixing, Block, PatchMerging, axial_shift


def moved(x: torch.Tensor, size: int, axis: int) -> torch.Tensor:
    """Place p of channel i reads place p + size//2 - g(i), or zero outside the map; written as loops."""
    per_group = -(-x.shape[-1] // size)
    out = torch.zeros_like(x)
    for place in range(x.shape[axis]):
        for channel in range(x.shape[-1]):
            source = place + size // 2 - channel // per_group
            if 0 <= source < x.shape[axis]:
                out.select(axis, place)[..., channel] = x.select(axis, source)[..., channel]
    return out


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
def test_the_worked_example(axis):
    wanted = [[3, 4, 5, 0, 0], [2, 3, 4, 5, 0], [1, 2, 3, 4, 5], [0, 1, 2, 3, 4], [0, 0, 1, 2, 3]]
    shape = (1, 5, 1, 5) if axis == HEIGHT else (1, 1, 5, 5)
    row = torch.arange(1.0, 6)[:, None].expand(5, 5).reshape(shape)  # every channel holds 1 to 5
    assert torch.equal(axial_shift(row, 5, axis), torch.tensor(wanted).T.reshape(shape).float())


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
@pytest.mark.parametrize("size", [1, 3, 4, 5, 7, 9])
@pytest.mark.parametrize("channels", [2, 8, 13])
@pytest.mark.parametrize("shape", [(5, 6), (1, 2), (9, 3)])
def test_the_shift_moves_every_group_of_channels_to_its_place(size, axis, channels, shape):
    x = torch.randn(2, *shape, channels)
    assert torch.equal(axial_shift(x, size, axis), moved(x, size, axis))


@pytest.mark.parametrize(("channels", "groups"), [(96, [20, 20, 20, 20, 16]), (8, [2, 2, 2, 2])])
def test_the_last_group_may_be_smaller_and_a_group_may_be_missing(channels, groups):
    steps = axial_shift(torch.arange(100.0).reshape(1, 1, 100, 1).expand(1, 1, 100, channels), 5, WIDTH)
    offsets = (steps[0, 0, 50] - 50).int().tolist()
    assert offsets == [2 - group for group, count in enumerate(groups) for _ in range(count)]


def test_a_gradient_flows_back_to_where_a_value_came_from():
    x = torch.randn(1, 4, 3, 5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: axial_shift(x, 5, HEIGHT), x)


def normed(x: torch.Tensor) -> torch.Tensor:
    """Each image (B, C, H, W) to mean 0 and variance 1 over all of its channels and places."""
    variance, mean = torch.var_mean(x, dim=(1, 2, 3), keepdim=True, correction=0)
    return (x - mean) / (variance + 1e-5).sqrt()


def test_both_paths_are_shifted_convolved_activated_and_only_then_added():
    torch.manual_seed(0)
    mixing, x = AxialMixing(10, 5), torch.randn(2, 10, 6, 7)

    def convolved(x, layer):
        return conv2d(x, layer.weight, layer.bias)

    def shifted(x, axis):
        return moved(x.permute(0, 2, 3, 1), 5, axis).permute(0, 3, 1, 2)

    middle = gelu(normed(convolved(x, mixing.expand)))
    across = gelu(convolved(shifted(middle, WIDTH), mixing.along_width))
    down = gelu(convolved(shifted(middle, HEIGHT), mixing.along_height))
    expected = convolved(normed(across + down), mixing.project)
    torch.testing.assert_close(mixing(x.permute(0, 2, 3, 1)), expected.permute(0, 2, 3, 1))


def test_merging_takes_the_rows_of_a_square_before_its_columns():
    torch.manual_seed(0)
    merging, x = PatchMerging(3), torch.randn(2, 4, 6, 3)
    squares = torch.stack(
        [
            torch.cat([x[:, r, c], x[:, r + 1, c], x[:, r, c + 1], x[:, r + 1, c + 1]], dim=-1)
            for r in (0, 2)
            for c in (0, 2, 4)
        ],
        dim=-1,
    ).reshape(2, 12, 2, 3)
    expected = conv2d(normed(squares), merging.reduce.weight)
    torch.testing.assert_close(merging(x), expected.permute(0, 2, 3, 1))


def test_the_tiny_model_has_the_cost_of_the_authors_code():
    cost = resolve(Model("asmlp_t")).law(224, 224)
    assert (cost.params, cost.macs) == (28_282_696, 4_350_425_088)


def test_a_shift_costs_no_macs_and_no_parameters():
    assert resolve(Model.parse("asmlp_t:shift_size=9")).law(224, 224) == resolve(Model("asmlp_t")).law(
        224, 224
    )


def test_sides_that_cannot_be_halved_thrice_are_refused():
    resolved = resolve(Model("asmlp_t"))
    assert resolved.refusal(224, 240) == "the overall stride 32 does not divide 240; nearest 224 or 256"
    assert resolved.refusal(64, 96) is None


def test_convolutions_start_as_torch_has_them_and_the_head_narrow():
    torch.manual_seed(0)
    network = mixbench.build("asmlp_t", image_size=32, depths=(1, 1, 1, 1))
    block = network.stages[3][1]
    for layer in (block.spatial_mixing.project, block.channel_mixing.expand):
        assert layer.weight.std().item() == pytest.approx((3 * 768) ** -0.5, rel=0.02)
        assert layer.bias.any()
    assert network.head.weight.std().item() == pytest.approx(0.02, rel=0.02)
    assert not network.head.bias.any()


def test_stochastic_depth_grows_over_all_blocks():
    network = mixbench.build("asmlp_b", device="meta")
    rates = [module.drop_path.rate for module in network.modules() if isinstance(module, Block)]
    assert rates == pytest.approx([0.5 * block / 23 for block in range(24)])
