"""Two figures as data that say more than a plot of series: laws with their bands, and who beats whom."""

from __future__ import annotations

from dataclasses import dataclass

from mixbench.core.figure import Figure


@dataclass(frozen=True)
class Corridor:
    """The 95 % interval about a law, from `low` to `high` at each x, in the colour of a slot."""

    slot: int
    x: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True)
class LawFigure(Figure):
    """A plot of laws: corridors lie behind the series."""

    corridors: tuple[Corridor, ...] = ()


@dataclass(frozen=True)
class Cell:
    """One model at one size. `weight` is 1 for the best and goes to 0; None: there is no result. `note` says
    all of it."""

    text: str
    weight: float | None
    note: str


@dataclass(frozen=True)
class StandingsFigure(Figure):
    """A table as a picture: a row a model, a column a size; `slots` are the colours of the rows' names."""

    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    slots: tuple[int, ...] = ()
    cells: tuple[tuple[Cell, ...], ...] = ()
