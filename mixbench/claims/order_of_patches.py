"""Claim 13: patches in another order: Mixer can be repaired, ViT needs no repair, a convolution has none."""

from __future__ import annotations

from mixbench.claims.comparing import (
    Comparison,
    comparison_table,
    counter,
    differs,
    exact_conditions,
    sentence_of,
    shown_model,
    verdict_of,
)
from mixbench.claims.context import Context
from mixbench.core.claims import Claim, Column, Evidence, Facts, Finding, Source, Table, Verdict, said

CLAIM = Claim(
    id="order-of-patches",
    number=13,
    title="Another order of the patches changes Mixer's output, but a permutation of its token-mixing "
    "weights undoes it; ViT without positions does not notice; a CNN and ConvMixer cannot be repaired so",
    sources=(
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "section 3.4, figure 4", "2105.01601"),
        Source(
            "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
            "section 3.1",
            "2010.11929",
        ),
    ),
    computed="The patches of an image are shuffled and outputs compared before and after the repair, and "
    "after a wrong one. For convolutions the nearest of all kernels is found in closed form, which bounds "
    "every permutation of their taps; mirroring the image is the control that kernels can undo.",
)

MIXER = "mixer_s16:channel_width=128,depth=4,token_width=32,width=64"
VIT = "vit_ti16:depth=4"
CONVMIXER, CONVMIXER_PX = "convmixer_768_32:depth=4,width=32", 49
CNN, CNN_PX, CNN_PATCH_PX = "resnet18:widths=8x16x32x64", 96, 32
PX, MAP_SIDE = 112, 7

#: A kernel that leaves more than this of the matrix that the order asks for repairs nothing.
UNREPAIRED_FROM = 0.05


def check(asked: Context) -> Finding:
    """Shuffle, repair, compare."""
    mixer = asked.experiment("order_in_mixer", model=MIXER, resolution_px=PX)
    vit = asked.experiment("order_in_vit", model=VIT, resolution_px=PX)
    convmixer = asked.experiment("order_in_convmixer", model=CONVMIXER, resolution_px=CONVMIXER_PX)
    cnn = asked.experiment("order_in_cnn", model=CNN, resolution_px=CNN_PX, patch_px=CNN_PATCH_PX)
    layers = [
        asked.experiment("order_in_convolutions", model=model, resolution_px=px, map_side=MAP_SIDE)
        for model, px in asked.each(((CONVMIXER, CONVMIXER_PX), (CNN, CNN_PX)))
    ]
    comparisons = _comparisons(mixer, vit, convmixer, cnn)
    verdict, otherwise = verdict_of(comparisons, Verdict.HOLDS_WITH_CONDITION), ""
    if verdict is Verdict.HOLDS_WITH_CONDITION:
        verdict, otherwise = _of_layers(layers)
    holds = said(
        "Mixer is repaired to {mixer:.0e} and a wrong repair does not do it. ViT's class token does not "
        "change. The nearest of all kernels of any size leaves at least {left:.0%} of what undoing the "
        "order asks for.",
        mixer=mixer["repaired"] or 0.0,
        left=min(facts["any_size"] for facts in layers),
    )
    return Finding(
        CLAIM.id,
        verdict,
        sentence_of(comparisons, holds, otherwise),
        condition="That a convolution cannot be repaired is shown of each layer by itself, which must give "
        "the map in the new order. What several layers could do together is not tested.",
        evidence=Evidence(tables=(comparison_table(comparisons), _layer_table(layers))),
        conditions=(
            *exact_conditions(mixer),
            *(shown_model(facts) for facts in (mixer, vit, convmixer, cnn)),
            said(
                "convolutions are tested layer by layer, on maps of {side} x {side}, each channel pair by "
                "itself",
                side=MAP_SIDE,
            ),
        ),
    )


def _of_layers(layers: list[Facts]) -> tuple[Verdict, str]:
    """The verdict on the kernels, and why it is no better. One that cannot be mirrored would show that the
    search finds nothing."""
    if any(facts["mirrored"] > UNREPAIRED_FROM for facts in layers):
        return (
            Verdict.CANNOT_TELL,
            "The search does not find the kernels that undo a mirroring: it tells nothing.",
        )
    is_local = all(min(facts["same_size"], facts["any_size"]) > UNREPAIRED_FROM for facts in layers)
    if is_local:
        return Verdict.HOLDS_WITH_CONDITION, ""
    return Verdict.DOES_NOT_HOLD, "There are kernels that undo the order, or nearly; see the table."


def _comparisons(mixer: Facts, vit: Facts, convmixer: Facts, cnn: Facts) -> tuple[Comparison, ...]:
    return (
        differs("Mixer, patches shuffled", mixer["unrepaired"]),
        Comparison("Mixer, token-mixing weights permuted alike", mixer["repaired"]),
        counter("Mixer, token-mixing weights permuted by a wrong order", mixer["repaired_wrongly"]),
        Comparison("ViT without positions: class token and answer", vit["class_token"]),
        Comparison("ViT without positions: mean of the patches", vit["mean_of_patches"]),
        Comparison("ViT without positions: patches, in the new order", vit["patches_in_new_order"]),
        counter("ViT without positions: patches, in the old order", vit["patches_in_old_order"]),
        counter("ViT with positions", vit["with_positions"]),
        Comparison("ViT, positions shuffled alike", vit["positions_shuffled_alike"]),
        differs("ConvMixer, patches shuffled", convmixer["unrepaired"]),
        differs("ConvMixer, each kernel the nearest there is", convmixer["repaired_at_best"]),
        Comparison("ConvMixer, image and kernels mirrored", convmixer["mirrored_repaired"]),
        counter("ConvMixer, image mirrored, kernels not", convmixer["mirrored"]),
        differs("ResNet, patches shuffled", cnn["unrepaired"]),
    )


def _layer_table(layers: list[Facts]) -> Table:
    rows = tuple(
        (
            facts["model"],
            facts["layers"],
            facts["kernels"],
            "x".join(map(str, facts["kernel_sizes"])),
            facts["same_size"],
            facts["any_size"],
            facts["mirrored"],
        )
        for facts in layers
    )
    return Table(
        "What the nearest kernel leaves",
        (
            Column("network"),
            Column("layers"),
            Column("kernels"),
            Column("kernel size"),
            Column("of the same size, at least"),
            Column("of any size, at least"),
            Column("of a mirrored map, at most"),
        ),
        rows,
        "The distance from the matrix that would undo the order, relative to that matrix: 0 is repaired, 1 "
        "nothing. Every permutation of a kernel's taps is a kernel of the same size, so none comes nearer.",
    )
