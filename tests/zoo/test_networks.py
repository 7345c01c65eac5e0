"""What holds for every network of the zoo, found by the catalog alone: a new family is tested unasked."""

from __future__ import annotations

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from mixbench.catalog.hyperparameters import Hyperparameter, configure
from mixbench.catalog.registry import Resolved, families, resolve
from mixbench.core.errors import HyperparameterError, SizeError
from mixbench.core.model import Model
from mixbench.zoo.construction import construct
from mixbench.zoo.roles import params_by_role

FAMILIES = {family.id: family for family in families()}
VARIANTS = [variant.id for family in families() for variant in family.variants]
#: Tried from the end; 196 px gives a pyramid grids of odd sides (49, 25, 13, 7).
SIZES = [
    (64, 64),
    (320, 320),
    (128, 192),
    (112, 112),
    (512, 512),
    (448, 448),
    (224, 448),
    (224, 224),
    (196, 196),
]


def law_params(resolved: Resolved, height: int, width: int) -> dict:
    """The law's parameters of the roles that have any."""
    shares = resolved.law(height, width).by_role
    return {role: share.params for role, share in shares.items() if share.params}


def accepted_sizes(resolved: Resolved) -> list[tuple[int, int]]:
    """Five sizes that the model takes, the native one and one that is not square among them."""
    taken = [size for size in SIZES if resolved.refusal(*size) is None]
    while len(taken) < 5:
        height, width = taken[-1]
        taken.append((height + 224, width))  # 224 is a multiple of every published patch
    return taken[-5:]


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_law_says_the_parameters_of_every_variant_by_role(variant):
    resolved = resolve(Model(variant))
    for height, width in accepted_sizes(resolved):
        network = construct(resolved, height, width, device="meta")
        assert params_by_role(network) == law_params(resolved, height, width)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_network_on_meta_allocates_nothing_and_draws_no_random_number(variant):
    resolved = resolve(Model(variant))
    state = torch.get_rng_state()
    network = construct(resolved, 224, 224, device="meta")
    assert torch.equal(torch.get_rng_state(), state)
    assert all(tensor.is_meta for tensor in (*network.parameters(), *network.buffers()))
    assert network(torch.empty(2, 3, 224, 224, device="meta")).shape == (2, 1000)


def small(item: Hyperparameter) -> st.SearchStrategy:
    """Values within the declaration, of networks that are quick to build."""
    if item.kind == "switch":
        return st.booleans()
    if item.kind == "choice":
        return st.sampled_from(item.choices)
    assert item.low is not None and item.high is not None
    if item.kind == "number":
        return st.floats(item.low, item.high)
    reach = 1 if item.name.startswith("depth") else 30
    whole = st.integers(int(item.low), int(min(item.high, item.low + reach)))
    return st.tuples(*[whole] * item.length) if item.kind == "integers" else whole


def sides(values: dict) -> st.SearchStrategy:
    """Any side, and sides that patches are likely to tile."""
    return st.one_of(
        st.integers(1, 160),
        st.integers(1, 4).map(lambda count: 32 * count),
        st.integers(1, 4).map(lambda count: count * values.get("patch_size", 4)),
    )


@pytest.mark.parametrize("family", FAMILIES)
@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_whatever_is_accepted_is_built_and_runs(family, data):
    declared = FAMILIES[family]
    values = {item.name: data.draw(small(item), item.name) for item in declared.hyperparameters}
    height, width = data.draw(sides(values), "height"), data.draw(sides(values), "width")
    try:
        config = configure(declared.config, values)
    except HyperparameterError:
        return
    resolved = Resolved(declared, declared.variants[0], config)
    if resolved.refusal(height, width):
        with pytest.raises(SizeError):
            construct(resolved, height, width, device="meta")
        return
    network = construct(resolved, height, width, device="meta")
    assert network(torch.empty(2, 3, height, width, device="meta")).shape == (2, config.num_classes)
    assert params_by_role(network) == law_params(resolved, height, width)


TINY = {
    "mlp_mixer": "mixer_s16:depth=2,width=16,token_width=8,channel_width=32,num_classes=5",
    "resmlp": "resmlp_s12:depth=2,width=16,num_classes=5",
    "convmixer": "convmixer_512_16:depth=2,width=16,num_classes=5",
    "cyclemlp": "cyclemlp_b1:depths=1x1x2x1,widths=8x16x16x32,num_classes=5",
}


def tiny(family: str) -> Resolved:
    """A network of the family that computes in no time; the first variant where none is known."""
    return resolve(Model.parse(TINY.get(family, FAMILIES[family].variants[0].id)))


def wake(network: torch.nn.Module) -> None:
    """Overwrite weights that start as zeros (a head), so that every layer has a part in the answer."""
    with torch.no_grad():
        for parameter in network.parameters():
            if not parameter.any():
                parameter.normal_(std=0.1)


@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("family", FAMILIES)
def test_a_step_of_training_gives_every_weight_a_finite_gradient(family, dtype):
    torch.manual_seed(0)
    network = construct(tiny(family), 64, 64).to(dtype).train()
    wake(network)
    logits = network(torch.randn(4, 3, 64, 64, dtype=dtype))
    assert logits.shape == (4, 5)
    assert logits.dtype == dtype
    logits.float().square().mean().backward()
    for name, parameter in network.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.isfinite().all(), name


@pytest.mark.parametrize("family", FAMILIES)
def test_the_layout_of_the_input_changes_no_answer(family):
    torch.manual_seed(0)
    network = construct(tiny(family), 64, 96)
    wake(network)
    image = torch.randn(2, 3, 64, 96)
    with torch.inference_mode():
        expected = network(image)
        network.to(memory_format=torch.channels_last)
        actual = network(image.contiguous(memory_format=torch.channels_last))
    assert expected.abs().max() > 0
    torch.testing.assert_close(actual, expected, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("family", FAMILIES)
def test_images_of_a_batch_do_not_meet(family):
    torch.manual_seed(0)
    network = construct(tiny(family), 64, 64)
    wake(network)
    image = torch.randn(3, 3, 64, 64)
    with torch.inference_mode():
        torch.testing.assert_close(network(image)[1:2], network(image[1:2]), rtol=1e-4, atol=1e-5)
