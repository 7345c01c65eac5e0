"""A figure as data: what is drawn, without how. One description feeds the screen and every file format."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from mixbench.core.roles import Role

#: `elsewhere`: results of another session, machine or file beside those of this one.
SeriesStyle = Literal["law", "measured", "elsewhere"]


@dataclass(frozen=True)
class Axis:
    """One axis. Values of the series are in `unit` already; `is_log` says how the axis is spaced."""

    label: str
    unit: str = ""
    is_log: bool = False

    @property
    def title(self) -> str:
        """The words beside the axis: `resolution, px`."""
        return f"{self.label}, {self.unit}" if self.unit else self.label


@dataclass(frozen=True)
class Series:
    """One line. `key` names its model, shared by the law and the measured points of that model.

    `x`, `y`, `low`, `high` have one length; `low` and `high` are the 95 % interval, None where there
    is none (at a point, or for the whole series). `fit` is the legend's word on how it grows.
    `last_fitting` is the point beyond which the memory did not suffice: it is drawn as a cross.
    `numbers` are the items behind the points of a measured series. `coarse` says which of its points are
    a first look only, which are drawn hollow; empty where none is. `remarks` say something of each point that
    its place does not; empty where there is nothing to say. `unlike` is what keeps results of elsewhere from
    being compared with those of the session: such a series is grey. `origin` counts the places elsewhere;
    0 is here. `looks` is over how many rounds or processes the interval of each point was taken, 0 where
    nothing follows from it for sure; empty where chance has no part in any.
    """

    key: str
    label: str
    slot: int
    style: SeriesStyle
    x: tuple[float, ...]
    y: tuple[float, ...]
    low: tuple[float | None, ...] | None = None
    high: tuple[float | None, ...] | None = None
    fit: str = ""
    last_fitting: tuple[float, float] | None = None
    numbers: tuple[int, ...] = ()
    coarse: tuple[bool, ...] = ()
    remarks: tuple[str, ...] = ()
    unlike: str = ""
    origin: int = 0
    looks: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        lengths = {len(part) for part in (self.x, self.y, self.low, self.high) if part is not None}
        if len(lengths) > 1:
            raise ValueError(f"series {self.key} has columns of different lengths {sorted(lengths)}")

    @property
    def id(self) -> str:
        """Its name within the figure: a model may have a law and measured points."""
        return f"{self.style}:{self.key}"

    def remark(self, place: int) -> str:
        """What is said of a point beside its values."""
        return self.remarks[place] if self.remarks else ""


@dataclass(frozen=True)
class Band:
    """One part of a stack: its own values, not the sums with what lies below it. All bands of a figure share
    their `x`, ascending. `remarks` say each value in words."""

    role: Role
    label: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Annotation:
    """A ring at a point, with a sentence beside it."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Figure:
    """A plot of series, or a stack of bands from the bottom up, over two axes.

    `caption` stands under it in grey; `empty` is said in its middle where there is nothing to draw, and
    what to do about it. `totals` say in words what a stack comes to at each x, and `here` is the x that is
    looked at elsewhere: a line marks it.
    """

    title: str
    x: Axis
    y: Axis
    series: tuple[Series, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    caption: str = ""
    empty: str = ""
    bands: tuple[Band, ...] = ()
    totals: tuple[str, ...] = ()
    here: float | None = None

    def __post_init__(self) -> None:
        columns = [part for band in self.bands for part in (band.x, band.y, band.remarks)]
        lengths = {len(part) for part in (*columns, self.totals)} if self.bands else {0}
        if len({band.x for band in self.bands}) > 1 or len(lengths) > 1:
            raise ValueError(f"the bands of {self.title} do not share their x")

    def edges(self) -> tuple[tuple[float, ...], ...]:
        """The upper edge of each band: the sums of the values up to it."""
        columns = zip(*(band.y for band in self.bands), strict=True)
        return tuple(zip(*(accumulate(column) for column in columns), strict=True))

    @property
    def keys(self) -> tuple[str, ...]:
        """The models in the order of the legend, each once."""
        return tuple(dict.fromkeys(series.key for series in self.series))

    def legend(self) -> tuple[Series, ...]:
        """One series a model: the measured one where its growth could be fitted, else the law."""
        chosen: dict[str, Series] = {}
        for series in self.series:
            known = chosen.get(series.key)
            if known is None or (series.style == "measured" and series.fit) or not known.fit:
                chosen[series.key] = series
        return tuple(chosen.values())
