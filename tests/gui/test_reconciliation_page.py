"""The page of the counters as a person uses it: look, sort, copy, and be told what is left over."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import psutil
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QTabWidget

from mixbench.catalog import registry
from mixbench.core.cost import Cause, CostReport, Count, MemoryForecast, Witness
from mixbench.core.model import Case, Model
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.reconciliation_model import CALLS, OPERATOR, WHAT
from mixbench.gui.reconciliation_page import CountersPage
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import Answered
from mixbench.protocol import CountTask
from mixbench.store.database import Store

MIXER, RES = Model("mixer_s16"), Model("resmlp_s12")
LAW, TORCH, FVCORE = 3, 4, 5
WHERE, REASON = 6, 7

NORM = Cause("added", "layer_norm", 17, 5_000, "5 for each element", ("blocks.0.norm", "blocks.1.norm"))
SAME = Cause("left_out", "_convolution_mode", 8, -7_000_000, "a word as padding", ("blocks.0.mix",))
LSTM = Cause("left_out", "lstm", 1, -900, "no formula", ("",))


def report(model=MIXER, *, causes=(NORM, SAME, LSTM), left=0, fvcore=True, macs=None, written=0):
    """An answer of the engine whose fvcore has these causes and leaves so many MACs over."""
    law = registry.resolve(model).law(224, 224)
    macs = law.macs if macs is None else macs
    forecast = MemoryForecast(0, 4 * law.params, "", "")
    count = Count(law.params, law.params, macs, 0, 0, written, law.by_role, forecast)
    says = Witness("fvcore", macs + sum(cause.amount for cause in causes) + left, causes=causes)
    return CostReport(count, Witness("torch", macs), says if fvcore else None)


@pytest.fixture
def page(qtbot, bench, themes):
    """The page with Mixer-S/16 selected, and what it asked and took back."""
    bench.select(MIXER)
    page = CountersPage(bench, themes)
    page.questions, page.taken_back = [], []
    page.asked.connect(page.questions.append)
    page.withdrawn.connect(page.taken_back.append)
    qtbot.addWidget(page)
    page.resize(760, 520)
    page.show()
    qtbot.waitExposed(page)
    qtbot.waitUntil(lambda: len(page.questions) == 1)
    return page


@pytest.fixture
def shown(page):
    """The page with an answer."""
    answer(page, report())
    return page


def answer(page, value, error=""):
    page.take(Answered(page.questions[-1], value, error))


def cells(page, column):
    return [page.order.index(row, column).data() for row in range(page.order.rowCount())]


def verdicts(page):
    labels = [page.verdicts.itemAt(place).widget() for place in range(page.verdicts.count())]
    return {label.text(): label.property("tone") for label in labels}


# asking


def test_the_selected_model_is_asked_for_at_one_image(page):
    assert page.questions == [CountTask(0, Case(MIXER, 224, 224))]
    assert page.waiting.message.text() == "The counters are being asked…"


def test_fvcore_follows_by_itself_where_it_is_light(page):
    answer(page, report(fvcore=False))
    assert page.questions[-1] == CountTask(0, Case(MIXER, 224, 224), fvcore=True)
    assert page.offer.text() == "fvcore is running the model…"
    assert page.ask_fvcore.isHidden()
    assert len(verdicts(page)) == 2
    answer(page, report())
    assert page.offer.isHidden()
    assert len(verdicts(page)) == 3


@pytest.mark.parametrize("heavy", [{"macs": 60 * 10**9}, {"written": psutil.virtual_memory().total}])
def test_fvcore_waits_for_leave_where_it_is_heavy(page, qtbot, heavy):
    answer(page, report(fvcore=False, **heavy))
    assert len(page.questions) == 1
    assert page.offer.text().startswith("fvcore runs the model to trace it: ")
    qtbot.mouseClick(page.ask_fvcore, Qt.MouseButton.LeftButton)
    assert page.questions[-1].fvcore
    assert page.ask_fvcore.isHidden()


def test_another_model_takes_the_question_back(page, bench, qtbot):
    bench.select(RES)
    assert page.taken_back == page.questions[:1]
    qtbot.waitUntil(lambda: len(page.questions) == 2)
    assert page.questions[-1].case.model == RES
    page.take(Answered(page.questions[0], report()))  # too late
    assert page.source.report is None


def test_nobody_is_asked_while_the_page_is_hidden(page, bench, qtbot):
    page.hide()
    assert page.taken_back == page.questions
    bench.select(RES)
    qtbot.wait(600)
    assert len(page.questions) == 1
    page.show()
    qtbot.waitUntil(lambda: len(page.questions) == 2)


def choose_side(page, side):
    page.side.setCurrentIndex(page.side.findData(side))
    page.side.activated.emit(page.side.currentIndex())


def test_what_a_run_found_out_need_not_be_asked_again(page, bench, finished, qtbot):
    choose_side(page, 256)
    qtbot.waitUntil(lambda: len(page.questions) == 2)
    bench.show_items("session", finished(bench, cost=report()))
    assert page.taken_back == page.questions
    assert len(verdicts(page)) == 3


def test_what_a_run_of_old_left_unexplained_is_asked_anew(page, bench, finished, qtbot):
    choose_side(page, 256)
    bench.show_items("session", finished(bench))
    qtbot.waitUntil(lambda: len(page.questions) == 2)
    assert page.source.report is None


def test_why_there_is_no_answer_is_told_and_can_be_asked_again(page, qtbot):
    answer(page, None, "needs 9 GB, but this machine has 8 GB free")
    assert page.waiting.message.text() == "needs 9 GB, but this machine has 8 GB free"
    assert page.waiting.message.property("tone") == "bad"
    qtbot.mouseClick(page.waiting.again, Qt.MouseButton.LeftButton)
    assert len(page.questions) == 2
    answer(page, report())
    assert not page.table.isHidden() and page.order.rowCount() == 7


def test_a_failure_of_fvcore_leaves_the_others_standing(page):
    answer(page, report(fvcore=False))
    answer(page, None, "the engine ended by itself")
    assert page.offer.text() == "the engine ended by itself"
    assert not page.ask_fvcore.isHidden()
    assert "law agrees to the last MAC" in verdicts(page)


def test_without_a_model_it_says_what_to_do(page, bench):
    bench.select(None)
    assert page.waiting.message.text().startswith("Select a model at the left")
    assert page.waiting.again.isHidden()


def test_during_a_run_it_says_that_questions_wait(page):
    page.set_running(True)
    assert page.waiting.message.text() == "The counters are asked as soon as the run is over."


# reading


def test_the_table_leads_from_our_count_to_each_figure(shown):
    macs = registry.resolve(MIXER).law(224, 224).macs
    says = macs + 5_000 - 7_000_000 - 900
    assert cells(shown, WHAT) == [
        "our count",
        "left out",
        "added",
        "left out",
        "count and causes",
        "the counter's figure",
        "unexplained",
    ]
    assert cells(shown, OPERATOR)[1:4] == ["_convolution_mode", "layer_norm", "lstm"]
    assert cells(shown, FVCORE) == [
        f"{macs:,}",
        "−7,000,000",
        "+5,000",
        "−900",
        f"{says:,}",
        f"{says:,}",
        "0",
    ]
    assert (
        cells(shown, TORCH) == cells(shown, LAW) == [f"{macs:,}", "", "", "", f"{macs:,}", f"{macs:,}", "0"]
    )
    assert cells(shown, WHERE)[1:4] == ["blocks.*.mix", "blocks.*.norm", "the network itself"]


def test_a_sentence_sums_up_every_witness(shown):
    macs = registry.resolve(MIXER).law(224, 224).macs
    off = 7_000_000 + 900 - 5_000
    figure, share = f"{(macs - off) / 1e9:.3f} G", f"{100 * off / macs:.2f} %"
    assert verdicts(shown) == {
        "law agrees to the last MAC": "good",
        "torch agrees to the last MAC": "good",
        f"fvcore says {figure}, {share} below our count: 3 causes explain all of it": "good",
    }


def test_what_is_left_over_is_red_and_has_a_word_and_a_mark(page, themes):
    answer(page, report(left=1_234))
    assert verdicts(page)["fvcore: 1.234 kMACs are unexplained"] == "bad"
    last = page.order.rowCount() - 1
    assert page.order.index(last, WHAT).data() == "unexplained"
    assert page.order.index(last, FVCORE).data() == "+1,234"

    def colour(column):
        return page.order.index(last, column).data(Qt.ItemDataRole.ForegroundRole).name()

    assert colour(FVCORE) == colour(WHAT) == themes.theme.bad
    assert colour(TORCH) == themes.theme.good
    crossed = page.order.index(last, WHAT).data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage()
    answer_again(page, report())
    ticked = page.order.index(last, WHAT).data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage()
    assert crossed != ticked
    assert colour(WHAT) == themes.theme.good


def answer_again(page, value):
    page.source.ask_fvcore()
    answer(page, value)


def test_a_witness_that_was_not_heard_says_why(page):
    silent = replace(report(), fvcore=Witness("fvcore", None, "fvcore was not asked: its trace is too large"))
    answer(page, silent)
    assert verdicts(page)["fvcore was not asked: its trace is too large"] == "warning"
    assert cells(page, FVCORE)[1:] == ["", "", ""]


def test_causes_sort_between_the_count_and_the_sums(shown):
    fixed = ["count and causes", "the counter's figure", "unexplained"]
    for order, operators in (
        (Qt.SortOrder.AscendingOrder, ["lstm", "_convolution_mode", "layer_norm"]),
        (Qt.SortOrder.DescendingOrder, ["layer_norm", "_convolution_mode", "lstm"]),
    ):
        shown.table.sortByColumn(CALLS, order)
        assert cells(shown, OPERATOR)[1:4] == operators
        assert cells(shown, WHAT)[0] == "our count"
        assert sorted(cells(shown, WHAT)[4:]) == sorted(fixed)
    shown.table.sortByColumn(CALLS, Qt.SortOrder.AscendingOrder)
    assert cells(shown, WHAT)[4:] == fixed


def test_the_reason_of_the_largest_cause_is_read_without_a_click(shown):
    assert shown.detail.text() == "a word as padding. blocks.0.mix"
    shown.table.selectRow(2)
    assert shown.detail.text() == "5 for each element. blocks.0.norm, blocks.1.norm"
    shown.table.selectRow(0)
    assert shown.detail.isHidden()


def test_another_resolution_asks_anew(shown, qtbot):
    choose_side(shown, 448)
    qtbot.waitUntil(lambda: len(shown.questions) == 2)
    assert shown.questions[-1].case == Case(MIXER, 448, 448)


def test_the_table_goes_to_a_spreadsheet_and_into_a_text(shown):
    shown.copy()
    lines = [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]
    assert lines[0][:4] == ["What", "Operator", "Calls", "law [MACs]"]
    assert lines[2][:3] == ["left out", "_convolution_mode", "8"]
    assert {len(line) for line in lines} == {8} and len(lines) == 8
    shown.copy_markdown()
    header, rule, *rows = QGuiApplication.clipboard().text().split("\n")
    assert header.startswith("| What | Operator |")
    assert rule == "|" + " --- |" * 8
    assert rows[-1].startswith("| unexplained |") and len(rows) == 7


def test_colours_follow_the_theme(shown, themes):
    last = shown.order.index(shown.order.rowCount() - 1, WHAT)
    before = last.data(Qt.ItemDataRole.ForegroundRole)
    themes.set_mode("dark")
    assert last.data(Qt.ItemDataRole.ForegroundRole) != before


def test_the_window_asks_its_engine(qtbot, tmp_path, themes):
    command = [sys.executable, str(Path(__file__).parents[1] / "fake_worker.py")]
    window = MainWindow(
        Store(tmp_path / "store.sqlite3"),
        Preferences(tmp_path / "settings.ini"),
        themes,
        lambda: ProcessTransport(command=command),
    )
    qtbot.addWidget(window)
    window.show()
    window.bench.select(MIXER)
    window.findChild(QTabWidget).setCurrentWidget(window.pages.counters)
    qtbot.waitUntil(lambda: window.pages.counters.source.report is not None, timeout=20_000)
    qtbot.waitUntil(lambda: window.pages.counters.order.rowCount() == 5)
    shown = [label.text() for label in window.pages.counters.findChildren(QLabel)]
    assert any("one cause explains all of it" in text for text in shown)
    window.close()
