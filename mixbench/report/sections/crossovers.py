"""Where one network becomes dearer or slower than another, by law and by measurement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mixbench.catalog.encounters import (
    LAW_RANGE,
    ModelEncounter,
    measured_encounters,
    predicted_encounters,
)
from mixbench.catalog.growth import measured, why_unknown
from mixbench.core.meetings import Encounter, Meeting, Verdict
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.report.document import Block, Bullets, Column, Paragraph, Section, Table
from mixbench.report.subject import RESOLUTION, Subject, label_of
from mixbench.report.words import Say

#: More pairs than this are not named one by one.
_MOST_NAMED = 12


#: What networks are held against one another in: MACs by law, or, at a batch, the latency.
Metric = Literal["latency", "macs", "spatial_macs"]


@dataclass(frozen=True)
class Pair:
    """Two networks held against one another in a metric; `batch` is that of a latency. Nothing was `found`
    where they share no two sizes."""

    metric: Metric
    first: Model
    second: Model
    found: Encounter | None
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
    """Every two lines in every metric: MACs by law, time as it was measured; asked twice in a report."""
    timed = measured_encounters(measured(subject.observations, "latency"))
    totals = predicted_encounters(subject.lines, "macs")
    spatial = predicted_encounters(subject.lines, "macs", Role.SPATIAL_MIXING)
    return (
        *(_pair("latency", each) for each in timed),
        *(_pair("macs", each) for each in totals),
        *(_pair("spatial_macs", each) for each in spatial),
    )


def _pair(metric: Metric, each: ModelEncounter) -> Pair:
    return Pair(metric, each.first.model, each.second.model, each.found, each.first.batch)


def crossovers(found: Sequence[Pair]) -> list[Crossover]:
    """Those that are sure."""
    return [Crossover(pair, meeting) for pair in found if pair.found for meeting in pair.found.sure_meetings]


def section(subject: Subject, say: Say) -> Section:
    """A table of crossovers, and the pairs of which it cannot be told."""
    title = say("Crossovers")
    if subject.axis != RESOLUTION or len(subject.lines) < 2:
        reason = say(
            "There is no crossover to look for: that takes two networks at two sizes or more in one session."
        )
        return Section("crossovers", title, (Paragraph(reason),))
    return Section("crossovers", title, tuple(_blocks(subject, say)))


def _blocks(subject: Subject, say: Say) -> Iterator[Block]:
    found = pairs(subject)
    crossed = crossovers(found)
    yield Paragraph(
        say(
            "Time is compared between the sizes at which both were measured, MACs by law at the sizes from "
            "{low} to {high} px that both accept."
        ).format(low=LAW_RANGE[0], high=LAW_RANGE[1]),
        is_quiet=True,
    )
    if crossed:
        yield _table(crossed, say)
    else:
        yield Paragraph(say("No two networks surely cross there."))
    yield from _listed(
        say("It cannot be told whether these cross: their intervals leave both open. More rounds tell."),
        [_doubt_text(pair, say) for pair in found if _verdict(pair) == "cannot tell"],
    )
    same = [_pair_text(pair, say) for pair in found if _verdict(pair) == "same"]
    yield from _listed(say("Exactly equal at every size:"), same)
    yield from _listed(
        say("These surely do not cross:"),
        [_never_text(pair, say) for pair in found if _verdict(pair) == "never crosses"],
    )
    apart = [_pair_text(pair, say) for pair in found if pair.found is None]
    yield from _listed(say("Not compared, for they share no two sizes:"), apart)
    left_out = [_lost_text(line) for line in subject.lines if why_unknown(line)]
    yield from _listed(say("Not compared, for the catalog does not take the network:"), left_out)


def _verdict(pair: Pair) -> Verdict | None:
    return pair.found.verdict if pair.found else None


def _listed(head: str, lines: Sequence[str]) -> Iterator[Block]:
    """The first of the lines below their head, and how many they are where those are not all."""
    if lines:
        yield Paragraph(head)
        more = (f"… ({len(lines)})",) if len(lines) > _MOST_NAMED else ()
        yield Bullets((*lines[:_MOST_NAMED], *more))


def _pair_text(pair: Pair, say: Say) -> str:
    return f"{label_of(pair.first)} – {label_of(pair.second)}: {pair.metric_text(say)}"


def _lost_text(line: Model) -> str:
    return f"{label_of(line)}: {why_unknown(line)}"


def _below_text(pair: Pair, found: Encounter, say: Say, left: float, right: float) -> str:
    """Which of the two is the smaller one from where to where."""
    names = label_of(pair.first), label_of(pair.second)
    smaller, other = names if found.smaller == 1 else names[::-1]
    text = say("{smaller} is surely below {other} from {left} to {right} px: {metric}")
    return text.format(
        smaller=smaller,
        other=other,
        left=place_text(left),
        right=place_text(right),
        metric=pair.metric_text(say),
    )


def _doubt_text(pair: Pair, say: Say) -> str:
    found = pair.found
    if found is None or found.sure is None:
        return _pair_text(pair, say)
    return say("{sure}; elsewhere nobody can tell").format(sure=_below_text(pair, found, say, *found.sure))


def _never_text(pair: Pair, say: Say) -> str:
    found = pair.found
    assert found is not None
    text = _below_text(pair, found, say, found.left, found.right)
    if not found.equal:
        return text
    places = ", ".join(map(place_text, found.equal))
    return say("{sure}; exactly equal at {places} px").format(sure=text, places=places)


def _table(crossed: Sequence[Crossover], say: Say) -> Table:
    columns = (
        Column(say("Metric")),
        Column(say("Dearer or slower above")),
        Column(say("Than")),
        Column(say("Side [px]"), is_number=True),
        Column(say("Between [px]"), is_number=True),
    )
    rows = tuple(
        (
            each.pair.metric_text(say),
            label_of(each.rising),
            label_of(each.other),
            place_text(each.meeting.x),
            f"{place_text(each.meeting.low)} – {place_text(each.meeting.high)}",
        )
        for each in crossed
    )
    caption = say(
        "Between neighbouring sizes both are taken for powers of the side. Latency: only crossovers between "
        "sizes at which each network is surely the faster one, with their 95 % intervals. MACs: by law, "
        "without chance; the interval is from one size that both accept to the next."
    )
    return Table(columns, rows, caption)


def place_text(side: float) -> str:
    """A side in pixels as it is read."""
    return f"{side:.0f}" if side >= 100 else f"{side:.3g}"
