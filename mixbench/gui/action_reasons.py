"""Why an action cannot be done now, in a sentence; empty where it can."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.gui.duelling import refusal
from mixbench.gui.queue_panel import QueuePanel
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.run_control import RunControl
from mixbench.gui.workbench import Workbench


def reasons(
    control: RunControl, bench: Workbench, queue: QueuePanel, results: ResultsPanel
) -> dict[str, str]:
    """The reason for each action that is not always possible, by its id."""
    busy = idle = whole = unmarked = ""
    if control.is_running:
        busy = QCoreApplication.translate("Actions", "A run is being measured; stop it first.")
    else:
        idle = QCoreApplication.translate("Actions", "Nothing is being measured.")
    if not bench.is_unfinished:
        whole = QCoreApplication.translate("Actions", "Nothing of this session is left to be measured.")
    if not queue.skippable:
        unmarked = QCoreApplication.translate("Actions", "Select points in the queue that are still waiting.")
    return {
        "run": busy,
        "pause": idle,
        "stop": idle,
        "skip_item": unmarked,
        "resume": busy or whole,
        "duel": refusal(results.selected_cases, is_running=control.is_running),
    }
