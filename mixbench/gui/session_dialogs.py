"""Asking for results files, and for the place of one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_results(parent: QWidget, take: Callable[[list[Path]], object]) -> None:
    """Ask which results files to take in; `take` gets them unless the person thinks better of it."""
    dialog = QFileDialog(parent, QCoreApplication.translate("Sessions", "Import results"))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilter(QCoreApplication.translate("Sessions", "Results (*.csv *.json)"))
    dialog.filesSelected.connect(lambda files: take([Path(file) for file in files]))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def ask_for_place(parent: QWidget, name: str, take: Callable[[Path], object]) -> None:
    """Ask where to save results, beginning with `name` as CSV; `take` gets the place."""
    title = QCoreApplication.translate("Sessions", "Export results")
    dialog = QFileDialog(parent, title, f"{name}.csv")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("csv")
    dialog.setNameFilter(
        QCoreApplication.translate("Sessions", "Results (*.csv *.json *.parquet *.md *.tex *.html)")
    )
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
