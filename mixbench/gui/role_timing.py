"""Time by role on the page of the laws: the button that has layers timed, and what the times rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from mixbench.core.model import Case
from mixbench.core.role_times import RoleTimes, is_divisible
from mixbench.gui.item_times import estimate_of
from mixbench.gui.laws_source import LawChoice
from mixbench.gui.panel import muted, set_tone
from mixbench.gui.role_time_keeper import RoleTimeKeeper
from mixbench.gui.role_times_source import RoleTimesSource
from mixbench.gui.role_timing_words import divided_meaning, divided_text
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered, Item, ItemState


class RoleTiming(QObject):
    """Takes the times that are lacking of the ticked models, case by case; each is kept with the session as
    it comes. `changed`: the page has something else to show."""

    asked = Signal(object)  # LayersTask
    withdrawn = Signal(object)  # LayersTask
    changed = Signal()

    def __init__(self, bench: Workbench, page: QWidget) -> None:
        super().__init__(page)
        self._bench = bench
        self._keeper: RoleTimeKeeper | None = None
        self._is_running = False
        self.source = RoleTimesSource(self)
        self.button = QPushButton(page)
        self.button.clicked.connect(self._time_or_stop)
        self.notice = muted(parent=page, wrap=True)
        self.source.asked.connect(self.asked)
        self.source.withdrawn.connect(self.withdrawn)
        self.source.changed.connect(self.changed)
        bench.items_reset.connect(self.source.stop)

    def follow(self, keeper: RoleTimeKeeper) -> None:
        """Where times are kept."""
        self._keeper = keeper
        keeper.changed.connect(self.changed)

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.source.take(answered)

    def set_running(self, is_running: bool) -> None:
        """A run needs the engine for itself; what was timed is kept."""
        self._is_running = is_running
        if is_running:
            self.source.stop()
        self.changed.emit()

    def known(self, choice: LawChoice) -> Mapping[int, RoleTimes]:
        """The times of the session by the number of the item, where a choice is about them."""
        return self._keeper.known() if self._keeper is not None and choice.is_timed_by_role else {}

    # what is lacking

    def _time_or_stop(self) -> None:
        if self.source.is_timing:
            self.source.stop()
        else:
            self.source.start(self._lacking())

    def _lacking(self) -> list[Case]:
        """From the smallest size on, so that something is seen early."""
        cases = [item.case for item in self._divisible() if self._lacks(item)]
        return sorted(cases, key=lambda case: case.height * case.width * case.batch)

    def _lacks(self, item: Item) -> bool:
        return self._keeper is None or item.number not in self._keeper.known()

    def _divisible(self) -> Iterator[Item]:
        """What was measured of the ticked models, and whose layers can be timed."""
        ticked = set(self._bench.ticked)
        return (
            item
            for item in self._bench.items.values()
            if item.state is ItemState.FINISHED and item.case.model in ticked and is_divisible(item.case)
            if estimate_of(item) is not None
        )

    def why_not(self) -> str:
        """Why nothing can be timed now; empty where something can."""
        if self._is_running:
            return self.tr("A run is being measured; the layers can be timed when it is over.")
        if not any(True for _ in self._divisible()):
            return self.tr(
                "No eager forward pass of the ticked models was measured: run a sweep first, "
                "then its layers can be timed."
            )
        if self._keeper is None or self._keeper.here is None:
            return self.tr("The engine is starting; the layers can be timed once it is ready.")
        if self._keeper.is_elsewhere:
            return self.tr(
                "These results were measured on another machine or with other libraries than the engine has: "
                "their layers cannot be timed here."
            )
        if any(self._lacks(item) for item in self._divisible()):
            return ""
        return self.tr("Every size that was measured has its times by role.")

    # what is shown

    def advice(self, choice: LawChoice) -> str:
        """What to do where nothing is known of a role's time; empty where that is not asked."""
        if not choice.is_timed_by_role:
            return ""
        if self.source.is_timing:
            return self.tr("The models run with a clock at every layer…")
        return self.why_not() or self.tr(
            "Press Time by role: the ticked models run with a clock at every layer, at each size that was "
            "measured, a second or some each."
        )

    def show(self, choice: LawChoice) -> None:
        """Say what the button does now, and what the times rest on."""
        self.button.setVisible(choice.is_timed_by_role or self.source.is_timing)
        if not self.button.isHidden():
            self._show_button()
        text = self._notice_text(choice)
        set_tone(self.notice, "bad" if self.source.problem and not self.source.is_timing else "neutral")
        self.notice.setText(text)
        self.notice.setToolTip(divided_meaning())
        self.notice.setVisible(bool(text))

    def _show_button(self) -> None:
        is_timing = self.source.is_timing
        self.button.setText(self.tr("Stop timing") if is_timing else self.tr("Time by role"))
        why_not = "" if is_timing else self.why_not()
        self.button.setEnabled(not why_not)
        tooltip = self.tr(
            "Run the ticked models with a clock at every layer, at each size that was measured, "
            "and keep what the layers of each role took"
        )
        self.button.setToolTip(why_not or tooltip)
        self.button.setAccessibleDescription(why_not or tooltip)

    def _notice_text(self, choice: LawChoice) -> str:
        source = self.source
        if source.is_timing:
            words = self.tr("Timing layers: {done} of {total} sizes are done…")
            return words.format(done=source.done, total=source.total)
        if not choice.is_timed_by_role:
            return ""
        if source.problem and source.failed is not None:
            words = self.tr("{model} at {size} px could not be timed: {reason}")
            label = self._bench.label(source.failed.model)
            return words.format(model=label, size=source.failed.resolution, reason=source.problem)
        known, ticked = self.known(choice), set(self._bench.ticked)
        items = self._bench.items
        shown = [
            one for number, one in known.items() if number in items and items[number].case.model in ticked
        ]
        return divided_text(shown, choice.role) if shown else ""
