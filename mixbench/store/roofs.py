"""The roofs of a machine in the database, each kept with the environment that it was measured in."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from mixbench.core.roofs import Roof, RoofKey
from mixbench.store.connection import Connection
from mixbench.store.records import json_of, read


def put(transaction: sqlite3.Connection, environment: int, roof: Roof) -> None:
    """Keep a roof, with what the environment has under its key already."""
    device, dtype, threads = roof.key
    key = (environment, device, dtype, threads or 0)
    earlier = transaction.execute(
        "SELECT content FROM roof WHERE environment = ? AND device = ? AND dtype = ? AND threads = ?", key
    ).fetchone()
    known = roof if earlier is None else roof.succeeding(read(Roof, earlier[0]))
    measured_at = known.measured_at or datetime.now(UTC).isoformat(timespec="seconds")
    transaction.execute(
        """
        INSERT OR REPLACE INTO roof (environment, device, dtype, threads, content, measured_at)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        (*key, json_of(known), measured_at),
    )


def of_environment(connection: Connection, environment: int) -> dict[RoofKey, Roof]:
    """All roofs of an environment, by device, dtype and threads."""
    rows = connection.rows(
        "SELECT content FROM roof WHERE environment = ? ORDER BY device, dtype DESC, threads", (environment,)
    )
    roofs = (read(Roof, row["content"]) for row in rows)
    return {roof.key: roof for roof in roofs}
