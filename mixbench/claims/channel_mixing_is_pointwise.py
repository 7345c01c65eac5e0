"""Claim 2: the channel MLP is two convolutions of kernel 1."""

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
from mixbench.core.claims import Claim, Evidence, Finding, Quantity, Source, Verdict, said

CLAIM = Claim(
    id="channel-mixing-is-pointwise",
    number=2,
    title="Channel mixing is a 1 x 1 convolution: same parameters, same output",
    sources=(Source("MLP-Mixer: An all-MLP Architecture for Vision", "sections 1 and 4", "2105.01601"),),
    computed="The channel MLP of a block over tokens against 1 x 1 convolutions over the map, with the same "
    "weights; then against 3 x 3 convolutions that have these weights in their middle.",
)

MODEL, PX = "mixer_s16:depth=1", 64


def check(asked: Context) -> Finding:
    """Compare outputs, parameters and MACs."""
    facts = asked.experiment("channel_mixing", model=MODEL, resolution_px=PX)
    comparisons = (
        Comparison("1 x 1 convolutions with the weights of the MLP", facts["difference"]),
        counter("3 x 3 convolutions with these weights in their middle", facts["difference_of_3x3"]),
    )
    mlp, convolution = facts["mlp"], facts["convolution"]
    is_one_cost = all(mlp[what] == convolution[what] for what in ("params", "macs"))
    holds = said(
        "The same output from the same {params:,} parameters and as many MACs.", params=mlp["params"]
    )
    return Finding(
        CLAIM.id,
        verdict_of(comparisons) if is_one_cost else Verdict.DOES_NOT_HOLD,
        sentence_of(
            comparisons, holds, "" if is_one_cost else "The two forms have other parameters or MACs."
        ),
        evidence=Evidence(
            (
                Quantity("parameters of the MLP", mlp["params"]),
                Quantity("parameters of the convolutions", convolution["params"]),
                Quantity("MACs of the MLP", mlp["macs"], "MACs", "one image"),
                Quantity("MACs of the convolutions", convolution["macs"], "MACs", "one image"),
            ),
            (comparison_table(comparisons),),
        ),
        conditions=(*exact_conditions(facts), shown_model(facts)),
    )
