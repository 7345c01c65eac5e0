"""The process that counts and times: `python -m mixbench.worker`.

It reads requests from standard input and writes events to a private copy of standard output, one
JSON message a line. It keeps no state between tasks and ends when its standard input does.
"""

from __future__ import annotations

import logging
import os
import queue
import signal
import sys
import threading
from typing import BinaryIO

from mixbench import protocol
from mixbench.protocol import Cancel, Event, Hello, MeasureTask, Task

log = logging.getLogger(__name__)

#: With waiting OpenMP threads spinning, one other busy process makes a timing 40 times slower.
_SETTINGS = {"OMP_WAIT_POLICY": "PASSIVE"}


def main() -> None:
    """Talk to the host until it goes away."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the host, which decides
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)  # the OpenMP runtime reads it once, when torch is loaded
    logging.basicConfig(
        stream=sys.stderr, level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s"
    )
    channel = Channel(take_standard_output(), sys.stdin.buffer)
    threading.Thread(target=channel.listen, name="requests", daemon=True).start()
    try:
        serve(channel)
    except BaseException:  # the host reads why in the log; a clean shutdown would wait for the reader
        log.exception("the worker cannot go on")
        logging.shutdown()
        os._exit(1)


def take_standard_output() -> int:
    """Keep the host's pipe as a private descriptor and let everyone else's prints go to standard error."""
    sys.stdout.flush()
    private = os.dup(1)
    os.dup2(2, 1)
    return private


class Channel:
    """The line to the host: requests in the order of arrival, events out."""

    def __init__(self, output: int, source: BinaryIO) -> None:
        self._output, self._source = output, source
        self._cancelled: set[int] = set()
        self.tasks: queue.SimpleQueue[Task] = queue.SimpleQueue()

    def send(self, event: Event) -> None:
        """Write one message; end the process where nobody reads any more."""
        line = memoryview(protocol.encode(event))
        try:
            while line:
                line = line[os.write(self._output, line) :]
        except BrokenPipeError:
            os._exit(0)

    def is_cancelled(self, task: int) -> bool:
        """Whether the host has taken the task back."""
        return task in self._cancelled

    def listen(self) -> None:
        """Read requests until the host closes the line; then end at once, whatever is being computed."""
        for line in self._source:
            try:
                request = protocol.decode_request(line)
            except protocol.ProtocolError as error:
                log.error("%s", error)
                continue
            if isinstance(request, Cancel):
                self._cancelled.add(request.id)
            else:
                self.tasks.put(request)
        os._exit(0)


def serve(channel: Channel) -> None:
    """Introduce the worker, then do one task after the other."""
    from mixbench.engine.counting import rehearse  # brings torch, which must find the environment set
    from mixbench.engine.environment import environment
    from mixbench.engine.measuring import MeasureRun
    from mixbench.engine.questions import answer

    here = environment()
    channel.send(Hello(protocol.PROTOCOL_VERSION, here))
    rehearse()
    while True:
        task = channel.tasks.get()

        def is_cancelled(id: int = task.id) -> bool:
            return channel.is_cancelled(id)

        if isinstance(task, MeasureTask):
            MeasureRun(task, channel.send, is_cancelled, here).run()
        else:
            answer(task, channel.send, is_cancelled, here)


if __name__ == "__main__":
    main()
