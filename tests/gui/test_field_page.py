"""The pages of receptive fields and of weights as a person uses them, with an engine that invents."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt

sys.path.append(str(Path(__file__).parents[1]))

from fake_worker import invented_field, invented_weights

from mixbench.core.model import Model
from mixbench.core.steps import Step
from mixbench.gui.checkpoint_chip import Checkpoints
from mixbench.gui.field_page import FieldPage
from mixbench.gui.weights_page import WeightsPage
from mixbench.jobs.events import Answered, QuestionProgress

MIXER, RES = Model("mixer_s16"), Model("resmlp_s12")


@pytest.fixture
def checkpoints(qapp):
    made = Checkpoints()
    yield made
    made.deleteLater()


def opened(qtbot, page):
    """The page on the screen, with what it asked and took back."""
    page.questions, page.taken_back = [], []
    page.asked.connect(page.questions.append)
    page.withdrawn.connect(page.taken_back.append)
    qtbot.addWidget(page)
    page.resize(820, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def fields(qtbot, bench, themes, checkpoints):
    bench.set_models([MIXER, RES], [])
    return opened(qtbot, FieldPage(bench, themes, checkpoints))


@pytest.fixture
def weights(qtbot, bench, themes, checkpoints):
    bench.select(MIXER)
    return opened(qtbot, WeightsPage(bench, themes, checkpoints))


def answer(qtbot, page, invented):
    """Let the engine say something to all that was asked; the page draws it."""
    qtbot.waitUntil(lambda: bool(page.questions))
    for question in page.questions:
        page.take(Answered(question, invented(question)))
    page.questions.clear()
    qtbot.waitUntil(lambda: not page._redraws.is_due)


# receptive fields


def test_a_renamed_copy_has_its_name_on_the_maps(qtbot, fields, bench):
    """And what a name has of markup stays text."""
    bench.rename(MIXER, "<b>mine</b> & odd")
    answer(qtbot, fields, invented_field)
    assert fields.view.images[0].title.startswith("<b>mine</b> & odd\n")
    assert fields.view._cells[0].title.item.toPlainText().startswith("<b>mine</b>")
    assert fields.summary.toPlainText().startswith("<b>mine</b> & odd, block")


def test_the_summary_shows_whole_lines(qtbot, fields):
    answer(qtbot, fields, invented_field)
    line = fields.summary.fontMetrics().lineSpacing()
    shown, air = divmod(fields.summary.viewport().height(), line)
    assert shown == 3 and air <= 4


def test_the_ticked_models_are_asked_about_and_shown_side_by_side(qtbot, fields):
    assert "being followed" in fields.waiting.message.text()
    qtbot.waitUntil(lambda: len(fields.questions) == 2)
    assert [task.case.model for task in fields.questions] == [MIXER, RES]
    assert {(task.position, task.case.height) for task in fields.questions} == {((112, 112), 224)}
    answer(qtbot, fields, invented_field)
    assert [image.title for image in fields.view.images] == [
        "Mixer-S/16\nblock 1 of 2", "ResMLP-S12\nblock 1 of 2",
    ]  # fmt: skip
    assert "43.8 % of the image has any gradient (a cross)" in fields.summary.toPlainText()
    assert "mean over 2 random" in fields.caption.text() and "at initialisation" in fields.caption.text()


def test_depth_scale_and_threshold_change_what_is_seen_without_asking(qtbot, fields):
    answer(qtbot, fields, invented_field)
    values = fields.view.images[0].values
    assert fields.view.colours.is_log and np.nanmin(values) == pytest.approx(-1)
    assert np.isnan(values).sum() == 9  # what has no gradient is not drawn
    qtbot.mouseClick(fields.log, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not fields.view.colours.is_log)
    assert np.nanmin(fields.view.images[0].values) == pytest.approx(0.1)
    fields.threshold.setCurrentIndex(fields.threshold.count() - 1)
    qtbot.waitUntil(lambda: "6.2 % lies above 10 % of the peak" in fields.summary.toPlainText())
    fields.depth_slider.setFocus()
    qtbot.keyClick(fields.depth_slider, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "block 2 of 2" in fields.view.images[0].title)
    assert "100.0 % of the image has any gradient (everywhere)" in fields.summary.toPlainText()
    assert not fields.questions


def test_a_click_and_the_arrows_choose_the_place(qtbot, fields):
    answer(qtbot, fields, invented_field)
    point = fields.view.point_of(1, 30.0, 200.0)
    qtbot.mouseClick(fields.view.viewport(), Qt.MouseButton.LeftButton, pos=point.toPoint())
    qtbot.waitUntil(lambda: len(fields.questions) == 2)
    y, x = fields.questions[0].position
    assert abs(y - 30) <= 3 and abs(x - 200) <= 3
    answer(qtbot, fields, invented_field)
    qtbot.keyClick(fields.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(fields.questions) == 2)
    assert fields.questions[0].position == (y + 56, x)  # the invented patches are a quarter of the image


def test_a_run_takes_the_worker_back_and_a_hidden_page_asks_nothing(qtbot, fields, bench):
    qtbot.waitUntil(lambda: len(fields.questions) == 2)
    asked = list(fields.questions)
    fields.set_running(True)
    assert sorted(map(str, fields.taken_back)) == sorted(map(str, asked))
    assert "as soon as the run is over" in fields.waiting.message.text() or fields._redraws.is_due
    fields.set_running(False)
    assert len(fields.questions) == 4
    fields.hide()
    assert len(fields.taken_back) == 4
    bench.set_models([MIXER], [])
    qtbot.wait(400)
    assert len(fields.questions) == 4


def test_what_fails_says_why_and_can_be_asked_again(qtbot, fields):
    qtbot.waitUntil(lambda: len(fields.questions) == 2)
    first, second = fields.questions
    fields.take(Answered(first, None, "m.pth cannot be read"))
    fields.take(Answered(second, invented_field(second)))
    qtbot.waitUntil(lambda: "Mixer-S/16: m.pth cannot be read" in fields.summary.toPlainText())
    assert [image.title[:6] for image in fields.view.images] == ["ResMLP"]


def test_blocks_are_told_as_they_come_and_stop_leaves_what_was_found(qtbot, fields):
    qtbot.waitUntil(lambda: len(fields.questions) == 2 and fields.line.isVisible())
    first, second = fields.questions
    assert "Mixer-S/16: the gradients are being followed" in fields.line.words.full_text
    fields.source.take_progress(QuestionProgress(first, Step("block", 3, 8, 2, 2)))
    assert fields.line.words.full_text == "Mixer-S/16: block 3 of 8, image 2 of 2"
    assert fields.line.bar.value() == 312  # of a thousand: 10 of 16 gradients of the first of two models
    fields.take(Answered(first, invented_field(first)))
    qtbot.waitUntil(lambda: fields.line.bar.value() == 500)
    qtbot.mouseClick(fields.line.stop, Qt.MouseButton.LeftButton)
    assert fields.taken_back == [second]
    qtbot.waitUntil(lambda: "ResMLP-S12: stopped" in fields.summary.toPlainText())
    fields.take(Answered(second, None, "it was cancelled"))
    assert "Stopped" in fields.line.words.full_text and len(fields.questions) == 2
    qtbot.mouseClick(fields.line.again, Qt.MouseButton.LeftButton)
    assert fields.questions == [first, second, second]
    fields.take(Answered(second, invented_field(second)))
    qtbot.waitUntil(lambda: not fields.line.isVisible())


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".csv", ".npz"])
def test_the_maps_leave_as_picture_and_as_numbers(qtbot, fields, tmp_path, suffix):
    answer(qtbot, fields, invented_field)
    path = tmp_path / f"maps{suffix}"
    with qtbot.waitSignal(fields.said):
        fields.export.save(path)
    assert path.stat().st_size > 200
    if suffix == ".npz":
        with np.load(path) as arrays:
            assert {name: array.shape for name, array in arrays.items()} == {
                "mixer_s16": (3, 4, 4), "resmlp_s12": (3, 4, 4),
            }  # fmt: skip
    if suffix == ".csv":
        assert len(path.read_text().splitlines()) == 1 + 2 * 3 * 16


def test_without_models_it_says_what_to_do(qtbot, fields, bench):
    bench.set_models([], [])
    bench.select(None)
    qtbot.waitUntil(lambda: "Tick models at the left" in fields.waiting.message.text())


# weights


def test_units_are_shown_block_by_block_and_paged(qtbot, weights):
    answer(qtbot, weights, invented_weights)
    (image,) = weights.view.images
    assert image.title.startswith("blocks.0 · largest 39")
    assert weights.units.text() == "units 1 to 16 of 40"
    assert not weights.back.isEnabled() and weights.on.isEnabled()
    qtbot.mouseClick(weights.on, Qt.MouseButton.LeftButton)
    answer(qtbot, weights, invented_weights)
    assert weights.units.text() == "units 17 to 32 of 40"
    assert image.values.shape == (2, 47) and "2 × 2 places" in weights.caption.text()
    assert weights.view.describe(0, 1.5, 3.5) == "unit 18, row 2, column 1: 17"


def test_a_block_without_weights_says_why(qtbot, weights):
    answer(qtbot, weights, invented_weights)
    weights.block.setCurrentIndex(2)
    weights.block.activated.emit(2)
    answer(qtbot, weights, invented_weights)
    assert "its spatial mixing has no weights" in weights.waiting.message.text()
    assert not weights.export.isEnabled()


def test_a_file_is_reported_and_serves_both_pages(qtbot, weights, fields, checkpoints, bench):
    bench.select(MIXER)
    weights.weights.load("/models/mixer.pth")
    qtbot.waitUntil(lambda: any(task.file == "/models/mixer.pth" for task in weights.questions))
    answer(qtbot, weights, invented_weights)
    report = weights.report.toPlainText()
    assert weights.report.isVisible()
    for said in ("1 tensor with 10 of 20", "missing: head.bias", "10 x 512, not 1000 x 512", "a note"):
        assert said in report
    assert weights.weights.text() == "mixer.pth" == fields.weights.text()
    qtbot.waitUntil(lambda: any(task.file for task in fields.questions))
    assert {task.case.model for task in fields.questions if task.file} == {MIXER}
    weights.weights.load("")
    qtbot.waitUntil(lambda: not weights.report.isVisible())
