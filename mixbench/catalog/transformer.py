"""What ViT and DeiT declare alike: the hyperparameters of their encoder, its law, the sizes it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from mixbench.catalog.declarations import DropPath, MlpRatio
from mixbench.catalog.family import BlockLaw
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem

MOST_HEADS = 64


class EncoderConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Table 1 of the ViT paper, and how attention is computed."""

    patch_size: Annotated[int, integer("Patch size", 2, 64, "Side p of a square patch.", unit="px")] = 16
    depth: Annotated[int, integer("Depth", 1, 128, "Encoder blocks L.", unit="blocks")] = 12
    width: Annotated[
        int, integer("Width", 8, 4096, "Hidden size D: channels of every token.", unit="channels")
    ] = 384
    heads: Annotated[
        int, integer("Heads", 1, MOST_HEADS, "Attention heads H; the width is divided among them.")
    ] = 6
    mlp_ratio: MlpRatio = 4
    drop_path: DropPath = 0.0
    attention: Annotated[
        Literal["fused", "explicit"],
        choice(
            "Attention",
            "How attention is computed. Outputs and MACs are the same; fvcore sees only what is written out, "
            "and a fused kernel keeps no table of all pairs of tokens.",
            {"fused": "Fused kernel", "explicit": "Written out"},
        ),
    ] = "fused"

    @property
    def prefix_tokens(self) -> int:
        """The learned tokens before the patches; each has a classifier of its own."""
        return 1

    def conflicts(self) -> Iterator[Problem]:
        """The heads share the channels equally."""
        if self.width % self.heads:
            near = neighbouring_divisors(self.width, self.heads)
            named = " or ".join(map(str, near))
            sentence = f"heads {self.heads} does not divide width {self.width}; nearest {named}"
            nearest = min(near, key=lambda heads: abs(heads - self.heads))
            yield Problem("heads", sentence, nearest)


def neighbouring_divisors(width: int, heads: int) -> list[int]:
    """The numbers of heads that divide the width: the largest below `heads`, the smallest above."""
    divisors = [each for each in range(1, MOST_HEADS + 1) if width % each == 0]
    below = [each for each in divisors if each < heads][-1:]
    above = [each for each in divisors if each > heads][:1]
    return below + above


def patch_grid(config: EncoderConfig, height: int, width: int) -> tuple[int, int]:
    """Rows and columns of patches of an image in pixels."""
    return height // config.patch_size, width // config.patch_size


def patch_count(config: EncoderConfig, height: int, width: int) -> int:
    """S: the patches of an image in pixels."""
    rows, columns = patch_grid(config, height, width)
    return rows * columns


def law(config: EncoderConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role: 2 N² D MACs of each block compare all pairs of tokens."""
    p, n_layers, d, r = config.patch_size, config.depth, config.width, config.mlp_ratio
    s, k, t = patch_count(config, height, width), config.num_classes, config.prefix_tokens
    n = s + t
    return Cost.of(
        tokens=s,
        stem=(3 * p**2 * d + d, 3 * p**2 * d * s),
        spatial_mixing=(n_layers * (4 * d**2 + 4 * d), n_layers * (4 * n * d**2 + 2 * n**2 * d)),
        channel_mixing=(n_layers * (2 * r * d**2 + r * d + d), n_layers * 2 * r * n * d**2),
        norm=(n_layers * 4 * d + 2 * d, 0),
        other=(t * d + n * d, 0),
        head=(t * (d * k + k), t * d * k),
    )


def block_values(config: EncoderConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block."""
    n = patch_count(config, height, width) + config.prefix_tokens
    return ({"N": n, "D": config.width, "r": config.mlp_ratio},)


BLOCK = BlockLaw(
    params="4 D^2 + 4 D + 2 r D^2 + r D + D + 4 D",
    macs="4 N D^2 + 2 N^2 D + 2 r N D^2",
    meaning="N tokens (the patches and the learned ones), D width, r MLP ratio",
    values=block_values,
)

SPATIAL_MIXING = "Self-attention: every token weighs all others"


def refusal(config: EncoderConfig, height: int, width: int) -> str | None:
    """The patches must tile the image."""
    return not_divisible("patch size", config.patch_size, height, width)
