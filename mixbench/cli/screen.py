"""What the commands print, and where: answers on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from rich.console import Console

#: Without a terminal there is no width to keep to: a line is a line.
_UNBOUNDED = 100_000
#: Names up to this length are not broken, nor words of running text.
_NAME_WIDTH, _TEXT_WIDTH = 20, 12
#: The blanks around a column.
_BETWEEN = 2

Kind = Literal["name", "number", "text"]


def say(sentence: str) -> None:
    """Tell the person at the terminal; never part of the answer."""
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


def print_json(value: object) -> None:
    """Print the one JSON document of a command's `--json`."""
    encoded = msgspec.json.Encoder(decimal_format="number").encode(value)
    document = msgspec.json.format(encoded, indent=2)
    sys.stdout.write(f"{document.decode()}\n")


def print_table(
    columns: Sequence[tuple[str, Kind]],
    lines: Sequence[Sequence[str]],
    *,
    title: str = "",
    caption: str = "",
    alarming: Sequence[int] = (),
) -> None:
    """Print a table; a column is its header and the kind of its cells. Alarming lines, by number, are red.

    Where a terminal is too narrow for it each line becomes a record, a cell below the other: nothing is cut.
    """
    wide = _terminal_width()
    widths = _widths(columns, lines, wide)
    if title:
        print_line("")
        _print_wrapped(title, wide, style="bold")
    if widths is None:
        _print_records(columns, lines, wide, alarming)
    else:
        _print_grid(columns, lines, widths, alarming)
    if caption:
        _print_wrapped(caption, wide, style="dim")


def _terminal_width() -> int | None:
    """The columns of the terminal; None where there is none, and so nothing to keep to."""
    return get_terminal_size().columns if sys.stdout.isatty() else None


def _widths(
    columns: Sequence[tuple[str, Kind]], lines: Sequence[Sequence[str]], wide: int | None
) -> list[int] | None:
    """The width of each column, None where not even the least widths of all have room."""
    from rich.cells import cell_len

    cells = [[line[index] for line in lines] for index in range(len(columns))]
    natural = [
        max(map(cell_len, (header, *column))) for (header, _), column in zip(columns, cells, strict=True)
    ]
    room = sum(natural) if wide is None else wide - _BETWEEN * len(columns)
    if sum(natural) <= room:
        return natural
    least = [
        min(most, _least_width(header, kind, column))
        for (header, kind), column, most in zip(columns, cells, natural, strict=True)
    ]
    if sum(least) > room:
        return None
    share = (room - sum(least)) / (sum(natural) - sum(least))
    return [low + int(share * (most - low)) for low, most in zip(least, natural, strict=True)]


def _least_width(header: str, kind: Kind, cells: Sequence[str]) -> int:
    """On a narrow terminal running text breaks first, then long names; a number never."""
    from rich.cells import cell_len

    words = [word for cell in cells for word in cell.split()] if kind == "text" else cells
    widest = max(map(cell_len, words), default=0)
    if kind != "number":
        widest = min(widest, _NAME_WIDTH if kind == "name" else _TEXT_WIDTH)
    return max(widest, *map(cell_len, header.split()), 0)


def _print_grid(
    columns: Sequence[tuple[str, Kind]],
    lines: Sequence[Sequence[str]],
    widths: Sequence[int],
    alarming: Sequence[int],
) -> None:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
    for (header, kind), width in zip(columns, widths, strict=True):
        table.add_column(
            header, justify="right" if kind == "number" else "left", width=width, overflow="fold"
        )
    for number, line in enumerate(lines):
        table.add_row(*line, style="bold red" if number in alarming else None)
    console(width=sum(widths) + _BETWEEN * len(widths)).print(table, markup=False, crop=False)


def _print_records(
    columns: Sequence[tuple[str, Kind]],
    lines: Sequence[Sequence[str]],
    wide: int | None,
    alarming: Sequence[int],
) -> None:
    """A line as a paragraph: the first cell, then each header with its cell; empty ones say nothing."""
    for number, line in enumerate(lines):
        style = "bold red" if number in alarming else None
        print_line("")
        for place, ((header, _), cell) in enumerate(zip(columns, line, strict=True)):
            if cell:
                text = f"{header}: {cell}" if header else cell
                _print_wrapped(text, wide, indent="" if place == 0 else "  ", style=style)
    print_line("")


def _print_wrapped(text: str, wide: int | None, *, indent: str = "", style: str | None = None) -> None:
    """Print lines of running text, broken between words where they are wider than the terminal; what goes on
    stands a little further in."""
    from rich.text import Text

    for line in text.splitlines():
        parts = [indent + line]
        if wide is not None:
            parts = wrap(line, wide, initial_indent=indent, subsequent_indent=f"{indent}  " if indent else "")
        for part in parts:
            console(width=_UNBOUNDED if wide is None else wide).print(Text(part, style or ""), soft_wrap=True)


def print_line(text: str) -> None:
    """Print one line of the answer."""
    sys.stdout.write(f"{text}\n")


def console(*, is_answer: bool = True, width: int | None = None) -> Console:
    """Rich's way onto standard output, or onto standard error; made anew, for tests replace the streams. A
    width that is not named is the terminal's."""
    from rich.console import Console

    stream = sys.stdout if is_answer else sys.stderr
    wide = width or (None if stream.isatty() else _UNBOUNDED)
    # Without a height too, rich takes its own width for a terminal that it thinks little of.
    high = None if wide is None else get_terminal_size().lines
    return Console(file=stream, width=wide, height=high, highlight=False, markup=False, emoji=False)
