"""A run beside the results on the screen, which it leaves alone: the measurements that a claim lacks."""

from __future__ import annotations


class SideRun:
    """Whether the run that is measured, or the next, is one of these. It has a session of its own."""

    def __init__(self) -> None:
        self._is_awaited = False
        self._session: str | None = None

    @property
    def is_under_way(self) -> bool:
        """Whether the run that is measured is this one."""
        return self._session is not None

    def await_start(self) -> None:
        """The next run is this one."""
        self._is_awaited = True

    def begin(self, session: str) -> bool:
        """A run begins; whether it is this one."""
        if not self._is_awaited:
            return False
        self._is_awaited, self._session = False, session
        return True

    def give_up(self) -> bool:
        """Await no start any more; whether it was in vain."""
        was_awaited, self._is_awaited = self._is_awaited, False
        return was_awaited

    def end(self) -> bool:
        """The run is over; whether it was this one."""
        was_under_way, self._session = self.is_under_way, None
        return was_under_way
