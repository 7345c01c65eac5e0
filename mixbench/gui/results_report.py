"""The report of a session in the words of the screen."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGraphicsView

from mixbench.core.measurement import Environment
from mixbench.core.units import bytes_text
from mixbench.gui.figure_export import save_svg
from mixbench.gui.language import shown_language
from mixbench.gui.theme import Theme
from mixbench.store.reports import Drawing, Facts, Report
from mixbench.store.rows import Row
from mixbench.store.sessions import StoredSession


def drawing_of(view: QGraphicsView, theme: Theme, caption: str) -> Drawing:
    """A plot of the window as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plot.svg"
        save_svg(path, view, theme, "")
        return Drawing(path.read_text(encoding="utf-8"), caption)


def results_report(
    stored: StoredSession, rows: Sequence[Row], table: str, drawings: Sequence[Drawing]
) -> Report:
    """A report of rows of a session; `table` is HTML."""
    lead = QCoreApplication.translate("Report", "Session {id}, begun {time} (UTC)")
    count = QCoreApplication.translate("Report", "Results: {n}").format(n=len(rows))
    facts = [Facts(QCoreApplication.translate("Report", "Conditions"), _conditions(rows))]
    if stored.environment is not None:
        title = QCoreApplication.translate("Report", "Machine and software")
        facts.append(Facts(title, _environment(stored.environment)))
    return Report(
        shown_language().replace("_", "-"),
        stored.summary.name or QCoreApplication.translate("Report", "Results of MixBench"),
        lead.format(id=stored.id, time=stored.summary.started_at[:16].replace("T", " ")),
        facts,
        drawings,
        count,
        table,
        (
            QCoreApplication.translate(
                "Report",
                "MACs are of one image (FLOPs = 2 × MACs), latency is of one call of the whole batch. "
                "Intervals hold the median with 95 % confidence.",
            ),
        ),
    )


def _conditions(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """What the rows were measured under; where they differ, all that occurs."""
    named = (
        (QCoreApplication.translate("Report", "Device"), (row.device_name or row.device for row in rows)),
        (QCoreApplication.translate("Report", "Threads"), (row.threads for row in rows)),
        (QCoreApplication.translate("Report", "Data type"), (row.dtype for row in rows)),
        (QCoreApplication.translate("Report", "Batch"), (row.batch for row in rows)),
        (QCoreApplication.translate("Report", "Layout"), (row.layout for row in rows)),
        (QCoreApplication.translate("Report", "Runtime"), (row.runtime for row in rows)),
        (QCoreApplication.translate("Report", "Mode"), (row.mode for row in rows)),
        (QCoreApplication.translate("Report", "MixBench"), (row.mixbench_version for row in rows)),
        (QCoreApplication.translate("Report", "torch"), (row.torch_version for row in rows)),
    )
    return [(name, said) for name, values in named if (said := _each_once(values))]


def _each_once(values: Iterable[object]) -> str:
    return ", ".join(dict.fromkeys(str(value) for value in values if value is not None))


def _environment(environment: Environment) -> list[tuple[str, str]]:
    cores = QCoreApplication.translate("Report", "{physical} cores, {logical} threads")
    named = (
        (QCoreApplication.translate("Report", "Processor"), environment.processor),
        (
            QCoreApplication.translate("Report", "Cores"),
            cores.format(physical=environment.physical_cores, logical=environment.logical_cores),
        ),
        (QCoreApplication.translate("Report", "Memory"), bytes_text(environment.memory_bytes)),
        (QCoreApplication.translate("Report", "Devices"), _each_once(d.name for d in environment.devices)),
        (QCoreApplication.translate("Report", "System"), environment.platform),
        (QCoreApplication.translate("Report", "Python"), environment.python),
        (QCoreApplication.translate("Report", "CUDA"), environment.cuda or ""),
        (QCoreApplication.translate("Report", "Frequency governor"), environment.governor or ""),
    )
    return [(name, value) for name, value in named if value]
