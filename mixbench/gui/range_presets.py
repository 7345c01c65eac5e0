"""Ranges that people sweep, ready to be chosen: of sizes, of batches, of any whole-number hyperparameter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import Hyperparameter
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.core.sweep import parse_range
from mixbench.gui.workbench import BATCH, RESOLUTION

#: How many values a range of a hyperparameter has at most.
_MOST_VALUES = 6
#: The sizes at which papers of this field train, fine-tune and test.
_PAPER_SIDES = (160, 192, 224, 256, 288, 320, 384)


@dataclass(frozen=True)
class RangePreset:
    """A range with its name."""

    name: str
    values: tuple[int, ...]


def range_presets(axis: str, models: Sequence[Model]) -> tuple[RangePreset, ...]:
    """The ranges that are offered along an axis for these models, the one to begin with first."""
    if axis == RESOLUTION:
        return tuple(_sides(models))
    if axis == BATCH:
        return tuple(_batches())
    return tuple(_of_hyperparameter(axis, models))


def _sides(models: Sequence[Model]) -> Iterator[RangePreset]:
    evenly = QCoreApplication.translate("Ranges", "Even steps")
    yield RangePreset(evenly, parse_range("64:512:64"))
    fine = QCoreApplication.translate("Ranges", "Fine steps")
    yield RangePreset(fine, parse_range("64:512:32"))
    yield RangePreset(_powers_word(), (32, 64, 128, 256, 512))
    yield RangePreset(QCoreApplication.translate("Ranges", "Sizes of the papers"), _PAPER_SIDES)
    native = {registry.find(model.variant)[1].native_px for model in models}
    if native:
        word = QCoreApplication.translate("Ranges", "Native sizes of the ticked models")
        yield RangePreset(word, tuple(sorted(native)))


def _batches() -> Iterator[RangePreset]:
    yield RangePreset(_powers_word(), (1, 2, 4, 8, 16))
    yield RangePreset(QCoreApplication.translate("Ranges", "Up to a large batch"), (1, 4, 16, 64, 256))
    yield RangePreset(QCoreApplication.translate("Ranges", "One image"), (1,))


def _of_hyperparameter(axis: str, models: Sequence[Model]) -> Iterator[RangePreset]:
    known = _published(axis, models)
    if known is None:
        return
    declared, value = known
    low, high = int(declared.low or 1), int(declared.high or value)
    step = max(1, value // 2)
    multiples = _within([step * factor for factor in range(1, _MOST_VALUES + 1)], low, high)
    yield RangePreset(
        QCoreApplication.translate("Ranges", "Multiples of half the published value"), multiples
    )
    powers = _within([2**power for power in range(16)], low, min(high, 4 * value))[-_MOST_VALUES:]
    if powers and powers != multiples:
        yield RangePreset(_powers_word(), powers)
    around = _within(range(value - 2, value + 3), low, high)
    yield RangePreset(QCoreApplication.translate("Ranges", "Around the published value"), around)


def _published(axis: str, models: Sequence[Model]) -> tuple[Hyperparameter, int] | None:
    """The declaration of a hyperparameter and its value in the first model that can be built."""
    for model in models:
        try:
            resolved = registry.resolve(model)
        except RequestError:
            continue
        for declared in resolved.family.hyperparameters:
            if declared.name == axis:
                return declared, int(getattr(resolved.config, axis))
    return None


def _within(values: Sequence[int], low: int, high: int) -> tuple[int, ...]:
    found = tuple(value for value in values if low <= value <= high)
    return found or (low,)


def _powers_word() -> str:
    return QCoreApplication.translate("Ranges", "Powers of two")
