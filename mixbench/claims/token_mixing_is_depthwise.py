"""Claim 3: token mixing is a depthwise convolution as large as the map, its kernels tied over channels."""

from __future__ import annotations

from mixbench.claims.comparing import (
    Comparison,
    comparison_table,
    counter,
    exact_conditions,
    sentence_of,
    shown_model,
    verdict_of,
)
from mixbench.claims.context import Context
from mixbench.claims.curves import TOKENS, curve, plot
from mixbench.core.claims import Claim, Column, Evidence, Facts, Finding, Source, Table, Verdict, said
from mixbench.core.figure import Axis, Figure
from mixbench.core.roles import Role

CLAIM = Claim(
    id="token-mixing-is-depthwise",
    number=3,
    title="Token mixing is a full-size depthwise convolution with one kernel shared over channels, and "
    "sharing saves its parameters",
    sources=(
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "sections 1 and 2", "2105.01601"),
        Source("S²-MLP: Spatial-Shift MLP Architecture for Vision", "section 3.3", "2106.07477"),
    ),
    computed="The token MLP against grouped convolutions, once with every channel's kernels tied to the same "
    "values and once with those of one channel drawn anew; parameters of tied and untied kernels counted.",
)

#: Narrow and shallow: untied kernels of a published width take hundreds of MB in float64.
MODEL, PX = "mixer_s16:depth=1,width=64,token_width=32", 64
COUNTED_MODEL, COUNTED_PX = "mixer_b16", 224
FIGURE_PX = (64, 96, 128, 192, 224, 320, 448)


def check(asked: Context) -> Finding:
    """Compare outputs; count tied against untied."""
    facts = asked.experiment(
        "token_mixing", model=MODEL, resolution_px=PX, counted_model=COUNTED_MODEL, counted_px=COUNTED_PX
    )
    comparisons = (
        Comparison("depthwise convolution, kernels tied over channels", facts["difference"]),
        counter("the channel whose kernels were drawn anew", facts["difference_of_untied_channel"]),
        Comparison("the channels whose kernels stayed", facts["difference_of_other_channels"]),
    )
    counted = facts["counted"]
    tied, untied = counted["tied"], counted["untied"]
    is_saving = untied["params"] == counted["channels"] * tied["params"] and untied["macs"] == tied["macs"]
    holds = said(
        "The same output; tied kernels have {tied:,} parameters a block where untied ones have {untied:,}, "
        "{channels} times as many, for as many MACs.",
        tied=tied["params"],
        untied=untied["params"],
        channels=counted["channels"],
    )
    return Finding(
        CLAIM.id,
        verdict_of(comparisons, Verdict.HOLDS_WITH_CONDITION) if is_saving else Verdict.DOES_NOT_HOLD,
        sentence_of(
            comparisons, holds, "" if is_saving else "Untied kernels cost something else; see the table."
        ),
        condition="There is not one kernel but one for each of the D_S hidden units, it is laid on the map "
        "at one place only, and a 1 x 1 convolution follows that makes the new places of the D_S values.",
        evidence=Evidence(
            tables=(comparison_table(comparisons), _cost_table(counted)),
            figures=(_figure(asked, counted["channels"]),),
        ),
        conditions=(*exact_conditions(facts), shown_model(facts)),
    )


def _figure(asked: Context, channels: int) -> Figure:
    """The parameters of token mixing over the number of patches, by law: untied are C times as many."""
    laws = [asked.law(COUNTED_MODEL, px) for px in FIGURE_PX]
    tokens = [law.tokens for law in laws]
    tied = [law.role(Role.SPATIAL_MIXING).params for law in laws]
    return plot(
        "Parameters of token mixing",
        TOKENS,
        Axis("parameters", is_log=True),
        (
            curve("tied over channels", 0, tokens, tied),
            curve("a kernel for each channel", 1, tokens, [channels * params for params in tied]),
        ),
        "Mixer-B/16 by law, all blocks; the token width stays as it is.",
    )


def _cost_table(counted: Facts) -> Table:
    """One token mixing of a published network, tied and untied."""
    rows = tuple(
        (name, cost["params"], counted["depth"] * cost["params"], cost["macs"])
        for name, cost in (("tied", counted["tied"]), ("untied", counted["untied"]))
    )
    return Table(
        said("Token mixing of {model} at {px} px", model=counted["model"], px=int(counted["resolution_px"])),
        (Column("kernels"), Column("parameters"), Column("parameters of all blocks"), Column("MACs", "MACs")),
        rows,
        "Parameters and MACs of one block's token mixing, one image, counted without running it.",
    )
