"""The column that says how far a result may be believed, read quickly for a great many rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.core.measurement import Status
from mixbench.gui.results_column import Column
from mixbench.gui.trust import trust
from mixbench.jobs.events import Item, ItemState

#: All that rank and word of a verdict depend on, but for the reasons.
_Grounds = tuple[ItemState, Status | None, bool]


def trust_column() -> Column:
    """Sorted from the best verdict to the worst, found by word, status and reason."""
    verdicts = _Verdicts()
    return Column(
        "trust",
        QCoreApplication.translate("Results", "Trust"),
        QCoreApplication.translate("Results", "How far the measurement may be believed, and why"),
        lambda item: trust(item).word,
        verdicts.rank,
        words=verdicts.names,
    )


class _Verdicts:
    """Ranks and words that were found once, in the language of the screen."""

    def __init__(self) -> None:
        self._known: dict[_Grounds, tuple[int, str]] = {}

    def rank(self, item: Item) -> float:
        return self._of(item)[0]

    def names(self, item: Item) -> str:
        """The status of the results file, the word of the screen, and the reasons, one a line."""
        measurement = item.measurement
        is_over = item.state is ItemState.FINISHED and measurement is not None
        lines = [measurement.status.value if is_over and measurement else item.state.value, self._of(item)[1]]
        if is_over and measurement is not None:
            lines += [measurement.error, *(measurement.timing.reasons if measurement.timing else ())]
        return "\n".join(line for line in dict.fromkeys(lines) if line)

    def _of(self, item: Item) -> tuple[int, str]:
        measurement = item.measurement
        grounds = (
            (item.state, measurement.status, measurement.is_verified)
            if measurement is not None
            else (item.state, None, False)
        )
        if grounds not in self._known:
            verdict = trust(item)
            self._known[grounds] = verdict.rank, verdict.word.partition(":")[0]
        return self._known[grounds]
