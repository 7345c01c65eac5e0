"""Counts against hand counts, torch's own counter and the laws of the catalog."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own convention
from torch import nn

from mixbench.catalog import registry
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.engine import building
from mixbench.engine.counting import count, count_case
from mixbench.engine.operators import RULES
from mixbench.engine.witnesses import torch_witness
from mixbench.zoo.roles import assign

B, H, W = 2, 8, 12
PIXELS = H * W


def counted(network, *, batch=B):
    """Count a module that takes a (B, 3, 8, 12) image, on meta and in eval mode."""
    return count(network.to("meta").eval(), (batch, 3, H, W))


class Function(nn.Module):
    """A network that is a function of its image and of some weights of given shapes."""

    def __init__(self, function, *shapes):
        super().__init__()
        self.function = function
        self.weights = nn.ParameterList(nn.Parameter(torch.empty(shape, device="meta")) for shape in shapes)

    def forward(self, image):
        return self.function(image, *self.weights)


def tokens(image):
    """(B, 96, 3)."""
    return image.flatten(2).transpose(1, 2)


def heads(image):
    """(B, 3 heads, 8 tokens, 12)."""
    return image


CONVOLUTIONS = {
    # name: (module, outputs' positions, MACs a position)
    "plain": (nn.Conv2d(3, 5, 3), 6 * 10, 5 * 3 * 9),
    "padded": (nn.Conv2d(3, 5, 3, padding=1), PIXELS, 5 * 3 * 9),
    "same": (nn.Conv2d(3, 5, 3, padding="same"), PIXELS, 5 * 3 * 9),
    "valid": (nn.Conv2d(3, 5, 3, padding="valid"), 6 * 10, 5 * 3 * 9),
    "strided": (nn.Conv2d(3, 5, 3, stride=2, padding=1), 4 * 6, 5 * 3 * 9),
    "dilated": (nn.Conv2d(3, 5, 3, dilation=2, padding=2), PIXELS, 5 * 3 * 9),
    "reflected": (nn.Conv2d(3, 5, 3, padding=1, padding_mode="reflect"), PIXELS, 5 * 3 * 9),
    "circular": (nn.Conv2d(3, 5, 3, padding=1, padding_mode="circular"), PIXELS, 5 * 3 * 9),
    "replicated": (nn.Conv2d(3, 5, 3, padding=1, padding_mode="replicate"), PIXELS, 5 * 3 * 9),
    "depthwise": (nn.Conv2d(3, 6, 3, padding=1, groups=3), PIXELS, 6 * 9),
    "oblong": (nn.Conv2d(3, 5, (1, 7), padding=(0, 3)), PIXELS, 5 * 3 * 7),
    "without bias": (nn.Conv2d(3, 5, 1, bias=False), PIXELS, 5 * 3),
    "transposed": (nn.ConvTranspose2d(3, 5, 3, stride=2), PIXELS, 5 * 3 * 9),
}


@pytest.mark.parametrize("name", CONVOLUTIONS)
def test_every_convolution_counts_its_taps_by_hand(name):
    module, positions, macs = CONVOLUTIONS[name]
    assert counted(module).macs == positions * macs


@pytest.fixture
def every_warning():
    """Torch warns once a process, in whichever test comes first, unless it is told otherwise."""
    torch.set_warn_always(True)
    yield
    torch.set_warn_always(False)


@pytest.mark.usefixtures("every_warning")
def test_even_kernels_with_same_padding_count_too():
    with pytest.warns(UserWarning, match="even kernel lengths"):
        result = counted(nn.Conv2d(3, 5, 4, padding="same"))
    assert result.macs == PIXELS * 5 * 3 * 16


OPERATIONS = {
    "linear on four axes": (nn.Linear(12, 7), 3 * 8 * 7 * 12),
    "linear on two axes": (nn.Sequential(nn.Flatten(), nn.Linear(288, 7)), 7 * 288),
    "linear on a transposed map": (nn.Sequential(nn.Flatten(2), nn.Linear(96, 7)), 3 * 96 * 7),
    "conv1d": (nn.Sequential(nn.Flatten(2), nn.Conv1d(3, 4, 5, padding=2)), 96 * 4 * 3 * 5),
    "conv3d": (nn.Sequential(nn.Unflatten(2, (2, 4)), nn.Conv3d(3, 4, (1, 3, 3))), 2 * 2 * 10 * 4 * 3 * 9),
    "functional linear": (Function(lambda x, w: F.linear(tokens(x), w), (5, 3)), 96 * 3 * 5),
    "functional convolution": (Function(lambda x, w: F.conv2d(x, w), (5, 3, 2, 2)), 7 * 11 * 5 * 12),
    "matrix product with @": (Function(lambda x, w: tokens(x) @ w, (3, 5)), 96 * 3 * 5),
    "matrix times vector": (Function(lambda x, w: tokens(x) @ w, (3,)), 96 * 3),
    "batched product": (Function(lambda x: tokens(x) @ tokens(x).transpose(1, 2)), 96 * 96 * 3),
    "bmm": (Function(lambda x: torch.bmm(tokens(x), x.flatten(2))), 96 * 96 * 3),
    "baddbmm": (Function(lambda x, w: torch.baddbmm(w, tokens(x), x.flatten(2)), (1, 96, 96)), 96 * 96 * 3),
    "einsum over channels": (Function(lambda x, w: torch.einsum("bchw,cd->bdhw", x, w), (3, 5)), PIXELS * 15),
    "einsum over rows": (Function(lambda x, w: torch.einsum("bchw,hk->bckw", x, w), (8, 8)), 3 * 12 * 64),
    "tensordot": (Function(lambda x, w: torch.tensordot(x, w, 1), (12, 5)), 3 * 8 * 12 * 5),
    "attention, fused": (
        Function(lambda x: F.scaled_dot_product_attention(heads(x), heads(x), heads(x))),
        3 * 8 * 8 * (12 + 12),
    ),
    "attention, written out": (
        Function(lambda x: (heads(x) @ heads(x).transpose(-2, -1)).softmax(-1) @ heads(x)),
        3 * 8 * 8 * (12 + 12),
    ),
    "unfold and matmul": (Function(lambda x, w: w @ F.unfold(x, 3), (5, 27)), 60 * 5 * 27),
    "bilinear": (Function(lambda x, w: F.bilinear(tokens(x), tokens(x), w), (4, 3, 3)), 96 * 4 * 9),
    "multi-head attention": (
        Function(lambda x, *w: Attention(x), (1,)),
        # projections in and out: 4 x 96 tokens x 3 x 3; scores and values: 2 x 96 x 96 x 3
        4 * 96 * 9 + 2 * 96 * 96 * 3,
    ),
}


def Attention(image):  # noqa: N802 - stands for a module
    with torch.device("meta"):
        module = nn.MultiheadAttention(3, 3, batch_first=True).eval()
    x = tokens(image)
    return module(x, x, x, need_weights=False)[0]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_way_to_multiply_counts_by_hand(name):
    network, macs = OPERATIONS[name]
    result = counted(network)
    assert result.macs == macs
    assert result.unknown == ()


@pytest.mark.parametrize(
    ("module", "macs"),
    [
        # one layer, eval: in 4 x 3 x 3, scores and values, feed-forward 2 x 3 x 5
        (nn.TransformerEncoderLayer(3, 1, 5, batch_first=True), 96 * 4 * 9 + 2 * 96 * 96 * 3 + 96 * 30),
        # four gates, from input and from state, one step a token
        (nn.LSTM(3, 5, batch_first=True), 96 * 4 * (3 * 5 + 5 * 5)),
    ],
)
def test_composite_modules_in_eval_mode(module, macs):
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.inner = module

        def forward(self, image):
            return self.inner(tokens(image))

    assert counted(Network()).macs == macs


def test_a_module_called_twice_counts_twice_and_has_its_parameters_once():
    class Twice(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(12, 12)

        def forward(self, image):
            return self.layer(self.layer(image))

    result = counted(Twice())
    (layer,) = (layer for layer in result.layers if layer.path == "layer")
    assert layer.macs == result.macs == 2 * 3 * 8 * 144
    assert layer.params == result.params == 144 + 12


def test_a_direct_forward_call_counts_in_the_name_of_the_caller():
    class Direct(nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = nn.Linear(12, 12)

        def forward(self, image):
            return self.layer.forward(image)

    result = counted(Direct())
    assert result.macs == 3 * 8 * 144
    assert {layer.path: layer.macs for layer in result.layers} == {"": 3 * 8 * 144, "layer": 0}


def test_a_custom_autograd_function_counts():
    class Product(torch.autograd.Function):
        @staticmethod
        def forward(ctx, x, weight):
            return x @ weight

        @staticmethod
        def backward(ctx, gradient):
            raise AssertionError("nobody trains here")

    assert counted(Function(lambda x, w: Product.apply(x, w), (12, 5))).macs == 3 * 8 * 12 * 5


def test_shared_weights_count_once_as_parameters_and_each_time_as_work():
    first = nn.Linear(12, 12, bias=False, device="meta")
    second = nn.Linear(12, 12, bias=False, device="meta")
    second.weight = first.weight  # moving a network between devices would part them again
    result = counted(nn.Sequential(first, second))
    assert (result.params, result.macs) == (144, 2 * 3 * 8 * 144)
    assert result.memory.weight_bytes == 4 * 144


def test_other_operations_are_kept_apart():
    network = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4), nn.ReLU(), nn.LayerNorm(W), nn.Softmax(-1))
    result = counted(network)
    elements = 4 * PIXELS
    assert result.macs == 12 * PIXELS
    assert {one.name: one.other_operations for one in result.operators} == {
        "convolution": elements,  # its bias
        "native_batch_norm": 2 * elements,
        "relu": elements,
        "native_layer_norm": 5 * elements,
        "_softmax": 5 * elements,
    }
    assert result.other_operations == 14 * elements


def test_an_operator_without_a_rule_is_listed_and_not_guessed_at():
    result = counted(Function(lambda x: torch.linalg.inv(x[..., :8]) + 1))
    (unknown,) = result.unknown
    assert (unknown.name, unknown.calls, unknown.macs) == ("linalg_inv_ex", 1, 0)
    assert unknown.other_operations == 3 * 64 + 3  # the elements that it made: inverses and their states
    assert result.other_operations == 3 * 64  # the sum only


def test_bytes_of_a_linear_by_hand():
    result = counted(nn.Linear(12, 7, bias=False), batch=4)
    read, written = 4 * (4 * 3 * 8 * 12 + 12 * 7), 4 * 4 * 3 * 8 * 7
    assert (result.bytes_read, result.bytes_written) == (read // 4, written // 4)


IMAGE_BYTES = 4 * 3 * PIXELS

#: name: (module, other operations of an image, bytes read, bytes written; weights once for the batch)
TRAFFIC = {
    "convolution": (
        nn.Conv2d(3, 5, 3),
        60 * 5,  # its bias
        IMAGE_BYTES + 4 * (135 + 5) // B,
        4 * 60 * 5,
    ),
    "layer norm": (
        nn.LayerNorm(12),
        5 * 3 * PIXELS,
        IMAGE_BYTES + 4 * 24 // B,
        IMAGE_BYTES + 2 * 4 * 24,  # a mean and a spread of each row
    ),
    "batch norm": (nn.BatchNorm2d(3), 2 * 3 * PIXELS, IMAGE_BYTES + 4 * 12 // B, IMAGE_BYTES),
    "group norm": (nn.GroupNorm(1, 3), 5 * 3 * PIXELS, IMAGE_BYTES + 4 * 6 // B, IMAGE_BYTES + 2 * 4),
    "softmax": (nn.Softmax(-1), 5 * 3 * PIXELS, IMAGE_BYTES, IMAGE_BYTES),
    "activation": (nn.GELU(), 3 * PIXELS, IMAGE_BYTES, IMAGE_BYTES),
    "mean over places": (Function(lambda x: x.mean((2, 3))), 3 * PIXELS, IMAGE_BYTES, 4 * 3),
    # the largest of each window, and where it is
    "largest of 2 x 2": (nn.MaxPool2d(2), 24 * 3 * 4, IMAGE_BYTES, (4 + 8) * 24 * 3),
    "mean of 2 x 2": (nn.AvgPool2d(2), 24 * 3 * 4, IMAGE_BYTES, 4 * 24 * 3),
    "sum": (Function(lambda x: x + x), 3 * PIXELS, 2 * IMAGE_BYTES, IMAGE_BYTES),
    "concatenation": (Function(lambda x: torch.cat([x, x])), 0, 2 * IMAGE_BYTES, 2 * IMAGE_BYTES),
    "rows by number": (
        Function(lambda x: x[:, :, torch.zeros(2, dtype=torch.int64, device="meta")]),
        0,
        4 * 3 * 2 * W + 8 * 2 // B,  # what is picked, not all that could be, and the numbers
        4 * 3 * 2 * W + 8 * 2 // B,  # what is picked, and the numbers that were made first
    ),
    # 5 for each score; out, and a number for each query
    "fused attention": (
        Function(lambda x: F.scaled_dot_product_attention(x, x, x)),
        5 * 3 * 8 * 8,
        3 * IMAGE_BYTES,
        IMAGE_BYTES + 4 * 3 * 8,
    ),
}


@pytest.mark.parametrize("name", TRAFFIC)
def test_other_operations_and_bytes_by_hand(name):
    module, operations, read, written = TRAFFIC[name]
    result = counted(module)
    assert (result.other_operations, result.bytes_read, result.bytes_written) == (operations, read, written)
    assert result.unknown == ()


def test_expanded_and_viewed_tensors_move_no_bytes_twice():
    result = counted(Function(lambda x, w: x * w.expand(B, 3, H, W), (1, 1, 1, 1)))
    assert result.bytes_read == round((4 * B * 3 * PIXELS + 4) / B)
    assert counted(Function(lambda x: x.flatten(2).transpose(1, 2)[:, 1:])).bytes_read == 0


def test_roles_and_trainable_parameters_come_from_the_modules():
    network = nn.Sequential(assign(Role.STEM, nn.Conv2d(3, 4, 1)), assign(Role.HEAD, nn.Linear(12, 5)))
    network[1].bias.requires_grad_(False)
    result = counted(network)
    assert {role: (share.params, share.macs) for role, share in result.by_role.items()} == {
        Role.STEM: (16, 12 * PIXELS),
        Role.HEAD: (60, 4 * 8 * 60),
    }
    assert (result.params, result.trainable_params) == (81, 76)


def test_counting_leaves_no_hook_behind_even_after_a_failure():
    network = nn.Sequential(nn.Conv2d(3, 4, 1), nn.Linear(5, 5)).to("meta")
    with pytest.raises(RuntimeError):
        count(network, (1, 3, H, W))
    assert not nn.modules.module._global_forward_hooks
    assert not nn.modules.module._global_forward_pre_hooks


@pytest.mark.parametrize("batch", [1, 3])
@pytest.mark.parametrize(
    "model", ["mixer_s16", "resmlp_s12", "convmixer_512_16", "cyclemlp_b1", "cyclemlp_t"]
)
def test_count_equals_the_law_and_torch_in_every_role_for_any_batch(model, batch):
    case = Case(Model.parse(model), 64, 96, batch)
    law, result = registry.resolve(case.model).law(64, 96), count_case(case)
    assert result.by_role == {
        role: share for role, share in law.by_role.items() if share.macs or share.params
    }
    image = building.blank_input(building.input_shape(case), "float32", "contiguous", device="meta")
    assert torch_witness(building.blueprint(case), image).macs == result.macs
    assert result.unknown == ()
    assert sum(layer.macs for layer in result.layers) == sum(one.macs for one in result.operators) == law.macs


def test_dtype_halves_the_bytes_and_leaves_the_macs():
    model = Model("cyclemlp_b1")
    single = count_case(Case(model, 64, 64))
    half = count_case(Case(model, 64, 64, conditions=Conditions(dtype="bfloat16", layout="channels_last")))
    assert half.macs == single.macs
    assert half.memory.weight_bytes * 2 == single.memory.weight_bytes
    assert half.memory.activation_bytes < 0.6 * single.memory.activation_bytes


def test_the_largest_sizes_count_without_memory():
    result = count_case(Case(Model("resmlp_b24_8"), 2048, 2048, 64))
    assert result.memory.weight_bytes > 400e9  # the square of 65,536 tokens in every block


def test_deformable_convolution_has_a_rule_although_its_library_is_not_ours():
    image, weight, out = (torch.empty(s, device="meta") for s in ((2, 6, 8, 8), (4, 3, 3, 3), (2, 4, 8, 8)))
    work = RULES["torchvision::deform_conv2d"]([image, weight, None, None, None], out)
    assert work == (2 * 64 * 4 * 3 * 9, 0)


def test_depthwise_and_grouped_convolutions_are_told_apart():
    network = nn.Sequential(
        nn.Conv2d(3, 6, 1),
        nn.Conv2d(6, 6, 3, padding=1, groups=6),
        nn.Conv2d(6, 4, 3, padding=1, groups=2),
        nn.ReLU(),
    )
    found = {layer.path: layer.grouped_macs for layer in counted(network).layers}
    assert found == {"": 0, "0": 0, "1": PIXELS * 6 * 9, "2": PIXELS * 4 * 3 * 9, "3": 0}
