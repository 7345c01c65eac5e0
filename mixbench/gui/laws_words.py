"""The words of the page Laws: metrics, exponents, fits, predictions, crossings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QCoreApplication

from mixbench.catalog.size_budgets import Fitting
from mixbench.core.amounts import MORE_IS_BETTER
from mixbench.core.growth import Against, GrowthMetric, growth_text
from mixbench.core.law_words import exponent_text
from mixbench.core.laws import Law, NoLaw
from mixbench.core.meetings import Encounter, Meeting
from mixbench.core.prediction import Prediction
from mixbench.core.units import percent, significant
from mixbench.gui.pareto_words import UNITS, cost_names


def metric_names() -> dict[GrowthMetric, str]:
    """Every metric by its short name, in the order of the menu."""
    costs = cost_names()
    return {
        "latency": costs["latency"],
        "throughput": costs["throughput"],
        "macs": costs["macs"],
        "params": costs["params"],
        "bytes": QCoreApplication.translate("Laws", "Bytes moved"),
        "activation": costs["activation"],
        "memory": costs["memory"],
        "peak": costs["peak"],
        "energy": costs["energy"],
    }


def unit_of(metric: GrowthMetric) -> tuple[float, str]:
    """What a metric is drawn in: how many of the kept unit make one, and its name."""
    return (1e6, "MB") if metric == "bytes" else UNITS[metric]


def against_words() -> dict[Against, str]:
    """What a law is fitted against."""
    return {
        "tokens": QCoreApplication.translate("Laws", "tokens of the first stage"),
        "pixels": QCoreApplication.translate("Laws", "pixels of the image"),
    }


def short_against_words() -> dict[Against, str]:
    """The same in a sentence beside an axis that says all of it."""
    return {
        "tokens": QCoreApplication.translate("Laws", "tokens"),
        "pixels": QCoreApplication.translate("Laws", "pixels"),
    }


def law_text(law: Law | NoLaw) -> str:
    """The exponent; a dash where there is none."""
    return exponent_text(law.exponent) if isinstance(law, Law) else "–"


def ends_text(law: Law | NoLaw) -> str:
    """The exponents between the two smallest sizes and between the two largest."""
    if not isinstance(law, Law) or not law.slopes:
        return ""
    return f"{exponent_text(law.slopes[0])} → {exponent_text(law.slopes[-1])}"


def break_text(law: Law | NoLaw) -> str:
    """Where two powers meet, with its interval; empty where there is one."""
    if not isinstance(law, Law) or law.break_interval is None:
        return ""
    low, high = (significant(end) for end in law.break_interval)
    before, after = law.pieces
    words = QCoreApplication.translate("Laws", "{before} → {after} at {place} ({low} – {high})")
    return words.format(
        before=exponent_text(before),
        after=exponent_text(after),
        place=significant(law.break_at),
        low=low,
        high=high,
    )


def no_law_text(law: NoLaw) -> str:
    """Why there is no law; the ground says it in English, the screen in its own words."""
    if "timed" in law.reason:
        return QCoreApplication.translate("Laws", "layers not timed")
    if "layers of this role" in law.reason:
        return QCoreApplication.translate("Laws", "layers of this role have none")
    if "measured" in law.reason:
        return QCoreApplication.translate("Laws", "not measured")
    if "catalog" in law.reason:
        return QCoreApplication.translate("Laws", "no law in the catalog")
    if "zero" in law.reason:
        return QCoreApplication.translate("Laws", "a value is zero; no power is")
    return QCoreApplication.translate("Laws", "fewer than three sizes: nothing can contradict a power")


def fit_text(law: Law | NoLaw) -> str:
    """How well a law fits, and what its interval is made of."""
    if isinstance(law, NoLaw):
        return no_law_text(law)
    if law.basis == "counted":
        if law.shape == "one power":
            return QCoreApplication.translate("Laws", "one power; counted, no scatter")
        words = QCoreApplication.translate("Laws", "no single power: off by up to {share}; see local slopes")
        return words.format(share=percent(law.worst_residual))
    words = {
        "intervals": QCoreApplication.translate("Laws", "points scatter within their intervals"),
        "intervals and scatter": QCoreApplication.translate(
            "Laws", "points scatter by {share} beyond their intervals"
        ),
        "scatter": QCoreApplication.translate("Laws", "points scatter by {share}, without intervals"),
    }[law.basis].format(share=percent(law.scatter))
    if law.shape == "two powers":
        both = QCoreApplication.translate("Laws", "two powers fit better than one; {scatter}")
        return both.format(scatter=words)
    return QCoreApplication.translate("Laws", "one power; {scatter}").format(scatter=words)


def budget_text(metric: GrowthMetric, budget: float) -> str:
    """A budget with its sign: `≤ 20 ms`, `≥ 10 img/s`."""
    return f"{'≥' if metric in MORE_IS_BETTER else '≤'} {growth_text(metric, budget)}"


def within_title(metric: GrowthMetric, budget: float) -> str:
    """What stands above the sizes that keep a budget."""
    if not budget:
        return QCoreApplication.translate("Laws", "Largest that fits")
    if metric in MORE_IS_BETTER:
        words = QCoreApplication.translate("Laws", "At least {budget}")
    else:
        words = QCoreApplication.translate("Laws", "Within {budget}")
    return words.format(budget=growth_text(metric, budget))


def prediction_text(metric: GrowthMetric, found: Prediction) -> str:
    """A value with its 95 % interval, and how far beyond what was measured."""
    if found.is_void:
        return QCoreApplication.translate("Laws", "everything is open: measure sizes farther apart")
    value, low, high = (growth_text(metric, one) for one in (found.value, found.low, found.high))
    text = f"{value} ({low} – {high})"
    if found.is_extrapolated:
        words = QCoreApplication.translate("Laws", "{value}, extrapolated × {beyond}")
        return words.format(value=text, beyond=f"{found.beyond:.2g}")
    return text


def fitting_text(found: Fitting) -> str:
    """The largest side that fits, with what fits surely and possibly."""
    if not found.possibly:
        return QCoreApplication.translate("Laws", "none")
    side = str(found.side) if found.side else QCoreApplication.translate("Laws", "none")
    if found.surely == found.possibly:
        text = f"{side} px"
    else:
        text = f"{side} px ({found.surely or '–'} – {found.possibly})"
    return f"≥ {text}" if found.is_more else text


def encounter_text(metric: GrowthMetric, first: str, second: str, found: Encounter | None) -> str:
    """What two models do, in a sentence about the one with the smaller value."""
    if found is None:
        words = QCoreApplication.translate("Laws", "{first} and {second} share no two sizes")
        return words.format(first=first, second=second)
    span = {"left": f"{found.left:.0f}", "right": f"{found.right:.0f}"}
    if found.verdict == "same":
        words = QCoreApplication.translate(
            "Laws", "{first} and {second} are exactly equal at every size from {left} to {right} px: {metric}"
        )
        return words.format(first=first, second=second, metric=metric_names()[metric], **span)
    smaller, larger = (first, second) if found.smaller == 1 else (second, first)
    if found.verdict == "never crosses":
        words = QCoreApplication.translate(
            "Laws", "{smaller} {does} than {larger} from {left} to {right} px; they never cross there"
        )
        return words.format(smaller=smaller, larger=larger, does=_verb(metric), **span) + _ties(found)
    if found.sure is not None:
        low, high = (f"{end:.0f}" for end in found.sure)
        words = QCoreApplication.translate(
            "Laws", "{smaller} {does} than {larger} surely from {low} to {high} px; elsewhere nobody can tell"
        )
        return words.format(smaller=smaller, larger=larger, does=_verb(metric), low=low, high=high)
    sure = [_meeting_text(metric, first, second, meeting) for meeting in found.sure_meetings]
    if not sure:
        words = QCoreApplication.translate(
            "Laws", "{first} and {second} cannot be told apart surely from {left} to {right} px"
        )
        return words.format(first=first, second=second, **span)
    return "; ".join([*sure, *_doubtful(found)])


def _ties(found: Encounter) -> str:
    """At which sizes two growths that never cross are equal all the same."""
    if not found.equal:
        return ""
    words = QCoreApplication.translate("Laws", "; exactly equal at {places} px")
    return words.format(places=_places(found.equal))


def _doubtful(found: Encounter) -> Iterator[str]:
    """Where the medians cross and chance may have made it so."""
    places = [meeting.x for meeting in found.doubtful_meetings]
    if places:
        words = QCoreApplication.translate("Laws", "the medians cross about {places} px too, not surely")
        yield words.format(places=_places(places))


def _places(sizes: Sequence[float]) -> str:
    return ", ".join(f"{size:.0f}" for size in sizes)


def _meeting_text(metric: GrowthMetric, first: str, second: str, meeting: Meeting) -> str:
    smaller, larger = (first, second) if meeting.first_is_smaller_after else (second, first)
    words = QCoreApplication.translate(
        "Laws", "{smaller} {does} than {larger} above {place} px ({low} – {high})"
    )
    return words.format(
        smaller=smaller,
        larger=larger,
        does=_verb(metric),
        place=f"{meeting.x:.0f}",
        low=f"{meeting.low:.0f}",
        high=f"{meeting.high:.0f}",
    )


def _verb(metric: GrowthMetric) -> str:
    """What the model with the smaller value does."""
    less_memory = QCoreApplication.translate("Laws", "needs less memory")
    return {
        "latency": QCoreApplication.translate("Laws", "is faster"),
        "throughput": QCoreApplication.translate("Laws", "is slower"),
        "macs": QCoreApplication.translate("Laws", "costs fewer MACs"),
        "params": QCoreApplication.translate("Laws", "has fewer parameters"),
        "bytes": QCoreApplication.translate("Laws", "moves fewer bytes"),
        "energy": QCoreApplication.translate("Laws", "takes less energy"),
    }.get(metric, less_memory)
