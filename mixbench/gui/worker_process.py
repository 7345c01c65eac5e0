"""The worker behind Qt's event loop: the window waits for nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QByteArray, QObject, QProcess, QProcessEnvironment

from mixbench.jobs.interpreter import worker_command, worker_environment
from mixbench.jobs.transport import Exit

#: How much of the worker's standard error is kept for the sentence about its end.
_LAST_WORDS = 4000


class ProcessTransport(QObject):
    """A `jobs.transport.Transport` over QProcess; callbacks come from the window's own event loop."""

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command or worker_command())
        self._words = ""
        self._rest = b""
        self._has_ended = False
        self._on_line: Callable[[bytes], None] | None = None
        self._on_exit: Callable[[Exit], None] | None = None
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.readyReadStandardError.connect(self._listen)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail)

    def start(self, on_line: Callable[[bytes], None], on_exit: Callable[[Exit], None]) -> None:
        """Start the process; a command that cannot be started is reported as an exit."""
        self._on_line, self._on_exit = on_line, on_exit
        environment = QProcessEnvironment()
        for name, value in worker_environment().items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.start(self._command[0], list(self._command[1:]))

    def send(self, line: bytes) -> None:
        """Queue a line for the process."""
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.write(QByteArray(line))

    def close(self) -> None:
        """End the worker's standard input."""
        self._process.closeWriteChannel()

    def terminate(self) -> None:
        """Ask the system to end it."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once."""
        self._process.kill()

    def wait_for_end(self, timeout_ms: int) -> None:
        """For the closing window only: wait for the end, and force it when it does not come."""
        if self._process.state() is not QProcess.ProcessState.NotRunning and not (
            self._process.waitForFinished(timeout_ms)
        ):
            self._process.kill()
            self._process.waitForFinished(timeout_ms)

    def _read(self) -> None:
        *lines, self._rest = (self._rest + bytes(self._process.readAllStandardOutput().data())).split(b"\n")
        for line in lines:
            if self._on_line is not None:
                self._on_line(line)

    def _listen(self) -> None:
        heard = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace")
        self._words = (self._words + heard)[-_LAST_WORDS:]

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._listen()
        # Where a signal ended the process, Qt hands the signal's number over as the code.
        was_killed = status is QProcess.ExitStatus.CrashExit
        self._end(Exit(code, code if was_killed else None, self._words))

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._end(Exit(None, last_words=f"{self._command[0]}: {self._process.errorString()}"))

    def _end(self, end: Exit) -> None:
        if self._on_exit is not None and not self._has_ended:
            self._has_ended = True
            self._on_exit(end)
