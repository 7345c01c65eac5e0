"""A report as data: a title, a lead, and sections of blocks. One document feeds every format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mixbench.core.figure import Figure

#: What a text is set as: a command for the shell, or a program.
CodeKind = Literal["shell", "python"]


@dataclass(frozen=True)
class Paragraph:
    """Running text. A `quiet` one is a remark: a convention, a caption, a reason why something is missing."""

    text: str
    is_quiet: bool = False


@dataclass(frozen=True)
class Bullets:
    """Statements that stand beside one another."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Facts:
    """Names with their values."""

    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """A header with its unit, and whether numbers stand under it."""

    header: str
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """Cells under headers, rounded as they should stand; `caption` says what they are and how they were
    taken."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row of the table '{self.caption}' has not {len(self.columns)} cells")


@dataclass(frozen=True)
class Picture:
    """A figure under a name of its own in the document: its file's, where it has one."""

    name: str
    figure: Figure
    caption: str


@dataclass(frozen=True)
class Code:
    """What is meant to be typed. Where it `is_folded`, a page shows its `title` alone until it is asked."""

    title: str
    text: str
    kind: CodeKind
    is_folded: bool = False


Block = Paragraph | Bullets | Facts | Table | Picture | Code


@dataclass(frozen=True)
class Section:
    """A part under a heading; `id` is its name on the command line and in links."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Document:
    """The whole report. `language` is that of its words, as HTML writes it (`en`, `zh-CN`)."""

    language: str
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    contents_title: str = "Contents"
    made_with: str = ""

    def pictures(self) -> tuple[Picture, ...]:
        """Every figure, in order."""
        return tuple(block for part in self.sections for block in part.blocks if isinstance(block, Picture))
