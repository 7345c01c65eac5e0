"""What the papers print beside what the laws say under the same conditions, with a verdict.

A printed figure is as good as its digits: 15.2 stands for anything from 15.15 to 15.25, or, cut off
instead of rounded, up to 15.3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Literal

from mixbench.catalog.family import Family
from mixbench.catalog.published import Published, published
from mixbench.catalog.registry import families, resolve
from mixbench.core.model import Model
from mixbench.core.roles import Role

Figure = Literal["params_m", "flops_g"]
FIGURES: tuple[Figure, ...] = ("params_m", "flops_g")

#: Norms add at most this share to the MACs of any network of the catalog, counted as fvcore does.
MOST_OF_NORMS = 0.015


class Verdict(StrEnum):
    """How a printed figure stands to ours."""

    AGREES = "agrees"
    ROUNDING = "rounding"
    OTHER_CONVENTION = "other convention"
    DIFFERS = "differs"


@dataclass(frozen=True)
class Comparison:
    """One printed figure beside ours, both in millions of parameters or billions of MACs.

    `conditions` says what the paper counts where that is not the variant as it stands. `reason` is
    empty where the figures agree.
    """

    family: str
    variant: str
    resolution_px: int
    figure: Figure
    printed: Decimal
    ours: float
    convention: str
    conditions: str
    verdict: Verdict
    reason: str
    source: str

    @property
    def difference(self) -> float:
        """Ours above the printed figure, as a share of it."""
        return self.ours / float(self.printed) - 1

    @property
    def difference_text(self) -> str:
        """The difference in percent with its sign, which zero has not: "-0.3 %"."""
        text = f"{100 * self.difference:+.1f} %"
        return text[1:] if text[1:] == "0.0 %" else text


def comparisons(chosen: tuple[Family[Any], ...] | None = None) -> Iterator[Comparison]:
    """Every printed count of the families (by default of all) beside ours."""
    for family in families() if chosen is None else chosen:
        for figures in published(family.id).values():
            for figure in FIGURES:
                printed: Decimal | None = getattr(figures, figure)
                if printed is not None:
                    yield _compare(family, figures, figure, printed)


def _compare(family: Family[Any], figures: Published, figure: Figure, printed: Decimal) -> Comparison:
    ours = _ours(figures, figure)
    verdict, reason = _judge(figures, figure, printed, ours)
    return Comparison(
        family=family.name,
        variant=figures.id,
        resolution_px=figures.image_size,
        figure=figure,
        printed=printed,
        ours=ours,
        convention="parameters" if figure == "params_m" else figures.flops_convention or "",
        conditions=figures.conditions,
        verdict=verdict,
        reason=reason,
        source=figures.source,
    )


def _ours(figures: Published, figure: Figure) -> float:
    """The law's figure under the paper's conditions."""
    law = resolve(Model(figures.id, figures.counted_with)).law(figures.image_size, figures.image_size)
    if figure == "flops_g":
        return law.macs / 1e9
    left_out = law.role(Role.HEAD).params if figures.without_classifier else 0
    return (law.params - left_out) / 1e6


def _judge(figures: Published, figure: Figure, printed: Decimal, ours: float) -> tuple[Verdict, str]:
    """The verdict and, unless it is that they agree, its reason."""
    unit, figure_printed = float(Decimal(1).scaleb(int(printed.as_tuple().exponent))), float(printed)
    if figure == "flops_g" and figures.flops_convention == "XLA operations":
        return Verdict.OTHER_CONVENTION, "XLA counts two operations a MAC, and element-wise work too."
    if abs(ours - figure_printed) <= 0.5001 * unit:
        return Verdict.AGREES, ""
    if figure_printed <= ours < figure_printed + unit:
        return Verdict.ROUNDING, "Cut off after the last printed digit, not rounded."
    holds_norms = figure == "flops_g" and figures.flops_convention == "MACs + norms"
    if holds_norms and 0 < figure_printed - ours <= MOST_OF_NORMS * figure_printed + unit:
        return Verdict.OTHER_CONVENTION, "The printed count holds the work of the norms too."
    return Verdict.DIFFERS, figures.departs.get(figure, "Unexplained.")
