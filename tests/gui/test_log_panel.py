"""The log: what is noted, what is passed on from the program's own log, and what can be done with it."""

from __future__ import annotations

import logging
import re

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from mixbench.gui.log_panel import LogPanel


@pytest.fixture
def log(qtbot, themes):
    log = LogPanel()
    qtbot.addWidget(log)
    log.show()
    return log


def press(log, qtbot, text):
    button = next(each for each in log.findChildren(QPushButton) if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_sentences_stand_with_their_time_and_repetitions_are_left_out(log, qtbot):
    assert "Nothing has happened yet" in log.text.placeholderText()
    for sentence in ("ready", "", "measuring", "measuring", "ready"):
        log.note(sentence)
    lines = log.text.toPlainText().splitlines()
    assert [re.fullmatch(r"\d\d:\d\d:\d\d  (\w+)", line)[1] for line in lines] == [
        "ready",
        "measuring",
        "ready",
    ]
    press(log, qtbot, "Copy")
    assert QGuiApplication.clipboard().text().splitlines() == lines
    press(log, qtbot, "Clear")
    assert log.text.toPlainText() == ""


def test_warnings_of_the_program_come_here_until_the_panel_is_gone(log, qapp, caplog):
    logging.getLogger("mixbench.store").warning("the disk is nearly full")
    logging.getLogger("mixbench.store").info("opened")
    assert log.text.toPlainText().endswith("the disk is nearly full")
    assert "opened" not in log.text.toPlainText()
    caplog.clear()

    program = logging.getLogger("mixbench")
    before = len(program.handlers)
    other = LogPanel()
    assert len(program.handlers) == before + 1
    other.deleteLater()
    qapp.sendPostedEvents(other, QEvent.Type.DeferredDelete)
    assert len(program.handlers) == before
