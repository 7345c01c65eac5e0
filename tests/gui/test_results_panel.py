"""The table of results, used as a person uses it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication

from mixbench.catalog import registry
from mixbench.core.cost import CostReport, Count, MemoryForecast
from mixbench.core.measurement import GLIMPSE, Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roofs import Roof
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.trust import trust
from mixbench.jobs.events import Item, ItemState


def timing(median_ms, reasons=()):
    estimate = Estimate(median_ms, median_ms * 0.99, median_ms * 1.01, 5, 40, 0.0)
    return Timing(
        estimate,
        p5_ms=median_ms,
        p95_ms=median_ms,
        p99_ms=median_ms,
        minimum_ms=median_ms,
        throughput_img_s=1000 / median_ms,
        first_call_ms=median_ms,
        stop_reason="target",
        target_half_width=0.01,
        settled=True,
        block=1,
        effective_threads=2.0,
        reasons=reasons,
    )


def waiting(number, variant="mixer_s16", side=224, batch=1):
    return Item(number, Case(Model(variant), side, side, batch))


def finished(number, median_ms=None, status=Status.OK, error="", reasons=(), **where):
    case = waiting(number, **where).case
    known = timing(median_ms, reasons) if median_ms else None
    return Item(number, case, ItemState.FINISHED, Measurement(case, status, error, timing=known))


@pytest.fixture
def panel(qtbot, bench, themes):
    panel = ResultsPanel(bench, themes)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    return panel


def section(panel, id):
    return [column.id for column in panel.model.columns].index(id)


def shown(panel, id):
    order = panel.model
    return [order.index(row, section(panel, id)).data() for row in range(order.rowCount())]


def click_header(qtbot, panel, id):
    header = panel.table.horizontalHeader()
    place = header.sectionViewportPosition(section(panel, id)) + 10
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, header.height() // 2))


def click_row(qtbot, panel, row, modifier=Qt.KeyboardModifier.NoModifier):
    rect = panel.table.visualRect(panel.model.index(row, 0))
    qtbot.mouseClick(panel.table.viewport(), Qt.MouseButton.LeftButton, modifier, rect.center())


def test_an_empty_table_says_what_to_do(panel, bench):
    assert not panel.table.isVisible()
    assert not panel.export_button.isEnabled()
    bench.show_items("first", [waiting(0)])
    assert panel.table.isVisible()
    assert panel.export_button.isEnabled()


def test_costs_stand_in_the_row_before_anything_ran(panel, bench):
    bench.show_items("s", [waiting(0, side=224)])
    # Mixer-S/16 by hand: 196 tokens; spatial mixing 8 layers x 2 x 196 x 256 x 512.
    assert shown(panel, "tokens") == ["196"]
    assert shown(panel, "macs_spatial_mixing") == [f"{8 * 2 * 196 * 256 * 512 / 1e9:.2f}"]
    assert shown(panel, "latency_ms") == [""]


def test_latency_is_sorted_as_a_number_and_unknown_rows_stay_last(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), waiting(1), finished(2, 1200.0), finished(3, 7.5)])
    click_header(qtbot, panel, "latency_ms")
    assert shown(panel, "latency_ms") == ["7.5", "90", "1200", ""]
    click_header(qtbot, panel, "latency_ms")
    assert shown(panel, "latency_ms") == ["1200", "90", "7.5", ""]
    click_header(qtbot, panel, "latency_ms")
    assert shown(panel, "latency_ms") == ["90", "", "1200", "7.5"], "a third click restores the queue's order"


def test_an_update_keeps_selection_and_scroll(panel, bench, qtbot):
    bench.show_items("s", [waiting(number) for number in range(60)])
    panel.table.scrollToBottom()
    click_row(qtbot, panel, 55)
    place = panel.table.verticalScrollBar().value()
    bench.put_item(finished(55, 12.0))
    bench.put_item(finished(3, 15.0))
    assert panel.table.verticalScrollBar().value() == place
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [55]
    assert panel.model.index(55, section(panel, "latency_ms")).data() == "12"


def test_a_click_chooses_the_point_and_a_chosen_point_selects_its_row(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0), finished(2, 50.0)])
    click_header(qtbot, panel, "latency_ms")
    click_row(qtbot, panel, 0)
    assert bench.point == 1
    bench.choose_point(0)
    assert [index.row() for index in panel.table.selectionModel().selectedRows()] == [2]
    bench.choose_point(None)
    assert not panel.table.selectionModel().hasSelection()


def test_ctrl_c_copies_the_selected_rows_with_a_header(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0, variant="resmlp_s12"), finished(2, 50.0)])
    click_row(qtbot, panel, 1)
    click_row(qtbot, panel, 2, Qt.KeyboardModifier.ControlModifier)
    panel.table.setFocus()
    qtbot.keyClick(panel.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]
    assert lines[0][0] == "Model"
    assert [line[0] for line in lines[1:]] == ["ResMLP-S12", "Mixer-S/16"]
    latency = lines[0].index("Latency, ms")
    assert [line[latency] for line in lines[1:]] == ["10", "50"]


def test_copy_without_a_selection_takes_all_rows_and_the_visible_columns(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0)])
    panel.columns.hide(["tokens", "batch"])
    qtbot.mouseClick(panel.copy_button, Qt.MouseButton.LeftButton)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 3
    assert "Tokens" not in lines[0]


def test_the_batch_is_shown_where_it_differs(panel, bench):
    bench.show_items("s", [waiting(0), waiting(1, side=256)])
    assert panel.table.isColumnHidden(section(panel, "batch"))
    bench.show_items("s", [waiting(0), waiting(1, batch=8)])
    assert not panel.table.isColumnHidden(section(panel, "batch"))


def known(number, **changes):
    """A finished row whose timing says more than most."""
    item = finished(number, 10.0)
    timing = replace(item.measurement.timing, **changes)
    rounds = (Round(1, (10.0,) * 3, (False,) * 3, phases_ms={"forward": (2.0,) * 3, "backward": (7.0,) * 3}),)
    return replace(item, measurement=replace(item.measurement, timing=timing, rounds=rounds))


def test_columns_without_a_value_stay_out_of_the_way_until_a_row_has_one(panel, bench):
    panel.resize(1600, 300)
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0)])
    assert {"forward_ms", "compile_s", "rounds", "runtime", "roof_share"} <= set(panel.columns.hidden)
    bench.put_item(known(1, compile_ms=4200.0))
    assert not {"forward_ms", "backward_ms", "compile_s"} & set(panel.columns.hidden)
    assert shown(panel, "compile_s") == ["", "4.2"] and shown(panel, "forward_ms") == ["", "2"]
    assert "rounds" in panel.columns.hidden, "it follows from nothing, but is only shown on demand"


def test_conditions_are_shown_where_rows_differ_in_them(panel, bench):
    one, other = finished(0, 90.0), finished(1, 10.0)
    compiled = replace(other.case, conditions=Conditions(runtime="compile"))
    bench.show_items("s", [one, replace(other, case=compiled)])
    assert "runtime" not in panel.columns.hidden and "mode" in panel.columns.hidden
    assert shown(panel, "runtime") == ["eager", "torch.compile"]


def test_any_column_can_be_asked_for(panel, bench):
    bench.show_items("s", [finished(0, 90.0)])
    action = next(action for action in panel.columns_menu.actions() if action.text() == "Rounds")
    assert not action.isChecked()
    action.trigger()
    assert "rounds" not in panel.columns.hidden and shown(panel, "rounds") == ["5"]


def test_a_roof_that_becomes_known_fills_its_column(panel, bench):
    panel.resize(1600, 300)
    item = finished(0, 100.0)
    law = registry.resolve(item.case.model).law(224, 224)
    memory = MemoryForecast(1, 1, "", "")
    cost = CostReport(Count(1, 1, law.macs, 0, 0, 0, law.by_role, memory))
    bench.show_items("s", [replace(item, measurement=replace(item.measurement, cost=cost))])
    assert shown(panel, "roof_share") == [""]
    bench.set_roofs({Conditions(): Roof("cpu", "float32", 2, 4 * law.macs / 0.1, 1e10)})
    assert shown(panel, "roof_share") == ["25.0"]
    assert "roof_share" not in panel.columns.hidden


def test_a_first_look_stands_in_the_row_as_what_it_is(panel, bench):
    case = waiting(0).case
    look = Round(GLIMPSE, (7.0, 8.0, 90.0), (False,) * 3)
    seen = Item(0, case, ItemState.COARSE, Measurement(case, Status.CANCELLED, rounds=(look,)))
    bench.show_items("s", [seen])
    assert shown(panel, "latency_ms") == ["≈ 8"]
    assert shown(panel, "interval") == [""] and shown(panel, "trust") == ["first look"]


def test_a_narrow_table_keeps_the_trust_in_sight(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0)])
    panel.resize(610, 300)
    last = section(panel, "trust")
    right = panel.table.columnViewportPosition(last) + panel.table.columnWidth(last)
    assert right <= panel.table.viewport().width()


def test_a_variant_that_the_catalog_lost_is_shown_by_its_key(panel, bench):
    bench.show_items("s", [finished(0, 9.0, variant="mixer_gone")])
    assert shown(panel, "model") == ["mixer_gone"]
    assert shown(panel, "macs") == [""]


@pytest.mark.parametrize(
    ("item", "word"),
    [
        (waiting(0), "waiting"),
        (Item(0, waiting(0).case, ItemState.COUNTING), "counting…"),
        (Item(0, waiting(0).case, ItemState.REFINING), "refining…"),
        (finished(0, 5.0), "verified"),
        (finished(0, 5.0, reasons=("its cap was hit",)), "not verified: its cap was hit"),
        (finished(0, 5.0, Status.UNSTABLE, reasons=("busy machine", "drift")), "unstable: busy machine"),
        (finished(0, None, Status.OUT_OF_MEMORY, "needs 9 GB"), "out of memory"),
        (finished(0, None, Status.CRASHED, "killed by signal 9"), "crashed: killed by signal 9"),
        (finished(0, None, Status.SKIPPED, "a smaller case ran out"), "skipped: a smaller case ran out"),
    ],
)
def test_the_word_of_trust(item, word):
    assert trust(item).word == word


def test_the_tooltip_gives_every_reason(panel, bench):
    reasons = ("busy machine", "drift of 4 %")
    bench.show_items("s", [finished(0, 5.0, Status.UNSTABLE, reasons=reasons)])
    cell = panel.model.index(0, section(panel, "trust"))
    assert all(reason in cell.data(Qt.ItemDataRole.ToolTipRole) for reason in reasons)


def test_the_row_wears_the_colour_of_its_series(panel, bench, themes):
    bench.show_items("s", [waiting(0)])
    icon = panel.model.index(0, 0).data(Qt.ItemDataRole.DecorationRole)
    colour = icon.pixmap(16, 16).toImage().pixelColor(8, 8)
    assert colour == themes.theme.series_colour(bench.slot(Model("mixer_s16")))


def test_a_second_row_is_selected_beside_the_first_in_the_order_of_the_screen(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0, side=64), finished(2, 50.0, side=128)])
    click_row(qtbot, panel, 2)
    with qtbot.waitSignal(panel.selection_changed):
        panel.select_also(1)
    assert [case.height for case in panel.selected_cases] == [64, 128]
    assert bench.point == 1
    qtbot.keyClick(panel.table, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert panel.selected_cases[0].height == 224
