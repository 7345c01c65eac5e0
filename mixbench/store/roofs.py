"""The roofs of a machine in the database, each kept with the environment that it was measured in."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from mixbench.core.roofs import Roof, RoofKey
from mixbench.store.connection import Connection
from mixbench.store.records import json_of, read


def put(transaction: sqlite3.Connection, environment: int, roof: Roof) -> None:
    """Keep a roof, in place of one with its key that the environment has already."""
    device, dtype, threads = roof.key
    measured_at = roof.measured_at or datetime.now(UTC).isoformat(timespec="seconds")
    transaction.execute(
        """
        INSERT OR REPLACE INTO roof (environment, device, dtype, threads, content, measured_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (environment, device, dtype, threads or 0, json_of(roof), measured_at),
    )


def of_environment(connection: Connection, environment: int) -> dict[RoofKey, Roof]:
    """All roofs of an environment, by device, dtype and threads."""
    rows = connection.rows(
        "SELECT content FROM roof WHERE environment = ? ORDER BY device, dtype DESC, threads", (environment,)
    )
    roofs = (read(Roof, row["content"]) for row in rows)
    return {roof.key: roof for roof in roofs}
