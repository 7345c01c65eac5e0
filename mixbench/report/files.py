"""A report as files: one page that holds everything, or a text with its pictures in a folder beside it."""

from __future__ import annotations

from pathlib import Path

from mixbench.report.document import Document
from mixbench.report.formats import ReportFormat
from mixbench.report.html import html
from mixbench.report.latex import latex
from mixbench.report.markdown import markdown
from mixbench.report.pictures import PictureFormat, draw
from mixbench.store.exports import ExportError, save

_PICTURES: dict[ReportFormat, PictureFormat] = {"markdown": "svg", "latex": "pdf"}


def write_report(document: Document, format: ReportFormat, path: Path) -> tuple[Path, ...]:
    """Write the report, replacing one that is there; the answer is what was written, the text first.

    Each file appears whole or not at all, the pictures before the text that names them. Raise `ExportError`.
    """
    if format == "html":
        save(html(document).encode(), path)
        return (path,)
    folder = pictures_folder(path)
    written = [_draw(document, place, _PICTURES[format], folder) for place in range(len(document.pictures()))]
    write = markdown if format == "markdown" else latex
    save(write(document, folder.name).encode(), path)
    return (path, *written)


def pictures_folder(path: Path) -> Path:
    """Where the pictures of a text lie: `report-figures` beside `report.md`. TeX reads no blanks there."""
    stem = "".join(character if character.isalnum() else "-" for character in path.stem)
    return path.with_name(f"{stem.strip('-') or 'report'}-figures")


def _draw(document: Document, place: int, format: PictureFormat, folder: Path) -> Path:
    picture = document.pictures()[place]
    target = folder / f"{picture.name}.{format}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ExportError(f"{folder} cannot be made ({reason}); name another place for the report") from error
    save(draw(picture.figure, format), target)
    return target
