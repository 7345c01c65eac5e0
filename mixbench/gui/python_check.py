"""Trying a Python as the worker: it is started as it would be for a run, and says what it has."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.core.measurement import Environment
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.client import Gone, WorkerClient
from mixbench.jobs.interpreter import worker_command

_TICK_MS = 100
#: How long the end of a window waits for the end of a worker that was being tried.
_END_WITHIN_MS = 2000


class PythonCheck(QObject):
    """One trial at a time; a new one takes the place of the last."""

    answered = Signal(object)  # Environment
    failed = Signal(str)  # why it cannot be the worker, in a sentence

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client: WorkerClient | None = None
        self._transport: ProcessTransport | None = None
        self._ticker = QTimer(self, interval=_TICK_MS)

    @property
    def is_under_way(self) -> bool:
        """Whether an answer is awaited."""
        return self._client is not None

    def begin(self, python: str) -> None:
        """Start a Python (empty: that of the window) and wait for its hello."""
        self.end()
        # Not what the environment names: that would always be the one that is tried.
        command = worker_command({}, python)
        transport = self._transport = ProcessTransport(self, command)
        client = self._client = WorkerClient(lambda: transport)
        client.on_hello = self._greet
        client.on_gone = lambda gone: self._mourn(gone, python)
        self._ticker.timeout.connect(client.tick)
        self._ticker.start()
        client.start()

    def end(self) -> None:
        """Leave no worker behind."""
        self._ticker.stop()
        client, transport = self._client, self._transport
        self._client = self._transport = None
        if client is not None and transport is not None:
            client.on_gone = _ignore
            self._ticker.timeout.disconnect(client.tick)
            client.kill()
            transport.wait_for_end(_END_WITHIN_MS)
            transport.deleteLater()

    def _greet(self, environment: Environment) -> None:
        self.end()
        self.answered.emit(environment)

    def _mourn(self, gone: Gone, python: str) -> None:
        self.end()
        self.failed.emit(self._sentence(gone.sentence, python))

    def _sentence(self, end: str, python: str) -> str:
        """Why it does not serve, and what to do where that is known."""
        if "No module named" not in end:
            return end
        fix = self.tr("{end}; run {command} first")
        return fix.format(end=end, command=f"{python} -m pip install mixbench")


def _ignore(_: object) -> None:
    """Nobody waits for this end."""
