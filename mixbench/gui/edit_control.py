"""Undo and Redo in the menu: what they would take back or make again, and when there is nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from mixbench.gui.actions import allow, spec
from mixbench.gui.edits import Edit, Edits


def join_edits(actions: Mapping[str, QAction], edits: Edits) -> None:
    """Let both entries act on the edits, and be called by the edit that is next."""
    actions["undo"].triggered.connect(lambda: edits.undo())
    actions["redo"].triggered.connect(lambda: edits.redo())
    edits.changed.connect(lambda: show_edits(actions, edits))
    show_edits(actions, edits)


def show_edits(actions: Mapping[str, QAction], edits: Edits) -> None:
    """Write on both entries what they would do now."""
    nothing_done = QCoreApplication.translate("Edits", "Nothing has been changed yet.")
    nothing_undone = QCoreApplication.translate("Edits", "Nothing has been taken back.")
    _name(actions["undo"], edits.last, nothing_done)
    _name(actions["redo"], edits.next, nothing_undone)


def _name(action: QAction, edit: Edit | None, why_not: str) -> None:
    text = spec(action.objectName()).text
    # An ampersand in a name would mark a letter of the entry.
    action.setText(f"{text} {_going_on(edit.text).replace('&', '&&')}" if edit else text)
    allow(action, "" if edit else why_not)


def _going_on(text: str) -> str:
    """A text behind another word."""
    return text[:1].lower() + text[1:]
