"""MLP-Mixer: an MLP over patches and an MLP over channels, in turn."""

from __future__ import annotations

from typing import Annotated, Literal

from mixbench.catalog.family import NATIVE_PX, BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer, number
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost


class MlpMixerConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What Table 1 of the paper varies, and how the token MLP follows the image."""

    patch_size: Annotated[int, integer("Patch size", 2, 64, "Side p of a square patch.", unit="px")] = 16
    depth: Annotated[int, integer("Depth", 1, 128, "Mixer layers L.", unit="layers")] = 8
    width: Annotated[
        int, integer("Width", 8, 4096, "Hidden size C: channels of every token.", unit="channels")
    ] = 512
    token_width: Annotated[
        int, integer("Token width", 1, 8192, "D_S: hidden units of the token MLP at 224 px.", unit="units")
    ] = 256
    token_width_mode: Annotated[
        Literal["fixed", "proportional"],
        choice(
            "Token width mode",
            "Whether D_S stays as it is or grows with the tokens, as in the paper's fine-tuning at higher "
            "resolution. Token mixing then costs MACs quadratic in the tokens instead of linear.",
            {"fixed": "D_S fixed", "proportional": "D_S ∝ tokens"},
        ),
    ] = "fixed"
    channel_width: Annotated[
        int, integer("Channel width", 1, 16384, "D_C: hidden units of the channel MLP.", unit="units")
    ] = 2048
    drop_path: Annotated[
        float,
        number("Stochastic depth", 0, 0.9, "Rate of the last layer in training; it grows linearly from 0."),
    ] = 0.1


def patch_count(config: MlpMixerConfig, height: int, width: int) -> int:
    """S: the patches of an image in pixels."""
    return (height // config.patch_size) * (width // config.patch_size)


def token_width(config: MlpMixerConfig, height: int, width: int) -> int:
    """D_S at this image size in pixels."""
    if config.token_width_mode == "fixed":
        return config.token_width
    return max(1, round(config.token_width * height * width / NATIVE_PX**2))


def law(config: MlpMixerConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role, in the symbols of Table 1."""
    p, n_layers, c, d_c = config.patch_size, config.depth, config.width, config.channel_width
    s, d_s, k = patch_count(config, height, width), token_width(config, height, width), config.num_classes
    return Cost.of(
        tokens=s,
        stem=(3 * p**2 * c + c, 3 * p**2 * c * s),
        spatial_mixing=(n_layers * (2 * s * d_s + d_s + s), n_layers * 2 * s * d_s * c),
        channel_mixing=(n_layers * (2 * c * d_c + d_c + c), n_layers * 2 * s * c * d_c),
        norm=(n_layers * 4 * c + 2 * c, 0),
        head=(c * k + k, c * k),
    )


def block_values(config: MlpMixerConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one layer."""
    s, d_s = patch_count(config, height, width), token_width(config, height, width)
    return ({"S": s, "C": config.width, "D_S": d_s, "D_C": config.channel_width},)


def refusal(config: MlpMixerConfig, height: int, width: int) -> str | None:
    """The patches must tile the image."""
    return not_divisible("patch size", config.patch_size, height, width)


def _variant(id: str, name: str, patch_size: int, depth: int, width: int) -> Variant:
    """A row of Table 1: D_S is half the width and D_C four times the width."""
    sizes = {"token_width": width // 2, "channel_width": 4 * width}
    return Variant(id, name, {"patch_size": patch_size, "depth": depth, "width": width, **sizes})


FAMILY = Family(
    id="mlp_mixer",
    name="MLP-Mixer",
    group="core",
    paper=Paper("MLP-Mixer: An all-MLP Architecture for Vision", "Tolstikhin et al.", 2021, "2105.01601"),
    config=MlpMixerConfig,
    law=law,
    block=BlockLaw(
        params="2 S D_S + D_S + S + 2 C D_C + D_C + C + 4 C",
        macs="2 S D_S C + 2 S C D_C",
        meaning="S tokens, C width, D_S and D_C hidden units of the token MLP and the channel MLP",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("mixer_s32", "Mixer-S/32", 32, 8, 512),
        _variant("mixer_s16", "Mixer-S/16", 16, 8, 512),
        _variant("mixer_b32", "Mixer-B/32", 32, 12, 768),
        _variant("mixer_b16", "Mixer-B/16", 16, 12, 768),
        _variant("mixer_l32", "Mixer-L/32", 32, 24, 1024),
        _variant("mixer_l16", "Mixer-L/16", 16, 24, 1024),
        _variant("mixer_h14", "Mixer-H/14", 14, 32, 1280),
    ),
    shape="isotropic",
    mixing="fully connected",
    spatial_mixing="MLP over the tokens, shared by all channels",
    growth="linear",
    params_depend_on_size=True,
    deviations=(
        "GELU is the exact erf form; the authors' JAX code approximates it by tanh.",
        "An image that the patch size does not divide is refused; the authors' code pads it.",
        "Proportional token width scales D_S with the pixels and trains dense weights; the paper starts "
        "its fine-tuning from block-diagonal ones.",
    ),
)
