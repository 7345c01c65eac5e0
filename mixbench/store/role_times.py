"""The times by role of the cases of a session, read when somebody looks at them."""

from __future__ import annotations

from datetime import UTC, datetime

from mixbench.core.measurement import Environment
from mixbench.core.role_times import RoleTimes
from mixbench.store.connection import Connection
from mixbench.store.records import json_of, read
from mixbench.store.schema import StoreError


class KeptRoleTimes:
    """How the passes of this machine's cases divide among roles: the latest look at each.

    They stand beside the measurements of a session, so only what was taken with the same machine and software
    as the measurement of the case is kept, and read.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, session: str, number: int, here: Environment, times: RoleTimes) -> bool:
        """Keep the times of a case in the place of its earlier ones. False, and nothing is kept, where the
        case was not measured, or in another environment."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        with self._connection.commit() as transaction:
            kept = transaction.execute(
                """
                INSERT OR REPLACE INTO role_times (session, number, environment, taken_at, content)
                SELECT item.session, item.number, environment.id, ?, ?
                FROM item JOIN environment ON environment.id = item.environment
                WHERE item.session = ? AND item.number = ? AND item.deleted_at IS NULL
                  AND environment.content = ?
                """,
                (now, json_of(times), session, number, json_of(here)),
            )
            return kept.rowcount > 0

    def of_session(self, session: str) -> dict[int, RoleTimes]:
        """The times of a session by the number of the case. What was measured anew elsewhere has none, and
        what this version cannot read is taken anew."""
        rows = self._connection.rows(
            """
            SELECT role_times.number, role_times.content FROM role_times
            JOIN item USING (session, number)
            WHERE session = ? AND item.deleted_at IS NULL AND item.environment = role_times.environment
            ORDER BY role_times.number
            """,
            (session,),
        )
        known = {row["number"]: _readable(row["content"]) for row in rows}
        return {number: times for number, times in known.items() if times is not None}


def _readable(content: str) -> RoleTimes | None:
    try:
        return read(RoleTimes, content)
    except StoreError:
        return None
