"""Claim 10: gMLP's spatial gate lets everything pass at the start of training."""

from __future__ import annotations

from mixbench.claims.context import Context
from mixbench.claims.curves import curve, plot
from mixbench.core.claims import (
    Claim,
    Column,
    Evidence,
    Facts,
    Finding,
    Source,
    Table,
    Verdict,
    Words,
    said,
)
from mixbench.core.figure import Axis, Figure

CLAIM = Claim(
    id="gmlp-gate-is-identity",
    number=10,
    title="gMLP's spatial gate is the identity at initialisation",
    sources=(Source("Pay Attention to MLPs", "section 2.1, equations 3 and 4", "2105.08050"),),
    computed="A fresh network is run and each gate's output held against the half that it passes; one "
    "token of a block is changed and the others looked at; the same with parameters drawn as if trained.",
)

MODEL, PX = "gmlp_ti", 224

#: Nearer to 1 than this a gate is as good as open; the paper says "near zero" and names no number.
OPEN_WITHIN = 1e-3


def check(asked: Context) -> Finding:
    """Look how near the gates are to 1."""
    facts = asked.experiment("spatial_gate", model=MODEL, resolution_px=PX)
    verdict, sentence = _judge(facts)
    return Finding(
        CLAIM.id,
        verdict,
        sentence,
        condition="It is near the identity on the half that passes, not the identity: how near is set by "
        "the standard deviation of the weights, 1e-6 as timm has it; the paper names none.",
        evidence=Evidence(tables=(_table(facts),), figures=(_figure(facts),)),
        conditions=(
            said("run in {dtype}; open: within {limit:g} of 1", dtype=str(facts["dtype"]), limit=OPEN_WITHIN),
            said(
                "{model} at {px} px as it starts (seed {seed})",
                model=MODEL,
                px=PX,
                seed=int(facts["weight_seed"]),
            ),
            said(
                "largest gate weight {weight:.1e}, standard deviation {std:.1e}, biases 1",
                weight=facts["largest_weight"],
                std=facts["weight_std"],
            ),
        ),
    )


def _judge(facts: Facts) -> tuple[Verdict, Words]:
    """A gate that looks open when it is not, too, or that could not be looked at, decides nothing."""
    fresh = (max(facts["gates_from_one"]), facts["passed_difference"], facts["leak"])
    trained = (
        max(facts["trained_gates_from_one"]),
        facts["trained_passed_difference"],
        facts["trained_leak"],
    )
    if None in (*fresh, *trained):
        return Verdict.CANNOT_TELL, "What a gate gives and what it is given could not be compared."
    if min(trained) <= OPEN_WITHIN:
        return (
            Verdict.CANNOT_TELL,
            "A gate with parameters drawn at random looks open, too: the check tells nothing.",
        )
    return (
        Verdict.HOLDS_WITH_CONDITION if max(fresh) <= OPEN_WITHIN else Verdict.DOES_NOT_HOLD,
        said(
            "In {blocks} blocks no gate is farther from 1 than {gate:.1e}, and a token reaches the others "
            "by {leak:.1e} of what it changes in itself.",
            blocks=facts["blocks"],
            gate=fresh[0],
            leak=facts["leak"],
        ),
    )


def _figure(facts: Facts) -> Figure:
    """How far each block's gate is from 1, from the first to the last."""
    blocks = range(1, facts["blocks"] + 1)
    return plot(
        "Distance of the gates from 1",
        Axis("block"),
        Axis("largest distance from 1", is_log=True),
        (
            curve("fresh", 0, blocks, facts["gates_from_one"]),
            curve("drawn at random", 1, blocks, facts["trained_gates_from_one"]),
        ),
        "gMLP-Ti at 224 px in float64: the largest distance over tokens, channels and two images.",
    )


def _table(facts: Facts) -> Table:
    rows = (
        (
            "largest distance of a gate from 1",
            max(facts["gates_from_one"]),
            max(facts["trained_gates_from_one"]),
        ),
        (
            "largest difference of what passes, relative",
            facts["passed_difference"],
            facts["trained_passed_difference"],
        ),
        ("change of other tokens over that of the changed one", facts["leak"], facts["trained_leak"]),
        ("largest distance of a gate's bias from 1", facts["largest_bias_from_one"], None),
    )
    return Table(
        "The gate at the start and as if trained",
        (Column("quantity"), Column("fresh"), Column("drawn at random")),
        rows,
        "The last column is the counter-experiment: a gate that is not at its start must not look open.",
    )
