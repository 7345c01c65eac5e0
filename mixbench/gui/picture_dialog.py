"""Saving a plot as a picture: how large, for what, in which colours, with what said beneath it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from mixbench.core.errors import MixBenchError
from mixbench.gui import picture
from mixbench.gui.panel import GAP, indent_text, muted, set_role
from mixbench.gui.picture import PX_PER_MM, Picture, Shot
from mixbench.gui.theme import Mode

_LEAST_PX, _MOST_PX = 160, 8000
_PREVIEW_PX = (460, 330)
_CAPTION_LINES = 4
#: Typing and turning spin boxes draw the preview once they pause.
_SETTLE_MS = 120


@dataclass(frozen=True)
class PictureChoice:
    """What is chosen in the dialog, kept for the next picture."""

    suffix: str = "png"
    width_px: int = 960
    height_px: int = 600
    dpi: int = 192
    mode: Mode = "light"
    has_caption: bool = True


class PictureDialog(QDialog):
    """Shows the picture as it will be. `saved` carries its path, `failed` why it could not be written."""

    saved = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        shots: tuple[Shot, ...],
        caption: str,
        choice: PictureChoice,
        file_name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._shots, self._file_name = shots, file_name
        self.setWindowTitle(self.tr("Save the plot as a picture"))
        self._build_size(choice)
        self._build_look(choice, caption)
        self._build_ends()
        self._lay_out()
        self._settle = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._draw)
        self._wire()
        self._offer_dots()
        self._draw()

    # building

    def _build_size(self, choice: PictureChoice) -> None:
        self.format = QComboBox(self)
        for suffix, words in (
            ("png", self.tr("PNG, dots, for screens")),
            ("svg", self.tr("SVG, lines, to edit")),
            ("pdf", self.tr("PDF, lines, for papers")),
        ):
            self.format.addItem(words, suffix)
        self.format.setCurrentIndex(self.format.findData(choice.suffix))
        _name(self.format, self.tr("Format"), self.tr("What kind of file is written"))
        self.preset = QComboBox(self)
        self.preset.addItem(self.tr("Own size"), None)
        for words, width, height in self._sizes():
            self.preset.addItem(words, (width, height))
        _name(self.preset, self.tr("Size for"), self.tr("Sizes of common places"))
        self.width_box = self._pixels(choice.width_px, self.tr("Width"))
        self.height_box = self._pixels(choice.height_px, self.tr("Height"))
        self.millimetres = muted(parent=self)
        self.dpi = QComboBox(self)
        for dpi in (96, 192, 300, 600):
            self.dpi.addItem(self.tr("{dpi} dots an inch").format(dpi=dpi), dpi)
        self.dpi.setCurrentIndex(max(0, self.dpi.findData(choice.dpi)))
        _name(self.dpi, self.tr("Fineness"), self.tr("How many dots a PNG has; lines need none"))

    def _sizes(self) -> tuple[tuple[str, int, int], ...]:
        def print_px(width_mm: float, height_mm: float) -> tuple[int, int]:
            return round(width_mm * PX_PER_MM), round(height_mm * PX_PER_MM)

        return (
            (self.tr("One column, 88 mm"), *print_px(88, 60)),
            (self.tr("Two columns, 180 mm"), *print_px(180, 100)),
            (self.tr("Slide, 16 : 9"), 1280, 720),
            (self.tr("Web page"), 960, 600),
        )

    def _pixels(self, value: int, name: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(_LEAST_PX, _MOST_PX)
        box.setSuffix(self.tr(" px"))
        box.setValue(value)
        box.setKeyboardTracking(False)
        indent_text(box)
        _name(box, name, self.tr("In pixels of a screen with 96 dots an inch"))
        return box

    def _build_look(self, choice: PictureChoice, caption: str) -> None:
        self.mode = QComboBox(self)
        self.mode.addItem(self.tr("Light, for paper"), "light")
        self.mode.addItem(self.tr("Dark"), "dark")
        self.mode.setCurrentIndex(self.mode.findData(choice.mode))
        _name(self.mode, self.tr("Colours"), self.tr("The colours of the picture, whatever the window wears"))
        self.has_caption = QCheckBox(self.tr("Caption"), self)
        self.has_caption.setChecked(choice.has_caption)
        self.has_caption.setToolTip(self.tr("Say under the plot what it shows and under which conditions"))
        self.caption = QPlainTextEdit(caption, self)
        self.caption.setTabChangesFocus(True)
        self.caption.setFixedHeight(self.caption.fontMetrics().lineSpacing() * _CAPTION_LINES + 2 * GAP)
        _name(self.caption, self.tr("Text of the caption"), self.tr("What stands under the plot"))

    def _build_ends(self) -> None:
        self.preview = QLabel(self)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(*_PREVIEW_PX)
        self.preview.setAccessibleName(self.tr("Preview of the picture"))
        self.buttons = QDialogButtonBox(self)
        self.save_button = self._button(self.tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.save_button.setToolTip(self.tr("Choose where the picture goes"))
        self.copy_button = self._button(self.tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy_button.setToolTip(self.tr("Put the picture into the clipboard"))
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setIcon(QIcon())
        cancel.setToolTip(self.tr("Close without a picture"))
        self.save_button.setDefault(True)
        set_role(self.save_button, "primary")

    def _button(self, text: str, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        return self.buttons.addButton(text, role)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setVerticalSpacing(GAP)
        form.addRow(self.tr("Format"), self.format)
        form.addRow(self.tr("Size for"), self.preset)
        sides = QHBoxLayout()
        sides.addWidget(self.width_box)
        sides.addWidget(QLabel("×", self))
        sides.addWidget(self.height_box)
        form.addRow(self.tr("Size"), sides)
        form.addRow("", self.millimetres)
        form.addRow(self.tr("Fineness"), self.dpi)
        form.addRow(self.tr("Colours"), self.mode)
        form.addRow(self.has_caption)
        form.addRow(self.caption)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addLayout(form)
        row.addWidget(self.preview, 1)
        layout = QVBoxLayout(self)
        layout.setSpacing(2 * GAP)
        layout.addLayout(row, 1)
        layout.addWidget(self.buttons)

    def _wire(self) -> None:
        self.format.currentIndexChanged.connect(self._offer_dots)
        self.preset.activated.connect(self._take_size)
        for box in (self.width_box, self.height_box):
            box.valueChanged.connect(self._settle.start)
        for combo in (self.format, self.mode, self.dpi):
            combo.currentIndexChanged.connect(self._settle.start)
        self.has_caption.toggled.connect(self.caption.setEnabled)
        self.has_caption.toggled.connect(self._settle.start)
        self.caption.textChanged.connect(self._settle.start)
        self.caption.setEnabled(self.has_caption.isChecked())
        self.save_button.clicked.connect(self._ask_path)
        self.copy_button.clicked.connect(self.copy)
        self.buttons.rejected.connect(self.reject)

    # what is chosen

    def choice(self) -> PictureChoice:
        """What the dialog says now."""
        return PictureChoice(
            suffix=self.format.currentData(),
            width_px=self.width_box.value(),
            height_px=self.height_box.value(),
            dpi=self.dpi.currentData(),
            mode=self.mode.currentData(),
            has_caption=self.has_caption.isChecked(),
        )

    def picture(self) -> Picture:
        """The picture as it would be saved."""
        choice = self.choice()
        caption = self.caption.toPlainText().strip() if choice.has_caption else ""
        return Picture(self._shots, choice.width_px, choice.height_px, choice.mode, caption, choice.dpi)

    def _take_size(self, place: int) -> None:
        sides = self.preset.itemData(place)
        if sides is not None:
            self.width_box.setValue(sides[0])
            self.height_box.setValue(sides[1])

    def _offer_dots(self) -> None:
        self.dpi.setEnabled(self.format.currentData() == "png")

    # showing

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview fills what it is given."""
        super().resizeEvent(event)
        self._settle.start()

    def _draw(self) -> None:
        self._settle.stop()
        wanted = self.picture()
        width, height = (side / PX_PER_MM for side in (wanted.width_px, wanted.height_px))
        words = self.tr("{width:.0f} × {height:.0f} mm on paper")
        self.millimetres.setText(words.format(width=width, height=height))
        ratio = self.devicePixelRatioF()
        drawn = QPixmap.fromImage(picture.image(replace(wanted, dpi=round(picture.SCREEN_DPI * ratio))))
        room = (self.preview.size() * ratio).boundedTo(drawn.size())
        fitting = drawn.scaled(
            room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        fitting.setDevicePixelRatio(ratio)
        self.preview.setPixmap(fitting)

    # taking it away

    def copy(self) -> None:
        """Put the picture into the clipboard and close."""
        picture.copy(self.picture())
        self.accept()

    def save(self, path: Path) -> None:
        """Write the picture and close; where that fails, say why and stay."""
        try:
            picture.save(self.picture(), path)
        except MixBenchError as error:
            self.failed.emit(str(error))
            return
        self.saved.emit(str(path))
        self.accept()

    def _ask_path(self) -> None:
        suffix = self.choice().suffix
        dialog = QFileDialog(self, self.tr("Save the plot"), f"{self._file_name}.{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _name(widget: QWidget, name: str, tooltip: str) -> None:
    widget.setAccessibleName(name)
    widget.setToolTip(tooltip)
