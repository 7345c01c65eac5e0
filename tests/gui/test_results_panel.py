"""The table of results, used as a person uses it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QDialogButtonBox, QLabel

from mixbench.catalog import registry
from mixbench.core.cost import CostReport, Count, MemoryForecast
from mixbench.core.measurement import GLIMPSE, Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roofs import Roof
from mixbench.gui.results_filter import parse_filter
from mixbench.gui.results_header_menu import RangeDialog, column_menu
from mixbench.gui.results_model import ResultsModel
from mixbench.gui.results_order import SortKey
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


def click_header(qtbot, panel, id, modifier=Qt.KeyboardModifier.NoModifier):
    header = panel.table.horizontalHeader()
    place = header.sectionViewportPosition(section(panel, id)) + 10
    middle = QPoint(place, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, modifier, middle)


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


def test_columns_without_a_value_stay_out_of_the_way_until_a_row_has_one(panel, bench, qtbot):
    panel.resize(1600, 300)
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0)])
    assert {"forward_ms", "compile_s", "rounds", "runtime", "roof_share"} <= set(panel.columns.hidden)
    bench.put_item(known(1, compile_ms=4200.0))
    timed = {"forward_ms", "backward_ms", "compile_s"}
    qtbot.waitUntil(lambda: not timed & set(panel.columns.hidden))
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


# filter, order and updates


def type_filter(qtbot, panel, text):
    """Typed all at once: for single keys the list of completions opens, which a platform without a screen
    complains of."""
    panel.focus_filter()
    panel.filter_bar.line.setText(text)


def models_shown(panel):
    return shown(panel, "model")


def numbers_shown(panel):
    return tuple(item.number for item in panel.model.shown_items())


def test_a_typed_filter_shows_some_rows_and_a_chip_brings_all_back(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0, variant="resmlp_s12"), finished(2, 50.0)])
    qtbot.mouseClick(panel.filter_button, Qt.MouseButton.LeftButton)
    assert panel.filter_bar.line.hasFocus() and not panel.filter_bar.count.isVisible()
    type_filter(qtbot, panel, "mixer latency<60")
    assert shown(panel, "latency_ms") == ["50"]
    assert panel.filter_bar.count.text().startswith("1 of 3 rows")
    qtbot.mouseClick(panel.filter_bar.count, Qt.MouseButton.LeftButton)
    assert len(shown(panel, "model")) == 3 and panel.filter_bar.text == ""


def test_a_filter_that_is_not_understood_says_so_and_the_last_one_holds(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0)])
    type_filter(qtbot, panel, "latency<60")
    type_filter(qtbot, panel, "latency<60 latancy<")
    assert "did you mean latency" in panel.filter_bar.problem.full_text
    assert shown(panel, "latency_ms") == ["10"]
    qtbot.keyClick(panel.filter_bar.line, Qt.Key.Key_Escape)
    assert not panel.filter_bar.problem.isVisible() and len(models_shown(panel)) == 2


def test_a_filter_that_nothing_meets_says_so_instead_of_an_empty_table(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0)])
    type_filter(qtbot, panel, "latency<1")
    assert not panel.table.isVisible()
    assert any("No row meets the filter" in label.text() for label in panel.findChildren(QLabel))
    panel.filter_button.click()
    assert panel.table.isVisible(), "a filter out of sight does not hold"


def test_the_names_of_columns_are_completed(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0)])
    panel.focus_filter()
    qtbot.waitUntil(panel.filter_bar.line.hasFocus)
    panel.filter_bar.line.setText("mixer -lat")
    completer = panel.filter_bar.line.completer()
    completer.setCompletionPrefix("mixer -lat")
    assert completer.currentCompletion() == "mixer -latency"


def test_the_filter_and_the_order_hold_for_the_next_session_and_for_news(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0)])
    type_filter(qtbot, panel, "latency<60")
    panel.model.sort_by((SortKey("latency_ms"),))
    bench.show_items("t", [finished(0, 20.0), finished(1, 30.0), finished(2, 70.0), waiting(3)])
    assert shown(panel, "latency_ms") == ["20", "30"]
    bench.put_item(finished(3, 25.0))
    bench.put_item(finished(4, 22.0))
    bench.put_item(finished(1, 200.0))
    qtbot.waitUntil(lambda: shown(panel, "latency_ms") == ["20", "22", "25"])
    assert panel.filter_bar.count.text().startswith("3 of 5 rows")


def test_shift_and_a_click_sort_by_one_more_column(panel, bench, qtbot):
    items = [(0, 90.0, "mixer_s16"), (1, 10.0, "resmlp_s12"), (2, 50.0, "mixer_s16"), (3, 70.0, "resmlp_s12")]
    bench.show_items("s", [finished(number, ms, variant=variant) for number, ms, variant in items])
    click_header(qtbot, panel, "model")
    click_header(qtbot, panel, "latency_ms", Qt.KeyboardModifier.ShiftModifier)
    assert shown(panel, "latency_ms") == ["50", "90", "10", "70"]
    click_header(qtbot, panel, "latency_ms", Qt.KeyboardModifier.ShiftModifier)
    assert shown(panel, "latency_ms") == ["90", "50", "70", "10"]
    assert not panel.table.selectionModel().hasSelection(), "a header selects nothing"


def test_the_keyboard_sorts_through_the_menu(panel, bench):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0)])
    menu = panel.columns_menu.sort_menu
    menu.aboutToShow.emit()
    of_latency = next(action.menu() for action in menu.actions() if action.text() == "Latency, ms")
    next(action for action in of_latency.actions() if action.text() == "Sort upwards").trigger()
    assert shown(panel, "latency_ms") == ["10", "90"]
    assert "upwards" in panel.model.headerData(
        section(panel, "latency_ms"), Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole
    )


def test_sorting_and_filtering_keep_what_is_selected(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0), finished(2, 50.0)])
    click_row(qtbot, panel, 0)
    click_row(qtbot, panel, 1, Qt.KeyboardModifier.ControlModifier)
    click_header(qtbot, panel, "latency_ms")
    assert panel.selected_numbers == (1, 0)
    type_filter(qtbot, panel, "latency>20")
    assert panel.selected_numbers == (0,) and numbers_shown(panel) == (2, 0)


def test_a_row_that_moves_takes_its_selection_along(panel, bench, qtbot):
    bench.show_items("s", [finished(number, 10.0 + number) for number in range(40)])
    click_header(qtbot, panel, "latency_ms")
    panel.select_also(5)
    bench.put_item(finished(5, 100.0))
    qtbot.waitUntil(lambda: shown(panel, "latency_ms")[-1] == "100")
    assert panel.selected_numbers == (5,) and panel.table.selected_rows() == [39]


def test_rows_that_come_in_above_leave_the_others_under_the_eyes(panel, bench, qtbot):
    bench.show_items("s", [finished(number, 100.0 + number) for number in range(80)])
    click_header(qtbot, panel, "latency_ms")
    panel.table.verticalScrollBar().setValue(30)
    for number in range(80, 90):
        bench.put_item(finished(number, 1.0))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 90)
    assert panel.table.verticalScrollBar().value() == 40


def test_a_flood_of_news_is_sorted_in_at_once(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 500.0)])
    click_header(qtbot, panel, "latency_ms")
    click_row(qtbot, panel, 0)
    for number in range(1, 200):
        bench.put_item(finished(number, float(number)))
    qtbot.waitUntil(lambda: panel.model.rowCount() == 200)
    assert shown(panel, "latency_ms") == [str(n) for n in range(1, 200)] + ["500"]
    assert panel.selected_numbers == (0,)


def test_the_model_keeps_qts_promises(bench, themes):
    bench.show_items("s", [finished(0, 90.0), waiting(1), finished(2, 5.0, variant="resmlp_s12")])
    model = ResultsModel(bench, themes)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort_by((SortKey("latency_ms", True), SortKey("model")))
    bench.put_item(finished(1, 50.0))
    bench.put_item(finished(3, 70.0))
    bench.put_item(finished(0, 1.0))
    model.take_news()
    model.set_filter(parse_filter("mixer", model.columns))
    bench.put_item(finished(4, 7.0))
    bench.put_item(finished(3, 70.0, variant="resmlp_s12"))
    model.take_news()
    assert [model.item(row).number for row in range(model.rowCount())] == [1, 4, 0]
    del tester
    model.deleteLater()


# columns


def header_menu(panel, id):
    return column_menu(
        panel.model.columns[section(panel, id)], panel.model, panel.columns, panel.filter_bar, panel
    )


def entry(menu, text):
    return next(action for action in menu.actions() if action.text() == text)


def test_the_menu_of_a_column_filters_by_its_values(panel, bench):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0, side=64), finished(2, 50.0, side=128)])
    entry(entry(header_menu(panel, "resolution_px"), "Show only").menu(), "64").trigger()
    assert panel.filter_bar.text == "px=64" and panel.filter_button.isChecked()
    entry(entry(header_menu(panel, "resolution_px"), "Show only").menu(), "224").trigger()
    assert numbers_shown(panel) == (0, 1)
    values = entry(header_menu(panel, "resolution_px"), "Show only").menu().actions()
    assert {action.text(): action.isChecked() for action in values} == {"64": True, "128": False, "224": True}
    entry(header_menu(panel, "resolution_px"), "Clear filter of this column").trigger()
    assert panel.filter_bar.text == "" and len(numbers_shown(panel)) == 3


def test_a_range_is_asked_for_and_refused_with_a_reason(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0)])
    dialog = RangeDialog(panel.model.columns[section(panel, "latency_ms")], panel.model, panel.filter_bar)
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    dialog.open()
    qtbot.keyClicks(dialog.low, "fast")
    assert not ok.isEnabled() and "not a number" in ok.toolTip()
    dialog.low.clear()
    qtbot.keyClicks(dialog.high, "20")
    qtbot.mouseClick(ok, Qt.MouseButton.LeftButton)
    assert panel.filter_bar.text == "latency:..20" and numbers_shown(panel) == (1,)


def test_a_column_is_hidden_moved_and_made_wider_until_it_is_reset(panel, bench, themes, qtbot):
    panel.resize(1400, 300)
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0)])
    first = [column.id for column in panel.columns.shown_columns()]
    entry(header_menu(panel, "tokens"), "Hide column").trigger()
    header = panel.table.horizontalHeader()
    header.moveSection(header.visualIndex(section(panel, "trust")), 1)
    panel.table.setColumnWidth(section(panel, "macs"), 123)
    panel.model.sort_by((SortKey("latency_ms", True),))
    again = ResultsPanel(bench, themes)
    qtbot.addWidget(again)
    again.resize(1400, 300)
    again.restore(json.loads(json.dumps(panel.state())))
    again.show()
    ids = [column.id for column in again.columns.shown_columns()]
    assert ids[:2] == ["model", "trust"] and "tokens" not in ids
    assert again.table.columnWidth(section(again, "macs")) == 123
    assert shown(again, "latency_ms") == ["90", "10"]
    entry(again.columns_menu, "Reset columns").trigger()
    assert [column.id for column in again.columns.shown_columns()] == first


def test_what_another_version_kept_harms_nothing(panel, bench):
    bench.show_items("s", [finished(0, 90.0)])
    panel.restore(
        {"columns": "gone,model", "hidden": "gone,model,px", "widths": "gone:7,macs:x", "order": "gone"}
    )
    assert panel.columns.shown_columns()[0].id == "model"


def test_a_column_is_found_by_what_it_means(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0)])
    menu = panel.columns_menu
    menu.search.setText("forecast")
    visible = [action.text() for action in menu.actions() if action.isVisible() and action.isCheckable()]
    assert visible == ["Forecast, MB", "Peak / forecast, %"]
    qtbot.keyClick(menu.search, Qt.Key.Key_Return)
    assert "activation_bytes" not in panel.columns.hidden


# ways out


def test_rows_are_copied_as_a_table_for_a_paper(panel, bench, qtbot):
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0, variant="resmlp_s12")])
    click_row(qtbot, panel, 0)
    entry(panel.copy_button.menu(), "Copy as LaTeX").trigger()
    text = QGuiApplication.clipboard().text()
    assert text.startswith("\\begin{tabular}") and "\\toprule" in text and r"95 \% interval" in text
    assert "Mixer-S/16" in text and "ResMLP" not in text
    entry(panel.copy_button.menu(), "Copy all rows as Markdown").trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 4 and lines[0].startswith("| Model") and "ResMLP-S12" in lines[3]


def test_the_menu_of_a_row_offers_the_window_s_actions_and_its_column(panel, bench, qtbot):
    duel, copy = QAction("Duel", panel), QAction("Copy results", panel)
    panel.offer(duel, copy)
    bench.show_items("s", [finished(0, 90.0), finished(1, 10.0, side=64)])
    opened = []
    panel._pop_up = lambda menu, place: opened.append(menu)
    place = panel.table.visualRect(panel.model.index(1, section(panel, "resolution_px"))).center()
    panel.table.customContextMenuRequested.emit(place)
    texts = [action.text() for action in opened[0].actions()]
    assert {"Duel", "Copy results", "Copy as LaTeX", "Column px"} <= set(texts)
    entry(entry(opened[0], "Column px").menu(), "Sort upwards").trigger()
    assert shown(panel, "resolution_px") == ["64", "224"]
    header = panel.table.header
    header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(0) + 5, 5))
    assert "Sort upwards" in [action.text() for action in opened[1].actions()]
