"""The names in MAXIM's checkpoints, which are of its authors' JAX code and count some layers through."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.catalog.maxim import LEVELS, PAIRS
from mixbench.zoo.other_names import FLAX_CONVOLUTION, OtherName, flax

#: How many stages the largest published model has.
_STAGES = 3

Rules = tuple[OtherName, ...]


def convolution(theirs: str, ours: str) -> Rules:
    """A convolution."""
    return flax(theirs, ours, FLAX_CONVOLUTION)


def enlargement(theirs: str, ours: str) -> Rules:
    """A transposed convolution, whose kernel JAX reads from its other end."""
    return (
        OtherName(f"{theirs}/kernel", f"{ours}.weight", "h w i o -> i o h w", flips=(2, 3)),
        OtherName(f"{theirs}/bias", f"{ours}.bias"),
    )


def gated_mlp(theirs: str, ours: str, unit: str) -> Rules:
    """gMLP over the places of grids or of blocks."""
    return (
        *flax(f"{theirs}/LayerNorm", f"{ours}.norm"),
        *flax(f"{theirs}/in_project", f"{ours}.expand"),
        *flax(f"{theirs}/{unit}/intermediate_layernorm", f"{ours}.gate_norm"),
        *flax(f"{theirs}/{unit}/Dense_0", f"{ours}.gate"),
        *flax(f"{theirs}/out_project", f"{ours}.project"),
    )


def multi_axis(theirs: str, ours: str) -> Rules:
    """The multi-axis gated MLP block."""
    return (
        *flax(f"{theirs}/LayerNorm_in", f"{ours}.norm"),
        *flax(f"{theirs}/in_project", f"{ours}.expand"),
        *gated_mlp(f"{theirs}/GridGmlpLayer", f"{ours}.grid", "GridGatingUnit"),
        *gated_mlp(f"{theirs}/BlockGmlpLayer", f"{ours}.block", "BlockGatingUnit"),
        *flax(f"{theirs}/out_project", f"{ours}.project"),
    )


def channel_attention(theirs: str, ours: str) -> Rules:
    """A block of channel attention: its layers are convolutions, in the bottleneck Linears."""
    return (
        *flax(f"{theirs}/LayerNorm", f"{ours}.norm"),
        *convolution(f"{theirs}/conv1", f"{ours}.first"),
        *convolution(f"{theirs}/conv2", f"{ours}.second"),
        *flax(f"{theirs}/channel_mixing/Dense_0", f"{ours}.first"),
        *flax(f"{theirs}/channel_mixing/Dense_1", f"{ours}.second"),
        *convolution(f"{theirs}/channel_attention/Conv_0", f"{ours}.attention.squeeze"),
        *convolution(f"{theirs}/channel_attention/Conv_1", f"{ours}.attention.expand"),
    )


def body(theirs: str, ours: str) -> Rules:
    """1 x 1 convolution, then multi-axis blocks and channel attention in turn."""
    return (
        *convolution(f"{theirs}/(?:Conv_0|input_proj)", f"{ours}.input"),
        *(
            rule
            for pair in range(PAIRS)
            for rule in (
                *multi_axis(f"{theirs}/SplitHeadMultiAxisGmlpLayer_{pair}", f"{ours}.blocks.{2 * pair}"),
                *channel_attention(
                    f"{theirs}/channel_attention_block_1_?{pair}", f"{ours}.blocks.{2 * pair + 1}"
                ),
            )
        ),
    )


def gates(theirs: str, ours: str) -> Rules:
    """Gates from one map for the other."""
    return (
        *flax(f"{theirs}/LayerNorm_in", f"{ours}.norm"),
        *flax(f"{theirs}/in_project", f"{ours}.expand"),
        *flax(f"{theirs}/Dense_0", f"{ours}.grid"),
        *flax(f"{theirs}/Dense_1", f"{ours}.block"),
        *flax(f"{theirs}/out_project", f"{ours}.project"),
    )


def cross_gating(theirs: str, ours: str) -> Rules:
    """Two maps that gate one another."""
    return (
        *enlargement(f"{theirs}/ConvTranspose_0", f"{ours}.enlarge"),
        *convolution(f"{theirs}/Conv_0", f"{ours}.x_input"),
        *convolution(f"{theirs}/Conv_1", f"{ours}.y_input"),
        *(
            rule
            for axis in "xy"
            for rule in (
                *flax(f"{theirs}/LayerNorm_{axis}", f"{ours}.{axis}_norm"),
                *flax(f"{theirs}/in_project_{axis}", f"{ours}.{axis}_expand"),
                *gates(f"{theirs}/SplitHeadMultiAxisGating_{axis}", f"{ours}.{axis}_gates"),
                *flax(f"{theirs}/out_project_{axis}", f"{ours}.{axis}_project"),
            )
        ),
    )


def supervised_attention(theirs: str, ours: str) -> Rules:
    """An image of an earlier stage and what the next one is told."""
    return (
        *convolution(f"{theirs}/Conv_0", f"{ours}.features"),
        *convolution(f"{theirs}/Conv_1", f"{ours}.restore"),
        *convolution(f"{theirs}/Conv_2", f"{ours}.attend"),
    )


def across_scales() -> Iterator[OtherName]:
    """The projections of all stages, counted through: first to the gates, then to the decoders, and the
    coarse levels before the fine ones."""
    number = 0
    for stage in range(_STAGES):
        for target in ("to_gates", "to_decoders"):
            for level in reversed(range(LEVELS)):
                for source in range(LEVELS):
                    ours = f"stages.{stage}.{target}.{level}.projections.{source}"
                    yield from convolution(f"UpSampleRatio_{number}/Conv_0", ours)
                    number += 1


def places(theirs: str, ours: str) -> tuple[str, str]:
    """The name of a module at every stage and level, as a pattern, and ours."""
    return rf"stage_(\d+)_{theirs}_(\d+)", rf"stages.\1.{ours}.\2"


_ENCODERS, _OUR_ENCODERS = places("encoder_block", "encoders")
_DECODERS, _OUR_DECODERS = places("decoder_block", "decoders")
_OUTPUTS, _OUR_OUTPUTS = places("output_conv", "outputs")

OTHER_NAMES = (
    *convolution(*places("input_conv", "inputs")),
    *cross_gating(*places("input_fuse_sam", "fusions")),
    *body(_ENCODERS, f"{_OUR_ENCODERS}.body"),
    *cross_gating(f"{_ENCODERS}/cross_gating_block", f"{_OUR_ENCODERS}.recall"),
    *convolution(f"{_ENCODERS}/Conv_1", f"{_OUR_ENCODERS}.halve"),
    *body(*places("global_block", "bottleneck")),
    *cross_gating(*places("cross_gating_block", "gates")),
    *enlargement(f"{_DECODERS}/ConvTranspose_0", f"{_OUR_DECODERS}.enlarge"),
    *body(f"{_DECODERS}/UNetEncoderBlock_0", f"{_OUR_DECODERS}.body"),
    *supervised_attention(*places("supervised_attention_module", "outputs")),
    *convolution(_OUTPUTS, f"{_OUR_OUTPUTS}.restore"),
    *across_scales(),
)
