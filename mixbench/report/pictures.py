"""A figure drawn by matplotlib, for files: SVG whose text stays text, or PDF. Equal figures give equal bytes.

The series have the colours, markers and dashes of the window. Colours are those of the light theme: a page
that is dark replaces them by name (`html.py`).
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

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

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

PictureFormat = Literal["svg", "pdf"]

#: The ink of a plot on white paper.
TEXT, MUTED, GRID, PAPER, GREY = "#1b1f24", "#5b6570", "#e9ecf0", "#ffffff", "#98a1ab"

WIDTH_IN, HEIGHT_IN = 7.2, 4.2
#: The margins, for tick labels and the words of the axes.
_LEFT_IN, _RIGHT_IN, _TOP_IN, _BOTTOM_IN = 0.85, 0.15, 0.35, 0.55
#: A legend below the plot takes this much for each of its lines.
_LEGEND_LINE_IN, _LEGEND_GAP_IN = 0.21, 0.15
#: Two entries stand beside one another where none has more letters than this.
_MOST_LETTERS = 42

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

_UNDATED_PDF: dict[str, Any] = {"CreationDate": None, "Producer": None}

#: More places than this are not all named on a logarithmic axis.
_MOST_TICKS = 12

#: DejaVu Sans comes with matplotlib; these, where one is installed, have the Chinese characters.
_CHINESE_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "WenQuanYi Micro Hei",
    "SimHei",
    "Noto Sans CJK JP",
)


def draw(figure: Figure, format: PictureFormat) -> bytes:
    """The figure as a file. Raise `ValueError` where there is nothing to draw."""
    if not (figure.series or figure.bands):
        raise ValueError(f"the figure '{figure.title}' has nothing to draw")
    with _style():
        canvas, axes = _canvas(_legend_lines(figure))
        if figure.bands:
            _draw_bands(axes, figure)
        predicted = {series.key for series in figure.series if series.style == "law"}
        for series in figure.series:
            _draw_series(axes, series, has_line=series.style == "law" or series.key not in predicted)
        _draw_axes(axes, figure)
        _draw_annotations(axes, figure)
        _draw_legend(canvas, axes, figure)
        return _file_of(canvas, format)


@cache
def chinese_font() -> str | None:
    """The installed font that Chinese labels are drawn in; None where there is none."""
    from matplotlib import font_manager

    installed = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _CHINESE_FONTS if name in installed), None)


@contextmanager
def _style() -> Iterator[None]:
    import matplotlib
    from cycler import cycler

    chinese = chinese_font()
    settings: Any = {
        "font.family": ["DejaVu Sans", *([chinese] if chinese else [])],
        "font.size": 9,
        "svg.fonttype": "none",  # text stays text: it can be searched, copied, and read aloud
        "svg.hashsalt": "mixbench",  # or ids would differ from file to file
        "axes.edgecolor": MUTED,
        "axes.labelcolor": TEXT,
        "axes.linewidth": 0.8,
        "axes.prop_cycle": cycler(color=[TEXT]),  # what is drawn in no colour of ours takes this one
        "axes.axisbelow": True,
        "axes.unicode_minus": False,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": TEXT,
        "text.parse_math": False,  # a session may be named with dollars
        "xtick.color": MUTED,
        "ytick.color": MUTED,
        "grid.color": GRID,
        "grid.linewidth": 0.8,
    }
    with matplotlib.rc_context(settings), warnings.catch_warnings():
        # A text in a script of which no font is installed: SVG keeps its characters, PDF shows boxes.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        yield


def _canvas(legend_lines: int) -> tuple[Canvas, Axes]:
    """Axes with fixed margins: to fit them to the words takes longer than all the drawing."""
    from matplotlib.figure import Figure as Canvas

    below = _LEGEND_LINE_IN * legend_lines + _LEGEND_GAP_IN
    height = HEIGHT_IN + below
    canvas = Canvas(figsize=(WIDTH_IN, height), facecolor=PAPER)
    left, bottom = _LEFT_IN / WIDTH_IN, (below + _BOTTOM_IN) / height
    width = 1 - left - _RIGHT_IN / WIDTH_IN
    axes = canvas.add_axes((left, bottom, width, 1 - bottom - _TOP_IN / height))
    axes.set_facecolor(PAPER)
    return canvas, axes


def _file_of(canvas: Canvas, format: PictureFormat) -> bytes:
    """Without a date, which would make two equal reports differ."""
    file = io.BytesIO()
    undated: dict[str, Any] = {"Creator": "MixBench", **({"Date": None} if format == "svg" else _UNDATED_PDF)}
    canvas.savefig(file, format=format, metadata=undated)
    return file.getvalue()


# series


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


def _draw_series(axes: Axes, series: Series, *, has_line: bool) -> None:
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


def _draw_bands(axes: Axes, figure: Figure) -> None:
    lower: tuple[float, ...] = (0.0,) * len(figure.bands[0].x)
    for band, upper in zip(figure.bands, figure.edges(), strict=True):
        colour = LIGHT_ROLES[role_place(band.role)]
        axes.fill_between(
            band.x, lower, upper, color=colour, edgecolor=PAPER, linewidth=0.8, label=band.label
        )
        lower = upper
    axes.set_xlim(figure.bands[0].x[0], figure.bands[0].x[-1])
    axes.set_ylim(bottom=0)


# axes, words


def _draw_axes(axes: Axes, figure: Figure) -> None:
    axes.set_title(figure.title, loc="left", fontsize=11, fontweight="bold")
    axes.set_xlabel(figure.x.title)
    axes.set_ylabel(figure.y.title)
    axes.grid(visible=True)
    named = [one.x for one in figure.series if one.style != "law"] or [one.x for one in figure.series]
    places = sorted({x for column in named for x in column})
    if figure.x.is_log:
        axes.set_xscale("log")
        _name_ticks(axes.xaxis, places)
    if figure.y.is_log:
        axes.set_yscale("log")
        _name_ticks(axes.yaxis, [])


def _name_ticks(axis: Any, places: list[float]) -> None:
    """Plain numbers on a logarithmic axis: the places themselves where they are few, round numbers else."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, NullFormatter, NullLocator

    plain = FuncFormatter(lambda value, _: f"{value:g}")
    if places and len(places) <= _MOST_TICKS:
        axis.set_major_locator(FixedLocator(places))
        axis.set_minor_locator(NullLocator())
    else:
        axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axis.set_major_formatter(plain)
    axis.set_minor_formatter(NullFormatter())


def _draw_annotations(axes: Axes, figure: Figure) -> None:
    for each in figure.annotations:
        axes.plot([each.x], [each.y], "o", markersize=10, markerfacecolor="none", markeredgecolor=TEXT)
        axes.annotate(
            each.text,
            (each.x, each.y),
            (0, -18),
            textcoords="offset points",
            ha="center",
            fontsize=8,
            bbox={"boxstyle": "round,pad=0.15", "facecolor": PAPER, "edgecolor": "none", "alpha": 0.8},
        )


def _legend_labels(figure: Figure) -> list[str]:
    """Each model with how it grows; a stack from the top down, as it is looked at."""
    if figure.bands:
        return [band.label for band in reversed(figure.bands)]
    return [f"{one.label}   {one.fit}".strip() for one in figure.legend()]


def _legend_columns(figure: Figure) -> int:
    return 1 if any(len(label) > _MOST_LETTERS for label in _legend_labels(figure)) else 2


def _legend_lines(figure: Figure) -> int:
    return -(-len(_legend_labels(figure)) // _legend_columns(figure))


def _draw_legend(canvas: Canvas, axes: Axes, figure: Figure) -> None:
    """Below the plot, where curves do not fall: a sample of each model with how it grows."""
    from matplotlib.lines import Line2D

    if figure.bands:
        handles = axes.get_legend_handles_labels()[0][::-1]
    else:
        laws = {series.key for series in figure.series if series.style == "law"}
        handles = [Line2D([], [], **_sample(one, is_predicted=one.key in laws)) for one in figure.legend()]
    canvas.legend(
        handles,
        _legend_labels(figure),
        loc="lower left",
        bbox_to_anchor=(0.01, 0.0),
        ncols=_legend_columns(figure),
        frameon=False,
        handlelength=3.5,
        borderaxespad=0.2,
    )


def _sample(series: Series, *, is_predicted: bool) -> dict[str, Any]:
    """A piece of a model's line: its law's dashes where there is one, its marker where it was measured."""
    line = {"color": _colour(series), "linewidth": 1.5, "linestyle": _line_style(series)}
    if is_predicted and dashes(series.slot):
        line["linestyle"] = (0, dashes(series.slot))
    if series.style == "law":
        return line
    symbol, size = _MARKERS[marker(series.slot)]
    return {**line, "marker": symbol, "markersize": size}
