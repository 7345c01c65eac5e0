"""How long a run has been measuring, its pauses left out."""

from __future__ import annotations

from collections.abc import Callable


class RunClock:
    """A stop watch. It stands still as long as the run pauses."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._since_s = 0.0
        self._paused_at_s: float | None = None

    @property
    def is_paused(self) -> bool:
        """Whether it stands still."""
        return self._paused_at_s is not None

    @property
    def elapsed_s(self) -> float:
        """The time of measuring so far."""
        now = self._clock() if self._paused_at_s is None else self._paused_at_s
        return now - self._since_s

    def begin(self) -> None:
        """A run begins."""
        self._since_s, self._paused_at_s = self._clock(), None

    def pause(self) -> None:
        """Stand still."""
        self._paused_at_s = self._clock()

    def go_on(self) -> None:
        """Run again, as if there had been no pause."""
        if self._paused_at_s is not None:
            self._since_s += self._clock() - self._paused_at_s
            self._paused_at_s = None
