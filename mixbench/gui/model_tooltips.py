"""What the tree tells about a family or a model when the pointer rests on it."""

from __future__ import annotations

import re
from html import escape
from typing import Any

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.catalog.family import Family
from mixbench.catalog.published import Published, published
from mixbench.core.model import Model, value_text
from mixbench.gui.catalog_words import word


def family_tooltip(family: Family[Any]) -> str:
    """The paper, the kind of network, and what its build here does differently."""
    paper = family.paper
    lines = [
        f"<b>{escape(paper.title)}</b>",
        escape(_paper_text(family)),
        escape(
            f"{word(family.shape)} · {word(family.mixing)} · {family.spatial_mixing}: {growth_text(family)}"
        ),
        escape(block_text(family)),
    ]
    lines += [f"• {escape(text)}" for text in family.deviations]
    return _wrapped(lines)


def growth_text(family: Family[Any]) -> str:
    """How the MACs of spatial mixing grow with the tokens."""
    if family.growth == "none":
        return QCoreApplication.translate("ModelTooltips", "costs no MACs")
    text = QCoreApplication.translate("ModelTooltips", "MACs {growth} in the tokens")
    return text.format(growth=word(family.growth))


def block_text(family: Family[Any]) -> str:
    """The law of one more block, in the paper's symbols."""
    block = family.block
    text = QCoreApplication.translate(
        "ModelTooltips", "One block: {macs} MACs, {params} parameters ({meaning})"
    )
    return text.format(macs=typeset(block.macs), params=typeset(block.params), meaning=block.meaning)


def typeset(formula: str) -> str:
    """A law with raised exponents and dots for the products: 4 n C^2 becomes 4·n·C²."""
    raised = re.sub(r"\^(\d)", lambda found: "⁰¹²³⁴⁵⁶⁷⁸⁹"[int(found[1])], formula)
    return re.sub(r"(?<=[\w⁰¹²³⁴⁵⁶⁷⁸⁹)]) (?=[\w(])", "·", raised)


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
    figures = published(family.id).get(family.printed_id(variant))
    lines.append(escape(_paper_text(family)))
    if figures is not None:
        lines += [escape(line) for line in _figures(figures)]
    return _wrapped(lines)


def draft_tooltip(label: str) -> str:
    """What a duplicate is good for."""
    text = QCoreApplication.translate(
        "ModelTooltips",
        "A duplicate of {model}, in which nothing is changed yet. Change a hyperparameter to make it a model "
        "of its own; {model} stays as it is.",
    )
    return _wrapped([escape(text.format(model=label))])


def _paper_text(family: Family[Any]) -> str:
    return f"{family.paper.authors} {family.paper.year}, arXiv {family.paper.arxiv}"


def _figures(figures: Published) -> list[str]:
    """What the paper prints, with what it counts and at which size."""
    printed = []
    if figures.params_m is not None:
        printed.append(
            QCoreApplication.translate("ModelTooltips", "{n} M parameters").format(n=figures.params_m)
        )
    if figures.conditions:
        printed.append(figures.conditions)
    if figures.flops_g is not None:
        convention = f" ({figures.flops_convention})" if figures.flops_convention else ""
        printed.append(f"{figures.flops_g} G{convention}")
    if figures.top1 is not None:
        printed.append(
            _accuracy(figures.top1, figures.top1_image_size or figures.image_size, figures.top1_setup)
        )
    if not printed:
        return []
    heading = QCoreApplication.translate("ModelTooltips", "Published at {side} px: {figures}")
    lines = [heading.format(side=figures.image_size, figures=", ".join(printed))]
    further = [_accuracy(one.top1, one.image_size, one.setup) for one in figures.further_top1]
    if further:
        also = QCoreApplication.translate("ModelTooltips", "Also published: {figures}")
        lines.append(also.format(figures="; ".join(further)))
    return [*lines, figures.source]


def _accuracy(top1: float, image_size: int, setup: str) -> str:
    text = QCoreApplication.translate("ModelTooltips", "{top1} % top-1 at {side} px ({setup})")
    return text.format(top1=top1, side=image_size, setup=setup)


def _wrapped(lines: list[str]) -> str:
    """Rich text, so that Qt breaks long lines."""
    return "<qt>" + "<br>".join(lines) + "</qt>"
