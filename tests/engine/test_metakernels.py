"""Remembered meta kernels answer what torch's own would."""

from __future__ import annotations

import pytest
import torch
from torch import nn

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
