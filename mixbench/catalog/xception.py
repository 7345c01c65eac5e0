"""Xception: every convolution but the first two is separable, depthwise and then pointwise."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integer, integers, number
from mixbench.catalog.sizes import too_small
from mixbench.core.cost import Cost

LEAST_PX = 7


class XceptionConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Figure 5 of the paper; what it prints as numbers can be varied."""

    depth: Annotated[int, integer("Depth", 1, 64, "Blocks of the middle flow.", unit="blocks")] = 8
    stem_widths: Annotated[
        tuple[int, int],
        integers("Stem widths", 4, 1024, "Channels of the two convolutions of the stem.", unit="channels"),
    ] = (32, 64)
    widths: Annotated[
        tuple[int, int, int, int],
        integers(
            "Widths",
            4,
            4096,
            "Channels C after each of the four blocks that halve the map; the middle flow has the third.",
            unit="channels",
        ),
    ] = (128, 256, 728, 1024)
    exit_widths: Annotated[
        tuple[int, int],
        integers(
            "Exit widths", 4, 8192, "Channels of the two convolutions before the classifier.", unit="channels"
        ),
    ] = (1536, 2048)
    dropout: Annotated[float, number("Dropout", 0, 0.9, "Rate before the classifier, in training.")] = 0.5


class Separable(NamedTuple):
    """A separable convolution: channels that go in and come out, places n."""

    incoming: int
    outgoing: int
    n: int


def grids(height: int, width: int) -> tuple[int, ...]:
    """The places of the six maps, for an image in pixels: two of the stem, then each half the last."""
    sides = [(side - 3) // 2 + 1 for side in (height, width)]
    places = [sides[0] * sides[1]]
    sides = [side - 2 for side in sides]
    for _ in range(5):
        places.append(sides[0] * sides[1])
        sides = [(side + 1) // 2 for side in sides]
    return tuple(places)


def separables(config: XceptionConfig, height: int, width: int) -> Iterator[Separable]:
    """All separable convolutions in their order."""
    _, n0, n1, n2, n3, n4 = grids(height, width)
    (_, stem), (c1, c2, c3, c4), (before, after) = config.stem_widths, config.widths, config.exit_widths
    yield from (Separable(stem, c1, n0), Separable(c1, c1, n0))
    yield from (Separable(c1, c2, n1), Separable(c2, c2, n1))
    yield from (Separable(c2, c3, n2), Separable(c3, c3, n2))
    yield from [Separable(c3, c3, n3)] * (3 * config.depth)
    yield from (Separable(c3, c3, n3), Separable(c3, c4, n3))
    yield from (Separable(c4, before, n4), Separable(before, after, n4))


def law(config: XceptionConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but the head is linear in the places."""
    n_half, n0, n1, *_ = n = grids(height, width)
    (a, b), c, k, last = config.stem_widths, config.widths, config.num_classes, config.exit_widths[-1]
    parts = list(separables(config, height, width))
    skips = list(zip((b, *c[:3]), c, n[2:], strict=True))  # channels in, channels out, places
    return Cost.of(
        tokens=n1,
        stem=(27 * a + 9 * a * b, 27 * a * n_half + 9 * a * b * n0),
        spatial_mixing=(sum(9 * ci for ci, _, _ in parts), sum(9 * ci * ni for ci, _, ni in parts)),
        channel_mixing=(sum(ci * co for ci, co, _ in parts), sum(ci * co * ni for ci, co, ni in parts)),
        downsample=(sum(ci * co for ci, co, _ in skips), sum(ci * co * ni for ci, co, ni in skips)),
        norm=(2 * (a + b) + 2 * sum(part.outgoing for part in parts) + 2 * sum(c), 0),
        head=(last * k + k, last * k),
    )


def block_values(config: XceptionConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block of the middle flow."""
    return ({"n": grids(height, width)[4], "C": config.widths[2]},)


def refusal(config: XceptionConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """The stem is not padded and must leave one place."""
    return too_small(LEAST_PX, "the stem without padding", height, width)


FAMILY = Family(
    id="xception",
    name="Xception",
    group="rival",
    paper=Paper(
        "Xception: Deep Learning with Depthwise Separable Convolutions", "Chollet", 2017, "1610.02357"
    ),
    config=XceptionConfig,
    law=law,
    block=BlockLaw(
        params="27 C + 3 C^2 + 6 C",
        macs="27 n C + 3 n C^2",
        meaning="n places and C width of the middle flow",
        values=block_values,
    ),
    refusal=refusal,
    variants=(Variant("xception", "Xception", {}, native_px=299),),
    shape="pyramid",
    mixing="depthwise convolution",
    spatial_mixing="Depthwise 3 x 3 convolution",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "A maximum over a map of even sides is padded on all sides, as in PyTorch's networks; the author's "
        "code pads only below and on the right.",
        "BatchNorm has PyTorch's eps and momentum (1e-5, 0.1); the author's code has 1e-3 and 0.01.",
        "Convolutions start by He's rule; in the author's code by Glorot's.",
    ),
)
