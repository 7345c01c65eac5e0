"""Claim 11: RepMLPNet and RepVGG answer alike in training form and in deploy form."""

from __future__ import annotations

from mixbench.claims.comparing import (
    Comparison,
    comparison_table,
    counter,
    exact_conditions,
    is_faster,
    once,
    sentence_of,
    shown_model,
    time_conditions,
    verdict_of,
)
from mixbench.claims.context import Context
from mixbench.core.claims import (
    Claim,
    Column,
    Evidence,
    Facts,
    Finding,
    Quantity,
    Source,
    Table,
    Verdict,
    said,
)

CLAIM = Claim(
    id="forms-answer-alike",
    number=11,
    title="RepMLPNet and RepVGG: training and deploy form give the same output",
    sources=(
        Source("RepVGG: Making VGG-style ConvNets Great Again", "section 3.3, figure 4", "2101.03697"),
        Source(
            "RepMLPNet: Hierarchical Vision MLP with Re-parameterized Locality",
            "section on locality injection",
            "2112.11081",
        ),
    ),
    computed="Each network is converted and both forms are run on the same images; then with the training "
    "form in training mode, and with one branch left out. Parameters, MACs, memory and time of both forms.",
)

#: Shallow and narrow for the comparison; the published networks are counted and timed.
COMPARED = (
    ("repvgg_a0:depths=1x1x2x1,widths=16x24x32x48", 64),
    ("repmlpnet_t224:depths=1x1x1x1,partition_sides=8x4x2x1,share_sets=1x2x4x5,widths=8x12x16x20", 64),
)
COUNTED = (("repvgg_a0", 224), ("repmlpnet_t224", 224))


def check(asked: Context) -> Finding:
    """Compare both forms, then count and time them."""
    found = [asked.experiment("two_forms", model=model, resolution_px=px) for model, px in COMPARED]
    costs = [
        asked.experiment("costs_of_forms", model=model, resolution_px=px) for model, px in asked.each(COUNTED)
    ]
    comparisons = [each for facts in found for each in _comparisons(facts)]
    verdict, otherwise = verdict_of(comparisons, Verdict.HOLDS_WITH_CONDITION), ""
    if verdict is Verdict.HOLDS_WITH_CONDITION and not all(map(_is_converted, costs)):
        verdict = Verdict.CANNOT_TELL
        otherwise = "A deploy form has neither fewer parameters nor fewer MACs: nothing was converted."
    holds = said(
        "The outputs are the same. The deploy form has fewer MACs in {macs} of {all} networks, fewer "
        "parameters in {params}, and is certainly faster here in {faster}.",
        macs=sum(each["deploy"]["macs"] < each["training"]["macs"] for each in costs),
        params=sum(each["deploy"]["params"] < each["training"]["params"] for each in costs),
        faster=sum(is_faster(each["time"]) is True for each in costs),
        all=len(costs),
    )
    return Finding(
        CLAIM.id,
        verdict,
        sentence_of(comparisons, holds, otherwise),
        condition="In evaluation mode only: in training BatchNorm uses the statistics of the batch, which "
        "no fixed kernel can hold.",
        evidence=Evidence(
            tuple(quantity for each in costs for quantity in _ratio(each)),
            (comparison_table(comparisons), _cost_table(costs)),
        ),
        conditions=(
            *exact_conditions(found[0]),
            *map(shown_model, found),
            *once(condition for each in costs for condition in time_conditions(each["time"])),
        ),
    )


def _is_converted(costs: Facts) -> bool:
    """Whether the deploy form is another one at all: a conversion that does nothing changes no output."""
    training, deploy = costs["training"], costs["deploy"]
    return bool(deploy["params"] < training["params"] or deploy["macs"] < training["macs"])


def _comparisons(facts: Facts) -> tuple[Comparison, ...]:
    family = str(facts["model"]).partition("_")[0]
    named = {"repvgg": "RepVGG", "repmlpnet": "RepMLPNet"}[family]
    return (
        Comparison(f"{named}: deploy form", facts["difference"]),
        counter(f"{named}: training form in training mode", facts["difference_in_training"]),
        counter(f"{named}: deploy form without one branch", facts["difference_without_a_branch"]),
    )


def _ratio(costs: Facts) -> tuple[Quantity, ...]:
    time = costs["time"]
    return (
        Quantity(
            said("{model}: time of the training form over the deploy form", model=str(costs["model"])),
            time["ratio"],
            "",
            "one image, paired by rounds",
            time["ratio_low"],
            time["ratio_high"],
        ),
    )


def _cost_table(costs: list[Facts]) -> Table:
    forms = (("training", "first"), ("deploy", "second"))
    rows = tuple(
        (
            each["model"],
            form,
            each[form]["params"],
            each[form]["macs"],
            each[form]["weight_bytes"],
            each[form]["activation_bytes"],
            each[form]["bytes_moved"],
            each["time"][key]["ms"],
            each["time"][key]["low_ms"],
            each["time"][key]["high_ms"],
        )
        for each in costs
        for form, key in forms
    )
    return Table(
        "Both forms of the published networks at 224 px",
        (
            Column("network"),
            Column("form"),
            Column("parameters"),
            Column("MACs", "MACs"),
            Column("weights", "B"),
            Column("activation peak", "B"),
            Column("bytes moved", "B"),
            Column("time", "ms"),
            Column("low", "ms"),
            Column("high", "ms"),
        ),
        rows,
        "One image in float32. Memory is the forecast of live tensors; low and high bound the time's 95 % "
        "interval.",
    )
