"""Which models the tree shows: what is known of each, and what is asked of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from mixbench.catalog.family import Mixing, Shape

Ask = Literal["words", "shapes", "kinds", "any_resolution", "params_m", "macs_g"]
ASKS: tuple[Ask, ...] = ("words", "shapes", "kinds", "any_resolution", "params_m", "macs_g")


@dataclass(frozen=True)
class Span:
    """A range of amounts, both ends included; an end that is None is open."""

    low: float | None = None
    high: float | None = None

    @property
    def is_open(self) -> bool:
        """Whether it holds everything."""
        return self.low is None and self.high is None

    def holds(self, amount: float | None) -> bool:
        """Whether an amount lies within; an unknown one only where nothing is asked."""
        if self.is_open:
            return True
        if amount is None:
            return False
        return (self.low is None or self.low <= amount) and (self.high is None or amount <= self.high)


@dataclass(frozen=True)
class Traits:
    """What a model can be found by. `params` and `macs` are None where the resolution is refused."""

    text: str
    shape: Shape
    mixing: Mixing
    is_any_resolution: bool
    params: int | None
    macs: int | None


@dataclass(frozen=True)
class ModelFilters:
    """What is asked of a model. Nothing is, where a set is empty and a range open.

    `params_m` is in millions, `macs_g` in billions for one image at the resolution of the tree.
    """

    words: tuple[str, ...] = ()
    shapes: frozenset[Shape] = frozenset()
    kinds: frozenset[Mixing] = frozenset()
    any_resolution: bool = False
    params_m: Span = Span()
    macs_g: Span = Span()

    @property
    def asked(self) -> tuple[Ask, ...]:
        """What is asked at all, in the order of the screen."""
        nothing = ModelFilters()
        return tuple(ask for ask in ASKS if getattr(self, ask) != getattr(nothing, ask))

    def without(self, ask: Ask) -> ModelFilters:
        """The same with one thing asked less."""
        return replace(self, **{ask: getattr(ModelFilters(), ask)})

    def accepts(self, traits: Traits) -> bool:
        """Whether a model has all that is asked."""
        return (
            all(word in traits.text for word in self.words)
            and (not self.shapes or traits.shape in self.shapes)
            and (not self.kinds or traits.mixing in self.kinds)
            and (not self.any_resolution or traits.is_any_resolution)
            and self.params_m.holds(None if traits.params is None else traits.params / 1e6)
            and self.macs_g.holds(None if traits.macs is None else traits.macs / 1e9)
        )

    def count(self, models: Iterable[Traits]) -> int:
        """How many of the models are accepted."""
        return sum(self.accepts(traits) for traits in models)

    def relaxation(self, models: Iterable[Traits]) -> tuple[Ask, int] | None:
        """The one thing that brings most models back when it is asked no more, or None where none does.

        The words of the search stay as long as a filter can give way: they were typed for a reason.
        """
        models = tuple(models)
        found = [(ask, self.without(ask).count(models)) for ask in self.asked]
        helpful = [each for each in found if each[1]]
        return max(helpful, key=lambda each: (each[0] != "words", each[1]), default=None)
