"""A figure of single points, each of which stands for something: a scatter, with the line of its best."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mixbench.core.figure import Figure

#: How a point is drawn: full with its name, hollow because it cannot be told, or faint behind the others.
Emphasis = Literal["named", "open", "faint"]


@dataclass(frozen=True)
class Spot:
    """One point. `id` is its own, `key` names its model. `low` and `high` are the 95 % interval in x, None
    where there is none. `slot` is the model's colour, None for grey; `kind` the place in the figure's `kinds`
    that its marker tells. `remarks` are said under its name, a line each."""

    id: str
    key: str
    label: str
    x: float
    y: float
    slot: int | None
    kind: int
    emphasis: Emphasis
    remarks: tuple[str, ...]
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Scatter(Figure):
    """Points over two axes. `kinds` name the markers, by their place; `path` are the corners of a line from
    the best x on. `bound` is a limit in x that is drawn as a line, None where none is set, with `bound_text`
    beside it."""

    spots: tuple[Spot, ...] = ()
    kinds: tuple[str, ...] = ()
    path: tuple[tuple[float, float], ...] = ()
    bound: float | None = None
    bound_text: str = ""

    def spot(self, id: str) -> Spot | None:
        """The point of that id."""
        return next((spot for spot in self.spots if spot.id == id), None)
