"""The page of the laws as a person uses it: choose, ask, look at the map, copy, export."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mixbench.catalog import registry
from mixbench.core.amounts import Amount
from mixbench.core.law_figures import LawFigure
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.gui.key_order import SORT_ROLE
from mixbench.gui.laws_model import AT, BREAK, FIT, LOCAL, MEASURED, MODEL, PREDICTED, WITHIN
from mixbench.gui.laws_page import LawsPage
from mixbench.gui.swatch import series_swatch

CYCLE, RES, MIXER = Model("cyclemlp_b1"), Model("resmlp_s12"), Model("mixer_s16")


@pytest.fixture
def page(qtbot, themes, bench):
    """ResMLP and Mixer ticked, nothing measured yet."""
    bench.set_models([RES, MIXER], [])
    page = LawsPage(bench, themes)
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show()
    qtbot.waitExposed(page)
    page.redraw()
    return page


@pytest.fixture
def measured(page, bench, finished):
    """The times of both: a millisecond for each 10^8 MACs, so that they grow as the MACs do."""
    bench.show_items("20260101-000000-abcd", finished(bench))
    page.redraw()
    return page


def choose(box, id):
    box.setCurrentIndex(box.findData(id))


def cell(page, name, column):
    """What stands in a column of the model of this name."""
    rows = {page.order.index(row, MODEL).data(): row for row in range(page.order.rowCount())}
    return page.order.index(rows[name], column).data()


def test_an_empty_page_says_what_to_do(page):
    assert "Run a sweep" in page.view.figure.empty
    assert not page.export.isEnabled()
    assert cell(page, "ResMLP-S12", MEASURED) == "–"
    assert cell(page, "ResMLP-S12", FIT) == "no single power: off by up to 7.1 %; see local slopes"


def test_laws_need_no_session(page):
    choose(page.bar.metric, "macs")
    choose(page.bar.role, str(Role.SPATIAL_MIXING))
    assert cell(page, "ResMLP-S12", PREDICTED) == "2.00"
    assert cell(page, "Mixer-S/16", PREDICTED) == "1.00"
    assert [series.style for series in page.view.figure.series] == ["law", "law"]


def test_measured_stands_beside_predicted_with_a_band(measured):
    """These times follow the MACs, which are no power of the tokens but for Mixer."""
    assert cell(measured, "Mixer-S/16", PREDICTED) == "1.00"
    assert cell(measured, "Mixer-S/16", MEASURED).startswith("1.00")
    assert cell(measured, "ResMLP-S12", LOCAL).startswith("1.0")
    assert cell(measured, "Mixer-S/16", BREAK) == ""
    figure = measured.view.figure
    assert isinstance(figure, LawFigure)
    assert len(figure.corridors) == 2
    points = next(series for series in figure.series if series.style == "measured")
    band = figure.corridors[0]
    bounds = zip(points.y, _at(band, points.x, band.low), _at(band, points.x, band.high), strict=True)
    inside = [low <= y <= high for y, low, high in bounds]
    assert sum(inside) >= len(inside) - 1


def _at(band, places, values):
    """The values of the nearest places of a band, loosened by their steps."""
    nearest = [min(range(len(band.x)), key=lambda i: abs(band.x[i] - x)) for x in places]
    loose = 1.15 if values is band.high else 1 / 1.15
    return [values[i] * loose for i in nearest]


def test_a_size_that_was_never_run_is_answered(measured):
    measured.bar.question.at_px.setValue(640)
    asked = cell(measured, "Mixer-S/16", AT)
    expected = registry.resolve(MIXER).law(640, 640).macs / 1e8
    assert abs(float(asked.split()[0]) / expected - 1) < 0.03
    assert "extrapolated" in asked
    measured.bar.question.at_px.setValue(250)
    assert cell(measured, "Mixer-S/16", AT) == "–"
    row = next(row for row in measured.model.rows if row.name == "Mixer-S/16")
    assert "does not divide 250" in row.reason


def test_a_budget_names_a_size_that_the_model_accepts(measured):
    measured.bar.question.budget.setValue(60)
    row = next(row for row in measured.model.rows if row.name == "Mixer-S/16")
    assert row.within is not None
    side = row.within.side
    assert registry.resolve(MIXER).refusal(side, side) is None
    assert registry.resolve(MIXER).law(side, side).macs / 1e8 == pytest.approx(60, rel=0.1)
    assert str(side) in cell(measured, "Mixer-S/16", WITHIN)


def test_what_was_counted_goes_before_the_law(measured, bench):
    """Activations were counted as 4096 bytes a token, the sweep has 64 px steps; Mixer has 16 px patches."""
    choose(measured.bar.metric, "activation")
    measured.bar.question.at_px.setValue(bench.sweep.values[1])
    tokens = registry.resolve(MIXER).law(bench.sweep.values[1], bench.sweep.values[1]).tokens
    row = next(row for row in measured.model.rows if row.name == "Mixer-S/16")
    assert row.at == Amount.exact(tokens * 4096)
    measured.bar.question.budget.setValue(26**2 * 4096 / 1e6)
    row = next(row for row in measured.model.rows if row.name == "Mixer-S/16")
    assert (row.within.surely, row.within.side, row.within.possibly) == (384, 416, 432)


def test_answers_are_sorted_by_their_numbers(page, bench):
    """As text, 1.55 GMACs would stand before 693.74 MMACs."""
    bench.set_models([CYCLE, RES, MIXER], [])
    choose(page.bar.metric, "macs")
    page.bar.question.at_px.setValue(128)
    for column in (AT, LOCAL):
        page.table.sortByColumn(column, Qt.SortOrder.AscendingOrder)
        keys = [page.order.index(row, column).data(SORT_ROLE) for row in range(page.order.rowCount())]
        assert keys == sorted(keys) and all(isinstance(key, float) for key in keys)
    page.table.sortByColumn(AT, Qt.SortOrder.AscendingOrder)
    assert page.order.index(0, AT).data().endswith("MMACs")
    assert page.order.index(page.order.rowCount() - 1, AT).data().endswith("GMACs")


def test_a_budget_has_its_column_and_its_sign(measured):
    assert measured.table.isColumnHidden(WITHIN)
    choose(measured.bar.metric, "throughput")
    measured.bar.question.budget.setValue(10)
    assert not measured.table.isColumnHidden(WITHIN)
    title = measured.model.headerData(WITHIN, Qt.Orientation.Horizontal)
    assert title == "At least 10 img/s"
    choose(measured.bar.metric, "latency")
    assert measured.table.isColumnHidden(WITHIN), "another metric begins without a budget"


def test_rows_wear_the_marker_of_their_curve_and_the_plot_has_no_legend(measured, bench, themes):
    assert not measured.view.legend.isVisible()
    assert [row.slot for row in measured.model.rows] == [bench.slot(RES), bench.slot(MIXER)]
    drawn = {series.label: series.slot for series in measured.view.figure.series}
    assert drawn == {row.name: row.slot for row in measured.model.rows}
    marker = measured.order.index(0, MODEL).data(Qt.ItemDataRole.DecorationRole)
    assert marker.cacheKey() == series_swatch(themes.theme, bench.slot(RES)).cacheKey()


def test_a_low_page_gives_its_plot_more_than_half(measured, qtbot):
    """As high and as wide as it is in the window of 1280 by 720."""
    measured.resize(646, 367)
    qtbot.waitUntil(lambda: measured.view.height() > 367 / 2)
    heights = {widget.y() for widget in (measured.bar.metric, measured.bar.map_chip, measured.export)}
    assert max(heights) - min(heights) < measured.bar.metric.height(), "one row of controls"


def test_a_map_by_law_says_what_it_ranks(measured):
    """Of energy nothing was measured: MACs are ranked, and are not called energy."""
    choose(measured.bar.metric, "energy")
    measured.bar.map_chip.click()
    assert measured.caption.text().startswith("MACs of one image, by law")
    assert "MACs of one image, by law" in measured.map.figure.title
    choose(measured.bar.metric, "latency")
    assert measured.caption.text().startswith("Latency, as measured")


def test_a_map_leaves_the_questions_of_the_table_alone(measured):
    measured.bar.map_chip.click()
    assert not measured.bar.question.isEnabled()
    assert "questions to the table" in measured.bar.question.toolTip()
    assert not any(action.isEnabled() for action in measured.copies)
    measured.bar.map_chip.click()
    assert measured.bar.question.isEnabled() and all(action.isEnabled() for action in measured.copies)


def test_an_empty_map_has_no_cells_and_says_what_to_do(page):
    choose(page.bar.metric, "activation")
    page.bar.map_chip.click()
    assert page.map.standings.columns == () and "Run a sweep" in page.map.figure.empty
    assert not page.crossings.isVisible() and page.caption.text() == ""


def test_another_metric_begins_without_a_budget(measured):
    measured.bar.question.budget.setValue(60)
    choose(measured.bar.metric, "macs")
    assert measured.choice().budget == 0
    assert not cell(measured, "Mixer-S/16", WITHIN)


def test_the_plot_shows_the_selected_rows(measured):
    measured.table.selectRow(0)
    assert len(measured.view.figure.keys) == 1
    measured.table.clearSelection()
    assert len(measured.view.figure.keys) == 2


def test_the_map_says_who_is_best_and_where_they_cross(page, qtbot):
    choose(page.bar.metric, "macs")
    page.bar.map_chip.click()
    figure = page.map.standings
    assert figure.rows[0] == "ResMLP-S12"
    assert figure.cells[0][0].text == "1\nbest"
    assert figure.cells[1][0].weight < 1
    assert "Mixer-S/16 costs fewer MACs than ResMLP-S12 above 517 px" in page.crossings.toPlainText()
    page.map.setFocus()
    qtbot.keyClick(page.map, Qt.Key.Key_Right)
    assert page.map.accessibleDescription().startswith("ResMLP-S12, 128 px")


def test_networks_that_cost_the_same_share_their_place(page, bench):
    bench.set_models([Model("asmlp_t"), Model("cyclemlp_t")], [])
    choose(page.bar.metric, "macs")
    page.bar.map_chip.click()
    assert [row[0].text for row in page.map.standings.cells] == ["=1\nbest", "=1\nbest"]
    assert "are exactly equal at every size from" in page.crossings.toPlainText()
    assert "= where both are exactly equal" in page.caption.text()


def test_a_size_that_is_refused_is_hatched_and_says_why(page, bench):
    bench.set_models([RES, Model("resmlp_s12_14")], [])
    choose(page.bar.metric, "macs")
    page.bar.map_chip.click()
    row = page.map.standings.rows.index("ResMLP-S12/14")
    refused = page.map.standings.cells[row][0]
    assert refused.weight is None
    assert "does not divide 64" in refused.note


def test_the_map_of_measured_models_has_their_intervals(measured):
    measured.bar.map_chip.click()
    assert measured.map.standings.cells[1][0].text.startswith("2")
    assert "as measured" in measured.caption.text()
    assert "ResMLP-S12 is faster than Mixer-S/16 surely from 64 to" in measured.crossings.toPlainText()


def test_the_table_is_copied(measured):
    measured.copy()
    titles, *lines = QGuiApplication.clipboard().text().splitlines()
    assert titles.split("\t")[:2] == ["Model", "Predicted"]
    assert len(lines) == 2
    measured.copy_markdown()
    assert QGuiApplication.clipboard().text().startswith("| Model")


@pytest.mark.parametrize("is_map", [False, True])
def test_both_pictures_are_exported(measured, tmp_path, is_map):
    measured.bar.map_chip.setChecked(is_map)
    path = tmp_path / "laws.svg"
    measured.export.save(path)
    text = path.read_text(encoding="utf-8")
    assert ("best" in text) == is_map


def test_a_hidden_page_costs_nothing(page, bench, finished):
    page.hide()
    before = page.view.figure
    bench.show_items("20260101-000000-abcd", finished(bench))
    assert page.view.figure is before


def test_switches_survive_a_restart(page, qtbot, themes, bench):
    choose(page.bar.metric, "params")
    choose(page.bar.against, "pixels")
    choose(page.bar.role, str(Role.STEM))
    again = LawsPage(bench, themes)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert again.choice() == page.choice()
