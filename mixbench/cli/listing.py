"""`mixbench list`: what there is to measure, and what the papers print about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Annotated, Any

import typer

from mixbench.catalog import registry
from mixbench.catalog.family import Family, Variant
from mixbench.catalog.published import Published, published
from mixbench.cli.options import AsJson
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.cost import Cost
from mixbench.core.model import Model, value_text
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


Families = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="FAMILY",
        help="Families to tell everything about: their hyperparameters, sources and deviations too.",
        show_default=False,
    ),
]


def list_models(families: Families = None, as_json: AsJson = False) -> None:
    """List families and variants with their laws, cost and published figures."""
    chosen = [registry.find_family(name) for name in families] if families else registry.families()
    if as_json:
        print_json([_document(family) for family in chosen])
        return
    for family in chosen:
        _print_family(family)
        if families:
            _print_details(family)
    say("Params and MACs (one image) by law at the native size; FLOPs = 2 x MACs, whatever papers call them.")
    if not families:
        say("`mixbench list FAMILY` (such as cyclemlp) adds hyperparameters, sources and deviations.")


def _print_family(family: Family[Any]) -> None:
    paper, block = family.paper, family.block
    growth = "costs no MACs" if family.growth == "none" else f"{family.growth} in the tokens"
    print_table(
        _COLUMNS,
        [_line(entry) for entry in _entries(family)],
        title=f"{family.name} ({family.id}, {family.group}) · {paper.authors} {paper.year}, "
        f"arXiv {paper.arxiv}",
        caption=f"{family.spatial_mixing}: {growth}\n"
        f"One block: {block.params} parameters, {block.macs} MACs ({block.meaning})",
    )


def _print_details(family: Family[Any]) -> None:
    """What only one who asks for a family wants to read."""
    print_table(
        (("Hyperparameter", "name"), ("accepts", "text"), ("default", "text"), ("what it is", "text")),
        [(item.name, item.accepts, value_text(item.default), item.help) for item in family.hyperparameters],
    )
    sources = [(entry.variant.id, entry.printed) for entry in _entries(family) if entry.printed]
    print_table(
        (("Variant", "name"), ("source of the printed figures", "text"), ("notes", "text")),
        [(name, printed.source, printed.notes) for name, printed in sources],
    )
    for deviation in family.deviations:
        print_line(f"- {deviation}")


def _entries(family: Family[Any]) -> list[_Entry]:
    printed = published(family.id)
    entries = []
    for variant in family.variants:
        law = registry.resolve(Model(variant.id)).law(variant.native_px, variant.native_px)
        entries.append(_Entry(variant, law, printed.get(family.printed_id(variant))))
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
        _convention(printed) if printed else "",
        _number(printed.top1 if printed else None),
        printed.top1_setup if printed else "",
    )


def _convention(printed: Published) -> str:
    """What the printed numbers count, and of which form."""
    return ", ".join(part for part in (printed.flops_convention, printed.conditions) if part)


def _number(value: Decimal | float | None) -> str:
    return "" if value is None else f"{value}"


def _document(family: Family[Any]) -> dict[str, object]:
    """A family as JSON; amounts are whole numbers, published figures are as printed."""
    return {
        "id": family.id,
        "name": family.name,
        "group": family.group,
        "task": family.task,
        "paper": asdict(family.paper),
        "shape": family.shape,
        "mixing": family.mixing,
        "spatial_mixing": family.spatial_mixing,
        "spatial_mixing_growth": family.growth,
        "params_depend_on_size": family.params_depend_on_size,
        "block_law": {
            "params": family.block.params,
            "macs": family.block.macs,
            "meaning": family.block.meaning,
        },
        "hyperparameters": [
            {
                "name": item.name,
                "accepts": item.accepts,
                "default": item.default,
                "unit": item.unit,
                "help": item.help,
            }
            for item in family.hyperparameters
        ],
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
