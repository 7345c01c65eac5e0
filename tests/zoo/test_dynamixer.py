"""DynaMixer's operation against its definition as loops, its totals, and the sizes that it takes."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import gelu

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.errors import HyperparameterError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.zoo.dynamixer import HEIGHT, WIDTH, DynamicMixing, DynaMixer, DynaMixing


def mixed_line_by_line(x: torch.Tensor, layer: DynamicMixing) -> torch.Tensor:
    """One line and one head at a time: generate the matrix, softmax over its first index, mix."""
    length, channels = x.shape[layer.axis], x.shape[-1] // layer.heads
    out = torch.empty_like(x)
    for image, source in enumerate(x):
        for line in range(x.shape[WIDTH if layer.axis == HEIGHT else HEIGHT]):
            tokens = source[:, line] if layer.axis == HEIGHT else source[line]  # (L, C)
            target = out[image, :, line] if layer.axis == HEIGHT else out[image, line]
            compressed = layer.compress(tokens).reshape(length, layer.heads, -1)
            for head in range(layer.heads):
                numbers = torch.cat([compressed[place, head] for place in range(length)])
                matrix = layer.generate(numbers).reshape(length, length).softmax(0)
                share = slice(head * channels, (head + 1) * channels)
                for place in range(length):
                    target[place, share] = sum(
                        matrix[other, place] * tokens[other, share] for other in range(length)
                    )
    return layer.project(out)


def randomised(layer: torch.nn.Module) -> torch.nn.Module:
    """Far from the start of training, where matrices and shares are nearly uniform."""
    for parameter in layer.parameters():
        torch.nn.init.normal_(parameter)
    return layer


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
@pytest.mark.parametrize(("heads", "reduced_dim"), [(1, 1), (2, 3), (3, 2), (6, 1)])
@torch.no_grad()
def test_the_operation_is_what_the_loops_say(axis, heads, reduced_dim):
    torch.manual_seed(0)
    x = torch.randn(2, 4, 5, 6)
    layer = randomised(DynamicMixing(6, x.shape[axis], heads, reduced_dim, axis))
    torch.testing.assert_close(layer(x), mixed_line_by_line(x, layer), rtol=1e-4, atol=1e-4)


@torch.no_grad()
def test_columns_of_a_matrix_sum_to_one_and_rows_do_not():
    torch.manual_seed(0)
    layer = randomised(DynamicMixing(6, 5, 2, 2, WIDTH))
    matrices = layer.matrices(torch.randn(2, 4, 5, 6))
    assert matrices.shape == (2, 4, 2, 5, 5)
    torch.testing.assert_close(matrices.sum(-2), torch.ones(2, 4, 2, 5))
    assert (matrices.sum(-1) - 1).abs().max() > 0.1


@torch.no_grad()
def test_where_nothing_is_generated_every_token_becomes_the_mean_of_its_line():
    layer, x = DynamicMixing(6, 4, 2, 2, HEIGHT), torch.randn(2, 4, 5, 6)
    torch.nn.init.zeros_(layer.generate.weight)
    torch.nn.init.eye_(layer.project.weight)
    torch.testing.assert_close(layer(x), x.mean(HEIGHT, keepdim=True).expand_as(x))


def mixing(rows: int, columns: int) -> DynaMixing:
    """The mixing of the first level of a small network."""
    config = resolve(Model("dynamixer_s", {"widths": (12, 24), "heads": (3, 4)})).config
    network = DynaMixer(config, 7 * rows, 7 * columns)
    return randomised(network.stages[0][0].spatial_mixing)


@torch.no_grad()
def test_the_branches_are_weighed_column_row_and_place():
    torch.manual_seed(0)
    layer, x = mixing(4, 6), torch.randn(2, 4, 6, 12)
    branches = torch.stack([layer.along_height(x), layer.along_width(x), x @ layer.in_place.weight.T])
    scores = layer.reweight.expand(gelu(layer.reweight.squeeze(branches.sum(0).mean((1, 2)))))
    shares = scores.reshape(2, 12, 3).softmax(-1)  # the branch is the fastest index
    expected = layer.project(torch.einsum("kbhwc,bck->bhwc", branches, shares))
    torch.testing.assert_close(layer(x), expected, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("variant", "params"),
    [("dynamixer_s", 26_265_960), ("dynamixer_m", 57_128_264), ("dynamixer_l", 97_818_088)],
)
def test_parameters_are_those_of_the_authors_code(variant, params):
    assert resolve(Model(variant)).law(224, 224).params == params


@pytest.mark.parametrize("variant", ["dynamixer_s", "dynamixer_m", "dynamixer_l"])
@pytest.mark.parametrize("side", [112, 224, 448])
def test_mixing_follows_the_closed_form_of_a_square_image(variant, side):
    resolved = resolve(Model(variant))
    d, macs = resolved.config.reduced_dim, 0
    levels = zip(resolved.config.depths, resolved.config.widths, (8, 16), (7, 14), strict=True)
    for depth, c, s, stride in levels:
        length = side // stride
        n = length**2
        operation = n * c * s * d + s * d * n**2 + n * length * c + n * c**2
        macs += depth * (2 * operation + 2 * n * c**2 + c**2)
    assert resolved.law(side, side).role(Role.SPATIAL_MIXING).macs == macs


def test_counts_with_norms_are_the_printed_ones():
    for variant, printed in (("dynamixer_s", 7.3), ("dynamixer_m", 17.0), ("dynamixer_l", 27.4)):
        resolved = resolve(Model(variant))
        (d0, d1), (c0, c1) = resolved.config.depths, resolved.config.widths
        normed = 2 * (d0 * c0 * 32**2 + d1 * c1 * 16**2) + c1 * 16**2
        macs_g = (resolved.law(224, 224).macs + 5 * normed) / 1e9  # fvcore counts 5 for a normed number
        assert macs_g == pytest.approx(printed, abs=0.05)


def test_parameters_grow_with_the_image():
    network = mixbench.build("dynamixer_s", image_size=(224, 448), device="meta")
    first = network.stages[0][0].spatial_mixing
    assert first.along_height.generate.weight.shape == (32**2, 32 * 2)
    assert first.along_width.generate.weight.shape == (64**2, 64 * 2)


@torch.no_grad()
def test_a_transposed_image_with_exchanged_directions_gives_the_transposed_map():
    torch.manual_seed(0)
    layer, turned, x = mixing(4, 6), mixing(6, 4), torch.randn(2, 4, 6, 12)
    turned.load_state_dict(
        {
            name.replace("height", "?").replace("width", "height").replace("?", "width"): value
            for name, value in layer.state_dict().items()
        },
    )
    for exchanged in ("reweight.expand.weight", "reweight.expand.bias"):
        scores = layer.get_parameter(exchanged).unflatten(0, (12, 3))
        turned.get_parameter(exchanged).copy_(scores[:, [1, 0, 2]].flatten(0, 1))
    torch.testing.assert_close(turned(x.transpose(1, 2)), layer(x).transpose(1, 2), rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"heads": (5, 7)}, "heads 5x7 do not divide widths 192x384; nearest 4x6"),
        ({"heads": (8, 64), "widths": (8, 100)}, "heads 8x64 do not divide widths 8x100; nearest 8x50"),
        ({"heads": (9, 7), "depths": (4, 0)}, "heads 9x7 do not divide widths 192x384; nearest 8x7"),
    ],
)
def test_heads_divide_the_channels(values, said):
    with pytest.raises(HyperparameterError) as refused:
        resolve(Model("dynamixer_s", values))
    assert str(refused.value) == said
    (problem,) = refused.value.problems
    resolve(Model("dynamixer_s", {**values, "heads": problem.nearest}))


def test_the_last_level_must_tile_the_image():
    resolved = resolve(Model("dynamixer_s"))
    assert resolved.refusal(224, 231) == "the overall stride 14 does not divide 231; nearest 224 or 238"
    assert resolved.refusal(224, 448) is None
    one_level = resolve(Model("dynamixer_s", {"depths": (18, 0)}))
    assert one_level.refusal(224, 231) is None
    assert one_level.refusal(224, 230) == "patch size 7 does not divide 230; nearest 224 or 231"
