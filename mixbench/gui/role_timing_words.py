"""What times by role rest on, in the words of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mixbench.core.role_times import RoleTimes
from mixbench.core.roles import Role
from mixbench.core.units import percent


def divided_text(shown: Sequence[RoleTimes], role: Role | None) -> str:
    """What the clocks took, what is in no layer, and what is not to be relied on of a role or of all, each in
    a few words."""
    told = [
        QCoreApplication.translate("Laws", "clocks: {share} of a pass").format(
            share=_range_text([one.overhead for one in shown])
        ),
        QCoreApplication.translate("Laws", "in no layer: {share}").format(
            share=_range_text([one.share(one.rest) for one in shown])
        ),
        QCoreApplication.translate("Laws", "intervals over {count} passes").format(
            count=_span_text([one.passes for one in shown])
        ),
    ]
    times = [one for each in shown for one in each.roles if role in (None, one.role)]
    short = sum(one.is_too_short for one in times)
    if short:
        words = QCoreApplication.translate("Laws", "short against clocks: {count} of {total}")
        told.append(words.format(count=short, total=len(times)))
    disturbed = sum(one.is_disturbed for one in shown)
    if disturbed:
        words = QCoreApplication.translate("Laws", "disturbed by other programs: {count} of {total} sizes")
        told.append(words.format(count=disturbed, total=len(shown)))
    return "  ·  ".join(told)


def divided_meaning() -> str:
    """The same in sentences, for the tooltip."""
    return QCoreApplication.translate(
        "Laws",
        "Time by role is of passes with a clock at every layer. The clocks make a pass longer, and a role "
        "that is short against its clocks seems to grow more slowly than it does. In no layer: modules that "
        "only call others, and the calling. Intervals are over the passes of one stay, not over rounds; "
        "where other programs used the cores there are none.",
    )


def _range_text(shares: Sequence[float]) -> str:
    """`2.1 %`, or `2.1 – 8.4 %` where they differ."""
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low.removesuffix(' %')} – {high}"


def _span_text(counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low} – {high}"
