"""Where the measurements stand below the roofs of the machine, and who is slower with fewer MACs."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf

from mixbench.core.figure import Axis, Figure, Series
from mixbench.core.palette import BOUND, UNSURE_BOUND
from mixbench.core.roofline import Bound, Standing, roofline_curve, standing_of
from mixbench.core.roofs import Roof
from mixbench.core.slower_pairs import Contender, SlowerPair, by_models, contender, slower_pairs
from mixbench.core.units import milliseconds, percent
from mixbench.report.document import Block, Bullets, Column, Paragraph, Picture, Section, Table
from mixbench.report.subject import Result, Subject, label_of
from mixbench.report.words import Say

#: More pairs than this say nothing new.
_MOST_PAIRS = 8


def section(subject: Subject, say: Say) -> Section:
    """A roofline with a point for each result, and the pairs that MACs alone would rank wrongly."""
    blocks = (*_roofline(subject, say), *_pairs(subject, say))
    return Section("roofline", say("Roofline"), blocks)


def _roofline(subject: Subject, say: Say) -> Iterator[Block]:
    standing = [(result, found) for result in subject.timed if (found := _standing(result)) is not None]
    below = [(result, found) for result, found in standing if found.roof is not None]
    if not below:
        yield Paragraph(
            say(
                "The roofs of this machine were not measured for these conditions; `mixbench roofs` measures "
                "them, and the report then shows each result below them."
            )
        )
        return
    caption = say(
        "Grey line: what the machine can do at best, by its measured roofs. Points: achieved rate over "
        "MACs per byte, bytes being those of running operator by operator."
    )
    drawn = [(result, found) for result, found in below if 0 < found.work.macs_per_byte < inf]
    if drawn:
        yield Picture("roofline", _figure(subject, say, drawn), caption)
    if len(drawn) < len(below):
        yield Paragraph(
            say("Not drawn, for no bytes or no MACs were counted of it: some of the table's rows.")
        )
    yield _table(below, say)


def _standing(result: Result) -> Standing | None:
    if result.count is None or result.estimate is None:
        return None
    return standing_of(result.count, result.case, result.estimate, result.roof)


def _figure(subject: Subject, say: Say, below: list[tuple[Result, Standing]]) -> Figure:
    places = [found.work.macs_per_byte for _, found in below]
    low, high = min(places) / 2, max(places) * 2
    roofs = {found.roof.key: found.roof for _, found in below if found.roof is not None}
    curves = (_roof_series(roof, low, high, say) for roof in roofs.values())
    points = (_points(subject, model_line, below) for model_line in subject.lines)
    return Figure(
        say("Roofline"),
        Axis(say("intensity"), say("MACs per byte"), is_log=True),
        Axis(say("achieved rate"), "GMACs/s", is_log=True),
        (*curves, *(series for series in points if series.x)),
    )


def _roof_series(roof: Roof, low: float, high: float, say: Say) -> Series:
    ridge = roof.ridge_macs_per_byte
    x, y = roofline_curve(roof, min(low, ridge / 2), max(high, ridge * 2))
    label = say("roof of {device}, {dtype}").format(device=roof.device, dtype=roof.dtype)
    rates = tuple(rate / 1e9 for rate in y)
    slot = UNSURE_BOUND if roof.is_disturbed else BOUND
    return Series(f"roof:{roof.key}", label, slot, "law", x, rates)


def _points(subject: Subject, line: object, below: list[tuple[Result, Standing]]) -> Series:
    own = [(result, found) for result, found in below if subject.line_of(result.model) == line]
    own.sort(key=lambda pair: (pair[0].case.batch, subject.along(pair[0])))
    model = own[0][0].model if own else subject.models[0]
    return Series(
        subject.line_of(model).key,
        label_of(subject.line_of(model)),
        subject.slot(model),
        "measured",
        tuple(found.work.macs_per_byte for _, found in own),
        tuple(found.macs_per_s.value / 1e9 for _, found in own),
    )


def bound_words(say: Say) -> dict[Bound, str]:
    """What holds work back."""
    return {
        Bound.MEMORY: say("memory"),
        Bound.ARITHMETIC: say("arithmetic"),
        Bound.OVERHEAD: say("neither roof: small calls, or kernels that reach little"),
        Bound.BEYOND: say("beyond the roofs: data stay in caches, or multiplications are saved"),
    }


def _table(below: list[tuple[Result, Standing]], say: Say) -> Table:
    words = bound_words(say)
    columns = (
        Column(say("Model")),
        Column(say("Resolution [px]"), is_number=True),
        Column(say("Batch"), is_number=True),
        Column(say("MACs per byte"), is_number=True),
        Column(say("Achieved [GMACs/s]"), is_number=True),
        Column("±", is_number=True),
        Column(say("Share of the roofline"), is_number=True),
        Column(say("Bound by")),
    )
    rows = []
    for result, found in below:
        share = found.roofline_share
        rows.append(
            (
                label_of(result.model) + ("" if result.observation.is_trusted else "*"),
                result.case.resolution,
                str(result.case.batch),
                f"{found.work.macs_per_byte:.3g}" if found.work.bytes_moved else "",
                f"{found.macs_per_s.value / 1e9:.4g}",
                _spread_text(result, say),
                percent(share.value) if share else "",
                words[found.bound] if found.bound else "",
            )
        )
    caption = say(
        "±: half the 95 % interval of the latency. *: unstable; the chapter on what is unstable or missing "
        "has the reason."
    )
    return Table(columns, tuple(rows), caption)


def _spread_text(result: Result, say: Say) -> str:
    """Half the interval in percent, as far as it can be relied on."""
    if not result.observation.is_trusted:
        return say("unknown")
    half = result.estimate.half_width if result.estimate else None
    return "" if half is None else percent(half)


# fewer MACs yet slower


def _pairs(subject: Subject, say: Say) -> Iterator[Block]:
    contenders = [one for result in subject.timed if (one := _contender(result)) is not None]
    found = by_models(slower_pairs(contenders))
    if not found:
        return
    yield Paragraph(say("Fewer MACs yet slower, at equal conditions and with intervals apart:"))
    yield Bullets(tuple(_pair_text(each.pair, each.resolutions, say) for each in found[:_MOST_PAIRS]))
    if len(found) > _MOST_PAIRS:
        yield Paragraph(
            say("These are the {shown} most striking of {n} pairs.").format(shown=_MOST_PAIRS, n=len(found)),
            is_quiet=True,
        )


def _contender(result: Result) -> Contender | None:
    timing = result.measurement.timing
    if result.count is None or result.estimate is None or timing is None:
        return None
    return contender(
        result.case,
        result.count,
        result.estimate,
        result.roof,
        is_unstable=not result.observation.is_trusted,
        end_to_end_ms=timing.end_to_end_ms,
        environment=result.environment,
    )


def _pair_text(pair: SlowerPair, resolutions: tuple[str, ...], say: Say) -> str:
    text = say(
        "{slower} does {macs} of the MACs of {faster} and takes {times:.2f} times as long at {px} px, batch "
        "{batch} ({slow_ms} against {fast_ms} ms)."
    )
    told = text.format(
        slower=label_of(pair.slower.case.model),
        faster=label_of(pair.faster.case.model),
        macs=percent(pair.macs_ratio),
        times=pair.time_ratio,
        px=pair.slower.case.resolution,
        batch=pair.slower.case.batch,
        slow_ms=milliseconds(pair.slower.estimate.median_ms),
        fast_ms=milliseconds(pair.faster.estimate.median_ms),
    )
    return " ".join((told, *_remarks(pair, resolutions, say)))


def _remarks(pair: SlowerPair, resolutions: tuple[str, ...], say: Say) -> Iterator[str]:
    """At which other sizes it is so, and how far it can be relied on."""
    others = [size for size in resolutions if size != pair.slower.case.resolution]
    if others:
        yield say("The same at {sizes} px.").format(sizes=", ".join(others))
    if pair.slower.is_unstable and pair.faster.is_unstable:
        yield say("Both timings are unstable, not to be relied on.")
    elif pair.is_unstable:
        yield say("One of the timings is unstable, not to be relied on.")
