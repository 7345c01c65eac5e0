"""How far a question is that takes its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: What is gone through.
StepKind = Literal["block", "layer"]


@dataclass(frozen=True)
class Step:
    """At which of its steps a question is. Where all of them are gone through `images` times, `image` says
    the how-manieth time it is."""

    kind: StepKind
    number: int
    total: int
    image: int = 1
    images: int = 1

    @property
    def share(self) -> float:
        """How much of it lies behind, 0 to 1."""
        return (self.image - 1 + (self.number - 1) / self.total) / self.images

    @property
    def words(self) -> str:
        """The step as it is read."""
        text = f"{self.kind} {self.number} of {self.total}"
        return f"{text}, image {self.image} of {self.images}" if self.images > 1 else text
