"""Files that are let fall onto a widget."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Takes files of some suffixes where they fall; what lies above the widget and takes drops goes first."""

    dropped = Signal(object)  # list of Path

    def __init__(self, target: QWidget, suffixes: Collection[str]) -> None:
        super().__init__(target)
        self._suffixes = frozenset(suffixes)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Answer a drag with files of ours, and take them."""
        if isinstance(event, QDragEnterEvent) and self._paths(event.mimeData()):
            event.acceptProposedAction()
            return True
        if event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            paths = self._paths(event.mimeData())
            if paths:
                event.acceptProposedAction()
                self.dropped.emit(paths)
                return True
        return super().eventFilter(watched, event)

    def _paths(self, content: QMimeData) -> list[Path]:
        paths = [Path(url.toLocalFile()) for url in content.urls() if url.isLocalFile()]
        return [path for path in paths if path.suffix.lower() in self._suffixes]
