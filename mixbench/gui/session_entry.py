"""What stands in the list of sessions: one of this machine, or a file that was imported."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from mixbench.store.database import Store
from mixbench.store.references import ReferenceSummary
from mixbench.store.sessions import SessionSummary


@dataclass(frozen=True)
class Entry:
    """One line of the list. `models` are keys; `explanation` says in full what a cell cuts short."""

    id: str
    name: str
    began_at: str
    state: str
    points: int
    points_text: str
    machine: str
    torch: str
    models: tuple[str, ...]
    note: str
    tags: tuple[str, ...]
    is_reference: bool = False
    explanation: str = ""

    @cached_property
    def shown_name(self) -> str:
        """The name; what a person never named goes by its beginning."""
        return self.name or self.began_text

    @cached_property
    def began_text(self) -> str:
        """When it began, by the clock of this place."""
        return f"{datetime.fromisoformat(self.began_at).astimezone():%Y-%m-%d %H:%M}"

    @cached_property
    def tags_text(self) -> str:
        """The tags as they are written."""
        return ", ".join(self.tags)

    @cached_property
    def searched(self) -> str:
        """All that a search looks through, in small letters."""
        said = (self.name, self.began_text, self.state, self.machine, self.torch, self.note, self.id)
        return " ".join((*said, *self.models, *self.tags)).casefold()


def entries_of(store: Store, *, deleted: bool = False) -> list[Entry]:
    """Every session and imported file, the newest first; or those that were deleted."""
    entries = [_of_session(summary) for summary in store.sessions(deleted=deleted)]
    entries += [_of_reference(summary) for summary in store.references.summaries(deleted=deleted)]
    return sorted(entries, key=lambda entry: entry.began_at, reverse=True)


def _of_session(summary: SessionSummary) -> Entry:
    of = QCoreApplication.translate("Sessions", "{finished} of {planned}")
    return Entry(
        summary.id,
        summary.name,
        summary.started_at,
        _state_word(summary.outcome),
        summary.finished,
        of.format(finished=summary.finished, planned=summary.planned),
        summary.machine or summary.device,
        summary.torch or "",
        tuple(model.key for model in summary.models),
        summary.note,
        summary.tags,
    )


def _of_reference(summary: ReferenceSummary) -> Entry:
    return Entry(
        summary.id,
        summary.name,
        summary.imported_at,
        QCoreApplication.translate("Sessions", "imported"),
        summary.points,
        str(summary.points),
        summary.machine or "",
        summary.torch or "",
        summary.models,
        summary.note,
        summary.tags,
        is_reference=True,
        explanation="; ".join(summary.remarks),
    )


def _state_word(outcome: str | None) -> str:
    return {
        "done": QCoreApplication.translate("Sessions", "finished"),
        "cancelled": QCoreApplication.translate("Sessions", "stopped"),
        "broken": QCoreApplication.translate("Sessions", "broken off"),
    }.get(outcome or "", QCoreApplication.translate("Sessions", "open"))
