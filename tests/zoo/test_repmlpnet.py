"""RepMLPNet against the definition of its block, its two forms against one another."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn

from mixbench.catalog.hyperparameters import configure
from mixbench.catalog.published import published
from mixbench.catalog.registry import find_family, resolve
from mixbench.catalog.repmlpnet import RepMlpNetConfig
from mixbench.core.cost import Cost, Count, RoleCost
from mixbench.core.errors import HyperparameterError, RequestError, SizeError
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.engine.counting import count
from mixbench.zoo.construction import build, construct
from mixbench.zoo.reparameterization import reparameterize
from mixbench.zoo.repmlpnet import RepMlp

#: A network that is quick to build, of several share-sets and of four partitions an image at 64 px.
TINY = "depths=1x1x2x1,widths=8x12x16x20,share_sets=1x2x4x5,partition_sides=8x4x2x1"


def law(text: str, height: int = 224, width: int | None = None) -> Cost:
    return resolve(Model.parse(text)).law(height, width or height)


def shares(cost: Cost | Count) -> dict[Role, RoleCost]:
    """The roles that cost anything."""
    return {role: share for role, share in cost.by_role.items() if share != RoleCost()}


def randomised(network: nn.Module) -> nn.Module:
    """Statistics, scales and shifts of every norm away from those of a fresh network."""
    for layer in network.modules():
        if isinstance(layer, nn.BatchNorm2d):
            nn.init.normal_(layer.running_mean, std=0.3)
            nn.init.uniform_(layer.running_var, 0.5, 2)
            nn.init.uniform_(layer.weight, 0.5, 1.5)
            nn.init.normal_(layer.bias, std=0.3)
    return network


def mixing(width: int = 12, share_sets: int = 3, sides=(2, 3), **values) -> RepMlp:
    torch.manual_seed(0)
    return randomised(RepMlp(width, sides, share_sets, RepMlpNetConfig(**values))).eval()


@torch.no_grad()
def test_a_channel_goes_through_the_matrix_of_its_share_set():
    block, x = mixing(form="deploy"), torch.randn(1, 12, 4, 6)
    weight, bias = block.fc3.weight.view(3, 6, 6), block.fc3.bias.view(3, 6)
    factor = block.global_perceptron(x)
    expected = torch.empty_like(x)
    for channel in range(12):
        for top in (0, 2):
            for left in (0, 3):
                here = (0, channel, slice(top, top + 2), slice(left, left + 3))
                share_set = channel % 3
                mixed = weight[share_set] @ x[here].flatten() + bias[share_set]
                expected[here] = mixed.view(2, 3) * factor[0, channel]
    torch.testing.assert_close(block(x), expected)


@pytest.mark.parametrize("form", ["train", "deploy"])
@torch.no_grad()
def test_a_partition_answers_at_its_own_place_and_channel_only(form):
    block, x = mixing(form=form), torch.randn(1, 12, 4, 6)
    nn.init.zeros_(block.global_perceptron.expand.weight)  # which would tell every place
    changed = x.clone()
    changed[0, 3, :2, :3] += 1
    difference = (block(changed) - block(x)).abs()
    assert (difference[0, 3, :2, :3] > 1e-4).all()
    difference[0, 3, :2, :3] = 0
    assert difference.max() == 0


@torch.no_grad()
def test_the_global_perceptron_weighs_channels_by_their_means():
    perceptron = mixing(width=8, share_sets=1, global_reduction=2).global_perceptron
    x = torch.randn(2, 8, 4, 6)
    squeeze, expand = perceptron.squeeze.weight[:, :, 0, 0], perceptron.expand.weight[:, :, 0, 0]
    assert squeeze.shape == (4, 8)
    hidden = (x.mean((2, 3)) @ squeeze.T + perceptron.squeeze.bias).clamp(min=0)
    expected = torch.sigmoid(hidden @ expand.T + perceptron.expand.bias)
    torch.testing.assert_close(perceptron(x)[:, :, 0, 0], expected)


@torch.no_grad()
def test_the_training_form_adds_fc3_and_depthwise_convolutions():
    block, x = mixing(width=4, share_sets=2, sides=(3, 5)), torch.randn(2, 4, 3, 5)
    rows = x.view(4, 2, 3, 5)
    weight = block.fc3.weight.view(2, 15, 15)
    mixed = block.norm(torch.einsum("spq,rsq->rsp", weight, rows.flatten(2)).view_as(rows))
    for kernel, branch in zip((1, 3), block.branches, strict=True):
        taps = branch.convolution.weight
        assert taps.shape == (2, 1, kernel, kernel)
        mixed += branch.norm(torch.conv2d(rows, taps, padding=kernel // 2, groups=2))
    torch.testing.assert_close(block(x), mixed.view_as(x) * block.global_perceptron(x))


@pytest.mark.parametrize(
    ("changes", "size"),
    [
        (TINY, (64, 64)),
        (TINY, (32, 96)),
        (f"{TINY},local_branches=0", (64, 64)),
        (f"{TINY},local_branches=1", (32, 32)),
        (f"{TINY},local_branches=4", (64, 32)),
        (f"{TINY},partition_mode=proportional", (64, 96)),
    ],
)
def test_the_deploy_form_answers_alike(changes, size):
    torch.manual_seed(0)
    trained = randomised(construct(resolve(Model.parse(f"repmlpnet_t224:{changes}")), *size))
    image = torch.randn(2, 3, *size)
    with torch.no_grad():
        before = trained(image)
        deployed = reparameterize(trained)
        error = (deployed(image) - before).abs().max() / before.abs().max()
        assert torch.equal(trained(image), before)
    assert error <= 1e-5
    assert all(parameter.is_contiguous() for parameter in deployed.parameters())
    expected = law(f"repmlpnet_t224_deploy:{changes}", *size)
    found = count(deployed.to("meta"), (1, 3, *size))
    assert (found.params, found.macs) == (expected.params, expected.macs)


def test_a_deploy_form_is_not_deployed_again():
    network = build(f"repmlpnet_t224:{TINY}", image_size=64, deploy=True)
    with pytest.raises(RequestError, match="already"):
        reparameterize(network)


def test_the_training_form_trains():
    torch.manual_seed(0)
    network = build(f"repmlpnet_t224:{TINY},local_branches=3", image_size=64).train()
    output = network(torch.randn(2, 3, 64, 64))
    (output * torch.randn_like(output)).sum().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None and parameter.grad.isfinite().all(), name
        assert parameter.grad.any(), name


def test_channels_last_does_not_change_the_training_form():
    torch.manual_seed(0)
    network = randomised(build(f"repmlpnet_t224:{TINY}", image_size=64))
    image = torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        contiguous = network(image)
        last = network.to(memory_format=torch.channels_last)(
            image.contiguous(memory_format=torch.channels_last)
        )
    torch.testing.assert_close(last, contiguous, rtol=1e-4, atol=1e-5)


def test_one_network_serves_every_size_that_its_partitions_tile():
    network = build(f"repmlpnet_t224:{TINY}", image_size=32)
    image = torch.randn(1, 3, 64, 96)
    other = build(f"repmlpnet_t224:{TINY}", image_size=(64, 96))
    other.load_state_dict(network.state_dict())
    with torch.no_grad():
        torch.testing.assert_close(network(image), other(image))


@pytest.mark.parametrize(
    ("model", "params", "macs"),
    [
        ("repmlpnet_t224", 38_293_608, 2_807_987_200),
        ("repmlpnet_t224_deploy", 38_331_720, 2_798_453_760),
    ],
)
def test_the_totals_of_the_authors_code(model, params, macs):
    cost = law(model)
    assert (cost.params, cost.macs) == (params, macs)


def test_the_paper_prints_the_deploy_form_without_its_norms():
    family = find_family("repmlpnet")
    for variant in family.variants:
        if variant.printed_as:
            cost, figures = law(variant.id, variant.native_px), published(family.id)[variant.printed_as]
            params = cost.params - cost.role(Role.NORM).params
            assert params / 1e6 == pytest.approx(float(figures.params_m), abs=0.05)


def test_partitions_that_follow_the_map_make_spatial_mixing_quadratic():
    fixed, following = "repmlpnet_t224_deploy", "repmlpnet_t224_deploy:partition_mode=proportional"
    assert law(fixed) == law(following)
    perceptrons = sum(depth * c**2 // 2 for depth, c in zip((2, 2, 6, 2), (64, 128, 256, 512), strict=True))

    def fc3(model: str, side: int) -> int:
        return law(model, side).role(Role.SPATIAL_MIXING).macs - perceptrons

    assert fc3(fixed, 448) == 4 * fc3(fixed, 224)
    assert fc3(following, 448) == 16 * fc3(following, 224)
    assert law(fixed, 448).params == law(fixed, 224).params


@settings(max_examples=25, deadline=None)
@given(
    form=st.sampled_from(["train", "deploy"]),
    mode=st.sampled_from(["fixed", "proportional"]),
    rows=st.tuples(*[st.integers(1, 6)] * 4),
    share_sets=st.tuples(*[st.integers(1, 4)] * 4),
    sides=st.tuples(*[st.sampled_from([1, 2, 3])] * 4),
    branches=st.integers(0, 4),
    reduction=st.integers(1, 40),
    ratio=st.integers(1, 5),
    tiles=st.tuples(st.integers(1, 2), st.integers(1, 2)),
)
def test_the_law_holds_for_every_structure(
    form, mode, rows, share_sets, sides, branches, reduction, ratio, tiles
):
    values = {"form": form, "partition_mode": mode, "share_sets": share_sets, "partition_sides": sides}
    values |= {"widths": tuple(max(4, r) * s for r, s in zip(rows, share_sets, strict=True))}
    values |= {"local_branches": branches, "global_reduction": reduction, "mlp_ratio": ratio}
    resolved = resolve(Model("repmlpnet_t224", values | {"depths": (1, 2, 1, 1)}))
    height, width = (192 * tile for tile in tiles)
    found = count(construct(resolved, height, width, device="meta"), (1, 3, height, width))
    assert shares(found) == shares(resolved.law(height, width))
    assert not found.unknown


@pytest.mark.parametrize(
    ("values", "said", "nearest"),
    [
        (
            {"share_sets": (1, 4, 24, 128)},
            "24 share-sets do not divide width 256 of stage 3; nearest 1x4x16x128",
            (1, 4, 16, 128),
        ),
        (
            {"partition_sides": (31, 29, 23, 7)},
            "partitions of sides 31x29x23x7 fit together only at multiples of 4631648 px; nearest 56x28x14x7",
            (56, 28, 14, 7),
        ),
    ],
)
def test_what_binds_is_said_with_the_nearest(values, said, nearest):
    with pytest.raises(HyperparameterError) as refused:
        configure(RepMlpNetConfig, values)
    (problem,) = refused.value.problems
    assert (problem.sentence, problem.nearest) == (said, nearest)


def test_a_size_that_partitions_do_not_tile_is_refused():
    with pytest.raises(SizeError, match="common side 224 does not divide 256; nearest 224 or 448"):
        law("repmlpnet_t224", 256)
    with pytest.raises(SizeError, match="overall stride 32 does not divide 250; nearest 224 or 256"):
        law("repmlpnet_t224:partition_mode=proportional", 250)
