"""What survives a restart: the layout, the choices, the comparison on the bench.

QSettings in INI form gives strings back after a restart but typed values before it, so everything is
written as text or bytes and read with its type.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

import msgspec
from PySide6.QtCore import QByteArray, QSettings

from mixbench.core.model import Conditions
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.choices import read_choices
from mixbench.gui.presets import lay_out, readable_models, shipped_presets
from mixbench.gui.workbench import SweepSettings, Workbench
from mixbench.store.location import data_folder

ReadT = TypeVar("ReadT")


#: The settings file beside the results.
SETTINGS_NAME = "window.ini"


def default_settings_path() -> Path:
    """The window's settings, beside the results."""
    return data_folder() / SETTINGS_NAME


class Preferences:
    """Typed access to the settings file."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    @property
    def folder(self) -> Path:
        """Where the settings are, and the results beside them."""
        return Path(self._settings.fileName()).parent

    def text(self, key: str, default: str = "") -> str:
        """A setting as text."""
        value = self._settings.value(key, default, type=str)
        return str(value)

    def set_text(self, key: str, value: str) -> None:
        """Keep a setting as text."""
        self._settings.setValue(key, value)

    def number(self, key: str, default: int) -> int:
        """A setting as a whole number; the default where something else is written."""
        try:
            return int(self.text(key, str(default)))
        except ValueError:
            return default

    def set_number(self, key: str, value: int) -> None:
        """Keep a setting as a whole number."""
        self.set_text(key, str(value))

    def texts(self, key: str) -> tuple[str, ...]:
        """A setting as lines of text."""
        return tuple(self.text(key).splitlines())

    def set_texts(self, key: str, lines: Iterable[str]) -> None:
        """Keep a setting as lines of text."""
        self.set_text(key, "\n".join(lines))

    def blob(self, key: str) -> QByteArray:
        """A saved geometry or splitter state, empty where there is none."""
        value = self._settings.value(key, QByteArray(), type=QByteArray)
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_blob(self, key: str, value: QByteArray) -> None:
        """Keep a geometry or splitter state."""
        self._settings.setValue(key, value)

    def flags(self, group: str) -> dict[str, str | bool]:
        """The state of a page: switches and words by name."""
        try:
            return msgspec.json.decode(self.text(f"{group}/state", "{}"), type=dict[str, str | bool])
        except msgspec.MsgspecError:
            # Written by another version: the page's own defaults hold.
            return {}

    def set_flags(self, group: str, state: dict[str, str | bool]) -> None:
        """Keep the state of a page."""
        self.set_text(f"{group}/state", msgspec.json.encode(state).decode())

    def save(self) -> None:
        """Write to disk now."""
        self._settings.sync()


def save_bench(preferences: Preferences, bench: Workbench) -> None:
    """Keep the comparison and the sweep's settings."""
    preferences.set_texts("bench/ticked", (model.key for model in bench.ticked))
    preferences.set_texts("bench/custom", (model.key for model in bench.custom))
    preferences.set_text("bench/names", msgspec.json.encode(bench.arrangement.names).decode())
    preferences.set_text("bench/sweep", msgspec.json.encode(bench.sweep).decode())


def restore_bench(preferences: Preferences, bench: Workbench) -> None:
    """Bring the comparison back; on the first start, the preset that shows what MixBench is about."""
    if preferences.text("bench/ticked", "\0") == "\0":
        fresh = Arrangement(sweep=fresh_sweep(preferences))
        bench.restore(lay_out(shipped_presets()[0], fresh).arrangement)
        return
    ticked, _ = readable_models(preferences.texts("bench/ticked"))
    custom, _ = readable_models(preferences.texts("bench/custom"))
    names = _read(preferences, "bench/names", dict[str, str], {})
    sweep = _read(preferences, "bench/sweep", SweepSettings, fresh_sweep(preferences))
    bench.restore(Arrangement(ticked, custom, names, selected=next(iter(ticked), None), sweep=sweep))


def _read(preferences: Preferences, key: str, kind: type[ReadT], default: ReadT) -> ReadT:
    try:
        return msgspec.json.decode(preferences.text(key), type=kind)
    except msgspec.MsgspecError:
        # Written by another version: the defaults are better than no window.
        return default


def fresh_sweep(preferences: Preferences) -> SweepSettings:
    """The settings of a sweep that is begun anew, with the preferred threads and precision."""
    choices = read_choices(preferences)
    conditions = Conditions(threads=choices.threads)
    return SweepSettings(conditions=conditions, precision=choices.precision)
