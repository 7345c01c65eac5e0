"""What times by role rest on, in the words of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mixbench.core.role_times import RoleTimes
from mixbench.core.roles import Role
from mixbench.core.units import percent


def divided_text(shown: Sequence[RoleTimes], role: Role) -> str:
    """What the clocks took, what is in no layer, and what is not to be relied on."""
    words = QCoreApplication.translate(
        "Laws",
        "Time by role is of passes with a clock at every layer, which made them {clocks} longer; {rest} of "
        "them lie in no layer. Intervals of its points are over {passes} passes, not over rounds.",
    )
    told = [
        words.format(
            clocks=_range_text([one.overhead for one in shown]),
            rest=_range_text([one.share(one.rest) for one in shown]),
            passes=_span_text([one.passes for one in shown]),
        )
    ]
    short = sum(taken.is_too_short for one in shown if (taken := one.of(role)) is not None)
    if short:
        told.append(
            QCoreApplication.translate(
                "Laws",
                "At %n size(s) it is largely the time of the clocks, so that the exponent comes out too low.",
                "",
                short,
            )
        )
    disturbed = sum(one.is_disturbed for one in shown)
    if disturbed:
        told.append(
            QCoreApplication.translate(
                "Laws", "At %n size(s) other programs used the cores: no interval there.", "", disturbed
            )
        )
    return " ".join(told)


def _range_text(shares: Sequence[float]) -> str:
    """`2.1 %`, or `2.1 – 8.4 %` where they differ."""
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low} – {high}"


def _span_text(counts: Sequence[int]) -> str:
    low, high = min(counts), max(counts)
    return str(low) if low == high else f"{low} – {high}"
