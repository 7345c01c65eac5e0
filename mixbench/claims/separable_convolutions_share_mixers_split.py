"""Depthwise-separable convolutions and Mixer: the same split of spatial from channel mixing."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.catalog.registry import find
from mixbench.claims.context import Context
from mixbench.core.claims import (
    Claim,
    Column,
    Evidence,
    Facts,
    Finding,
    Quantity,
    Source,
    Table,
    Verdict,
    Words,
    said,
)
from mixbench.core.cost import Cost
from mixbench.core.roles import Role

CLAIM = Claim(
    id="separable-convolutions-share-mixers-split",
    number=14,
    title="Depthwise-separable convolutions and MLP-Mixer split the same way: a layer mixes places or "
    "channels, never both",
    sources=(
        Source("Xception: Deep Learning with Depthwise Separable Convolutions", "section 1.2", "1610.02357"),
        Source("MobileNets: Efficient Convolutional Neural Networks", "section 3.1", "1704.04861"),
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "sections 1 and 4", "2105.01601"),
    ),
    computed="In each network one value of a layer's input is changed, and it is seen whether other places "
    "or other channels of its output change; MACs of spatial against channel mixing by law. ResNet-50, whose "
    "3 x 3 convolutions mix both, must fail the test.",
)

#: The networks whose MACs are shown, and what is probed of them: as many layers as in the network, or one
#: block where all are alike, and narrow, for what a layer mixes does not depend on its width.
SPLIT = {
    "mixer_s16": "mixer_s16:depth=1",
    "convmixer_768_32": "convmixer_768_32:depth=1,width=64",
    "mobilenetv1_100": "mobilenetv1_100:width_multiplier=0.25",
    "mobilenetv2_100": "mobilenetv2_100:width_multiplier=0.25",
    "xception": "xception:depth=1,stem_widths=8x16,widths=16x24x32x48,exit_widths=64x96",
}
#: The counter-example, without which the test could not tell.
UNSPLIT, UNSPLIT_PROBED = "resnet50", "resnet50:widths=16x32x48x64"
PROBED_PX = 64


def check(asked: Context) -> Finding:
    """Every layer of the separable networks and of Mixer must mix one of the two; ResNet's must not."""
    reached = {
        model: asked.experiment("mixing_split", model=probed, resolution_px=PROBED_PX)
        for model, probed in asked.each((*SPLIT.items(), (UNSPLIT, UNSPLIT_PROBED)))
    }
    costs = {model: asked.law(model, find(model)[1].native_px) for model in reached}
    entangled = [model for model in SPLIT if not _is_split(reached[model])]
    condition: Words = ""
    if not reached[UNSPLIT]["both"]:
        verdict = Verdict.CANNOT_TELL
        sentence = said("The test sees no mixing of both in {model}, which has it.", model=UNSPLIT)
    elif entangled:
        verdict = Verdict.DOES_NOT_HOLD
        sentence = said("Layers of {models} mix places and channels at once.", models=", ".join(entangled))
    else:
        verdict = Verdict.HOLDS_WITH_CONDITION
        condition = (
            "Of the layers that do the mixing in a block. The stem, the patch embedding or first "
            "convolution, mixes both in each of these networks, and norms, which may mix channels, are left "
            "out."
        )
        sentence = said(
            "No layer of a block mixes both. The shares part: spatial mixing takes {mobile:.0%} of the two "
            "in MobileNetV1 and {mixer:.0%} in Mixer-S/16, whose kernel, one for all channels, spans the "
            "map.",
            mobile=_share(costs["mobilenetv1_100"]),
            mixer=_share(costs["mixer_s16"]),
        )
    return Finding(
        CLAIM.id,
        verdict,
        sentence,
        condition=condition,
        evidence=Evidence(tuple(_quantities(costs)), (_table(reached, costs),)),
        conditions=(
            said(
                "probed in float64 with random weights of seed {seed} at {px} px, in narrow networks, and "
                "shallow where blocks repeat; equal to the last bit counts as unchanged",
                seed=reached[UNSPLIT]["seed"],
                px=PROBED_PX,
            ),
            "MACs of one image by law at each network's own size",
        ),
    )


def _is_split(facts: Facts) -> bool:
    """Whether spatial layers reach places alone and channel layers channels alone, and there are both."""
    return bool(
        facts["both"] == 0
        and facts["neither"] == 0
        and facts["spatial_that_mix_channels"] == 0
        and facts["channel_that_mix_places"] == 0
        and facts["places_only"]
        and facts["channels_only"]
    )


def _share(cost: Cost) -> float:
    """Spatial mixing's share of the MACs of both."""
    spatial, channel = (cost.role(role).macs for role in (Role.SPATIAL_MIXING, Role.CHANNEL_MIXING))
    return spatial / (spatial + channel)


def _quantities(costs: dict[str, Cost]) -> Iterator[Quantity]:
    for model in SPLIT:
        name = said("Spatial share of mixing, {model}", model=model)
        yield Quantity(
            name, 100 * _share(costs[model]), "%", "of the MACs of spatial and channel mixing together"
        )


def _table(reached: dict[str, Facts], costs: dict[str, Cost]) -> Table:
    columns = (
        Column("Model"),
        Column("Layers probed"),
        Column("mix places alone"),
        Column("mix channels alone"),
        Column("mix both"),
        Column("Side", "px"),
        Column("Spatial mixing", "GMAC"),
        Column("Channel mixing", "GMAC"),
        Column("Spatial share", "%"),
    )
    rows = tuple(
        (
            model,
            facts["modules"],
            facts["places_only"],
            facts["channels_only"],
            facts["both"],
            find(model)[1].native_px,
            costs[model].role(Role.SPATIAL_MIXING).macs / 1e9,
            costs[model].role(Role.CHANNEL_MIXING).macs / 1e9,
            100 * _share(costs[model]),
        )
        for model, facts in reached.items()
    )
    return Table("What layers mix, and what it costs", columns, rows, "ResNet-50 is the counter-example.")
