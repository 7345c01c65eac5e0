"""A student finds out what the numbers mean, in either language, without leaving MixBench."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices

from mixbench.core.measurement import PRECISION_TARGETS
from mixbench.core.roles import Role
from mixbench.gui.help_button import HelpButton
from mixbench.gui.help_topics import SCHEME, TOPICS, topic_path, topic_text, topic_title
from mixbench.gui.help_window import HelpWindow
from mixbench.gui.language import install_language, remove_language
from mixbench.gui.theme import DARK

LANGUAGES = ("en", "zh_CN")
LINK = re.compile(r"\]\((.+?)\)")


@pytest.fixture
def window(qtbot, themes):
    window = HelpWindow(themes)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_topic_is_there_and_every_link_leads_to_one(language):
    shipped = {path.stem for path in topic_path(TOPICS[0], language).parent.glob("*.md")}
    assert shipped == set(TOPICS)
    for topic in TOPICS:
        assert topic_title(topic, language)
        for target in LINK.findall(topic_text(topic, language)):
            assert target.removesuffix(".md") in TOPICS, f"{topic}: {target}"


def test_both_languages_say_the_same_numbers():
    def numbers(topic, language):
        return sorted(set(re.findall(r"\d[\d.,]*\d|\d", topic_text(topic, language))))

    for topic in TOPICS:
        tables = [topic_text(topic, language).count("\n|") for language in LANGUAGES]
        assert tables[0] == tables[1], topic
        assert numbers(topic, "en") == numbers(topic, "zh_CN"), topic


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_states_the_protocol_that_is_measured_by(language):
    text = topic_text("intervals", language)
    for target in PRECISION_TARGETS.values():
        assert f"± {target.half_width * 100:g} %" in text
        assert f"{target.cap_s:g} s" in text
    rows = re.findall(r"^\| [^|-]", topic_text("roles", language), re.MULTILINE)
    assert len(rows) == len(Role) + 1  # and the heading


def test_a_topic_is_chosen_in_the_contents_and_by_a_link(window, qtbot):
    window.contents.setFocus()
    qtbot.keyClick(window.contents, Qt.Key.Key_Down)
    assert window.topic == TOPICS[1]
    assert window.page.toPlainText().startswith(topic_title(TOPICS[1], "en"))
    window.page.setSource(QUrl("laws.md"))
    assert window.contents.currentRow() == TOPICS.index("laws")
    window.page.backward()
    assert window.topic == TOPICS[1]
    assert window.contents.currentRow() == 1


def test_the_search_hides_what_lacks_the_word_and_enter_goes_on(window, qtbot):
    window.page.setFocus()
    qtbot.keyClick(window.page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is window.field
    qtbot.keyClicks(window.field, "interval")
    shown = [topic for row, topic in enumerate(TOPICS) if not window.contents.item(row).isHidden()]
    assert shown == [topic for topic in TOPICS if "interval" in topic_text(topic, "en").casefold()]
    assert 0 < len(shown) < len(TOPICS)
    marks = window.page.extraSelections()
    assert len(marks) == window.page.toPlainText().casefold().count("interval")
    qtbot.keyClick(window.field, Qt.Key.Key_Return)
    assert window.isVisible()
    assert window.page.textCursor().selectedText().casefold() == "interval"
    window.field.setText("zzzz")
    assert "No topic" in window.found.text()
    qtbot.keyClick(window.field, Qt.Key.Key_Escape)
    assert window.isVisible() and not window.field.text()


class Opener(QObject):
    """Stands where the window's dialogs do."""

    opened = Signal(str)

    @Slot(QUrl)
    def open_help(self, url):
        self.opened.emit(url.path())


def test_a_question_mark_anywhere_asks_for_its_topic(qtbot):
    opener, button = Opener(), HelpButton("roofs")
    qtbot.addWidget(button)
    button.show()
    QDesktopServices.setUrlHandler(SCHEME, opener, "open_help")
    try:
        with qtbot.waitSignal(opener.opened) as asked:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    finally:
        QDesktopServices.unsetUrlHandler(SCHEME)
    assert asked.args == ["roofs"]


def test_it_speaks_chinese_and_wears_the_dark(qapp, qtbot, themes):
    install_language(qapp, "zh_CN")
    try:
        window = HelpWindow(themes)
        qtbot.addWidget(window)
        window.page.wear(DARK)
        assert window.page.toPlainText().startswith(topic_title(TOPICS[0], "zh_CN"))
        assert Path(window.page.source().toLocalFile()).parent.name == "zh_CN"
    finally:
        remove_language(qapp)
