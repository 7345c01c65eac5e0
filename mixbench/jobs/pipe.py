"""A worker behind ordinary pipes, for programs without an event loop: the command line, the tests."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import IO

from mixbench.jobs.interpreter import worker_command, worker_environment
from mixbench.jobs.transport import Exit

_LAST_WORDS = 40


def _ignore(_: object) -> None:
    """The process was not started yet."""


class PipeTransport:
    """A child process whose lines are collected by threads and delivered by `poll`."""

    def __init__(self, command: Sequence[str] | None = None) -> None:
        self._command = tuple(command or worker_command())
        self._process: subprocess.Popen[bytes] | None = None
        self._arrived: queue.Queue[bytes | Exit] = queue.Queue()
        self._words: deque[str] = deque(maxlen=_LAST_WORDS)
        self._on_line: Callable[[bytes], None] = _ignore
        self._on_exit: Callable[[Exit], None] = _ignore

    def start(self, on_line: Callable[[bytes], None], on_exit: Callable[[Exit], None]) -> None:
        """Start the process; a command that cannot be started is reported as an exit."""
        self._on_line, self._on_exit = on_line, on_exit
        try:
            # A session of its own: Ctrl-C in the terminal reaches the host alone, which decides.
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=worker_environment(),
                start_new_session=True,
            )
        except OSError as error:
            self._arrived.put(Exit(None, last_words=str(error)))
            return
        threading.Thread(target=self._read, args=(self._process,), daemon=True).start()

    def send(self, line: bytes) -> None:
        """Write a line; the exit of a dead process tells more than a broken pipe would."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError, ValueError):
                self._process.stdin.write(line)
                self._process.stdin.flush()

    def close(self) -> None:
        """End the worker's standard input."""
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def terminate(self) -> None:
        """Send SIGTERM."""
        if self._process is not None:
            self._process.terminate()

    def kill(self) -> None:
        """Send SIGKILL."""
        if self._process is not None:
            self._process.kill()

    def poll(self, timeout_s: float) -> None:
        """Deliver what has arrived, waiting up to `timeout_s` for the first line."""
        with contextlib.suppress(queue.Empty):
            self._deliver(self._arrived.get(timeout=timeout_s))
            while True:
                self._deliver(self._arrived.get_nowait())

    def _deliver(self, arrived: bytes | Exit) -> None:
        if isinstance(arrived, Exit):
            self._on_exit(arrived)
        else:
            self._on_line(arrived)

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        """Collect lines until the end, then the exit: in that order, so that no last line is lost."""
        assert process.stdout is not None
        assert process.stderr is not None
        listener = threading.Thread(target=self._listen, args=(process.stderr,), daemon=True)
        listener.start()
        for line in process.stdout:
            self._arrived.put(line)
        code = process.wait()
        listener.join(timeout=1)
        for stream in (process.stdout, process.stderr):
            stream.close()
        self.close()
        words = "\n".join(self._words)
        self._arrived.put(Exit(code, -code, words) if code < 0 else Exit(code, last_words=words))

    def _listen(self, errors: IO[bytes]) -> None:
        for line in errors:
            self._words.append(line.decode("utf-8", "replace").rstrip())
