"""The results database: every session, case and round, committed as it arrives."""

from __future__ import annotations

import secrets
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from mixbench.core.measurement import Environment, Measurement, Round, Status
from mixbench.core.model import Case, Conditions
from mixbench.core.roofs import Roof, roof_key
from mixbench.core.sweep import SweepPlan
from mixbench.core.version import __version__
from mixbench.store import roofs, sights
from mixbench.store.archive import Archive
from mixbench.store.connection import Connection
from mixbench.store.findings import Findings
from mixbench.store.naming import LAST, UnknownSessionError, find_session
from mixbench.store.records import item_columns, json_of, measurement_of, read, summary_of
from mixbench.store.references import References
from mixbench.store.role_times import KeptRoleTimes
from mixbench.store.schema import StoreError
from mixbench.store.sessions import SessionSummary, StoredSession
from mixbench.store.sights import SessionSight

__all__ = ["LAST", "Store", "StoreError", "UnknownSessionError"]

#: How many of the newest timings an estimate is made of.
_RECENT = 50


class Store:
    """The results of this machine. Several processes may write at once; each call is one commit.

    A finished measurement outlasts a pulled plug, a finished round the end of the process. `archive` keeps
    what people say of it and puts away, `references` what was imported, `findings` what the checks of claims
    came to, `role_times` how passes divide among the roles of layers.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = Connection(path)
        self.archive = Archive(self._connection)
        self.references = References(self._connection)
        self.findings = Findings(self._connection)
        self.role_times = KeptRoleTimes(self._connection)

    def close(self) -> None:
        """Let go of the database; a store is not used afterwards."""
        self._connection.close()

    # writing

    def begin_session(self, plan: SweepPlan) -> str:
        """Open a session with every case of the plan waiting; the answer is its name."""
        now = datetime.now(UTC)
        id = f"{now:%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
        cases = plan.cases()
        items = [
            (id, number, json_of(case), case.model.key, case.conditions.device)
            for number, case in enumerate(cases)
        ]
        with self._connection.commit() as transaction:
            transaction.execute(
                """
                INSERT INTO session (id, name, started_at, mixbench, plan, planned) VALUES (?, ?, ?, ?, ?, ?)
                """,
                (id, plan.name, now.isoformat(), __version__, json_of(plan), len(cases)),
            )
            transaction.executemany(
                'INSERT INTO item (session, number, "case", model, device) VALUES (?, ?, ?, ?, ?)', items
            )
        return id

    def set_environment(self, session: str, environment: Environment) -> None:
        """Say what machine and software measure from now on; what was measured before keeps its own."""
        with self._connection.commit() as transaction:
            id = _key_of(transaction, environment)
            transaction.execute("UPDATE session SET environment = ? WHERE id = ?", (id, session))

    def add_round(self, session: str, number: int, round: Round) -> None:
        """Keep a round of a case. A number that the case already has begins another attempt at it."""
        where = "session = :session AND number = :number"
        with self._connection.commit() as transaction:
            transaction.execute(
                f"""
                WITH latest AS (SELECT coalesce(max(attempt), 1) AS attempt FROM round WHERE {where})
                INSERT INTO round (session, number, attempt, round, content)
                SELECT :session, :number, attempt + EXISTS (
                    SELECT 1 FROM round
                    WHERE {where} AND round.attempt = latest.attempt AND round.round >= :round
                ), :round, :content
                FROM latest
                """,
                {"session": session, "number": number, "round": round.number, "content": json_of(round)},
            )

    def put(self, session: str, number: int, measurement: Measurement) -> None:
        """Keep the end of a case: status, cost, timing. Its rounds are those of `add_round`."""
        values = item_columns(measurement)
        names = ", ".join(f'"{name}"' for name in values)
        marks = ", ".join(f":{name}" for name in values)
        updates = ", ".join(f'"{name}" = excluded."{name}"' for name in (*values, "environment"))
        updates += ", deleted_at = NULL"
        with self._connection.commit(durably=True) as transaction:
            transaction.execute(
                f"""
                INSERT INTO item (session, number, {names}, environment)
                VALUES (:session, :number, {marks}, (SELECT environment FROM session WHERE id = :session))
                ON CONFLICT (session, number) DO UPDATE SET {updates}
                """,
                {"session": session, "number": number, **values},
            )

    def put_roof(self, where: str | Environment, roof: Roof) -> None:
        """Keep what a machine can do at best, with the environment that a session runs in or with one that
        is named. A session that runs in none yet keeps nothing."""
        with self._connection.commit() as transaction:
            environment = (
                self._environment_of(where) if isinstance(where, str) else _key_of(transaction, where)
            )
            if environment is not None:
                roofs.put(transaction, environment, roof)

    def finish_session(self, session: str, outcome: str) -> None:
        """Close a session; `outcome` is the runner's word for it (done, cancelled, broken)."""
        now = datetime.now(UTC).isoformat()
        with self._connection.commit(durably=True) as transaction:
            transaction.execute(
                "UPDATE session SET finished_at = ?, outcome = ? WHERE id = ?", (now, outcome, session)
            )

    # reading

    def sessions(self, *, deleted: bool = False) -> tuple[SessionSummary, ...]:
        """Every session in one line each, the newest first; or those that were deleted."""
        rows = self._connection.rows(
            "SELECT * FROM session WHERE (deleted_at IS NOT NULL) = ? ORDER BY started_at DESC, id DESC",
            (deleted,),
        )
        return self._summaries(rows, self._counts())

    def summary(self, id: str) -> SessionSummary:
        """The line of one session in that list."""
        rows = self._connection.rows("SELECT * FROM session WHERE id = ?", (id,))
        (summary,) = self._summaries(rows, self._counts(id))
        return summary

    def load(self, session: str) -> StoredSession:
        """A session by its name, a beginning that only it has, or `last`; raise `UnknownSessionError`.

        Results that were deleted are left out, as if they had not been measured yet.
        """
        id = find_session(self._connection, session)
        row = self._connection.rows("SELECT * FROM session WHERE id = ?", (id,))[0]
        (summary,) = self._summaries([row], self._counts(id))
        items = self._connection.rows(
            "SELECT * FROM item WHERE session = ? AND deleted_at IS NULL ORDER BY number", (id,)
        )
        finished = [item for item in items if item["status"] is not None]
        kept = {item["number"] for item in items}
        rounds = {number: taken for number, taken in self._rounds(id).items() if number in kept}
        environments = self._environments(id)
        measurements = {
            item["number"]: measurement_of(item, rounds.pop(item["number"], ())) for item in finished
        }
        return StoredSession(
            summary=summary,
            plan=read(SweepPlan, row["plan"]),
            environment=self._environment(row["environment"]),
            measurements=measurements,
            partial=rounds,
            environments={
                item["number"]: environments[item["environment"]]
                for item in finished
                if item["environment"] is not None
            },
            roofs=self._roofs_over(finished, environments),
        )

    def look_at(self, session: str) -> SessionSight:
        """A session by its name as `load` takes it, at once however long it is: costs, timings and rounds are
        read when they are looked at."""
        id = find_session(self._connection, session)
        row = self._connection.rows("SELECT * FROM session WHERE id = ?", (id,))[0]
        plan = read(SweepPlan, row["plan"])
        cases = plan.cases()
        results = sights.results_of(self._connection, id, cases)
        counts = dict(Counter(seen.status for seen in results.values()))
        (summary,) = self._summaries([row], {id: counts})
        return SessionSight(summary, plan, self._environment(row["environment"]), cases, results)

    def roofs(self, environment: Environment) -> tuple[Roof, ...]:
        """What the machine can do at best, as far as it was measured in this environment."""
        with self._connection.commit() as transaction:
            id = _key_of(transaction, environment)
        return tuple(roofs.of_environment(self._connection, id).values())

    def roof_of(self, session: str, conditions: Conditions) -> Roof | None:
        """The roof over a case in the environment that a session runs in; None where it was not measured."""
        id = self._environment_of(session)
        if id is None:
            return None
        (row,) = self._connection.rows("SELECT content FROM environment WHERE id = ?", (id,))
        key = roof_key(conditions, read(Environment, row["content"]))
        return roofs.of_environment(self._connection, id).get(key)

    def seconds_per_mac(self, model: str | None = None, *, device: str | None = None) -> float | None:
        """What a MAC took lately: the median of this model (by key), else of all that was timed here.

        `device` leaves out what other devices did. None where nothing was timed.
        """
        for key in dict.fromkeys((model, None)):
            rows = self._connection.rows(
                """
                SELECT seconds_per_mac FROM item
                WHERE seconds_per_mac IS NOT NULL
                  AND (:model IS NULL OR model = :model) AND (:device IS NULL OR device = :device)
                ORDER BY started_at DESC LIMIT :most
                """,
                {"model": key, "device": device, "most": _RECENT},
            )
            if rows:
                return float(median(row["seconds_per_mac"] for row in rows))
        return None

    def usual_rounds(self, half_width: float, *, device: str) -> int | None:
        """How many rounds a timing lately took until it ended, where its interval was to be so narrow: the
        median over a device. None where nothing was timed."""
        rows = self._connection.rows(
            """
            SELECT json_extract(timing, '$.estimate.rounds') AS rounds FROM item
            WHERE timing IS NOT NULL AND device = :device AND status IN ('ok', 'unstable')
              AND abs(json_extract(timing, '$.target_half_width') - :half_width) < 1e-9
            ORDER BY started_at DESC LIMIT :most
            """,
            {"half_width": half_width, "device": device, "most": _RECENT},
        )
        return round(median(row["rounds"] for row in rows)) if rows else None

    # parts of a session

    def _summaries(
        self, rows: Sequence[sqlite3.Row], counts: Mapping[str, dict[Status, int]]
    ) -> tuple[SessionSummary, ...]:
        """Rows of the table `session` in a line each; few environments stand behind many sessions."""
        known = {key: self._environment(key) for key in {row["environment"] for row in rows}}
        return tuple(summary_of(row, counts.get(row["id"], {}), known[row["environment"]]) for row in rows)

    def _environment(self, key: int | None) -> Environment | None:
        rows = self._connection.rows("SELECT content FROM environment WHERE id = ?", (key,))
        return read(Environment, rows[0]["content"]) if rows else None

    def _environment_of(self, session: str) -> int | None:
        """The key of the environment that a session runs in now."""
        rows = self._connection.rows("SELECT environment FROM session WHERE id = ?", (session,))
        return rows[0]["environment"] if rows else None

    def _roofs_over(
        self, items: Sequence[sqlite3.Row], environments: Mapping[int, Environment]
    ) -> dict[int, Roof]:
        """The roof over each case that has one, in the environment that the case was measured in."""
        known = {id: roofs.of_environment(self._connection, id) for id in environments}
        over = {}
        for item in items:
            here = item["environment"]
            if here is None:
                continue
            conditions = read(Case, item["case"]).conditions
            roof = known[here].get(roof_key(conditions, environments[here]))
            if roof is not None:
                over[item["number"]] = roof
        return over

    def _counts(self, session: str | None = None) -> dict[str, dict[Status, int]]:
        """How many cases ended in which status, by session; those of one session, or of all."""
        only = "" if session is None else "AND session = ?"
        rows = self._connection.rows(
            f"""
            SELECT session, status, count(*) AS cases FROM item
            WHERE status IS NOT NULL AND deleted_at IS NULL {only} GROUP BY session, status
            """,
            () if session is None else (session,),
        )
        counts: dict[str, dict[Status, int]] = {}
        for row in rows:
            counts.setdefault(row["session"], {})[Status(row["status"])] = row["cases"]
        return counts

    def _rounds(self, session: str) -> dict[int, tuple[Round, ...]]:
        """The rounds of each case's latest attempt."""
        rows = self._connection.rows(
            """
            SELECT number, content FROM round AS one
            WHERE session = ? AND attempt = (
                SELECT max(attempt) FROM round WHERE session = one.session AND number = one.number
            )
            ORDER BY number, round
            """,
            (session,),
        )
        rounds: dict[int, tuple[Round, ...]] = {}
        for row in rows:
            rounds[row["number"]] = (*rounds.get(row["number"], ()), read(Round, row["content"]))
        return rounds

    def _environments(self, session: str) -> dict[int, Environment]:
        """The environments that cases of the session were measured in, by their key in the database."""
        rows = self._connection.rows(
            "SELECT * FROM environment WHERE id IN (SELECT environment FROM item WHERE session = ?)",
            (session,),
        )
        return {row["id"]: read(Environment, row["content"]) for row in rows}


def _key_of(transaction: sqlite3.Connection, environment: Environment) -> int:
    """The key of an environment, which is stored if it was not."""
    content = json_of(environment)
    transaction.execute("INSERT OR IGNORE INTO environment (content) VALUES (?)", (content,))
    return int(transaction.execute("SELECT id FROM environment WHERE content = ?", (content,)).fetchone()[0])
