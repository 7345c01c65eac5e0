"""What the tree tells about a family or a model when the pointer rests on it."""

from __future__ import annotations

from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.catalog.family import Family
from mixbench.catalog.published import Published, published
from mixbench.core.model import Model, value_text


def family_tooltip(family: Family[Any]) -> str:
    """The paper, the kind of network, and what its build here does differently."""
    paper = family.paper
    lines = [
        f"<b>{escape(paper.title)}</b>",
        escape(f"{paper.authors} {paper.year}, arXiv {paper.arxiv}"),
        escape(f"{family.shape} · {family.spatial_mixing}"),
    ]
    lines += [f"• {escape(text)}" for text in family.deviations]
    return _wrapped(lines)


def model_tooltip(family: Family[Any], model: Model, refusal: str) -> str:
    """Published figures with their convention, what was changed, and why a size is refused."""
    _, variant = registry.find(model.variant)
    lines = [f"<b>{escape(registry.label(model))}</b>  {escape(model.key)}"]
    if refusal:
        lines.append(f"<b>{escape(refusal)}</b>")
    if variant.inferred:
        mark = QCoreApplication.translate("ModelTooltips", "Inferred: {why}")
        lines.append(escape(mark.format(why=variant.inferred)))
    if model.overrides:
        changes = ", ".join(f"{name} = {value_text(value)}" for name, value in model.overrides.items())
        changed = QCoreApplication.translate("ModelTooltips", "Changed: {changes}")
        lines.append(escape(changed.format(changes=changes)))
    figures = published(family.id).get(variant.id)
    if figures is not None:
        lines += [escape(line) for line in _figures(figures)]
    return _wrapped(lines)


def _figures(figures: Published) -> list[str]:
    """What the paper prints, with what it counts."""
    printed = []
    if figures.params_m is not None:
        printed.append(
            QCoreApplication.translate("ModelTooltips", "{n} M parameters").format(n=figures.params_m)
        )
    if figures.flops_g is not None:
        convention = f" ({figures.flops_convention})" if figures.flops_convention else ""
        printed.append(f"{figures.flops_g:g} G{convention}")
    if figures.top1 is not None:
        top1 = QCoreApplication.translate("ModelTooltips", "{top1} % top-1 ({setup})")
        printed.append(top1.format(top1=figures.top1, setup=figures.top1_setup))
    if not printed:
        return []
    heading = QCoreApplication.translate("ModelTooltips", "Published: {figures}")
    return [heading.format(figures=", ".join(printed)), figures.source]


def _wrapped(lines: list[str]) -> str:
    """Rich text, so that Qt breaks long lines."""
    return "<qt>" + "<br>".join(lines) + "</qt>"
