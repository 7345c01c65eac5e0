"""How time and MACs grow with the tokens of the image: exponents with their intervals."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.core.laws import Law, Point, fit_law
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.core.scaling import FEWEST_POINTS
from mixbench.core.units import milliseconds
from mixbench.report.document import Block, Bullets, Column, Paragraph, Section, Table
from mixbench.report.figures import latency, line_law
from mixbench.report.subject import RESOLUTION, Subject, label_of, law_of
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
    found, missing = _latency_laws(subject, say)
    yield Paragraph(
        say(
            "A law is metric ∝ N^exponent, N being the tokens of the image: 1 is linear, 2 quadratic. The "
            "session's own sizes are fitted on logarithms; the last column predicts twice the largest side."
        ),
        is_quiet=True,
    )
    rows = (*found, *_macs_laws(subject, say))
    if rows:
        caption = say(
            "Latency: medians with their 95 % intervals, over rounds. MACs: the catalog's closed form, in "
            "which nothing is of chance; its exponent is that of the best single power over these sizes."
        )
        yield Table(_columns(say), rows, caption)
    if missing:
        yield Bullets(tuple(missing))


def _columns(say: Say) -> tuple[Column, ...]:
    return (
        Column(say("Model")),
        Column(say("Metric")),
        Column(say("Exponent"), is_number=True),
        Column(say("95 % interval"), is_number=True),
        Column(say("Growth")),
        Column(say("Sizes"), is_number=True),
        Column(say("At twice the side (predicted)"), is_number=True),
    )


def _latency_laws(subject: Subject, say: Say) -> tuple[list[tuple[str, ...]], list[str]]:
    rows, missing = [], []
    why = say(
        "{model}, {metric}: no law. {n} sizes were timed, and {fewest} are the fewest that can contradict "
        "one."
    )
    for line in subject.lines:
        for batch in subject.batches:
            metric = say("latency, batch {n}").format(n=batch)
            law = line_law(subject, line, latency, batch)
            if law is not None:
                rows.append(_row(label_of(line), metric, law, say, f"{_predicted(law)} ms"))
            else:
                n = len([one for one in subject.of_line(line, batch) if one.estimate])
                missing.append(why.format(model=label_of(line), metric=metric, n=n, fewest=FEWEST_POINTS))
    return rows, missing


def _predicted(law: Law) -> str:
    """What twice the side, four times the tokens, would take."""
    found = law.predict(4 * law.right)
    return f"{milliseconds(found.value)} ({milliseconds(found.low)} – {milliseconds(found.high)})"


def _macs_laws(subject: Subject, say: Say) -> Iterator[tuple[str, ...]]:
    for line in subject.lines:
        for spatial_only in (False, True):
            law = _macs_law(subject, line, spatial_only=spatial_only)
            if law is not None:
                metric = say("MACs of spatial mixing") if spatial_only else say("MACs")
                yield _row(label_of(line), metric, law, say, f"{law.at(4 * law.right) / 1e9:.3g} GMACs")


def _macs_law(subject: Subject, line: Model, *, spatial_only: bool) -> Law | None:
    points = []
    for size in subject.sizes:
        cost = law_of(line, *size)
        if cost is not None:
            macs = cost.role(Role.SPATIAL_MIXING).macs if spatial_only else cost.macs
            points.append(Point(float(cost.tokens), float(macs)))
    law = fit_law(points, is_counted=True)
    return law if isinstance(law, Law) else None


def _row(label: str, metric: str, law: Law, say: Say, predicted: str) -> tuple[str, ...]:
    exponent = law.exponent
    interval = say("exact") if law.basis == "counted" else f"{exponent.low:.3f} – {exponent.high:.3f}"
    sizes = str(len({point.x for point in law.points}))
    return (label, metric, f"{exponent.value:.3f}", interval, _shape(law, say), sizes, predicted)


def _shape(law: Law, say: Say) -> str:
    """What the growth looks like, where one power does not say it."""
    if law.shape == "two powers":
        before, after = (f"{piece.value:.2f}" for piece in law.pieces)
        words = say("two powers: {before}, from about {n} tokens on {after}")
        return words.format(before=before, after=after, n=round(law.break_at))
    if law.shape == "curved":
        slopes = law.slopes
        words = say("no single power: from {first} to {last} between neighbours")
        return words.format(first=f"{slopes[0].value:.2f}", last=f"{slopes[-1].value:.2f}")
    return say("one power")
