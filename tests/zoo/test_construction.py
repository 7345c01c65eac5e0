"""The Python door: what it builds, and what it says when it cannot."""

from __future__ import annotations

import subprocess
import sys

import pytest
import torch

import mixbench
from mixbench.core.errors import HyperparameterError, MixBenchError, RequestError, SizeError


def test_build_gives_a_network_that_is_ready_to_answer():
    network = mixbench.build("resmlp_s12", image_size=(32, 64), num_classes=7, depth=1, width=16)
    assert not network.training
    assert network(torch.randn(2, 3, 32, 64)).shape == (2, 7)


def test_the_published_size_is_the_default():
    network = mixbench.build("mixer_s16", device="meta")
    assert network.blocks[0].token_mixing.mlp.expand.in_features == 14 * 14


def test_a_variant_may_carry_its_settings():
    network = mixbench.build("mixer_s16:depth=2,num_classes=3", image_size=32, device="meta")
    assert len(network.blocks) == 2
    assert network.head.out_features == 3


def test_the_seed_is_the_caller_s():
    def built(seed: int) -> torch.Tensor:
        torch.manual_seed(seed)
        return mixbench.build("resmlp_s12", image_size=32, depth=1, width=16).head.weight

    assert torch.equal(built(1), built(1))
    assert not torch.equal(built(1), built(2))


@pytest.mark.parametrize(
    ("asked", "error", "said"),
    [
        ({"variant": "mixer_s15"}, RequestError, "there is no variant 'mixer_s15'; did you mean"),
        ({"image_size": 250}, SizeError, "Mixer-S/16: patch size 16 does not divide 250; nearest 240 or 256"),
        ({"image_size": (224, 8)}, SizeError, "patch size 16 does not divide 8; nearest 16"),
        ({"image_size": 0}, RequestError, "at least 1 px"),
        ({"image_size": "224"}, RequestError, r"must be a number of pixels or \(height, width\)"),
        ({"image_size": (224,)}, RequestError, r"must be a number of pixels or \(height, width\)"),
        ({"num_classes": 0}, HyperparameterError, "num_classes is 0, but must be a whole number from 1"),
        ({"depht": 4}, HyperparameterError, "did you mean depth"),
        ({"deploy": True}, RequestError, "MLP-Mixer has no deploy form; build it without deploy"),
        ({"device": "abacus"}, MixBenchError, "there is no device 'abacus' here; this torch has cpu"),
        ({"device": "cuda:97"}, MixBenchError, "there is no device 'cuda:97' here; this torch has cpu"),
        ({"device": ""}, MixBenchError, "there is no device '' here"),
    ],
)
def test_a_wrong_request_is_one_sentence(asked, error, said):
    with pytest.raises(error, match=said):
        mixbench.build(**{"variant": "mixer_s16", **asked})


@pytest.mark.parametrize(
    ("variant", "size", "said"),
    [
        ("cyclemlp_b1", 2, "the stem's convolution needs at least 3 px, not 2"),
        ("cyclemlp_t", 250, "the overall stride 32 does not divide 250; nearest 224 or 256"),
        ("cyclemlp_b1:stem=patch", 250, "patch size 4 does not divide 250; nearest 248 or 252"),
        ("convmixer_1024_20", 13, "patch size 14 needs at least 14 px, not 13"),
    ],
)
def test_each_family_says_which_sizes_it_takes(variant, size, said):
    with pytest.raises(SizeError, match=said):
        mixbench.build(variant, image_size=size, device="meta")


@pytest.mark.parametrize(
    ("variant", "size"), [("cyclemlp_b1", 3), ("cyclemlp_b1", 225), ("convmixer_512_16", 64)]
)
def test_sizes_that_convolutions_take_are_not_refused(variant, size):
    network = mixbench.build(variant, image_size=size, device="meta")
    assert network(torch.empty(1, 3, size, size, device="meta")).shape == (1, 1000)


def test_importing_mixbench_loads_neither_torch_nor_qt():
    code = "import sys, mixbench; assert not {'torch', 'PySide6', 'einops'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_building_loads_no_qt():
    code = (
        "import sys, mixbench; mixbench.build('mixer_s16', device='meta')\n"
        "assert 'PySide6' not in sys.modules and 'mixbench.engine' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
