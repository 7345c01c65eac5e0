"""The marks of a figure: lines, points, intervals, stacks and spots, in the colours of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mixbench.core.figure import Figure, Series
from mixbench.core.palette import (
    LIGHT_ROLES,
    LIGHT_SERIES,
    colour_place,
    dashes,
    marker,
    role_place,
    slot_role,
)
from mixbench.core.scatter import Scatter, Spot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The ink of a plot on white paper.
TEXT, MUTED, GRID, PAPER, GREY = "#1b1f24", "#5b6570", "#e9ecf0", "#ffffff", "#98a1ab"

#: matplotlib's names of pyqtgraph's symbols, with the size that makes them weigh the same.
_MARKERS: dict[str, tuple[str, float]] = {
    "o": ("o", 5.5),
    "s": ("s", 5.5),
    "t": ("v", 6.5),
    "t1": ("^", 6.5),
    "d": ("D", 5.2),
    "star": ("*", 9.0),
    "h": ("h", 6.5),
    "+": ("P", 6.5),
    "p": ("p", 6.5),
    "x": ("X", 6.5),
}

#: The marker of each kind of spot.
_KINDS = ("o", "t1", "s", "d", "star")


def _colour(series: Series) -> str:
    """That of the model; below zero, of a role or of a bound."""
    if series.unlike:
        return GREY
    if series.slot >= 0:
        return LIGHT_SERIES[colour_place(series.slot)]
    role = slot_role(series.slot)
    return MUTED if role is None else LIGHT_ROLES[role_place(role)]


def _line_style(series: Series) -> Any:
    """The dashes of a law; a line through measured points, dotted elsewhere, none where each point stands for
    itself."""
    if series.style == "law":
        rhythm = dashes(series.slot)
        return (0, rhythm) if rhythm else "-"
    if slot_role(series.slot) is not None:
        return ""
    return ":" if series.style == "elsewhere" else "-"


def draw_series(axes: Axes, series: Series, *, has_line: bool) -> None:
    """A law as its dashes; measured points with intervals, and a line where no law runs through them."""
    if series.style == "law":
        axes.plot(series.x, series.y, color=_colour(series), linewidth=1.4, linestyle=_line_style(series))
    else:
        _draw_intervals(axes, series)
        if has_line:
            axes.plot(series.x, series.y, color=_colour(series), linewidth=1.6, linestyle=_line_style(series))
        _draw_points(axes, series)
    if series.last_fitting is not None:
        x, y = series.last_fitting
        axes.plot([x], [y], "x", color=_colour(series), markersize=11, markeredgewidth=2)


def _draw_points(axes: Axes, series: Series) -> None:
    """Measured points; those of a first look, and of elsewhere, are hollow."""
    symbol, size = _MARKERS[marker(series.slot)]
    coarse = series.coarse or (False,) * len(series.x)
    is_hollow = series.style == "elsewhere"
    for hollow in (False, True):
        chosen = [place for place, one in enumerate(coarse) if (one or is_hollow) is hollow]
        axes.plot(
            [series.x[place] for place in chosen],
            [series.y[place] for place in chosen],
            linestyle="",
            marker=symbol,
            markersize=size,
            color=_colour(series),
            markerfacecolor=PAPER if hollow else _colour(series),
            markeredgecolor=_colour(series) if hollow else PAPER,
            markeredgewidth=1.2 if hollow else 0.7,
        )


def _draw_intervals(axes: Axes, series: Series) -> None:
    if series.low is None or series.high is None:
        return
    ends = zip(series.x, series.y, series.low, series.high, strict=True)
    bars = [(x, y, y - low, high - y) for x, y, low, high in ends if low is not None and high is not None]
    if bars:
        x, y, below, above = zip(*bars, strict=True)
        colour = _colour(series)
        axes.errorbar(x, y, (below, above), fmt="none", ecolor=colour, elinewidth=1, capsize=3, capthick=1)


# stacks


def draw_bands(axes: Axes, figure: Figure) -> None:
    """The layers of a stack, from the bottom up."""
    lower: tuple[float, ...] = (0.0,) * len(figure.bands[0].x)
    for band, upper in zip(figure.bands, figure.edges(), strict=True):
        colour = LIGHT_ROLES[role_place(band.role)]
        axes.fill_between(
            band.x, lower, upper, color=colour, edgecolor=PAPER, linewidth=0.8, label=band.label
        )
        lower = upper
    axes.set_xlim(figure.bands[0].x[0], figure.bands[0].x[-1])
    axes.set_ylim(bottom=0)


# spots


def draw_scatter(axes: Axes, figure: Scatter) -> None:
    """The line of the best, and every spot with its interval and its name."""
    if figure.path:
        x, y = zip(*figure.path, strict=True)
        axes.plot(x, y, color=MUTED, linewidth=1.2)
    if figure.bound is not None:
        axes.axvline(figure.bound, color=MUTED, linewidth=1, linestyle="--")
    middle = sum(spot.x for spot in figure.spots) / max(1, len(figure.spots))
    for spot in sorted(figure.spots, key=lambda one: one.emphasis != "faint"):
        _draw_spot(axes, spot)
        _name_spot(axes, spot, is_left=spot.x > middle)


def _draw_spot(axes: Axes, spot: Spot) -> None:
    colour = GREY if spot.slot is None else LIGHT_SERIES[colour_place(spot.slot)]
    symbol, size = _MARKERS[_KINDS[spot.kind % len(_KINDS)]]
    alpha = 0.35 if spot.emphasis == "faint" else 1.0
    if spot.low is not None and spot.high is not None and spot.low < spot.high:
        ends = ([spot.x - spot.low], [spot.high - spot.x])
        axes.errorbar([spot.x], [spot.y], xerr=ends, fmt="none", ecolor=colour, capsize=3, alpha=alpha)
    is_hollow = spot.emphasis == "open"
    axes.plot(
        [spot.x],
        [spot.y],
        linestyle="",
        marker=symbol,
        markersize=size + 1,
        markerfacecolor=PAPER if is_hollow else colour,
        markeredgecolor=colour if is_hollow else PAPER,
        alpha=alpha,
    )


def _name_spot(axes: Axes, spot: Spot, *, is_left: bool) -> None:
    """The name beside a spot, on the side that has room."""
    axes.annotate(
        spot.label,
        (spot.x, spot.y),
        (-6 if is_left else 6, 4),
        textcoords="offset points",
        ha="right" if is_left else "left",
        fontsize=8,
        color=MUTED if spot.emphasis == "faint" else TEXT,
    )


# the legend


def legend_labels(figure: Figure) -> list[str]:
    """Each model with how it grows; a stack from the top down, as it is looked at."""
    if figure.bands:
        return [band.label for band in reversed(figure.bands)]
    return [f"{one.label}   {one.fit}".strip() for one in figure.legend()]


def sample(series: Series, *, is_predicted: bool) -> dict[str, Any]:
    """A piece of a model's line: its law's dashes where there is one, its marker where it was measured."""
    line = {"color": _colour(series), "linewidth": 1.5, "linestyle": _line_style(series)}
    if is_predicted and dashes(series.slot):
        line["linestyle"] = (0, dashes(series.slot))
    if series.style == "law":
        return line
    symbol, size = _MARKERS[marker(series.slot)]
    return {**line, "marker": symbol, "markersize": size}
