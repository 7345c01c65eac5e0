"""The messages between host and worker: JSON lines, typed and versioned.

The host sends `Request`s, the worker sends `Event`s. A number that does not exist is null, never
NaN. Every event of a task carries its `id`; `index` is the case within the task.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import msgspec

from mixbench.core.cost import CostReport
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Environment, Estimate, Precision, Round, Status, Timing
from mixbench.core.model import Case

#: Raised whenever a message changes in a way that the other side cannot read.
PROTOCOL_VERSION = 1

Phase = Literal["building", "counting", "warming_up", "timing"]


class _Message(msgspec.Struct, frozen=True, tag_field="type"):
    """A line on the wire."""


class CountTask(_Message, frozen=True, tag="count"):
    """Count one case without a clock; answered by `Counted` or `Failed`. `fvcore` runs the model for real."""

    id: int
    case: Case
    fvcore: bool = False


class MeasureTask(_Message, frozen=True, tag="measure"):
    """Time cases that are compared with one another, in interleaved rounds; ends with `Finished`."""

    id: int
    cases: tuple[Case, ...]
    precision: Precision = "normal"
    fvcore: bool = True


class Cancel(_Message, frozen=True, tag="cancel"):
    """Stop a task at the next gap between samples; its open cases end as `cancelled`."""

    id: int


Request = CountTask | MeasureTask | Cancel


class Hello(_Message, frozen=True, tag="hello"):
    """The worker's first line."""

    protocol: int
    environment: Environment


class Started(_Message, frozen=True, tag="started"):
    """What the worker is busy with from now on: the case that a sudden death is blamed on."""

    id: int
    index: int
    phase: Phase


class Counted(_Message, frozen=True, tag="counted"):
    """The cost of a case, before it is timed."""

    id: int
    index: int
    cost: CostReport


class RoundDone(_Message, frozen=True, tag="round"):
    """A round of a case is over; `estimate` is the best value so far."""

    id: int
    index: int
    round: Round
    estimate: Estimate


class Measured(_Message, frozen=True, tag="measured"):
    """A case is finished; its rounds were sent before. `timing` is None where no round was completed."""

    id: int
    index: int
    status: Status
    error: str = ""
    timing: Timing | None = None


class Failed(_Message, frozen=True, tag="failed"):
    """A count could not be made."""

    id: int
    error: str


class Finished(_Message, frozen=True, tag="finished"):
    """A measure task is over; the worker is idle."""

    id: int


#: What belongs to a task, and carries its `id`.
Answer = Started | Counted | RoundDone | Measured | Failed | Finished
Event = Hello | Answer


class ProtocolError(MixBenchError):
    """The other side sent a line that this version cannot read."""


T = TypeVar("T")

_encoder = msgspec.json.Encoder()
_requests: msgspec.json.Decoder[Request] = msgspec.json.Decoder(Request)
_events: msgspec.json.Decoder[Event] = msgspec.json.Decoder(Event)


def encode(message: Request | Event) -> bytes:
    """One line, newline included."""
    return _encoder.encode(message) + b"\n"


def decode_request(line: bytes) -> Request:
    """Read a line that the host sent; raise `ProtocolError`."""
    return _decode(_requests, line)


def decode_event(line: bytes) -> Event:
    """Read a line that the worker sent; raise `ProtocolError`."""
    return _decode(_events, line)


def _decode(decoder: msgspec.json.Decoder[T], line: bytes) -> T:
    try:
        return decoder.decode(line)
    except msgspec.MsgspecError as error:
        shown = line[:80].decode("utf-8", "replace").strip()
        raise ProtocolError(f"unreadable message '{shown}': {error}") from error
