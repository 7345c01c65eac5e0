"""Whether a window can be opened here, and what to do where it cannot."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Mapping

_INSTEAD = "or use the command line: `mixbench --help`"

#: What Qt's xcb plugin loads beside what every desktop has, with the Debian package of each.
XCB_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


def can_load(library: str) -> bool:
    """Whether the system's loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def display_problem(
    environ: Mapping[str, str],
    platform: str = sys.platform,
    loads: Callable[[str], bool] = can_load,
) -> str | None:
    """Say in one sentence why Qt could not open a window, or None. Qt itself would abort the process."""
    if not platform.startswith("linux") or environ.get("QT_QPA_PLATFORM", "xcb") not in ("xcb", "wayland"):
        return None
    if environ.get("WAYLAND_DISPLAY"):
        return None
    if not environ.get("DISPLAY"):
        return f"there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set); use a desktop, {_INSTEAD}"
    missing = [name for name in XCB_LIBRARIES if not loads(name)]
    if not missing:
        return None
    packages = " ".join(XCB_LIBRARIES[name] for name in missing)
    return f"Qt needs {', '.join(missing)}; install them (Debian, Ubuntu: {packages}), {_INSTEAD}"


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
