"""What the commands print, and where: answers on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from rich.console import Console

#: Without a terminal there is no width to keep to: a line is a line.
_UNBOUNDED = 400
#: Names up to this length are not broken.
_NAME_WIDTH = 20

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
    """Print a table; a column is its header and the kind of its cells. Alarming lines, by number, are red."""
    from rich import box
    from rich.table import Table

    table = Table(
        box=box.SIMPLE_HEAD,
        title=title or None,
        title_justify="left",
        title_style="bold",
        caption=caption or None,
        caption_justify="left",
        padding=(0, 1, 0, 0),
        pad_edge=False,
    )
    for index, (header, kind) in enumerate(columns):
        table.add_column(
            header,
            justify="right" if kind == "number" else "left",
            min_width=_least_width(header, kind, [line[index] for line in lines]),
            overflow="fold",
        )
    for number, line in enumerate(lines):
        table.add_row(*line, style="bold red" if number in alarming else None)
    console().print(table, markup=False)


def print_line(text: str) -> None:
    """Print one line of the answer."""
    sys.stdout.write(f"{text}\n")


def _least_width(header: str, kind: Kind, cells: Sequence[str]) -> int:
    """On a narrow terminal running text breaks first, then long names; a number never."""
    words = header.split() if kind == "text" else [*header.split(), *cells]
    widest = max(map(len, words), default=0)
    return min(widest, _NAME_WIDTH) if kind == "name" else widest


def console(*, is_answer: bool = True) -> Console:
    """Rich's way onto standard output, or onto standard error; made anew, for tests replace the streams."""
    from rich.console import Console

    stream = sys.stdout if is_answer else sys.stderr
    return Console(
        file=stream, width=None if stream.isatty() else _UNBOUNDED, highlight=False, markup=False, emoji=False
    )
