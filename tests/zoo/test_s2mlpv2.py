"""S²-MLPv2's mixing against the equations of its paper, and its one or two levels."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import conv2d, gelu, layer_norm

import mixbench
from mixbench.catalog.hyperparameters import configure
from mixbench.catalog.registry import resolve
from mixbench.catalog.s2mlpv2 import S2MlpV2Config
from mixbench.core.errors import HyperparameterError
from mixbench.core.model import Model
from mixbench.zoo.s2mlpv2 import SplitAttention, SplitShiftMixing


def randomise(module: torch.nn.Module) -> None:
    """Far from the start of training, where all shares are a third."""
    torch.manual_seed(0)
    for parameter in module.parameters():
        torch.nn.init.normal_(parameter, std=0.4)


def moved(x: torch.Tensor, directions: list[tuple[int, int]]) -> torch.Tensor:
    """Each quarter of the channels from its neighbour (row, column), or itself where there is none."""
    out = torch.zeros_like(x)
    _, rows, columns, channels = x.shape
    for row in range(rows):
        for column in range(columns):
            for channel in range(channels):
                down, right = directions[channel * 4 // channels]
                inside = 0 <= row + down < rows and 0 <= column + right < columns
                place = (row + down, column + right) if inside else (row, column)
                out[:, row, column, channel] = x[:, place[0], place[1], channel]
    return out


def attended(maps: list[torch.Tensor], attention: SplitAttention) -> torch.Tensor:
    """Equations 2 to 4: (B, places, C) each; the hidden vector is cut into one row of C for each map."""
    total = sum(each.sum(dim=1) for each in maps)
    scores = gelu(total @ attention.squeeze.weight.T) @ attention.expand.weight.T
    width = maps[0].shape[-1]
    rows = [scores[:, part * width : (part + 1) * width] for part in range(3)]
    shares = torch.stack(rows).softmax(dim=0)
    return sum(each * share[:, None] for each, share in zip(maps, shares, strict=True))


@torch.no_grad()
def test_split_attention_weighs_by_a_sum_over_all_places():
    attention = SplitAttention(8)
    randomise(attention)
    maps = [torch.randn(2, 3, 2, 8) for _ in range(3)]
    expected = attended([each.flatten(1, 2) for each in maps], attention)
    torch.testing.assert_close(attention(tuple(maps)).flatten(1, 2), expected)
    halved = attended([each.flatten(1, 2) / 2 for each in maps], attention) * 2
    assert not torch.allclose(halved, expected, rtol=1e-2)  # what a mean would give is not the same


@torch.no_grad()
def test_the_first_part_shifts_down_first_the_second_across_first_and_the_third_stays():
    mixing, x = SplitShiftMixing(8), torch.randn(2, 4, 5, 8)
    randomise(mixing)
    first, second, third = mixing.widen(x).split(8, dim=-1)
    maps = [
        moved(first, [(-1, 0), (1, 0), (0, -1), (0, 1)]),  # Eq. 1
        moved(second, [(0, -1), (0, 1), (-1, 0), (1, 0)]),  # Eq. 8
        third,
    ]
    expected = attended([each.flatten(1, 2) for each in maps], mixing.attention).view(2, 4, 5, 8)
    torch.testing.assert_close(mixing(x), mixing.project(expected))


@torch.no_grad()
def test_the_network_is_its_equations_and_norms_nothing_before_the_classifier():
    network = mixbench.build("s2mlpv2_small_7", image_size=28, depths=(1, 1), widths=(8, 12)).double()
    randomise(network)
    image = torch.randn(2, 3, 28, 28, dtype=torch.float64)
    stem, (one, (merge, two)) = network.stem.project, network.stages
    x = conv2d(image, stem.weight, stem.bias, stride=7).permute(0, 2, 3, 1)
    x = block(x, one[0])
    x = conv2d(x.permute(0, 3, 1, 2), merge.project.weight, merge.project.bias, stride=2)
    x = block(x.permute(0, 2, 3, 1), two)
    torch.testing.assert_close(network(image), network.head(x.mean(dim=(1, 2))))


def block(x: torch.Tensor, module: torch.nn.Module) -> torch.Tensor:
    """Equation 5: y = mix(LN(x)) + x, then z = MLP(LN(y)) + y."""
    width, before, after = x.shape[-1:], module.spatial_norm, module.channel_norm
    y = module.spatial_mixing(layer_norm(x, width, before.weight, before.bias, 1e-5)) + x
    mlp = module.channel_mixing
    return mlp.project(gelu(mlp.expand(layer_norm(y, width, after.weight, after.bias, 1e-5)))) + y


@pytest.mark.parametrize(
    ("variant", "params", "macs"),
    [
        ("s2mlpv2_small_7", 25_112_680, 6_901_767_168),
        ("s2mlpv2_medium_7", 55_268_840, 16_284_307_456),
        ("s2mlpv2_small_14", 29_890_408, 6_855_613_440),
    ],
)
def test_costs_are_those_worked_out_by_hand(variant, params, macs):
    cost = resolve(Model(variant)).law(224, 224)
    assert (cost.params, cost.macs) == (params, macs)
    assert sum(each.numel() for each in mixbench.build(variant, device="meta").parameters()) == params


def test_without_a_second_level_there_is_no_merging_either():
    maps = {}
    for variant in ("s2mlpv2_small_7", "s2mlpv2_small_14"):
        network = mixbench.build(variant, device="meta")
        image = torch.empty(1, 3, 224, 224, device="meta")
        maps[variant] = [tuple(each.shape) for each in network.feature_maps(image)]
    assert maps["s2mlpv2_small_7"] == [(1, 192, 32, 32), (1, 384, 16, 16)]
    assert maps["s2mlpv2_small_14"] == [(1, 384, 16, 16)]


def test_the_first_level_is_never_empty():
    with pytest.raises(HyperparameterError, match="depths 0x5 leave the first level empty; nearest 1x5"):
        configure(S2MlpV2Config, {"depths": (0, 5)})


@pytest.mark.parametrize(
    ("model", "size", "said"),
    [
        ("s2mlpv2_small_7", (224, 231), "the overall stride 14 does not divide 231; nearest 224 or 238"),
        ("s2mlpv2_small_7:depths=4x0", (224, 231), None),
        ("s2mlpv2_small_14", (231, 224), "patch size 14 does not divide 231; nearest 224 or 238"),
    ],
)
def test_patches_of_all_levels_tile_the_image(model, size, said):
    assert resolve(Model.parse(model)).refusal(*size) == said
