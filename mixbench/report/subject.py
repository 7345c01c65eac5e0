"""What a report is about: the results of a session, each with all that is known of it, and what may vary."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mixbench.catalog import registry
from mixbench.core.amounts import Observation
from mixbench.core.claims import Finding
from mixbench.core.cost import Cost, Count
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Environment, Estimate, Measurement
from mixbench.core.model import Case, Mode, Model, Value
from mixbench.core.roofs import Roof
from mixbench.report.words import Say
from mixbench.store.rows import Row, rows_of
from mixbench.store.sessions import StoredSession

#: What the points of a figure lie along: the sides of the image, the batch, or an integer hyperparameter.
RESOLUTION, BATCH = "resolution", "batch"


@dataclass(frozen=True)
class Result:
    """One finished case: its number in the plan, its line of the results file, and what that is made of."""

    number: int
    row: Row
    measurement: Measurement
    environment: Environment | None
    roof: Roof | None

    @property
    def case(self) -> Case:
        """What was asked for."""
        return self.measurement.case

    @property
    def model(self) -> Model:
        """The network."""
        return self.case.model

    @property
    def count(self) -> Count | None:
        """What was counted."""
        return self.measurement.cost.count if self.measurement.cost else None

    @property
    def estimate(self) -> Estimate | None:
        """What was timed; nothing where it took no time at all."""
        timing = self.measurement.timing
        return timing.estimate if timing and timing.estimate.median_ms > 0 else None

    @property
    def observation(self) -> Observation:
        """The same for laws and fronts, which rely on no interval of an unstable timing."""
        return Observation(self.case, self.measurement, self.estimate)

    @property
    def values(self) -> dict[str, Value]:
        """The whole configuration."""
        values: dict[str, Value] = json.loads(self.row.hyperparameters)
        return values


@dataclass(frozen=True, eq=False)
class Subject:
    """A session and what was found out about it. `findings` are those of the claims that were checked.

    It is known by what it is, not by what it holds, so that what is computed of it can be remembered.
    """

    stored: StoredSession
    findings: tuple[Finding, ...] = ()

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """Every finished case in the order of the plan."""
        stored = self.stored
        numbered = zip(sorted(stored.measurements), rows_of(stored), strict=True)
        return tuple(
            Result(
                number,
                row,
                stored.measurements[number],
                stored.environments.get(number, stored.environment),
                stored.roofs.get(number),
            )
            for number, row in numbered
        )

    @cached_property
    def observations(self) -> tuple[Observation, ...]:
        """What is known of every finished case."""
        return tuple(result.observation for result in self.results)

    @cached_property
    def timed(self) -> tuple[Result, ...]:
        """Those that have a latency."""
        return tuple(result for result in self.results if result.estimate)

    @cached_property
    def models(self) -> tuple[Model, ...]:
        """The networks in the order of the plan, each once."""
        return tuple(dict.fromkeys((*self.stored.plan.models, *(result.model for result in self.results))))

    @cached_property
    def sizes(self) -> tuple[tuple[int, int], ...]:
        """The sizes (height, width) of the plan, small ones first."""
        return tuple(sorted(set(self.stored.plan.resolutions), key=lambda size: size[0] * size[1]))

    @cached_property
    def batches(self) -> tuple[int, ...]:
        """The batches of the plan, ascending."""
        return tuple(sorted(set(self.stored.plan.batches)))

    @cached_property
    def usual_batch(self) -> int:
        """The batch that most results have; the smallest of several."""
        counts = Counter(result.case.batch for result in self.timed or self.results)
        return min(counts, key=lambda batch: (-counts[batch], batch), default=self.batches[0])

    @cached_property
    def axis(self) -> str | None:
        """What the session varies: the size before the batch before a hyperparameter; None where nothing."""
        if len(self.sizes) > 1:
            return RESOLUTION
        return BATCH if len(self.batches) > 1 else self._varied_hyperparameter()

    def _varied_hyperparameter(self) -> str | None:
        """The one number in which networks of a variant differ, if it is one."""
        by_variant: dict[str, list[dict[str, Value]]] = defaultdict(list)
        for result in {result.model: result for result in self.results}.values():
            by_variant[result.model.variant].append(result.values)
        names = {name for configs in by_variant.values() for name in _varied(configs)}
        if len(names) != 1:
            return None
        (name,) = names
        values = [config.get(name) for configs in by_variant.values() for config in configs]
        return name if all(type(value) is int for value in values) else None

    # series

    def line_of(self, model: Model) -> Model:
        """The network whose line a result lies on: along a hyperparameter, without its own value of it."""
        if self.axis in (None, RESOLUTION, BATCH):
            return model
        kept = {name: value for name, value in model.overrides.items() if name != self.axis}
        return Model(model.variant, kept)

    @cached_property
    def lines(self) -> tuple[Model, ...]:
        """Every line once, in the order of the plan: its place is its colour."""
        return tuple(dict.fromkeys(map(self.line_of, self.models)))

    def slot(self, model: Model) -> int:
        """The place of a network's colour, marker and dashes."""
        return self.lines.index(self.line_of(model))

    def along(self, result: Result) -> float:
        """Where on the axis a result lies: the side in pixels (of an oblong image that of the square with as
        many), the batch, or the hyperparameter."""
        if self.axis == BATCH:
            return float(result.case.batch)
        if self.axis in (None, RESOLUTION):
            return side_of(result.case.height, result.case.width)
        value = result.values[str(self.axis)]
        assert isinstance(value, int)
        return float(value)

    def of_line(self, line: Model, batch: int | None) -> list[Result]:
        """The results on a line, in their order along it; `batch` None: whichever they have."""
        chosen = [
            result
            for result in self.results
            if self.line_of(result.model) == line and batch in (None, result.case.batch)
        ]
        return sorted(chosen, key=self.along)

    def panels(self) -> tuple[int | None, ...]:
        """The batches that have a plot of their own; None stands for all of them, along the batch."""
        return (None,) if self.axis == BATCH else self.batches


def _varied(configs: Sequence[dict[str, Value]]) -> set[str]:
    """The names whose values differ between configurations."""
    first = configs[0]
    return {name for config in configs for name, value in config.items() if first.get(name) != value}


def side_of(height: int, width: int) -> float:
    """The side of the square with as many pixels."""
    return float(height) if height == width else float((height * width) ** 0.5)


def size_text(height: int, width: int) -> str:
    """`224`, or `224x320` (H x W)."""
    return str(height) if height == width else f"{height}x{width}"


def mode_text(mode: Mode, say: Say) -> str:
    """What a call is."""
    return say("training step") if mode == "training_step" else say("inference")


def label_of(model: Model) -> str:
    """The network's name; its key where the catalog no longer has it."""
    try:
        return registry.label(model)
    except MixBenchError:
        return model.key


def law_of(model: Model, height: int, width: int) -> Cost | None:
    """The law of a network at a size; None where either is refused, or no longer known."""
    if not registry.is_known(model.variant):
        return None
    try:
        return registry.resolve(model).law(height, width)
    except MixBenchError:
        return None


def listed(names: Sequence[str], most: int = 6) -> str:
    """Names one after another, the first of many."""
    shown = ", ".join(names[:most])
    return f"{shown}, … ({len(names)})" if len(names) > most else shown


def each_once(values: Iterable[object]) -> str:
    """Every value that occurs, once."""
    return ", ".join(dict.fromkeys(str(value) for value in values if value not in (None, "")))
