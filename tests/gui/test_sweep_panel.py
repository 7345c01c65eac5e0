"""The sweep panel, typed into and clicked as a person does."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QSplitter, QWidget

from mixbench.core.model import Model
from mixbench.core.sweep import range_text
from mixbench.gui.accepted_range import accepted_range
from mixbench.gui.refused_cells import refusals
from mixbench.gui.sweep_estimate import Shortage
from mixbench.gui.sweep_panel import SweepPanel
from mixbench.gui.workbench import BATCH, SweepSettings, Workbench

MIXER, CYCLE, CONV = Model("mixer_s16"), Model("cyclemlp_b1"), Model("convmixer_512_16")


@pytest.fixture
def panel(qtbot):
    bench = Workbench()
    bench.set_models([MIXER, CONV], [])
    panel = SweepPanel(bench)
    qtbot.addWidget(panel)
    panel.bench = bench
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def type_values(panel, qtbot, text):
    panel.values.setFocus()
    panel.values.selectAll()
    qtbot.keyClicks(panel.values, text)
    qtbot.waitUntil(lambda: not panel._pause.isActive())


def choose(panel, axis):
    index = panel.axis.findData(axis)
    panel.axis.setCurrentIndex(index)
    panel.axis.activated.emit(index)


def test_a_typed_range_becomes_the_sweep(panel, qtbot):
    type_values(panel, qtbot, "96:224:32")
    assert panel.bench.sweep.values == (96, 128, 160, 192, 224)
    assert not panel.problem.isVisible()


def test_a_bad_range_is_said_and_changes_nothing(panel, qtbot):
    type_values(panel, qtbot, "64:512:64")
    type_values(panel, qtbot, "512:64")
    assert "from:to:step" in panel.problem.text()
    assert panel.problem.isVisible()
    assert panel.bench.sweep.values == tuple(range(64, 513, 64))
    type_values(panel, qtbot, "64:128:32")
    assert not panel.problem.isVisible()


def test_leaving_the_field_with_a_bad_range_brings_the_good_one_back(panel, qtbot):
    type_values(panel, qtbot, "nonsense")
    panel.axis.setFocus()
    assert panel.values.text() == "64:512:64"
    assert not panel.problem.isVisible()


def test_a_side_that_is_too_large_is_refused(panel, qtbot):
    type_values(panel, qtbot, "9000")
    assert "largest is 8192" in panel.problem.text()


def test_the_axes_are_those_that_all_models_share(panel):
    axes = [panel.axis.itemData(index) for index in range(panel.axis.count())]
    assert axes[:2] == ["resolution", "batch"]
    assert {"patch_size", "depth", "width"} <= set(axes)
    assert "token_width" not in axes
    panel.bench.tick(CONV, False)
    assert panel.axis.findData("token_width") > 0


def test_choosing_an_axis_brings_a_range_and_the_fields_that_hold(panel):
    choose(panel, BATCH)
    assert panel.bench.sweep.values == (1, 2, 4, 8, 16)
    assert panel.resolution.isVisible()
    assert not panel.batch.isVisible()
    choose(panel, "depth")
    assert panel.bench.sweep.axis == "depth"
    assert panel.batch.isVisible()
    models = {case.model.overrides["depth"] for case in panel.bench.plan().cases()}
    assert models == set(panel.bench.sweep.values)


def test_the_resolution_holds_where_it_is_not_the_axis(panel, qtbot):
    choose(panel, BATCH)
    panel.resolution.setFocus()
    panel.resolution.selectAll()
    qtbot.keyClicks(panel.resolution, "128")
    qtbot.keyClick(panel.resolution, Qt.Key.Key_Return)
    assert {case.height for case in panel.bench.plan().cases()} == {128}


def test_what_will_be_skipped_is_named_before_the_start(panel, qtbot):
    assert not panel.refusals.sentence.isVisible()
    type_values(panel, qtbot, "64,100,120")
    assert panel.refusals.sentence.isVisible()
    assert panel.refusals.sentence.text().startswith("2 point")
    assert "patch size 16 does not divide 100" in panel.refusals.sentence.text()
    assert "Mixer-S/16 (2/3)" in panel.refusals.sentence.toolTip()


def test_a_sweep_from_elsewhere_is_shown(panel):
    panel.bench.set_sweep(SweepSettings(axis=BATCH, values=(3, 5)))
    assert panel.values.text() == "3,5"
    assert panel.axis.currentData() == BATCH


@pytest.mark.parametrize(
    ("values", "text"),
    [((64, 128, 192), "64:192:64"), ((1, 8), "1,8"), ((224,), "224"), ((3, 2, 1), "3,2,1")],
)
def test_ranges_read_as_people_write_them(values, text):
    assert range_text(values) == text


def test_a_sentence_that_wraps_does_not_push_the_fields_together(qtbot, bench, themes):
    splitter = QSplitter(Qt.Orientation.Vertical)
    splitter.setChildrenCollapsible(False)
    qtbot.addWidget(splitter)
    above, panel = QWidget(), SweepPanel(bench)
    splitter.addWidget(above)
    splitter.addWidget(panel)
    splitter.resize(300, 400)
    splitter.show()
    for sentence in ("40 points", "40 points that take their time and need a great deal of memory " * 2):
        panel.set_estimate(sentence)
        qtbot.wait(20)
        splitter.setSizes([400, 0])
        qtbot.wait(20)
        assert panel.values.geometry().top() - panel.axis.geometry().bottom() > 3
        assert panel.rect().contains(panel.estimate.geometry())


def test_undo_brings_the_former_range_back_into_the_field_that_was_typed_into(panel, qtbot):
    type_values(panel, qtbot, "96:224:32")
    panel.bench.edits.undo()
    assert panel.values.hasFocus()
    assert panel.values.text() == "64:512:64"


def test_the_way_out_of_a_refusal_is_a_click(panel, qtbot):
    type_values(panel, qtbot, "64,100,120")
    assert panel.refusals.way_out.text() == "Use 64,96,112"
    qtbot.mouseClick(panel.refusals.way_out, Qt.MouseButton.LeftButton)
    assert panel.bench.sweep.values == (64, 96, 112)
    assert panel.values.text() == "64,96,112"
    assert not panel.refusals.isVisible()


def test_the_way_out_suits_every_ticked_model(panel):
    panel.bench.set_models([Model("mixer_s16"), Model("cyclemlp_b1")], [])
    panel.bench.set_sweep(SweepSettings(values=(100,)))
    (side,) = accepted_range(panel.bench.sweep, panel.bench.ticked)
    assert not refusals(SweepSettings(values=(side,)).plan(panel.bench.ticked))


def test_a_hyperparameter_that_is_refused_has_a_way_out_too(panel, qtbot):
    choose(panel, "patch_size")
    type_values(panel, qtbot, "13,16")
    assert "13 does not divide 224" in panel.refusals.sentence.text()
    assert accepted_range(panel.bench.sweep, panel.bench.ticked) == (14, 16)


def ranges(panel):
    panel.ranges.menu().aboutToShow.emit()
    return {action.text().split("\t")[0]: action for action in panel.ranges.menu().actions()}


def test_ranges_that_people_sweep_can_be_chosen(panel):
    ranges(panel)["Powers of two"].trigger()
    assert panel.bench.sweep.values == (32, 64, 128, 256, 512)
    ranges(panel)["Native sizes of the ticked models"].trigger()
    assert panel.bench.sweep.values == (224,)
    choose(panel, BATCH)
    ranges(panel)["Up to a large batch"].trigger()
    assert panel.bench.sweep.values == (1, 4, 16, 64, 256)
    choose(panel, "depth")
    assert panel.bench.sweep.values[0] == 4, "half of the eight blocks of Mixer-S/16"
    ranges(panel)["Around the published value"].trigger()
    assert panel.bench.sweep.values == (6, 7, 8, 9, 10)
    assert panel.values.text() == "6:10:1"


def test_a_choice_replaces_what_was_half_typed(panel, qtbot):
    panel.values.setFocus()
    qtbot.keyClicks(panel.values, "nonsense")
    ranges(panel)["Fine steps"].trigger()
    assert panel.values.text() == "64:512:32"
    assert not panel.problem.isVisible()
    qtbot.waitUntil(lambda: not panel._pause.isActive())
    assert panel.bench.sweep.values == tuple(range(64, 513, 32))


def test_what_does_not_fit_into_memory_is_said_with_a_way_out(panel, qtbot):
    assert not panel.leaves_out.isVisible()
    panel.set_shortage(Shortage(3, 31_000_000_000, 8_000_000_000))
    assert panel.shortage.text() == "3 point(s) need up to 31.0 GB, 8.0 GB are free."
    with qtbot.waitSignal(panel.leaves_out_changed) as asked:
        qtbot.mouseClick(panel.leaves_out, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    assert asked.args == [True]
    panel.set_shortage(None)
    assert not panel.shortage.isVisible() and not panel.leaves_out.isVisible()
