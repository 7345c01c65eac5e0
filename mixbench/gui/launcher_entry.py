"""The progress bar on the icon of the task bar, where the desktop listens for it.

Docks of Linux desktops (Unity, KDE's task manager, Dash to Dock and others) hear a signal on the session
bus: `com.canonical.Unity.LauncherEntry.Update`, with the desktop file's name and what to show.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from PySide6.QtDBus import QDBusConnection, QDBusMessage

_DESKTOP_FILE = "application://org.mixbench.MixBench.desktop"
_PATH, _INTERFACE = "/org/mixbench/MixBench", "com.canonical.Unity.LauncherEntry"


class LauncherEntry:
    """Says how far the run is. `send` takes each message; left out, it is the session bus, if any."""

    def __init__(self, send: Callable[[QDBusMessage], object] | None = None) -> None:
        self._send = send or _bus()

    def show(self, share: float) -> None:
        """Draw the bar up to a share from 0 to 1."""
        self._update({"progress": share, "progress-visible": True})

    def clear(self) -> None:
        """Draw no bar."""
        self._update({"progress": 0.0, "progress-visible": False})

    def _update(self, shown: dict[str, float | bool]) -> None:
        if self._send is None:
            return
        message = QDBusMessage.createSignal(_PATH, _INTERFACE, "Update")
        message.setArguments([_DESKTOP_FILE, shown])
        self._send(message)


def _bus() -> Callable[[QDBusMessage], object] | None:
    """The session's bus, unless asking for one would start it."""
    if not sys.platform.startswith("linux") or "DBUS_SESSION_BUS_ADDRESS" not in os.environ:
        return None
    bus = QDBusConnection.sessionBus()
    return bus.send if bus.isConnected() else None
