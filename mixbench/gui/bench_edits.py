"""Edits of the bench as steps that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mixbench.gui.arrangement import Arrangement
from mixbench.gui.edits import Edit

if TYPE_CHECKING:
    from mixbench.gui.workbench import Workbench


class BenchEdit(Edit):
    """From one arrangement to another. Edits of one `field` that follow each other are one step: typing."""

    def __init__(
        self, bench: Workbench, before: Arrangement, after: Arrangement, text: str, field: str = ""
    ) -> None:
        super().__init__(text)
        self._bench, self._before, self._after, self._field = bench, before, after, field

    def goes_on(self, former: Edit | None) -> bool:
        """Whether it is an edit of the same field that begins where the former one ended."""
        return (
            isinstance(former, BenchEdit)
            and bool(self._field)
            and (former._field, former._after) == (self._field, self._before)
        )

    def absorb(self, following: Edit) -> bool:
        """Go on to where the following edit of the same field ended."""
        if not isinstance(following, BenchEdit) or not following.goes_on(self):
            return False
        self._after = following._after
        return True

    @property
    def is_void(self) -> bool:
        """Whether the field has its first value again."""
        return self._after == self._before

    def redo(self) -> None:
        """Make the edit."""
        self._step(self._before, self._after)

    def undo(self) -> None:
        """Take it back."""
        self._step(self._after, self._before)

    def _step(self, old: Arrangement, new: Arrangement) -> None:
        """Looking at another model is no edit: a step that did not move the selection leaves it alone."""
        moves = not new.is_same_selection(old)
        self._bench.show_arrangement(new if moves else new.with_selection_of(self._bench.arrangement))
