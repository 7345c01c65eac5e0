"""The help inside MixBench: topics at the left, the text at the right, a search over all of them."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mixbench.gui.help_page import HelpPage
from mixbench.gui.help_topics import TOPICS, topic_of, topic_text, topic_title
from mixbench.gui.language import shown_language
from mixbench.gui.panel import GAP, muted, set_role
from mixbench.gui.theme import ThemeManager

_FIRST_SIZE = (900, 640)
_CONTENTS_PX = 240


class HelpWindow(QDialog):
    """Stands beside the main window. Ctrl+F goes to the search, Enter there to the next place."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._language = themes, shown_language()
        self.setWindowTitle(self.tr("How to read MixBench"))
        self.field = QLineEdit(self)
        self.contents = QListWidget(self)
        self.page = HelpPage(themes.theme, self)
        self.found = muted(parent=self, wrap=True)
        self._fill()
        self._dress()
        self._lay_out()
        self._wire()
        self.open_topic(TOPICS[0])

    def _fill(self) -> None:
        for topic in TOPICS:
            item = QListWidgetItem(topic_title(topic, self._language))
            item.setData(Qt.ItemDataRole.UserRole, topic)
            self.contents.addItem(item)

    def _dress(self) -> None:
        self.field.setPlaceholderText(self.tr("Search the help…"))
        self.field.setAccessibleName(self.tr("Search the help"))
        self.field.setToolTip(self.tr("Topics without the word are hidden; Enter goes to the next place"))
        self.field.setClearButtonEnabled(True)
        self.contents.setAccessibleName(self.tr("Topics"))
        self.contents.setToolTip(self.tr("What the help explains"))
        self.page.setAccessibleName(self.tr("Text of the topic"))
        self.page.setToolTip(self.tr("Alt+Left goes back"))
        set_role(self.contents, "topics")
        self.found.hide()

    def _lay_out(self) -> None:
        left = QWidget(self)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        for widget in (self.field, self.contents, self.found):
            column.addWidget(widget)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.setHandleWidth(GAP)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([_CONTENTS_PX, _FIRST_SIZE[0] - _CONTENTS_PX])
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP, GAP, GAP, GAP)
        layout.addWidget(split)
        self.resize(*_FIRST_SIZE)

    def _wire(self) -> None:
        self.field.textChanged.connect(self._search)
        self.field.returnPressed.connect(self.page.next_place)
        self.contents.currentItemChanged.connect(self._follow_contents)
        self.page.sourceChanged.connect(self._follow_link)
        self._themes.changed.connect(lambda: self.page.wear(self._themes.theme))

    # topics

    def open_topic(self, topic: str) -> None:
        """Show a topic; one that does not exist is the first."""
        self.contents.setCurrentRow(TOPICS.index(topic) if topic in TOPICS else 0)

    @property
    def topic(self) -> str:
        """The topic that is shown."""
        return self.page.topic

    def _follow_contents(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(Qt.ItemDataRole.UserRole) != self.topic:
            self.page.show_topic(item.data(Qt.ItemDataRole.UserRole), self._language)

    def _follow_link(self, url: QUrl) -> None:
        """Mark the topic that a link led to; the page itself still names the former one now."""
        topic = topic_of(url)
        if topic in TOPICS:
            self.contents.setCurrentRow(TOPICS.index(topic))

    # searching

    def _search(self, text: str) -> None:
        """Hide the topics that lack the text, and show the first that has it."""
        sought = text.strip().casefold()
        having = [topic for topic in TOPICS if sought in topic_text(topic, self._language).casefold()]
        for row, topic in enumerate(TOPICS):
            self.contents.item(row).setHidden(topic not in having)
        if having and self.topic not in having:
            self.open_topic(having[0])
        self.page.seek(text.strip())
        words = self.tr("%n topic(s)", "", len(having)) if having else self.tr("No topic has this word.")
        self.found.setText(words)
        self.found.setVisible(bool(sought))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+F goes to the search; Esc empties it before it closes the window."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.field.setFocus()
            self.field.selectAll()
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # of the search alone: a dialog would press its first button
        else:
            super().keyPressEvent(event)
