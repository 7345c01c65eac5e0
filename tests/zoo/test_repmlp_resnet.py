"""The earlier RepMLP in ResNet against the definition of its block, its two forms against one another."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from mixbench.catalog.hyperparameters import configure
from mixbench.catalog.registry import resolve
from mixbench.catalog.repmlp_resnet import RepMlpResNetConfig
from mixbench.core.cost import Cost, Count, RoleCost
from mixbench.core.errors import HyperparameterError, RequestError, SizeError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.engine.counting import count
from mixbench.zoo.construction import build, construct
from mixbench.zoo.reparameterization import reparameterize
from mixbench.zoo.repmlp_resnet import RepMlp

#: Quick to build; at 64 px 16 partitions in stage 2 and 4 in stage 3, at 32 px 4 and 1.
TINY = "depths=1x2x3x1,widths=8x16x24x32,partition_side=2,groups=4"
LIGHT = f"repmlp_res50_light_224:{TINY}"
BOTTLENECK = f"repmlp_res50_bottleneck_224:{TINY},reductions=2x3"


def law(text: str, height: int = 224, width: int | None = None) -> Cost:
    return resolve(Model.parse(text)).law(height, width or height)


def shares(cost: Cost | Count) -> dict[Role, RoleCost]:
    """The roles that cost anything."""
    return {role: share for role, share in cost.by_role.items() if share != RoleCost()}


def randomised(network: nn.Module) -> nn.Module:
    """Statistics, scales and shifts of every norm away from those of a fresh network."""
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d):
            nn.init.normal_(layer.running_mean, std=0.3)
            nn.init.uniform_(layer.running_var, 0.5, 2)
            nn.init.uniform_(layer.weight, 0.5, 1.5)
            nn.init.normal_(layer.bias, std=0.3)
    return network


def mixing(grid=(2, 3), **values) -> RepMlp:
    """RepMLP of 6 channels in 3 groups and partitions of 2 x 2."""
    torch.manual_seed(0)
    config = RepMlpResNetConfig(partition_side=2, groups=3, **values)
    return randomised(RepMlp(6, grid, config)).eval()


@torch.no_grad()
def test_a_group_of_channels_goes_through_its_matrix_partition_by_partition():
    block, x = mixing(form="deploy"), torch.randn(1, 6, 4, 6)
    weight, bias = block.fc3.weight.view(3, 8, 8), block.fc3.bias.view(3, 8)
    told = block.global_perceptron(x)
    expected = torch.empty_like(x)
    for down in range(2):
        for across in range(3):
            place = (slice(2 * down, 2 * down + 2), slice(2 * across, 2 * across + 2))
            for group in range(3):
                here = (0, slice(2 * group, 2 * group + 2), *place)
                news = told[0, 2 * group : 2 * group + 2, down, across]
                mixed = weight[group] @ (x[here] + news[:, None, None]).flatten() + bias[group]
                expected[here] = mixed.view(2, 2, 2)
    torch.testing.assert_close(block(x), expected)


@torch.no_grad()
def test_the_global_perceptron_knows_the_mean_of_each_partition():
    perceptron, x = mixing(global_reduction=4).global_perceptron, torch.randn(2, 6, 4, 6)
    means = torch.empty(2, 6, 2, 3)
    for down in range(2):
        for across in range(3):
            part = x[:, :, 2 * down : 2 * down + 2, 2 * across : 2 * across + 2]
            means[:, :, down, across] = part.mean((2, 3))
    assert perceptron.squeeze.weight.shape == (9, 36)
    hidden = perceptron.squeeze(perceptron.norm(means).flatten(1)).clamp(min=0)
    expected = perceptron.expand(hidden).view(2, 6, 2, 3)
    torch.testing.assert_close(perceptron(x), expected)


@pytest.mark.parametrize("form", ["train", "deploy"])
@torch.no_grad()
def test_without_it_a_partition_answers_for_itself_and_a_group_too(form):
    block, x = mixing(form=form), torch.randn(1, 6, 4, 6)
    nn.init.zeros_(block.global_perceptron.expand.weight)
    changed = x.clone()
    changed[0, 3, 2:4, 2:4] += 1  # the second of three groups, in one partition of the second row
    difference = (block(changed) - block(x)).abs()
    assert (difference[0, 2:4, 2:4, 2:4] > 1e-5).all()
    difference[0, 2:4, 2:4, 2:4] = 0
    assert difference.max() == 0


@torch.no_grad()
def test_the_training_form_adds_fc3_and_grouped_convolutions():
    block, x = mixing(grid=(1, 1)), torch.randn(5, 6, 2, 2)
    assert block.global_perceptron is None  # a single partition has no other to hear of
    weight = block.fc3.weight.view(3, 8, 8)
    rows = torch.einsum("gpq,rgq->rgp", weight, x.reshape(5, 3, 8)).flatten(1)
    mixed = block.norm(rows).view_as(x)
    for kernel, branch in zip((1, 3, 5), block.branches, strict=True):
        taps = branch.convolution.weight
        assert taps.shape == (6, 2, kernel, kernel)
        mixed += branch.norm(torch.conv2d(x, taps, padding=kernel // 2, groups=3))
    torch.testing.assert_close(block(x), mixed)


def test_fc3_starts_orthogonal():
    weight = mixing().fc3.weight.detach().flatten(1)  # (24, 8)
    torch.testing.assert_close(weight.T @ weight, torch.eye(8))


@pytest.mark.parametrize(
    ("model", "size"),
    [
        (LIGHT, (64, 64)),
        (LIGHT, (32, 32)),
        (f"{LIGHT},global_reduction=3,local_branches=0", (32, 96)),
        (BOTTLENECK, (96, 64)),
        (f"{BOTTLENECK},local_branches=4", (32, 32)),
    ],
)
def test_the_deploy_form_answers_alike(model, size):
    torch.manual_seed(0)
    trained = randomised(construct(resolve(Model.parse(model)), *size))
    image = torch.randn(2, 3, *size)
    with torch.no_grad():
        before = trained(image)
        deployed = reparameterize(trained)
        error = (deployed(image) - before).abs().max() / before.abs().max()
        assert torch.equal(trained(image), before)
    assert error <= 1e-5
    assert all(parameter.is_contiguous() for parameter in deployed.parameters())
    assert not any(isinstance(layer, nn.BatchNorm1d | nn.BatchNorm2d) for layer in deployed.modules())
    expected = law(f"{model},form=deploy", *size)
    found = count(deployed.to("meta"), (1, 3, *size))
    assert (found.params, found.macs) == (expected.params, expected.macs)


def test_a_deploy_form_is_not_deployed_again():
    with pytest.raises(RequestError, match="already"):
        reparameterize(build(LIGHT, image_size=32, deploy=True))


@pytest.mark.parametrize("form", ["train", "deploy"])
@pytest.mark.parametrize("model", [LIGHT, BOTTLENECK])
def test_it_trains(model, form):
    torch.manual_seed(0)
    network = build(f"{model},form={form}", image_size=64).train()
    output = network(torch.randn(4, 3, 64, 64))
    (output * torch.randn_like(output)).sum().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None and parameter.grad.isfinite().all(), name


@pytest.mark.parametrize("form", ["train", "deploy"])
def test_channels_last_does_not_change_the_answer(form):
    torch.manual_seed(0)
    network = randomised(build(f"{BOTTLENECK},form={form}", image_size=64))
    image = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        contiguous = network(image)
        last = network.to(memory_format=torch.channels_last)(
            image.contiguous(memory_format=torch.channels_last)
        )
    torch.testing.assert_close(last, contiguous, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("form", ["train", "deploy"])
@pytest.mark.slow
def test_torch_compile_finds_no_graph_break(form):
    torch.manual_seed(0)
    network, image = build(f"{LIGHT},form={form}", image_size=64), torch.randn(1, 3, 64, 64)
    torch.compiler.reset()  # what other tests compiled would make shapes symbolic, which takes minutes
    compiled = torch.compile(network, backend="aot_eager", fullgraph=True)
    with torch.no_grad():
        torch.testing.assert_close(compiled(image), network(image), rtol=1e-4, atol=1e-4)


def test_blocks_after_the_first_of_stages_2_and_3_have_it():
    network = construct(resolve(Model("repmlp_res50_light_224")), 224, 224, device="meta")
    found = [
        [any(isinstance(layer, RepMlp) for layer in block.modules()) for block in stage]
        for stage in network.stages
    ]
    assert found == [[False] * 3, [False, *[True] * 3], [False, *[True] * 5], [False] * 3]


@pytest.mark.parametrize(
    ("model", "params_m", "macs_g"),
    [
        ("repmlp_res50_light_224", 87.04, 3.302),
        ("repmlp_res50_light_224_deploy", 86.14, 3.077),
        ("repmlp_res50_bottleneck_224", 41.07, 3.950),
        ("repmlp_res50_bottleneck_224_deploy", 40.87, 3.891),
    ],
)
def test_the_totals_of_the_authors_code(model, params_m, macs_g):
    cost = law(model)
    assert cost.params / 1e6 == pytest.approx(params_m, abs=0.005)
    assert cost.macs / 1e9 == pytest.approx(macs_g, abs=0.0005)


def test_telling_partitions_of_one_another_is_quadratic_in_their_number():
    model = "repmlp_res50_light_224_deploy"

    def told(side: int, partitions: tuple[int, int]) -> int:
        """MACs of the global perceptrons of 3 blocks of 64 channels and 5 of 128."""
        return 2 * (3 * (64 * partitions[0]) ** 2 + 5 * (128 * partitions[1]) ** 2)

    once, twice = (law(model, side).role(Role.SPATIAL_MIXING) for side in (224, 448))
    rest = once.macs - told(224, (16, 4))
    assert twice.macs == 4 * rest + 16 * told(224, (16, 4))
    assert twice.params > once.params


@settings(max_examples=25, deadline=None)
@given(
    form=st.sampled_from(["train", "deploy"]),
    block=st.sampled_from(["light", "bottleneck"]),
    depths=st.tuples(*[st.integers(1, 3)] * 4),
    multiples=st.tuples(*[st.integers(2, 5)] * 4),
    groups=st.integers(1, 3),
    side=st.integers(1, 7),
    branches=st.integers(0, 4),
    reduction=st.integers(1, 64),
    tiles=st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
def test_the_law_holds_for_every_structure(
    form, block, depths, multiples, groups, side, branches, reduction, tiles
):
    values = {"form": form, "block": block, "depths": depths, "partition_side": side, "groups": groups}
    values |= {"widths": tuple(2 * groups * each for each in multiples), "reductions": (1, 2)}
    values |= {"local_branches": branches, "global_reduction": reduction}
    resolved = resolve(Model("repmlp_res50_light_224", values))
    height, width = (16 * side * tile for tile in tiles)
    found = count(construct(resolved, height, width, device="meta"), (1, 3, height, width))
    assert shares(found) == shares(resolved.law(height, width))
    assert not found.unknown


def test_groups_that_do_not_divide_are_named_with_the_nearest():
    with pytest.raises(HyperparameterError) as refused:
        configure(RepMlpResNetConfig, {"groups": 5})
    (problem,) = refused.value.problems
    assert problem.sentence == "groups 5 does not divide the 64 channels of RepMLP in stage 2; nearest 4"
    assert (problem.field, problem.nearest) == ("groups", 4)


def test_a_size_that_partitions_do_not_tile_is_refused():
    with pytest.raises(SizeError, match="common side 112 does not divide 200; nearest 112 or 224"):
        law("repmlp_res50_light_224", 200)
