"""Claim 12: RepMLP's global perceptron tells partitions apart; without it two are interchangeable."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.claims.comparing import (
    Comparison,
    comparison_table,
    counter,
    differs,
    exact_conditions,
    sentence_of,
    verdict_of,
)
from mixbench.claims.context import Context
from mixbench.core.claims import Claim, Evidence, Facts, Finding, Quantity, Source, Verdict, said

CLAIM = Claim(
    id="global-perceptron-restores-place",
    number=12,
    title="RepMLP's global perceptron restores the partitions' place; without it two partitions are "
    "interchangeable",
    sources=(
        Source(
            "RepMLP: Re-parameterizing Convolutions into Fully-connected Layers for Image Recognition",
            "section 3.2, figure 1",
            "2105.01883",
        ),
        Source(
            "RepMLPNet: Hierarchical Vision MLP with Re-parameterized Locality", "section 3", "2112.11081"
        ),
    ),
    computed="Every pair of partitions of a map is exchanged before the block and the output compared with "
    "the exchanged output, with the global perceptron and without, in the block of either paper; then "
    "places within the partitions are moved instead.",
)

CHANNELS, SIDE, GRID = 8, 4, 2


def check(asked: Context) -> Finding:
    """Exchange partitions."""
    facts = asked.experiment("partitions_exchanged", channels=CHANNELS, side=SIDE, rows=GRID, columns=GRID)
    comparisons = tuple(_comparisons(facts))
    holds = said(
        "With RepMLP's perceptron none of {pairs} exchanges passes unnoticed, without it all do. "
        "RepMLPNet's weighs channels by their mean over the map, which no exchange changes: its partitions "
        "stay interchangeable.",
        pairs=facts["pairs"],
    )
    return Finding(
        CLAIM.id,
        verdict_of(comparisons, Verdict.HOLDS_WITH_CONDITION),
        sentence_of(comparisons, holds),
        condition="Of the block of 2105.01883, which adds a vector to each partition. That of RepMLPNet "
        "(2112.11081) lets partitions know of one another, not where they are; at its native size there is "
        "one partition only.",
        evidence=Evidence(
            (
                Quantity("parameters of RepMLP's perceptron", facts["repmlp"]["perceptron_params"]),
                Quantity("parameters of RepMLPNet's perceptron", facts["repmlpnet"]["perceptron_params"]),
                Quantity("pairs of partitions exchanged", facts["pairs"]),
            ),
            (comparison_table(comparisons),),
        ),
        conditions=(
            *exact_conditions(facts),
            said(
                "one block of {channels} channels in training form, {grid} x {grid} partitions of {side} x "
                "{side}",
                channels=CHANNELS,
                grid=GRID,
                side=SIDE,
            ),
        ),
    )


def _comparisons(facts: Facts) -> Iterator[Comparison]:
    """The exchange that shows least where partitions are told apart, the one that shows most elsewhere."""
    old, new = facts["repmlp"], facts["repmlpnet"]
    yield Comparison("RepMLP without its global perceptron", _most(old["without"]))
    yield differs("RepMLP with its global perceptron", _least(old["with"]))
    yield Comparison("RepMLPNet without its global perceptron", _most(new["without"]))
    yield Comparison("RepMLPNet with its global perceptron", _most(new["with"]))
    yield counter("RepMLP: places moved within the partitions", old["within_a_partition"])
    yield counter("RepMLPNet: places moved within the partitions", new["within_a_partition"])


def _most(differences: list[float | None]) -> float | None:
    known = [each for each in differences if each is not None]
    return max(known) if len(known) == len(differences) else None


def _least(differences: list[float | None]) -> float | None:
    known = [each for each in differences if each is not None]
    return min(known) if len(known) == len(differences) else None
