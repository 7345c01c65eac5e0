"""A text that says what went wrong to who is to mend it, without more of a person's paths than it needs."""

from __future__ import annotations

import traceback
from collections import deque
from pathlib import Path

#: What goes wrong in the window is written here, beside the results.
LOG_NAME = "window.log"
#: So much of the end of the log goes into a report.
LOG_LINES = 50


def report_text(what: str, versions: str, details: str, log: Path) -> str:
    """What happened, on which versions, the details, and the last lines of the log."""
    parts = [what, versions, details.strip(), f"The last lines of {log.name}:", last_lines(log)]
    return without_home("\n\n".join(part for part in parts if part)) + "\n"


def trace_text(error: BaseException) -> str:
    """The traceback of an error."""
    return "".join(traceback.format_exception(error)).rstrip()


def last_lines(log: Path, count: int = LOG_LINES) -> str:
    """The end of a log; a dash where there is none."""
    try:
        with log.open(encoding="utf-8", errors="replace") as lines:
            return "".join(deque(lines, count)).rstrip() or "–"
    except OSError:
        return "–"


def without_home(text: str) -> str:
    """The text with `~` for the person's own folder, whose name is often theirs."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text
