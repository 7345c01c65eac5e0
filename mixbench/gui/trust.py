"""How far a result may be believed: a word for its row, a sentence for its tooltip, a tone for its colour."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from mixbench.core.measurement import Measurement, Status
from mixbench.core.units import percent
from mixbench.gui.engine_words import said
from mixbench.gui.panel import Tone
from mixbench.gui.theme import Theme
from mixbench.jobs.events import Item, ItemState


@dataclass(frozen=True)
class Trust:
    """The verdict on one result. `rank` orders verdicts from the best to the worst; the colour of `tone`
    never stands without the word."""

    word: str
    sentence: str
    tone: Tone
    rank: int


def tone_colour(theme: Theme, tone: Tone) -> QColor:
    """The colour of a tone, for what is painted without a stylesheet."""
    colours = {"good": theme.good, "warning": theme.warning, "bad": theme.bad, "busy": theme.accent_ink}
    return QColor(colours.get(tone, theme.muted))


def trust(item: Item) -> Trust:
    """The verdict on one case of the queue, in the language of the screen."""
    if item.state is ItemState.FINISHED and item.measurement is not None:
        return _verdict(item.measurement)
    return _progress(item)


def _progress(item: Item) -> Trust:
    """The word for a case that is not finished."""
    match item.state:
        case ItemState.COUNTING:
            return Trust(
                QCoreApplication.translate("Trust", "counting…"),
                QCoreApplication.translate("Trust", "its operations and its memory are being counted"),
                "busy",
                5,
            )
        case ItemState.WARMING_UP:
            return Trust(
                QCoreApplication.translate("Trust", "warming up…"),
                QCoreApplication.translate("Trust", "it is called until its times settle"),
                "busy",
                4,
            )
        case ItemState.COARSE:
            return Trust(
                QCoreApplication.translate("Trust", "first look"),
                QCoreApplication.translate("Trust", "a few calls only; its rounds come later in this run"),
                "neutral",
                6,
            )
        case ItemState.REFINING:
            return Trust(QCoreApplication.translate("Trust", "refining…"), _so_far(item), "busy", 3)
    return Trust(
        QCoreApplication.translate("Trust", "waiting"),
        QCoreApplication.translate("Trust", "its turn comes later in this run"),
        "neutral",
        7,
    )


def _so_far(item: Item) -> str:
    estimate = item.estimate
    if estimate is None or estimate.half_width is None:
        return QCoreApplication.translate("Trust", "the first rounds are being timed")
    return QCoreApplication.translate("Trust", "± {half_width} after {rounds} rounds").format(
        half_width=percent(estimate.half_width), rounds=estimate.rounds
    )


def _verdict(measurement: Measurement) -> Trust:
    """The verdict on a finished measurement; its error or its reasons make the sentence."""
    if measurement.is_verified:
        return _verified(measurement)
    reasons = tuple(map(said, measurement.timing.reasons)) if measurement.timing else ()
    why = measurement.error or "; ".join(reasons)
    word, tone, rank = _word(measurement.status)
    brief = measurement.error or (reasons[0] if reasons else "")
    needs_reason = measurement.status not in (Status.OUT_OF_MEMORY, Status.CANCELLED)
    shown = f"{word}: {brief}" if brief and needs_reason else word
    return Trust(shown, f"{word}: {why}" if why else word, tone, rank)


def _verified(measurement: Measurement) -> Trust:
    assert measurement.timing is not None
    estimate = measurement.timing.estimate
    sentence = QCoreApplication.translate(
        "Trust", "undisturbed, and the 95 % interval is within its target of ± {target}: {rounds} rounds"
    )
    target = percent(measurement.timing.target_half_width)
    return Trust(
        QCoreApplication.translate("Trust", "verified"),
        sentence.format(target=target, rounds=estimate.rounds),
        "good",
        0,
    )


def _word(status: Status) -> tuple[str, Tone, int]:
    """The word for an end that is not a verified one, with its tone and its rank."""
    match status:
        case Status.OK:
            return QCoreApplication.translate("Trust", "not verified"), "warning", 1
        case Status.UNSTABLE:
            return QCoreApplication.translate("Trust", "unstable"), "warning", 2
        case Status.CANCELLED:
            return QCoreApplication.translate("Trust", "cancelled"), "neutral", 8
        case Status.SKIPPED:
            return QCoreApplication.translate("Trust", "skipped"), "neutral", 9
        case Status.OUT_OF_MEMORY:
            return QCoreApplication.translate("Trust", "out of memory"), "bad", 10
        case Status.FAILED:
            return QCoreApplication.translate("Trust", "failed"), "bad", 11
        case Status.CRASHED:
            return QCoreApplication.translate("Trust", "crashed"), "bad", 12
