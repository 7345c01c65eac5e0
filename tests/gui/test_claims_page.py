"""The page of the claims as a person uses it: search, run, read, stop, copy, come back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mixbench.claims.registry import Check
from mixbench.core.claims import Claim, Finding, Verdict
from mixbench.gui.claims_model import NUMBER, STATEMENT, VERDICT
from mixbench.gui.claims_page import ClaimsPage
from mixbench.gui.run_control import RunControl
from mixbench.gui.worker_process import ProcessTransport
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"


@pytest.fixture
def open_page(qtbot, bench, themes, tmp_path):
    """A page over a store and a fake worker with these habits."""
    controls = []

    def have(*habits):
        command = [sys.executable, str(FAKE_WORKER), *habits]
        store = Store(tmp_path / "a.sqlite3")
        control = RunControl(bench, store, lambda: ProcessTransport(command=command))
        controls.append(control)
        page = ClaimsPage(bench, themes)
        page.findings_of, page.rows_of = control.findings, control.shown.rows
        page.rows_in, page.measure = control.rows_in, control.measure_aside
        page.rows_before = control.rows_before
        page.halted.connect(control.stop)
        control.measured_aside.connect(page.take_measured)
        control.progress_changed.connect(page.show_measuring)
        control.running_changed.connect(page.set_running)
        control.question_moved.connect(page.source.take_progress)
        page.control = control
        page.found.connect(control.keep)
        page.asked.connect(control.ask)
        page.withdrawn.connect(control.withdraw)
        control.answered.connect(page.take)
        control.environment_changed.connect(page.set_environment)
        qtbot.addWidget(page, before_close_func=lambda page: page.source.stop())
        page.resize(900, 600)
        page.show()
        qtbot.waitExposed(page)
        return page

    yield have
    for control in controls:
        control.shut_down()
        control.deleteLater()


def texts(page, column):
    return [page.order.index(row, column).data() for row in range(page.order.rowCount())]


def choose(page, number):
    page.table.selectRow(texts(page, NUMBER).index(str(number)))


def wait(qtbot, page):
    qtbot.waitUntil(lambda: not page.source.is_checking, timeout=20_000)


def test_claims_are_found_run_read_and_there_again_at_the_next_start(qtbot, open_page):
    page = open_page()
    assert texts(page, NUMBER) == [str(number) for number in range(1, 18)]
    assert set(texts(page, VERDICT)) == {"not checked"}
    qtbot.keyClicks(page.search, "mixer-is-linear eight")
    assert texts(page, NUMBER) == ["4"]
    page.search.clear()
    choose(page, 5)
    assert "Not checked yet" in page.detail.text() and not page.detail.views()
    qtbot.mouseClick(page.run_one, Qt.MouseButton.LeftButton)
    assert not page.run_all.isEnabled() and page.stop.isEnabled()
    wait(qtbot, page)
    assert texts(page, VERDICT)[4] == "✓ holds"
    shown = page.detail.text()
    assert "Where whole networks cross" in shown and "arXiv 2107.10224" in shown and "checked 20" in shown
    assert [view.figure.title for view in page.detail.views()] == ["MACs of spatial mixing"]
    page.copy()
    assert "**✓ holds.**" in QGuiApplication.clipboard().text()
    again = open_page()
    assert texts(again, VERDICT)[4] == "✓ holds"
    assert "1 of 17 claims checked" in again.state.text()


def test_a_claim_asks_the_worker_and_may_not_hold(qtbot, open_page):
    page = open_page()
    choose(page, 7)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    wait(qtbot, page)
    finding = page.model.finding(6)
    assert finding.verdict is Verdict.DOES_NOT_HOLD and "Imaginary CPU" in finding.where
    assert "cyclemlp_b1" in page.detail.text()
    assert texts(page, VERDICT)[6] == "✗ does not hold here"  # word and sign, not colour alone


def test_a_worker_that_dies_is_told_as_the_reason(qtbot, open_page):
    page = open_page("--die-at-experiment", "feature_maps")
    choose(page, 7)
    page.run_one.click()
    wait(qtbot, page)
    assert page.model.finding(6).verdict is Verdict.CANNOT_TELL
    assert "signal 9" in page.detail.text()
    before = Finding(page.model.rows[6].claim.id, Verdict.HOLDS, "so it is")
    page.model.put(before)
    with qtbot.waitSignal(page.failed, timeout=20_000) as told:
        page.run_one.click()
    wait(qtbot, page)
    assert "signal 9" in told.args[0] and page.model.finding(6) == before


def test_what_is_stopped_leaves_no_finding_and_claims_wait_for_a_run(qtbot, open_page, tmp_path):
    page = open_page()
    page.run_all.click()
    page.stop.click()
    assert not page.source.is_checking and page.run_all.isEnabled()
    assert set(texts(page, VERDICT)) == {"not checked"}
    page.set_running(True)
    assert not page.run_one.isEnabled() and "when it is over" in page.state.text()
    page.run_one.click()
    assert not page.source.is_checking
    page.set_running(False)
    page.save(tmp_path / "claims.md")
    assert (tmp_path / "claims.md").read_text(encoding="utf-8").count("\n## ") == 16
    qtbot.keyClicks(page.search, "no such words")
    assert page.order.rowCount() == 0 and "No claim matches" in page.detail.text()


def test_verdicts_sort_by_what_needs_a_look_and_statements_are_whole_in_their_tooltips(qtbot, open_page):
    page = open_page()
    choose(page, 5)
    page.run_one.click()
    wait(qtbot, page)
    page.table.sortByColumn(VERDICT, Qt.SortOrder.AscendingOrder)
    assert texts(page, NUMBER)[0] == "5"
    index = page.order.index(0, STATEMENT)
    assert index.data() in index.data(Qt.ItemDataRole.ToolTipRole)


# progress


def look_at_layers(asked):
    """A check that asks for what takes its time."""
    asked.experiment("order_in_convolutions", model="mixer_s16", resolution_px=64, map_side=7)


def test_the_parts_and_steps_of_a_check_are_told_and_it_is_stopped_between_them(qtbot, open_page):
    page = open_page("--step-s", "0.3")
    choose(page, 7)
    seen = []
    page.source.changed.connect(lambda: seen.append((page.state.text(), page.source.share)))
    page.run_one.click()
    wait(qtbot, page)
    assert any(text.endswith("part 2 of 12 · resmlp_s12") for text, _ in seen)
    shares = [share for _, share in seen[:-1]]
    assert shares == sorted(shares) and 0 < shares[-1] <= 1
    page.source.start((Check(Claim("c", 99, "", (), ""), look_at_layers),), ())
    qtbot.waitUntil(lambda: "mixer_s16 · layer 2 of 4" in page.state.text())
    with qtbot.waitSignal(page.control.answered) as ended:
        page.stop.click()
    assert ended.args[0].error == "it was cancelled" and not page.source.is_checking
    page.run_one.click()
    wait(qtbot, page)
    assert page.model.finding(6).verdict is Verdict.DOES_NOT_HOLD  # the same worker answers


# what is missing


def test_what_is_missing_is_measured_beside_the_screen_and_judged_anew(qtbot, open_page):
    page = open_page("--slow", "resnet50")
    choose(page, 7)
    assert not page.state.measure.isEnabled() and page.state.measure.toolTip().endswith(": 5, 17")
    page.set_running(True)
    assert "wait for its end" in page.state.measure.toolTip()
    page.set_running(False)
    choose(page, 17)
    page.run_one.click()
    wait(qtbot, page)
    assert page.model.finding(16).verdict is Verdict.CANNOT_TELL and not page.model.finding(16).session
    seen = set()
    page.control.progress_changed.connect(lambda *_: seen.add((page.state.text(), page.progress.value())))
    qtbot.mouseClick(page.state.measure, Qt.MouseButton.LeftButton)
    assert not page.state.measure.isEnabled() and page.stop.isEnabled()
    wait(qtbot, page)
    told = {text.partition(" of 3 points")[0]: value for text, value in seen if "of 3 points" in text}
    assert (
        told
        and told.items()
        <= {f"Measuring what claim 17 lacks: {n}": round(1000 * n / 3) for n in range(4)}.items()
    )
    finding = page.model.finding(16)
    # Mixer and ViT take equally long, ResNet ten times as long.
    assert "10 × ResNet-50" in str(finding.sentence) and "ViT-L/16" in str(finding.condition)
    (kept,) = page.control._store.sessions()
    assert (kept.id, kept.name, kept.outcome) == (finding.session, "claims", "done")
    bench = page.control._bench
    assert bench.session is None and not bench.items  # the results on the screen stay
    page.state.measure.click()
    wait(qtbot, page)
    assert page.model.finding(16).session == kept.id
    assert len(page.control._store.sessions()) == 1  # what was measured once is not measured again


def test_stopping_ends_the_measurement_too_and_leaves_no_finding(qtbot, open_page):
    page = open_page("--round-s", "0.2")
    choose(page, 17)
    page.state.measure.click()
    qtbot.waitUntil(lambda: page.source.is_measuring and page.control.is_running, timeout=20_000)
    page.stop.click()
    assert not page.source.is_checking
    qtbot.waitUntil(lambda: not page.control.is_running, timeout=20_000)
    assert page.model.finding(16) is None and page.state.measure.isEnabled()
    (kept,) = page.control._store.sessions()
    assert kept.outcome == "cancelled"


def test_a_run_that_cannot_begin_is_told_and_the_check_ends(qtbot, open_page):
    page = open_page()
    page.measure = lambda _: False
    choose(page, 17)
    page.state.measure.click()
    wait(qtbot, page)
    assert "could not be measured now" in page.detail.text()
