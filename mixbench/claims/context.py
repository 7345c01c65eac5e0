"""What a check may ask for, whoever runs it: the command line, the window, a test."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from mixbench.core.claims import ArgumentValue, Facts
from mixbench.core.cost import Cost, CostReport
from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case
from mixbench.store.rows import Row

T = TypeVar("T")


class NoAnswerError(MixBenchError):
    """The worker has no answer: it refused, failed or died. The check could not be run."""


class NotMeasuredError(MixBenchError):
    """A measurement is missing and may not be taken now; the message says which, and what would take it."""


class Context(Protocol):
    """The answers that a check rests on. Each raises a `MixBenchError` where there is none, which a check
    lets pass: the finding is then *cannot tell*, with the reason."""

    def law(self, model: str, px: int) -> Cost:
        """The catalog's closed form for a model (`mixer_b16`, `mixer_b16:depth=4`) at a square image."""
        ...

    def each(self, items: Sequence[T]) -> Iterator[T]:
        """One item after the other, so that whoever waits hears how many there are."""
        ...

    def experiment(self, name: str, **arguments: ArgumentValue) -> Facts:
        """Let the worker carry out an experiment; raise `NoAnswerError`."""
        ...

    def count(self, case: Case) -> CostReport:
        """Let the worker count a case; raise `NoAnswerError`."""
        ...

    def stored(self) -> tuple[Row, ...]:
        """Every measurement of the session that is looked at, imported ones never; empty where
        there is no session."""
        ...

    def measure(self, cases: Sequence[Case]) -> tuple[Row, ...]:
        """A row of each case in their order: stored, or measured now where that is allowed, all of them
        in one session and one machine. Raise `NotMeasuredError` otherwise."""
        ...
