"""A figure in words: its legend, and the summary for those who hear it or paste it into a text."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.core.figure import Axis, Figure, Series
from mixbench.gui.plot_axis import number_text
from mixbench.gui.series_look import Row


def legend_rows(figure: Figure, most: int, *, with_names: bool = True) -> tuple[Row, ...]:
    """A row for each line of the legend; those beyond `most` are counted in the last one. Without names only
    what is said of a line stands behind its sample."""
    points = {series.key for series in figure.series if series.style != "law"}
    laws = {series.key for series in figure.series if series.style == "law"}
    rows = tuple(
        Row(
            line.slot,
            line.label if with_names else "",
            line.unlike or line.fit,
            line.key in laws,
            line.key in points,
            line.origin,
            bool(line.unlike),
        )
        for line in figure.legend()
        if with_names or line.unlike or line.fit
    )
    if len(rows) <= most:
        return rows
    left_out = QCoreApplication.translate("FigureWords", "and {n} more").format(n=len(rows) - most + 1)
    return (*rows[: most - 1], Row(0, left_out, ""))


def figure_summary(figure: Figure) -> str:
    """What is drawn, from where to where each line runs and how it grows, and where lines cross."""
    if figure.bands:
        return _stack_summary(figure)
    lines = figure.legend()
    if not lines:
        return f"{_against(figure)}: {figure.empty}"
    count = sum(len(series.x) for series in figure.series if series.style != "law")
    head = QCoreApplication.translate("FigureWords", "{what}; {lines} lines, {points} measured points")
    parts = [head.format(what=_against(figure), lines=len(lines), points=count)]
    parts += [_course(line, figure) for line in lines]
    parts += [note.text for note in figure.annotations]
    return "; ".join(parts) + "."


def _against(figure: Figure) -> str:
    words = QCoreApplication.translate("FigureWords", "{y} against {x}")
    return words.format(y=figure.title or figure.y.label, x=figure.x.label)


def _course(line: Series, figure: Figure) -> str:
    """One line: its two ends and its growth; a single point has no ends."""
    places = sorted(range(len(line.x)), key=lambda place: line.x[place])
    first, last = places[0], places[-1]
    words = QCoreApplication.translate("FigureWords", "{name} from {low} at {left} to {high} at {right}")
    if first == last:
        words = QCoreApplication.translate("FigureWords", "{name} {low} at {left}")
    said = words.format(
        name=line.label,
        low=_value(line.y[first], figure.y),
        left=_value(line.x[first], figure.x),
        high=_value(line.y[last], figure.y),
        right=_value(line.x[last], figure.x),
    )
    return ", ".join(part for part in (said, line.fit, line.unlike) if part)


def _value(value: float, axis: Axis) -> str:
    return f"{number_text(float(f'{value:.4g}'))} {axis.unit}".rstrip()


def _stack_summary(figure: Figure) -> str:
    """A stack: what each band comes to at the place that is looked at, else at the last."""
    x = figure.bands[0].x
    at = len(x) - 1
    if figure.here is not None:
        at = min(range(len(x)), key=lambda place: abs(x[place] - (figure.here or 0.0)))
    words = QCoreApplication.translate("FigureWords", "{what}; at {place} {total}")
    parts = [words.format(what=_against(figure), place=_value(x[at], figure.x), total=figure.totals[at])]
    parts += [f"{band.label} {band.remarks[at]}" for band in figure.bands]
    return "; ".join(parts) + "."
