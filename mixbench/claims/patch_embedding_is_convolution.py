"""Claim 1: what Mixer and ViT do to patches is a convolution whose stride is its kernel."""

from __future__ import annotations

from mixbench.catalog.registry import find
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
from mixbench.core.claims import Claim, Column, Evidence, Facts, Finding, Source, Table, Verdict, said

CLAIM = Claim(
    id="patch-embedding-is-convolution",
    number=1,
    title="The patch embedding of Mixer and ViT is a convolution with stride equal to the patch",
    sources=(
        Source(
            "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
            "section 3.1, equation 1",
            "2010.11929",
        ),
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "section 2", "2105.01601"),
        Source("Patches Are All You Need?", "section 2", "2201.09792"),
    ),
    computed="The stem of each network against a Linear over patches that einops cuts out, with the same "
    "weights; then with the values of a patch in another order, and with a convolution that overlaps.",
)

#: Narrow in depth and small: the stem does not depend on either.
MODELS = ("mixer_s16:depth=1", "vit_ti16:depth=1")
PX = 64


def check(asked: Context) -> Finding:
    """Compare the stems of both networks."""
    found = [
        asked.experiment("patch_embedding", model=model, resolution_px=PX) for model in asked.each(MODELS)
    ]
    comparisons = [each for facts in found for each in _comparisons(facts)]
    is_one_cost = all(
        facts["convolution"][what] == facts["linear"][what] for facts in found for what in ("params", "macs")
    )
    is_tiled = all(facts["tokens_at_half_stride"] != facts["tokens"] for facts in found)
    verdict, otherwise = verdict_of(comparisons), ""
    if not is_one_cost:
        verdict = Verdict.DOES_NOT_HOLD
        otherwise = "The two forms have other parameters or MACs; see the table."
    elif not is_tiled:
        verdict = Verdict.CANNOT_TELL
        otherwise = "A convolution that overlaps gives as many tokens: the stride makes no difference here."
    return Finding(
        CLAIM.id,
        verdict,
        sentence_of(
            comparisons,
            said(
                "Both give the same {tokens} tokens from the same parameters and MACs; the Linear must "
                "read the values of a patch channel by channel, as the kernel does.",
                tokens=found[0]["tokens"],
            ),
            otherwise,
        ),
        evidence=Evidence(tables=(comparison_table(comparisons), _cost_table(found))),
        conditions=(*exact_conditions(found[0]), *map(shown_model, found)),
    )


def _comparisons(facts: Facts) -> tuple[Comparison, ...]:
    name = find(str(facts["model"]).partition(":")[0])[0].name
    return (
        Comparison(f"{name}: Linear over rearranged patches", facts["difference"]),
        counter(f"{name}: values of a patch in another order", facts["difference_in_other_order"]),
    )


def _cost_table(found: list[Facts]) -> Table:
    rows = tuple(
        (
            facts["model"],
            form,
            facts["tokens"],
            facts[form]["params"],
            facts[form]["macs"],
            facts["tokens_at_half_stride"] if form == "convolution" else None,
        )
        for facts in found
        for form in ("convolution", "linear")
    )
    return Table(
        "The two forms of the patch embedding",
        (
            Column("network"),
            Column("form"),
            Column("tokens"),
            Column("parameters"),
            Column("MACs", "MACs"),
            Column("tokens with half the stride"),
        ),
        rows,
        "One image. A convolution whose stride is not its kernel cuts out other, overlapping patches.",
    )
