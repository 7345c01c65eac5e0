"""What checks of the literature came to: the latest finding of each claim, shown again at the next start."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.core.claims import Finding
from mixbench.store.connection import Connection
from mixbench.store.records import json_of, read
from mixbench.store.schema import StoreError


class Findings:
    """The findings of this machine. One that rests on a session's measurements goes with that session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, finding: Finding) -> None:
        """Keep a finding in the place of the claim's earlier one on the same ground."""
        with self._connection.commit() as transaction:
            transaction.execute(
                "INSERT OR REPLACE INTO finding (claim, session, taken_at, content) VALUES (?, ?, ?, ?)",
                (finding.claim, finding.session or None, finding.taken_at, json_of(finding)),
            )

    def known(self, session: str | None = None) -> dict[str, Finding]:
        """The findings by claim: those on the measurements of the session, else those on none."""
        rows = self._connection.rows(
            """
            SELECT content FROM finding WHERE session IS NULL OR session = ?
            ORDER BY session IS NOT NULL, taken_at
            """,
            (session,),
        )
        return {finding.claim: finding for finding in _readable(row["content"] for row in rows)}


def _readable(contents: Iterator[str]) -> Iterator[Finding]:
    """What this version can read; the others are found anew by running their checks."""
    for content in contents:
        try:
            yield read(Finding, content)
        except StoreError:
            continue
