"""A session as the window opens it: at a glance, and the rest when it is looked at.

The cost of every layer and every sample of a hundred thousand results are gigabytes, and even the few bytes
of each that a table is sorted by take longer to read than anybody likes to wait.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from mixbench.core.cost import CostReport
from mixbench.core.heap import no_search
from mixbench.core.measurement import Environment, Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Case
from mixbench.core.sweep import SweepPlan
from mixbench.store.connection import Connection
from mixbench.store.records import read, read_estimates, read_optional
from mixbench.store.schema import StoreError
from mixbench.store.sessions import SessionSummary

#: Results are read this many at a time: who looks at one looks at its neighbours.
_PAGE = 256

#: What is left of a result that was deleted for good, by a command beside the window, before it was read.
_GONE: dict[str, object] = {"error": "it was deleted for good", "started_at": "", "estimate": None}


class SessionReader:
    """Reads the parts of a session's results one by one, as they are asked for."""

    def __init__(self, connection: Connection, session: str) -> None:
        self._connection, self._session = connection, session
        self._timings: dict[int, str | None] = {}
        self._glances: dict[int, dict[str, object]] = {}

    def glance(self, number: int) -> dict[str, object]:
        """What tables and curves show of a case, from the index alone."""
        if number not in self._glances:
            first = number - number % _PAGE
            lines = self._connection.lines(
                """
                SELECT number, error, started_at, estimate FROM item INDEXED BY item_at_a_glance
                WHERE session = ? AND number >= ? AND number < ?
                """,
                (self._session, first, first + _PAGE),
            )
            self._glances.update(_glances(lines))
        return self._glances.pop(number, _GONE)

    def cost(self, number: int) -> CostReport | None:
        """What was counted of a case."""
        rows = self._connection.rows(
            "SELECT cost FROM item WHERE session = ? AND number = ?", (self._session, number)
        )
        return read_optional(CostReport, rows[0]["cost"]) if rows else None

    def timing(self, number: int) -> Timing | None:
        """How a case was timed."""
        if number not in self._timings:
            first = number - number % _PAGE
            rows = self._connection.rows(
                "SELECT number, timing FROM item WHERE session = ? AND number >= ? AND number < ?",
                (self._session, first, first + _PAGE),
            )
            self._timings.update((row["number"], row["timing"]) for row in rows)
        return read_optional(Timing, self._timings.pop(number, None))

    def rounds(self, number: int) -> tuple[Round, ...]:
        """The rounds of a case's latest attempt."""
        rows = self._connection.rows(
            """
            SELECT content FROM round WHERE session = :session AND number = :number AND attempt = (
                SELECT max(attempt) FROM round WHERE session = :session AND number = :number
            ) ORDER BY round
            """,
            {"session": self._session, "number": number},
        )
        return tuple(read(Round, row["content"]) for row in rows)


def _glances(lines: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, dict[str, object]]]:
    """The small parts of results by their numbers. One that is damaged is said to be, and hides no other."""
    try:
        estimates = read_estimates([estimate for *_, estimate in lines])
    except StoreError as trouble:
        if len(lines) > 1:
            for line in lines:
                yield from _glances([line])
            return
        ((number, _, started_at, _),) = lines
        yield number, {"error": str(trouble), "started_at": started_at, "estimate": None}
        return
    for (number, error, started_at, _), estimate in zip(lines, estimates, strict=True):
        yield number, {"error": error, "started_at": started_at, "estimate": estimate}


class StoredMeasurement(Measurement):
    """A measurement of which only the status is at hand; the rest is read from the store when it is first
    looked at, the large parts (cost, timing, rounds) each on its own.

    It equals the one that was stored; `replace` makes one that has all its parts.
    """

    _reader: SessionReader
    _number: int

    @classmethod
    def at_a_glance(cls, known: dict[str, object]) -> StoredMeasurement:
        """One of which only this was read; the dictionary becomes its own."""
        one = cls.__new__(cls)
        object.__setattr__(one, "__dict__", known)
        return one

    @cached_property
    def error(self) -> str:
        """Why it failed; empty where it did not."""
        error: str = self._glance()["error"]
        return error

    @cached_property
    def started_at(self) -> str:
        """When it began."""
        started_at: str = self._glance()["started_at"]
        return started_at

    @cached_property
    def estimate(self) -> Estimate | None:
        """That of its timing."""
        estimate: Estimate | None = self._glance()["estimate"]
        return estimate

    def _glance(self) -> dict[str, Any]:
        """The small parts, which are read together."""
        self.__dict__.update(self._reader.glance(self._number))
        return self.__dict__

    @cached_property
    def cost(self) -> CostReport | None:
        """What was counted."""
        return self._reader.cost(self._number)

    @cached_property
    def timing(self) -> Timing | None:
        """How it was timed."""
        return self._reader.timing(self._number)

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds of its latest attempt."""
        return self._reader.rounds(self._number)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Measurement):
            return NotImplemented
        if self is other:
            return True
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(Measurement))

    __hash__ = None  # type: ignore[assignment] # as a measurement, which holds dictionaries


@dataclass(frozen=True)
class SessionSight:
    """A session with its finished results by the number of their case, all cases of the plan, and the
    environment that it ran in last."""

    summary: SessionSummary
    plan: SweepPlan
    environment: Environment | None
    cases: tuple[Case, ...]
    results: dict[int, StoredMeasurement]


def results_of(connection: Connection, session: str, cases: tuple[Case, ...]) -> dict[int, StoredMeasurement]:
    """The finished results of a session that are not deleted, from the index alone."""
    reader, words = SessionReader(connection, session), {status.value: status for status in Status}
    with no_search():
        lines = connection.lines(
            """
            SELECT number, status FROM item INDEXED BY item_at_a_glance
            WHERE session = ? AND status IS NOT NULL AND deleted_at IS NULL ORDER BY number
            """,
            (session,),
        )
        return {
            number: StoredMeasurement.at_a_glance(
                {"case": cases[number], "status": words[status], "_reader": reader, "_number": number}
            )
            for number, status in lines
        }
