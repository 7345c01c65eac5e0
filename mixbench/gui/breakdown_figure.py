"""From the selected model to the figure of the breakdown page: its law, role by role, over resolution."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.breakdown import Divided, percentages, values_by_role
from mixbench.core.cost import Cost
from mixbench.core.figure import Axis, Band, Figure
from mixbench.core.model import Model
from mixbench.core.units import percent, si
from mixbench.gui.law_curve import law_at, resolve, sides
from mixbench.gui.metrics import metric
from mixbench.gui.role_words import role_word
from mixbench.gui.workbench import RESOLUTION, Workbench

#: The range of the sweep, or one of these: (lowest, highest) in pixels.
SWEPT = "sweep"
RANGES: dict[str, tuple[int, int]] = {"512": (64, 512), "1024": (64, 1024), "2048": (64, 2048)}

#: Between the values that a range is thought of in: what is drawn between them the laws decide.
_STEP_PX = 64


@dataclass(frozen=True)
class BreakdownChoice:
    """What the page is switched to. `range` is a key of `RANGES`, or the sweep's own."""

    divided: Divided = "macs"
    range: str = "1024"
    is_share: bool = False
    log_x: bool = False


def breakdown_figure(bench: Workbench, choice: BreakdownChoice, here: int | None = None) -> Figure:
    """The figure as it stands now; `here` is the resolution in pixels that is looked at elsewhere."""
    model = bench.selected
    axes = Axis(QCoreApplication.translate("Breakdown", "resolution"), "px", choice.log_x), _upwards(choice)
    costs = costs_over_sides(model, bench, choice, here) if model else {}
    if model is None or not costs:
        return Figure("", *axes, empty=_what_to_do(model))
    bands, unit = _bands(tuple(costs), tuple(costs.values()), choice)
    return Figure(
        title=registry.label(model),
        x=axes[0],
        y=axes[1] if choice.is_share else Axis(axes[1].label, unit),
        caption=_caption(model, choice, len(costs)),
        bands=bands,
        totals=tuple(_total(cost, choice.divided) for cost in costs.values()),
        here=None if here is None else float(here),
    )


def costs_over_sides(
    model: Model, bench: Workbench, choice: BreakdownChoice, here: int | None = None
) -> dict[int, Cost]:
    """The law at sides in pixels that the model accepts, ascending; among them the one that is looked at."""
    wanted = _values(bench, choice)
    found = set(sides(model, wanted))
    if here is not None and wanted[0] <= here <= wanted[-1]:
        found.add(here)
    costs = {side: law_at(model, side, side) for side in sorted(found)}
    return {side: cost for side, cost in costs.items() if cost is not None}


def _values(bench: Workbench, choice: BreakdownChoice) -> tuple[int, ...]:
    sweep = bench.sweep
    if choice.range == SWEPT and sweep.axis == RESOLUTION:
        return tuple(sorted(sweep.values))
    low, high = RANGES.get(choice.range, RANGES[BreakdownChoice.range])
    return tuple(range(low, high + 1, _STEP_PX))


def _bands(
    places: tuple[int, ...], costs: tuple[Cost, ...], choice: BreakdownChoice
) -> tuple[tuple[Band, ...], str]:
    """A band for each role, and the unit that the values are drawn in."""
    rows = values_by_role(costs, choice.divided)
    shares = percentages(rows)
    largest = max(getattr(cost, choice.divided) for cost in costs)
    size, unit = metric(choice.divided).unit(largest)
    x = tuple(float(place) for place in places)
    bands = tuple(
        Band(
            role=role,
            label=role_word(role),
            x=x,
            y=shares[role] if choice.is_share else tuple(value / size for value in row),
            remarks=tuple(
                f"{si(value)} · {percent(share / 100)}" for value, share in _both(row, shares[role])
            ),
        )
        for role, row in rows.items()
    )
    return bands, unit


def _both(values: tuple[int, ...], shares: tuple[float, ...]) -> zip[tuple[int, float]]:
    return zip(values, shares, strict=True)


# words


def _upwards(choice: BreakdownChoice) -> Axis:
    if choice.is_share:
        if choice.divided == "params":
            return Axis(QCoreApplication.translate("Breakdown", "share of the parameters"), "%")
        return Axis(QCoreApplication.translate("Breakdown", "share of the MACs"), "%")
    return Axis(metric(choice.divided).label)


def _total(cost: Cost, divided: Divided) -> str:
    if divided == "params":
        return QCoreApplication.translate("Breakdown", "{amount} parameters").format(amount=si(cost.params))
    return f"{si(cost.macs)}MACs"


def _caption(model: Model, choice: BreakdownChoice, sizes: int) -> str:
    law = QCoreApplication.translate("Breakdown", "{model} by law, at {sizes} sizes that it accepts")
    said = law.format(model=registry.label(model), sizes=sizes)
    if choice.divided == "params":
        return said
    convention = QCoreApplication.translate("Breakdown", "MACs of one image, FLOPs = 2 × MACs")
    return f"{said}  ·  {convention}"


def _what_to_do(model: Model | None) -> str:
    if model is None:
        return QCoreApplication.translate(
            "Breakdown", "Select a model at the left: what it is made of by law is drawn at once."
        )
    if resolve(model) is None:
        return QCoreApplication.translate("Breakdown", "The values of this model are not accepted.")
    return QCoreApplication.translate(
        "Breakdown", "{model} accepts no size of this range; choose another."
    ).format(model=registry.label(model))
