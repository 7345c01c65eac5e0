"""The small plots of a claim as the screen shows them: in its language, and in the colours of the bench."""

from __future__ import annotations

from dataclasses import replace

from mixbench.core.figure import Figure, Series
from mixbench.core.model import Model
from mixbench.gui.arrangement import free_slot
from mixbench.gui.claims_words import word
from mixbench.gui.law_curve import resolve
from mixbench.gui.workbench import Workbench


def shown_figure(bench: Workbench, figure: Figure) -> Figure:
    """A figure with its words translated. A model that is on the bench has its colour and name there; what is
    not takes slots that no model on the bench wears, so that one colour never means two models."""
    worn = _worn_slots(bench)
    taken = set(worn.values())
    series = []
    for one in figure.series:
        model = _model(one)
        slot = worn.get(model.key) if model else None
        if slot is None:
            slot = free_slot(taken)
            taken.add(slot)
        label = bench.label(model) if model else word(one.label)
        series.append(replace(one, slot=slot, label=label, fit=f"∝ x^{one.fit}" if one.fit else ""))
    x, y = (replace(axis, label=word(axis.label)) for axis in (figure.x, figure.y))
    return replace(figure, title=word(figure.title), x=x, y=y, series=tuple(series))


def _worn_slots(bench: Workbench) -> dict[str, int]:
    """The slots that are seen elsewhere in the window: of ticked models, and of those with results."""
    measured = {item.case.model for item in bench.items.values()}
    return {model.key: bench.slot(model) for model in (*bench.ticked, *measured)}


def _model(series: Series) -> Model | None:
    """The model that a curve is of: a check names it by its key; other curves are of something else."""
    if " " in series.label:
        return None
    model = Model.parse(series.label)
    return model if resolve(model) else None
