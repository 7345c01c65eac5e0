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

from mixbench.core.figure import Figure
from mixbench.core.scatter import Scatter
from mixbench.report.marks import (
    GRID,
    MUTED,
    PAPER,
    TEXT,
    draw_bands,
    draw_scatter,
    draw_series,
    legend_labels,
    sample,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Canvas

PictureFormat = Literal["svg", "pdf"]

WIDTH_IN, HEIGHT_IN = 7.2, 4.2
#: The margins, for tick labels and the words of the axes.
_LEFT_IN, _RIGHT_IN, _TOP_IN, _BOTTOM_IN = 0.85, 0.15, 0.35, 0.55
#: A legend below the plot takes this much for each of its lines.
_LEGEND_LINE_IN, _LEGEND_GAP_IN = 0.21, 0.15
#: Two entries stand beside one another where none has more letters than this.
_MOST_LETTERS = 42

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
    if not is_drawable(figure):
        raise ValueError(f"the figure '{figure.title}' has nothing to draw")
    with _style():
        canvas, axes = _canvas(_legend_lines(figure))
        if figure.bands:
            draw_bands(axes, figure)
        if isinstance(figure, Scatter):
            draw_scatter(axes, figure)
        predicted = {series.key for series in figure.series if series.style == "law"}
        for series in figure.series:
            draw_series(axes, series, has_line=series.style == "law" or series.key not in predicted)
        _draw_axes(axes, figure)
        _draw_annotations(axes, figure)
        _draw_legend(canvas, axes, figure)
        return _file_of(canvas, format)


def is_drawable(figure: Figure) -> bool:
    """Whether anything is on it."""
    return bool(figure.series or figure.bands or (isinstance(figure, Scatter) and figure.spots))


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
    """Plain numbers on a logarithmic axis: the places themselves where they are few and whole."""
    from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, NullFormatter, NullLocator

    plain = FuncFormatter(lambda value, _: f"{value:g}")
    if places and len(places) <= _MOST_TICKS and all(place.is_integer() for place in places):
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


def _legend_columns(figure: Figure) -> int:
    return 1 if any(len(label) > _MOST_LETTERS for label in legend_labels(figure)) else 2


def _legend_lines(figure: Figure) -> int:
    return -(-len(legend_labels(figure)) // _legend_columns(figure))


def _draw_legend(canvas: Canvas, axes: Axes, figure: Figure) -> None:
    """Below the plot, where curves do not fall: a sample of each model with how it grows."""
    from matplotlib.lines import Line2D

    if figure.bands:
        handles = axes.get_legend_handles_labels()[0][::-1]
    else:
        laws = {series.key for series in figure.series if series.style == "law"}
        handles = [Line2D([], [], **sample(one, is_predicted=one.key in laws)) for one in figure.legend()]
    canvas.legend(
        handles,
        legend_labels(figure),
        loc="lower left",
        bbox_to_anchor=(0.01, 0.0),
        ncols=_legend_columns(figure),
        frameon=False,
        handlelength=3.5,
        borderaxespad=0.2,
    )
