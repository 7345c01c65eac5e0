"""MAXIM against the definitions of its parts, and against what its authors' JAX code answers."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn.functional import gelu, interpolate

import mixbench
from mixbench.catalog.maxim import Level
from mixbench.catalog.registry import resolve
from mixbench.core.errors import SizeError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.engine.counting import count
from mixbench.zoo.construction import construct
from mixbench.zoo.multi_axis import CrossGating, GatedMlp, MultiAxis, PlaceGates, PlaceMixing
from mixbench.zoo.resizing import nearest, resized

#: A network of few channels whose smallest side is 16.
TINY = {"features": 4, "block_sizes": (4, 2), "grid_sizes": (2, 2)}

#: Mean, and channel 1 at the place (H // 2, W // 3), of the images that the authors' JAX code gives in
#: double precision for the weights and the image of `wave`; three of each stage, from coarse to fine.
AUTHORS_ANSWERS = [
    [0.465584156609, 0.090720146124],
    [-0.015359852117, -0.452927559816],
    [-0.161190837582, 0.327385364672],
    [0.259485493426, 1.30490068612],
    [-0.507366533224, -1.144482314606],
    [0.163199758218, 0.773243344892],
]


def wave(shape, start: float, step: float) -> torch.Tensor:
    """A tensor of sines."""
    return torch.sin(start + step * torch.arange(shape.numel(), dtype=torch.float64)).view(shape)


def randomise(network: nn.Module) -> None:
    """Make norms, biases and gates count."""
    for parameter in network.parameters():
        nn.init.normal_(parameter, std=0.3)


def test_it_answers_as_the_authors_code():
    network = mixbench.build("maxim_s2", image_size=(16, 32), **TINY).double()
    with torch.no_grad():
        for index, parameter in enumerate(network.parameters()):
            scale = 0.5 if parameter.ndim == 1 else parameter[0].numel() ** -0.5
            parameter.copy_(scale * wave(parameter.shape, index, 0.7))
        stages = network(wave(torch.Size((1, 3, 16, 32)), 0, 0.1))
    images = [image[0] for stage in stages for image in stage]
    found = [[image.mean(), image[1, image.shape[1] // 2, image.shape[2] // 3]] for image in images]
    wanted = torch.tensor(AUTHORS_ANSWERS, dtype=torch.float64)
    torch.testing.assert_close(torch.tensor(found), wanted, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("axis", ["block", "grid"])
def test_places_are_mixed_within_each_block_or_grid(axis):
    torch.manual_seed(0)
    side, rows, columns = 2, 3, 4
    mixing, x = PlaceMixing(axis, side), torch.randn(2, side * rows, side * columns, 5)
    nn.init.normal_(mixing.bias)
    expected = torch.empty_like(x)
    for row in range(rows):
        for column in range(columns):
            # Neighbours, or places half of the height and half of the width apart.
            down = [side * row + i if axis == "block" else rows * i + row for i in range(side)]
            across = [side * column + i if axis == "block" else columns * i + column for i in range(side)]
            places = [(y, x) for y in down for x in across]
            before = torch.stack([x[:, i, j] for i, j in places])  # (places, B, C)
            after = torch.einsum("ts,sbc->tbc", mixing.weight, before) + mixing.bias[:, None, None]
            for (i, j), value in zip(places, after, strict=True):
                expected[:, i, j] = value
    torch.testing.assert_close(mixing(x).reshape(x.shape), expected)


@pytest.mark.parametrize("axis", ["block", "grid"])
def test_a_gated_mlp_gates_by_the_second_half_plus_one(axis):
    torch.manual_seed(0)
    layer, x = GatedMlp(axis, 2, 6), torch.randn(2, 4, 6, 6)
    randomise(layer)
    kept, gating = gelu(layer.expand(layer.norm(x)), approximate="tanh").split(6, dim=-1)
    gates = layer.gate(layer.gate_norm(gating)).reshape(x.shape)
    torch.testing.assert_close(layer(x), x + layer.project(kept * (gates + 1)))


def reached(axis: str) -> torch.Tensor:
    """Where the answer of one gated MLP changes with the place (1, 5) of a map of 8 x 8."""
    torch.manual_seed(0)
    layer, x = GatedMlp(axis, 4, 6), torch.randn(1, 8, 8, 6)
    randomise(layer)
    changed = x.clone()
    changed[0, 1, 5] += torch.randn(6)  # more than a shift, which the norm would take away
    return (layer(x) - layer(changed)).abs().amax(dim=(0, 3)) > 0


def test_a_block_is_near_and_a_grid_is_everywhere():
    block, grid = torch.zeros(2, 8, 8, dtype=torch.bool)
    block[0:4, 4:8] = True
    grid[1::2, 1::2] = True
    assert torch.equal(reached("block"), block)
    assert torch.equal(reached("grid"), grid)


def test_the_first_half_of_the_channels_goes_to_grids():
    torch.manual_seed(0)
    layer, x = MultiAxis(Level(width=6, block=2, grid=4)), torch.randn(2, 4, 8, 6)
    randomise(layer)
    inner = gelu(layer.expand(layer.norm(x)), approximate="tanh")
    mixed = torch.cat([layer.grid(inner[..., :6].clone()), layer.block(inner[..., 6:].clone())], dim=-1)
    torch.testing.assert_close(layer(x), x + layer.project(mixed))


def test_each_of_two_maps_is_gated_by_the_other():
    torch.manual_seed(0)
    level = Level(width=6, block=2, grid=4)
    layer, x, y = CrossGating(level, 9, 5), torch.randn(2, 4, 8, 9), torch.randn(2, 2, 4, 5)
    randomise(layer)
    x_in, y_in = layer.x_input(x), layer.y_input(layer.enlarge(y))
    x_inner = gelu(layer.x_expand(layer.x_norm(x_in)), approximate="tanh")
    y_inner = gelu(layer.y_expand(layer.y_norm(y_in)), approximate="tanh")
    y_out = layer.y_project(y_inner * layer.x_gates(x_inner)) + y_in
    x_out = layer.x_project(x_inner * layer.y_gates(y_inner)) + y_out + x_in
    for found, expected in zip(layer(x, y), (x_out, y_out), strict=True):
        torch.testing.assert_close(found, expected)


@pytest.mark.parametrize("doublings", [-2, -1, 0, 1, 2])
def test_resizing_is_torch_s_bilinear_with_anti_aliasing(doublings):
    x = torch.randn(2, 8, 12, 3, dtype=torch.float64)
    planes = x.permute(0, 3, 1, 2)
    expected = interpolate(planes, scale_factor=2.0**doublings, mode="bilinear", antialias=True)
    torch.testing.assert_close(resized(x, doublings), expected.permute(0, 2, 3, 1))


def test_shrinking_weighs_twice_the_places_and_renorms_at_the_border():
    column = torch.tensor([1.0, 10, 100, 1000, 10000, 100000])
    wanted = torch.tensor([(3 + 30 + 100) / 7, (10 + 300 + 3000 + 10000) / 8, (1000 + 30000 + 300000) / 7])
    x = column.view(1, 6, 1, 1).expand(1, 6, 6, 1)
    torch.testing.assert_close(resized(x, -1), wanted.view(1, 3, 1, 1).expand(1, 3, 3, 1))
    torch.testing.assert_close(resized(x.transpose(1, 2), -1)[0, 0, :, 0], wanted)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("doublings", [-2, -1, 1, 2])
def test_resizing_keeps_a_constant_in_every_precision(doublings, dtype):
    assert torch.equal(
        resized(torch.ones(1, 8, 8, 2, dtype=dtype), doublings).unique(), torch.ones(1).to(dtype)
    )


def test_a_gradient_flows_through_resizing():
    x = torch.randn(1, 4, 8, 1, dtype=torch.float64, requires_grad=True)
    for doublings in (-2, -1, 1):
        assert torch.autograd.gradcheck(lambda x, times=doublings: resized(x, times), x)


@pytest.mark.parametrize("halvings", [0, 1, 2])
def test_an_image_is_halved_to_the_place_after_the_middle(halvings):
    image = torch.randn(2, 3, 8, 16)
    expected = interpolate(image, scale_factor=0.5**halvings, mode="nearest-exact")
    assert torch.equal(nearest(image.permute(0, 2, 3, 1), halvings), expected.permute(0, 2, 3, 1))


@pytest.mark.parametrize("stages", [1, 2, 3])
@pytest.mark.parametrize("scales", [1, 2, 3])
def test_every_stage_adds_to_the_image_at_every_scale(stages, scales):
    chosen = TINY | {"num_stages": stages, "num_supervision_scales": scales}
    network = mixbench.build("maxim_s1", image_size=(16, 32), **chosen)
    for parameter in network.parameters():
        nn.init.zeros_(parameter)
    image = torch.randn(2, 3, 16, 32)
    answers = network(image)
    assert len(answers) == stages
    for answer in answers:
        steps = [0.5**level for level in reversed(range(scales))]
        for found, step in zip(answer, steps, strict=True):
            assert torch.equal(found, interpolate(image, scale_factor=step, mode="nearest-exact"))


def test_gates_are_open_at_the_start_of_training():
    network = mixbench.build("maxim_s1", image_size=16, **TINY)
    for module in network.modules():
        if isinstance(module, PlaceGates):
            assert module.grid.bias.eq(1).all()
            assert module.block.bias.eq(1).all()
        if isinstance(module, GatedMlp):
            assert not module.gate.bias.any()


def test_weights_start_as_flax_starts_them():
    torch.manual_seed(0)
    network = mixbench.build("maxim_s1", image_size=64)
    stage = network.stages[0]
    body = stage.encoders[0].body
    for weight, fan_in in (
        (stage.inputs[0].weight, 3 * 9),
        (body.blocks[1].first.weight, 32 * 9),
        (stage.encoders[0].halve.weight, 32 * 16),
        (stage.decoders[2].enlarge.weight, 128 * 4),
        (stage.gates[2].x_expand.weight, 128),
    ):
        assert weight.std().item() == pytest.approx(fan_in**-0.5, rel=0.1)
        assert weight.abs().max().item() < 2.3 * fan_in**-0.5  # cut at 2 / 0.8796 deviations
    assert body.blocks[0].grid.gate.weight.std().item() == pytest.approx(0.02, rel=0.05)
    assert not body.blocks[1].first.bias.any()


@pytest.mark.parametrize(
    ("variant", "scales", "params", "macs_g"),
    [
        ("maxim_s1", 3, 6_139_561, 41.20),
        ("maxim_s2", 3, 14_176_178, 96.66),
        ("maxim_s3", 3, 22_212_795, 152.12),
        ("maxim_s1", 1, 6_108_515, 40.98),
        ("maxim_s2", 1, 13_353_830, 91.89),
        ("maxim_s3", 1, 20_599_145, 142.79),
        ("maxim_m1", 3, 19_464_265, None),
        ("maxim_m2", 3, 43_227_986, None),
        ("maxim_m3", 3, 66_991_707, None),
        ("maxim_m1", 1, 19_361_219, None),
        ("maxim_m2", 1, 40_839_110, None),
        ("maxim_m3", 1, 62_317_001, None),
    ],
)
def test_parameters_and_macs_are_those_of_the_authors_network(variant, scales, params, macs_g):
    chosen = {"num_supervision_scales": scales}
    law = resolve(Model(variant, chosen)).law(256, 256)
    network = mixbench.build(variant, image_size=256, device="meta", **chosen)
    assert law.params == sum(parameter.numel() for parameter in network.parameters()) == params
    if macs_g is not None:
        assert law.macs / 1e9 == pytest.approx(macs_g, abs=0.005)


@settings(max_examples=15, deadline=None)
@given(
    features=st.integers(4, 20),
    stages=st.integers(1, 3),
    scales=st.integers(1, 3),
    blocks=st.tuples(st.integers(1, 6), st.integers(1, 3)),
    grids=st.tuples(st.integers(1, 6), st.integers(1, 3)),
)
def test_the_law_is_the_count_for_every_structure(features, stages, scales, blocks, grids):
    chosen = {"features": features, "num_stages": stages, "num_supervision_scales": scales}
    resolved = resolve(Model("maxim_s1", chosen | {"block_sizes": blocks, "grid_sizes": grids}))
    step = next(side for side in range(8, 10_000, 8) if not resolved.refusal(side, side))
    found = count(construct(resolved, step, 2 * step, device="meta"), (1, 3, step, 2 * step))
    assert found.by_role == resolved.law(step, 2 * step).by_role
    assert not found.unknown


def test_all_macs_but_those_of_channel_attention_grow_with_the_image():
    small, large = (resolve(Model("maxim_s2")).law(side, side) for side in (256, 512))
    blocks = 2 * 4  # four of each width in each of the two stages
    attention = blocks * sum(2 * c * (c // 4) for c in (32, 64, 128, 128))
    assert large.macs - 4 * small.macs == -3 * attention
    assert large.role(Role.SPATIAL_MIXING).macs == 4 * small.role(Role.SPATIAL_MIXING).macs


@pytest.mark.parametrize(
    ("model", "size", "said"),
    [
        (
            "maxim_s1",
            (224, 256),
            "the common step of all blocks and grids 64 does not divide 224; nearest 192 or 256",
        ),
        ("maxim_s1", (64, 32), "64 does not divide 32; nearest 64"),
        ("maxim_s1:block_sizes=12x8", (64, 64), "192 does not divide 64; nearest 192"),
    ],
)
def test_blocks_and_grids_must_divide_every_level(model, size, said):
    with pytest.raises(SizeError, match=said):
        mixbench.build(model, image_size=size, device="meta")
