"""How a pass divides among roles, in words, for the command line and for reports."""

from __future__ import annotations

from mixbench.core.role_times import PassTime, RoleTimes
from mixbench.core.units import milliseconds, percent


def pass_text(taken: PassTime) -> str:
    """`12.3 ms (12.1 to 12.6)`; without the interval where there is none."""
    text = f"{milliseconds(taken.median_ms)} ms"
    if taken.low_ms is None or taken.high_ms is None:
        return text
    return f"{text} ({milliseconds(taken.low_ms)} to {milliseconds(taken.high_ms)})"


def overhead_text(times: RoleTimes) -> str:
    """What the clocks took of a pass: `+4.1 %`."""
    return f"{'+' if times.overhead >= 0 else ''}{percent(times.overhead)}"


def looked_text(times: RoleTimes) -> str:
    """One look at the layers of a case: the pass, what the clocks took, what belongs to no layer."""
    text = (
        f"{pass_text(times.plain)} a pass; {milliseconds(times.whole.median_ms)} ms with clocks "
        f"({overhead_text(times)}), {percent(times.share(times.rest))} of it in no layer; "
        f"{times.passes} passes"
    )
    return f"{text}; disturbed by other programs" if times.is_disturbed else text
