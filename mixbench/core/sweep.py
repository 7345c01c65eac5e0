"""A planned list of measurements: models at resolutions and batches under fixed conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, pairwise, product

from mixbench.core.errors import RequestError
from mixbench.core.measurement import Precision
from mixbench.core.model import Case, Conditions, Model

#: More cells than this are surely a mistyped range.
MOST_CASES = 20_000


@dataclass(frozen=True)
class SweepPlan:
    """Every model at every resolution (height, width) and batch. An axis over a hyperparameter is
    a list of models that differ in it. A `duel` is two cases held against one another instead."""

    models: tuple[Model, ...]
    resolutions: tuple[tuple[int, int], ...]
    batches: tuple[int, ...] = (1,)
    conditions: Conditions = field(default_factory=Conditions)
    precision: Precision = "normal"
    name: str = ""
    duel: tuple[Case, Case] | None = None

    @classmethod
    def of_duel(cls, first: Case, second: Case, precision: Precision = "normal", name: str = "") -> SweepPlan:
        """The plan of a duel."""
        sizes = ((first.height, first.width), (second.height, second.width))
        return cls(
            (first.model, second.model),
            tuple(dict.fromkeys(sizes)),
            tuple(dict.fromkeys((first.batch, second.batch))),
            first.conditions,
            precision,
            name,
            (first, second),
        )

    def cells(self) -> Iterator[tuple[Case, ...]]:
        """The comparisons, small inputs first: all models under one resolution and batch.

        Models within a cell are timed in interleaved rounds, so that whatever slows the machine
        for a while slows all of them.
        """
        if self.duel is not None:
            yield self.duel
            return
        sizes = sorted(self.resolutions, key=lambda size: size[0] * size[1])
        for (height, width), batch in product(sizes, sorted(self.batches)):
            yield tuple(Case(model, height, width, batch, self.conditions) for model in self.models)

    def cases(self) -> tuple[Case, ...]:
        """Every case in the order of running; its position is its number in the session."""
        return tuple(chain.from_iterable(self.cells()))


def parse_range(text: str) -> tuple[int, ...]:
    """Read `64:512:64` (from, to, step; the end included), `1,8,32`, or a mixture; raise `RequestError`."""
    parts = [_parse_part(part.strip(), text) for part in text.split(",")]
    length = sum(map(len, parts))
    if length > MOST_CASES:
        raise RequestError(f"'{text}' makes {length} values; take a larger step")
    return tuple(dict.fromkeys(value for part in parts for value in part))


def _parse_part(part: str, whole: str) -> range | list[int]:
    try:
        numbers = [int(number) for number in part.split(":")]
    except ValueError:
        numbers = []
    if len(numbers) == 1 and numbers[0] > 0:
        return numbers
    if len(numbers) == 3:
        start, stop, step = numbers
        if 0 < start <= stop and step > 0:
            return range(start, stop + 1, step)
    if len(numbers) == 2 and 0 < numbers[0] < numbers[1]:
        raise RequestError(f"'{part}' has no step; write {part}:{_offered_step(*numbers)}")
    raise RequestError(f"'{whole}' is not a range; write from:to:step like 64:512:64, or a list like 1,8,32")


def _offered_step(start: int, stop: int) -> int:
    """A power of two that makes some eight values."""
    step: int = 2 ** max(0, ((stop - start) // 7).bit_length() - 1)
    return step


def range_text(values: tuple[int, ...]) -> str:
    """Write values as a person would: `64:512:64` where they are evenly spaced, else a list."""
    steps = {b - a for a, b in pairwise(values)}
    if len(values) > 2 and len(steps) == 1 and min(steps) > 0:
        return f"{values[0]}:{values[-1]}:{steps.pop()}"
    return ",".join(map(str, values))


def with_hyperparameter(models: tuple[Model, ...], name: str, values: tuple[int, ...]) -> tuple[Model, ...]:
    """Each model once for each value of one hyperparameter: the models of a sweep along it."""
    return tuple(
        Model(model.variant, {**model.overrides, name: value}) for model, value in product(models, values)
    )
