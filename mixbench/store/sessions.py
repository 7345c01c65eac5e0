"""What the store gives back: a session in one line, and a session as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from mixbench.core.measurement import Environment, Measurement, Round, Status
from mixbench.core.model import Model
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan


@dataclass(frozen=True)
class SessionSummary:
    """One session of the history. Times are ISO 8601 in UTC; `outcome` is None while it runs, or where
    its process was killed. `counts` says how many of the `planned` cases ended in which status.
    `is_duel`: two cases were held against one another. `machine` is the name of the device that was measured
    on, `deleted_at` is None unless the session was put away."""

    id: str
    name: str
    started_at: str
    finished_at: str | None
    outcome: str | None
    planned: int
    counts: dict[Status, int]
    device: str
    torch: str | None
    models: tuple[Model, ...]
    is_duel: bool = False
    machine: str | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    deleted_at: str | None = None

    @property
    def finished(self) -> int:
        """How many cases have a final measurement."""
        return sum(self.counts.values())


@dataclass(frozen=True)
class StoredSession:
    """A session with all that was measured, by the number of the case in the plan.

    `partial` holds the rounds of cases that were cut off before they had a final measurement; those
    cases count as not finished. `environment` is the one that the session ran in last, while
    `environments` says for each case which one it was measured in (a session may be resumed elsewhere), and
    `roofs` what that machine can do at best under the case's conditions, where that was measured.
    """

    summary: SessionSummary
    plan: SweepPlan
    environment: Environment | None
    measurements: dict[int, Measurement]
    partial: dict[int, tuple[Round, ...]] = field(default_factory=dict)
    environments: dict[int, Environment] = field(default_factory=dict)
    roofs: dict[int, Roof] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The session's name in every command."""
        return self.summary.id
