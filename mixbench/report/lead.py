"""The first lines of a report: what was compared, where, and what came out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mixbench.core.model import Model
from mixbench.core.units import giga, milliseconds, si
from mixbench.report.figures import latency, line_law
from mixbench.report.sections.crossovers import Crossover, crossovers, pairs
from mixbench.report.sections.trust import tally
from mixbench.report.subject import (
    RESOLUTION,
    Result,
    Subject,
    label_of,
    law_of,
    listed,
    mode_text,
    size_text,
)
from mixbench.report.words import Say

#: More crossovers than this are for the table.
_MOST_CROSSOVERS = 3


def lead(subject: Subject, say: Say) -> tuple[str, ...]:
    """A paragraph each: what, what came out, and how far it can be relied on."""
    paragraphs = (
        _compared(subject, say),
        " ".join(_fastest(subject, say)),
        _cheapest(subject, say),
        " ".join(_growth(subject, say)),
        " ".join(_crossed(subject, say)),
        tally(subject, say),
    )
    return tuple(text for text in paragraphs if text)


def _compared(subject: Subject, say: Say) -> str:
    stored, row = subject.stored, next((result.row for result in subject.results), None)
    names = listed([label_of(model) for model in subject.models])
    told = say(
        "Session {id}, begun {time} (UTC), compares {models} at {sizes} px, batch {batches}, in {dtype}, "
        "{mode}, on {device}."
    )
    conditions = stored.plan.conditions
    return told.format(
        id=stored.id,
        time=_minute(stored.summary.started_at),
        models=names,
        sizes=listed([size_text(*size) for size in subject.sizes], most=8),
        batches=listed(list(map(str, subject.batches))),
        dtype=conditions.dtype,
        mode=mode_text(conditions.mode, say),
        device=(row.device_name if row else None) or stored.summary.machine or conditions.device,
    )


def _minute(moment: str) -> str:
    return datetime.fromisoformat(moment).strftime("%Y-%m-%d %H:%M")


def compared_cell(subject: Subject) -> list[Result]:
    """The timings of the largest size at which most networks were timed, at the usual batch, quick ones
    first."""
    cells: dict[tuple[int, int], list[Result]] = {}
    for result in subject.timed:
        if result.case.batch == subject.usual_batch:
            cells.setdefault((result.case.height, result.case.width), []).append(result)
    best = max(
        cells.values(), key=lambda cell: (len(cell), cell[0].case.height * cell[0].case.width), default=[]
    )
    return sorted(best, key=_median)


def _median(result: Result) -> float:
    return result.estimate.median_ms if result.estimate else float("inf")


def _fastest(subject: Subject, say: Say) -> Iterator[str]:
    cell = compared_cell(subject)
    if not cell:
        yield say("Nothing was timed in this session.")
        return
    first, rest = cell[0], cell[1:]
    place = say("At {px} px, batch {batch}, {model} takes {time}")
    told = place.format(
        px=first.case.resolution,
        batch=first.case.batch,
        model=label_of(first.model),
        time=_time_text(first, say),
    )
    if not rest:
        yield told + "."
        return
    tied = [other for other in rest if not _is_surely_faster(first, other)]
    if tied:
        open_one = say(
            ", the least median; it cannot be told whether {others} is slower, for intervals overlap or are "
            "not known."
        )
        yield told + open_one.format(others=listed([label_of(other.model) for other in tied]))
    else:
        yield told + say(": the fastest of {n}.").format(n=len(cell))
    slowest = say("The slowest there is {model} with {time}.")
    yield slowest.format(model=label_of(rest[-1].model), time=_time_text(rest[-1], say))


def _time_text(result: Result, say: Say) -> str:
    reading = latency(result)
    assert reading is not None
    if reading.low is None or reading.high is None:
        is_trusted = result.observation.is_trusted
        text = (
            say("{ms} ms (one look, no interval)") if is_trusted else say("{ms} ms (unstable, no interval)")
        )
        return text.format(ms=milliseconds(reading.value))
    text = say("{ms} ms (95 % interval {low} to {high})")
    return text.format(
        ms=milliseconds(reading.value), low=milliseconds(reading.low), high=milliseconds(reading.high)
    )


def _is_surely_faster(one: Result, other: Result) -> bool:
    """Whether the intervals lie apart; without an interval nothing is sure."""
    first, second = latency(one), latency(other)
    if first is None or second is None or first.high is None or second.low is None:
        return False
    return first.high < second.low


def _cheapest(subject: Subject, say: Say) -> str:
    """Fewest MACs and parameters by law, at the largest size that every network accepts."""
    for size in reversed(subject.sizes):
        costs = {model: law_of(model, *size) for model in subject.models}
        known = {model: cost for model, cost in costs.items() if cost is not None}
        if len(known) == len(costs) and len(known) > 1:
            macs = min(known, key=lambda model: known[model].macs)
            params = min(known, key=lambda model: known[model].params)
            told = say(
                "By law the fewest MACs at {px} px has {cheap}: {macs} G of one image; the fewest "
                "parameters has {small}: {params}."
            )
            return told.format(
                px=size_text(*size),
                cheap=label_of(macs),
                macs=giga(known[macs].macs),
                small=label_of(params),
                params=si(known[params].params),
            )
    return ""


def _growth(subject: Subject, say: Say) -> Iterator[str]:
    """The flattest and the steepest measured law."""
    if subject.axis != RESOLUTION:
        return
    found = [
        (line, law)
        for line in subject.lines
        if (law := line_law(subject, line, latency, subject.usual_batch)) is not None
    ]
    if not found:
        return
    found.sort(key=lambda pair: pair[1].exponent.value)
    words = say("{model} with N^{exponent:.2f} ± {half:.2f}")
    told = [
        words.format(model=label_of(line), exponent=law.exponent.value, half=law.exponent.half_width)
        for line, law in found
    ]
    if len(found) == 1:
        yield say("Its time grows with the tokens N: {one}.").format(one=told[0])
        return
    text = say("With the tokens N of the image time grows slowest in {flat}, and fastest in {steep}.")
    yield text.format(flat=told[0], steep=told[-1])


def _crossed(subject: Subject, say: Say) -> Iterator[str]:
    if subject.axis != RESOLUTION or len(subject.lines) < 2:
        return
    found = crossovers(pairs(subject))
    timed = [each for each in found if each.pair.is_timed] or found
    for each in timed[:_MOST_CROSSOVERS]:
        yield _crossing_text(each, say)
    if len(found) > _MOST_CROSSOVERS:
        yield say("{n} crossovers in all are in the table.").format(n=len(found))


def _crossing_text(each: Crossover, say: Say) -> str:
    names = {"rising": label_of(each.rising), "other": label_of(each.other)}
    if each.pair.is_timed:
        text = say(
            "{rising} becomes slower than {other} at about {x:.0f} px ({low:.0f} to {high:.0f}; {metric})."
        )
    else:
        text = say(
            "By law {rising} costs more than {other} above {x:.0f} px ({low:.0f} to {high:.0f}; {metric})."
        )
    meeting = each.meeting
    return text.format(
        **names, x=meeting.x, low=meeting.low, high=meeting.high, metric=each.pair.metric_text(say)
    )


def title_of(subject: Subject, say: Say) -> str:
    """The session's name; without one, what it compares."""
    name = subject.stored.summary.name.strip()
    models: list[Model] = list(subject.models)
    return name or say("MixBench: {models}").format(models=listed([label_of(model) for model in models], 3))
