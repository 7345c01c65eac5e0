"""Comparisons as files: models side by side, the names of copies, and the sweep that shows their difference.

A preset says nothing of device and data type: those belong to the machine it is opened on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Annotated

import msgspec
from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.core.resources import resource
from mixbench.core.sweep import parse_range, range_text
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.sweep_settings import BATCH, LARGEST, RESOLUTION, SweepSettings

#: The version of the files that this program writes; it reads all up to it.
VERSION = 1
#: No comparison fills more than this; a larger file is another kind of file.
_LARGEST_BYTES = 1_000_000
FIRST_PRESET = "linear_against_quadratic.json"


class Preset(msgspec.Struct, frozen=True, kw_only=True):
    """A comparison as a file: `models` by key, the `names` of copies by key, and what it shows (`about`)."""

    mixbench_preset: int
    name: str
    about: str = ""
    models: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    names: dict[str, str] = {}
    axis: str = RESOLUTION
    values: str = "64:512:64"
    resolution_px: Annotated[int, msgspec.Meta(ge=1, le=LARGEST[RESOLUTION])] = 224
    batch: Annotated[int, msgspec.Meta(ge=1, le=LARGEST[BATCH])] = 1


@dataclass(frozen=True)
class LaidOut:
    """A preset on the bench. `left_out` says of each model that is not there why."""

    arrangement: Arrangement
    left_out: tuple[str, ...]


@cache
def shipped_presets() -> tuple[Preset, ...]:
    """The presets that come with MixBench, the one of the first start first."""
    first = resource("presets", FIRST_PRESET)
    others = sorted(path for path in first.parent.glob("*.json") if path != first)
    return tuple(msgspec.json.decode(path.read_bytes(), type=Preset) for path in (first, *others))


def preset_of(arrangement: Arrangement, name: str) -> Preset:
    """The ticked models and the sweep under a name."""
    sweep = arrangement.sweep
    keys = tuple(model.key for model in arrangement.ticked)
    return Preset(
        mixbench_preset=VERSION,
        name=name,
        models=keys,
        names={key: given for key, given in arrangement.names.items() if key in keys},
        axis=sweep.axis,
        values=range_text(sweep.values),
        resolution_px=sweep.resolution_px,
        batch=sweep.batch,
    )


def write_preset(preset: Preset, path: Path) -> None:
    """Save a preset for people to read; raise `RequestError` where the file cannot be written."""
    try:
        path.write_bytes(msgspec.json.format(msgspec.json.encode(preset), indent=2) + b"\n")
    except OSError as error:
        text = QCoreApplication.translate("Presets", "{path} cannot be written: {why}; choose another folder")
        raise RequestError(text.format(path=path, why=error.strerror or error)) from error


def read_preset(path: Path) -> Preset:
    """Open a preset; raise `RequestError` with what is wrong and what to do."""
    document = _document(path)
    version = document.get("mixbench_preset") if isinstance(document, dict) else None
    if not isinstance(version, int):
        raise _refused(path, _no_preset())
    if version > VERSION:
        raise _refused(path, _too_new(version))
    try:
        return msgspec.convert(document, type=Preset)
    except msgspec.ValidationError as error:
        raise _refused(path, str(error)) from error


def _document(path: Path) -> object:
    try:
        if path.stat().st_size > _LARGEST_BYTES:
            raise _refused(path, _no_preset())
        return msgspec.json.decode(path.read_bytes())
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _refused(path, _no_preset()) from error


def _refused(path: Path, why: str) -> RequestError:
    text = QCoreApplication.translate("Presets", "{file} cannot be opened as a preset: {why}")
    return RequestError(text.format(file=path.name, why=why))


def _no_preset() -> str:
    return QCoreApplication.translate("Presets", "it is no file that MixBench's Save preset wrote")


def _too_new(version: int) -> str:
    text = QCoreApplication.translate(
        "Presets", "it is of version {theirs}, and this MixBench reads up to {ours}; update MixBench"
    )
    return text.format(theirs=version, ours=VERSION)


def lay_out(preset: Preset, before: Arrangement) -> LaidOut:
    """Compare the preset's models over its sweep; copies that were there stay in the tree, unticked.

    Models that this MixBench does not know are left out; raise `RequestError` where none is left, or the
    sweep cannot be read.
    """
    models, left_out = readable_models(preset.models)
    if not models:
        raise RequestError(left_out[0])
    names = {registry.normal(Model.parse(key)).key: given for key, given in _known(preset.names)}
    changed = (model for model in models if model.overrides)
    after = replace(
        before.comparing(models).without_draft(),
        custom=tuple(dict.fromkeys((*before.custom, *changed))),
        names={**before.names, **names},
        sweep=_sweep(preset, models, before.sweep),
    )
    return LaidOut(after.with_selected(models[0]), left_out)


def _known(names: dict[str, str]) -> Iterable[tuple[str, str]]:
    """The names of copies that this MixBench can make."""
    return ((key, given) for key, given in names.items() if readable_models([key])[0])


def _sweep(preset: Preset, models: tuple[Model, ...], before: SweepSettings) -> SweepSettings:
    values = parse_range(preset.values)
    limit = LARGEST.get(preset.axis)
    if limit is not None and max(values) > limit:
        text = QCoreApplication.translate("Presets", "its {axis} goes to {value}, and {limit} is the largest")
        raise RequestError(text.format(axis=preset.axis, value=max(values), limit=limit))
    if limit is None and not all(preset.axis in _integers(model) for model in models):
        text = QCoreApplication.translate("Presets", "not all of its models have the axis {axis}")
        raise RequestError(text.format(axis=preset.axis))
    return replace(
        before, axis=preset.axis, values=values, resolution_px=preset.resolution_px, batch=preset.batch
    )


def _integers(model: Model) -> set[str]:
    declared = registry.find(model.variant)[0].hyperparameters
    return {item.name for item in declared if item.kind == "integer"}


def readable_models(keys: Iterable[str]) -> tuple[tuple[Model, ...], tuple[str, ...]]:
    """The models of the keys, each once, and why those are left out that this version refuses."""
    models: list[Model] = []
    left_out: list[str] = []
    for key in keys:
        try:
            models.append(registry.normal(Model.parse(key)))
        except RequestError as error:
            left_out.append(str(error))
    return tuple(dict.fromkeys(models)), tuple(left_out)


def is_preset(path: Path) -> bool:
    """Whether a file says of itself that it is a preset, of whatever version."""
    try:
        document = _document(path)
    except RequestError:
        return False
    return isinstance(document, dict) and "mixbench_preset" in document
