"""The page of the memory as a person uses it, and the window around it with a worker that invents."""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabWidget

from mixbench.core.cost import MemoryForecast
from mixbench.core.memory import BatchAnswer, BatchTrial, MemoryTrace
from mixbench.core.model import Model
from mixbench.gui.main_window import MainWindow
from mixbench.gui.memory_page import MemoryPage
from mixbench.gui.preferences import Preferences
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import Answered, BatchProgress
from mixbench.protocol import BatchTask, MemoryTask
from mixbench.store.database import Store

MB = 1_000_000
STEP = MemoryTrace(
    MemoryForecast(90 * MB, 40 * MB, "blocks.1.fc", "aten::gelu", "backward", 30 * MB, 80 * MB),
    (10 * MB, 50 * MB, 70 * MB, 90 * MB, 30 * MB),
    ("input", "aten::convolution", "aten::addmm", "aten::gelu", "aten::_fused_adamw_"),
    ("", "stem", "blocks.0.fc", "blocks.1.fc", ""),
    ("forward", "forward", "forward", "backward", "optimizer"),
)
PASS = MemoryTrace(
    MemoryForecast(9 * MB, 200 * MB, "stem", "aten::convolution"),
    (5 * MB, 9 * MB),
    ("input", "aten::convolution"),
    ("", "stem"),
    ("forward", "forward"),
)


@pytest.fixture
def page(qtbot, bench, themes):
    """The page with Mixer-S/16 selected, and what it asked and took back."""
    bench.select(Model("mixer_s16"))
    page = MemoryPage(bench, themes)
    page.questions, page.taken_back = [], []
    page.asked.connect(page.questions.append)
    page.withdrawn.connect(page.taken_back.append)
    qtbot.addWidget(page)
    page.resize(760, 520)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def shown(page):
    """The page with a known training step."""
    page.training.click()
    page.take(Answered(MemoryTask(0, page.source.case), STEP))
    return page


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def curve(item):
    return [array.tolist() for array in item.getData()]


# asking


def test_both_modes_are_asked_the_one_that_is_shown_first(qtbot, page):
    qtbot.waitUntil(lambda: len(page.questions) == 2)
    assert [question.case.conditions.mode for question in page.questions] == ["inference", "training_step"]
    assert {(question.case.height, question.case.batch) for question in page.questions} == {(224, 1)}
    click(qtbot, page.training)
    qtbot.wait(400)
    assert len(page.questions) == 2


def test_what_is_stale_is_taken_back_and_typing_is_not_asked(qtbot, page, bench):
    qtbot.waitUntil(lambda: len(page.questions) == 2)
    for batch in (2, 3, 4):
        page.batch.setValue(batch)
    assert sorted(page.taken_back, key=str) == sorted(page.questions, key=str)
    qtbot.waitUntil(lambda: len(page.questions) == 4)
    assert [question.case.batch for question in page.questions[2:]] == [4, 4]


def test_a_page_that_nobody_sees_asks_nothing(qtbot, page, bench):
    qtbot.waitUntil(lambda: len(page.questions) == 2)
    page.hide()
    bench.select(Model("resmlp_s12"))
    qtbot.wait(500)
    assert len(page.questions) == 2
    page.show()
    qtbot.waitUntil(lambda: len(page.questions) == 4)


def test_it_begins_with_the_mode_and_batch_of_the_sweep(page, bench):
    bench.set_sweep(
        replace(bench.sweep, batch=8, conditions=replace(bench.sweep.conditions, mode="training_step"))
    )
    assert page.mode() == "training_step" and page.source.case.batch == 8


def test_what_cannot_be_followed_says_why_and_can_be_asked_again(qtbot, page):
    qtbot.waitUntil(lambda: len(page.questions) == 2)
    page.take(Answered(page.questions[0], None, "the network could not be built"))
    assert "the network could not be built" in page.waiting.message.text()
    click(qtbot, page.waiting.again)
    assert page.questions[2] == page.questions[0]
    assert "being followed" in page.waiting.message.text()


def test_during_a_run_it_says_when_it_will_be_followed(page):
    page.set_running(True)
    assert "as soon as the run is over" in page.waiting.message.text()
    assert not page.batches.largest.isEnabled()


# what is drawn


def test_the_curve_stands_on_weights_and_optimizer_so_that_its_height_is_the_total(shown):
    plot = shown.plot
    assert curve(plot.weights)[1] == [40.0]
    assert curve(plot.optimizer)[1] == [120.0]
    assert curve(plot.curve) == [[0, 1, 2, 3, 4, 5], [130, 170, 190, 210, 150]]
    assert curve(plot.ring) == [[3.5], [210.0]]
    assert plot.peak_words() == "peak 210.0 MB: blocks.1.fc, gelu"


def test_phases_are_shaded_and_named(shown):
    assert shown.plot.shades.spans == [(3.0, 4.0)]
    assert curve(shown.plot.limits)[0] == [3, 3, 4, 4]
    words = [item.textItem.toPlainText() for item in shown.plot.phase_words if item.isVisible()]
    assert words == ["forward", "backward", "optimizer"]


def test_beside_large_weights_a_pass_is_drawn_alone_until_someone_asks_otherwise(qtbot, page):
    page.take(Answered(MemoryTask(0, page.source.case), PASS))
    assert not page.floor.isChecked() and curve(page.plot.curve)[1] == [5, 9]
    click(qtbot, page.floor)
    assert curve(page.plot.curve)[1] == [205, 209]
    page.refresh()
    assert page.floor.isChecked()


def test_stages_are_named_below_the_pass(shown):
    strings = shown.plot.stages.tickStrings(shown.plot.stages.tickValues(0, 5, 700)[0][1], 1, 1)
    assert strings == ["stem", "blocks.0.fc", "blocks.1.fc"]
    narrow = shown.plot.stages.tickStrings(shown.plot.stages.tickValues(0, 5, 190)[0][1], 1, 1)
    assert narrow == ["stem", "fc", "fc"]


def test_the_mouse_names_operator_layer_and_amount(shown):
    plot = shown.plot
    plot.plot.scene().sigMouseMoved.emit(plot.box.mapToScene(plot.box.mapFromView(QPointF(2.5, 10))))
    assert plot.readout.isVisible()
    assert [(row.name, row.remark) for row in plot.readout.rows] == [("addmm", "190.0 MB")]
    assert plot.pointer.value() == 2.5
    plot.plot.scene().sigMouseMoved.emit(QPointF(-50, -50))
    assert not plot.readout.isVisible()


def test_a_measured_peak_stands_beside_the_forecast(qtbot, page, bench, finished):
    items = finished(bench)
    item = next(i for i in items if i.case.model == Model("mixer_s16") and i.case.height == 256)
    cost = replace(item.measurement.cost, peak_memory_bytes=10 * MB)
    measured = replace(item, measurement=replace(item.measurement, cost=cost))
    bench.show_items("s", [measured if i is item else i for i in items])
    page.side.setCurrentIndex(page.side.findData(256))
    page.side.activated.emit(page.side.currentIndex())
    page.take(Answered(MemoryTask(0, page.source.case), PASS))
    words = page.figures.texts()
    assert (words["Measured"], words["Difference"]) == ("210.0 MB", "+11.1 %")
    assert page.plot.measured.isVisible() and page.plot.measured.value() == pytest.approx(10.0)


# in words


def test_the_parts_sum_to_the_total(shown):
    words = shown.figures.texts()
    assert words["Mixer-S/16"] == "224 px, batch 1"
    assert words["Total"] == "210.0 MB"
    parts = [
        float(words[name].split()[0]) for name in ("Weights", "Activations", "Gradients", "Optimizer state")
    ]
    assert parts == [40, 60, 30, 80] and sum(parts) == 210
    assert (words["Peak in"], words["at operator"]) == ("blocks.1.fc", "gelu")


def test_inference_has_neither_gradients_nor_an_optimizer(page):
    page.take(Answered(MemoryTask(0, page.source.case), PASS))
    assert not {"Gradients", "Optimizer state"} & set(page.figures.texts())


# batches

FOUND = BatchAnswer("largest", 96, 7_600 * MB, 7_000 * MB, 8_000 * MB, "97 would need 8.1 GB")
TRIALS = (
    BatchTrial(64, 5_000 * MB, True),
    BatchTrial(128, 10_000 * MB, False),
    BatchTrial(96, 7_600 * MB, True),
)


def asked_batch(page):
    return [question for question in page.questions if isinstance(question, BatchTask)]


def rows(table):
    return [[table.item(row, column).text() for column in range(4)] for row in range(table.rowCount())]


def test_the_largest_batch_is_searched_step_by_step(qtbot, page):
    search = page.batches
    click(qtbot, search.largest)
    (question,) = asked_batch(page)
    assert (question.goal, question.is_confirmed, question.case.batch) == ("largest", False, 1)
    assert search.cancel.isVisible() and not search.fastest.isEnabled()
    search.take_trial(BatchProgress(question, TRIALS[0]))
    assert "batch 64 needs 5000.0 MB" in search.state.text()
    page.take(Answered(question, replace(FOUND, trials=TRIALS)))
    assert search.figures.texts() == {
        "Largest batch": "96",
        "Needs, forecast": "7600.0 MB",
        "Free": "8000.0 MB",
    }
    assert "97 would need 8.1 GB" in search.state.text() and "Confirming runs one pass" in search.state.text()
    assert [row[:3] for row in rows(search.trials)] == [
        ["64", "5000.0 MB", "yes"], ["96", "7600.0 MB", "yes"], ["128", "10000.0 MB", "no"],
    ]  # fmt: skip
    assert search.trials.isColumnHidden(3) and not search.cancel.isVisible()


def test_a_batch_is_confirmed_by_a_run(qtbot, page):
    click(qtbot, page.batches.confirm)
    (question,) = asked_batch(page)
    assert question.is_confirmed
    page.take(Answered(question, replace(FOUND, measured_bytes=6_930 * MB)))
    words = page.batches.figures.texts()
    assert (words["Peak, forecast"], words["Peak, measured"]) == ("7000.0 MB", "6930.0 MB")
    assert words["Difference"] == "-1.0 %"


def test_the_fastest_batch_shows_the_throughput_of_each(qtbot, page):
    click(qtbot, page.batches.fastest)
    (question,) = asked_batch(page)
    assert question.goal == "fastest"
    trials = tuple(replace(trial, throughput_img_s=40.0 + row) for row, trial in enumerate(TRIALS))
    page.take(Answered(question, replace(FOUND, goal="fastest", throughput_img_s=42.0, trials=trials)))
    assert page.batches.figures.texts()["Images/s"] == "42"
    assert not page.batches.trials.isColumnHidden(3)
    assert [row[3] for row in rows(page.batches.trials)] == ["40", "42", "41"]


def test_not_even_one_image_fits(qtbot, page):
    click(qtbot, page.batches.largest)
    (question,) = asked_batch(page)
    page.take(Answered(question, replace(FOUND, batch=0, reason="1 needs 9 GB, 8 GB are free")))
    assert page.batches.figures.texts() == {"Largest batch": "none fits"}
    assert page.batches.state.text() == "1 needs 9 GB, 8 GB are free"


def test_a_search_is_cancelled_and_a_late_answer_is_dropped(qtbot, page):
    click(qtbot, page.batches.largest)
    (question,) = asked_batch(page)
    click(qtbot, page.batches.cancel)
    assert page.taken_back[-1] == question
    assert page.batches.state.text() == "The search was cancelled."
    page.take(Answered(question, FOUND))
    assert page.batches.largest.isEnabled() and not page.batches.figures.isVisible()


def test_another_model_ends_the_search_and_has_answers_of_its_own(qtbot, page, bench):
    click(qtbot, page.batches.largest)
    (question,) = asked_batch(page)
    page.take(Answered(question, FOUND))
    bench.select(Model("resmlp_s12"))
    assert not page.batches.figures.isVisible()
    click(qtbot, page.batches.largest)
    bench.select(Model("mixer_s16"))
    assert page.taken_back[-1] == asked_batch(page)[-1]
    assert page.batches.figures.texts()["Largest batch"] == "96"


def test_a_worker_answers_it_all_in_the_window(qtbot, qapp, themes, tmp_path):
    """The fake worker invents a pass of three operators, and batches up to 4."""
    command = [sys.executable, str(Path(__file__).parents[1] / "fake_worker.py")]
    window = MainWindow(
        Store(tmp_path / "w.sqlite3"),
        Preferences(tmp_path / "w.ini"),
        themes,
        lambda: ProcessTransport(command=command),
    )
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    page = window.pages.memory
    page.window().findChild(QTabWidget).setCurrentWidget(page)
    qtbot.waitUntil(lambda: page.plot.isVisible(), timeout=20_000)
    assert page.plot.trace.operators == ("input", "addmm", "mean")
    click(qtbot, page.training)
    qtbot.waitUntil(lambda: page.plot.isVisible(), timeout=20_000)
    click(qtbot, page.batches.confirm)
    qtbot.waitUntil(lambda: "Difference" in page.batches.figures.texts(), timeout=20_000)
    assert page.batches.figures.texts()["Largest batch"] == "4"
    assert page.batches.trials.rowCount() == 4
    window.close()
    qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)


# taking it away


def test_figures_and_course_leave_the_page(qtbot, shown, tmp_path):
    shown.copy()
    lines = dict(line.split("\t") for line in QGuiApplication.clipboard().text().splitlines())
    assert lines == shown.figures.texts()
    path = tmp_path / "memory.csv"
    with qtbot.waitSignal(shown.said):
        shown.save(path)
    written = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert [int(line["live_bytes"]) for line in written] == list(STEP.live_bytes)
    for suffix in ("png", "svg"):
        shown.save(tmp_path / f"memory.{suffix}")
        assert (tmp_path / f"memory.{suffix}").stat().st_size > 1000
    with qtbot.waitSignal(shown.failed):
        shown.save(tmp_path / "nowhere" / "memory.csv")


def test_colours_follow_the_theme(shown, themes):
    before = shown.plot.weights.opts["brush"].color()
    themes.set_mode("dark")
    assert shown.plot.weights.opts["brush"].color() != before
    assert np.isfinite(shown.plot.box.viewRange()).all()
