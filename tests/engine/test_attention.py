"""Attention is forecast as it runs: in one kernel, or written out, as real passes of the same network do."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn.functional import scaled_dot_product_attention

from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building, memory
from mixbench.engine.counting import count, count_case, count_step
from mixbench.engine.liveness import LiveTensors, LiveTensorsMode
from mixbench.engine.training import TrainingStep

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


class SelfAttention(nn.Module):
    """Torch's own module on the image's places, with or without its table of weights."""

    def __init__(self, need_weights):
        super().__init__()
        self.attend, self.need_weights = nn.MultiheadAttention(WIDTH, 1, batch_first=True), need_weights

    def forward(self, image):
        tokens = image.flatten(2).transpose(1, 2)
        return self.attend(tokens, tokens, tokens, need_weights=self.need_weights)[0].flatten(1)


@pytest.mark.parametrize("need_weights", [False, True])
def test_the_forecast_of_torchs_own_module_is_the_peak_of_a_real_step(need_weights):
    network = SelfAttention(need_weights)
    assert (FUSED in operators(network.to("meta"))) is not need_weights
    forecast = count_step(network, (2, WIDTH, 8, 12)).memory
    step = TrainingStep(SelfAttention(need_weights), torch.rand(2, WIDTH, 8, 12))
    step.call()
    live = LiveTensors((*step.network.parameters(), *step.optimizer_state))
    live.begin(step.image, step.target)
    with LiveTensorsMode(live):
        step.call()
    assert live.peak.live_bytes == forecast.activation_bytes


def test_torchs_own_function_is_itself_again_after_a_count():
    with pytest.raises(AssertionError, match="embedding dimension"):
        count(SelfAttention(need_weights=False).to("meta"), (2, WIDTH + 1, 8, 12))
    assert nn.functional.scaled_dot_product_attention is scaled_dot_product_attention
