"""The queue in words: where a point is, how narrow its interval, what it still takes, whose turn it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mixbench.core.measurement import Status
from mixbench.core.units import percent
from mixbench.gui.item_times import estimate_of
from mixbench.gui.run_words import duration_text
from mixbench.gui.trust import Trust, trust
from mixbench.jobs.events import Item, ItemState
from mixbench.jobs.session import is_skipped_by_hand
from mixbench.protocol import Visit


def state_of(item: Item) -> Trust:
    """Where a point is, in a word and a sentence. A finished one is done or says in a word why not."""
    measurement = item.measurement
    if item.state is not ItemState.FINISHED or measurement is None:
        return trust(item)
    verdict = trust(item)
    if is_skipped_by_hand(measurement):
        word = QCoreApplication.translate("Queue", "skipped by hand")
        sentence = QCoreApplication.translate("Queue", "{error}; Put back measures it after all")
        return Trust(word, sentence.format(error=measurement.error), verdict.tone, verdict.rank)
    if measurement.status is Status.OK and measurement.is_verified:
        word = QCoreApplication.translate("Queue", "done")
        return Trust(word, verdict.sentence, verdict.tone, verdict.rank)
    # The table says the reason beside the word; here it is in the tooltip.
    return Trust(verdict.word.partition(":")[0], verdict.sentence, verdict.tone, verdict.rank)


def comparison_title(items: Sequence[Item]) -> str:
    """What the points of a comparison have in common: `224 px · batch 8`. A duel's may differ in it."""
    sizes = " : ".join(dict.fromkeys(f"{item.case.resolution} px" for item in items))
    batches = " : ".join(dict.fromkeys(str(item.case.batch) for item in items))
    words = QCoreApplication.translate("Queue", "batch {n}")
    return f"{sizes} · {words.format(n=batches)}"


def interval_text(item: Item, target: float) -> str:
    """Half the interval, and where it is to come to: `± 1.8 % → 1.0 %`."""
    estimate = estimate_of(item)
    if estimate is None or estimate.half_width is None:
        return ""
    so_far = f"± {percent(estimate.half_width)}"
    has_ended = item.state is ItemState.FINISHED
    return so_far if has_ended or estimate.half_width <= target else f"{so_far} → {percent(target)}"


def narrowness(item: Item, target: float) -> float | None:
    """How near the interval is to its target, from 0 to 1: the share of the rounds that it takes, for it
    narrows with the square root of their number."""
    estimate = estimate_of(item)
    if estimate is None or estimate.half_width is None:
        return None
    return min(1.0, (target / estimate.half_width) ** 2) if estimate.half_width else 1.0


def rest_text(seconds: float | None) -> str:
    """What is still to be waited for; nothing where nobody knows."""
    return "" if seconds is None else duration_text(max(1.0, seconds))


def visit_text(visit: Visit, *, is_now: bool) -> str:
    """Whose turn it is, and what for."""
    if visit == "glimpse":
        if is_now:
            return QCoreApplication.translate("Queue", "now: first look")
        return QCoreApplication.translate("Queue", "next: first look")
    if is_now:
        return QCoreApplication.translate("Queue", "now: rounds")
    return QCoreApplication.translate("Queue", "next: rounds")
