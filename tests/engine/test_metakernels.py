"""Remembered meta kernels answer what torch's own would."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from mixbench.engine.counting import count
from mixbench.engine.metakernels import MetaKernels, MetaKernelsMode

SHAPES = {
    "plain": lambda: torch.empty(2, 6, 8, device="meta"),
    "transposed": lambda: torch.empty(2, 8, 6, device="meta").transpose(1, 2),
    "half": lambda: torch.empty(2, 6, 8, device="meta", dtype=torch.bfloat16),
    "whole numbers": lambda: torch.empty(2, 6, 8, device="meta", dtype=torch.int64),
    "strided": lambda: torch.empty(2, 6, 16, device="meta")[..., ::2],
}

CALLS = {
    "add": lambda x: x + x,
    "add a number": lambda x: x + 1.5,
    "add a row": lambda x: x + x[:1, :1],
    "add another dtype": lambda x: x + x.double(),
    "scaled add": lambda x: torch.add(x, x, alpha=2),
    "divide": lambda x: x / x,
    "compare": lambda x: x == x,
    "in place": lambda x: x.clone().mul_(2),
    "addcmul": lambda x: torch.addcmul(x, x, x),
    "addmm": lambda x: torch.addmm(x[0, 0].new_empty(4), x[0], x.new_empty(8, 4)),
    "mean": lambda x: x.float().mean((0, 2), keepdim=True),
    "concatenation": lambda x: torch.cat([x, x[:, :2]], 1),
    "split": lambda x: x.split([2, 4], 1)[1],
    "norm": lambda x: torch.nn.functional.layer_norm(x.float(), (8,)),
    "largest": lambda x: x.max(-1)[0],
}


def facts(tensor):
    return tuple(tensor.shape), tensor.stride(), tensor.dtype, tensor.device.type


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("shape", SHAPES)
def test_the_first_and_every_later_call_answer_as_torch_does(shape, call):
    expected = facts(CALLS[call](SHAPES[shape]()))
    kernels = MetaKernels()
    for _ in range(3):
        with torch.no_grad(), MetaKernelsMode(kernels):
            assert facts(CALLS[call](SHAPES[shape]())) == expected


@pytest.mark.parametrize("module", [nn.GELU(), nn.GELU("tanh"), nn.SiLU(), nn.Hardswish(), nn.Sigmoid()])
def test_activations_keep_shape_and_strides(module):
    for make in (SHAPES["plain"], SHAPES["transposed"], SHAPES["half"]):
        with torch.no_grad(), MetaKernelsMode(MetaKernels()):
            answers = [facts(module(make())) for _ in range(2)]
        assert answers == [facts(module(make()))] * 2


def test_numbers_that_are_equal_but_of_other_types_are_other_calls():
    whole = torch.empty(3, dtype=torch.int64, device="meta")
    with MetaKernelsMode(MetaKernels()):
        assert (whole * 1).dtype is torch.int64
        assert (whole * 1.0).dtype is torch.float32
        assert (whole * True).dtype is torch.int64


def test_remembered_outputs_are_new_storages():
    image = torch.empty(2, 3, device="meta")
    with MetaKernelsMode(MetaKernels()):
        first, second, third = image + image, image + image, image + image
    storages = {item.untyped_storage()._cdata for item in (image, first, second, third)}
    assert len(storages) == 4


def laid_out(shape, layout, dtype=torch.float32):
    return torch.rand(shape).to(dtype).contiguous(memory_format=layout)


FIRST, LAST = torch.contiguous_format, torch.channels_last
OPERATORS = torch.ops.aten

PLAIN = (
    [1, 1],
    [0, 0],
    [1, 1],
    False,
    [0, 0],
    1,
)  # strides, padding, dilation, transposed, padding out, groups


def ones(count, dtype):
    return torch.ones(count, dtype=dtype)


#: name: (operator, its arguments on the processor for an image of some layout and dtype)
KERNELS = {
    "convolution": (
        OPERATORS.convolution.default,
        lambda image: (image, laid_out((6, 4, 3, 3), FIRST, image.dtype), None, *PLAIN),
    ),
    "convolution by a weight that lies channels last": (
        OPERATORS.convolution.default,
        lambda image: (image, laid_out((6, 4, 3, 3), LAST, image.dtype), None, *PLAIN),
    ),
    "group norm": (
        OPERATORS.native_group_norm.default,
        lambda image: (image, ones(4, image.dtype), ones(4, image.dtype), 2, 4, 64, 2, 1e-5),
    ),
    "group norm in other dtypes": (
        OPERATORS.native_group_norm.default,
        lambda image: (image, ones(4, torch.float32), ones(4, torch.float32), 2, 4, 64, 2, 1e-5),
    ),
    "layer norm": (
        OPERATORS.native_layer_norm.default,
        lambda image: (image.contiguous(), [8], ones(8, image.dtype), ones(8, image.dtype), 1e-5),
    ),
    "batch norm in training": (
        OPERATORS.native_batch_norm.default,
        lambda image: (image, *(ones(4, image.dtype) for _ in range(4)), True, 0.1, 1e-5),
    ),
    "batch norm in evaluation": (
        OPERATORS.native_batch_norm.default,
        lambda image: (image, *(ones(4, image.dtype) for _ in range(4)), False, 0.1, 1e-5),
    ),
}


@pytest.mark.parametrize("layout", [FIRST, LAST])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
@pytest.mark.parametrize("name", KERNELS)
def test_outputs_lie_and_are_kept_as_the_kernels_of_the_processor_make_them(name, dtype, layout):
    operator, arguments = KERNELS[name]
    args = arguments(laid_out((2, 4, 8, 8), layout, dtype))
    on_meta = [item.to("meta") if isinstance(item, torch.Tensor) else item for item in args]
    with torch.no_grad():
        expected = operator(*args)
        with MetaKernelsMode(MetaKernels("cpu")):
            answers = [operator(*on_meta) for _ in range(2)]
    for answer in answers:
        pairs = (
            [(answer, expected)] if isinstance(answer, torch.Tensor) else zip(answer, expected, strict=True)
        )
        for ours, real in pairs:
            assert facts(ours)[:3] == facts(real)[:3]


def test_group_norm_copies_maps_that_lie_channels_last_but_on_the_processor():
    def operators(device):
        network = nn.GroupNorm(1, 3).to("meta")
        found = count(network, (2, 3, 8, 12), layout="channels_last", device=device).operators
        return {each.name for each in found}

    assert operators("cpu") == {"native_group_norm"}
    assert operators("cuda:0") == {"native_group_norm", "clone"}


def test_only_the_gradients_that_are_asked_for_are_made_again():
    image, weight = torch.empty(2, 4, 8, 8, device="meta"), torch.empty(6, 4, 3, 3, device="meta")
    gradient = torch.empty(2, 6, 6, 6, device="meta")
    with MetaKernelsMode(MetaKernels()):
        for _ in range(2):
            to_image, to_weight, to_bias = OPERATORS.convolution_backward(
                gradient, image, weight, [6], *PLAIN, [False, True, False]
            )
            assert (to_image, to_bias) == (None, None)
            assert facts(to_weight) == facts(weight)
