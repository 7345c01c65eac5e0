"""The sizes of the maps of isotropic and pyramid networks, and where their MACs sit."""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import sqrt
from typing import NamedTuple

from mixbench.catalog.family import NATIVE_PX
from mixbench.catalog.registry import find
from mixbench.claims.context import Context
from mixbench.claims.curves import plot
from mixbench.core.claims import Claim, Column, Evidence, Facts, Finding, Source, Table, Verdict, said
from mixbench.core.figure import Axis, Figure, Series
from mixbench.core.units import percent

CLAIM = Claim(
    id="isotropic-against-pyramid",
    number=7,
    title="Isotropic networks keep one size of map throughout, pyramids halve it from stage to stage",
    sources=(
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "section 2", "2105.01601"),
        Source(
            "CycleMLP: A MLP-like Architecture for Dense Prediction",
            "section on the overall architecture",
            "2107.10224",
        ),
        Source("Patches Are All You Need?", "section 2", "2201.09792"),
    ),
    computed="The maps that each layer of twelve networks puts out at 224 px and the MACs that are spent on "
    "them, counted over meta tensors, against the shape that the catalog declares.",
)

MODELS = (
    "mixer_s16", "resmlp_s12", "gmlp_s", "s2mlp_deep", "convmixer_768_32", "vit_s16",
    "cyclemlp_b1", "asmlp_t", "poolformer_s12", "resnet50", "mobilenetv1_100", "xception",
)  # fmt: skip
#: A class token joins the patches: so many places more are no other map.
_TOKENS_BESIDE = 2
#: What a 3 x 3 convolution without padding takes off a side.
_BORDER = 2


class Map(NamedTuple):
    """A map of a network: its places and channels, and its share of the MACs of all maps."""

    places: int
    channels: int
    share: float

    @property
    def side(self) -> float:
        """The side of a square map."""
        return sqrt(self.places)


def check(asked: Context) -> Finding:
    """The shapes that the layers show decide, against those that are declared."""
    maps = {
        model: _maps(asked.experiment("feature_maps", model=model, resolution_px=NATIVE_PX))
        for model in asked.each(MODELS)
    }
    shown = {model: _shape(found) for model, found in maps.items()}
    parted = [model for model in MODELS if shown[model] != find(model)[0].shape]
    isotropic = [model for model in MODELS if shown[model] == "isotropic"]
    pyramids = [model for model in MODELS if shown[model] == "pyramid"]
    if parted:
        verdict = Verdict.DOES_NOT_HOLD
        sentence = said("Not of the shape that is said of them: {models}.", models=", ".join(parted))
    else:
        verdict = Verdict.HOLDS
        sentence = said(
            "{isotropic} isotropic networks work on one map of {few} to {many} places; in {pyramids} "
            "pyramids the side halves from map to map while the channels grow.",
            isotropic=len(isotropic),
            few=min(maps[model][0].places for model in isotropic),
            many=max(maps[model][0].places for model in isotropic),
            pyramids=len(pyramids),
        )
    return Finding(
        CLAIM.id,
        verdict,
        sentence,
        evidence=Evidence(tables=(_table(maps, shown),), figures=(_figure(maps),)),
        conditions=(
            said(
                "counted over meta tensors at {px} px, MACs of one image without the classifier", px=NATIVE_PX
            ),
            "a layer over all tokens belongs to the map of the layer after it; a class token is no other map",
            "halved: to half the side, rounded up or down; Xception's stem also takes off a border of one "
            "place, since it does not pad",
        ),
    )


def _maps(facts: Facts) -> list[Map]:
    """The maps in order, those that only a class token tells apart as one."""
    total = sum(each["macs"] for each in facts["maps"])
    maps: list[Map] = []
    for each in facts["maps"]:
        found = Map(each["places"], each["channels"], each["macs"] / total)
        if maps and abs(maps[-1].places - found.places) <= _TOKENS_BESIDE:
            maps[-1] = maps[-1]._replace(channels=found.channels, share=maps[-1].share + found.share)
        else:
            maps.append(found)
    return maps


def _shape(maps: list[Map]) -> str:
    """What the maps are: of one size, halved from one to the next while the channels grow, or neither."""
    if len(maps) == 1:
        return "isotropic"
    shrinks = all(_is_step_down(before, after) for before, after in pairwise(maps))
    widens = all(after.channels >= before.channels for before, after in pairwise(maps))
    return "pyramid" if shrinks and widens else "neither"


def _is_step_down(before: Map, after: Map) -> bool:
    """Whether a map has half the side of the one before, rounded either way, or has lost its border alone."""
    is_half = abs(before.side - 2 * after.side) <= 1
    return is_half or 0 < before.side - after.side <= _BORDER


def _table(maps: dict[str, list[Map]], shown: dict[str, str]) -> Table:
    rows = tuple(
        (
            model,
            shown[model],
            " → ".join(f"{each.side:.4g}²" for each in found),
            " → ".join(str(each.channels) for each in found),
            " · ".join(percent(each.share, 0) for each in found),
        )
        for model, found in maps.items()
    )
    columns = (
        Column("Model"),
        Column("Shape"),
        Column("Maps", "places"),
        Column("Channels"),
        Column("MACs on each map"),
    )
    return Table("Maps in their order, and where the MACs sit", columns, rows)


def _figure(maps: dict[str, list[Map]]) -> Figure:
    """The side of the map over the share of MACs that is done: a level line, or stairs down."""
    series = []
    for slot, model in enumerate(("mixer_s16", "convmixer_768_32", "cyclemlp_b1", "resnet50")):
        ends = [0.0, *accumulate(100 * each.share for each in maps[model])]
        x = [end for pair in pairwise(ends) for end in pair]
        y = [each.side for each in maps[model] for _ in range(2)]
        series.append(Series(model, model, slot, "law", tuple(x), tuple(y)))
    caption = "Side of the map (square root of its places) along the network, over the MACs that are done."
    return plot("Maps along the network", Axis("MACs done", "%"), Axis("side of the map"), series, caption)
