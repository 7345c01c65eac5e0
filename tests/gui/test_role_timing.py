"""Time by role as a person takes it: on the page of the laws, and on that of the layers."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fake_worker import ENVIRONMENT, invented_layer_times, invented_timing
from PySide6.QtCore import Qt

from mixbench.core.measurement import Estimate, Measurement, Status
from mixbench.core.model import Conditions, Model
from mixbench.core.role_times import role_times
from mixbench.core.roles import Role
from mixbench.core.sweep import SweepPlan
from mixbench.gui.laws_model import FIT, MEASURED, MODEL, PREDICTED
from mixbench.gui.laws_page import LawsPage
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.role_time_keeper import RoleTimeKeeper
from mixbench.gui.shown_session import ShownSession
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import Answered
from mixbench.protocol import LayersTask
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
RES, MIXER = Model("resmlp_s12"), Model("mixer_s16")
SIDES = (64, 128, 256)


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "results.sqlite3")
    yield store
    store.close()


@pytest.fixture
def session(store):
    """Both models at three sizes, measured where the fake engine runs."""
    return measured_in(store)


def measured_in(store, **conditions):
    plan = SweepPlan((RES, MIXER), tuple((side, side) for side in SIDES), conditions=Conditions(**conditions))
    session = store.begin_session(plan)
    store.set_environment(session, ENVIRONMENT)
    for number, case in enumerate(plan.cases()):
        area = case.height * case.width / 64**2
        timing = invented_timing(Estimate(5 * area, 4.9 * area, 5.1 * area, 5, 30, 0.0), 1)
        store.put(session, number, Measurement(case, Status.OK, timing=timing))
    return session


@pytest.fixture
def keeper(bench, store):
    keeper = RoleTimeKeeper(bench, store)
    keeper.set_machine(ENVIRONMENT)
    return keeper


@pytest.fixture
def page(qtbot, themes, bench, store, session, keeper):
    """The page of the laws on the stored session, looking at the time of spatial mixing."""
    bench.set_models([RES, MIXER], [])
    page = LawsPage(bench, themes)
    qtbot.addWidget(page)
    page.follow(keeper)
    page.resize(900, 640)
    page.show()
    qtbot.waitExposed(page)
    ShownSession(bench, store).open(session)
    page.bar.role.setCurrentIndex(page.bar.role.findData(str(Role.SPATIAL_MIXING)))
    page.redraw()
    return page


@pytest.fixture
def engine(page, keeper):
    """Answers, when it is told to, what the page asked."""
    return Engine(page, keeper)


class Engine:
    def __init__(self, page, keeper):
        self.page, self.keeper, self.asked, self.withdrawn = page, keeper, [], []
        page.asked.connect(self.asked.append)
        page.withdrawn.connect(self.withdrawn.append)

    def answer(self, error=""):
        question = self.asked.pop(0)
        times = None if error else invented_layer_times(question.case)
        for hear in (self.keeper.take, self.page.take):  # the store first, as in the window
            hear(Answered(question, times, error))
        self.page.redraw()


def press(qtbot, page):
    qtbot.mouseClick(page.timing.button, Qt.MouseButton.LeftButton)
    page.redraw()


def cells(page, name):
    rows = {page.order.index(row, MODEL).data(): row for row in range(page.order.rowCount())}
    return {column: page.order.index(rows[name], column).data() for column in (PREDICTED, MEASURED, FIT)}


def test_an_empty_page_says_which_button_to_press(page):
    assert page.bar.role.isEnabled()
    assert "Press Time by role" in page.view.figure.empty
    assert page.timing.button.isEnabled() and page.timing.button.text() == "Time by role"
    assert "clock at every layer" in page.timing.button.toolTip()
    assert cells(page, "ResMLP-S12")[MEASURED] == "–"
    page.bar.metric.setCurrentIndex(page.bar.metric.findData("macs"))
    assert not page.timing.button.isVisible() and page.view.figure.series


def test_every_size_is_timed_drawn_and_kept_as_it_comes(qtbot, page, engine, store, session):
    press(qtbot, page)
    assert engine.asked[0].case.model == RES and engine.asked[0].case.height == 64
    assert "0 of 6" in page.timing.notice.text() and page.timing.button.text() == "Stop timing"
    for done in range(3):
        engine.answer()
        assert f"{done + 1} of 6" in page.timing.notice.text()
        assert len(store.role_times.of_session(session)) == done + 1
    points = [series for series in page.view.figure.series if series.style == "measured"]
    assert sum(len(series.x) for series in points) == 3
    for _ in range(3):
        engine.answer()
    assert not engine.asked and len(store.role_times.of_session(session)) == 6
    found = cells(page, "ResMLP-S12")
    assert found[PREDICTED] == "2.00" and found[MEASURED].startswith("1.50")
    assert "2.00" not in found[MEASURED]
    notice = page.timing.notice.text()
    assert "intervals over 11 passes" in notice and "short against clocks: 2 of 6" in notice
    assert "clocks: 0.5 – 16.1 % of a pass" in notice and "in no layer: 0.5 – 13.9 %" in notice
    assert "not over rounds" in page.timing.notice.toolTip()
    assert not page.timing.button.isEnabled() and "has its times by role" in page.timing.button.toolTip()


def test_what_was_stopped_is_kept_and_gone_on_with(qtbot, page, engine, store, session):
    press(qtbot, page)
    engine.answer()
    press(qtbot, page)
    assert engine.withdrawn == engine.asked and not page.timing.source.is_timing
    engine.answer("it was cancelled")
    assert len(store.role_times.of_session(session)) == 1
    assert "cancelled" not in page.timing.notice.text(), "that was asked for"
    press(qtbot, page)
    assert "0 of 5" in page.timing.notice.text()


def test_one_that_cannot_be_timed_does_not_end_the_others(qtbot, page, engine, store, session):
    press(qtbot, page)
    engine.answer("it needs 9 GB")
    for _ in range(5):
        engine.answer()
    assert "ResMLP-S12 at 64 px could not be timed: it needs 9 GB" in page.timing.notice.text()
    assert len(store.role_times.of_session(session)) == 5
    assert page.timing.button.isEnabled(), "one is lacking"


def test_a_run_needs_the_engine_for_itself(qtbot, page, engine):
    press(qtbot, page)
    page.set_running(True)
    page.redraw()
    assert engine.withdrawn and not page.timing.button.isEnabled()
    assert "A run is being measured" in page.timing.button.toolTip()
    page.set_running(False)
    page.redraw()
    assert page.timing.button.isEnabled()


def test_another_session_takes_the_question_back(qtbot, page, engine, bench, store):
    press(qtbot, page)
    steps = measured_in(store, mode="training_step")
    ShownSession(bench, store).open(steps)
    page.redraw()
    assert engine.withdrawn
    assert not page.timing.button.isEnabled()
    assert "No eager forward pass" in page.timing.button.toolTip()
    assert "No eager forward pass" in page.view.figure.empty


def test_another_machine_does_not_add_to_a_session(page, keeper, store, session):
    keeper.set_machine(replace(ENVIRONMENT, processor="Another CPU"))
    page.redraw()
    assert not page.timing.button.isEnabled()
    assert "on another machine" in page.timing.button.toolTip()
    case = store.load(session).measurements[0].case
    keeper.take(Answered(LayersTask(0, case), invented_layer_times(case)))
    assert store.role_times.of_session(session) == {}


def test_what_is_stored_is_read_when_somebody_looks(page, keeper, bench, store, session):
    """Opening a session reads none of it."""
    for number, one in store.load(session).measurements.items():
        store.role_times.put(session, number, ENVIRONMENT, role_times(invented_layer_times(one.case)))
    page.bar.role.setCurrentIndex(0)
    page.bar.metric.setCurrentIndex(page.bar.metric.findData("macs"))
    reads = []
    of_session = store.role_times.of_session
    store.role_times.of_session = lambda id: reads.append(id) or of_session(id)
    ShownSession(bench, store).open(session)
    page.redraw()
    assert reads == []
    page.bar.metric.setCurrentIndex(page.bar.metric.findData("latency"))
    page.bar.role.setCurrentIndex(page.bar.role.findData(str(Role.CHANNEL_MIXING)))
    page.redraw()
    assert reads == [session]
    assert cells(page, "Mixer-S/16")[MEASURED].startswith("1.00")


def test_the_whole_and_each_role_stand_side_by_side(qtbot, page, engine, bench):
    """The table has all; the plot the selected model's, each role with a look of its own."""
    press(qtbot, page)
    while engine.asked:
        engine.answer()
    page.bar.role.setCurrentIndex(page.bar.role.findData("each"))
    assert cells(page, "ResMLP-S12")[MEASURED].startswith("1.00")
    assert cells(page, "ResMLP-S12 · spatial mixing")[MEASURED].startswith("1.50")
    assert cells(page, "ResMLP-S12 · spatial mixing")[PREDICTED] == "2.00"
    assert cells(page, "Mixer-S/16 · normalisation")[PREDICTED] == "–"
    assert cells(page, "Mixer-S/16 · head")[MEASURED] == "–"
    with pytest.raises(KeyError, match="downsampling"):  # ResMLP and Mixer have none
        cells(page, "Mixer-S/16 · downsampling")
    bench.select(MIXER)
    page.redraw()
    drawn = [series for series in page.view.figure.series if series.style == "measured"]
    assert {series.label.split(" · ")[0] for series in drawn} == {"Mixer-S/16"}
    assert len({series.slot for series in drawn}) == len(drawn) == 4
    page.bar.map_chip.click()
    assert set(page.map.standings.rows) == {"Mixer-S/16", "ResMLP-S12"}


def test_the_window_keeps_what_its_pages_time_and_how_they_were_switched(
    qtbot, themes, store, session, tmp_path
):
    """From the page of the layers to the store, and the switches of the laws over a restart."""
    path = tmp_path / "window.ini"

    def opened():
        window = MainWindow(
            store,
            Preferences(path),
            themes,
            lambda: ProcessTransport(command=(sys.executable, str(FAKE_WORKER))),
        )
        qtbot.addWidget(window)
        window.show()
        return window

    window = opened()
    qtbot.waitUntil(lambda: window.control.environment is not None, timeout=10_000)
    window.bench.set_models([MIXER], [])
    window.control.show_session(session)
    case = next(item.case for item in window.bench.items.values() if item.case.model == MIXER)
    window.control.ask(LayersTask(0, case))
    qtbot.waitUntil(lambda: bool(store.role_times.of_session(session)), timeout=10_000)
    laws = window.pages.laws
    laws.bar.metric.setCurrentIndex(laws.bar.metric.findData("throughput"))
    laws.bar.role.setCurrentIndex(laws.bar.role.findData(str(Role.NORM)))
    laws.bar.map_chip.click()
    chosen = laws.choice()
    (number,) = store.role_times.of_session(session)
    assert window.bench.items[number].case == case
    window.close()
    again = Store(store.path)
    restored = MainWindow(
        again, Preferences(path), themes, lambda: ProcessTransport(command=(sys.executable, str(FAKE_WORKER)))
    )
    qtbot.addWidget(restored)
    assert restored.pages.laws.choice() == chosen and restored.pages.laws.bar.is_map
    restored.close()
