"""A run in words: how far it is, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mixbench.core.measurement import Status
from mixbench.core.units import duration
from mixbench.jobs.events import Item, Outcome


def duration_text(seconds: float) -> str:
    """A rough time in the language of the screen."""
    units = (
        QCoreApplication.translate("Duration", "h"),
        QCoreApplication.translate("Duration", "min"),
        QCoreApplication.translate("Duration", "s"),
    )
    return duration(_rounded(seconds), units)


def _rounded(seconds: float) -> float:
    """Nobody waits by the second where it takes minutes."""
    step = next((step for most, step in ((60, 1), (600, 5), (3600, 60)) if seconds < most), 300)
    return step * round(seconds / step)


def progress_text(finished: int, total: int, seconds_left: float | None) -> str:
    """How far a run is: `12 of 40 points · 3 min left`."""
    text = QCoreApplication.translate("Run", "{finished} of {total} points").format(
        finished=finished, total=total
    )
    if seconds_left is None or finished == total:
        return text
    left = QCoreApplication.translate("Run", "{duration} left").format(duration=duration_text(seconds_left))
    return f"{text} · {left}"


def outcome_text(items: Sequence[Item], outcome: Outcome) -> str:
    """What a run came to; where nothing was measured, with the first reason."""
    ended = [item.measurement for item in items if item.measurement]
    measured = sum(one.status in (Status.OK, Status.UNSTABLE) for one in ended)
    if outcome == "done":
        words = QCoreApplication.translate("Run", "Finished: {measured} of {total} points measured")
    else:
        words = QCoreApplication.translate("Run", "Stopped: {measured} of {total} points measured")
    line = words.format(measured=measured, total=len(items))
    reasons = [one.error for one in ended if one.error]
    return f"{line} · {reasons[0]}" if reasons and not measured else line
