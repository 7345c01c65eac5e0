"""What survives a restart: the layout, the choices, the comparison on the bench.

QSettings in INI form gives strings back after a restart but typed values before it, so everything is
written as text or bytes and read with its type.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec
from PySide6.QtCore import QByteArray, QSettings

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.core.resources import resource
from mixbench.core.sweep import parse_range
from mixbench.gui.workbench import SweepSettings, Workbench
from mixbench.store.location import data_folder


def default_settings_path() -> Path:
    """The window's settings, beside the results."""
    return data_folder() / "window.ini"


class Preset(msgspec.Struct, frozen=True):
    """A comparison as a file: models by their keys, and the sweep's axis."""

    name: str
    models: tuple[str, ...]
    axis: str
    values: str


FIRST_PRESET = "linear_against_quadratic.json"


class Preferences:
    """Typed access to the settings file."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def text(self, key: str, default: str = "") -> str:
        """A setting as text."""
        value = self._settings.value(key, default, type=str)
        return str(value)

    def set_text(self, key: str, value: str) -> None:
        """Keep a setting as text."""
        self._settings.setValue(key, value)

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
    preferences.set_text("bench/ticked", "\n".join(model.key for model in bench.ticked))
    preferences.set_text("bench/custom", "\n".join(model.key for model in bench.custom))
    preferences.set_text("bench/sweep", msgspec.json.encode(bench.sweep).decode())


def restore_bench(preferences: Preferences, bench: Workbench) -> None:
    """Bring the comparison back; on the first start, the preset that shows what MixBench is about."""
    ticked = preferences.text("bench/ticked", "\0")
    if ticked == "\0":
        open_preset(resource("presets", FIRST_PRESET), bench)
        return
    custom = preferences.text("bench/custom")
    bench.set_models(readable_models(ticked.splitlines()), readable_models(custom.splitlines()))
    saved = preferences.text("bench/sweep")
    try:
        bench.set_sweep(msgspec.json.decode(saved, type=SweepSettings))
    except msgspec.MsgspecError:
        # Written by another version: the defaults are better than no window.
        bench.set_sweep(SweepSettings())


def open_preset(path: Path, bench: Workbench) -> None:
    """Put a comparison from a file onto the bench."""
    preset = msgspec.json.decode(path.read_bytes(), type=Preset)
    models = readable_models(preset.models)
    bench.set_models(models, [model for model in models if model.overrides])
    bench.set_sweep(SweepSettings(axis=preset.axis, values=parse_range(preset.values)))


def readable_models(keys: Iterable[str]) -> list[Model]:
    """The models of the keys, without those that this version does not know or accept."""
    models = []
    for key in keys:
        try:
            models.append(registry.normal(Model.parse(key)))
        except RequestError:
            continue
    return models
