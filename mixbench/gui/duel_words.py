"""A duel in words: the names of the two, the verdict in a sentence, the ratio, and what is wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.core.duel import Duel, DuelVerdict
from mixbench.core.model import Case
from mixbench.core.units import milliseconds, percent, significant
from mixbench.gui.condition_words import case_words, model_label
from mixbench.gui.duelling import Bout
from mixbench.gui.engine_words import said
from mixbench.gui.item_times import estimate_of
from mixbench.gui.panel import Tone
from mixbench.gui.trust import trust
from mixbench.jobs.events import Item, ItemState
from mixbench.report.reproduction import duel_command


def shared_words(first: Case, second: Case) -> str:
    """What both are measured under."""
    return " · ".join(a for a, b in zip(case_words(first), case_words(second), strict=True) if a == b)


def rival_names(first: Case, second: Case) -> tuple[str, str]:
    """What to call the two: their models, and what else they differ in."""
    words = zip(case_words(first), case_words(second), strict=True)
    differing = [(one, other) for one, other in words if one != other]
    return (
        " · ".join((model_label(first.model), *(one for one, _ in differing))),
        " · ".join((model_label(second.model), *(other for _, other in differing))),
    )


def verdict_word(duel: Duel) -> tuple[str, Tone]:
    """The verdict on the first, and what it is worth: a ranking and a tie are answers, unless something
    speaks against the rounds."""
    words: dict[DuelVerdict, str] = {
        DuelVerdict.FASTER: QCoreApplication.translate("Duel", "faster"),
        DuelVerdict.SLOWER: QCoreApplication.translate("Duel", "slower"),
        DuelVerdict.SAME: QCoreApplication.translate("Duel", "same within 1 %"),
        DuelVerdict.CANNOT_TELL: QCoreApplication.translate("Duel", "cannot tell"),
    }
    is_answer = duel.verdict is not DuelVerdict.CANNOT_TELL and not duel.reasons
    return words[duel.verdict], "good" if is_answer else "warning"


def verdict_sentence(duel: Duel, first: str, second: str) -> str:
    """Who is faster, by how much: the ratio is always that of the first's time to the second's."""
    sentences = {
        DuelVerdict.FASTER: QCoreApplication.translate(
            "Duel", "{first} is faster: {ratio} × the time of {second}"
        ),
        DuelVerdict.SLOWER: QCoreApplication.translate(
            "Duel", "{first} is slower: {ratio} × the time of {second}"
        ),
        DuelVerdict.SAME: QCoreApplication.translate(
            "Duel", "{first} and {second} take the same time within 1 %"
        ),
        DuelVerdict.CANNOT_TELL: QCoreApplication.translate(
            "Duel", "It cannot be told which is faster, {first} or {second}"
        ),
    }
    return sentences[duel.verdict].format(first=first, second=second, ratio=significant(duel.ratio))


def ratio_text(duel: Duel) -> str:
    """`1.236 · 95 % interval 1.231 to 1.241 · paired rounds: 12`."""
    pairs = QCoreApplication.translate("Duel", "paired rounds: {n}").format(n=duel.pairs)
    if duel.ci_low is None or duel.ci_high is None:
        return f"{significant(duel.ratio)} · {pairs}"
    interval = QCoreApplication.translate("Duel", "95 % interval {low} to {high}").format(
        low=significant(duel.ci_low), high=significant(duel.ci_high)
    )
    return f"{significant(duel.ratio)} · {interval} · {pairs}"


def median_text(item: Item) -> str:
    """The median of one of the two with its own interval; a dash before the first round."""
    estimate = estimate_of(item)
    if estimate is None:
        return "–"
    half = f" ± {percent(estimate.half_width)}" if estimate.half_width is not None else ""
    return f"{milliseconds(estimate.median_ms)} ms{half}"


def against(first: str, second: str) -> str:
    """The two names in one line."""
    return QCoreApplication.translate("Duel", "{first} against {second}").format(first=first, second=second)


def what_is_wrong(bout: Bout) -> tuple[str, ...]:
    """Sentences on why the duel has no verdict, or why it cannot be relied on, each once."""
    items = (bout.first, bout.second)
    names = rival_names(bout.first.case, bout.second.case)
    lost = [
        f"{name}: {trust(item).sentence}"
        for name, item in zip(names, items, strict=True)
        if item.state is ItemState.FINISHED and estimate_of(item) is None
    ]
    duel = bout.duel
    return tuple(dict.fromkeys((*lost, *(map(said, duel.reasons) if duel and bout.is_over else ()))))


def outcome_sentence(bout: Bout) -> str:
    """How a duel ended, in one sentence."""
    first, second = rival_names(bout.first.case, bout.second.case)
    if bout.duel is None:
        words = QCoreApplication.translate("Duel", "The duel ended without a verdict: {names}")
        return words.format(names=against(first, second))
    return verdict_sentence(bout.duel, first, second)


def duel_text(bout: Bout) -> str:
    """The duel as lines of text, to be pasted elsewhere."""
    first, second = rival_names(bout.first.case, bout.second.case)
    lines = [against(first, second), shared_words(bout.first.case, bout.second.case)]
    duel = bout.duel
    if duel is not None:
        ratio = QCoreApplication.translate("Duel", "ratio {ratio}").format(ratio=ratio_text(duel))
        lines += [verdict_sentence(duel, first, second), ratio]
    lines += [f"{first}: {median_text(bout.first)}", f"{second}: {median_text(bout.second)}"]
    lines.append(duel_command(bout.first.case, bout.second.case, bout.precision))
    return "\n".join((*lines, *what_is_wrong(bout))) + "\n"
