"""What the scaling page can draw: each metric with its words, its law and how it is read off a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.core.cost import Cost, Count
from mixbench.core.measurement import Estimate
from mixbench.core.roles import Role
from mixbench.jobs.events import Item


@dataclass(frozen=True)
class Reading:
    """A value in the metric's base unit with its 95 % interval, where it has one."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Metric:
    """`law` and `read` take whether spatial mixing alone is meant. `law` is None where none exists.

    `steps` are the units that the axis may be drawn in, largest first, each with its size in base units:
    the largest that the values reach is taken. `overtaking` is the sentence of a crossover. A metric
    that does not grow like a power has no exponent worth showing.
    """

    id: str
    name: str
    label: str
    spatial_label: str
    steps: tuple[tuple[float, str], ...]
    law: Callable[[Cost, bool], float] | None
    read: Callable[[Item, bool], Reading | None]
    overtaking: str
    caption: str
    grows_like_a_power: bool = True

    @property
    def knows_roles(self) -> bool:
        """Whether spatial mixing has a share of its own in it."""
        return bool(self.spatial_label)

    def unit(self, largest: float) -> tuple[float, str]:
        """The size and the name of the unit for values up to `largest`; 0.4 GMACs is still said in giga."""
        fitting = [step for step in self.steps if largest >= step[0] / 10]
        return fitting[0] if fitting else self.steps[-1]


def _macs_law(cost: Cost, spatial: bool) -> float:
    return cost.role(Role.SPATIAL_MIXING).macs if spatial else cost.macs


def _params_law(cost: Cost, spatial: bool) -> float:
    return cost.role(Role.SPATIAL_MIXING).params if spatial else cost.params


def _share_law(cost: Cost, _spatial: bool) -> float:
    return 100 * cost.role(Role.SPATIAL_MIXING).macs / cost.macs if cost.macs else 0.0


def _count(item: Item) -> Count | None:
    cost = item.measurement.cost if item.measurement else None
    return cost.count if cost else None


def estimate_of(item: Item) -> Estimate | None:
    """The final timing of an item, or the best so far."""
    timing = item.measurement.timing if item.measurement else None
    return timing.estimate if timing else item.estimate


def _macs(item: Item, spatial: bool) -> Reading | None:
    count = _count(item)
    if count is None:
        return None
    share = count.by_role.get(Role.SPATIAL_MIXING)
    return Reading((share.macs if share else 0) if spatial else count.macs)


def _params(item: Item, spatial: bool) -> Reading | None:
    count = _count(item)
    if count is None:
        return None
    share = count.by_role.get(Role.SPATIAL_MIXING)
    return Reading((share.params if share else 0) if spatial else count.trainable_params)


def _share(item: Item, _spatial: bool) -> Reading | None:
    whole, part = _macs(item, False), _macs(item, True)
    return Reading(100 * part.value / whole.value) if whole and part and whole.value else None


def _latency(item: Item, _spatial: bool) -> Reading | None:
    estimate = estimate_of(item)
    return Reading(estimate.median_ms, estimate.ci_low_ms, estimate.ci_high_ms) if estimate else None


def _per_second(item: Item, amount: float) -> Reading | None:
    """An amount a call as a rate; the interval of the latency turns round."""
    estimate = estimate_of(item)
    if estimate is None or not estimate.median_ms:
        return None
    low, high = (1000 * amount / end if end else None for end in (estimate.ci_high_ms, estimate.ci_low_ms))
    return Reading(1000 * amount / estimate.median_ms, low, high)


def _throughput(item: Item, _spatial: bool) -> Reading | None:
    return _per_second(item, item.case.batch)


def _mac_rate(item: Item, _spatial: bool) -> Reading | None:
    count = _count(item)
    return _per_second(item, item.case.batch * count.macs) if count else None


def _activation(item: Item, _spatial: bool) -> Reading | None:
    count = _count(item)
    return Reading(count.memory.activation_bytes) if count else None


def _peak(item: Item, _spatial: bool) -> Reading | None:
    cost = item.measurement.cost if item.measurement else None
    return Reading(cost.peak_memory_bytes) if cost and cost.peak_memory_bytes is not None else None


_MEGABYTES = ((1e6, "MB"),)


def metrics() -> tuple[Metric, ...]:
    """Every metric, in the language of the screen, in the order of the menu."""
    return (*_counted(), *_timed(), *_memory())


def metric(id: str) -> Metric:
    """The metric of this id; the first where a settings file names one that is gone."""
    known = metrics()
    return next((found for found in known if found.id == id), known[0])


def _counted() -> tuple[Metric, ...]:
    counted = QCoreApplication.translate("Metrics", "dashed: predicted by law  ·  solid: counted")
    macs = QCoreApplication.translate("Metrics", "MACs of one image, FLOPs = 2 × MACs")
    return (
        Metric(
            "macs",
            QCoreApplication.translate("Metrics", "MACs"),
            QCoreApplication.translate("Metrics", "cost of one image"),
            QCoreApplication.translate("Metrics", "spatial-mixing cost of one image"),
            ((1e9, "GMACs"), (1e6, "MMACs")),
            _macs_law,
            _macs,
            QCoreApplication.translate("Metrics", "{first} costs more than {second} above {x}"),
            f"{counted}  ·  {macs}",
        ),
        Metric(
            "params",
            QCoreApplication.translate("Metrics", "Parameters"),
            QCoreApplication.translate("Metrics", "trainable parameters"),
            QCoreApplication.translate("Metrics", "spatial-mixing parameters"),
            ((1e6, "M"), (1e3, "k")),
            _params_law,
            _params,
            QCoreApplication.translate("Metrics", "{first} has more parameters than {second} above {x}"),
            counted,
        ),
        Metric(
            "spatial_share",
            QCoreApplication.translate("Metrics", "Spatial share of MACs"),
            QCoreApplication.translate("Metrics", "share of spatial mixing in the MACs"),
            "",
            ((1, "%"),),
            _share_law,
            _share,
            QCoreApplication.translate("Metrics", "{first} spends a larger share than {second} above {x}"),
            f"{counted}  ·  {macs}",
            grows_like_a_power=False,
        ),
    )


def _timed() -> tuple[Metric, ...]:
    caption = QCoreApplication.translate(
        "Metrics", "points: median over rounds, bars: 95 % interval  ·  growth fitted, nothing extrapolated"
    )
    return (
        Metric(
            "latency",
            QCoreApplication.translate("Metrics", "Latency"),
            QCoreApplication.translate("Metrics", "latency of one call"),
            "",
            ((1, "ms"),),
            None,
            _latency,
            QCoreApplication.translate("Metrics", "{first} becomes slower than {second} between {x}"),
            caption,
        ),
        Metric(
            "throughput",
            QCoreApplication.translate("Metrics", "Throughput"),
            QCoreApplication.translate("Metrics", "throughput"),
            "",
            ((1, "img/s"),),
            None,
            _throughput,
            QCoreApplication.translate("Metrics", "{first} becomes faster than {second} between {x}"),
            caption,
        ),
        Metric(
            "mac_rate",
            QCoreApplication.translate("Metrics", "MACs per second"),
            QCoreApplication.translate("Metrics", "achieved rate"),
            "",
            ((1e9, "GMACs/s"),),
            None,
            _mac_rate,
            QCoreApplication.translate("Metrics", "{first} becomes busier than {second} between {x}"),
            caption,
        ),
    )


def _memory() -> tuple[Metric, ...]:
    return (
        Metric(
            "activation_memory",
            QCoreApplication.translate("Metrics", "Activation memory"),
            QCoreApplication.translate("Metrics", "activation memory, forecast peak"),
            "",
            _MEGABYTES,
            None,
            _activation,
            QCoreApplication.translate("Metrics", "{first} needs more memory than {second} above {x}"),
            QCoreApplication.translate(
                "Metrics", "forecast: most bytes alive at once in a call, without the weights"
            ),
        ),
        Metric(
            "peak_memory",
            QCoreApplication.translate("Metrics", "Peak memory"),
            QCoreApplication.translate("Metrics", "peak memory, measured"),
            "",
            _MEGABYTES,
            None,
            _peak,
            QCoreApplication.translate("Metrics", "{first} needs more memory than {second} above {x}"),
            QCoreApplication.translate("Metrics", "peak that the device itself reported for one call"),
        ),
    )
