"""Laws in words, for the command line and for reports."""

from __future__ import annotations

from mixbench.core.growth import Against, GrowthMetric, growth_text
from mixbench.core.laws import Law, Slope
from mixbench.core.meetings import Encounter, Meeting
from mixbench.core.prediction import Prediction
from mixbench.core.units import percent, significant

METRIC_NAMES: dict[GrowthMetric, str] = {
    "latency": "latency of one call of the batch",
    "throughput": "throughput",
    "macs": "MACs of one image",
    "params": "trainable parameters",
    "bytes": "bytes read and written for one image",
    "activation": "activation memory at the peak",
    "memory": "memory at the peak, weights too",
    "peak": "measured peak memory, without weights",
    "energy": "energy of one image",
}

#: What is said of a model that has the smaller value.
_VERBS: dict[GrowthMetric, str] = {
    "latency": "is faster",
    "throughput": "is slower",
    "macs": "costs fewer MACs",
    "params": "has fewer parameters",
    "bytes": "moves fewer bytes",
    "activation": "needs less memory",
    "memory": "needs less memory",
    "peak": "needs less memory",
    "energy": "takes less energy",
}

#: Half-widths under this are not worth printing.
_NARROW = 0.005


def exponent_text(slope: Slope) -> str:
    """`1.02 ± 0.03`; without the interval where it is nothing, or not known."""
    spread = f" ± {slope.half_width:.2f}" if slope.has_interval and slope.half_width >= _NARROW else ""
    return f"{round(slope.value, 2) + 0.0:.2f}{spread}"  # no -0.00


def ends_text(law: Law) -> str:
    """The slope between the two smallest sizes and between the two largest: `1.05 to 1.64`."""
    if not law.slopes:
        return ""
    first, last = law.slopes[0], law.slopes[-1]
    return f"{exponent_text(first)} to {exponent_text(last)}"


def break_text(law: Law, against: Against) -> str:
    """`1.30 ± 0.02 below 200 tokens (180 to 223), 2.00 ± 0.05 above`; empty where there is none."""
    if law.break_interval is None:
        return ""
    before, after = law.pieces
    low, high = (significant(end) for end in law.break_interval)
    where = f"{significant(law.break_at)} {against} ({low} to {high})"
    return f"{exponent_text(before)} below {where}, {exponent_text(after)} above"


def fit_text(law: Law) -> str:
    """How well the law fits, and what its interval is made of."""
    if law.basis == "counted":
        if law.shape == "one power":
            return f"one power within {percent(max(law.worst_residual, 0.0005))}; counted"
        return f"no single power: off by up to {percent(law.worst_residual)}; counted, see the local slopes"
    words = {
        "intervals": "points scatter no more than their intervals say",
        "intervals and scatter": f"points scatter by {percent(law.scatter)} beyond their intervals",
        "scatter": f"points scatter by {percent(law.scatter)}; they have no intervals that can be relied on",
    }[law.basis]
    return f"two powers fit better than one; {words}" if law.shape == "two powers" else f"one power; {words}"


def prediction_text(metric: GrowthMetric, found: Prediction) -> str:
    """`41.2 ms (38.9 to 43.7), extrapolated to 2.3 times beyond the sizes that were measured`."""
    if found.is_void:
        return "nothing: its interval leaves everything open; measure more sizes, farther apart"
    low, high = growth_text(metric, found.low), growth_text(metric, found.high)
    text = f"{growth_text(metric, found.value)} ({low} to {high})"
    if found.is_extrapolated:
        text += f", extrapolated to {found.beyond:.3g} times beyond the sizes that were measured"
    return text


def encounter_text(metric: GrowthMetric, first: str, second: str, found: Encounter | None) -> str:
    """What two models do, in a sentence about the one with the smaller value."""
    verb = _VERBS.get(metric, "takes less")
    if found is None:
        return f"{first} and {second} share no two sizes"
    between = f"between {found.left:.0f} and {found.right:.0f} px"
    if found.verdict == "same":
        return f"{first} and {second} are exactly equal in {METRIC_NAMES[metric]} at every size {between}"
    smaller, other = (first, second) if found.smaller == 1 else (second, first)
    if found.verdict == "never crosses":
        return f"{smaller} {verb} than {other} everywhere {between}; they never cross there{_ties(found)}"
    if found.sure is not None:
        low, high = found.sure
        return (
            f"{smaller} {verb} than {other} surely from {low:.0f} to {high:.0f} px; elsewhere nobody can tell"
        )
    sure = [_meeting_text(first, second, meeting, verb) for meeting in found.sure_meetings]
    if not sure:
        return f"{first} and {second} cannot be told apart surely {between}"
    places = ", ".join(f"{meeting.x:.0f}" for meeting in found.doubtful_meetings)
    doubtful = [f"the medians cross about {places} px too, not surely"] if places else []
    return "; ".join([*sure, *doubtful])


def _ties(found: Encounter) -> str:
    """At which sizes two growths that never cross are equal all the same."""
    places = ", ".join(f"{size:.0f}" for size in found.equal)
    return f"; exactly equal at {places} px" if places else ""


def _meeting_text(first: str, second: str, meeting: Meeting, verb: str) -> str:
    smaller, other = (first, second) if meeting.first_is_smaller_after else (second, first)
    return f"{smaller} {verb} than {other} above {meeting.x:.0f} px ({meeting.low:.0f} to {meeting.high:.0f})"


def against_text(against: Against) -> str:
    """What a law is fitted against."""
    return "tokens of the first stage" if against == "tokens" else "pixels of the image"
