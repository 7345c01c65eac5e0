"""Attention, tokens and positions of ViT and DeiT against their definitions."""

from __future__ import annotations

from itertools import product
from math import exp, floor, sqrt

import pytest
import torch
from torch.nn.functional import gelu
from torch.utils._python_dispatch import TorchDispatchMode

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.catalog.transformer import MOST_HEADS, neighbouring_divisors
from mixbench.core.errors import HyperparameterError, RequestError
from mixbench.core.model import Model
from mixbench.engine.counting import count
from mixbench.zoo.construction import construct
from mixbench.zoo.transformer import Attention, Tokens, interpolate_positions


def attended(layer: Attention, x: torch.Tensor) -> torch.Tensor:
    """Equations 5 to 8 of ViT for one image (N, D): head by head, token by token, channel by channel."""
    tokens, width = x.shape
    share = width // layer.heads
    joint = layer.query_key_value(x)  # all queries, then all keys, then all values; head by head in each
    mixed = torch.zeros(tokens, width)
    for head, token in product(range(layer.heads), range(tokens)):
        query, key, value = (joint[:, part * width + head * share :][:, :share].tolist() for part in range(3))
        scores = [sum(q * k for q, k in zip(query[token], other, strict=True)) for other in key]
        weights = [exp(score / sqrt(share)) for score in scores]
        for channel in range(share):
            taken = sum(weight * value[other][channel] for other, weight in enumerate(weights))
            mixed[token, head * share + channel] = taken / sum(weights)
    return layer.project(mixed)


@pytest.mark.parametrize("form", ["fused", "explicit"])
@pytest.mark.parametrize("heads", [1, 2, 6])
def test_attention_is_its_equations(form, heads):
    torch.manual_seed(0)
    layer = Attention(12, heads, form)
    for parameter in layer.parameters():
        torch.nn.init.normal_(parameter, std=0.4)
    images = torch.randn(2, 5, 12)
    with torch.no_grad():
        expected = torch.stack([attended(layer, image) for image in images])
        torch.testing.assert_close(layer(images), expected)


@pytest.mark.parametrize("variant", ["vit_s16", "deit_ti_distilled"])
def test_both_forms_of_attention_answer_and_cost_the_same(variant):
    torch.manual_seed(0)
    fused, explicit = (
        mixbench.build(variant, image_size=64, depth=2, attention=form) for form in ("fused", "explicit")
    )
    for parameter in fused.parameters():
        torch.nn.init.normal_(parameter, std=0.1)
    explicit.load_state_dict(fused.state_dict())
    image = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        torch.testing.assert_close(explicit(image), fused(image), rtol=1e-4, atol=1e-4)
    counts = [count(network.to("meta"), (1, 3, 64, 64)) for network in (fused, explicit)]
    assert counts[0].params == counts[1].params
    assert counts[0].by_role == counts[1].by_role


class Watching(TorchDispatchMode):
    """Writes down the operators that run."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        self.names.add(func._schema.name)
        return func(*args, **(kwargs or {}))


def test_only_the_written_out_form_takes_its_steps_one_by_one():
    ran = {}
    for form in ("fused", "explicit"):
        with torch.no_grad(), Watching() as watching:
            Attention(12, 3, form)(torch.randn(2, 5, 12))
        ran[form] = watching.names
    assert {"aten::bmm", "aten::_softmax"} <= ran["explicit"]
    assert not {"aten::bmm", "aten::_softmax"} & ran["fused"]


@pytest.mark.parametrize("form", ["fused", "explicit"])
@pytest.mark.parametrize(
    ("variant", "overrides"),
    [
        ("vit_s16", {"depth": 3, "width": 30, "heads": 5, "mlp_ratio": 3, "patch_size": 7}),
        ("deit_ti", {"depth": 2, "width": 9, "heads": 9, "distilled": True, "patch_size": 7}),
    ],
)
def test_the_law_is_the_count_of_other_structures(form, variant, overrides):
    resolved = resolve(Model(variant, {**overrides, "attention": form}))
    found = count(construct(resolved, 35, 63, device="meta"), (1, 3, 35, 63))
    assert found.by_role == resolved.law(35, 63).by_role
    assert not found.unknown


def test_a_block_is_two_branches_each_with_a_norm_before_it():
    torch.manual_seed(0)
    network = mixbench.build("deit_ti", image_size=32, depth=1, width=12, heads=3)
    block, x = network.blocks[0], torch.randn(2, 5, 12)
    for parameter in block.parameters():
        torch.nn.init.normal_(parameter, mean=0.2, std=0.4)

    def normed(x: torch.Tensor, norm: torch.nn.LayerNorm) -> torch.Tensor:
        centred = x - x.mean(-1, keepdim=True)
        return centred / (centred.square().mean(-1, keepdim=True) + 1e-6).sqrt() * norm.weight + norm.bias

    with torch.no_grad():
        half = x + block.spatial_mixing(normed(x, block.spatial_norm))
        mlp = block.channel_mixing
        hidden = gelu(normed(half, block.channel_norm) @ mlp.expand.weight.T + mlp.expand.bias)
        expected = half + hidden @ mlp.project.weight.T + mlp.project.bias
        torch.testing.assert_close(block(x), expected, rtol=1e-4, atol=1e-4)


def test_learned_tokens_come_first_and_every_token_has_a_position():
    tokens = Tokens(patches=3, width=2, distilled=True)
    with torch.no_grad():
        tokens.class_token.fill_(10)
        tokens.distillation_token.fill_(20)
        tokens.positions.copy_(torch.arange(5.0)[None, :, None].expand(1, 5, 2))
    patches = torch.full((4, 3, 2), 30.0)
    assert tokens(patches)[3, :, 1].tolist() == [10, 21, 32, 33, 34]
    assert Tokens(3, 2, distilled=False)(patches).shape == (4, 4, 2)


@pytest.mark.parametrize("variant", ["vit_ti16", "deit_ti_distilled"])
def test_what_the_learned_tokens_hold_is_normed_alone(variant):
    torch.manual_seed(0)
    network = mixbench.build(variant, image_size=32, depth=1)
    image = torch.randn(2, 3, 32, 32)
    with torch.no_grad():
        whole = network.norm(network.blocks(network.tokens(network.stem(image))))
        learned = 2 if "distilled" in variant else 1
        torch.testing.assert_close(network.encode(image), whole[:, :learned])


@pytest.mark.parametrize(
    ("variant", "asked", "said", "nearest"),
    [
        ("vit_s16", {"heads": 5}, "heads 5 does not divide width 384; nearest 4 or 6", 4),
        ("deit_s", {"heads": 5}, "heads 5 does not divide width 384; nearest 4 or 6", 4),
        ("deit_s_distilled", {"heads": 47}, "heads 47 does not divide width 384; nearest 32 or 48", 48),
        ("vit_b16", {"width": 131}, "heads 12 does not divide width 131; nearest 1", 1),
        ("vit_b16", {"width": 61, "heads": 40}, "heads 40 does not divide width 61; nearest 1 or 61", 61),
    ],
)
def test_heads_that_do_not_divide_the_width_are_refused_with_the_nearest(variant, asked, said, nearest):
    with pytest.raises(HyperparameterError) as refused:
        resolve(Model(variant, asked))
    (problem,) = refused.value.problems
    assert (problem.field, problem.sentence, problem.nearest) == ("heads", said, nearest)


def test_no_number_of_heads_lies_nearer_than_the_ones_that_are_named():
    for width, heads in product(range(8, 200), range(1, MOST_HEADS + 1)):
        if width % heads:
            named = neighbouring_divisors(width, heads)
            between = range(named[0] + 1, named[1] if len(named) > 1 else MOST_HEADS + 1)
            assert named[0] < heads and all(width % each == 0 for each in named)
            assert not any(width % each == 0 for each in between)


def cubic(distance: float) -> float:
    """Keys' kernel with a = -0.75."""
    x, a = abs(distance), -0.75
    if x <= 1:
        return (a + 2) * x**3 - (a + 3) * x**2 + 1
    return a * (x**3 - 5 * x**2 + 8 * x - 4) if x < 2 else 0.0


def resized(source: torch.Tensor, target: tuple[int, int]) -> torch.Tensor:
    """(h, w) to another grid: 4 x 4 neighbours of each new centre, borders repeated; written as loops."""
    out = torch.zeros(target, dtype=source.dtype)
    scale = [have / want for have, want in zip(source.shape, target, strict=True)]
    for row, column in product(*map(range, target)):
        y, x = (row + 0.5) * scale[0] - 0.5, (column + 0.5) * scale[1] - 0.5
        for i, j in product(range(floor(y) - 1, floor(y) + 3), range(floor(x) - 1, floor(x) + 3)):
            inside = min(max(i, 0), source.shape[0] - 1), min(max(j, 0), source.shape[1] - 1)
            out[row, column] += source[inside] * cubic(y - i) * cubic(x - j)
    return out


@pytest.mark.parametrize("learned", [1, 2])
@pytest.mark.parametrize(
    ("grid", "target"), [((3, 5), (6, 7)), ((4, 4), (4, 4)), ((7, 3), (2, 4)), ((1, 2), (3, 3))]
)
def test_positions_move_to_another_grid_bicubically(learned, grid, target):
    torch.manual_seed(0)
    positions = torch.randn(1, learned + grid[0] * grid[1], 3, dtype=torch.float64)
    moved = interpolate_positions(positions, grid, target)
    assert torch.equal(moved[:, :learned], positions[:, :learned])
    for channel in range(3):
        source = positions[0, learned:, channel].view(grid)
        torch.testing.assert_close(moved[0, learned:, channel].view(target), resized(source, target))


def test_a_grid_that_the_positions_do_not_hold_is_refused():
    with pytest.raises(RequestError, match="16 positions do not hold a grid of 4 x 5"):
        interpolate_positions(torch.zeros(1, 16, 8), (4, 5), (8, 8))


@pytest.mark.parametrize("variant", ["vit_ti16", "deit_ti_distilled"])
def test_weights_move_to_another_resolution(variant):
    torch.manual_seed(0)
    small = mixbench.build(variant, image_size=64, depth=1)
    large = mixbench.build(variant, image_size=(96, 128), depth=1)
    weights = small.state_dict()
    weights["tokens.positions"] = interpolate_positions(weights["tokens.positions"], (4, 4), (6, 8))
    large.load_state_dict(weights)
    assert large(torch.randn(1, 3, 96, 128)).isfinite().all()
