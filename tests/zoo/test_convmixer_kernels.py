"""Padding in whole numbers equals torch's word "same", for odd kernels and even ones."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from mixbench.zoo.convmixer import depthwise_convolution

# torch warns that an even kernel makes it copy the input; that copy is what is compared with.
pytestmark = pytest.mark.filterwarnings("ignore:Using padding='same' with even kernel lengths")


@pytest.mark.parametrize("kernel", [1, 2, 3, 4, 7, 8, 9, 12])
def test_it_keeps_the_size_as_same_padding_does(kernel):
    torch.manual_seed(0)
    ours = depthwise_convolution(6, kernel)
    reference = nn.Conv2d(6, 6, kernel, groups=6, padding="same")
    reference.load_state_dict({name.rpartition(".")[2]: value for name, value in ours.state_dict().items()})
    x = torch.randn(2, 6, 11, 8)
    torch.testing.assert_close(ours(x), reference(x))
