"""The page of the papers as a person uses it: look, search, sort, open, copy."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mixbench.catalog.papers import Verdict, comparisons
from mixbench.core.model import Model
from mixbench.gui.papers_model import DIFFERENCE, FIGURE, OURS, PRINTED, REASON, VARIANT, VERDICT
from mixbench.gui.papers_page import PapersPage
from mixbench.gui.workbench import Workbench


@pytest.fixture
def page(qtbot, themes):
    page = PapersPage(Workbench(), themes)
    qtbot.addWidget(page)
    page.resize(740, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


def column(page, number):
    return [page.order.index(row, number).data() for row in range(page.order.rowCount())]


def line(page, row):
    return [page.order.index(row, number).data() for number in range(page.model.columnCount())]


def test_every_printed_figure_has_a_row(page):
    assert page.order.rowCount() == len(list(comparisons()))
    assert {"agrees", "rounding", "other convention", "differs"} == set(column(page, VERDICT))


def test_a_search_finds_words_of_any_column(page, qtbot):
    qtbot.keyClicks(page.search, "mobilenetv2_140 keras")
    assert set(column(page, VARIANT)) == {"mobilenetv2_140"}
    first = line(page, 0)
    assert (first[PRINTED], first[OURS], first[DIFFERENCE]) == ("6.9 M", "6.11 M", "-11.5 %")
    assert "No released code" in first[REASON]
    assert page.summary.text() == "differs: 2"
    page.search.setText("no such words")
    assert page.summary.text() == "No printed figure matches."


def test_a_verdict_can_be_shown_alone(page):
    page.verdict.setCurrentIndex(page.verdict.findData(Verdict.OTHER_CONVENTION))
    assert set(column(page, VERDICT)) == {"other convention"}
    assert "maxim_s2" in column(page, VARIANT)


def test_conditions_of_the_paper_stand_beside_the_figure(page):
    page.search.setText("repvgg_a0")
    assert "Parameters, form=deploy" in column(page, FIGURE)


def test_differences_sort_by_how_far_they_are_off(page):
    page.table.sortByColumn(DIFFERENCE, Qt.SortOrder.AscendingOrder)
    away = [abs(float(text.rstrip(" %"))) for text in column(page, DIFFERENCE)]
    assert away == sorted(away)


def test_a_row_that_is_opened_becomes_the_selected_model(page, qtbot):
    page.search.setText("vit_b32")
    page.table.setFocus()
    page.table.selectRow(0)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert page._workbench.selected == Model("vit_b32")


def test_the_current_row_tells_its_whole_reason_and_its_source(page):
    assert page.detail.isHidden()
    page.search.setText("mobilenetv2_140")
    page.table.selectRow(0)
    assert page.detail.isVisible()
    assert "No released code gives the printed figure" in page.detail.text()
    assert "arXiv 1801.04381" in page.detail.text()


def test_rows_go_to_a_spreadsheet(page):
    page.search.setText("xception")
    page.copy()
    header, *rows = QGuiApplication.clipboard().text().split("\n")
    assert header.split("\t")[0] == "Variant"
    assert len(rows) == page.order.rowCount() and all(row.startswith("xception\t") for row in rows)


def test_the_verdict_is_coloured_anew_with_the_theme(page, themes):
    before = page.model.index(0, VERDICT).data(Qt.ItemDataRole.ForegroundRole)
    themes.set_mode("dark")
    assert page.model.index(0, VERDICT).data(Qt.ItemDataRole.ForegroundRole) != before
