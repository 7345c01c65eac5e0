"""Our networks against timm's, and deploy forms against training forms, in turn within one process. Run with
`packaging/test -s tests/benchmarks/bench_zoo.py`; nothing here asserts a time.

timm 1.0 must be there; it wants torchvision, whose usual build would bring another torch. Install both,
and what timm imports, without their dependencies: pip install --no-deps timm torchvision==0.28.0
safetensors huggingface_hub pyyaml (torchvision 0.28 belongs to torch 2.13).
"""

from __future__ import annotations

import random
import statistics
import time
import warnings

import pytest
import torch
from torch.library import Library

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model

#: Ours, and timm's network of the same parameters.
PAIRS = (
    ("mixer_s16", "mixer_s16_224"),
    ("mixer_b16", "mixer_b16_224"),
    ("resmlp_s12", "resmlp_12_224"),
    ("resmlp_s24", "resmlp_24_224"),
    ("gmlp_s", "gmlp_s16_224"),
    ("convmixer_768_32", "convmixer_768_32"),
    ("vit_ti16", "vit_tiny_patch16_224"),
    ("vit_b16", "vit_base_patch16_224"),
    ("deit_s", "deit_small_patch16_224"),
    ("deit_ti_distilled", "deit_tiny_distilled_patch16_224"),
    ("resnet18", "resnet18"),
    ("resnet50", "resnet50"),
    ("repvgg_a0", "repvgg_a0"),
    ("repvgg_b1g4", "repvgg_b1g4"),
    ("mobilenetv1_100", "mobilenetv1_100"),
    ("mobilenetv2_100", "mobilenetv2_100"),
    ("xception", "legacy_xception"),
    ("poolformer_s12", "poolformer_s12"),
    ("poolformer_m36", "poolformer_m36"),
)
SIDE_PX = 224
BATCHES = (1, 8)
LEAST_ROUNDS, ROUND_S, PAIR_S = 9, 0.15, 12.0


def imported_timm():
    """timm, with the two operators declared that torchvision looks for when its binary does not load."""
    library = Library("torchvision", "DEF")
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return pytest.importorskip("timm", reason="timm is not installed; see the head of this file")


def seconds(network: torch.nn.Module, image: torch.Tensor, calls: int) -> float:
    """Seconds of one forward pass, the median of `calls`."""
    laps = []
    for _ in range(calls):
        begun = time.perf_counter()
        network(image)
        laps.append(time.perf_counter() - begun)
    return statistics.median(laps)


def compare(ours: torch.nn.Module, theirs: torch.nn.Module, batch: int) -> tuple[float, float, float]:
    """Medians in seconds of ours and theirs, and the median of the rounds' ratios ours / theirs."""
    image = torch.rand(batch, 3, SIDE_PX, SIDE_PX)
    for network in (ours, theirs):
        seconds(network, image, 3)  # warm up
    calls = max(1, round(ROUND_S / seconds(theirs, image, 3)))
    rounds: list[dict[int, float]] = []
    begun = time.perf_counter()
    while len(rounds) < LEAST_ROUNDS or time.perf_counter() - begun < PAIR_S / 4:
        order = [(0, ours), (1, theirs)]
        random.shuffle(order)
        rounds.append({index: seconds(network, image, calls) for index, network in order})
        if time.perf_counter() - begun > PAIR_S:
            break
    medians = [statistics.median(each[index] for each in rounds) for index in (0, 1)]
    return medians[0], medians[1], statistics.median(each[0] / each[1] for each in rounds)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_ours_against_timm():
    timm = imported_timm()
    print(f"\n{torch.get_num_threads()} threads, float32, {SIDE_PX} px, medians in turn")
    print(f"{'ours':<20} {'timm':<34} batch   ours ms   timm ms  ours/timm")
    for variant, name in PAIRS:
        for batch, (mine, other, ratio) in compared(timm, variant, name):
            figures = f"{batch:5} {mine * 1e3:9.1f} {other * 1e3:9.1f} {ratio:10.2f}"
            print(f"{variant:<20} {name:<34} {figures}", flush=True)


def compared(timm, variant: str, name: str):
    torch.manual_seed(0)
    ours = mixbench.build(variant, image_size=SIDE_PX)
    theirs = timm.create_model(name).eval()
    assert sum(p.numel() for p in ours.parameters()) == sum(p.numel() for p in theirs.parameters())
    with torch.inference_mode():
        for batch in BATCHES:
            yield batch, compare(ours, theirs, batch)


#: Networks with two forms, at a size and a batch.
FORMS = (("repvgg_a0", 1), ("repvgg_a0", 8), ("repvgg_b1g4", 1), ("repmlpnet_t224", 1), ("repmlpnet_t224", 8))


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_deploy_form_against_training_form():
    print(f"\n{'variant':<20} batch deploy ms  train ms  ratio  of MACs")
    for variant, batch in FORMS:
        trained = mixbench.build(variant)
        with torch.inference_mode():
            deploy, train, ratio = compare(mixbench.reparameterize(trained), trained, batch)
        macs = [resolve(Model(name)).law(SIDE_PX, SIDE_PX).macs for name in (f"{variant}_deploy", variant)]
        figures = f"{batch:5} {deploy * 1e3:9.1f} {train * 1e3:9.1f} {ratio:6.2f} {macs[0] / macs[1]:8.2f}"
        print(f"{variant:<20} {figures}", flush=True)
