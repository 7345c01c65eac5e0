"""Published accuracy against what it costs here: the front, and what is dominated by what."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.catalog import registry
from mixbench.catalog.accuracies import AccuracyFilter, accuracies_of
from mixbench.catalog.weighing import Front, Missing, Scales, front
from mixbench.core.amounts import Amount, CostKind
from mixbench.core.figure import Axis
from mixbench.core.pareto import Standing
from mixbench.core.scatter import Emphasis, Scatter, Spot
from mixbench.core.units import giga, milliseconds
from mixbench.report.document import Block, Bullets, Column, Paragraph, Picture, Section, Table
from mixbench.report.subject import Subject, mode_text
from mixbench.report.words import Say


def section(subject: Subject, say: Say) -> Section:
    """Accuracy against latency, as far as it was measured, and against MACs."""
    return Section("pareto", say("Accuracy against cost"), tuple(_blocks(subject, say)))


def _blocks(subject: Subject, say: Say) -> Iterator[Block]:
    known = [model for model in subject.models if registry.is_known(model.variant)]
    usual = AccuracyFilter()
    found = [one for one in accuracies_of(known) if usual.holds(one)]
    if not found:
        yield Paragraph(
            say(
                "No network of this session has a published top-1 accuracy that can be held against the "
                "others: trained on ImageNet-1k alone, tested on one crop."
            )
        )
        return
    yield Paragraph(
        say(
            "Top-1 accuracies on ImageNet-1k as printed, trained on ImageNet-1k alone and tested on one "
            "crop; nothing here measures them. Each is held against the cost at the very size that it was "
            "tested at."
        ),
        is_quiet=True,
    )
    scales = Scales.of(subject.observations)
    for kind in ("latency", "macs"):
        yield from _front_blocks(subject, say, front(found, kind, scales))


def _front_blocks(subject: Subject, say: Say, shown: Front) -> Iterator[Block]:
    axis = _axis(shown.kind, say)
    if shown.points:
        yield Picture(f"pareto-{shown.kind}", _figure(subject, say, shown, axis), _caption(say, shown))
        yield _table(say, shown, axis)
    if shown.missing:
        lines = tuple(_why_missing(one, say) for one in shown.missing)
        yield Paragraph(say("Not held against {cost}:").format(cost=axis.title))
        yield Bullets(lines)


def _axis(kind: CostKind, say: Say) -> Axis:
    if kind == "latency":
        return Axis(say("latency of one call"), "ms", is_log=True)
    return Axis(say("MACs of one image"), "GMACs", is_log=True)


def _value(kind: CostKind, value: float) -> float:
    return value / 1e9 if kind == "macs" else value


def _figure(subject: Subject, say: Say, shown: Front, axis: Axis) -> Scatter:
    line = [shown.points[place] for place in shown.line]
    return Scatter(
        say("Published accuracy against {cost}").format(cost=axis.label),
        axis,
        Axis(say("top-1 accuracy"), "%"),
        spots=tuple(_spot(subject, shown, place) for place in range(len(shown.points))),
        path=tuple((_value(shown.kind, one.cost.value), one.accuracy.top1) for one in line),
    )


def _spot(subject: Subject, shown: Front, place: int) -> Spot:
    one, standing = shown.points[place], shown.places[place].standing
    emphasis: dict[Standing, Emphasis] = {Standing.PERHAPS: "open", Standing.DOMINATED: "faint"}
    low, high = (None if end is None else _value(shown.kind, end) for end in (one.cost.low, one.cost.high))
    return Spot(
        one.accuracy.id,
        one.accuracy.model.key,
        f"{one.accuracy.name}, {one.accuracy.resolution_px} px",
        _value(shown.kind, one.cost.value),
        one.accuracy.top1,
        _slot(subject, one.accuracy.model.variant),
        0,
        emphasis.get(standing, "named"),
        (),
        low,
        high,
    )


def _slot(subject: Subject, variant: str) -> int:
    return next(subject.slot(model) for model in subject.models if model.variant == variant)


def _caption(say: Say, shown: Front) -> str:
    text = say("Line: the front; nothing is both cheaper and as accurate as a point on it. Faint: dominated.")
    if shown.setting is None:
        return text
    conditions, batch = shown.setting
    under = say("Batch {batch}, {device}, {dtype}, {mode}.")
    return f"{text} " + under.format(
        batch=batch, device=conditions.device, dtype=conditions.dtype, mode=mode_text(conditions.mode, say)
    )


def _table(say: Say, shown: Front, axis: Axis) -> Table:
    columns = (
        Column(say("Model")),
        Column(say("Resolution [px]"), is_number=True),
        Column(say("Top-1 [%]"), is_number=True),
        Column(f"{axis.label} [{axis.unit}]", is_number=True),
        Column(say("Standing")),
        Column(say("Training, as printed")),
        Column(say("Source")),
    )
    rows = tuple(
        (
            one.accuracy.name,
            str(one.accuracy.resolution_px),
            f"{one.accuracy.top1:g}",
            _cost_text(shown.kind, one.cost),
            _standing(shown, place, say),
            one.accuracy.setup,
            one.accuracy.source,
        )
        for place, one in enumerate(shown.points)
    )
    return Table(columns, rows)


def _cost_text(kind: CostKind, cost: Amount) -> str:
    if kind == "macs":
        return giga(cost.value)
    if cost.low is None or cost.high is None:
        return milliseconds(cost.value)
    return f"{milliseconds(cost.value)} ({milliseconds(cost.low)} – {milliseconds(cost.high)})"


def _standing(shown: Front, place: int, say: Say) -> str:
    found = shown.places[place]
    if found.standing is Standing.FRONT or found.by is None:
        return say("on the front")
    words = (
        say("dominated by {model}")
        if found.standing is Standing.DOMINATED
        else say("perhaps dominated by {model}: the intervals leave it open")
    )
    return words.format(model=shown.points[found.by].accuracy.name)


def _why_missing(one: Missing, say: Say) -> str:
    name = f"{one.accuracy.name}, {one.accuracy.top1:g} %"
    if one.ended is None:
        text = say("{name}: not measured at {px} px, where that was tested.")
        return text.format(name=name, px=one.accuracy.resolution_px)
    text = say("{name}: its measurement at {px} px ended as {status}.")
    return text.format(name=name, px=one.accuracy.resolution_px, status=one.ended.value)
