"""A table for LaTeX that fits its page: smaller, turned, its long texts broken, as much as it needs."""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from mixbench.report.document import Column, Table
from mixbench.report.latex_text import escaped

#: A text is broken into lines that are not longer than this many letters, unless a word is.
_LONG, _LONG_WHERE_SCARCE = 36, 18
#: The blank between columns, in points.
_GAP_PT = 8.0


@dataclass(frozen=True)
class _Setting:
    """A size of type on an upright or a turned page: how wide a letter and the page are, in points."""

    size: str
    letter_pt: float
    is_turned: bool

    @property
    def width_pt(self) -> float:
        """What the margins leave of A4."""
        return 720.0 if self.is_turned else 472.0


#: From the best to read to the narrowest.
_SETTINGS = (
    _Setting(r"\small", 5.0, is_turned=False),
    _Setting(r"\footnotesize", 4.5, is_turned=False),
    _Setting(r"\footnotesize", 4.5, is_turned=True),
    _Setting(r"\scriptsize", 3.9, is_turned=True),
    _Setting(r"\tiny", 2.9, is_turned=True),
)


def table(shown: Table) -> str:
    """The table over as many pages as it takes, the header on each."""
    letters, setting = _fitted(shown)
    head = " & ".join(rf"\textbf{{{escaped(column.header)}}}" for column in shown.columns) + r" \\"
    rows = "\n".join(" & ".join(_cell(cell) for cell in row) + r" \\" for row in shown.rows)
    columns = "".join(
        _column(column, count * setting.letter_pt)
        for column, count in zip(shown.columns, letters, strict=True)
    )
    caption = f"\n\n{{\\small {escaped(shown.caption)}}}" if shown.caption else ""
    lines = (
        rf"{{{setting.size}\setlength{{\tabcolsep}}{{{_GAP_PT / 2:g}pt}}",
        rf"\begin{{longtable}}{{{columns}}}",
        r"\toprule",
        head,
        r"\midrule",
        r"\endhead",
        rows,
        r"\bottomrule",
        rf"\end{{longtable}}}}{caption}",
    )
    text = "\n".join(lines)
    return f"\\begin{{landscape}}\n{text}\n\\end{{landscape}}" if setting.is_turned else text


def _fitted(shown: Table) -> tuple[list[int], _Setting]:
    """How many letters each column has, and the first setting in which all columns fit beside one another."""
    for longest in (_LONG, _LONG_WHERE_SCARCE):
        letters = [_needed(shown, place, longest) for place in range(len(shown.columns))]
        for setting in _SETTINGS:
            gaps = _GAP_PT * len(letters)
            if sum(letters) * setting.letter_pt + gaps <= setting.width_pt:
                return letters, setting
    return letters, _SETTINGS[-1]


def _needed(shown: Table, place: int, longest: int) -> int:
    """The letters of the widest cell; a header is broken between its words, a long cell too."""
    cells = [row[place] for row in shown.rows]
    widest = max((_width(cell) for cell in cells), default=0)
    words = [word for text in (shown.columns[place].header, *cells) for word in text.split()]
    word = max((_width(word) for word in words if _width(word) <= longest), default=1)
    return max(word, min(widest, longest)) + 1


def _width(text: str) -> int:
    """Chinese characters are as wide as two letters."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _column(column: Column, width_pt: float) -> str:
    side = "raggedleft" if column.is_number else "raggedright"
    return rf">{{\{side}\arraybackslash}}p{{{width_pt:.1f}pt}}"


def _cell(cell: str) -> str:
    # A bracket at the beginning of a row would be read as the argument of the line end before it.
    return "{}" + escaped(cell) if cell.startswith(("[", "*")) else escaped(cell)
