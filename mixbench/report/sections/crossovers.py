"""Where one network becomes dearer or slower than another, by law and by measurement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

from mixbench.core.laws import Point
from mixbench.core.meetings import Encounter, Meeting, encounter
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.report.document import Block, Bullets, Column, Paragraph, Section, Table
from mixbench.report.figures import GIGA, latency, law_costs
from mixbench.report.subject import RESOLUTION, Subject, label_of
from mixbench.report.words import Say

#: More pairs than this are not named one by one.
_MOST_NAMED = 12


#: What networks are held against one another in: MACs by law, or, at a batch, the latency.
Metric = Literal["latency", "macs", "spatial_macs"]


@dataclass(frozen=True)
class Pair:
    """Two networks held against one another in a metric; `batch` is that of a latency."""

    metric: Metric
    first: Model
    second: Model
    found: Encounter
    batch: int | None = None

    @property
    def is_timed(self) -> bool:
        """Whether chance has a part in it."""
        return self.metric == "latency"

    def metric_text(self, say: Say) -> str:
        """The metric in words."""
        if self.metric == "latency":
            return say("latency, batch {n}").format(n=self.batch)
        return say("MACs") if self.metric == "macs" else say("MACs of spatial mixing")


@dataclass(frozen=True)
class Crossover:
    """`rising` becomes the dearer or slower one beyond a side in pixels."""

    pair: Pair
    meeting: Meeting

    @property
    def rising(self) -> Model:
        """The one that is more afterwards."""
        return self.pair.second if self.meeting.first_is_smaller_after else self.pair.first

    @property
    def other(self) -> Model:
        """The one that is less afterwards."""
        return self.pair.first if self.meeting.first_is_smaller_after else self.pair.second


@lru_cache(maxsize=1)
def pairs(subject: Subject) -> tuple[Pair, ...]:
    """Every two lines in every metric, as far as two sizes are known of both; asked twice in a report."""
    found = []
    for metric, batch, curves in _curves(subject):
        for (one, first), (other, second) in combinations(curves.items(), 2):
            is_counted = metric != "latency"
            met = encounter(first, second, is_counted=is_counted) if first and second else None
            if met is not None:
                found.append(Pair(metric, one, other, met, batch))
    return tuple(found)


def crossovers(found: Sequence[Pair]) -> list[Crossover]:
    """Those that are sure."""
    return [Crossover(pair, meeting) for pair in found for meeting in pair.found.meetings if meeting.is_sure]


def _curves(subject: Subject) -> Iterator[tuple[Metric, int | None, dict[Model, list[Point]]]]:
    for batch in subject.batches:
        yield "latency", batch, {line: _timed_points(subject, line, batch) for line in subject.lines}
    costs = {line: law_costs(subject, line) for line in subject.lines}
    totals = {
        line: [Point(side, cost.macs / GIGA) for side, cost in known if cost.macs]
        for line, known in costs.items()
    }
    yield "macs", None, totals
    spatial = {
        line: [
            Point(side, share / GIGA)
            for side, cost in known
            if (share := cost.role(Role.SPATIAL_MIXING).macs)
        ]
        for line, known in costs.items()
    }
    yield "spatial_macs", None, spatial


def _timed_points(subject: Subject, line: Model, batch: int) -> list[Point]:
    return [
        Point(subject.along(result), reading.value, reading.low, reading.high, reading.rounds)
        for result in subject.of_line(line, batch)
        if (reading := latency(result)) is not None
    ]


def section(subject: Subject, say: Say) -> Section:
    """A table of crossovers, and the pairs of which it cannot be told."""
    title = say("Crossovers")
    if subject.axis != RESOLUTION or len(subject.lines) < 2:
        reason = say(
            "There is no crossover to look for: that takes two networks at two sizes or more in one session."
        )
        return Section("crossovers", title, (Paragraph(reason),))
    return Section("crossovers", title, tuple(_blocks(pairs(subject), say)))


def _blocks(found: Sequence[Pair], say: Say) -> Iterator[Block]:
    crossed = crossovers(found)
    if crossed:
        yield _table(crossed, say)
    else:
        yield Paragraph(say("No two networks surely cross between the sizes of this session."))
    doubtful = [pair for pair in found if pair.found.verdict == "cannot tell"]
    if doubtful:
        yield Paragraph(
            say("It cannot be told whether these cross: their intervals leave both open. More rounds tell.")
        )
        yield Bullets(_named(doubtful, say))
    same = [pair for pair in found if pair.found.verdict == "same"]
    if same:
        yield Paragraph(say("Exactly equal at every size:"))
        yield Bullets(_named(same, say))
    never = sum(pair.found.verdict == "never crosses" for pair in found)
    if never:
        told = say("{n} other pairs surely do not cross between the sizes at which both are known.")
        yield Paragraph(told.format(n=never), is_quiet=True)


def _named(found: Sequence[Pair], say: Say) -> tuple[str, ...]:
    """The first of the pairs by name, and how many they are where those are not all."""
    named = [
        f"{label_of(pair.first)} – {label_of(pair.second)}: {pair.metric_text(say)}"
        for pair in found[:_MOST_NAMED]
    ]
    return (*named, *([f"… ({len(found)})"] if len(found) > _MOST_NAMED else []))


def _table(crossed: Sequence[Crossover], say: Say) -> Table:
    columns = (
        Column(say("Metric")),
        Column(say("Dearer or slower above")),
        Column(say("Than")),
        Column(say("Side [px]"), is_number=True),
        Column(say("95 % interval [px]"), is_number=True),
    )
    rows = tuple(
        (
            each.pair.metric_text(say),
            label_of(each.rising),
            label_of(each.other),
            place_text(each.meeting.x),
            interval_text(each, say),
        )
        for each in crossed
    )
    caption = say(
        "Between neighbouring sizes both are taken for powers of the side. Latency: only crossovers between "
        "sizes at which each network is surely the faster one, with their intervals; MACs: by law, exact."
    )
    return Table(columns, rows, caption)


def interval_text(each: Crossover, say: Say) -> str:
    """The interval of the side; by law there is none."""
    if not each.pair.is_timed:
        return say("exact")
    return f"{place_text(each.meeting.low)} – {place_text(each.meeting.high)}"


def place_text(side: float) -> str:
    """A side in pixels as it is read."""
    return f"{side:.0f}" if side >= 100 else f"{side:.3g}"
