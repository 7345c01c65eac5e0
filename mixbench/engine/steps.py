"""Between two steps of a question: whether it was taken back, and how far it is.

An experiment is made of shared parts (weights drawn, outputs compared, modules counted), and each of these
looks here. So every experiment can be taken back, and none has to pass anything on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from mixbench.core.steps import Step, StepKind
from mixbench.engine.timing import Interrupted

T = TypeVar("T")

IsCancelled = Callable[[], bool]
Tell = Callable[[Step], None]


def _never() -> bool:
    """Nobody takes anything back."""
    return False


def _ignore(_: Step) -> None:
    """Nobody listens."""


_is_cancelled: ContextVar[IsCancelled] = ContextVar("is_cancelled", default=_never)
_tell: ContextVar[Tell] = ContextVar("tell", default=_ignore)


@contextmanager
def followed(tell: Tell, is_cancelled: IsCancelled) -> Iterator[None]:
    """Within the block `tell` hears the steps, and `is_cancelled` is asked between them."""
    tokens = _tell.set(tell), _is_cancelled.set(is_cancelled)
    try:
        yield
    finally:
        _tell.reset(tokens[0])
        _is_cancelled.reset(tokens[1])


def is_cancelled() -> bool:
    """Whether what is being done was taken back."""
    return _is_cancelled.get()()


def look() -> None:
    """Raise `Interrupted` where what is being done was taken back."""
    if is_cancelled():
        raise Interrupted


def steps(items: Sequence[T], kind: StepKind, image: int = 1, images: int = 1) -> Iterator[T]:
    """One item after the other, each told before it comes. Not for what is timed: a host that hears of a step
    repaints, and takes a core from the clock."""
    for number, item in enumerate(items, start=1):
        look()
        _tell.get()(Step(kind, number, len(items), image, images))
        yield item
