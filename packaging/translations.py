"""Keep the translations true to the sources: update the .ts files, compile the .qm files, or check both.

    python packaging/translations.py           after strings changed; then translate what is unfinished
    python packaging/translations.py --check   fails where something is unfinished, missing, obsolete or stale

English has a file for its plural forms alone: "%n point(s)" becomes "1 point" or "40 points".
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mixbench.gui.catalog_words import CONTEXT, words

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
#: Each language with what lupdate is told about it.
LANGUAGES = {
    "zh_CN": ("-target-language", "zh_CN"),
    "en": ("-target-language", "en_US", "-pluralonly"),
}


@dataclass(frozen=True)
class Message:
    """One string of a .ts file with its translations, of which only a string with %n has several."""

    context: str
    source: str
    is_plural: bool
    state: str
    translations: tuple[str, ...]

    @property
    def place(self) -> tuple[str, str, bool]:
        """What tells it from the others."""
        return self.context, self.source, self.is_plural

    @property
    def is_finished(self) -> bool:
        """Whether it is translated."""
        return not self.state and bool(self.translations) and all(self.translations)


def messages(path: Path) -> Iterator[Message]:
    """The strings of a .ts file."""
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            is_plural = message.get("numerus") == "yes"
            forms = translation.findall("numerusform") if is_plural else [translation]
            yield Message(
                context.findtext("name", ""),
                message.findtext("source", ""),
                is_plural,
                translation.get("type", ""),
                tuple(form.text or "" for form in forms),
            )


def update(language: str, path: Path) -> None:
    """Bring new strings of the sources into a .ts file and take those away that are gone."""
    sources = sorted(str(source.relative_to(ROOT)) for source in (ROOT / "mixbench" / "gui").rglob("*.py"))
    options = ("-source-language", "en_US", "-locations", "none", "-no-obsolete", *LANGUAGES[language])
    with tempfile.TemporaryDirectory() as folder:
        spelled_out = Path(folder) / "catalog.py"
        spelled_out.write_text(_catalog_literals(), encoding="utf-8")
        _run("pyside6-lupdate", *sources, str(spelled_out), *options, "-ts", str(path))


def _catalog_literals() -> str:
    """The catalog's words as the literals that lupdate finds."""
    spelled = (json.dumps(text, ensure_ascii=False) for text in words())
    return "\n".join(f'QT_TRANSLATE_NOOP("{CONTEXT}", {text})' for text in spelled)


def compile_to(path: Path, compiled: Path) -> None:
    """Write the .qm of a .ts file."""
    _run("pyside6-lrelease", str(path), "-qm", str(compiled))


def problems(language: str) -> Iterator[str]:
    """What is wrong with a language's files, each in a sentence."""
    path = FOLDER / f"mixbench_{language}.ts"
    known = {message.place: message for message in messages(path)}
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(shutil.copy(path, folder))
        update(language, fresh)
        wanted = {message.place for message in messages(fresh)}
        compiled = fresh.with_suffix(".qm")
        compile_to(path, compiled)
        is_stale = compiled.read_bytes() != path.with_suffix(".qm").read_bytes()
    yield from (f"{_name(place)} is missing" for place in sorted(wanted - known.keys()))
    yield from (f"{_name(place)} is obsolete" for place in sorted(known.keys() - wanted))
    yield from (f"{_name(place)} is unfinished" for place, known in known.items() if not known.is_finished)
    if is_stale:
        yield f"{path.stem}.qm is not what {path.name} compiles to"


def _name(place: tuple[str, str, bool]) -> str:
    return f"{place[0]}: {place[1]!r}"


def _run(tool: str, *arguments: str) -> None:
    """Run one of Qt's tools, which PySide6 puts beside the interpreter."""
    command = [str(Path(sys.executable).with_name(tool)), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{tool} failed: {done.stderr.strip()}")


def main(arguments: list[str]) -> None:
    """Check, or update and compile."""
    if arguments == ["--check"]:
        found = [f"{language}: {problem}" for language in LANGUAGES for problem in problems(language)]
        if found:
            sys.exit("\n".join([*found, "run `python packaging/translations.py` and translate what is new"]))
        sys.stdout.write("the translations are complete\n")
        return
    FOLDER.mkdir(exist_ok=True)
    for language in LANGUAGES:
        path = FOLDER / f"mixbench_{language}.ts"
        update(language, path)
        compile_to(path, path.with_suffix(".qm"))
        unfinished = sum(not message.is_finished for message in messages(path))
        sys.stdout.write(f"{path.name}: {unfinished} strings to translate\n")


if __name__ == "__main__":
    main(sys.argv[1:])
