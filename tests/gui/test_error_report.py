"""A report says what happened, where, on what, and no more of a person's paths than it needs."""

from __future__ import annotations

from pathlib import Path

from mixbench.gui.error_report import LOG_LINES, last_lines, report_text, trace_text, without_home


def fail():
    raise ValueError("no such key")


def test_the_report_holds_trace_versions_and_the_end_of_the_log(tmp_path):
    log = tmp_path / "window.log"
    log.write_text("".join(f"line {number}\n" for number in range(200)), encoding="utf-8")
    try:
        fail()
    except ValueError as error:
        report = report_text("It broke", "MixBench 9", trace_text(error), log)
    assert report.startswith("It broke\n\nMixBench 9\n\nTraceback")
    assert "in fail" in report and "ValueError: no such key" in report
    assert report.rstrip().endswith("line 199")
    assert "line 149" not in report and "line 150" in report
    assert len(last_lines(log).splitlines()) == LOG_LINES


def test_the_persons_own_folder_is_not_named(tmp_path):
    home = str(Path.home())
    assert without_home(f"File {home}/mixbench/a.py") == "File ~/mixbench/a.py"
    assert home not in report_text("x", "", f"{home}/secret", tmp_path / "none.log")


def test_a_log_that_is_not_there_is_a_dash(tmp_path):
    assert last_lines(tmp_path / "none.log") == "–"
