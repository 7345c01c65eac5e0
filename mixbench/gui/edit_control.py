"""Undo and Redo in the menu: what they would take back or make again, and when there is nothing."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QUndoStack
from shiboken6 import isValid

from mixbench.gui.actions import allow, spec


def join_edits(actions: Mapping[str, QAction], edits: QUndoStack) -> None:
    """Let both entries act on the edits, and be called by the edit that is next."""
    actions["undo"].triggered.connect(lambda: edits.undo())
    actions["redo"].triggered.connect(lambda: edits.redo())
    for told in (edits.indexChanged, edits.undoTextChanged, edits.redoTextChanged):
        # A stack that dies with its window tells of being emptied.
        told.connect(lambda _: show_edits(actions, edits) if isValid(edits) else None)
    show_edits(actions, edits)


def show_edits(actions: Mapping[str, QAction], edits: QUndoStack) -> None:
    """Write on both entries what they would do now."""
    nothing_done = QCoreApplication.translate("Edits", "Nothing has been changed yet.")
    nothing_undone = QCoreApplication.translate("Edits", "Nothing has been taken back.")
    _name(actions["undo"], edits.undoText(), edits.canUndo(), nothing_done)
    _name(actions["redo"], edits.redoText(), edits.canRedo(), nothing_undone)


def _name(action: QAction, edit: str, is_possible: bool, why_not: str) -> None:
    text = spec(action.objectName()).text
    # An ampersand in a name would mark a letter of the entry.
    action.setText(f"{text} {edit.replace('&', '&&')}" if is_possible and edit else text)
    allow(action, "" if is_possible else why_not)
