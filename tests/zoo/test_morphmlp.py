"""MorphMLP's chunks against their definition, place by place, and what its network accepts."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import gelu

from mixbench.catalog.hyperparameters import configure
from mixbench.catalog.morphmlp import MorphMlpConfig, refusal
from mixbench.catalog.registry import resolve
from mixbench.core.errors import HyperparameterError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.zoo.construction import construct
from mixbench.zoo.morphmlp import ColumnFC, RowFC, StridedFC, chunks, mixing


def mixed_in_chunks(
    x: torch.Tensor, weight: torch.Tensor, groups: list[list[tuple[int, int]]]
) -> torch.Tensor:
    """One image (H, W, C) after mixing each group of L places, a segment of channels at a time."""
    out, width, length = torch.zeros_like(x), x.shape[-1], len(groups[0])
    share = width // length
    for places in groups:
        for segment in range(length):
            channels = slice(segment * share, (segment + 1) * share)
            values = torch.cat([x[row, column, channels] for row, column in places])
            mixed = weight @ values
            for index, (row, column) in enumerate(places):
                out[row, column, channels] = mixed[index * share : (index + 1) * share]
    return out


def groups_of(layer: type, rows: int, columns: int, length: int) -> list[list[tuple[int, int]]]:
    """The places of each chunk, in their order."""
    places = [(row, column) for row in range(rows) for column in range(columns)]
    if layer is StridedFC:
        apart = len(places) // length
        return [places[first::apart] for first in range(apart)]
    if layer is ColumnFC:
        places.sort(key=lambda place: place[::-1])
    return [places[first : first + length] for first in range(0, len(places), length)]


@pytest.mark.parametrize("layer", [RowFC, ColumnFC, StridedFC])
@pytest.mark.parametrize(
    ("size", "length"),
    [((8, 4), 4), ((4, 8), 4), ((4, 4), 8), ((2, 4), 8), ((4, 6), 4), ((6, 4), 12), ((3, 5), 1), ((6, 6), 9)],
)
def test_chunks_are_mixed_a_segment_at_a_time(layer, size, length):
    torch.manual_seed(0)
    width = 2 * length
    chunk, x = layer(width, length), torch.randn(2, *size, width)
    torch.nn.init.normal_(chunk.linear.weight)
    groups = groups_of(layer, *size, length)
    with torch.no_grad():
        wanted = torch.stack([mixed_in_chunks(image, chunk.linear.weight, groups) for image in x])
        torch.testing.assert_close(chunk(x), wanted, rtol=1e-4, atol=1e-4)


def test_a_chunk_as_long_as_a_row_mixes_whole_rows():
    layer = RowFC(4, 4)
    torch.nn.init.ones_(layer.linear.weight)
    x = torch.zeros(1, 3, 4, 4)
    x[0, 1, 2, 3] = 1
    row = torch.zeros(3, 4, 4)
    row[1, :, 3] = 1  # the fourth segment of the second row, at each of its places
    assert torch.equal(layer(x)[0], row)


@pytest.mark.parametrize(("size", "length"), [((56, 56), 14), ((28, 28), 28), ((14, 14), 28), ((7, 7), 49)])
def test_the_chunks_of_a_transposed_map_are_a_view_at_the_published_size(size, length):
    x = torch.randn(1, *size, length)
    assert chunks(x.transpose(1, 2), length).data_ptr() == x.data_ptr()


@pytest.mark.parametrize(("is_last_stage", "branches"), [(False, 3), (True, 2)])
def test_every_branch_has_its_share(is_last_stage, branches):
    torch.manual_seed(0)
    layer, x = mixing(8, 4, is_last_stage), torch.randn(2, 4, 6, 8)
    for parameter in layer.parameters():
        torch.nn.init.normal_(parameter)
    with torch.no_grad():
        found = torch.stack([*(along(x) for along in layer.along), layer.in_place(x)])
        assert len(found) == branches
        scores = layer.reweight.expand(gelu(layer.reweight.squeeze(found.sum(0).mean((1, 2)))))
        shares = scores.reshape(2, 8, branches).softmax(-1)  # the branch is the fastest index
        expected = layer.project(torch.einsum("kbhwc,bck->bhwc", found, shares))
        torch.testing.assert_close(layer(x), expected, rtol=1e-4, atol=1e-4)


def test_only_the_last_stage_takes_places_at_even_distances():
    network = construct(resolve(Model("morphmlp_b")), 224, 224, device="meta")
    kinds = [[type(branch) for branch in stage[-1].spatial_mixing.along] for stage in network.stages]
    assert kinds == [[ColumnFC, RowFC]] * 3 + [[StridedFC]]


@pytest.mark.parametrize(
    ("letter", "params", "gmacs"),
    [
        ("t", 23_380_552, 3.96),
        ("s", 40_529_138, 6.94),
        ("b", 57_950_206, 10.20),
        ("l", 76_148_316, 12.44),
    ],
)
def test_the_totals_of_the_authors_code_without_time(letter, params, gmacs):
    law = resolve(Model(f"morphmlp_{letter}")).law(224, 224)
    assert law.params == params
    assert law.macs / 1e9 == pytest.approx(gmacs, abs=0.006)


def test_mixing_costs_what_was_worked_out():
    macs, depths, widths = 0, (3, 4, 7, 3), (84, 168, 336, 588)
    for depth, c, side, last in zip(depths, widths, (56, 28, 14, 7), (0, 0, 0, 1), strict=True):
        macs += depth * (3 * side**2 * c**2 + 3 * c**2 // 4 if last else 4 * side**2 * c**2 + c**2)
    assert resolve(Model("morphmlp_t")).law(224, 224).role(Role.SPATIAL_MIXING).macs == macs


@pytest.mark.parametrize("size", [(224, 224), (221, 224), (448, 224), (672, 448)])
def test_sizes_whose_maps_whole_chunks_tile_are_accepted(size):
    assert refusal(MorphMlpConfig(), *size) is None


def test_other_sizes_are_refused_with_the_next():
    said = "the stride of whole chunks 224 does not divide 256; nearest 224 or 448"
    assert refusal(MorphMlpConfig(), 224, 256) == said
    shorter = configure(MorphMlpConfig, {"widths": (64, 128, 320, 512), "chunk_lengths": (8, 16, 4, 1)})
    assert refusal(shorter, 64, 96) is None


def test_chunks_that_do_not_divide_the_widths_are_refused_with_those_that_do():
    with pytest.raises(HyperparameterError) as refused:
        resolve(Model("morphmlp_t", {"widths": (96, 192, 384, 768)}))
    (problem,) = refused.value.problems
    assert problem.nearest == (12, 24, 24, 48)
    assert str(refused.value) == (
        "chunk lengths 14x28x28x49 do not divide widths 96x192x384x768; nearest 12x24x24x48"
    )


def test_linears_start_as_truncated_normals_and_convolutions_as_torch_starts_them():
    torch.manual_seed(0)
    network = construct(resolve(Model("morphmlp_t", {"depths": (1, 1, 1, 1)})), 224, 224)
    block = network.stages[3][1]
    linears = [block.spatial_mixing.along[0].linear, block.channel_mixing.expand, network.head]
    assert all(linear.weight.std().item() == pytest.approx(0.02, rel=0.05) for linear in linears)
    reduce = network.stages[3][0][0][0]
    assert reduce.weight.abs().max().item() == pytest.approx((9 * 336) ** -0.5, rel=0.01)
    assert reduce.bias.any()
