"""A report as LaTeX that compiles by itself; its pictures lie beside it as PDF.

What pdflatex can set is left to it. A text in another script asks for XeLaTeX or LuaLaTeX, which the file
says in its first line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mixbench.report.document import (
    Block,
    Bullets,
    Code,
    Document,
    Facts,
    Paragraph,
    Picture,
    Section,
    Table,
)

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": r"-{}",  # two of them stay two, also in an option of a command
    "×": r"$\times$",
    "±": r"$\pm$",
    "∝": r"$\propto$",
    "≈": r"$\approx$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "→": r"$\rightarrow$",
    "−": r"$-$",
    "·": r"\textperiodcentered{}",
    "²": r"\textsuperscript{2}",
    "µ": r"\textmu{}",
    "μ": r"\textmu{}",
    "Δ": r"$\Delta$",
    "…": r"\ldots{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "’": r"\textquoteright{}",
    "‘": r"\textquoteleft{}",
    "\u00a0": "~",
}

#: A table with more columns is set smaller, and beyond that turned.
_MOST_UPRIGHT = 6
#: A column with a longer cell is broken into lines.
_LONG = 40


def escaped(text: str) -> str:
    """Text that is set as it stands, on one line; what cannot be printed at all becomes a blank."""
    one_line = re.sub(r"[\s\x00-\x1f\x7f]+", " ", text)
    return "".join(_SPECIAL.get(character, character) for character in one_line)


def latex(document: Document, folder: str) -> str:
    """The whole file; its pictures are `folder/NAME.pdf`."""
    body = "\n\n".join(
        [
            rf"\title{{{escaped(document.title)}}}",
            "\\author{}\n\\date{}\n\\begin{document}\n\\maketitle",
            *map(escaped, document.lead),
            r"\tableofcontents",
            *(_section(part, folder) for part in document.sections),
            rf"\bigskip\noindent{{\small {escaped(document.made_with)}}}",
            "\\end{document}\n",
        ]
    )
    return f"{_preamble(document, body)}\n{body}"


def _is_beyond_pdflatex(text: str) -> bool:
    """Whether a character is neither Latin nor one that we write as a command."""
    return any(ord(character) > 0x17F for character in text)


def _preamble(document: Document, body: str) -> str:
    is_chinese = document.language.startswith("zh")
    needs_unicode = is_chinese or _is_beyond_pdflatex(body)
    engine = "xelatex" if needs_unicode else "pdflatex"
    scheme = "chinese" if is_chinese else "plain"
    fonts = (
        ["\\usepackage{fontspec}", f"\\usepackage[scheme={scheme}]{{ctex}}"]
        if needs_unicode
        else ["\\usepackage[utf8]{inputenc}", "\\usepackage[T1]{fontenc}", "\\usepackage{lmodern}"]
    )
    lines = [
        f"% compile with {engine}, twice for the table of contents",
        "\\documentclass[a4paper,10pt]{article}",
        *fonts,
        "\\usepackage{textcomp}",
        "\\usepackage[margin=22mm]{geometry}",
        "\\usepackage{booktabs,longtable,array,graphicx,pdflscape}",
        "\\usepackage[hidelinks]{hyperref}",
        "\\setlength{\\parindent}{0pt}\\setlength{\\parskip}{4pt}",
        "\\setlength{\\emergencystretch}{3em}",
    ]
    return "\n".join(lines)


def _section(part: Section, folder: str) -> str:
    blocks = (_block(block, folder) for block in part.blocks)
    return "\n\n".join([rf"\section{{{escaped(part.title)}}}\label{{{part.id}}}", *blocks])


def _block(block: Block, folder: str) -> str:
    match block:
        case Paragraph(text, is_quiet):
            return rf"{{\small\itshape {escaped(text)}}}" if is_quiet else escaped(text)
        case Bullets(lines):
            return _itemized(lines)
        case Facts(lines):
            named = (rf"\item[{{{escaped(name)}}}] {escaped(value)}" for name, value in lines)
            return "\\begin{description}\n" + "\n".join(named) + "\n\\end{description}"
        case Table():
            return _table(block)
        case Picture():
            return _picture(block, folder)
        case Code():
            return _code(block)


def _itemized(lines: Sequence[str]) -> str:
    # A bracket after \item would be read as its label.
    items = "\n".join(rf"\item {{}}{escaped(line)}" for line in lines)
    return f"\\begin{{itemize}}\n{items}\n\\end{{itemize}}"


def _picture(picture: Picture, folder: str) -> str:
    return (
        "\\begin{center}\n"
        f"\\includegraphics[width=\\linewidth]{{{folder}/{picture.name}.pdf}}\\\\\n"
        f"{{\\small {escaped(picture.caption)}}}\n"
        "\\end{center}"
    )


def _table(table: Table) -> str:
    is_turned = len(table.columns) > _MOST_UPRIGHT
    size = "\\footnotesize" if is_turned else "\\small"
    head = " & ".join(rf"\textbf{{{escaped(column.header)}}}" for column in table.columns) + r" \\"
    rows = "\n".join(" & ".join(_cell(cell) for cell in row) + r" \\" for row in table.rows)
    caption = f"\n\n{{\\small {escaped(table.caption)}}}" if table.caption else ""
    text = (
        f"{{{size}\\setlength{{\\tabcolsep}}{{4pt}}\n\\begin{{longtable}}{{{_alignment(table)}}}\n"
        f"\\toprule\n{head}\n\\midrule\n\\endhead\n{rows}\n\\bottomrule\n\\end{{longtable}}}}{caption}"
    )
    return f"\\begin{{landscape}}\n{text}\n\\end{{landscape}}" if is_turned else text


def _cell(cell: str) -> str:
    # A bracket at the beginning of a row would be read as the argument of the line end before it.
    return "{}" + escaped(cell) if cell.startswith(("[", "*")) else escaped(cell)


def _alignment(table: Table) -> str:
    """Numbers to the right; long texts in lines, over what the page has left for them."""
    long = [
        not column.is_number and any(len(row[place]) > _LONG for row in table.rows)
        for place, column in enumerate(table.columns)
    ]
    share = 0.55 / max(1, sum(long))
    return "".join(
        rf">{{\raggedright\arraybackslash}}p{{{share:.2f}\linewidth}}"
        if is_long
        else "r"
        if column.is_number
        else "l"
        for is_long, column in zip(long, table.columns, strict=True)
    )


def _code(code: Code) -> str:
    """Typed text line by line: verbatim would stop at its own end, and does not break long lines."""
    lines = (_code_line(line) for line in code.text.splitlines())
    return f"{escaped(code.title)}\n\n{{\\footnotesize\\ttfamily\\raggedright\n" + "\n".join(lines) + "\n}"


def _code_line(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return rf"\mbox{{}}{'~' * indent}{escaped(line.strip())}\par"
