"""Training steps of modules that are nobody's but the user's, counted by hand; then of the whole catalog.

Each gradient of a product takes as many MACs as the product. An image needs no gradient, so a layer that is
fed by it has that of its weight alone; behind a `Scale`, which can be trained, it has both.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own convention
from samples import FAMILIES, quick_variants, small, smallest_side
from torch import nn
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.flop_counter import FlopCounterMode

from mixbench.catalog.registry import changed, resolve
from mixbench.core.errors import RequestError
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building
from mixbench.engine.counting import count_case, count_step
from mixbench.engine.training import TrainingStep

B, H, W = 2, 8, 12
PIXELS = H * W
STEP = Conditions(mode="training_step")


class Scale(nn.Module):
    """Makes what follows need a gradient, at no MAC."""

    def __init__(self):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(3, 1, 1))

    def forward(self, image):
        return image * self.scale


class Function(nn.Module):
    """A network that is a function of its image and of some weights of given shapes."""

    def __init__(self, function, *shapes):
        super().__init__()
        self.function = function
        self.weights = nn.ParameterList(nn.Parameter(torch.empty(shape)) for shape in shapes)

    def forward(self, image):
        return self.function(image, *self.weights)


class Called(nn.Module):
    """Calls a module of its own in some way."""

    def __init__(self, module, call):
        super().__init__()
        self.inner, self.call = module, call

    def forward(self, image):
        return self.call(self.inner, image)


def tokens(image):
    """(B, 96, 3)."""
    return image.flatten(2).transpose(1, 2)


def stepped(*modules):
    """Count a training step of modules on a (2, 3, 8, 12) image, whose output is taken for logits."""
    return count_step(nn.Sequential(*modules, nn.Flatten()).to("meta"), (B, 3, H, W))


def phase_macs(result):
    return tuple(phase.macs for phase in result.phases)


class Product(torch.autograd.Function):
    """x @ weight, with gradients of a user's own."""

    @staticmethod
    def forward(ctx, x, weight):
        ctx.save_for_backward(x, weight)
        return x @ weight

    @staticmethod
    def backward(ctx, gradient):
        x, weight = ctx.saved_tensors
        return gradient @ weight.t(), torch.einsum("bchw,bchk->wk", x, gradient)


def attention(module, image):
    x = tokens(image)
    return module(x, x, x, need_weights=False)[0]


def attention_with_weights(module, image):
    x = tokens(image)
    return module(x, x, x)[0]


#: name: (module, MACs of the way there, of each of its gradients: 2 gradients unless a third is given)
MODULES = {
    "linear on four axes": (nn.Linear(12, 7), 3 * 8 * 7 * 12),
    "linear on two axes": (nn.Sequential(nn.Flatten(), nn.Linear(288, 7)), 7 * 288),
    "functional linear": (Function(lambda x, w: F.linear(tokens(x), w), (5, 3)), 96 * 15),
    "@": (Function(lambda x, w: tokens(x) @ w, (3, 5)), 96 * 15),
    "@ of two activations": (Function(lambda x: tokens(x) @ x.flatten(2)), 96 * 96 * 3),
    "einsum": (Function(lambda x, w: torch.einsum("bchw,hk->bckw", x, w), (8, 8)), 3 * 12 * 64),
    "conv1d": (nn.Sequential(nn.Flatten(2), nn.Conv1d(3, 4, 5, padding=2)), 96 * 4 * 15),
    "convolution": (nn.Conv2d(3, 5, 3), 60 * 5 * 27),
    "same padding": (nn.Conv2d(3, 5, 3, padding="same"), PIXELS * 5 * 27),
    "circular padding": (nn.Conv2d(3, 5, 3, padding=1, padding_mode="circular"), PIXELS * 5 * 27),
    "reflected padding": (nn.Conv2d(3, 5, 3, padding=1, padding_mode="reflect"), PIXELS * 5 * 27),
    "strided": (nn.Conv2d(3, 5, 3, stride=2, padding=1), 24 * 5 * 27),
    "dilated": (nn.Conv2d(3, 5, 3, dilation=2, padding=2), PIXELS * 5 * 27),
    "depthwise": (nn.Conv2d(3, 6, 3, padding=1, groups=3), PIXELS * 6 * 9),
    "transposed": (nn.ConvTranspose2d(3, 5, 3, stride=2), PIXELS * 5 * 27),
    "transposed in groups": (nn.ConvTranspose2d(3, 6, 3, groups=3), PIXELS * 6 * 9),
    "functional convolution": (Function(lambda x, w: F.conv2d(x, w), (5, 3, 2, 2)), 77 * 5 * 12),
    "unfold and matmul": (Function(lambda x, w: w @ F.unfold(x, 3), (5, 27)), 60 * 5 * 27),
    "attention written out": (
        Function(lambda x: (x @ x.transpose(-2, -1)).softmax(-1) @ x),
        2 * 3 * 8 * 8 * 12,
    ),
    "bilinear": (Called(nn.Bilinear(3, 3, 4), lambda layer, x: layer(tokens(x), tokens(x))), 96 * 36),
    "multi-head attention with weights": (
        Called(nn.MultiheadAttention(3, 1, batch_first=True), attention_with_weights),
        4 * 96 * 9 + 2 * 96 * 96 * 3,
    ),
    "encoder layer with dropout": (
        Called(nn.TransformerEncoderLayer(3, 1, 5, 0.1, batch_first=True), lambda m, x: m(tokens(x))),
        4 * 96 * 9 + 2 * 96 * 96 * 3 + 2 * 96 * 15,
    ),
    "custom function": (Function(lambda x, w: Product.apply(x, w), (12, 5)), 3 * 8 * 60),
    "direct forward call": (Called(nn.Linear(12, 7), lambda m, x: m.forward(x)), 3 * 8 * 84),
}

#: Three factors have three gradients.
GRADIENTS = {"bilinear": 3}


@pytest.mark.parametrize("name", MODULES)
def test_every_product_has_a_gradient_of_its_own_size_for_each_of_its_factors(name):
    module, macs = MODULES[name]
    result = stepped(Scale(), module)
    assert phase_macs(result) == (macs, GRADIENTS.get(name, 2) * macs, 0)
    assert result.macs == macs
    assert result.unknown == ()


#: name: (module, MACs of the way there, MACs of the way back)
SPECIAL = {
    # the image needs no gradient
    "linear on the image": (nn.Linear(12, 7), 3 * 8 * 84, 3 * 8 * 84),
    "convolution of the image": (nn.Conv2d(3, 5, 3), 60 * 135, 60 * 135),
    "two linears": (nn.Sequential(nn.Linear(12, 9), nn.Linear(9, 7)), 24 * (108 + 63), 24 * (108 + 2 * 63)),
    # nor does a weight that is not trained
    "frozen": (nn.Sequential(Scale(), nn.Linear(12, 7).requires_grad_(False)), 24 * 84, 24 * 84),
    # 2 products there; back the scores again, and the gradients of scores, queries, keys and values
    "fused attention": (
        nn.Sequential(Scale(), Function(lambda x: F.scaled_dot_product_attention(x, x, x))),
        2 * 3 * 8 * 8 * 12,
        5 * 3 * 8 * 8 * 12,
    ),
    "multi-head attention": (
        nn.Sequential(Scale(), Called(nn.MultiheadAttention(3, 1, batch_first=True), attention)),
        4 * 96 * 9 + 2 * 96 * 96 * 3,
        8 * 96 * 9 + 5 * 96 * 96 * 3,
    ),
    "encoder layer": (
        nn.Sequential(
            Scale(),
            Called(nn.TransformerEncoderLayer(3, 1, 5, 0.0, batch_first=True), lambda m, x: m(tokens(x))),
        ),
        4 * 96 * 9 + 2 * 96 * 96 * 3 + 2 * 96 * 15,
        8 * 96 * 9 + 5 * 96 * 96 * 3 + 4 * 96 * 15,
    ),
    # 96 steps of four gates from 3 inputs and 5 states; the first state, of zeros, needs no gradient
    "LSTM": (
        nn.Sequential(Scale(), Called(nn.LSTM(3, 5, batch_first=True), lambda m, x: m(tokens(x))[0])),
        96 * 4 * 5 * (3 + 5),
        2 * 96 * 4 * 5 * 3 + (96 + 95) * 4 * 5 * 5,
    ),
    "one module twice": (
        nn.Sequential(Scale(), Called(nn.Linear(12, 12), lambda m, x: m(m(x)))),
        2 * 24 * 144,
        4 * 24 * 144,
    ),
}


@pytest.mark.parametrize("name", SPECIAL)
def test_ways_back_that_are_no_plain_double(name):
    module, there, back = SPECIAL[name]
    result = stepped(module)
    assert phase_macs(result) == (there, back, 0)
    assert result.unknown == ()


def test_the_way_back_belongs_to_the_layers_that_went_there():
    network = nn.Sequential(nn.Conv2d(3, 4, 1), nn.GELU(), nn.Linear(12, 5), nn.Linear(5, 7))
    layers = {layer.path: layer for layer in stepped(network).layers}
    by_hand = {"0.0": PIXELS * 12, "0.1": 0, "0.2": 2 * 4 * 8 * 60, "0.3": 2 * 4 * 8 * 35}
    assert {path: layers[path].backward_macs for path in by_hand} == by_hand


def test_a_layer_called_twice_or_directly_has_its_way_back_once_for_each():
    twice = stepped(Scale(), *MODULES["linear on four axes"][:1], nn.Linear(7, 7))
    assert [layer.backward_macs for layer in twice.layers if layer.macs] == [2 * 24 * 84, 2 * 24 * 49]
    direct = {layer.path: layer for layer in stepped(Scale(), MODULES["direct forward call"][0]).layers}
    assert (direct["1"].backward_macs, direct["1.inner"].backward_macs) == (2 * 24 * 84, 0)
    again = {layer.path: layer for layer in stepped(SPECIAL["one module twice"][0]).layers}
    assert again["0.1.inner"].backward_macs == 4 * 24 * 144


def test_layers_that_run_again_on_the_way_back_work_in_their_own_name():
    from torch.utils.checkpoint import checkpoint

    inner = nn.Sequential(nn.Linear(12, 7), nn.GELU(), nn.Linear(7, 5))
    saved = Called(inner, lambda m, x: checkpoint(m, x, use_reentrant=False))
    layers = {layer.path: layer for layer in stepped(Scale(), saved).layers}
    # the way there a second time, as far as to the last input that is needed, then both gradients
    assert (layers["1.inner.0"].macs, layers["1.inner.0"].backward_macs) == (24 * 84, 3 * 24 * 84)
    assert (layers["1.inner.2"].macs, layers["1.inner.2"].backward_macs) == (24 * 35, 2 * 24 * 35)


def test_other_operations_and_bytes_of_a_step_by_hand():
    result = stepped(nn.Flatten(), nn.Linear(288, 5, bias=False))
    there, back, optimizer = result.phases
    # log-softmax 5 for each logit, and a sum over one label
    assert (there.other_operations, there.macs) == (5 * 5 + 1, 288 * 5)
    # log-softmax back: 4 for each logit
    assert (back.other_operations, back.macs) == (4 * 5, 288 * 5)
    # 14 for each weight, and one for its count of steps
    assert optimizer.other_operations == 14 * 288 * 5 + 1
    # AdamW reads weight, gradient and both moments, and writes all but the gradient; the count of steps is
    # read by both kernels and written by the first
    assert optimizer.bytes_read == 4 * (4 * 288 * 5) + 2 * 4
    assert optimizer.bytes_written == 3 * (4 * 288 * 5) + 4


def test_bytes_of_the_way_back_by_hand():
    result = stepped(nn.Flatten(), nn.Linear(288, 5, bias=False))
    logits, labels, image, weight = 4 * B * 5, 8 * B, 4 * B * 288, 4 * 5 * 288
    read = (
        (4 + logits + labels + 4)  # the loss's gradient, its input, the labels, the sum of their weights
        + 2 * logits  # log-softmax: its gradient and its output
        + (logits + image)  # the weight's gradient
    )
    written = 4 + logits + logits + weight  # the first gradient is a one
    assert (result.phases[1].bytes_read, result.phases[1].bytes_written) == (
        round((read + 4) / B),
        round(written / B),
    )


ELEMENT_BY_ELEMENT = (nn.ReLU6, nn.ELU, nn.Hardswish, nn.Hardsigmoid, nn.SiLU, nn.Softplus, nn.Tanh)


@pytest.mark.parametrize("kind", [*ELEMENT_BY_ELEMENT, nn.LeakyReLU, nn.LogSigmoid, nn.GELU, nn.Hardshrink])
def test_activations_are_one_operation_an_element_there_and_back(kind):
    without, result = stepped(Scale()), stepped(Scale(), kind())
    assert result.unknown == ()
    for phase in (0, 1):
        more = result.phases[phase].other_operations - without.phases[phase].other_operations
        assert more == 3 * PIXELS


@pytest.mark.parametrize(
    "module",
    [
        *(nn.GLU(), nn.PReLU(), nn.Dropout(), nn.RMSNorm(12), nn.InstanceNorm2d(3), nn.LocalResponseNorm(2)),
        *(nn.MaxPool2d(2), nn.AvgPool2d(2), nn.AdaptiveAvgPool2d(3), nn.AdaptiveMaxPool2d(2)),
        *(nn.Upsample(scale_factor=2, mode=mode) for mode in ("nearest", "bilinear", "bicubic")),
        *(nn.ReflectionPad2d(1), nn.ReplicationPad2d(1), nn.PixelUnshuffle(2), nn.Unfold(3)),
        Function(lambda x: x[:, :, torch.zeros(2, dtype=torch.int64, device="meta")]),
        Function(lambda x: x.index_select(2, torch.zeros(2, dtype=torch.int64, device="meta"))),
        Function(lambda x: torch.where(x > 0, x, x.roll(1, 2)).cumsum(2).std(2)),
    ],
    ids=str,
)
def test_what_multiplies_no_matrices_has_rules_both_ways(module):
    result = stepped(Scale(), module)
    assert (phase_macs(result), result.unknown) == ((0, 0, 0), ())


def test_what_has_no_rule_is_listed_on_the_way_back_too():
    result = stepped(Scale(), Function(lambda x: torch.linalg.cholesky(x[..., :8])))
    assert "linalg_cholesky_ex" in {each.name for each in result.unknown}
    assert len(result.unknown) > 1


@pytest.fixture
def deformable():
    """torchvision's operator where it is installed, else one of its name and signature without contents."""
    try:
        import torchvision  # noqa: F401
    except ImportError:
        yield from _stand_in()
    else:
        yield torch.ops.torchvision.deform_conv2d


def _stand_in():
    numbers = ", ".join(f"SymInt {name}" for name in ("sh", "sw", "ph", "pw", "dh", "dw", "groups", "og"))
    inputs = f"Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias, {numbers}, bool use_mask"
    five = ", ".join(["Tensor"] * 5)
    with torch.library._scoped_library("torchvision", "DEF") as library:
        library.define(f"deform_conv2d({inputs}) -> Tensor")
        library.define(f"_deform_conv2d_backward(Tensor grad, {inputs}) -> ({five})")
        operators = torch.ops.torchvision

        def there(image, weight, *_):
            return image.new_empty(image.shape[0], weight.shape[0], *image.shape[2:])

        def back(_, *inputs):
            return tuple(torch.empty_like(item) for item in inputs[:5])

        def keep(ctx, inputs, output):
            ctx.save_for_backward(*inputs[:5])
            ctx.numbers = inputs[5:]

        def gradients(ctx, gradient):
            found = operators._deform_conv2d_backward(gradient, *ctx.saved_tensors, *ctx.numbers)
            return *found, *[None] * 9

        library.impl("deform_conv2d", there, "Meta")
        library.impl("_deform_conv2d_backward", back, "Meta")
        torch.library.register_autograd(
            "torchvision::deform_conv2d", gradients, setup_context=keep, lib=library
        )
        yield operators.deform_conv2d


def test_deformable_convolution_counts_as_a_convolution(deformable):
    def convolve(image, weight, offset, bias):
        moved, mask = offset.expand(B, 18, H, W), image.new_zeros(B, 0, 1, 1)
        return deformable(image, weight, moved, mask, bias, 1, 1, 1, 1, 1, 1, 1, 1, False)

    network = Function(convolve, (5, 3, 3, 3), (1, 18, 1, 1), (5,))
    result = stepped(Scale(), network)
    assert phase_macs(result) == (PIXELS * 5 * 27, 2 * PIXELS * 5 * 27, 0)
    assert result.unknown == ()


def step_of(resolved, side, batch=2):
    return Case(Model(resolved.variant.id, changed(resolved)), side, side, batch, STEP)


@pytest.mark.parametrize("variant", quick_variants())
def test_the_way_back_is_twice_the_law_less_the_gradient_of_the_image(variant):
    resolved = resolve(Model(variant))
    side = smallest_side(resolved)
    result, law = count_case(step_of(resolved, side)), resolved.law(side, side)
    assert result.macs == law.macs == result.phases[0].macs
    assert {role: share.macs for role, share in result.by_role.items() if share.macs} == {
        role: share.macs for role, share in law.by_role.items() if share.macs
    }
    assert result.unknown == ()
    on_data = fed_by_data(step_of(resolved, side))
    for layer in result.layers:
        if layer.path in on_data:
            assert layer.backward_macs == layer.macs
        elif layer.backward_macs != 2 * layer.macs:
            # the fused kernel of attention finds its scores again: 5 products for 2
            assert resolved.family.id in ("vit", "deit")
            assert 2 * layer.backward_macs == 5 * layer.macs
    assert sum(layer.backward_macs for layer in result.layers) == result.phases[1].macs


def fed_by_data(case):
    """The paths of modules whose input has no gradient: an image, or what was made of it alone."""
    network, found = building.blueprint(case).train(), set()

    def look(module, inputs):
        if inputs and not any(item.requires_grad for item in inputs if isinstance(item, torch.Tensor)):
            found.add(paths[module])

    paths = {module: path for path, module in network.named_modules()}
    for module in paths:
        if not list(module.children()):
            module.register_forward_pre_hook(look)
    network(building.blank_input(building.input_shape(case), "float32", "contiguous", device="meta"))
    return found


@pytest.mark.parametrize("family", [id for id in FAMILIES if id not in ("vit", "deit")])
def test_torchs_counter_sees_the_same_macs_in_a_step(family):
    resolved = small(FAMILIES[family])
    case = step_of(resolved, smallest_side(resolved))
    image = building.blank_input(building.input_shape(case), "float32", "contiguous", device="meta")
    step = TrainingStep(building.blueprint(case), image, building.task_of(case))
    with FlopCounterMode(display=False) as counter, GroupsTakenForOne() as groups:
        step.call()
    ours = sum(phase_macs(count_case(case))) * case.batch
    assert 2 * (ours + groups.extra_macs) == counter.get_total_flops()


class GroupsTakenForOne(TorchDispatchMode):
    """What torch's counter adds: to it the weight's gradient of a convolution in groups is of one group."""

    extra_macs = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        if func is torch.ops.aten.convolution_backward.default and args[10][1]:
            gradient, _, weight, groups = *args[:3], args[9]
            self.extra_macs += (groups - 1) * gradient.numel() * weight[0].numel()
        return func(*args, **(kwargs or {}))


def test_a_step_costs_the_same_for_each_image_of_any_batch():
    resolved = small(FAMILIES["cyclemlp"])
    side = smallest_side(resolved)
    two, five = (count_case(step_of(resolved, side, batch)) for batch in (2, 5))
    assert phase_macs(two) == phase_macs(five)
    assert two.phases[2] == five.phases[2]  # the optimizer's work does not depend on the batch


def test_inference_has_no_phases():
    resolved = small(FAMILIES["resmlp"])
    case = step_of(resolved, smallest_side(resolved))
    result = count_case(replace(case, conditions=Conditions()))
    assert (result.phases, result.phase("backward")) == ((), None)
    assert not any(layer.backward_macs for layer in result.layers)
    assert (result.memory.optimizer_bytes, result.memory.gradient_bytes) == (0, 0)


def test_a_batch_that_cannot_be_trained_is_refused():
    with pytest.raises(RequestError, match="take a larger batch"):
        count_step(
            nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.BatchNorm2d(3), nn.Flatten()).to("meta"), (1, 3, 8, 8)
        )
