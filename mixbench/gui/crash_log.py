"""What a window leaves behind that does not end by itself, for the next start to offer.

One file a window is both the sign that it lives and, should the interpreter be taken down, the place where
Python's `faulthandler` writes where that happened. A clean end removes it. A file whose process is gone
tells of a crash; without a word of `faulthandler` the window was killed from outside, or the power failed.
"""

from __future__ import annotations

import faulthandler
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import psutil

_PATTERN = "window-*.alive"
#: The latest crash stays readable here after it was looked at.
KEPT_NAME = "last-crash.log"
#: A process that began this much apart from the file's is another one with the same number.
_SAME_BEGIN_S = 2.0


class CrashLog:
    """The file of one window. `open` when it comes up, `close` when it has ended well."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"window-{os.getpid()}.alive"
        self._file: TextIO | None = None

    def open(self, versions: str) -> None:
        """Say that the window lives, in which versions, and where to write when it is taken down."""
        self._file = self.path.open("w", encoding="utf-8")
        self._file.write(f"{os.getpid()} {psutil.Process().create_time()}\n{versions}\n")
        self._file.flush()
        faulthandler.enable(self._file)

    def note(self, trace: str) -> None:
        """Keep what Python itself says of the end."""
        if self._file is not None:
            self._file.write(f"{trace}\n")
            self._file.flush()

    def close(self) -> None:
        """The window ended well: leave nothing."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None
            self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class Crash:
    """The end of an earlier window: what it ran on, and where it was taken down, empty where nobody knows."""

    path: Path
    versions: str
    trace: str

    def put_away(self) -> None:
        """Offer it no more; it stays readable under another name until the next crash."""
        self.path.replace(self.path.with_name(KEPT_NAME))


def crashes(folder: Path) -> tuple[Crash, ...]:
    """The windows that ended without saying so, the latest first; those that live are left alone."""
    left = sorted(folder.glob(_PATTERN), key=lambda path: path.stat().st_mtime, reverse=True)
    return tuple(_read(path) for path in left if not _is_alive(path))


def _is_alive(path: Path) -> bool:
    """Whether the window of a file is still there: a process number is used again, a beginning is not."""
    first = path.read_text(encoding="utf-8", errors="replace").split("\n", 1)[0].split()
    try:
        process, began_s = psutil.Process(int(first[0])), float(first[1])
        return abs(process.create_time() - began_s) < _SAME_BEGIN_S
    except psutil.AccessDenied:
        return True
    except (psutil.NoSuchProcess, ValueError, IndexError):
        return False


def _read(path: Path) -> Crash:
    _, versions, trace = (*path.read_text(encoding="utf-8", errors="replace").split("\n", 2), "", "")[:3]
    return Crash(path, versions, trace.strip())
