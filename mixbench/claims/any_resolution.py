"""Claim 6: which networks accept any resolution with the same weights, and which must be rebuilt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from mixbench.catalog.family import Family, Variant
from mixbench.catalog.registry import Resolved, families, resolve
from mixbench.claims.comparing import DIFFERENT_FROM, SAME_WITHIN, exact_conditions
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
from mixbench.core.model import Model, Value

CLAIM = Claim(
    id="any-resolution",
    number=6,
    title="Some networks accept any resolution with the same weights, others must be rebuilt for each",
    sources=(
        Source("CycleMLP: A MLP-like Architecture for Dense Prediction", "abstract", "2107.10224"),
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "appendix C", "2105.01601"),
        Source(
            "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
            "section 3.2",
            "2010.11929",
        ),
    ),
    computed="Every family is built at one size and run there and at a second with the same weights; where "
    "it runs, a network built for the second size must answer alike once it is given these weights, and not "
    "before.",
)

#: Sides are looked for from here on; the second is the next one that gives another map.
LEAST_PX = 32

MOST_BLOCKS = 2


#: A family with what was seen of one of its networks.
Run = tuple[Family[Any], Facts]


def check(asked: Context) -> Finding:
    """Run every family at two sizes and hold that against what the catalog declares."""
    found = [(family, _experiment(asked, family)) for family in asked.each(families())]
    verdict, sentence = _judge(found)
    facts = found[0][1]
    return Finding(
        CLAIM.id,
        verdict,
        sentence,
        condition=_condition(found),
        evidence=Evidence(tables=(_table(found),)),
        conditions=(
            *exact_conditions(facts),
            said(
                "one image; each family's lightest variant, at most {blocks} blocks a stage",
                blocks=MOST_BLOCKS,
            ),
        ),
    )


def _judge(found: Sequence[Run]) -> tuple[Verdict, Words]:
    """There must be networks of either kind, and each of the kind that the catalog says. A network that does
    not run where it was built for is of neither, and where other weights answered alike, too, answering
    alike would mean nothing."""
    free = [facts for _, facts in found if serves_both(facts)]
    wrong = [family.name for family, facts in found if serves_both(facts) != family.is_any_resolution]
    broken = [family.name for family, facts in found if not facts["runs_at_first"]]
    blind = [facts["model"] for facts in free if not _tells_weights_apart(facts)]
    if wrong:
        return Verdict.DOES_NOT_HOLD, said("The catalog says otherwise of {names}.", names=", ".join(wrong))
    if broken:
        names = ", ".join(broken)
        return Verdict.CANNOT_TELL, said("Not even at their own size run: {names}.", names=names)
    if blind:
        sentence = said("Other weights answer alike, too, in {names}.", names=", ".join(blind))
        return Verdict.CANNOT_TELL, sentence
    sentence = said(
        "{free} of {all} families run at both sizes with one set of weights, {bound} do not; the catalog "
        "says so of each.",
        free=len(free),
        all=len(found),
        bound=len(found) - len(free),
    )
    are_both = 0 < len(free) < len(found)
    return (Verdict.HOLDS_WITH_CONDITION if are_both else Verdict.DOES_NOT_HOLD), sentence


def _tells_weights_apart(facts: Facts) -> bool:
    other = facts["difference_to_other_weights"]
    return other is not None and other >= DIFFERENT_FROM


def _condition(found: Sequence[Run]) -> Words:
    movable = [family.name for family, facts in found if facts["runs_with_interpolated_positions"]]
    if not movable:
        return "A size must still be one that the network's patches, strides, partitions or chunks accept."
    return said(
        "A size must still be one that the network's patches, strides, partitions or chunks accept. Of "
        "{names} only the position embedding is tied to the size, and it can be interpolated.",
        names=", ".join(movable),
    )


def _experiment(asked: Context, family: Family[Any]) -> Facts:
    model = lightest(family)
    first, second = islice(_sides(resolve(model)), 2)
    whole = min(family.variants, key=_native_macs)
    return asked.experiment(
        "one_set_of_weights",
        model=model.key,
        first_px=first,
        second_px=second,
        whole_model=whole.id,
        native_px=whole.native_px,
    )


def lightest(family: Family[Any]) -> Model:
    """The family's variant of the fewest MACs, with two blocks in a stage where there are more: the first of
    a stage need not be like the others."""
    variant = min(family.variants, key=_native_macs)
    shallow: dict[str, Value] = {}
    for item in family.hyperparameters:
        published = variant.values.get(item.name, item.default)
        if item.name == "depth" and isinstance(published, int):
            shallow[item.name] = min(MOST_BLOCKS, published)
        elif item.name == "depths" and isinstance(published, tuple):
            shallow[item.name] = tuple(min(MOST_BLOCKS, depth) for depth in published)
    return Model(variant.id, shallow)


def _native_macs(variant: Variant) -> int:
    return resolve(Model(variant.id)).law(variant.native_px, variant.native_px).macs


def _sides(resolved: Resolved) -> Iterator[int]:
    """The sides of squares that the network accepts, the smallest first, each with tokens of its own."""
    seen: set[int] = set()
    for px in range(LEAST_PX, 8 * resolved.variant.native_px):
        if resolved.refusal(px, px) is None:
            tokens = resolved.law(px, px).tokens
            if tokens not in seen:
                seen.add(tokens)
                yield px


def serves_both(facts: Facts) -> bool:
    """Whether one set of weights served both sizes, and answers as a network built for the second does."""
    difference = facts["difference_to_rebuilt"]
    is_alike = difference is not None and difference <= SAME_WITHIN
    return bool(facts["runs_at_first"] and facts["runs_at_second"] and is_alike)


def _table(found: Sequence[Run]) -> Table:
    return Table(
        "Every family at two sizes",
        (
            Column("family"),
            Column("network"),
            Column("first size", "px"),
            Column("second size", "px"),
            Column("one set of weights serves both"),
            Column("declared"),
            Column("parameters tied to the size", "%"),
            Column("runs with interpolated positions"),
            Column("refusal"),
        ),
        tuple(_row(family, facts) for family, facts in found),
        "A refusal is torch's own. Declared: what the catalog says of the family. The share of parameters "
        "is that of the published network at its native size.",
    )


def _row(family: Family[Any], facts: Facts) -> tuple[bool | int | float | str | None, ...]:
    return (
        family.name,
        facts["model"],
        facts["first_px"],
        facts["second_px"],
        serves_both(facts),
        family.is_any_resolution,
        round(100 * facts["bound_share"], 2),
        facts["runs_with_interpolated_positions"],
        facts["refusal"] or None,
    )
