"""How time and MACs grow with the tokens of the image: exponents with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mixbench.catalog.growth import why_unknown
from mixbench.catalog.registry import resolve
from mixbench.core.cost import Cost
from mixbench.core.laws import FEWEST_POINTS, Law, Point, fit_law
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.core.units import giga, milliseconds, percent
from mixbench.report.document import Block, Bullets, Column, Paragraph, Section, Table
from mixbench.report.figures import latency, line_law
from mixbench.report.subject import RESOLUTION, Subject, label_of, law_of, size_text
from mixbench.report.words import Say


def section(subject: Subject, say: Say) -> Section:
    """A table of laws, and why the others are missing."""
    title = say("Scaling laws")
    if subject.axis != RESOLUTION:
        reason = say(
            "There is no law: the session does not vary the size of the image. Add sizes, for example "
            "`mixbench sweep MODEL --resolutions 64:512:64`."
        )
        return Section("laws", title, (Paragraph(reason),))
    return Section("laws", title, tuple(_blocks(subject, say)))


def _blocks(subject: Subject, say: Say) -> Iterator[Block]:
    timed, counted = list(_latency_laws(subject, say)), list(_macs_laws(subject, say))
    yield Paragraph(
        say(
            "A law is metric ∝ N^exponent, N being the tokens of the image: 1 is linear, 2 quadratic. The "
            "session's own sizes are fitted on logarithms; the last column is at twice the side of the "
            "largest of them."
        ),
        is_quiet=True,
    )
    rows = tuple(one for one in (*timed, *counted) if not isinstance(one, str))
    if rows:
        caption = say(
            "Latency: medians with their 95 % intervals, over rounds, and what a measurement at twice the "
            "side would give if the growth goes on, with its 95 % interval. MACs: the catalog's closed "
            "form, in which nothing is of chance; the exponent is that of the best single power over these "
            "sizes, what stands at twice the side is the closed form itself."
        )
        yield Table(_columns(say), rows, caption)
    missing = tuple(one for one in (*timed, *counted) if isinstance(one, str))
    if missing:
        yield Bullets(missing)


def _columns(say: Say) -> tuple[Column, ...]:
    return (
        Column(say("Model")),
        Column(say("Metric")),
        Column(say("Exponent"), is_number=True),
        Column(say("95 % interval"), is_number=True),
        Column(say("Growth")),
        Column(say("Sizes"), is_number=True),
        Column(say("At twice the side")),
    )


#: A line of the table, or why there is none.
_Row = tuple[str, ...] | str


def _latency_laws(subject: Subject, say: Say) -> Iterator[_Row]:
    for line in subject.lines:
        for batch in subject.batches:
            metric = say("latency, batch {n}").format(n=batch)
            law = line_law(subject, line, latency, batch)
            sizes = [
                (one.case.height, one.case.width) for one in subject.of_line(line, batch) if one.estimate
            ]
            if law is None:
                yield _why_no_law(line, metric, len(sizes), say)
            else:
                yield _row(label_of(line), metric, law, say, _time_at_twice(line, sizes[-1], law, say))


def _why_no_law(line: Model, metric: str, sizes: int, say: Say) -> str:
    """Why a latency, or MACs, at so many sizes make no law."""
    unknown = why_unknown(line)
    if unknown:
        why = say("{model}, {metric}: no law, for the catalog does not take the network: {reason}")
        return why.format(model=label_of(line), metric=metric, reason=unknown)
    why = say(
        "{model}, {metric}: no law. It is known at {n} sizes, and {fewest} are the fewest that can "
        "contradict one."
    )
    return why.format(model=label_of(line), metric=metric, n=sizes, fewest=FEWEST_POINTS)


def _time_at_twice(line: Model, size: tuple[int, int], law: Law, say: Say) -> str:
    """What a measurement at twice the side, about four times the tokens, would give."""

    def told(cost: Cost) -> str:
        found = law.predict(float(cost.tokens))
        return f"{milliseconds(found.value)} ms ({milliseconds(found.low)} – {milliseconds(found.high)})"

    return _at_twice(line, size, told, say)


def _at_twice(line: Model, size: tuple[int, int], told: Callable[[Cost], str], say: Say) -> str:
    """What is told of twice the side, or why nothing is."""
    height, width = 2 * size[0], 2 * size[1]
    place = size_text(height, width)
    cost = law_of(line, height, width)
    if cost is None:
        reason = why_unknown(line) or resolve(line).refusal(height, width)
        return say("none at {px} px: {reason}").format(px=place, reason=reason)
    return say("{value} at {px} px").format(value=told(cost), px=place)


def _macs_laws(subject: Subject, say: Say) -> Iterator[_Row]:
    for line in subject.lines:
        for role in (None, Role.SPATIAL_MIXING):
            metric = say("MACs") if role is None else say("MACs of spatial mixing")
            points = list(_macs_points(subject, line, role))
            law = fit_law([point for _, point in points], is_counted=True)
            if isinstance(law, Law):
                yield _row(label_of(line), metric, law, say, _macs_at_twice(line, points[-1][0], role, say))
            else:
                yield _why_no_law(line, metric, len(points), say)


def _macs_points(subject: Subject, line: Model, role: Role | None) -> Iterator[tuple[tuple[int, int], Point]]:
    for size in subject.sizes:
        cost = law_of(line, *size)
        if cost is not None and _macs(cost, role):
            yield size, Point(float(cost.tokens), float(_macs(cost, role)))


def _macs(cost: Cost, role: Role | None) -> int:
    return cost.macs if role is None else cost.role(role).macs


def _macs_at_twice(line: Model, size: tuple[int, int], role: Role | None, say: Say) -> str:
    """The closed form itself: no growth is carried on."""
    return _at_twice(line, size, lambda cost: f"{giga(_macs(cost, role))} GMACs", say)


def _row(label: str, metric: str, law: Law, say: Say, at_twice: str) -> tuple[str, ...]:
    exponent = law.exponent
    interval = say("exact") if law.basis == "counted" else f"{exponent.low:.3f} – {exponent.high:.3f}"
    sizes = str(len({point.x for point in law.points}))
    return (label, metric, f"{exponent.value:.3f}", interval, _growth_text(law, say), sizes, at_twice)


def _growth_text(law: Law, say: Say) -> str:
    """The shape, and what the interval of the exponent rests on where that is not the points' own."""
    if law.basis != "scatter":
        return _shape(law, say)
    words = say("{shape}; points scatter by {share}, and have no intervals that can be relied on")
    return words.format(shape=_shape(law, say), share=percent(law.scatter))


def _shape(law: Law, say: Say) -> str:
    """What the growth looks like, where one power does not say it."""
    if law.break_interval is not None:
        before, after = (f"{piece.value:.2f}" for piece in law.pieces)
        low, high = (f"{end:.0f}" for end in law.break_interval)
        words = say("two powers: {before}, from about {n} tokens ({low} to {high}) on {after}")
        return words.format(before=before, after=after, n=round(law.break_at), low=low, high=high)
    if law.shape == "curved":
        slopes = law.slopes
        words = say("no single power: from {first} to {last} between neighbours")
        return words.format(first=f"{slopes[0].value:.2f}", last=f"{slopes[-1].value:.2f}")
    return say("one power")
