"""The panel of the queue, looked at and changed as a person does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt

from mixbench.core.measurement import GLIMPSE, Estimate, Measurement, Round, Status
from mixbench.core.model import Case, Model
from mixbench.gui.queue_model import INTERVAL, NARROWNESS_ROLE, POINT, REST, ROUNDS, STATE, TURN
from mixbench.gui.queue_order import Move
from mixbench.gui.queue_panel import QueuePanel
from mixbench.gui.queue_words import state_of
from mixbench.jobs.agenda import Call
from mixbench.jobs.events import Item, ItemState, QueueChanged

MODELS = (Model("mixer_s16"), Model("resmlp_s12"))
#: Two models at three sizes: 0 and 1 at 64 px, 2 and 3 at 128, 4 and 5 at 192.
ORDER = ((0, 1), (2, 3), (4, 5))
UP, DOWN, ALT = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier


def case(number):
    side = 64 * (number // 2 + 1)
    return Case(MODELS[number % 2], side, side)


def waiting(number):
    return Item(number, case(number))


def ended(number, status=Status.OK, error=""):
    return Item(number, case(number), ItemState.FINISHED, Measurement(case(number), status, error))


def refining(number, half_width, rounds=5):
    taken = tuple(Round(n, (1.0,), (False,)) for n in range(1, rounds + 1))
    begun = Measurement(case(number), Status.CANCELLED, rounds=taken)
    estimate = Estimate(1.0, 1 - half_width, 1 + half_width, rounds, 6 * rounds, 0.0)
    return Item(number, case(number), ItemState.REFINING, begun, estimate)


def glimpsed(number):
    begun = Measurement(case(number), Status.CANCELLED, rounds=(Round(GLIMPSE, (1.0,), (False,)),))
    return Item(number, case(number), ItemState.COARSE, begun)


@pytest.fixture
def panel(qtbot, bench, themes):
    panel = QueuePanel(bench, themes)
    panel.bench = bench
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    return panel


@pytest.fixture
def running(panel):
    """A run of six points that has just begun."""
    panel.bench.show_items("s", [waiting(number) for number in range(6)])
    panel.set_queue(QueueChanged(ORDER, Call((0, 1), "glimpse"), Call((2, 3), "glimpse")))
    panel.set_running(True)
    return panel


def text(panel, number, column):
    index = panel.model.index_of(number)
    return panel.model.index(index.row(), column, index.parent()).data()


def comparisons(panel):
    return [panel.model.index(row, POINT).data() for row in range(panel.model.rowCount())]


def select(panel, *numbers):
    panel.view.selectionModel().clear()
    for number in numbers:
        index = panel.model.index_of(number)
        flags = panel.view.selectionModel().SelectionFlag
        panel.view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)


def test_an_empty_queue_says_what_to_do(panel, bench, qtbot):
    assert not panel.view.isVisible()
    assert panel._empty.text().endswith("Press Run to measure the ticked models.")
    with qtbot.waitSignal(panel.run_requested):
        qtbot.mouseClick(panel.run_button, Qt.MouseButton.LeftButton)
    bench.show_items("s", [waiting(0)])
    assert panel.view.isVisible()


def test_points_stand_under_the_size_at_which_they_are_compared(running):
    assert comparisons(running) == ["64 px · batch 1", "128 px · batch 1", "192 px · batch 1"]
    above = running.model.index(1, 0)
    assert [running.model.index(row, POINT, above).data() for row in range(2)] == ["Mixer-S/16", "ResMLP-S12"]
    assert running.view.isExpanded(above)


def test_the_visit_under_way_and_the_next_one_are_named(running):
    assert [text(running, number, TURN) for number in (0, 2, 4)] == [
        "now: first look",
        "next: first look",
        "",
    ]
    running.set_queue(QueueChanged(ORDER, Call((0, 1), "rounds"), Call((4, 5), "rounds")))
    assert [text(running, number, TURN) for number in (0, 2, 4)] == ["now: rounds", "", "next: rounds"]
    assert running.model.index(2, TURN).data() == "next: rounds"
    running.set_running(False)
    assert [text(running, number, TURN) for number in (0, 2, 4)] == ["", "", ""]


@pytest.mark.parametrize(
    ("item", "word"),
    [
        (waiting(0), "waiting"),
        (glimpsed(0), "first look"),
        (replace(waiting(0), state=ItemState.WARMING_UP), "warming up…"),
        (refining(0, 0.02), "refining…"),
        (ended(0, Status.SKIPPED, "16 does not divide 65"), "skipped"),
        (ended(0, Status.SKIPPED, "skipped by hand"), "skipped by hand"),
        (ended(0, Status.CRASHED, "killed by signal 9"), "crashed"),
        (ended(0, Status.OUT_OF_MEMORY, "needs 9 GB"), "out of memory"),
    ],
)
def test_every_state_has_a_word_and_its_reason_in_a_sentence(item, word):
    state = state_of(item)
    assert state.word == word
    assert (item.measurement.error if item.measurement else "") in state.sentence


def test_an_interval_is_shown_on_its_way_to_the_target(running, bench):
    bench.put_item(refining(0, 0.02, rounds=7))
    assert text(running, 0, ROUNDS) == "7"
    assert text(running, 0, INTERVAL) == "± 2.0 % → 1.0 %"
    index = running.model.index(0, INTERVAL, running.model.index(0, 0))
    # Half as wide takes four times the rounds.
    assert index.data(NARROWNESS_ROLE) == pytest.approx(0.25)
    bench.put_item(refining(0, 0.008))
    assert text(running, 0, INTERVAL) == "± 0.8 %"
    assert index.data(NARROWNESS_ROLE) == 1.0
    assert running.grab().width() == running.width(), "the bar is painted"


def test_the_time_that_is_left_stands_with_each_point_and_is_summed_above(running, bench):
    running.set_rest({0: 40.0, 1: 20.0, 2: 5.0})
    assert [text(running, number, REST) for number in (0, 1, 2, 3)] == ["40 s", "20 s", "5 s", ""]
    assert running.model.index(0, REST).data() == "1 min"
    bench.put_item(ended(0))
    assert text(running, 0, REST) == ""
    assert running.model.index(0, STATE).data() == "1 of 2 done"


def test_a_selected_point_is_skipped_and_put_back(running, bench, qtbot):
    assert not running.skip_button.isEnabled()
    select(running, 3)
    with qtbot.waitSignal(running.skip_requested) as asked:
        qtbot.mouseClick(running.skip_button, Qt.MouseButton.LeftButton)
    assert asked.args == [(3,)]
    assert not running.put_back_button.isEnabled()
    bench.put_item(ended(3, Status.SKIPPED, "skipped by hand"))
    assert not running.skip_button.isEnabled()
    with qtbot.waitSignal(running.put_back_requested) as asked:
        qtbot.mouseClick(running.put_back_button, Qt.MouseButton.LeftButton)
    assert asked.args == [(3,)]


def test_a_comparison_is_skipped_as_a_whole_but_for_what_is_done(running, bench, qtbot):
    bench.put_item(ended(2))
    running.view.setCurrentIndex(running.model.index(1, 0))
    with qtbot.waitSignal(running.skip_requested) as asked:
        running.skip()
    assert asked.args == [(3,)]


def test_what_a_network_refused_cannot_be_put_back(panel, bench):
    bench.show_items("s", [ended(0, Status.SKIPPED, "16 does not divide 65")])
    select(panel, 0)
    assert not panel.put_back_button.isEnabled()


def press(panel, qtbot, key):
    with qtbot.waitSignal(panel.move_requested) as asked:
        qtbot.keyClick(panel.view, key, ALT)
    return tuple(asked.args)


def test_keys_move_a_comparison_past_its_neighbour(running, qtbot):
    running.view.setFocus()
    select(running, 3)
    assert press(running, qtbot, UP) == ((2,), 0)
    assert press(running, qtbot, DOWN) == ((2,), None)
    select(running, 0)
    assert not running.earlier_button.isEnabled()
    assert press(running, qtbot, DOWN) == ((0,), 4)


def test_the_reason_of_a_state_stands_in_its_tooltip(panel, bench):
    bench.show_items("s", [ended(0, Status.SKIPPED, "16 does not divide 65")])
    index = panel.model.index(0, STATE, panel.model.index(0, 0))
    assert index.data() == "skipped"
    assert "16 does not divide 65" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_what_is_finished_is_stepped_over(running, bench, qtbot):
    for number in (2, 3):
        bench.put_item(ended(number))
    running.view.setFocus()
    select(running, 4)
    assert press(running, qtbot, UP) == ((4,), 0)
    select(running, 3)
    assert not running.earlier_button.isEnabled() and not running.later_button.isEnabled()


def test_several_comparisons_move_in_their_order(running, qtbot):
    running.view.setFocus()
    select(running, 2, 5)
    assert press(running, qtbot, UP) == ((2, 4), 0)


def test_a_moved_comparison_stays_selected_where_it_stands_then(running, bench):
    select(running, 4)
    assert bench.point == 4
    running.set_queue(QueueChanged(((4, 5), (0, 1), (2, 3)), None, None))
    assert comparisons(running)[0] == "192 px · batch 1"
    assert running.selected == (4,)
    assert running.view.isExpanded(running.model.index(0, 0))
    assert bench.point == 4


def drop(panel, number, row, parent):
    data = panel.model.mimeData([panel.model.index_of(number)])
    return panel.model.dropMimeData(data, Qt.DropAction.MoveAction, row, 0, parent)


def test_a_drag_goes_before_what_it_is_dropped_on(running, qtbot):
    top = QModelIndex()
    for row, parent, before in ((-1, running.model.index(0, 0), 0), (1, top, 2), (3, top, None)):
        with qtbot.waitSignal(running.model.dropped) as asked:
            assert drop(running, 5, row, parent) is False, "the run moves it, not Qt"
        assert asked.args == [Move((5,), before)]
    with qtbot.waitSignal(running.move_requested) as asked:
        drop(running, 5, -1, running.model.index_of(3))
    assert tuple(asked.args) == ((5,), 2)


def test_nothing_moves_without_a_run(running, qtbot):
    running.set_running(False)
    select(running, 4)
    assert not running.earlier_button.isEnabled() and not running.skip_button.isEnabled()
    with qtbot.assertNotEmitted(running.move_requested):
        drop(running, 5, -1, running.model.index(0, 0))


def test_the_row_and_the_point_of_the_bench_are_one(running, bench):
    select(running, 2)
    assert bench.point == 2
    bench.choose_point(5)
    assert running.selected == (5,)
    bench.choose_point(None)
    assert running.selected == ()


def test_pause_offers_to_go_on(running, qtbot):
    with qtbot.waitSignal(running.pause_requested) as asked:
        qtbot.mouseClick(running.pause_button, Qt.MouseButton.LeftButton)
    assert asked.args == [True]
    running.set_paused(True)
    assert running.pause_button.text() == "Go on"
    running.set_running(False)
    assert running.pause_button.text() == "Pause" and not running.pause_button.isEnabled()


def test_points_that_the_run_does_not_visit_stand_at_the_end(running, bench):
    bench.put_item(ended(6, Status.SKIPPED, "refused"))
    assert comparisons(running)[-1] == "256 px · batch 1"
    assert comparisons(running)[0] == "64 px · batch 1"


def test_names_keep_their_room_where_the_panel_is_narrow(running, qtbot):
    for width, has_rounds in ((1100, True), (600, False)):
        running.resize(width, 300)
        assert running.view.isColumnHidden(ROUNDS) is not has_rounds
        qtbot.waitUntil(lambda: running.view.columnWidth(POINT) >= 150)


def test_every_control_has_a_name_and_a_tooltip(panel):
    buttons = (
        panel.run_button, panel.pause_button, panel.stop_button, panel.skip_button,
        panel.put_back_button, panel.earlier_button, panel.later_button,
    )  # fmt: skip
    assert all((button.text() or button.accessibleName()) and button.toolTip() for button in buttons)
