"""What the scaling page can draw: each metric with its words, its law and how it is read off a result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from mixbench.core.cost import Cost, Phase
from mixbench.core.roles import Role
from mixbench.gui import metric_readings as readings


@dataclass(frozen=True)
class Metric:
    """`law` takes whether spatial mixing alone is meant; it is None where no law exists.

    `steps` are the units that the axis may be drawn in, largest first, each with its size in base units:
    the largest that the values reach is taken. `overtaking` is the sentence of a crossover. A metric
    that does not grow like a power has no exponent worth showing. In what `is_counted` chance has no part, so
    that its exponent has no interval.
    """

    id: str
    name: str
    label: str
    spatial_label: str
    steps: tuple[tuple[float, str], ...]
    law: Callable[[Cost, bool], float] | None
    read: readings.Read
    overtaking: str
    caption: str
    grows_like_a_power: bool = True
    needs: str = ""
    is_counted: bool = False

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


_MEGABYTES = ((1e6, "MB"),)


def metric_groups() -> tuple[tuple[Metric, ...], ...]:
    """Every metric, in the language of the screen, in the order and the sections of the menu."""
    return _metric_groups(_counted_caption())


@lru_cache(maxsize=4)
def _metric_groups(_language: str) -> tuple[tuple[Metric, ...], ...]:
    """The same, remembered for the language that a sentence is in: plots ask for them with every redraw."""
    return _counted(), _timed(), _phases(), _special(), _memory()


def _counted_caption() -> str:
    return QCoreApplication.translate("Metrics", "dashed: predicted by law  ·  solid: counted")


def metrics() -> tuple[Metric, ...]:
    """Every metric, in the order of the menu."""
    return tuple(metric for group in metric_groups() for metric in group)


def metric(id: str) -> Metric:
    """The metric of this id; the first where a settings file names one that is gone."""
    known = metrics()
    return next((found for found in known if found.id == id), known[0])


def _counted() -> tuple[Metric, ...]:
    counted = _counted_caption()
    macs = QCoreApplication.translate("Metrics", "MACs of one image, FLOPs = 2 × MACs")
    return (
        Metric(
            "macs",
            QCoreApplication.translate("Metrics", "MACs"),
            QCoreApplication.translate("Metrics", "cost of one image"),
            QCoreApplication.translate("Metrics", "spatial-mixing cost of one image"),
            ((1e9, "GMACs"), (1e6, "MMACs")),
            _macs_law,
            readings.macs,
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
            readings.params,
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
            readings.spatial_share,
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
            readings.latency,
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
            readings.throughput,
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
            readings.mac_rate,
            QCoreApplication.translate("Metrics", "{first} becomes busier than {second} between {x}"),
            caption,
        ),
        Metric(
            "roof_share",
            QCoreApplication.translate("Metrics", "Share of the roof"),
            QCoreApplication.translate("Metrics", "achieved share of the machine's roof"),
            "",
            ((1, "%"),),
            None,
            readings.roof_share,
            QCoreApplication.translate("Metrics", "{first} becomes busier than {second} between {x}"),
            QCoreApplication.translate(
                "Metrics", "100 %: the rate of a large matrix product on this device, dtype and threads"
            ),
            grows_like_a_power=False,
            needs=QCoreApplication.translate(
                "Metrics", "The machine's roof has not been measured in this session's environment yet."
            ),
        ),
    )


def _phases() -> tuple[Metric, ...]:
    """The parts of a training step."""
    words: dict[Phase, tuple[str, str]] = {
        "forward": (
            QCoreApplication.translate("Metrics", "Forward pass"),
            QCoreApplication.translate("Metrics", "forward pass of a training step"),
        ),
        "backward": (
            QCoreApplication.translate("Metrics", "Backward pass"),
            QCoreApplication.translate("Metrics", "backward pass of a training step"),
        ),
        "optimizer": (
            QCoreApplication.translate("Metrics", "Optimizer"),
            QCoreApplication.translate("Metrics", "optimizer's part of a training step"),
        ),
    }
    return tuple(
        Metric(
            phase,
            *texts,
            "",
            ((1, "ms"),),
            None,
            readings.of_phase(phase),
            QCoreApplication.translate("Metrics", "{first} becomes slower than {second} between {x}"),
            QCoreApplication.translate(
                "Metrics", "points: median over rounds, bars: 95 % interval  ·  one call of the whole batch"
            ),
            needs=QCoreApplication.translate(
                "Metrics", "Only a training step has parts: choose “training step” above and press Run."
            ),
        )
        for phase, texts in words.items()
    )


def _special() -> tuple[Metric, ...]:
    """What some runtimes and devices have beside the time of a call."""
    return (
        Metric(
            "compile_time",
            QCoreApplication.translate("Metrics", "Compile time"),
            QCoreApplication.translate("Metrics", "time before the first call"),
            "",
            ((1, "s"),),
            None,
            readings.compile_time,
            QCoreApplication.translate("Metrics", "{first} compiles longer than {second} between {x}"),
            QCoreApplication.translate(
                "Metrics", "what torch.compile or the recording of a CUDA graph took, once a case"
            ),
            grows_like_a_power=False,
            needs=QCoreApplication.translate(
                "Metrics", "Nothing is compiled in eager mode: choose “torch.compile” above and press Run."
            ),
        ),
        Metric(
            "energy",
            QCoreApplication.translate("Metrics", "Energy"),
            QCoreApplication.translate("Metrics", "energy of one image"),
            "",
            ((1, "J"), (1e-3, "mJ")),
            None,
            readings.energy,
            QCoreApplication.translate("Metrics", "{first} takes more energy than {second} between {x}"),
            QCoreApplication.translate(
                "Metrics", "what the device took by its own meter, in a pass of its own"
            ),
            needs=QCoreApplication.translate(
                "Metrics", "Only some CUDA devices meter their energy; choose one above and press Run."
            ),
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
            readings.activation,
            QCoreApplication.translate("Metrics", "{first} becomes larger than {second} between {x}"),
            QCoreApplication.translate(
                "Metrics", "forecast: most bytes alive at once in a call, without the weights"
            ),
            is_counted=True,
        ),
        Metric(
            "peak_memory",
            QCoreApplication.translate("Metrics", "Peak memory"),
            QCoreApplication.translate("Metrics", "peak memory, measured"),
            "",
            _MEGABYTES,
            None,
            readings.peak,
            QCoreApplication.translate("Metrics", "{first} becomes larger than {second} between {x}"),
            QCoreApplication.translate("Metrics", "peak that the device itself reported for one call"),
        ),
        Metric(
            "peak_against_forecast",
            QCoreApplication.translate("Metrics", "Measured over forecast peak"),
            QCoreApplication.translate("Metrics", "measured peak memory, in % of the forecast"),
            "",
            ((1, "%"),),
            None,
            readings.peak_against_forecast,
            QCoreApplication.translate("Metrics", "{first} becomes larger than {second} between {x}"),
            QCoreApplication.translate("Metrics", "100 %: the forecast met; both without the weights"),
            grows_like_a_power=False,
        ),
    )
