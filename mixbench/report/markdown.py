"""A report as Markdown, as GitHub and pandoc read it; its pictures lie beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from mixbench.report.document import Block, Bullets, Code, Document, Facts, Paragraph, Picture, Table

#: What would be read as markup: a `<` opens HTML, `&` an entity, and a bracket is half a link only before
#: its other half.
_SPECIAL = re.compile(r"([\\`*_<>&|~$]|\](?=[(\[:]))")


def escaped(text: str) -> str:
    """Text that is read as it stands, on one line."""
    one_line = re.sub(r"\s+", " ", text).strip()
    safe = _SPECIAL.sub(r"\\\1", one_line)
    # At the beginning of a line these would begin a list or a rule.
    return re.sub(r"^([-+=#]|\d+(?=[.)](\s|$)))", lambda found: _opened(found[0]), safe)


def _opened(begin: str) -> str:
    return begin + "\\" if begin[0].isdigit() else "\\" + begin


def markdown(document: Document, folder: str) -> str:
    """The whole file; its pictures are `folder/NAME.svg`."""
    parts = [f"# {escaped(document.title)}", *map(escaped, document.lead)]
    parts.append("\n".join(f"- [{escaped(part.title)}](#{part.id})" for part in document.sections))
    for part in document.sections:
        parts.append(f'<a id="{part.id}"></a>\n\n## {escaped(part.title)}')
        parts.extend(_block(block, folder) for block in part.blocks)
    parts.append(f"*{escaped(document.made_with)}*")
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, folder: str) -> str:
    match block:
        case Paragraph(text, is_quiet):
            return f"*{escaped(text)}*" if is_quiet else escaped(text)
        case Bullets(lines):
            return "\n".join(f"- {escaped(line)}" for line in lines)
        case Facts(lines):
            return "\n".join(f"- **{escaped(name)}**: {escaped(value)}" for name, value in lines)
        case Table():
            return _table(block)
        case Picture():
            path = f"{folder}/{block.name}.svg".replace(" ", "%20")
            return f"![{escaped(block.figure.title)}]({path})\n\n*{escaped(block.caption)}*"
        case Code():
            language = "sh" if block.kind == "shell" else block.kind
            return f"{escaped(block.title)}\n\n```{language}\n{block.text}\n```"


def _table(table: Table) -> str:
    lines = [
        _line(column.header for column in table.columns),
        "|" + "|".join("---:" if column.is_number else ":---" for column in table.columns) + "|",
        *(_line(row) for row in table.rows),
    ]
    caption = f"\n\n*{escaped(table.caption)}*" if table.caption else ""
    return "\n".join(lines) + caption


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(escaped(cell) for cell in cells) + " |"
