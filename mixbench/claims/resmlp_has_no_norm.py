"""Claim 9: ResMLP has no normalisation layer; its affine layers fold into their neighbours."""

from __future__ import annotations

from mixbench.claims.comparing import (
    Comparison,
    comparison_table,
    counter,
    exact_conditions,
    is_faster,
    sentence_of,
    shown_model,
    time_conditions,
    time_quantities,
    verdict_of,
)
from mixbench.claims.context import Context
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

CLAIM = Claim(
    id="resmlp-has-no-norm",
    number=9,
    title="ResMLP has no normalisation layer; its affine folds into its neighbours without changing the "
    "output",
    sources=(
        Source(
            "ResMLP: Feedforward networks for image classification with data-efficient training",
            "section 2, equation 1",
            "2105.03404",
        ),
    ),
    computed="The layers and operators of ResMLP and of Mixer are searched for statistics; ResMLP is rebuilt "
    "without affine and scale layers, its output compared, its cost counted and timed before and after.",
)

#: Two narrow blocks show a fold between blocks, too; the published network is counted and timed.
MODEL, PX = "resmlp_s12:depth=2,width=64", 64
RIVAL = "mixer_s16:depth=2,width=64"
TIMED_MODEL, TIMED_PX = "resmlp_s12", 224


def check(asked: Context) -> Finding:
    """Search for norms; fold; compare; count."""
    norms = asked.experiment("resmlp_without_norms", model=MODEL, rival=RIVAL, resolution_px=PX)
    facts = asked.experiment(
        "resmlp_folding", model=MODEL, resolution_px=PX, timed_model=TIMED_MODEL, timed_px=TIMED_PX
    )
    comparisons = (
        Comparison("ResMLP without affine and scale layers", facts["difference"]),
        counter(
            "the same fold, taken from LayerNorms in the place of the affine layers",
            facts["difference_of_layer_norm"],
        ),
        Comparison("f(x + y) + f(0) = f(x) + f(y) for the affine layer", norms["additivity_of_affine"]),
        counter("f(x + y) + f(0) = f(x) + f(y) for a LayerNorm", norms["additivity_of_norm"]),
    )
    own = norms["layers"][MODEL] + norms["operators"][MODEL] + facts["affine_layers_left"]
    verdict, otherwise = verdict_of(comparisons, Verdict.HOLDS_WITH_CONDITION), ""
    if own:
        verdict = Verdict.DOES_NOT_HOLD
        otherwise = "ResMLP has a norm, or affine layers are left after the fold; see the tables."
    elif not (norms["layers"][RIVAL] and norms["operators"][RIVAL]):
        verdict = Verdict.CANNOT_TELL
        otherwise = "The search finds no norm in Mixer either, which has some: it tells nothing."
    return Finding(
        CLAIM.id,
        verdict,
        sentence_of(comparisons, _gain(facts), otherwise),
        condition="Before a channel MLP and before the classifier the affine goes into the linear layer. "
        "Before the patch mixing it cannot, since that layer is the same for all channels: its scale joins "
        "the scale at the end of the branch, which stays, and its shift becomes a constant map.",
        evidence=Evidence(
            time_quantities(facts["time"], "time before", "time after"), _tables(comparisons, norms, facts)
        ),
        conditions=(
            *exact_conditions(facts),
            shown_model(facts),
            said("counted and timed: {model} at {px} px", model=TIMED_MODEL, px=TIMED_PX),
            *time_conditions(facts["time"]),
        ),
    )


def _gain(facts: Facts) -> Words:
    before, after = facts["before"], facts["after"]
    values = {
        "operators": before["operators"] - after["operators"],
        "all": before["operators"],
        "moved": 1 - after["bytes_moved"] / before["bytes_moved"],
    }
    match is_faster(facts["time"]):
        case True:
            return said(
                "No norm is found, and the fold changes nothing but the cost: {operators} of {all} "
                "operators and {moved:.1%} of the bytes moved fall away, and it is faster here.",
                **values,
            )
        case False:
            return said(
                "No norm is found, and the fold changes nothing but the cost: {operators} of {all} "
                "operators and {moved:.1%} of the bytes moved fall away, yet it is slower here.",
                **values,
            )
    return said(
        "No norm is found, and the fold changes nothing but the cost: {operators} of {all} operators and "
        "{moved:.1%} of the bytes moved fall away; whether it is faster here cannot be told from this "
        "timing.",
        **values,
    )


def _tables(comparisons: tuple[Comparison, ...], norms: Facts, facts: Facts) -> tuple[Table, ...]:
    found = tuple((model, norms["layers"][model], norms["operators"][model]) for model in norms["layers"])
    costs = tuple(
        (
            name,
            cost["operators"],
            cost["params"],
            cost["macs"],
            cost["other_operations"],
            cost["bytes_moved"],
            cost["activation_bytes"],
        )
        for name, cost in (("before", facts["before"]), ("after", facts["after"]))
    )
    return (
        comparison_table(comparisons),
        Table(
            "Normalising layers and operators",
            (Column("network"), Column("layers"), Column("operators")),
            found,
            "Layers that divide by statistics of their input, and operators that do so whatever calls them.",
        ),
        Table(
            "What the fold gains",
            (
                Column("network"),
                Column("operators"),
                Column("parameters"),
                Column("MACs", "MACs"),
                Column("other operations"),
                Column("bytes moved", "B"),
                Column("activation peak", "B"),
            ),
            costs,
            "One image, counted without running it. The constant maps are parameters.",
        ),
    )
