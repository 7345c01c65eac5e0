"""ConvMixer: patches, then depthwise and pointwise convolutions at one size throughout."""

from __future__ import annotations

from typing import Annotated, Literal

from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer
from mixbench.catalog.sizes import too_small
from mixbench.core.cost import Cost


class ConvMixerConfig(ClassifierConfig, frozen=True, kw_only=True):
    """The paper's h (width), d (depth), k (kernel) and p (patch), and its activation."""

    patch_size: Annotated[int, integer("Patch size", 1, 64, "Side p of a square patch.", unit="px")] = 7
    depth: Annotated[int, integer("Depth", 1, 128, "Blocks: the paper's d.", unit="blocks")] = 16
    width: Annotated[int, integer("Width", 8, 4096, "Channels h of every place.", unit="channels")] = 512
    kernel_size: Annotated[
        int, integer("Kernel size", 1, 31, "Side k of the depthwise convolution.", unit="tokens")
    ] = 9
    activation: Annotated[
        Literal["gelu", "relu"],
        choice(
            "Activation",
            "The paper's code has GELU; the released weights of 768/32 were trained with ReLU.",
            {"gelu": "GELU", "relu": "ReLU"},
        ),
    ] = "gelu"


def law(config: ConvMixerConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; every term is linear in the tokens S."""
    p, n_layers, h, kernel = config.patch_size, config.depth, config.width, config.kernel_size
    s, k = (height // p) * (width // p), config.num_classes
    return Cost.of(
        tokens=s,
        stem=(3 * p**2 * h + h, 3 * p**2 * h * s),
        spatial_mixing=(n_layers * (h * kernel**2 + h), n_layers * s * h * kernel**2),
        channel_mixing=(n_layers * (h**2 + h), n_layers * s * h**2),
        norm=(n_layers * 4 * h + 2 * h, 0),
        head=(h * k + k, h * k),
    )


def block_values(config: ConvMixerConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block."""
    s = (height // config.patch_size) * (width // config.patch_size)
    return ({"S": s, "h": config.width, "k": config.kernel_size},)


def refusal(config: ConvMixerConfig, height: int, width: int) -> str | None:
    """Any image with a whole patch in it; the stem leaves out what is left over at the border."""
    return too_small(config.patch_size, f"patch size {config.patch_size}", height, width)


def _variant(
    id: str,
    width: int,
    depth: int,
    kernel_size: int,
    patch_size: int,
    activation: str = "gelu",
    why: str = "",
) -> Variant:
    """A model named by its width and depth."""
    values = {"patch_size": patch_size, "depth": depth, "width": width, "kernel_size": kernel_size}
    name = f"ConvMixer-{width}/{depth}"
    return Variant(id, name, {**values, "activation": activation}, inferred=why)


_BY_FORMULA = (
    "Kernel 8 and patch 7 are inferred: of the likely pairs only they give the published parameter count."
)

FAMILY = Family(
    id="convmixer",
    name="ConvMixer",
    group="core",
    paper=Paper("Patches Are All You Need?", "Trockman and Kolter", 2022, "2201.09792"),
    config=ConvMixerConfig,
    law=law,
    block=BlockLaw(
        params="h k^2 + h^2 + 6 h",
        macs="S h k^2 + S h^2",
        meaning="S tokens, h width, k kernel size",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("convmixer_1536_20", 1536, 20, 9, 7),
        _variant("convmixer_768_32", 768, 32, 7, 7, "relu"),
        _variant("convmixer_1024_20", 1024, 20, 9, 14),
        _variant("convmixer_512_16", 512, 16, 8, 7, why=_BY_FORMULA),
        _variant("convmixer_1024_12", 1024, 12, 8, 7, why=_BY_FORMULA),
    ),
    shape="isotropic",
    mixing="depthwise convolution",
    spatial_mixing="Depthwise convolution",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "768/32 has ReLU, as its released weights do; the authors' code has only GELU.",
        "A border that holds no whole patch is left out, as in the authors' code.",
        "Padding is written as whole numbers; fvcore loses convolutions with the word 'same'.",
    ),
)
