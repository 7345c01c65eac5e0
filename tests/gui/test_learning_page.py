"""The learning page asks, follows the curves live, stops, tells the verdict, and shows the last probe."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mixbench.core.learning import HELD_OUT, LearningPoint, LearningProbe, LearningRun
from mixbench.core.model import Model
from mixbench.gui.learning_page import LearningPage
from mixbench.gui.pages import Pages
from mixbench.gui.run_control import RunControl
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import Answered, LearningProgress
from mixbench.store.database import Store
from mixbench.store.learning import keep_probe, last_probe, learning_path


@pytest.fixture
def page(qtbot, bench, themes, tmp_path):
    page = LearningPage(bench, themes)
    page.keep_beside(tmp_path / "results.sqlite3")
    page.kept, page.questions, page.taken_back = learning_path(tmp_path / "results.sqlite3"), [], []
    page.asked.connect(page.questions.append)
    page.withdrawn.connect(page.taken_back.append)
    qtbot.addWidget(page)
    bench.set_models([Model("mixer_s16"), Model("convmixer_512_16")], [])
    page.resize(900, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def training(model, shuffle, seed, steps=200):
    """A shuffle of the pixels takes 140 images from ConvMixer; all else is a matter of a few."""
    lost = 140 if shuffle == "pixels" and model.variant.startswith("convmixer") else 0
    wrong = tuple(range(100 + lost + seed))
    points = (
        LearningPoint(0, 0.0, None, 0.1),
        LearningPoint(steps, 2.0, 0.5, 1 - len(wrong) / HELD_OUT),
    )
    return LearningRun(model, shuffle, seed, points, wrong)


def probe_of(plan):
    runs = [
        training(model, shuffle, seed, plan.steps)
        for seed in range(plan.seeds)
        for model in plan.models
        for shuffle in plan.shuffles
    ]
    return LearningProbe(plan, tuple(runs), 400, HELD_OUT, "Imaginary CPU", "2.0")


def settle(page):
    page.redraw()


def test_it_says_what_it_would_train_and_asks_that(qtbot, page, bench):
    bench.tick(Model("maxim_s1"), True)
    settle(page)
    assert "Tiny versions of Mixer-S/16 (154,058 parameters)" in page.networks.full_text
    assert "Left out: MAXIM restores images" in page.networks.full_text
    assert "Start trains tiny versions" in page.view.empty.text()
    click(qtbot, page.bar.patches)
    page.bar.steps.setValue(50)
    click(qtbot, page.bar.start)
    (question,) = page.questions
    assert [model.variant for model in question.plan.models] == ["mixer_s16", "convmixer_512_16"]
    assert (question.plan.shuffles, question.plan.steps, question.plan.seeds) == (("none", "pixels"), 50, 3)
    settle(page)
    assert page.bar.stop.isVisible() and not page.bar.start.isVisible() and not page.bar.steps.isEnabled()


def test_without_a_model_it_says_what_to_do(page, bench):
    bench.set_models([], [])
    settle(page)
    assert "Tick a model" in page.view.empty.text() and not page.bar.start.isEnabled()


def test_curves_grow_live_solid_dashed_and_dotted(qtbot, page):
    click(qtbot, page.bar.start)
    (question,) = page.questions
    conv = question.plan.models[1]
    for shuffle in question.plan.shuffles:
        page.source.take_progress(LearningProgress(question, training(conv, shuffle, 0)))
    settle(page)
    styles = {series.label: series.style for series in page.view.figure.series}
    assert styles == {
        "ConvMixer-512/16": "measured",
        "ConvMixer-512/16 · pixels": "law",
        "ConvMixer-512/16 · patches": "elsewhere",
    }
    assert page.view.figure.series[0].y[-1] == pytest.approx(100 * (1 - 100 / HELD_OUT))
    assert "Training 3 of 18" in page.state.text() and "waits for the end" in page.state.text()
    click(qtbot, page.bar.loss)
    click(qtbot, page.bar.along_seconds)
    settle(page)
    assert (page.view.figure.series[0].x, page.view.figure.series[0].y) == ((2.0,), (0.5,))
    assert page.view.figure.x.unit == "s"


def test_the_verdict_tells_a_loss_from_what_cannot_be_told_and_is_kept(qtbot, page):
    click(qtbot, page.bar.start)
    (question,) = page.questions
    page.take(Answered(question, probe_of(question.plan)))
    settle(page)
    said = page.findings.verdict.text()
    assert "One fixed shuffle of all pixels: Mixer-S/16: cannot tell (" in said
    assert "ConvMixer-512/16 loses 10.0 points (" in said
    assert "ranks no families" in page.limits.text() and "Imaginary CPU" in page.findings.conditions.text()
    rows = page.findings.table.texts()
    assert len(rows) == 6 and rows[4][0] == "ConvMixer-512/16 · pixels"
    assert rows[4][1].startswith("10.0 (") and rows[3][1] == ""
    assert last_probe(page.kept) == page.source.probe
    page.findings.table.copy()
    assert QGuiApplication.clipboard().text().count("\n") == 6


def test_what_was_finished_stays_when_it_is_stopped(qtbot, page):
    click(qtbot, page.bar.start)
    (question,) = page.questions
    page.source.take_progress(LearningProgress(question, training(question.plan.models[0], "none", 0)))
    settle(page)
    click(qtbot, page.bar.stop)
    assert page.taken_back == [question]
    settle(page)
    assert "Stopped before its end" in page.state.text() and page.findings.table.rowCount() == 1
    assert len(last_probe(page.kept).finished) == 1
    page.take(Answered(question, None, "it was cancelled"))  # a late word changes nothing
    page.source.take_progress(LearningProgress(question, training(question.plan.models[0], "pixels", 0)))
    assert len(page.source.probe.runs) == 1 and page.source.problem == ""
    assert page.bar.start.isVisible()


def test_why_nothing_can_be_learned_is_told_and_the_kept_probe_stays(qtbot, page):
    click(qtbot, page.bar.start)
    (question,) = page.questions
    page.take(Answered(question, None, "scikit-learn is not installed; pip install it"))
    settle(page)
    assert "pip install" in page.state.text() and page.bar.start.isEnabled()
    assert not page.kept.exists()


def test_the_last_probe_is_shown_again_and_a_damaged_one_is_told(qtbot, bench, themes, tmp_path, page):
    click(qtbot, page.bar.start)
    keep_probe(probe_of(page.questions[0].plan), page.kept)
    again = LearningPage(bench, themes)
    qtbot.addWidget(again)
    again.keep_beside(tmp_path / "results.sqlite3")
    again.show()
    settle(again)
    assert again.findings.table.rowCount() == 6 and "ConvMixer-512/16 loses" in again.findings.verdict.text()
    page.kept.write_text("{")
    damaged = LearningPage(bench, themes)
    qtbot.addWidget(damaged)
    damaged.keep_beside(tmp_path / "results.sqlite3")
    with qtbot.waitSignal(damaged.failed) as failed:
        damaged.show()
    assert "cannot be read" in failed.args[0]


def test_the_window_and_a_worker_play_it_through(qtbot, bench, themes, tmp_path):
    """The fake worker takes a while for each look at a training, so that there is something to stop."""
    command = [sys.executable, str(Path(__file__).parents[1] / "fake_worker.py"), "--learning-s", "0.05"]
    pages = Pages(bench, themes)
    qtbot.addWidget(pages)
    control = RunControl(bench, Store(tmp_path / "w.sqlite3"), lambda: ProcessTransport(command=command))
    pages.join(control)
    page = pages.learning
    pages.setCurrentWidget(page)
    pages.show()
    page.start()
    qtbot.waitUntil(lambda: len(page.source.probe.finished) >= 3, timeout=20_000)
    page.source.stop()
    qtbot.waitUntil(lambda: page.findings.table.rowCount() >= 3, timeout=5_000)
    assert 3 <= len(last_probe(learning_path(tmp_path / "w.sqlite3")).finished) < 36
    page.bar.seeds.setValue(1)
    page.start()
    qtbot.waitUntil(lambda: not page.source.is_training, timeout=20_000)
    assert page.source.problem == "" and len(page.source.probe.finished) == 4 * 3
    settle(page)
    assert "One fixed shuffle of all pixels: " in page.findings.verdict.text()
    assert "with one seed" in page.findings.conditions.text()
    control.shut_down()


def test_during_a_run_it_waits(qtbot, page):
    page.set_running(True)
    click(qtbot, page.bar.start)
    settle(page)
    assert "begins when the run is over" in page.state.text()


def test_every_point_leaves_the_page_as_csv(qtbot, page, tmp_path):
    click(qtbot, page.bar.start)
    page.take(Answered(page.questions[0], probe_of(page.questions[0].plan)))
    with qtbot.waitSignal(page.said):
        page.save(tmp_path / "curves.csv")
    lines = list(csv.DictReader((tmp_path / "curves.csv").read_text(encoding="utf-8").splitlines()))
    assert len(lines) == 18 * 2 and {line["is_finished"] for line in lines} == {"true"}
    with qtbot.waitSignal(page.failed):
        page.save(tmp_path / "nowhere" / "curves.csv")
