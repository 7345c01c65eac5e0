"""Which versions of what the window runs on."""

from __future__ import annotations

import platform

import PySide6
from PySide6.QtCore import qVersion

from mixbench.core.measurement import Environment
from mixbench.core.version import __version__


def versions_line(environment: Environment | None = None) -> str:
    """MixBench and what it stands on in one line; the worker's share once it has said hello."""
    parts = [
        f"MixBench {__version__}",
        f"Python {platform.python_version()}",
        f"Qt {qVersion()}",
        f"PySide6 {PySide6.__version__}",
        platform.platform(),
    ]
    if environment is not None:
        parts.append(f"worker: torch {environment.torch}, Python {environment.python}")
    return " · ".join(parts)
