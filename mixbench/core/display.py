"""Whether a window can be opened here, and what to do where it cannot."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Callable, Mapping

_INSTEAD = "or use the command line: `mixbench --help`"


def display_problem(
    environ: Mapping[str, str],
    platform: str = sys.platform,
    find_library: Callable[[str], str | None] = ctypes.util.find_library,
) -> str | None:
    """Say in one sentence why Qt could not open a window, or None. Qt itself would abort the process."""
    if not platform.startswith("linux") or environ.get("QT_QPA_PLATFORM", "xcb") not in ("xcb", "wayland"):
        return None
    if environ.get("WAYLAND_DISPLAY"):
        return None
    if not environ.get("DISPLAY"):
        return f"there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); use a desktop, {_INSTEAD}"
    if find_library("xcb-cursor") is None:
        return f"Qt needs the library xcb-cursor; install it (Debian, Ubuntu: libxcb-cursor0), {_INSTEAD}"
    return None


def binding_problem(python: tuple[int, ...], pyside: tuple[int, ...]) -> str | None:
    """Refuse the pair of PySide6 and Python that ends in an abort after some thousand calls.

    PySide6 6.12 takes a reference from None at each Qt call that returns None, on Python 3.11 and older.
    """
    if pyside[:2] >= (6, 12) and python[:2] < (3, 12):
        shown = ".".join(map(str, pyside))
        return (
            f"PySide6 {shown} crashes on Python {python[0]}.{python[1]}; "
            "run `pip install 'PySide6-Essentials>=6.11.2,<6.12'`, or use Python 3.12 or later"
        )
    return None
