"""What holds for every network of the zoo, found by the catalog alone: a new family is tested unasked."""

from __future__ import annotations

import os

import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from samples import (
    FAMILIES,
    IS_WHOLE,
    mended,
    mended_size,
    near_the_low_end,
    quick_variants,
    sides,
    small,
    smallest_side,
)

from mixbench.catalog.registry import Resolved, resolve
from mixbench.core.errors import SizeError
from mixbench.core.model import Model
from mixbench.engine.metakernels import MetaKernels, MetaKernelsMode
from mixbench.zoo.construction import construct
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import params_by_role

#: Draws of hyperparameters and a size for each family; the slow lane of CI asks for thousands. MAXIM has many
#: times the layers of the others.
DRAWS = int(os.environ.get("MIXBENCH_DRAWS", "18"))
DRAWS_OF = {"maxim": DRAWS // 3}


def law_params(resolved: Resolved, height: int, width: int) -> dict:
    """The law's parameters of the roles that have any."""
    shares = resolved.law(height, width).by_role
    return {role: share.params for role, share in shares.items() if share.params}


def tensors_of(output) -> list[torch.Tensor]:
    """The output of a classifier, or all images that a restoration network gives, the final one last."""
    if isinstance(output, torch.Tensor):
        return [output]
    return [tensor for part in output for tensor in tensors_of(part)]


def expected_shape(resolved: Resolved, batch: int, height: int, width: int) -> tuple[int, ...]:
    """The shape of the final output."""
    if resolved.family.task == "classification":
        return (batch, resolved.config.num_classes)
    return (batch, 3, height, width)


@pytest.mark.parametrize("variant", quick_variants())
def test_a_network_on_meta_allocates_nothing_and_draws_no_random_number(variant):
    resolved = resolve(Model(variant))
    side = resolved.variant.native_px
    state = torch.get_rng_state()
    network = construct(resolved, side, side, device="meta")
    assert torch.equal(torch.get_rng_state(), state)
    assert all(tensor.is_meta for tensor in (*network.parameters(), *network.buffers()))
    output = tensors_of(network(torch.empty(2, 3, side, side, device="meta")))
    assert output[-1].shape == expected_shape(resolved, 2, side, side)
    assert params_by_role(network) == law_params(resolved, side, side)


def check_a_draw(family: str, data: st.DataObject) -> None:
    """Draw hyperparameters and a size; what is refused must say what is near, and that must be right."""
    declared = FAMILIES[family]
    values = {item.name: data.draw(near_the_low_end(item), item.name) for item in declared.hyperparameters}
    config = mended(declared, values)
    resolved = Resolved(declared, declared.variants[0], config)
    height, width = data.draw(sides(values), "height"), data.draw(sides(values), "width")
    if resolved.refusal(height, width):
        with pytest.raises(SizeError):
            construct(resolved, height, width, device="meta")
        height, width = mended_size(resolved, height, width)
    network = construct(resolved, height, width, device="meta")
    with torch.no_grad(), MetaKernelsMode(MetaKernels()):
        output = tensors_of(network(torch.empty(2, 3, height, width, device="meta")))
    assert output[-1].shape == expected_shape(resolved, 2, height, width)
    assert params_by_role(network) == law_params(resolved, height, width)


@pytest.mark.timeout(180 + DRAWS)
@pytest.mark.parametrize("family", FAMILIES)
def test_whatever_is_accepted_is_built_and_runs(family):
    draws = DRAWS_OF.get(family, DRAWS)

    @settings(max_examples=draws, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(data=st.data())
    def check(data):
        check_a_draw(family, data)

    check()


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16], ids=["float32", "bfloat16"])
def test_every_parameter_gets_a_finite_gradient(family, dtype):
    torch.manual_seed(0)
    resolved = small(FAMILIES[family])
    side = smallest_side(resolved)
    network = construct(resolved, side, side).to(dtype).train()
    outputs = tensors_of(network(torch.randn(2, 3, side, side, dtype=dtype)))
    assert all(output.isfinite().all() for output in outputs)
    sum((output * torch.randn_like(output)).sum() for output in outputs).backward()
    without = [name for name, parameter in network.named_parameters() if parameter.grad is None]
    assert not without
    for name, parameter in network.named_parameters():
        assert parameter.grad.isfinite().all(), name


@pytest.mark.parametrize("family", FAMILIES)
def test_channels_last_changes_the_memory_and_not_the_answer(family):
    torch.manual_seed(0)
    resolved = small(FAMILIES[family])
    side = smallest_side(resolved)
    network = construct(resolved, side, side)
    randomise(network)
    image = torch.randn(2, 3, side, side)
    with torch.no_grad():
        contiguous = tensors_of(network(image))
        network = network.to(memory_format=torch.channels_last)
        last = tensors_of(network(image.contiguous(memory_format=torch.channels_last)))
    for ours, theirs in zip(last, contiguous, strict=True):
        torch.testing.assert_close(ours, theirs, rtol=1e-3, atol=1e-3 * float(theirs.abs().max()))


def randomise(network: torch.nn.Module) -> None:
    """Make every vector count: fresh heads, scales and gates are zeros or ones in many networks."""
    for parameter in network.parameters():
        if parameter.ndim == 1 or not parameter.any():
            torch.nn.init.normal_(parameter, mean=0.5, std=0.2)


@pytest.mark.parametrize("family", FAMILIES)
def test_an_image_is_answered_alike_alone_and_in_a_batch(family):
    torch.manual_seed(0)
    resolved = small(FAMILIES[family])
    side = smallest_side(resolved)
    network = construct(resolved, side, side)
    randomise(network)
    images = torch.randn(3, 3, side, side)
    with torch.no_grad():
        together = tensors_of(network(images))[-1]
        alone = tensors_of(network(images[1:2]))[-1]
    torch.testing.assert_close(together[1:2], alone, rtol=1e-3, atol=1e-3 * float(alone.abs().max()))
    assert not torch.allclose(together[0], together[1])


PYRAMIDS = [name for name in quick_variants() if resolve(Model(name)).family.shape == "pyramid"]


@pytest.mark.parametrize("variant", PYRAMIDS)
def test_a_pyramid_gives_maps_of_doubling_stride(variant):
    resolved = resolve(Model(variant))
    side = resolved.variant.native_px
    network = construct(resolved, side, side, device="meta")
    assert isinstance(network, Pyramid)
    maps = network.feature_maps(torch.empty(2, 3, side, side, device="meta"))
    strides = (4, 8, 16, 32)
    if len(maps) != 4:
        first = resolved.config.patch_size  # the pyramids of patches have one or two levels
        strides = tuple(first * 2**level for level in range(len(maps)))
    for found, stride in zip(maps, strides, strict=True):
        assert found.ndim == 4 and found.shape[0] == 2
        assert found.shape[2] == found.shape[3]
        assert found.shape[2] in (side // stride, -(-side // stride))


@pytest.mark.slow
@pytest.mark.parametrize("family", [id for id in FAMILIES if IS_WHOLE or id != "maxim"])
def test_torch_compile_finds_no_graph_break(family):
    torch.manual_seed(0)
    resolved = small(FAMILIES[family])
    side = smallest_side(resolved)
    network = construct(resolved, side, side)
    randomise(network)
    image = torch.randn(1, 3, side, side)
    torch.compiler.reset()  # what other tests compiled would make shapes symbolic, which takes minutes
    compiled = torch.compile(network, backend="aot_eager" if IS_WHOLE else "eager", fullgraph=True)
    with torch.no_grad():
        for ours, theirs in zip(tensors_of(compiled(image)), tensors_of(network(image)), strict=True):
            torch.testing.assert_close(ours, theirs, rtol=1e-4, atol=1e-4)
