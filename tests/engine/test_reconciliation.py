"""Every difference of another counter has a cause that was predicted: by hand, and over the whole catalog."""

from __future__ import annotations

import copy
import sys
import warnings
from collections import Counter, defaultdict

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own convention
from samples import FAMILIES, IS_WHOLE, quick_variants, small, smallest_side
from torch import nn

from mixbench.catalog import registry
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import appraisal, building, memory, operators
from mixbench.engine.composites import calls_of
from mixbench.engine.counting import count
from mixbench.engine.reconciliation import explained
from mixbench.engine.witnesses import fvcore_witness, torch_witness

PIXELS = 8 * 12
IMAGE = (1, 3, 8, 12)


class Function(nn.Module):
    """A network that is a function of its image and of some weights of given shapes."""

    def __init__(self, function, *shapes):
        super().__init__()
        self.function = function
        self.weights = nn.ParameterList(nn.Parameter(torch.zeros(shape)) for shape in shapes)

    def forward(self, image):
        return self.function(image, *self.weights)


class OnTokens(nn.Module):
    """A module over the places of the image: (1, 96, 3)."""

    def __init__(self, inner, call=None):
        super().__init__()
        self.inner = inner
        self.call = call or (lambda inner, x: inner(x))

    def forward(self, image):
        return self.call(self.inner, tokens(image))


def tokens(image):
    return image.flatten(2).transpose(1, 2)


def reconciled(network, shape=IMAGE):
    """Our MACs, then torch's counter and fvcore with their causes."""
    network = network.eval()
    real, meta = copy.deepcopy(network), copy.deepcopy(network).to("meta")
    blank = torch.empty(shape, device="meta")
    macs = count(meta, shape).macs
    torchs = explained(torch_witness(meta, blank), meta, blank)
    return macs, torchs, explained(fvcore_witness(real, torch.zeros(shape)), meta, blank)


def told(witness):
    """Kind, operator, calls and amount of each cause."""
    return {(cause.kind, cause.operator, cause.calls, cause.amount) for cause in witness.causes}


class Product(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, weight):
        return x @ weight


def attention(image):
    return F.scaled_dot_product_attention(image, image, image)


def written_out(image):
    return (image @ image.transpose(-2, -1)).softmax(-1) @ image


def fused_kernel(image):
    kernel = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
    return kernel(image, image, image)[0]


def unused_product(image, weight):
    image @ weight
    return image * 2


def twice(norm, x):
    return norm(norm(x))


SCORES = 2 * PIXELS * PIXELS * 3
FUSED = 3 * 8 * 8 * 24

#: name: (network, causes of fvcore by hand, causes of torch's counter by hand)
NETWORKS = {
    "linear of any rank": (nn.Linear(12, 7), set(), set()),
    "strided convolution": (nn.Conv2d(3, 6, 3, stride=2, padding=1, groups=3), set(), set()),
    "reflected convolution": (nn.Conv2d(3, 5, 3, padding=1, padding_mode="reflect"), set(), set()),
    "transposed convolution": (nn.ConvTranspose2d(3, 6, 3, stride=2, groups=3), set(), set()),
    "convolution along a line": (nn.Sequential(nn.Flatten(2), nn.Conv1d(3, 4, 5)), set(), set()),
    "same padding": (
        nn.Conv2d(3, 5, 3, padding="same"),
        {("left_out", "_convolution_mode", 1, -PIXELS * 5 * 3 * 9)},
        set(),
    ),
    "valid padding": (
        nn.Conv2d(3, 5, 3, padding="valid"),
        {("left_out", "_convolution_mode", 1, -6 * 10 * 5 * 3 * 9)},
        set(),
    ),
    "fused attention": (
        Function(attention),
        {("left_out", "scaled_dot_product_attention", 1, -FUSED)},
        set(),
    ),
    "attention written out": (Function(written_out), set(), set()),
    "a fused kernel called directly": (
        Function(fused_kernel),
        {("left_out", "_scaled_dot_product_flash_attention_for_cpu", 1, -FUSED)},
        {("left_out", "_scaled_dot_product_flash_attention_for_cpu", 1, -FUSED)},
    ),
    "multi-head attention": (
        OnTokens(
            nn.MultiheadAttention(3, 3, batch_first=True), lambda m, x: m(x, x, x, need_weights=False)[0]
        ),
        {("left_out", "scaled_dot_product_attention", 1, -SCORES)},
        set(),
    ),
    "multi-head attention with its weights": (
        OnTokens(nn.MultiheadAttention(3, 3, batch_first=True), lambda m, x: m(x, x, x)[0]),
        set(),
        set(),
    ),
    "encoder layer": (
        OnTokens(nn.TransformerEncoderLayer(3, 1, 5, batch_first=True)),
        {
            ("left_out", "scaled_dot_product_attention", 1, -SCORES),
            ("added", "layer_norm", 2, 2 * 5 * PIXELS * 3),
        },
        set(),
    ),
    "lstm": (
        OnTokens(nn.LSTM(3, 5, batch_first=True), lambda m, x: m(x)[0]),
        {("left_out", "lstm", 1, -PIXELS * 4 * (3 * 5 + 5 * 5))},
        set(),
    ),
    "gru": (
        OnTokens(nn.GRU(3, 5, batch_first=True), lambda m, x: m(x)[0]),
        {("left_out", "gru", 1, -PIXELS * 3 * (3 * 5 + 5 * 5))},
        set(),
    ),
    "lstm cell": (OnTokens(nn.LSTMCell(3, 5), lambda m, x: m(x[:, 0])[0]), set(), set()),
    "bilinear": (
        OnTokens(nn.Bilinear(3, 3, 4), lambda m, x: m(x, x)),
        {("left_out", "bilinear", 1, -PIXELS * 4 * 9)},
        {("left_out", "bilinear", 1, -PIXELS * 4 * 9)},
    ),
    "matrix times vector": (
        Function(lambda x, w: torch.mv(x.flatten(1)[0].reshape(96, 3), w), (3,)),
        {("left_out", "mv", 1, -PIXELS * 3)},
        {("left_out", "mv", 1, -PIXELS * 3)},
    ),
    "vector times vector": (
        Function(lambda x, w: torch.dot(x.flatten(), w), (288,)),
        {("left_out", "dot", 1, -288)},
        {("left_out", "dot", 1, -288)},
    ),
    "baddbmm": (
        Function(lambda x, w: torch.baddbmm(w, tokens(x), x.flatten(2)), (1, 96, 96)),
        {("left_out", "baddbmm", 1, -PIXELS * PIXELS * 3)},
        set(),
    ),
    "tensordot": (
        Function(lambda x, w: torch.tensordot(x, w, 1), (12, 5)),
        {("left_out", "tensordot", 1, -3 * 8 * 12 * 5)},
        set(),
    ),
    "bmm": (Function(lambda x: torch.bmm(tokens(x), x.flatten(2))), set(), set()),
    "a repeated first factor": (
        Function(lambda x, w: w @ x, (5, 8)),
        {("counted_otherwise", "matmul", 1, -2 * 5 * 8 * 12)},
        set(),
    ),
    "einsum of four digits": (
        Function(lambda x, w: torch.einsum("bchw,cd->bdhw", x, w), (3, 5)),
        set(),
        set(),
    ),
    # 3 x 12 x 8 x 37 = 10,656 MACs; numpy prints 2.131e+04 operations
    "einsum of five digits": (
        Function(lambda x, w: torch.einsum("bchw,hk->bckw", x, w), (8, 37)),
        {("counted_otherwise", "einsum", 1, -1)},
        set(),
    ),
    "einsum in a form that fvcore counts exactly": (
        Function(lambda x: torch.einsum("nsc, ntc -> nts", tokens(x), tokens(x))),
        set(),
        set(),
    ),
    "custom function": (
        Function(lambda x, w: Product.apply(x, w), (12, 5)),
        {("left_out", "Product", 1, -3 * 8 * 12 * 5)},
        set(),
    ),
    "result that nothing reads": (
        Function(unused_product, (12, 5)),
        {("left_out", "matmul", 1, -3 * 8 * 12 * 5)},
        set(),
    ),
    "batch norm": (nn.BatchNorm2d(3), {("added", "batch_norm", 1, 2 * 288)}, set()),
    "batch norm without weights": (
        nn.BatchNorm2d(3, affine=False),
        {("added", "batch_norm", 1, 288)},
        set(),
    ),
    "layer norm": (nn.LayerNorm(12), {("added", "layer_norm", 1, 5 * 288)}, set()),
    "layer norm without weights": (
        nn.LayerNorm(12, elementwise_affine=False),
        {("added", "layer_norm", 1, 4 * 288)},
        set(),
    ),
    "group norm": (nn.GroupNorm(1, 3), {("added", "group_norm", 1, 5 * 288)}, set()),
    "instance norm": (nn.InstanceNorm2d(3), {("added", "instance_norm", 1, 4 * 288)}, set()),
    "a norm called twice": (
        OnTokens(nn.LayerNorm(3), twice),
        {("added", "layer_norm", 2, 2 * 5 * 288)},
        set(),
    ),
    "adaptive pooling": (nn.AdaptiveAvgPool2d(1), {("added", "adaptive_avg_pool2d", 1, 288)}, set()),
    "a plain mean": (Function(lambda x: x.mean((2, 3))), set(), set()),
    "upsampling": (nn.Upsample(scale_factor=2), {("added", "upsample_nearest2d", 1, 4 * 288)}, set()),
    "bilinear upsampling": (
        nn.Upsample(scale_factor=2, mode="bilinear"),
        {("added", "upsample_bilinear2d", 1, 4 * 4 * 288)},
        set(),
    ),
    "unfold and matmul": (Function(lambda x, w: w @ F.unfold(x, 3), (5, 27)), set(), set()),
}


@pytest.mark.parametrize("name", NETWORKS)
def test_every_operator_case_is_explained_by_hand_computed_causes(name):
    network, fvcores, torchs = NETWORKS[name]
    macs, torch_says, fvcore_says = reconciled(network)
    assert told(fvcore_says) == fvcores
    assert told(torch_says) == torchs
    assert (fvcore_says.unexplained(macs), torch_says.unexplained(macs)) == (0, 0)


def test_a_cause_names_the_layers_with_the_largest_first():
    network = nn.Sequential(
        nn.LayerNorm(12),
        nn.Conv2d(3, 9, 1),
        nn.Sequential(nn.LayerNorm(12)),
        nn.Linear(12, 5),
        nn.LayerNorm(5),
    )
    (cause,) = reconciled(network)[2].causes
    assert cause.layers == ("2.0", "4", "0")
    assert cause.reason.startswith("fvcore adds 5 for each element")


def test_a_direct_forward_call_is_explained_in_the_name_of_the_caller():
    network = OnTokens(nn.LayerNorm(3), lambda inner, x: inner.forward(x))
    (cause,) = reconciled(network)[2].causes
    assert cause.layers == ("",)


def test_the_kernel_that_torch_has_no_formula_for_is_named():
    (cause,) = reconciled(NETWORKS["bilinear"][0])[1].causes
    assert cause.reason == "torch's counter has no formula for _trilinear"


def test_what_nothing_reads_is_told_apart_from_what_fvcore_does_not_know():
    (cause,) = reconciled(NETWORKS["result that nothing reads"][0])[2].causes
    assert "nothing that is returned depends on it" in cause.reason


def test_an_operator_that_nobody_counts_is_listed_with_no_amount():
    network = Function(lambda x: torch.linalg.inv(x[..., :8] + torch.eye(8, device=x.device)) @ x)
    macs, torch_says, fvcore_says = reconciled(network)
    unknown = ("left_out", "linalg_inv", 1, 0)
    assert told(torch_says) == told(fvcore_says) == {unknown}
    assert (torch_says.unexplained(macs), fvcore_says.unexplained(macs)) == (0, 0)


def test_deformable_convolution_is_left_out_by_both():
    with torch.library._scoped_library("torchvision", "DEF") as library:
        library.define(
            "deform_conv2d(Tensor input, Tensor weight, Tensor offset, Tensor mask, Tensor bias) -> Tensor"
        )
        library.impl("deform_conv2d", lambda x, w, *_: x.new_zeros(x.shape[0], w.shape[0], 8, 12), "CPU")
        library.impl("deform_conv2d", lambda x, w, *_: x.new_empty(x.shape[0], w.shape[0], 8, 12), "Meta")

        def deform(x, weight, bias):
            return torch.ops.torchvision.deform_conv2d(x, weight, x, x, bias)

        macs, torch_says, fvcore_says = reconciled(Function(deform, (5, 3, 3, 3), (5,)))
    left_out = {("left_out", "torchvision::deform_conv2d", 1, -PIXELS * 5 * 27)}
    assert macs == PIXELS * 5 * 27
    assert told(torch_says) == told(fvcore_says) == left_out


def test_amounts_are_of_one_image():
    network = OnTokens(nn.Bilinear(3, 3, 4), lambda m, x: m(x, x)).eval().to("meta")
    image = torch.empty(3, *IMAGE[1:], device="meta")
    witness = explained(torch_witness(network, image), network, image)
    assert told(witness) == {("left_out", "bilinear", 1, -PIXELS * 4 * 9)}
    assert witness.unexplained(count(network, (3, *IMAGE[1:])).macs) == 0


def test_a_change_of_fvcore_is_left_unexplained(monkeypatch, fvcore):
    monkeypatch.delitem(fvcore._DEFAULT_SUPPORTED_OPS, "aten::linear")
    macs, _, witness = reconciled(nn.Sequential(nn.Conv2d(3, 4, 1), nn.Linear(12, 5), nn.LayerNorm(5)))
    assert witness.unexplained(macs) == -4 * 8 * 12 * 5


def test_a_fault_of_ours_is_left_unexplained(monkeypatch):
    monkeypatch.delitem(operators.RULES, "aten::convolution")
    macs, torch_says, _ = reconciled(nn.Conv2d(3, 4, 1))
    assert macs == 0
    assert torch_says.unexplained(macs) == 12 * PIXELS


def test_a_network_that_cannot_be_followed_keeps_its_figure(monkeypatch):
    def fail(*_):
        raise RuntimeError("no way\nsecond line")

    monkeypatch.setattr("mixbench.engine.reconciliation.calls_of", fail)
    macs, _, witness = reconciled(nn.LayerNorm(12))
    assert witness.unexplained(macs) == 5 * 288
    assert witness.note.endswith("no cause was found: RuntimeError: no way")


def test_watching_leaves_functions_as_they_were():
    before = torch.autograd.Function.__dict__["apply"]
    with pytest.raises(ZeroDivisionError):
        calls_of(Function(lambda x: 1 / 0), torch.empty(IMAGE, device="meta"))
    assert torch.autograd.Function.__dict__["apply"] is before


# the catalog


def predicted(case):
    """What fvcore should say by module, with all that is in it, and operator, from our own pass."""
    network = building.blueprint(case)
    image = building.blank_input(building.input_shape(case), "float32", "contiguous", device="meta")
    amounts = defaultdict(Counter)
    for call in calls_of(network, image):
        if call.fvcore and call.is_used:
            parts = call.layer.split(".") if call.layer else []
            for depth in range(len(parts) + 1):
                name = {"_convolution": "conv"}.get(call.operator, call.operator)
                amounts[".".join(parts[:depth])][name] += call.fvcore
    return {path: dict(each) for path, each in amounts.items()}


@pytest.fixture
def fvcore():
    """The library itself, whose import warns of what torch deprecates."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import fvcore.nn  # noqa: F401 - its function `flop_count` hides the module of that name
    return sys.modules["fvcore.nn.flop_count"]


def fvcore_by_module(fvcore, case):
    subject = appraisal._blank_subject(case)
    analysis = fvcore.FlopCountAnalysis(subject.network, subject.image).tracer_warnings("none")
    analysis.unsupported_ops_warnings(False).uncalled_modules_warnings(False)
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = analysis.by_module_and_operator()
    return {path: dict(each) for path, each in found.items() if each}


def assert_reconciled(case):
    cost = appraisal.count_on_meta(case)
    fvcore = appraisal.fvcore_alone(case, cost.count)
    assert fvcore.unexplained(cost.count.macs) == 0
    assert cost.torch.unexplained(cost.count.macs) == 0
    assert fvcore.macs == cost.count.macs + sum(cause.amount for cause in fvcore.causes)


@pytest.mark.parametrize("family", FAMILIES)
def test_each_module_of_every_family_is_what_the_rules_predict(family, fvcore):
    resolved = small(FAMILIES[family])
    side = smallest_side(resolved)
    case = Case(Model(resolved.variant.id, registry.changed(resolved)), side, side)
    assert predicted(case) == fvcore_by_module(fvcore, case)
    assert_reconciled(case)


@pytest.mark.slow
@pytest.mark.parametrize("variant", quick_variants())
def test_nothing_is_left_unexplained_of_any_variant(variant):
    resolved = registry.resolve(Model(variant))
    side = resolved.variant.native_px if IS_WHOLE else smallest_side(resolved)
    assert_reconciled(Case(Model(variant), side, side))


def test_the_answer_does_not_depend_on_the_values_of_weights():
    case = Case(Model("cyclemlp_b1"), 64, 64)
    subject, cost = building.subject(case), appraisal.count_on_meta(case)
    assert appraisal.fvcore_opinion(subject, cost.count) == appraisal.fvcore_alone(case, cost.count)


def test_of_a_training_step_only_the_forward_pass_is_asked_for():
    case = Case(Model("resmlp_s12"), 32, 32, 2, Conditions(mode="training_step"))
    cost = appraisal.count_on_meta(case)
    fvcore = appraisal.fvcore_alone(case, cost.count)
    for witness in (cost.torch, fvcore):
        assert witness.note.startswith("of the forward pass in eval mode")
        assert witness.unexplained(cost.count.macs) == 0


def test_fvcore_is_not_asked_where_its_trace_would_fill_the_memory(monkeypatch):
    case = Case(Model("resmlp_s12"), 64, 64)
    cost = appraisal.count_on_meta(case)
    monkeypatch.setattr(memory, "free_bytes", lambda _: 2 * cost.count.memory.weight_bytes)
    witness = appraisal.fvcore_alone(case, cost.count)
    assert witness.macs is None
    assert "fvcore was not asked: its trace would take" in witness.note
