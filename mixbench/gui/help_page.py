"""A page of help: Markdown as Qt reads it, set so that it is good to read."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QTextEdit, QWidget

from mixbench.gui.help_topics import topic_of, topic_path
from mixbench.gui.theme import Theme

_MARGIN_PX, _LINE_PERCENT = 20, 135
#: Sizes of the headings by level.
_HEADINGS_PX = {1: 22, 2: 16, 3: 14}
_ABOVE_PX, _BELOW_PX = {1: 4, 2: 16, 3: 12}, 6


class HelpPage(QTextBrowser):
    """Shows one topic; links to others lead there, Alt+Left leads back."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sought = ""
        self.setOpenExternalLinks(True)
        self.document().setDocumentMargin(_MARGIN_PX)
        self.sourceChanged.connect(self._dress)

    def show_topic(self, topic: str, language: str) -> None:
        """Show a topic from its beginning."""
        url = QUrl.fromLocalFile(str(topic_path(topic, language)))
        self.setSource(url, QTextDocument.ResourceType.MarkdownResource)

    @property
    def topic(self) -> str:
        """The topic that is shown, also when a link led there."""
        return topic_of(self.source())

    def wear(self, theme: Theme) -> None:
        """Take other colours; links keep theirs from when they were read."""
        self._theme = theme
        if not self.source().isEmpty():
            self.reload()
            self._dress()

    # reading

    def _dress(self) -> None:
        """Give air to lines, size to headings, a ground to formulas; Markdown says none of it."""
        cursor = QTextCursor(self.document())
        block = self.document().begin()
        while block.isValid():
            cursor.setPosition(block.position())
            self._dress_block(cursor)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        self.seek(self._sought)

    def _dress_block(self, cursor: QTextCursor) -> None:
        if cursor.currentTable() is not None:
            return
        form = cursor.blockFormat()
        level = form.headingLevel()
        form.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setTopMargin(_ABOVE_PX.get(level, 0))
        form.setBottomMargin(_BELOW_PX)
        if form.nonBreakableLines():
            form.setBackground(QColor(self._theme.stripe))
            form.setLeftMargin(_MARGIN_PX)
        cursor.setBlockFormat(form)
        if level:
            self._resize_heading(cursor, _HEADINGS_PX.get(level, 13))

    def _resize_heading(self, cursor: QTextCursor, size_px: int) -> None:
        shape = QTextCharFormat()
        font = QFont(self.font())
        font.setPixelSize(size_px)
        font.setWeight(QFont.Weight.DemiBold)
        shape.setFont(font)
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        cursor.mergeCharFormat(shape)

    def _dress_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(1)
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setBorderBrush(QColor(self._theme.strong_border))
        form.setCellPadding(5)
        form.setCellSpacing(0)
        form.setTopMargin(4)
        form.setBottomMargin(12)
        table.setFormat(form)

    # searching

    def seek(self, text: str) -> int:
        """Mark every place of a text, go to the first, and return how many there are."""
        self._sought = text
        marks, place = [], QTextCursor(self.document())
        while text and not (place := self.document().find(text, place)).isNull():
            mark = QTextEdit.ExtraSelection()
            mark.cursor = place
            mark.format.setBackground(QColor(self._theme.accent))
            mark.format.setForeground(QColor(self._theme.accent_text))
            marks.append(mark)
        self.setExtraSelections(marks)
        if marks:
            self._go_to(marks[0].cursor)
        return len(marks)

    def next_place(self) -> None:
        """Go to the next place of the text that is sought, and after the last to the first."""
        if self._sought and not self.find(self._sought):
            self.moveCursor(QTextCursor.MoveOperation.Start)
            self.find(self._sought)

    def _go_to(self, place: QTextCursor) -> None:
        start = QTextCursor(place)
        start.setPosition(place.selectionStart())
        self.setTextCursor(start)
        self.ensureCursorVisible()
