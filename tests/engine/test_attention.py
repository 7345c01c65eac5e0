"""Attention is forecast as it runs: in one kernel, or written out, as real passes of the same network do."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building, memory
from mixbench.engine.counting import count, count_case

TOKENS, WIDTH = 96, 3
FUSED = "_scaled_dot_product_flash_attention_for_cpu"


class Attention(nn.Module):
    """The image's places as tokens of one head, attending to one another."""

    def __init__(self, **options):
        super().__init__()
        self.options = options

    def forward(self, image):
        tokens = image.flatten(2).transpose(1, 2)[:, None]
        return scaled_dot_product_attention(tokens, tokens, tokens, **self.options)


def operators(network):
    return {each.name for each in count(network, (2, WIDTH, 8, 12)).operators}


@pytest.mark.parametrize("options", [{}, {"is_causal": True}, {"scale": 0.5}])
def test_plain_attention_is_one_kernel(options):
    assert FUSED in operators(Attention(**options))


def test_with_a_mask_or_dropout_torch_chooses_for_itself():
    mask = torch.zeros(TOKENS, TOKENS, device="meta")
    assert FUSED not in operators(Attention(attn_mask=mask))
    assert FUSED not in operators(Attention(dropout_p=0.5))


@pytest.mark.parametrize("options", [{}, {"attn_mask": torch.zeros(TOKENS, TOKENS, device="meta")}])
def test_its_macs_are_those_of_two_products(options):
    assert count(Attention(**options), (2, WIDTH, 8, 12)).macs == 2 * TOKENS**2 * WIDTH


@pytest.mark.parametrize(
    "model", ["vit_ti16:depth=2", "vit_ti16:depth=2,attention=explicit", "deit_s_distilled:depth=2"]
)
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_the_forecast_is_the_peak_of_a_real_pass(model, dtype):
    case = Case(Model.parse(model), 160, 224, batch=2, conditions=Conditions(dtype=dtype))
    assert memory.measured_peak(building.subject(case)) == count_case(case).memory.activation_bytes
