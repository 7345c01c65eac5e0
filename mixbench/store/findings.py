"""What checks of the literature came to: the latest finding of each claim, shown again at the next start."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.core.claims import Finding, Verdict
from mixbench.store.connection import Connection
from mixbench.store.records import json_of, read
from mixbench.store.schema import StoreError


class Findings:
    """The findings of this machine. One that rests on a session's measurements goes with that session."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, finding: Finding) -> None:
        """Keep a finding in the place of the claim's earlier one on each of its grounds. A check that broke
        found nothing: it takes the place of no finding."""
        for ground in _grounds(finding):
            if not (finding.failure and self._is_known(finding.claim, ground)):
                self._put(finding, ground)

    def _put(self, finding: Finding, ground: str | None) -> None:
        with self._connection.commit() as transaction:
            transaction.execute(
                "INSERT OR REPLACE INTO finding (claim, session, taken_at, content) VALUES (?, ?, ?, ?)",
                (finding.claim, ground, finding.taken_at, json_of(finding)),
            )

    def _is_known(self, claim: str, ground: str | None) -> bool:
        rows = self._connection.rows(
            "SELECT content FROM finding WHERE claim = ? AND session IS ?", (claim, ground)
        )
        return any(not finding.failure for finding in _readable(row["content"] for row in rows))

    def known(self, session: str | None = None) -> dict[str, Finding]:
        """The findings by claim: those of checks that looked at the session, else those on none; why a check
        broke only where nothing was ever found. What rested on a session that is gone is gone."""
        rows = self._connection.rows(
            """
            SELECT content FROM finding WHERE session IS NULL OR session = ?
            ORDER BY session IS NOT NULL, taken_at
            """,
            (session,),
        )
        there = {"", *(row["id"] for row in self._connection.rows("SELECT id FROM session", ()))}
        found = [each for each in _readable(row["content"] for row in rows) if each.session in there]
        return {finding.claim: finding for finding in sorted(found, key=lambda each: not each.failure)}


def _grounds(finding: Finding) -> set[str | None]:
    """The sessions that a finding is known by: the one that was looked at, and the one that it rests on,
    which may have been measured for it. None: whatever is looked at, for a verdict that rests on none."""
    grounds: set[str | None] = {finding.looked_at or None, finding.session or finding.looked_at or None}
    if not finding.session and finding.verdict is not Verdict.CANNOT_TELL:
        grounds.add(None)
    return grounds


def _readable(contents: Iterator[str]) -> Iterator[Finding]:
    """What this version can read; the others are found anew by running their checks."""
    for content in contents:
        try:
            yield read(Finding, content)
        except StoreError:
            continue
