"""The pieces that every panel of the window is made of: frame with title, chip, pill, quiet labels."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from mixbench.gui.elided_label import ElidedLabel

#: What a pill or a status word says by its colour.
Tone = Literal["neutral", "good", "warning", "bad", "busy"]

#: The rhythm of the window in pixels.
GAP = 8


def set_role(widget: QWidget, role: str) -> None:
    """Choose the rule of the stylesheet that a widget follows."""
    widget.setProperty("role", role)
    repolish(widget)


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Colour a label or pill by what it says."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        repolish(widget)


def repolish(widget: QWidget) -> None:
    """Make the stylesheet look at a changed property again; Qt does not by itself."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def capitals(text: str, parent: QWidget | None = None) -> QLabel:
    """A heading in the small grey capitals that name a panel or a section of one."""
    label = QLabel(text, parent)
    font = QFont(label.font())
    font.setPixelSize(11)
    font.setWeight(QFont.Weight.DemiBold)
    font.setCapitalization(QFont.Capitalization.AllUppercase)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 0.5)
    label.setFont(font)
    set_role(label, "capitals")
    return label


def muted(text: str = "", parent: QWidget | None = None, *, wrap: bool = False) -> QLabel:
    """A quiet label for units, hints and captions."""
    label = QLabel(text, parent)
    label.setWordWrap(wrap)
    set_role(label, "muted")
    return label


def keep_whole(label: QLabel, width_px: int) -> None:
    """Ask for the height of a wrapped text at a width: what lies in a scroll area or a low dock does not ask
    by itself, and would be cut."""
    label.setMinimumHeight(0)  # the hint never falls below it
    label.setMinimumHeight(max(0, label.heightForWidth(width_px)))


def indent_text(box: QAbstractSpinBox) -> None:
    """Give a spin box the inner margin of a text field; its own line edit takes none from the stylesheet."""
    box.lineEdit().setTextMargins(8, 0, 0, 0)


class Panel(QFrame):
    """A framed area with a title in small capitals, an optional subtitle, and room for buttons at the right.

    Content goes into `body`, a vertical layout. A panel without a title has no header. The header can be
    lent to a dock, which is then moved by it.
    """

    def __init__(self, title: str = "", subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.title = capitals(title, self)
        self.subtitle = ElidedLabel(self)
        self.header = QWidget(self)
        self._header = QHBoxLayout(self.header)
        self._said, self._is_named = "", True
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self._lay_out()
        self.set_title(title)
        self.set_subtitle(subtitle)

    def _lay_out(self) -> None:
        set_role(self.subtitle, "subtitle")
        # A long subtitle must not widen the window: it ends in dots, and stands whole in the tooltip.
        self.subtitle.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._header.setContentsMargins(0, 0, 0, 0)
        self._header.setSpacing(GAP)
        self._header.addWidget(self.title)
        self._header.addWidget(self.subtitle, 1)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(10, 10, 10, 10)
        self._outer.setSpacing(GAP)
        self._outer.addWidget(self.header)
        self._outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Name the panel; an empty name takes no room."""
        self.title.setText(title)
        self.header.setVisible(bool(title))

    def set_named(self, is_named: bool) -> None:
        """Show the name in the header, or leave it to the tab that the panel lies behind."""
        self._is_named = is_named
        self.title.setVisible(is_named)
        self.set_subtitle(self._said)

    def set_subtitle(self, subtitle: str) -> None:
        """Say what the panel shows now, behind its name."""
        self._said = subtitle
        self.subtitle.show_text(f"·  {subtitle}" if subtitle and self._is_named else subtitle)

    def lend_header(self, *buttons: QWidget) -> QWidget:
        """Give the header away to a dock, which draws the upper half of the frame around it.

        The dock's buttons take their room from the subtitle, so that none of the panel's moves for them.
        """
        for place, button in enumerate(buttons, start=2):
            self._header.insertWidget(place, button)
        self._outer.removeWidget(self.header)
        self._outer.setContentsMargins(10, 0, 10, 10)
        set_role(self, "docked")
        return self.header

    def add_header_widget(self, widget: QWidget) -> None:
        """Put a button at the right end of the header."""
        self._header.addWidget(widget, 0, Qt.AlignmentFlag.AlignRight)


class Chip(QToolButton):
    """A small button: a switch (`checkable`) that lights up in the accent colour, or a door to a menu."""

    def __init__(
        self, text: str = "", tooltip: str = "", *, checkable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(tooltip)
        self.setCheckable(checkable)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self, "switch" if checkable else "chip")

    def setMenu(self, menu: QMenu) -> None:
        """Open a menu where the chip is clicked, and leave room for the arrow that says so."""
        super().setMenu(menu)
        self.setProperty("hasMenu", True)
        repolish(self)


class Pill(QFrame):
    """A state in one word with a coloured dot before it; the whole story is in the tooltip."""

    def __init__(self, text: str = "", tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dot = QFrame(self)
        self._dot.setFixedSize(8, 8)
        self._label = QLabel(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 12, 0)
        self.setFixedHeight(28)  # as tall as a chip; a border rounder than half of it would turn square
        layout.setSpacing(6)
        layout.addWidget(self._dot)
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        set_role(self, "pill")
        set_role(self._dot, "dot")
        self.show_state(text, tone)

    @property
    def text(self) -> str:
        """The word on the pill."""
        return self._label.text()

    @property
    def tone(self) -> Tone:
        """What its colour says."""
        tone: Tone = self.property("tone")
        return tone

    def show_state(self, text: str, tone: Tone, tooltip: str = "") -> None:
        """Say another state."""
        self._label.setText(text)
        self.setToolTip(tooltip)
        for widget in (self, self._dot, self._label):
            set_tone(widget, tone)
