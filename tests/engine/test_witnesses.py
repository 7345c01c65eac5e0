"""Other counters: what they say, and that every difference to our count has a name."""

from __future__ import annotations

import builtins

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - torch's own convention
from torch import nn

from mixbench.core.model import Case, Model
from mixbench.engine import building
from mixbench.engine.counting import count, count_case
from mixbench.engine.witnesses import fvcore_witness, torch_witness

IMAGE = (2, 3, 8, 12)


class Attention(nn.Module):
    def forward(self, image):
        return F.scaled_dot_product_attention(image, image, image)


@pytest.mark.parametrize("model", ["mixer_s16", "resmlp_s12", "convmixer_512_16", "cyclemlp_b1"])
def test_fvcore_agrees_after_what_it_adds_is_taken_off(model):
    case = Case(Model(model), 64, 64)
    witness = fvcore_witness(building.subject(case).network, building.subject(case).image)
    assert witness.macs - sum(witness.extra.values()) == count_case(case).macs
    assert witness.dropped == {}


def test_what_fvcore_adds_for_norms_and_pooling_is_named():
    network = nn.Sequential(nn.Conv2d(3, 4, 1), nn.BatchNorm2d(4), nn.AdaptiveAvgPool2d(1)).eval()
    witness = fvcore_witness(network, torch.zeros(IMAGE))
    assert witness.extra == {"batch_norm": 2 * 4 * 96, "adaptive_avg_pool2d": 4 * 96}
    assert witness.macs == 12 * 96 + 3 * 4 * 96


def test_fused_attention_is_named_as_dropped():
    witness = fvcore_witness(Attention(), torch.zeros(IMAGE))
    assert (witness.macs, witness.dropped) == (0, {"aten::scaled_dot_product_attention": 1})


def test_same_padding_is_named_as_dropped():
    network = nn.Sequential(nn.Conv2d(3, 3, 3, padding="same"), nn.GELU(), nn.Conv2d(3, 4, 1)).eval()
    witness = fvcore_witness(network, torch.zeros(IMAGE))
    missing = count(network.to("meta"), IMAGE).macs - witness.macs
    assert witness.dropped == {"aten::_convolution_mode": 1}
    assert missing == 3 * 3 * 9 * 96
    assert "gelu" in witness.note


def test_torch_counts_fused_attention_on_meta():
    witness = torch_witness(Attention(), torch.zeros(IMAGE, device="meta"))
    assert witness.macs == 3 * 8 * 8 * 24


def test_a_missing_fvcore_is_a_note(monkeypatch):
    real = builtins.__import__

    def without_fvcore(name, *rest, **named):
        if name.startswith("fvcore"):
            raise ImportError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", without_fvcore)
    witness = fvcore_witness(Attention(), torch.zeros(IMAGE))
    assert (witness.macs, witness.note) == (None, "fvcore is not installed")


def test_a_counter_that_breaks_is_a_note():
    class Broken(nn.Module):
        def forward(self, image):
            raise ValueError("no way\nsecond line")

    assert torch_witness(Broken(), torch.zeros(IMAGE, device="meta")).macs is None
    witness = fvcore_witness(Broken(), torch.zeros(IMAGE))
    assert (witness.macs, witness.note) == (None, "fvcore failed: ValueError: no way")


class SelfAttention(nn.Module):
    """Torch's own attention module over the places of an image of three channels."""

    def __init__(self):
        super().__init__()
        self.attention = nn.MultiheadAttention(3, 3, batch_first=True)

    def forward(self, image):
        tokens = image.flatten(2).transpose(1, 2)
        return self.attention(tokens, tokens, tokens, need_weights=False)[0]


def test_torch_counts_its_own_attention_modules_too():
    network = SelfAttention().eval().to("meta")
    fast = torch.backends.mha.get_fastpath_enabled()
    witness = torch_witness(network, torch.empty(2, 3, 4, 6, device="meta"))
    # projections in and out, then scores and values of 24 tokens
    assert witness.macs == 4 * 24 * 9 + 2 * 24 * 24 * 3
    assert torch.backends.mha.get_fastpath_enabled() == fast
