"""What the preferences dialog offers: each choice with its key in the settings file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from mixbench.core.measurement import Precision
from mixbench.core.units import FEWEST_DIGITS, MOST_DIGITS, USUAL_DIGITS

if TYPE_CHECKING:
    from mixbench.gui.preferences import Preferences

#: More threads than any machine has today; a settings file may say anything.
_MOST_THREADS = 4096


@dataclass(frozen=True)
class Choices:
    """What the person chose beside language and theme.

    `digits` are those of a latency. `python` runs the worker, empty for the Python of the window.
    `threads` (None: all cores) and `precision` hold for a comparison that is begun anew.
    """

    digits: int = USUAL_DIGITS
    python: str = ""
    threads: int | None = None
    precision: Precision = "normal"


def read_choices(preferences: Preferences) -> Choices:
    """The choices of the settings file; what this version does not accept is as if never chosen."""
    digits = preferences.number("numbers/digits", USUAL_DIGITS)
    threads = preferences.number("measuring/threads", 0)
    precision = preferences.text("measuring/precision", "normal")
    return Choices(
        digits if FEWEST_DIGITS <= digits <= MOST_DIGITS else USUAL_DIGITS,
        preferences.text("engine/python"),
        threads if 0 < threads <= _MOST_THREADS else None,
        next((known for known in get_args(Precision) if known == precision), "normal"),
    )


def keep_choices(preferences: Preferences, choices: Choices) -> None:
    """Write the choices to disk."""
    preferences.set_number("numbers/digits", choices.digits)
    preferences.set_text("engine/python", choices.python)
    preferences.set_number("measuring/threads", choices.threads or 0)
    preferences.set_text("measuring/precision", choices.precision)
    preferences.save()
