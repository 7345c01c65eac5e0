"""`mixbench list`: what there is to measure, and what the papers print about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from mixbench.catalog import registry
from mixbench.catalog.family import Family, Variant
from mixbench.catalog.published import Published, published
from mixbench.cli.options import AsJson
from mixbench.cli.screen import Kind, print_json, print_table, say
from mixbench.core.cost import Cost
from mixbench.core.model import Model
from mixbench.core.units import giga

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Variant", "name"),
    ("px", "number"),
    ("Params [M]", "number"),
    ("MACs [G]", "number"),
    ("Printed params [M]", "number"),
    ("Printed FLOPs [G]", "number"),
    ("as", "text"),
    ("Top-1 [%]", "number"),
    ("trained by", "text"),
)


@dataclass(frozen=True)
class _Entry:
    """A variant with its law at its native size and with what was printed about it, if anything."""

    variant: Variant
    law: Cost
    printed: Published | None


def list_models(as_json: AsJson = False) -> None:
    """List families and variants with their cost and published figures."""
    families = registry.families()
    if as_json:
        print_json([_document(family) for family in families])
        return
    for family in families:
        paper = family.paper
        print_table(
            _COLUMNS,
            [_line(entry) for entry in _entries(family)],
            title=f"{family.name} · {paper.authors} {paper.year}, arXiv {paper.arxiv}",
        )
    say("Params and MACs (one image) by law at the native size; FLOPs = 2 x MACs, whatever papers call them.")


def _entries(family: Family[Any]) -> list[_Entry]:
    printed = published(family.id)
    entries = []
    for variant in family.variants:
        law = registry.resolve(Model(variant.id)).law(variant.native_px, variant.native_px)
        entries.append(_Entry(variant, law, printed.get(variant.id)))
    return entries


def _line(entry: _Entry) -> tuple[str, ...]:
    printed = entry.printed
    return (
        entry.variant.id,
        str(entry.variant.native_px),
        f"{entry.law.params / 1e6:.2f}",
        giga(entry.law.macs),
        _number(printed.params_m if printed else None),
        _number(printed.flops_g if printed else None),
        (printed.flops_convention if printed else None) or "",
        _number(printed.top1 if printed else None),
        printed.top1_setup if printed else "",
    )


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _document(family: Family[Any]) -> dict[str, object]:
    """A family as JSON; amounts are whole numbers, published figures are as printed."""
    return {
        "id": family.id,
        "name": family.name,
        "paper": asdict(family.paper),
        "shape": family.shape,
        "spatial_mixing": family.spatial_mixing,
        "deviations": family.deviations,
        "variants": [
            {
                "id": entry.variant.id,
                "name": entry.variant.name,
                "resolution_px": str(entry.variant.native_px),
                "params": entry.law.params,
                "macs": entry.law.macs,
                "inferred": entry.variant.inferred,
                "published": asdict(entry.printed) if entry.printed else None,
            }
            for entry in _entries(family)
        ],
    }
