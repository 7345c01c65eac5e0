"""The figures of the page Laws: points with their law and its band, and who beats whom as a picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp, log
from statistics import fmean

from PySide6.QtCore import QCoreApplication

from mixbench.catalog.growth import predicted_metric
from mixbench.catalog.law_pairs import LawPair
from mixbench.core.dominance import DominanceMap, Standing
from mixbench.core.figure import Axis, Figure, Series
from mixbench.core.growth import FOLLOWS_MACS, Growth, GrowthMetric, growth_text
from mixbench.core.law_figures import Cell, Corridor, LawFigure, StandingsFigure
from mixbench.core.law_words import exponent_text
from mixbench.core.laws import Law, NoLaw
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.units import percent
from mixbench.gui.laws_model import LawRow
from mixbench.gui.laws_source import Comparison, LawChoice
from mixbench.gui.laws_words import against_words, metric_names, unit_of
from mixbench.gui.pareto_words import setting_text
from mixbench.gui.role_words import role_word
from mixbench.gui.workbench import Workbench

#: A law is drawn at so many places, and so far beyond its points, in times of the size.
_PLACES, _BEYOND = 49, 1.6
#: From this ratio to the best on a cell is empty of colour.
_FAINTEST = 3.0


def laws_figure(
    bench: Workbench, choice: LawChoice, rows: Sequence[LawRow], caption: str, advice: str = ""
) -> Figure:
    """The measured points of each row with the fitted law and its band, and what the catalog predicts. An
    empty plot gives the `advice`."""
    factor, unit = unit_of(choice.metric)
    series: list[Series] = []
    corridors: list[Corridor] = []
    numbers = {item.case: number for number, item in bench.items.items()}
    for number, row in enumerate(rows):
        pair, wear = row.pair, (f"{row.pair.model.key}@{number}", row.name, row.slot, factor)
        if pair.found is not None:
            series.append(_points(choice, pair.found, pair.found_law, wear, numbers))
        if isinstance(pair.found_law, Law):
            corridors.append(_corridor(pair.found_law, row.slot, factor))
        predicted = _predicted(choice, pair, wear)
        series += [predicted] if predicted else []
    return LawFigure(
        title=metric_names()[choice.metric],
        x=Axis(against_words()[choice.against], is_log=True),
        y=Axis(_vertical(choice), unit, is_log=True),
        series=tuple(series),
        caption=caption,
        empty="" if series else advice or _what_to_do(bench),
        corridors=tuple(corridors),
    )


def pair_label(bench: Workbench, pair: LawPair, pairs: Sequence[LawPair]) -> str:
    """The name of the model, with the role beside others, and the setting where it was measured under
    several."""
    name = bench.label(pair.model)
    alike = [other for other in pairs if other.model == pair.model]
    if pair.role is not None and any(other.role is not pair.role for other in alike):
        name = f"{name} · {role_word(pair.role)}"
    several = sum(other.role is pair.role for other in alike) > 1
    if several and pair.found is not None and pair.found.conditions is not None:
        return f"{name} · {setting_text((pair.found.conditions, pair.found.batch or 1))}"
    return name


_Wear = tuple[str, str, int, float]  # key, label, slot, and what the values are divided by


def _points(
    choice: LawChoice, found: Growth, law: Law | NoLaw, wear: _Wear, numbers: Mapping[Case, int]
) -> Series:
    key, label, slot, factor = wear
    amounts = [size.amount for size in found.sizes]
    setting = (found.batch or 1, found.conditions or Conditions())
    return Series(
        key,
        label,
        slot,
        "measured",
        tuple(size.size(choice.against) for size in found.sizes),
        tuple(amount.value / factor for amount in amounts),
        tuple(None if amount.low is None else amount.low / factor for amount in amounts),
        tuple(None if amount.high is None else amount.high / factor for amount in amounts),
        fit=_growth_text(law) if isinstance(law, Law) else "",
        numbers=tuple(
            numbers.get(Case(found.model, size.height, size.width, *setting), -1) for size in found.sizes
        ),
    )


def _growth_text(law: Law) -> str:
    """`∝ N^1.02 ± 0.03`; of two powers both."""
    return "∝ N^" + " → ".join(exponent_text(piece) for piece in law.pieces)


def _corridor(law: Law, slot: int, factor: float) -> Corridor:
    """The interval in which one more measurement would lie, beyond the points as well, as far as it says
    anything."""
    left, right = log(law.left / _BEYOND), log(law.right * _BEYOND)
    places = [exp(left + (right - left) * place / (_PLACES - 1)) for place in range(_PLACES)]
    found = [one for one in map(law.predict, places) if not one.is_void]
    return Corridor(
        slot,
        tuple(one.x for one in found),
        tuple(one.low / factor for one in found),
        tuple(one.high / factor for one in found),
    )


def _predicted(choice: LawChoice, pair: LawPair, wear: _Wear) -> Series | None:
    """The law of the catalog; that of a clock are its MACs, moved up or down to run amid the points."""
    key, label, slot, factor = wear
    if pair.expected is None or not pair.expected.sizes:
        return None
    values = {size.size(choice.against): size.amount.value for size in pair.expected.sizes}
    scale = 1.0
    if choice.metric in FOLLOWS_MACS:
        if pair.found is None:
            return None
        power = -1.0 if choice.metric == "throughput" else 1.0
        values = {x: value**power for x, value in values.items()}
        known = {size.size(choice.against): size.amount.value for size in pair.found.sizes}
        shifts = [log(known[x] / value) for x, value in values.items() if x in known]
        if not shifts:
            return None
        scale = exp(fmean(shifts))
    fit = _growth_text(pair.expected_law) if isinstance(pair.expected_law, Law) else ""
    y = tuple(value * scale / factor for value in values.values())
    return Series(key, label, slot, "law", tuple(values), y, fit=fit)


def _vertical(choice: LawChoice, metric: GrowthMetric | None = None) -> str:
    name = metric_names()[metric or choice.metric]
    role = choice.asked_role
    if role is None:
        return name
    return QCoreApplication.translate("Laws", "{metric}, {role}").format(metric=name, role=role_word(role))


def _what_to_do(bench: Workbench) -> str:
    if not bench.ticked:
        return QCoreApplication.translate("Laws", "Tick models in the tree to see how their cost grows.")
    return QCoreApplication.translate(
        "Laws",
        "Nothing was measured of the ticked models. Run a sweep over three resolutions or more, "
        "or choose MACs or parameters, which the laws of the catalog know.",
    )


# who beats whom


def map_subject(choice: LawChoice, *, is_measured: bool) -> str:
    """What a map ranks: the metric as it was measured, or what the law knows of it."""
    metric = choice.metric if is_measured else predicted_metric(choice.metric) or choice.metric
    if metric == "macs" and choice.asked_role is None:
        name = QCoreApplication.translate("Laws", "MACs of one image")
    else:
        name = _vertical(choice, metric)
    if is_measured:
        words = QCoreApplication.translate("Laws", "{metric}, as measured")
    elif metric == choice.metric:
        words = QCoreApplication.translate("Laws", "{metric}, by law")
    else:
        words = QCoreApplication.translate("Laws", "{metric}, by law ({asked}: not measured of two models)")
    return words.format(metric=name, asked=metric_names()[choice.metric])


def standings_figure(
    bench: Workbench, choice: LawChoice, comparison: Comparison, models: Sequence[Model], caption: str
) -> Figure:
    """The map as a picture: rank and ratio to the best in each cell, the better the more coloured."""
    found, is_measured = comparison.standings, comparison.is_measured
    metric = choice.metric if is_measured else predicted_metric(choice.metric) or choice.metric
    by_key = {model.key: model for model in models}
    keys = [key for key in found.keys if key in by_key]
    sizes = found.sizes if keys else ()
    return StandingsFigure(
        title=QCoreApplication.translate("Laws", "Who beats whom: {metric}").format(
            metric=map_subject(choice, is_measured=is_measured)
        ),
        x=Axis(QCoreApplication.translate("Laws", "resolution"), "px") if sizes else Axis(""),
        y=Axis(""),
        caption=caption,
        empty="" if sizes else _what_to_do(bench),
        rows=tuple(bench.label(by_key[key]) for key in keys),
        columns=tuple(map(str, sizes)),
        slots=tuple(bench.slot(by_key[key]) for key in keys),
        cells=tuple(
            tuple(_cell(metric, found, key, bench.label(by_key[key]), size) for size in sizes) for key in keys
        ),
    )


def _cell(metric: GrowthMetric, found: DominanceMap, key: str, name: str, size: int) -> Cell:
    standing = found.standings[key].get(size)
    if standing is None:
        reason = found.absent[key].get(size, "")
        return Cell("–", None, f"{name}, {size} px: {reason}")
    weight = max(0.0, 1.0 - log(standing.ratio) / log(_FAINTEST))
    tie = "=" if standing.is_tied else ""
    note = QCoreApplication.translate("Laws", "{name}, {size} px: {value}, place {rank}, {ratio} × the best")
    said = note.format(
        name=name,
        size=size,
        value=growth_text(metric, standing.amount.value),
        rank=f"{tie}{standing.rank}",
        ratio=f"{standing.ratio:.3g}",
    )
    return Cell(f"{tie}{standing.rank}\n{_ratio_text(standing)}", weight, said)


def _ratio_text(standing: Standing) -> str:
    if standing.ratio == 1:
        return QCoreApplication.translate("Laws", "best")
    if standing.ratio >= 2:
        return f"×{standing.ratio:.2g}"
    return f"+{percent(standing.ratio - 1, 0)}"
