"""The front as a figure: what is bettered by nothing stands out, with its name; the rest lies behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.catalog.accuracies import TRAININGS, Accuracy
from mixbench.catalog.weighing import Front
from mixbench.core.amounts import MORE_IS_BETTER, CostKind, amount_text
from mixbench.core.figure import Axis
from mixbench.core.pareto import Standing
from mixbench.core.scatter import Emphasis, Scatter, Spot
from mixbench.gui.pareto_words import (
    UNITS,
    cost_meaning,
    cost_names,
    spread_text,
    standing_text,
    training_words,
)

_EMPHASIS: dict[Standing, Emphasis] = {
    Standing.FRONT: "named",
    Standing.PERHAPS: "open",
    Standing.DOMINATED: "faint",
}


@dataclass(frozen=True)
class Drawing:
    """What is chosen of the picture: the spacing of the axis, the budget in the kept unit, and the colours of
    the ticked models by their keys."""

    is_log: bool
    budget: float | None
    slots: Mapping[str, int]


def pareto_figure(found: Front, drawing: Drawing, caption: str, empty: str) -> Scatter:
    """The points of a front with the stairs of its line."""
    size, unit = UNITS[found.kind]
    names = cost_names()
    title = QCoreApplication.translate("Pareto", "published accuracy against {cost}")
    return Scatter(
        title=title.format(cost=names[found.kind]),
        x=Axis(names[found.kind], unit, drawing.is_log),
        y=Axis(QCoreApplication.translate("Pareto", "published top-1 accuracy"), "%"),
        caption=caption,
        empty="" if found.points else empty,
        spots=tuple(_spot(found, index, drawing) for index in range(len(found.points))),
        kinds=tuple(training_words()[one] for one in TRAININGS),
        path=tuple(_stairs(found)),
        bound=None if drawing.budget is None else drawing.budget / size,
        bound_text=bound_text(found.kind, drawing.budget),
    )


def bound_text(kind: CostKind, budget: float | None) -> str:
    """What stands beside the line of a budget, set or not."""
    if budget is None:
        return QCoreApplication.translate("Pareto", "budget: drag")
    return f"{'≥' if kind in MORE_IS_BETTER else '≤'} {amount_text(kind, budget)}"


def _spot(found: Front, index: int, drawing: Drawing) -> Spot:
    one, place = found.points[index], found.places[index]
    size, _ = UNITS[found.kind]
    cost, printed = one.cost, one.accuracy
    is_ranged = cost.half_width is not None
    return Spot(
        id=printed.id,
        key=printed.model.key,
        label=printed.name,
        x=cost.value / size,
        y=printed.top1,
        slot=drawing.slots.get(printed.model.key),
        kind=TRAININGS.index(printed.training),
        emphasis=_EMPHASIS[place.standing],
        remarks=tuple(_remarks(found, index)),
        low=cost.low / size if is_ranged and cost.low is not None else None,
        high=cost.high / size if is_ranged and cost.high is not None else None,
    )


def _remarks(found: Front, index: int) -> Iterator[str]:
    """What is said of a point: its two figures, how it stands, how it was trained, where that is printed."""
    one = found.points[index]
    cost = amount_text(found.kind, one.cost.value) + spread_text(one.cost)
    words = QCoreApplication.translate("Pareto", "{top1} % at {px} px  ·  {cost}")
    yield words.format(top1=one.accuracy.top1, px=one.accuracy.resolution_px, cost=cost)
    yield standing_text(found, index)
    yield conditions_text(one.accuracy)
    yield one.accuracy.source


def conditions_text(printed: Accuracy) -> str:
    """How a network was trained and tested, in our class and in the words of the source."""
    parts = [training_words()[printed.training]]
    if printed.crops == "several":
        parts.append(QCoreApplication.translate("Pareto", "several looks at each image"))
    if printed.setup:
        parts.append(f"“{printed.setup}”")
    return "  ·  ".join(parts)


def _stairs(found: Front) -> Iterator[tuple[float, float]]:
    """From the best cost on: nothing above and before this line is known."""
    size, _ = UNITS[found.kind]
    height: float | None = None
    for index in found.line:
        one = found.points[index]
        if height is not None:
            yield one.cost.value / size, height
        height = one.accuracy.top1
        yield one.cost.value / size, height


def pareto_caption(found: Front, session: str | None, setting: str) -> str:
    """What is drawn, under which conditions, and what the points look like."""
    parts = [
        QCoreApplication.translate("Pareto", "top-1 on ImageNet-1k as published, cost at the same size"),
        cost_meaning(found.kind),
    ]
    if found.setting is not None:
        words = QCoreApplication.translate("Pareto", "session {session}: {setting}")
        parts.append(words.format(session=session or "–", setting=setting))
    parts.append(
        QCoreApplication.translate(
            "Pareto", "full: on the front, hollow: perhaps dominated, faint: dominated for sure"
        )
    )
    return "  ·  ".join(parts)
