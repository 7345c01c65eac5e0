"""Receptive fields: one pass back a block against several at a time, which do the same work.

Prints, for a pyramid and an isotropic network, the CPU time of all gradients of one image taken one by one
and in vectorised groups, and the largest difference between the two.
"""

from __future__ import annotations

import time

import pytest
import torch

from mixbench.core.model import Case, Model
from mixbench.engine import receptive_field as fields
from mixbench.engine.blocks import blocks_of
from mixbench.engine.checkpoints import network_of


def _numbers(case):
    """The image and what is looked at of it, block by block."""
    network, _ = network_of(case, "")
    looks = fields._looks(case, blocks_of(case), case.height // 2, case.width // 2)
    image = torch.randn(1, 3, case.height, case.width, requires_grad=True)
    with fields._watched(network, looks) as numbers, torch.enable_grad():
        network(image)
    return image, numbers


def _in_groups(image, numbers, size):
    """The gradients of `size` blocks at a time."""
    for first in range(0, len(numbers), size):
        group = numbers[first : first + size]
        seeds = list(torch.eye(len(group)))
        (found,) = torch.autograd.grad(
            group, image, grad_outputs=seeds, retain_graph=True, is_grads_batched=True
        )
        yield from found


@pytest.mark.parametrize("model", ["cyclemlp_b3", "mixer_s16"])
def test_groups_of_gradients_are_no_faster(model):
    case = Case(Model(model), 224, 224)
    image, numbers = _numbers(case)
    began = time.process_time()
    alone = [fields._gradient(number, image) for number in numbers]
    alone_s = time.process_time() - began
    print(f"\n{model}, {len(numbers) - 1} blocks, one by one: {alone_s:.2f} s of CPU time")
    for size in (4, 8):
        began = time.process_time()
        grouped = list(_in_groups(image, numbers, size))
        ratio = (time.process_time() - began) / alone_s
        print(f"  {size} at a time: {ratio:.2f} times as long")
        for one, other in zip(alone, grouped, strict=True):
            torch.testing.assert_close(one, other, rtol=1e-3, atol=1e-5 * float(one.abs().max()))
