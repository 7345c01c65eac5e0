"""Messages stand side by side until they were read; good news leaves by itself."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from mixbench.gui.message_bar import GOOD_NEWS_MS, MOST_SHOWN, MessageAction, MessageBar

LONG = "This sentence says at length what went wrong, what was found, and what is to be changed. " * 3


@pytest.fixture
def ground(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.resize(700, 500)
    # Where nothing else can have the focus, a window gives it to the first message.
    QLineEdit(widget).setFocus()
    widget.show()
    qtbot.waitExposed(widget)
    return widget


@pytest.fixture
def bar(ground):
    bar = MessageBar(ground)
    bar.float_over(ground)
    return bar


def shown(bar):
    return [message for message in bar.messages if message.isVisible()]


def test_problems_stand_above_one_another_and_none_covers_another(bar, ground):
    for sentence in ("one", LONG, "three"):
        bar.say(sentence, "bad")
    ground.resize(500, 480)
    places = [message.geometry().translated(bar.pos()) for message in shown(bar)]
    assert len(places) == 3
    assert all(upper.bottom() < lower.top() for upper, lower in pairwise(places))
    assert all(ground.rect().contains(place) for place in places)
    for message in shown(bar):
        assert message.height() >= message.heightForWidth(message.width())


def test_good_news_leaves_by_itself_and_problems_stay(bar, qtbot):
    bar.say("Saved", "good")
    bar.say("Nothing is written", "bad")
    for message in bar.messages:
        message._timer.setInterval(0)
        if message._timer.isActive():
            message._timer.start()
    qtbot.waitUntil(lambda: [m.sentence for m in bar.messages] == ["Nothing is written"])
    assert not bar.messages[0]._timer.isActive()
    assert GOOD_NEWS_MS > 3000, "long enough to read"


def test_what_is_said_again_is_counted(bar):
    bar.say("the disk is full", "bad")
    bar.say("the disk is full", "bad")
    assert len(bar.messages) == 1
    assert bar.messages[0]._label.text() == "The disk is full (2 times)"
    assert bar.text == "The disk is full"


def test_older_problems_come_back_as_newer_ones_are_dismissed(bar, qtbot):
    for number in range(MOST_SHOWN + 1):
        bar.say(f"Problem {number}", "bad")
    assert [message.sentence for message in shown(bar)] == ["Problem 1", "Problem 2", "Problem 3"]
    qtbot.mouseClick(bar.messages[-1].close_button, Qt.MouseButton.LeftButton)
    assert [message.sentence for message in shown(bar)] == ["Problem 0", "Problem 1", "Problem 2"]
    bar.dismiss_all()
    assert not bar.isVisible()


def test_a_keyboard_closes_one_after_another(bar, ground, qtbot):
    bar.say("First", "bad")
    bar.say("Second", "warning")
    ground.activateWindow()
    qtbot.waitUntil(ground.isActiveWindow)
    bar.messages[-1].close_button.setFocus()
    qtbot.keyClick(ground.focusWidget(), Qt.Key.Key_Escape)
    assert [message.sentence for message in bar.messages] == ["First"]
    qtbot.keyClick(ground.focusWidget(), Qt.Key.Key_Escape)
    assert bar.messages == ()


def test_what_can_be_done_is_a_button_of_the_message(bar, qtbot):
    done = []
    bar.say("It ended", "warning", MessageAction("Show report", lambda: done.append(bar.messages), "Look"))
    button = next(b for b in bar.findChildren(QPushButton) if b.text() == "Show report")
    assert button.toolTip() == "Look"
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == [()]
