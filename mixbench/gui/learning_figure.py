"""The curves of a learning probe: a line for each network and shuffle, mean over the seeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import fmean
from typing import Literal

from PySide6.QtCore import QCoreApplication

from mixbench.core.figure import Axis, Figure, Series, SeriesStyle
from mixbench.core.learning import LearningPoint, LearningRun, Shuffle
from mixbench.core.model import Model
from mixbench.gui.learning_words import arm_text

#: What is drawn upwards and along.
Quantity = Literal["accuracy", "loss"]
Along = Literal["steps", "seconds"]

#: Solid as they are; dashed and dotted with a shuffle.
_STYLES: dict[Shuffle, SeriesStyle] = {"none": "measured", "pixels": "law", "patches": "elsewhere"}


def learning_figure(
    runs: Iterable[LearningRun], quantity: Quantity, along: Along, slot: Callable[[Model], int], empty: str
) -> Figure:
    """The curves so far; `slot` gives the colour of a network, `empty` is said where there are none."""
    grouped: dict[tuple[str, Shuffle], list[LearningRun]] = {}
    for run in runs:
        grouped.setdefault((run.model.key, run.shuffle), []).append(run)
    series = [_series(group, quantity, along, slot(group[0].model)) for group in grouped.values()]
    drawn = tuple(one for one in series if one.x)
    return Figure(_title(quantity), _x_axis(along), _y_axis(quantity), drawn, empty="" if drawn else empty)


def _series(runs: Sequence[LearningRun], quantity: Quantity, along: Along, slot: int) -> Series:
    """One network under one shuffle: at each step the mean of the seeds that have come so far."""
    first = runs[0]
    at_step: dict[int, list[LearningPoint]] = {}
    for run in runs:
        for point in run.points:
            if quantity == "accuracy" or point.loss is not None:
                at_step.setdefault(point.step, []).append(point)
    steps = sorted(at_step)
    x = [fmean(point.training_s for point in at_step[step]) for step in steps]
    return Series(
        key=f"{first.model.key} {first.shuffle}",
        label=arm_text(first.model, first.shuffle),
        slot=slot,
        style=_STYLES[first.shuffle],
        x=tuple(x) if along == "seconds" else tuple(map(float, steps)),
        y=tuple(fmean(_value(point, quantity) for point in at_step[step]) for step in steps),
        origin=1 if first.shuffle == "patches" else 0,
    )


def _value(point: LearningPoint, quantity: Quantity) -> float:
    return 100 * point.accuracy if quantity == "accuracy" else point.loss or 0.0


def _title(quantity: Quantity) -> str:
    if quantity == "accuracy":
        return QCoreApplication.translate("Learning", "Accuracy on held-out digits")
    return QCoreApplication.translate("Learning", "Training loss")


def _x_axis(along: Along) -> Axis:
    if along == "steps":
        return Axis(QCoreApplication.translate("Learning", "training steps"))
    return Axis(QCoreApplication.translate("Learning", "seconds of training"), "s")


def _y_axis(quantity: Quantity) -> Axis:
    if quantity == "accuracy":
        return Axis(QCoreApplication.translate("Learning", "held-out accuracy"), "%")
    return Axis(QCoreApplication.translate("Learning", "training loss"))
