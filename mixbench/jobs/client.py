"""One worker at a time: its handshake, its requests, and its end, asked for or not."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from mixbench.core.measurement import Environment
from mixbench.jobs.transport import Exit, Transport
from mixbench.protocol import PROTOCOL_VERSION, Answer, Hello, ProtocolError, Request, decode_event, encode

#: Loading torch from a cold disk takes long; past this the worker is taken for stuck.
HELLO_WITHIN_S = 120.0
#: The kill ladder: how long a polite request, then SIGTERM, may take.
OBEY_WITHIN_S, TERMINATE_WITHIN_S = 5.0, 3.0


@dataclass(frozen=True)
class Gone:
    """A worker ended. `was_asked` tells a stop that we wanted from a crash."""

    sentence: str
    was_asked: bool
    had_said_hello: bool


@dataclass
class _Step:
    """The next step of the kill ladder and when it is due."""

    due: float
    take: Callable[[], None]


def _ignore(_: object) -> None:
    """Nobody listens yet."""


class WorkerClient:
    """Starts workers and talks to the one that lives.

    `on_answer` receives what the worker says after its hello, `on_hello` its environment, `on_gone` its
    end. `tick` must be called a few times a second: it drives the kill ladder.
    """

    def __init__(
        self, make_transport: Callable[[], Transport], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._make_transport = make_transport
        self._clock = clock
        self._transport: Transport | None = None
        self._step: _Step | None = None
        self._was_asked = False
        self._refusal = ""
        self.environment: Environment | None = None
        self.on_hello: Callable[[Environment], None] = _ignore
        self.on_answer: Callable[[Answer], None] = _ignore
        self.on_gone: Callable[[Gone], None] = _ignore

    @property
    def is_alive(self) -> bool:
        """Whether a worker process exists."""
        return self._transport is not None

    @property
    def is_ready(self) -> bool:
        """Whether the worker has said hello in our version of the protocol and is not being ended."""
        return self.is_alive and self.environment is not None and not self._was_asked

    def start(self) -> None:
        """Start a worker unless one lives."""
        if self._transport is not None:
            return
        self.environment, self._was_asked, self._refusal = None, False, ""
        transport = self._transport = self._make_transport()
        self._step = _Step(self._clock() + HELLO_WITHIN_S, self._give_up)
        # A late line of a former worker must not be taken for one of this worker.
        transport.start(
            lambda line: self._hear(line) if self._transport is transport else None,
            lambda end: self._bury(end) if self._transport is transport else None,
        )

    def send(self, request: Request) -> None:
        """Ask the worker for something."""
        if self._transport is not None:
            self._transport.send(encode(request))

    def expect_obedience(self) -> None:
        """Begin the kill ladder: unless `stand_down` is called in time, the worker is ended."""
        if self._transport is not None and self._step is None:
            self._step = _Step(self._clock() + OBEY_WITHIN_S, self._terminate)

    def stand_down(self) -> None:
        """The worker did as it was asked."""
        if not self._was_asked:
            self._step = None

    def stop(self) -> None:
        """End the worker: politely, then not."""
        if self._transport is not None:
            self._was_asked = True
            self._transport.close()
            self._step = _Step(self._clock() + OBEY_WITHIN_S, self._terminate)

    def kill(self) -> None:
        """End the worker at once."""
        if self._transport is not None:
            self._was_asked = True
            self._transport.kill()

    def tick(self) -> None:
        """Take the next step of the ladder when it is due."""
        if self._step is not None and self._clock() >= self._step.due:
            self._step.take()

    def _terminate(self) -> None:
        if self._transport is not None:
            self._was_asked = True
            self._transport.terminate()
            self._step = _Step(self._clock() + TERMINATE_WITHIN_S, self._kill)

    def _kill(self) -> None:
        self._step = None
        self.kill()

    def _give_up(self) -> None:
        """The hello did not come."""
        self._refuse(f"the worker did not answer within {HELLO_WITHIN_S:g} s")

    def _refuse(self, sentence: str) -> None:
        """End a worker that we cannot work with, and say why."""
        self._refusal = sentence
        self._step = None
        if self._transport is not None:
            self._transport.kill()

    def _hear(self, line: bytes) -> None:
        if self._refusal:
            return
        try:
            event = decode_event(line)
        except ProtocolError as error:
            self._refuse(f"the worker sent what MixBench cannot read ({error}); it was ended")
            return
        if isinstance(event, Hello):
            self._greet(event)
        else:
            self.on_answer(event)

    def _greet(self, hello: Hello) -> None:
        if hello.protocol != PROTOCOL_VERSION:
            self._refuse(
                f"the worker speaks protocol {hello.protocol} (MixBench {hello.environment.mixbench}), "
                f"this MixBench speaks {PROTOCOL_VERSION}; install the same version on both sides"
            )
            return
        self._step = None
        self.environment = hello.environment
        self.on_hello(hello.environment)

    def _bury(self, end: Exit) -> None:
        gone = Gone(self._refusal or end.sentence(), self._was_asked, self.environment is not None)
        self._transport, self._step, self.environment = None, None, None
        self.on_gone(gone)
