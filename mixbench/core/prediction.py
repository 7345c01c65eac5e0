"""What a law says of a size that was never run."""

from __future__ import annotations

from dataclasses import dataclass

#: An interval whose ends are so many times apart says nothing.
VOID = 1e6


@dataclass(frozen=True)
class Prediction:
    """The value at a size with its 95 % interval: within it lies the median that a measurement there would
    give, if the growth goes on as the law says. `beyond` is how many times farther out than the nearest
    fitted size it is; 1 between them."""

    x: float
    value: float
    low: float
    high: float
    beyond: float = 1.0

    @property
    def is_extrapolated(self) -> bool:
        """Whether it lies outside the sizes that the law was fitted to."""
        return self.beyond > 1.0

    @property
    def is_void(self) -> bool:
        """Whether the interval leaves everything open, as it does far from three sizes that lie close
        together."""
        return self.high > VOID * self.low

    @property
    def half_width(self) -> float:
        """Half the interval relative to the value."""
        return (self.high - self.low) / 2 / self.value
