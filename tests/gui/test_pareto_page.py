"""The Pareto page as a person uses it: look, point, filter, drag a budget, choose, export."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication

from mixbench.catalog import registry
from mixbench.core.amounts import COST_KINDS
from mixbench.core.measurement import Status
from mixbench.core.model import Model
from mixbench.gui.choice_model import AMOUNTS, MODEL, PLACE, REASON
from mixbench.gui.pareto_page import ParetoPage
from mixbench.gui.pareto_words import UNITS

CYCLE, RES, MIXER, CONV = (
    Model("cyclemlp_b1"),
    Model("resmlp_s12"),
    Model("mixer_s16"),
    Model("convmixer_512_16"),
)


@pytest.fixture
def page(qtbot, bench, themes):
    page = ParetoPage(bench, themes)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    qtbot.waitExposed(page)
    settle(qtbot, page)
    return page


@pytest.fixture
def measured(bench, finished):
    """Three of the ticked models measured at 224 px, and one that ran out of memory."""
    bench.set_sweep(replace(bench.sweep, values=(224,)))
    items = finished(bench)
    failed = replace(items[3].measurement, status=Status.OUT_OF_MEMORY, timing=None, cost=None)
    bench.show_items("s1", [*items[:3], replace(items[3], measurement=failed)])
    return bench


def settle(qtbot, page):
    """Changes of the bench are drawn once a frame."""
    qtbot.waitUntil(lambda: page.front is not None and not page.redraws.is_due)


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))


def spot(page, model):
    return next(spot for spot in page.view.scatter.spots if spot.key == model.key)


def place_of(page, model):
    """Where a point lies in the viewport."""
    index = [one.key for one in page.view.scatter.spots].index(model.key)
    scene = page.view.box.mapViewToScene(page.view.spots.places[index])
    return page.view.plot.mapFromScene(scene)


def rows(page):
    model = page.chooser.model
    return [
        (model.text(row, PLACE), model.text(row, MODEL), model.text(row, REASON))
        for row in range(model.rowCount())
    ]


def test_by_law_the_front_stands_without_any_measurement(page):
    scatter = page.view.scatter
    assert (scatter.x.title, scatter.y.title) == ("MACs, GMACs", "published top-1 accuracy, %")
    cycle, res = spot(page, CYCLE), spot(page, RES)
    assert cycle.x == pytest.approx(registry.resolve(CYCLE).law(224, 224).macs / 1e9)
    assert (cycle.y, cycle.emphasis, res.emphasis) == (78.9, "named", "faint")
    assert "dominated by" in res.remarks[1]
    assert {one.kind for one in scatter.spots} == {0}
    assert {text for _, text in page.view.names.shown} & {"CycleMLP-B1", "DynaMixer-L"}
    assert not page.missing.isVisible() and not page.lay_out_sweep.isVisible()
    assert "CycleMLP-B1 78.9 %, 2.122 GMACs" in page.view.accessibleDescription()

    path = page.view.scatter.path
    assert all(b[0] >= a[0] and b[1] >= a[1] for a, b in pairwise(path))
    assert {(one.x, one.y) for one in page.view.scatter.spots if one.emphasis == "named"} <= set(path)


def test_other_training_has_another_marker_and_like_is_held_against_like_at_first(qtbot, page):
    assert page.bar.trainings.text().startswith("Trained on: ImageNet-1k only")
    page.bar.trainings.boxes["jft-300m"].click()
    assert {one.kind for one in page.view.scatter.spots} == {0, 3}
    assert [word for _, word in page.view.kinds.kinds] == ["ImageNet-1k only", "JFT-300M first"]
    for kind in ("imagenet-1k", "jft-300m"):
        page.bar.trainings.boxes[kind].click()
    assert {one.kind for one in page.view.scatter.spots} == {0, 1, 2, 3}
    before = len(page.view.scatter.spots)
    qtbot.mouseClick(page.bar.several, Qt.MouseButton.LeftButton)
    assert len(page.view.scatter.spots) == before + 9
    assert any("several looks" in spot.remarks[2] for spot in page.view.scatter.spots)


def test_a_measured_cost_shows_what_was_measured_at_the_published_size(qtbot, page, measured):
    settle(qtbot, page)
    choose(page.bar.cost, "latency")
    spots = {one.key: one for one in page.view.scatter.spots}
    assert set(spots) == {"cyclemlp_b1", "resmlp_s12"}  # Mixer-S/16 is published with JFT-300M only
    cycle = spots["cyclemlp_b1"]
    assert (cycle.low, cycle.high) == (pytest.approx(cycle.x * 0.99), pytest.approx(cycle.x * 1.01))
    assert "session s1: CPU" in page.caption.text() and "batch 1" in page.caption.text()
    assert page.missing.isVisible() and "1 ran out of memory here" in page.missing.text()
    assert "not measured at their published size" in page.missing.text()
    assert "ran out of memory here: ConvMixer-512/16 (224 px)" in page.missing.toolTip()
    assert not page.lay_out_sweep.isVisible()


def test_every_cost_is_drawn_or_says_why_not_and_throughput_counts_the_other_way(qtbot, page, measured):
    settle(qtbot, page)
    for kind in COST_KINDS:
        choose(page.bar.cost, kind)
        assert page.view.scatter.x.unit == UNITS[kind][1]
        assert bool(page.view.scatter.spots) != page.view.empty.isVisible()
        assert page.export.isEnabled() == bool(page.view.scatter.spots)
    choose(page.bar.cost, "throughput")
    path = page.view.scatter.path
    assert all(b[0] <= a[0] and b[1] >= a[1] for a, b in pairwise(path))
    page.bar.budget.box.setValue(1.0)
    assert page.best.text().startswith("Best at 1 img/s or more on the machine of the session: CycleMLP-B1")


def test_without_a_measurement_it_says_what_to_do_and_points_come_as_they_are_measured(
    qtbot, page, bench, finished
):
    choose(page.bar.cost, "latency")
    assert "Tick models and measure them at 224 px" in page.view.empty.text()
    assert page.lay_out_sweep.text() == "Set the sweep to 224 px"
    with qtbot.waitSignal(page.said):
        qtbot.mouseClick(page.lay_out_sweep, Qt.MouseButton.LeftButton)
    assert (bench.sweep.axis, bench.sweep.values) == ("resolution", (224,))
    bench.put_item(finished(bench)[0])
    settle(qtbot, page)
    assert [spot.key for spot in page.view.scatter.spots] == ["cyclemlp_b1"]


def test_a_point_says_where_it_is_from_and_selects_its_model(qtbot, page, bench):
    at = place_of(page, CYCLE)
    qtbot.mouseMove(page.view.plot.viewport(), at + QPoint(60, 60))
    qtbot.mouseMove(page.view.plot.viewport(), at)
    qtbot.waitUntil(lambda: page.view.card.isVisible())
    lines = page.view.card.lines
    assert lines[0] == "CycleMLP-B1" and lines[1].startswith("78.9 % at 224 px")
    assert lines[2] == "on the front" and "“ImageNet-1k”" in lines[3]
    qtbot.mouseClick(page.view.plot.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert bench.selected == CYCLE


def test_a_measured_point_is_shown_in_the_inspector_too(qtbot, page, measured):
    settle(qtbot, page)
    choose(page.bar.cost, "latency")
    qtbot.mouseClick(page.view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place_of(page, RES))
    assert (measured.selected, measured.point) == (RES, 1)


def test_keys_walk_over_the_front_and_take_a_point(qtbot, page, bench):
    page.view.setFocus()
    for _ in range(2):
        qtbot.keyClick(page.view, Qt.Key.Key_Right)
    looked_at = page.view.spot_looked_at()
    assert looked_at.label == "MobileNetV1 0.5" and page.view.card.isVisible()
    qtbot.keyClick(page.view, Qt.Key.Key_Return)
    assert bench.selected.key == looked_at.key
    qtbot.keyClick(page.view, Qt.Key.Key_Escape)
    assert page.view.spot_looked_at() is None


def test_the_line_is_dragged_and_the_sentence_follows(qtbot, page):
    assert page.view.scatter.bound is None and page.view.scatter.bound_text == "budget: drag"
    assert not page.best.isVisible()
    start = page.view.plot.mapFromScene(page.view.box.mapViewToScene(QPointF(page.view.bound.value(), 70)))
    end = page.view.plot.mapFromScene(page.view.box.mapViewToScene(QPointF(0.5, 70)))  # 10 ** 0.5 = 3.16
    drag(qtbot, page.view.plot.viewport(), start, end)
    assert page.view.scatter.bound == pytest.approx(3.16, rel=0.05)
    assert page.best.text().startswith("Best within 3.1") and "Wave-MLP-T (80.9 %" in page.best.text()
    assert page.chooser.chips["macs"].amount == pytest.approx(page.view.scatter.bound, abs=1e-3)
    assert rows(page)[0][1] == "Wave-MLP-T"


def drag(qtbot, viewport, start, end):
    """Press, move in steps and let go, as a hand does."""
    qtbot.mouseMove(viewport, start)
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=start)
    for step in range(1, 6):
        at = QPoint(start.x() + (end.x() - start.x()) * step // 5, start.y())
        qtbot.wait(15)  # pyqtgraph takes no more than 100 moves a second
        move(viewport, at)
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)


def move(viewport, at):
    """A move with the button held, which the test library sends without it."""
    point, button = QPointF(at), Qt.MouseButton.LeftButton
    where = QPointF(viewport.mapToGlobal(at))
    event = QMouseEvent(
        QEvent.Type.MouseMove, point, where, Qt.MouseButton.NoButton, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(viewport, event)


def test_budgets_rank_the_list_with_reasons(qtbot, page, bench):
    page.chooser.chips["params"].box.setValue(30)
    page.chooser.chips["macs"].box.setValue(5)
    choose(page.chooser.side, 224)
    found = rows(page)
    assert found[0] == ("1", "sMLPNet-T", "the most accurate; MACs 0.2 % under the budget")
    assert found[1][0] == "2" and found[1][2].startswith("0.3 points under the one above")
    out = {name: reason for place, name, reason in found if place == "–"}
    assert out["Mixer-B/16"] == "MACs over the budget by 152 %"
    assert out["Mixer-H/14"] == "accuracy only by other training"
    assert page.chooser.summary.text().startswith("36 of 144 keep the budgets")
    qtbot.mouseClick(page.chooser.any_resolution, Qt.MouseButton.LeftButton)
    assert ("must be rebuilt for each resolution") in {reason for _, _, reason in rows(page)}
    page.chooser.table.activated.emit(page.chooser.order.index(0, 0))
    assert bench.selected.variant == page.chooser.model.applicant(0).model.variant


def test_latency_without_a_measurement_is_said_in_the_list(qtbot, page, measured):
    settle(qtbot, page)
    page.chooser.chips["latency"].box.setValue(25)
    found = {name: (place, reason) for place, name, reason in rows(page)}
    assert found["CycleMLP-B1"] == ("1", "the most accurate; Latency 15 % under the budget")
    assert found["ResMLP-S12"] == ("–", "Latency over the budget by 20 %")
    assert found["CycleMLP-B2"] == ("–", "Latency not measured here")


def test_the_ticked_alone_and_their_colours(qtbot, page, bench):
    qtbot.mouseClick(page.bar.ticked, Qt.MouseButton.LeftButton)
    assert {one.key: one.slot for one in page.view.scatter.spots} == {
        model.key: bench.slot(model) for model in (CYCLE, RES, CONV)
    }
    assert {name for _, name, _ in rows(page)} == {bench.label(model) for model in bench.ticked}
    bench.set_models([], [])
    settle(qtbot, page)
    assert "untick “Ticked”" in page.view.empty.text()


def test_batches_are_not_mixed_but_chosen(qtbot, page, bench, finished):
    bench.set_sweep(replace(bench.sweep, values=(224,), batch=2))
    items = finished(bench)
    single = [
        replace(item, number=10 + item.number, case=replace(item.case, batch=1), measurement=None)
        for item in items[:1]
    ]
    bench.show_items("s1", [*items, *single])
    settle(qtbot, page)
    choose(page.bar.cost, "latency")
    assert page.bar.setting.isVisible() and page.bar.setting.count() == 2
    assert "batch 2" in page.bar.setting.currentText()
    assert {spot.key for spot in page.view.scatter.spots} == {CYCLE.key, RES.key, CONV.key}
    page.bar.setting.setCurrentIndex(1)
    assert not page.view.scatter.spots


def test_it_is_exported_with_its_line_and_names(page, tmp_path):
    page.bar.budget.box.setValue(5)
    for suffix, start in (("svg", b"<?xml"), ("png", b"\x89PNG")):
        page.export.save(tmp_path / f"plot.{suffix}")
        assert (tmp_path / f"plot.{suffix}").read_bytes().lstrip().startswith(start)
    text = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert "CycleMLP-B1" in text or "DynaMixer-L" in text
    assert "5.00 GMACs" in text and "as published" in text


def test_a_low_page_shows_the_points_or_the_chooser(qtbot, page):
    assert page.view.isVisible() and page.chooser.isVisible() and not page.bar.choosing.isVisible()
    page.resize(660, 420)
    qtbot.waitUntil(lambda: page.bar.choosing.isVisible())
    assert page.view.isVisible() and not page.chooser.isVisible()
    qtbot.mouseClick(page.bar.choosing, Qt.MouseButton.LeftButton)
    assert page.chooser.isVisible() and not page.view.isVisible()
    page.resize(1000, 700)
    qtbot.waitUntil(lambda: page.view.isVisible() and page.chooser.isVisible())


def test_an_unseen_page_costs_nothing(qtbot, bench, themes):
    page = ParetoPage(bench, themes)
    qtbot.addWidget(page)
    bench.tick(CONV, False)
    qtbot.waitUntil(lambda: not page.redraws.is_due)
    assert page.front is None
    page.show()
    qtbot.waitUntil(lambda: page.front is not None)


def test_the_list_is_copied_as_it_stands_and_a_copy_has_no_accuracy(qtbot, page, bench):
    page.chooser.copy()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("#\tModel\tTop-1, %") and len(lines) == page.chooser.model.rowCount() + 1
    bench.add_custom(Model("resmlp_s12", {"depth": 3}))
    settle(qtbot, page)
    reasons = {name: reason for _, name, reason in rows(page)}
    assert reasons["ResMLP-S12 · depth 3"] == "no published accuracy"


@pytest.mark.parametrize("size", [(646, 367), (932, 588), (1200, 900)])
def test_no_name_is_struck_through_by_the_front(qtbot, page, size):
    page.resize(*size)
    qtbot.wait(60)
    view = page.view
    corners = [view.box.mapFromView(corner) for corner in view._corners()]
    lines = [
        QRectF(start, end).normalized().adjusted(-0.5, -0.5, 0.5, 0.5) for start, end in pairwise(corners)
    ]
    named = [box for box, _ in view.names.shown]
    assert len(named) > 5 and "MobileNetV1 0.25" in {text for _, text in view.names.shown}
    assert not any(box.intersects(line) for box in named for line in lines)


def test_the_list_alone_has_no_switches_of_the_picture(qtbot, page):
    page.resize(646, 367)
    page.bar.choosing.setChecked(True)
    switches = (page.bar.cost, page.bar.log_x, page.bar.budget)
    assert not any(switch.isVisible() for switch in switches)
    assert page.bar.trainings.isVisible() and page.bar.ticked.isVisible()
    page.bar.choosing.setChecked(False)
    assert all(switch.isVisible() for switch in switches)


def test_amounts_of_the_list_are_not_cut(qtbot, page):
    page.resize(1200, 900)
    table, model = page.chooser.table, page.chooser.model
    for column in AMOUNTS:
        if not table.isColumnHidden(column):
            widest = max(
                table.fontMetrics().horizontalAdvance(model.text(row, column))
                for row in range(model.rowCount())
            )
            assert widest + 14 <= table.columnWidth(column)
