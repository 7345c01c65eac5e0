"""A duel in the window: what its pairs say in words and in pixels, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mixbench.core.measurement import GLIMPSE, Measurement, Round, Status
from mixbench.core.model import Case, Conditions, Model
from mixbench.gui.duel_dialog import DuelDialog
from mixbench.gui.duel_plot import DuelPlot
from mixbench.gui.duel_words import duel_text, outcome_sentence, rival_names, shared_words, what_is_wrong
from mixbench.gui.duelling import Bout, Pair, refusal
from mixbench.jobs.events import Item, ItemState

RES, MIXER = Case(Model("resmlp_s12"), 224, 224), Case(Model("mixer_s16"), 224, 224)


def item(number, case, *medians, state=ItemState.REFINING, marked=()):
    """An item with a glimpse that would upset every ratio, and a round of each median, in ms."""
    looks = (Round(GLIMPSE, (1000.0 * (number + 1),) * 3, (False,) * 3),)
    rounds = tuple(
        Round(turn, (value * 0.99, value, value * 1.01), (turn in marked,) * 3)
        for turn, value in enumerate(medians, start=1)
    )
    measured = Measurement(case, Status.CANCELLED, rounds=looks + rounds)
    return Item(number, case, state, measured)


def bout(ratios, *, is_over=True, marked=()):
    """A duel whose second takes 10 ms in each round, and whose first takes `ratios` of that."""
    first = item(0, RES, *(10.0 * ratio for ratio in ratios), marked=marked)
    return Bout("s", "normal", first, item(1, MIXER, *(10.0 for _ in ratios)), is_over)


@pytest.mark.parametrize(
    ("ratios", "sentence"),
    [
        (
            (1.25, 1.25, 1.26, 1.24, 1.25, 1.25),
            "ResMLP-S12 is slower: 1.25 × the time of Mixer-S/16",
        ),
        ((0.8, 0.8, 0.81, 0.79, 0.8, 0.8), "ResMLP-S12 is faster: 0.8 × the time of Mixer-S/16"),
        ((1.001, 0.999, 1.0, 1.001, 0.999, 1.0), "ResMLP-S12 and Mixer-S/16 take the same time within 1 %"),
        ((0.7, 1.5, 0.8, 1.3, 0.9, 1.2), "It cannot be told which is faster, ResMLP-S12 or Mixer-S/16"),
        ((), "The duel ended without a verdict: ResMLP-S12 against Mixer-S/16"),
    ],
)
def test_the_verdict_is_a_sentence(ratios, sentence):
    assert outcome_sentence(bout(ratios)) == sentence


def test_the_pairs_are_those_of_one_turn_without_the_glimpses():
    lame = replace(bout((1.5, 1.6, 1.7), marked=(2,)), second=item(1, MIXER, 10.0, 10.0))
    assert lame.pairs == (Pair(pytest.approx(1.5)), Pair(pytest.approx(1.6), is_marked=True))


def test_names_hold_what_differs_and_the_rest_is_said_once():
    other = replace(RES, batch=8, conditions=Conditions(threads=1))
    assert rival_names(RES, other) == (
        "ResMLP-S12 · batch 1 · CPU, all cores",
        "ResMLP-S12 · batch 8 · CPU, 1 thread",
    )
    assert shared_words(RES, other) == "224 px · float32 · contiguous · eager · inference"


def test_the_copied_text_has_all_that_a_reader_asks():
    lines = duel_text(bout((1.25,) * 6)).splitlines()
    assert lines[:3] == [
        "ResMLP-S12 against Mixer-S/16",
        "224 px · batch 1 · CPU, all cores · float32 · contiguous · eager · inference",
        "ResMLP-S12 is slower: 1.25 × the time of Mixer-S/16",
    ]
    assert lines[-1].startswith("mixbench duel resmlp_s12 mixer_s16 --resolution 224 ")
    assert "95 % interval 1.25 to 1.25" in lines[3] and "paired rounds: 6" in lines[3]


def test_what_cannot_be_relied_on_is_said():
    disturbed = bout((1.25,) * 6, marked=(1, 2, 3, 4, 5, 6))
    assert what_is_wrong(disturbed) == disturbed.duel.reasons != ()
    assert what_is_wrong(replace(disturbed, is_over=False)) == ()
    dead = Measurement(RES, Status.CRASHED, "killed by signal 9")
    lost = replace(disturbed, first=Item(0, RES, ItemState.FINISHED, dead))
    assert what_is_wrong(lost) == ("ResMLP-S12: crashed: killed by signal 9",)


def test_two_runnable_cases_and_an_idle_engine_are_needed():
    assert refusal((RES, MIXER), is_running=False) == ""
    assert "A run is being measured" in refusal((RES, MIXER), is_running=True)
    assert "Select two rows" in refusal((RES,), is_running=False)
    assert "16 does not divide 225" in refusal((RES, replace(MIXER, height=225, width=225)), is_running=False)
    assert "gone" in refusal((RES, Case(Model("gone"), 224, 224)), is_running=False)


# the plot


@pytest.fixture
def plot(qtbot, themes):
    plot = DuelPlot(themes)
    qtbot.addWidget(plot)
    plot.resize(600, 240)
    plot.show()
    return plot


def test_twice_and_half_lie_as_far_from_one(plot):
    plot.show_pairs((Pair(2.0), Pair(0.5, is_marked=True)), 1.0, (0.5, 2.0))
    (right, is_right_marked), (left, is_left_marked) = plot.dots()
    assert right.x() - plot.place(1.0) == pytest.approx(plot.place(1.0) - left.x())
    assert (is_right_marked, is_left_marked) == (False, True)
    assert right.y() < left.y(), "time goes downwards"
    assert all(plot.rect().contains(place.toPoint()) for place, _ in plot.dots())


def test_the_band_of_one_per_cent_is_always_in_sight(plot, themes):
    for pairs, ratio in (((), None), ((Pair(1.0001),), 1.0001), ((Pair(7.0), Pair(6.5)), 6.7)):
        plot.show_pairs(pairs, ratio, None)
        assert 0 < plot.place(0.99) < plot.place(1.01) < plot.width()
    plot.show_pairs((), None, None)
    image = plot.grab().toImage()
    y = plot.height() // 2

    def colour_at(ratio):
        return image.pixelColor(round(plot.place(ratio) * image.devicePixelRatio()), y).name()

    assert colour_at(1.009) == colour_at(0.991) == themes.theme.grid
    assert colour_at(1.011) != themes.theme.grid != colour_at(0.989)


def test_the_interval_is_drawn_where_its_ends_are(plot, themes):
    plot.show_pairs((Pair(1.2), Pair(1.3)), 1.25, (1.22, 1.28))
    image = plot.grab().toImage()
    ink = themes.theme.text
    rows = range(image.height())

    def has_ink(ratio):
        x = round(plot.place(ratio))
        return any(image.pixelColor(x, y).name() == ink for y in rows)

    assert has_ink(1.24) and has_ink(1.26)
    assert not has_ink(1.20) and not has_ink(1.30)


# the window of the duel


@pytest.fixture
def dialog(qtbot, bench, themes):
    dialog = DuelDialog(bench, themes)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_it_is_followed_live_and_ends_with_a_verdict(dialog):
    dialog.show_bout(bout((), is_over=False))
    assert "first pair of rounds" in dialog.ratio.text() and dialog.state.text == "measuring"
    dialog.show_bout(bout((1.25,) * 5, is_over=False))
    assert len(dialog.plot.dots()) == 5
    assert dialog.verdict.text() == "ResMLP-S12 against Mixer-S/16", "no verdict before the end"
    assert dialog.stop_button.isVisible() and not dialog.again_button.isVisible()
    dialog.show_bout(bout((1.25,) * 6))
    assert (dialog.state.text, dialog.state.tone) == ("slower", "good")
    dialog.show_bout(bout((1.25,) * 6, marked=(1, 2, 3, 4, 5, 6)))
    assert (dialog.state.text, dialog.state.tone) == ("slower", "warning"), "it is not to be relied on"
    assert dialog.reasons.isVisible()
    assert dialog.again_button.isVisible() and not dialog.stop_button.isVisible()


def test_the_buttons_do_what_they_say(dialog, qtbot):
    dialog.show_bout(bout((1.25,) * 5, is_over=False))
    with qtbot.waitSignal(dialog.stop_requested):
        qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    dialog.show_bout(bout((1.25,) * 5))
    with qtbot.waitSignal(dialog.again_requested):
        qtbot.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == duel_text(dialog.bout)
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
