"""A report as LaTeX that compiles by itself; its pictures lie beside it as PDF.

What pdflatex can set is left to it. A text in another script asks for XeLaTeX or LuaLaTeX, which the file
says in its first line.
"""

from __future__ import annotations

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
from mixbench.report.latex_tables import table
from mixbench.report.latex_text import escaped


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
            return table(block)
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


def _code(code: Code) -> str:
    """Typed text line by line: verbatim would stop at its own end, and does not break long lines."""
    lines = (_code_line(line) for line in code.text.splitlines())
    return f"{escaped(code.title)}\n\n{{\\footnotesize\\ttfamily\\raggedright\n" + "\n".join(lines) + "\n}"


def _code_line(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return rf"\mbox{{}}{'~' * indent}{escaped(line.strip())}\par"
