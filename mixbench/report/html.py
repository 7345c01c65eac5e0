"""A report as one HTML page that needs nothing else: no script, no font, no picture from elsewhere."""

from __future__ import annotations

import re
from html import escape

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
from mixbench.report.page_style import colour_names, style
from mixbench.report.pictures import draw

#: A cell that is longer may be broken into lines.
_LONG = 48


def html(document: Document) -> str:
    """The whole file."""
    lead = "\n".join(f"<p>{escape(text)}</p>" for text in document.lead)
    title = escape(document.title)
    body = "\n".join(
        [
            f"<header>\n<h1>{title}</h1>\n{lead}\n</header>",
            _contents(document),
            *map(_section, document.sections),
            f"<footer><p>{escape(document.made_with)}</p></footer>",
        ]
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{title}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n<main>\n{body}\n</main>\n"
        "</body>\n</html>\n"
    )


def _contents(document: Document) -> str:
    lines = (f'<li><a href="#{part.id}">{escape(part.title)}</a></li>' for part in document.sections)
    return f"<nav>\n<h2>{escape(document.contents_title)}</h2>\n<ol>\n{''.join(lines)}\n</ol>\n</nav>"


def _section(part: Section) -> str:
    blocks = "\n".join(map(_block, part.blocks))
    return f'<section id="{part.id}">\n<h2>{escape(part.title)}</h2>\n{blocks}\n</section>'


def _block(block: Block) -> str:
    match block:
        case Paragraph(text, is_quiet):
            kind = ' class="quiet"' if is_quiet else ""
            return f"<p{kind}>{escape(text)}</p>"
        case Bullets(lines):
            return "<ul>\n" + "\n".join(f"<li>{escape(line)}</li>" for line in lines) + "\n</ul>"
        case Facts(lines):
            pairs = (f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in lines)
            return "<dl>\n" + "\n".join(pairs) + "\n</dl>"
        case Table():
            return _table(block)
        case Picture():
            return _picture(block)
        case Code():
            return _code(block)


def _table(table: Table) -> str:
    head = "".join(
        f'<th scope="col"{_kind(column.is_number)}>{escape(column.header)}</th>' for column in table.columns
    )
    rows = "\n".join(
        "<tr>"
        + "".join(
            f"<td{_kind(column.is_number, cell)}>{escape(cell)}</td>"
            for column, cell in zip(table.columns, row, strict=True)
        )
        + "</tr>"
        for row in table.rows
    )
    caption = f"<caption>{escape(table.caption)}</caption>\n" if table.caption else ""
    return (
        f'<div class="wide"><table>\n{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        "</table></div>"
    )


def _kind(is_number: bool, cell: str = "") -> str:
    if is_number:
        return ' class="number"'
    return ' class="long"' if len(cell) > _LONG else ""


def _picture(picture: Picture) -> str:
    caption = escape(picture.caption)
    return f"<figure>\n{inline_svg(picture)}\n<figcaption>{caption}</figcaption>\n</figure>"


def inline_svg(picture: Picture) -> str:
    """The drawing as a part of a page: ids that no other drawing has, colours that follow the page."""
    svg = draw(picture.figure, "svg").decode()
    # Inside a page neither the declaration of XML nor its document type nor metadata has a place.
    svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>|<metadata>.*?</metadata>", "", svg, flags=re.S).strip()
    svg = re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{picture.name}-", svg)
    # A style element inside a drawing holds of the whole page.
    svg = re.sub(r"<style.*?</style>", "", svg, flags=re.S)
    for colour, name in colour_names().items():
        svg = re.sub(rf"((?:fill|stroke|stop-color): ){colour}\b", rf"\g<1>{name}", svg)
    title = escape(picture.figure.title, quote=True)
    return svg.replace("<svg ", f'<svg role="img" aria-label="{title}" stroke-linejoin="round" ', 1)


def _code(code: Code) -> str:
    text = f"<pre><code>{escape(code.text)}</code></pre>"
    if code.is_folded:
        return f"<details>\n<summary>{escape(code.title)}</summary>\n{text}\n</details>"
    return f"<p>{escape(code.title)}</p>\n{text}"
