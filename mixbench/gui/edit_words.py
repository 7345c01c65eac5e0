"""What an edit is called in the Edit menu, behind Undo and Redo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.model import Conditions, Model
from mixbench.gui.catalog_words import word
from mixbench.gui.sweep_settings import SweepSettings

#: Settings of the sweep that are typed, so that changes which follow each other are one edit.
_TYPED = ("values", "resolution_px", "batch")


def tick_text(labels: Sequence[str], *, on: bool) -> str:
    """Models came into the comparison or left it."""
    count = len(labels)
    if count == 1:
        one = (
            QCoreApplication.translate("Edits", "Tick {model}")
            if on
            else QCoreApplication.translate("Edits", "Untick {model}")
        )
        return one.format(model=labels[0])
    if on:
        return QCoreApplication.translate("Edits", "Tick {n} models").format(n=count)
    return QCoreApplication.translate("Edits", "Untick {n} models").format(n=count)


def compare_text(labels: Sequence[str]) -> str:
    """The comparison became these models and no others."""
    count = len(labels)
    if count == 1:
        return QCoreApplication.translate("Edits", "Compare only {model}").format(model=labels[0])
    return QCoreApplication.translate("Edits", "Compare only {n} models").format(n=count)


def removal_text(labels: Sequence[str]) -> str:
    """Copies left the tree."""
    count = len(labels)
    if count == 1:
        return QCoreApplication.translate("Edits", "Remove {model}").format(model=labels[0])
    return QCoreApplication.translate("Edits", "Remove {n} copies").format(n=count)


def copy_text(label: str) -> str:
    """A changed copy came into the tree."""
    return QCoreApplication.translate("Edits", "Add {model}").format(model=label)


def duplicate_text(label: str) -> str:
    """A duplicate came into the tree."""
    return QCoreApplication.translate("Edits", "Duplicate {model}").format(model=label)


def rename_text(label: str) -> str:
    """A copy was called otherwise."""
    return QCoreApplication.translate("Edits", "Rename {model}").format(model=label)


def change_text(model: Model, label: str, hyperparameter: str) -> str:
    """One hyperparameter was changed, or all went back to the published ones where none is named."""
    if not hyperparameter:
        return QCoreApplication.translate("Edits", "Reset {model}").format(model=label)
    declared = {item.name: item for item in registry.find(model.variant)[0].hyperparameters}
    text = QCoreApplication.translate("Edits", "Change {hyperparameter} of {model}")
    return text.format(hyperparameter=word(declared[hyperparameter].label).lower(), model=label)


def comparison_text() -> str:
    """The whole comparison was replaced."""
    return QCoreApplication.translate("Edits", "Change the comparison")


def preset_text(name: str) -> str:
    """A preset was laid out."""
    return QCoreApplication.translate("Edits", "Load preset {name}").format(name=name)


def sweep_text(before: SweepSettings, after: SweepSettings) -> tuple[str, str]:
    """What was changed in the sweep, and the field that was typed into, empty where it was chosen."""
    changed = [name for name in _names(before) if _value(before, name) != _value(after, name)]
    if changed in (["axis", "values"], ["axis"]):
        changed = ["axis"]
    if len(changed) != 1:
        return QCoreApplication.translate("Edits", "Change the sweep"), ""
    return _setting_text(changed[0]), changed[0] if changed[0] in _TYPED else ""


def _names(sweep: SweepSettings) -> tuple[str, ...]:
    own = tuple(item.name for item in fields(sweep) if item.name != "conditions")
    return (*own, *(item.name for item in fields(Conditions)))


def _value(sweep: SweepSettings, name: str) -> object:
    return getattr(sweep if hasattr(sweep, name) else sweep.conditions, name)


def _setting_text(name: str) -> str:
    texts = {
        "axis": QCoreApplication.translate("Edits", "Change the axis of the sweep"),
        "values": QCoreApplication.translate("Edits", "Change the range of the sweep"),
        "resolution_px": QCoreApplication.translate("Edits", "Change the resolution"),
        "batch": QCoreApplication.translate("Edits", "Change the batch"),
        "precision": QCoreApplication.translate("Edits", "Change the precision target"),
        "device": QCoreApplication.translate("Edits", "Change the device"),
        "threads": QCoreApplication.translate("Edits", "Change the threads"),
        "dtype": QCoreApplication.translate("Edits", "Change the data type"),
        "layout": QCoreApplication.translate("Edits", "Change the memory layout"),
        "runtime": QCoreApplication.translate("Edits", "Change the runtime"),
        "mode": QCoreApplication.translate("Edits", "Change the mode"),
    }
    return texts.get(name) or QCoreApplication.translate("Edits", "Change the sweep")
