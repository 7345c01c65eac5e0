"""MLP-Mixer's cost against the number of its patches, with a token width that is fixed and one that grows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

from mixbench.claims.context import Context
from mixbench.claims.curves import MACS, TOKENS, curve, exponent, is_affine, is_proportional, plot
from mixbench.core.claims import Claim, Column, Evidence, Finding, Quantity, Source, Table, Verdict, said
from mixbench.core.cost import Cost
from mixbench.core.figure import Figure
from mixbench.core.model import Case, Model
from mixbench.core.roles import Role

CLAIM = Claim(
    id="mixer-is-linear-in-patches",
    number=4,
    title="MLP-Mixer's cost is linear in the number of patches",
    sources=(
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "section 2", "2105.01601"),
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "appendix C", "2105.01601"),
    ),
    computed="MACs and parameters of Mixer-S/16 at eight sizes by law, checked against a count at two of "
    "them, once with the token width fixed and once with a token width that grows with the patches, as in "
    "the paper's fine-tuning at higher resolution; power laws fitted to both.",
)

FIXED = "mixer_s16"
GROWING = "mixer_s16:token_width_mode=proportional"
#: Multiples of 112 px: the token width that grows is a whole number at each.
SIDES_PX = tuple(range(112, 897, 112))
COUNTED_PX = (224, 448)


def check(asked: Context) -> Finding:
    """Exact proportions of the laws decide; the fits show them."""
    fixed = [asked.law(FIXED, px) for px in SIDES_PX]
    growing = [asked.law(GROWING, px) for px in SIDES_PX]
    unlike = _unlike_counts(asked)
    tokens = [cost.tokens for cost in fixed]
    is_linear = is_proportional(tokens, _mixing(fixed)) and is_affine(tokens, _macs(fixed))
    is_quadratic = is_proportional(tokens, _mixing(growing), power=2)
    do_weights_grow = all(
        first.params < second.params for costs in (fixed, growing) for first, second in pairwise(costs)
    )
    if unlike:
        verdict, sentence = Verdict.CANNOT_TELL, said("Law and count part at {sizes}.", sizes=unlike)
    elif is_linear and is_quadratic and do_weights_grow:
        verdict = Verdict.HOLDS_WITH_CONDITION
        sentence = said(
            "With a fixed token width every patch costs the same number of MACs, {each:.2f} M in token "
            "mixing. With a token width that grows with the patches token mixing is quadratic: {times:.0f} "
            "times the MACs for {more:.0f} times the patches.",
            each=_mixing(fixed)[0] / tokens[0] / 1e6,
            times=_mixing(growing)[-1] / _mixing(growing)[0],
            more=tokens[-1] / tokens[0],
        )
    else:
        verdict = Verdict.DOES_NOT_HOLD
        sentence = said(
            "Linear with a fixed token width: {linear}; quadratic with one that grows: {quadratic}; "
            "parameters grow in both: {grow}.",
            linear=_yes(is_linear),
            quadratic=_yes(is_quadratic),
            grow=_yes(do_weights_grow),
        )
    return Finding(
        CLAIM.id,
        verdict,
        sentence,
        condition="The token width is fixed. Its weights know the number of patches either way: another size "
        "needs other weights. Linear in the patches is quadratic in the side of the image.",
        evidence=Evidence(_quantities(fixed, growing), (_table(fixed, growing),), (_figure(fixed, growing),)),
        conditions=(
            said("by law at {low} to {high} px, exact in whole numbers", low=SIDES_PX[0], high=SIDES_PX[-1]),
            said(
                "counted at {sizes} px, float32 over meta tensors", sizes=" and ".join(map(str, COUNTED_PX))
            ),
            "MACs of one image; exponents by least squares on logarithms with a 95 % interval",
        ),
    )


def _unlike_counts(asked: Context) -> str:
    """The sizes at which the worker counts other MACs or parameters than the law says."""
    parted = []
    counted = tuple(product((FIXED, GROWING), COUNTED_PX))
    for model, px in asked.each(counted):
        law = asked.law(model, px)
        count = asked.count(Case(Model.parse(model), px, px)).count
        if (count.macs, count.params) != (law.macs, law.params):
            parted.append(f"{model} {px} px")
    return ", ".join(parted)


def _quantities(fixed: Sequence[Cost], growing: Sequence[Cost]) -> tuple[Quantity, ...]:
    tokens = [cost.tokens for cost in fixed]
    named = (
        ("Exponent of token mixing, token width fixed", _mixing(fixed), "1: linear in the patches"),
        ("Exponent of token mixing, token width growing", _mixing(growing), "2: quadratic in the patches"),
        (
            "Exponent of the whole network, token width fixed",
            _macs(fixed),
            "the classifier's MACs do not grow",
        ),
        (
            "Exponent of the whole network, token width growing",
            _macs(growing),
            "between 1 and 2: channel mixing stays linear and is most of it in small images",
        ),
        ("Exponent of the parameters, token width fixed", _params(fixed), "channel mixing's do not grow"),
        ("Exponent of the parameters, token width growing", _params(growing), "token mixing's grow by 2"),
    )
    return tuple(exponent(name, tokens, values, meaning) for name, values, meaning in named)


def _table(fixed: Sequence[Cost], growing: Sequence[Cost]) -> Table:
    rows = tuple(
        (px, one.tokens, *_cells(one), *_cells(other))
        for px, one, other in zip(SIDES_PX, fixed, growing, strict=True)
    )
    columns = (
        Column("Side", "px"),
        Column("Tokens"),
        Column("Token mixing, fixed", "GMAC"),
        Column("Network, fixed", "GMAC"),
        Column("Parameters, fixed", "M"),
        Column("Token mixing, growing", "GMAC"),
        Column("Network, growing", "GMAC"),
        Column("Parameters, growing", "M"),
    )
    return Table(
        "Mixer-S/16 with a token width that is fixed and one that grows with the patches", columns, rows
    )


def _cells(cost: Cost) -> tuple[float, float, float]:
    return cost.role(Role.SPATIAL_MIXING).macs / 1e9, cost.macs / 1e9, cost.params / 1e6


def _figure(fixed: Sequence[Cost], growing: Sequence[Cost]) -> Figure:
    tokens = [cost.tokens for cost in fixed]
    series = (
        curve("token width fixed", 0, tokens, [macs / 1e9 for macs in _mixing(fixed)]),
        curve("token width growing", 1, tokens, [macs / 1e9 for macs in _mixing(growing)]),
    )
    return plot("MACs of token mixing", TOKENS, MACS, series, "Mixer-S/16 by law; token mixing alone.")


def _mixing(costs: Sequence[Cost]) -> list[int]:
    return [cost.role(Role.SPATIAL_MIXING).macs for cost in costs]


def _macs(costs: Sequence[Cost]) -> list[int]:
    return [cost.macs for cost in costs]


def _params(costs: Sequence[Cost]) -> list[int]:
    return [cost.params for cost in costs]


def _yes(truth: bool) -> str:
    return "yes" if truth else "no"
