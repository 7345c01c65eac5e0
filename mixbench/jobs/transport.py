"""How lines reach a worker and come back, whatever carries them: a pipe, Qt's QProcess, ssh."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Exit:
    """How a worker's process ended. `signal` is set where one killed it; `last_words` is the end of
    its standard error."""

    code: int | None
    signal: int | None = None
    last_words: str = ""

    def sentence(self) -> str:
        """The end in words, for a row of the results."""
        if self.signal is not None:
            return _killed(self.signal)
        if self.code is None:
            return f"the worker could not be started: {self.last_words.strip()}"
        last = self.last_words.strip().splitlines()
        detail = f": {last[-1].strip()}" if last else ""
        return f"the worker ended by itself with exit code {self.code}{detail}"


def _killed(number: int) -> str:
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = "unknown"
    causes = {
        "SIGKILL": "; most often the system was out of memory",
        "SIGSEGV": "; a library accessed memory that it does not own",
        "SIGILL": "; a library used an instruction that this processor lacks",
    }
    return f"the worker was killed by signal {number} ({name}){causes.get(name, '')}"


class Transport(Protocol):
    """One worker process. Callbacks arrive on the thread that owns the transport, and none arrives
    after `on_exit`."""

    def start(self, on_line: Callable[[bytes], None], on_exit: Callable[[Exit], None]) -> None:
        """Start the process."""

    def send(self, line: bytes) -> None:
        """Write one line to its standard input; a dead process ignores it."""

    def close(self) -> None:
        """End its standard input: a healthy worker ends by itself."""

    def terminate(self) -> None:
        """Ask the system to end it."""

    def kill(self) -> None:
        """End it at once."""
