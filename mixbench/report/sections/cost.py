"""What the networks cost by law and by count, and which layers it is spent on."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.core.breakdown import STACK
from mixbench.core.roles import Role
from mixbench.core.units import giga, si
from mixbench.report.document import Block, Column, Paragraph, Picture, Section, Table
from mixbench.report.figures import breakdown_figure, macs_figure, shares
from mixbench.report.subject import RESOLUTION, Subject, label_of, law_of, size_text
from mixbench.report.words import Say

#: More stacks than this are clutter; the table has every network.
_MOST_STACKS = 6


def role_words(say: Say) -> dict[Role, str]:
    """What layers of a role are for."""
    return {
        Role.STEM: say("stem"),
        Role.SPATIAL_MIXING: say("spatial mixing"),
        Role.CHANNEL_MIXING: say("channel mixing"),
        Role.DOWNSAMPLE: say("downsampling"),
        Role.NORM: say("normalisation"),
        Role.HEAD: say("head"),
        Role.OTHER: say("other"),
    }


def section(subject: Subject, say: Say) -> Section:
    """Figures of the MACs, and the breakdown by role."""
    blocks = (*_curves(subject, say), *_breakdown(subject, say))
    return Section("cost", say("Cost by law and count"), blocks)


def _curves(subject: Subject, say: Say) -> Iterator[Block]:
    caption = say(
        "Dashed: predicted by law; points: counted in the worker. MACs of one image, FLOPs = 2 × MACs."
    )
    titles = {False: say("MACs of the whole network"), True: say("MACs of spatial mixing alone")}
    for spatial_only, title in titles.items():
        figure = macs_figure(subject, say, title, spatial_only=spatial_only)
        if figure is not None:
            yield Picture("macs-spatial" if spatial_only else "macs", figure, caption)
        elif not spatial_only:
            yield Paragraph(
                say("There is no curve: MACs of one image do not vary in this session."), is_quiet=True
            )


def _breakdown(subject: Subject, say: Say) -> Iterator[Block]:
    words = role_words(say)
    yield _table(subject, say, words)
    if subject.axis != RESOLUTION:
        return
    caption = say("{model} by law: MACs of one image by the role of its layers, FLOPs = 2 × MACs.")
    for place, model in enumerate(subject.models[:_MOST_STACKS], 1):
        figure = breakdown_figure(subject, say, model, words)
        if figure is not None:
            yield Picture(f"breakdown-{place}", figure, caption.format(model=label_of(model)))
    if len(subject.models) > _MOST_STACKS:
        more = say("Of {n} networks the first {shown} are drawn; the table has all.")
        yield Paragraph(more.format(n=len(subject.models), shown=_MOST_STACKS), is_quiet=True)


def _table(subject: Subject, say: Say, words: dict[Role, str]) -> Table:
    """Each network at the largest size of the session that it accepts."""
    rows = []
    refused = []
    for model in subject.models:
        known = ((size, law_of(model, *size)) for size in reversed(subject.sizes))
        size, cost = next(((size, cost) for size, cost in known if cost is not None), (None, None))
        if size is None or cost is None:
            refused.append(label_of(model))
            continue
        parts = shares(cost)
        cells = (size_text(*size), str(cost.tokens), si(cost.params), giga(cost.macs))
        rows.append((label_of(model), *cells, *(parts.get(role, "") for role in STACK)))
    fixed = (say("Resolution [px]"), say("Tokens"), say("Parameters"), say("MACs [G]"))
    columns = (Column(say("Model")), *(Column(text, is_number=True) for text in (*fixed, *_roles(words))))
    caption = say("By law: share of each role in the MACs of one image. Empty: the network has none of it.")
    if refused:
        left_out = say("No law at any size of the session: {models}.")
        caption = f"{caption} {left_out.format(models=', '.join(refused))}"
    return Table(columns, tuple(rows), caption)


def _roles(words: dict[Role, str]) -> tuple[str, ...]:
    return tuple(f"{words[role]} [%]" for role in STACK)
