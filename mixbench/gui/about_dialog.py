"""What MixBench is, which versions it runs on, and where its results are."""

from __future__ import annotations

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, Qt, qVersion
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mixbench.core.measurement import Environment
from mixbench.core.resources import resource
from mixbench.core.version import __version__
from mixbench.gui.panel import GAP, muted, set_role

_ICON_PX, _WIDTH_PX = 64, 520


def about_facts(environment: Environment | None, folder: Path) -> tuple[tuple[str, str], ...]:
    """What each thing is called and which it is; of the worker once it has said hello."""
    return (
        ("MixBench", __version__),
        ("Python", platform.python_version()),
        ("Qt", f"{qVersion()} (PySide6 {PySide6.__version__})"),
        (QCoreApplication.translate("About", "System"), platform.platform()),
        *_worker_facts(environment),
        (QCoreApplication.translate("About", "Results"), str(folder)),
        (QCoreApplication.translate("About", "Licence"), "Apache License 2.0"),
    )


def _worker_facts(environment: Environment | None) -> tuple[tuple[str, str], ...]:
    """What the worker says of itself."""
    name = QCoreApplication.translate("About", "Worker")
    if environment is None:
        return ((name, QCoreApplication.translate("About", "not started yet")),)
    cuda = f", CUDA {environment.cuda}" if environment.cuda else ""
    return (
        (name, f"torch {environment.torch}{cuda}, Python {environment.python}"),
        (QCoreApplication.translate("About", "Processor"), environment.processor),
        *((device.id, device.name) for device in environment.devices if device.id != "cpu"),
    )


class AboutDialog(QDialog):
    """The facts as they are now; Copy puts them on the clipboard for a report or a paper's appendix."""

    def __init__(self, environment: Environment | None, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About MixBench"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.facts = about_facts(environment, folder)
        self.copy_button = QPushButton(self.tr("Copy"), self)
        self.copy_button.setToolTip(self.tr("Copy these lines as text"))
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self.copy)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setDefault(True)
        self.close_button.setToolTip(self.tr("Close this window (Esc)"))
        self.close_button.clicked.connect(self.close)
        self._lay_out()
        self.setMinimumWidth(_WIDTH_PX)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        buttons.addWidget(self.copy_button)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * GAP, 3 * GAP, 3 * GAP, 2 * GAP)
        layout.setSpacing(2 * GAP)
        layout.addLayout(self._head())
        layout.addLayout(self._table())
        layout.addStretch(1)
        layout.addLayout(buttons)

    def _head(self) -> QHBoxLayout:
        drawing = QLabel(self)
        image = QIcon(str(resource("icons", "org.mixbench.MixBench.svg")))
        drawing.setPixmap(image.pixmap(_ICON_PX, _ICON_PX))
        name = QLabel(f"MixBench {__version__}", self)
        set_role(name, "heading")
        sentence = self.tr(
            "A laboratory for vision-MLP networks and their rivals: what they cost by law, by count and by "
            "clock."
        )
        words = QVBoxLayout()
        words.addWidget(name)
        words.addWidget(muted(sentence, self, wrap=True))
        head = QHBoxLayout()
        head.setSpacing(2 * GAP)
        head.addWidget(drawing, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head

    def _table(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(self.facts):
            label = QLabel(value, self)
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label.setAccessibleName(f"{name}: {value}")
            grid.addWidget(muted(name, self), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, 1)
        return grid

    def copy(self) -> None:
        """Put the facts on the clipboard."""
        QGuiApplication.clipboard().setText("".join(f"{name}: {value}\n" for name, value in self.facts))
