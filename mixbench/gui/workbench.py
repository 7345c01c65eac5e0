"""What lies on the bench: the window's one mutable state, which every panel watches."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.catalog import registry
from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions, Model
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan
from mixbench.gui import edit_words
from mixbench.gui.arrangement import Arrangement, free_slot
from mixbench.gui.bench_edits import BenchEdit
from mixbench.gui.condition_words import model_label
from mixbench.gui.edits import Edits
from mixbench.gui.sweep_settings import BATCH, RESOLUTION, SweepSettings
from mixbench.jobs.course import TRIED_AGAIN
from mixbench.jobs.events import Item
from mixbench.store.rows import Row

__all__ = ["BATCH", "RESOLUTION", "SERIES_SLOTS", "Overlay", "SweepSettings", "Workbench"]

#: How many colours there are; a slot beyond them wears one again, with another marker and other dashes.
SERIES_SLOTS = 10

#: How long a panel that can wait is behind a slider that is dragged.
_SETTLE_MS = 100


@dataclass(frozen=True)
class Overlay:
    """Results of elsewhere that are drawn beside those of the session: another day, another machine, a file.

    `id` is the session's name or the file's; `rows` are the lines of its results file.
    """

    id: str
    name: str
    rows: tuple[Row, ...]


class Workbench(QObject):
    """Ticked models and their colours, the selected model, the sweep, and the results of the session.

    Panels call the methods and listen to the signals; they never talk to one another. What changes the
    arrangement is an edit that `edits` takes back, except for `select` and `restore`.
    """

    models_changed = Signal()  # ticks, custom models, names or colours
    selection_changed = Signal()  # the model whose hyperparameters are shown
    sweep_changed = Signal()  # settings of the sweep
    arranged = Signal()  # any of these three, said once and after them
    settled = Signal()  # the same; while a slider is dragged only now and then, for what can wait
    items_reset = Signal()  # another session's items
    item_changed = Signal(int)  # the item of this number
    point_changed = Signal()  # the item that the inspector shows
    roofs_changed = Signal()  # what the machine of the session can do at best
    environment_changed = Signal()  # what the results of the session were measured with
    overlays_changed = Signal()  # results of elsewhere beside those of the session

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.arrangement = Arrangement()
        self.session: str | None = None
        self.items: dict[int, Item] = {}
        self.roofs: dict[Conditions, Roof] = {}
        self.point: int | None = None
        self.overlays: tuple[Overlay, ...] = ()
        self.environment: Environment | None = None
        #: Every edit of the person, in one order, to be taken back by Undo.
        self.edits = Edits(self)
        #: The slots that models wore last, and the keys of those that have results in the session.
        self._slots: dict[str, int] = {}
        self._measured: set[str] = set()
        self._is_unfinished: bool | None = None
        #: Whether what is told just now is one more step of a gesture, such as the drag of a slider.
        self.is_dragging = False
        self._settling = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._settling.timeout.connect(self.settled)

    @property
    def ticked(self) -> tuple[Model, ...]:
        """The comparison, in the order of ticking."""
        return self.arrangement.ticked

    @property
    def custom(self) -> tuple[Model, ...]:
        """The copies that were made of published variants."""
        return self.arrangement.custom

    @property
    def selected(self) -> Model | None:
        """The model whose hyperparameters are shown."""
        return self.arrangement.selected

    @property
    def sweep(self) -> SweepSettings:
        """The settings of the sweep."""
        return self.arrangement.sweep

    # the arrangement as a whole

    def edit(self, after: Arrangement, text: str, field: str = "") -> None:
        """Make an edit that Undo takes back. Edits of one `field` that follow each other are one step."""
        after = after.coloured(self._slots, self._reserved(after))
        if after.with_selection_of(self.arrangement) == self.arrangement:
            self.show_arrangement(after)
            return
        edit = BenchEdit(self, self.arrangement, after, text, field)
        self.is_dragging = edit.goes_on(self.edits.last)
        try:
            self.edits.push(edit)
        finally:
            self.is_dragging = False

    def restore(self, arrangement: Arrangement) -> None:
        """Begin with an arrangement, such as that of the last time; there is nothing to take back."""
        self.show_arrangement(arrangement.coloured(self._slots, self._reserved(arrangement)))
        self.edits.clear()

    def show_arrangement(self, arrangement: Arrangement) -> None:
        """Lay the bench out, and tell the panels what is different."""
        before, self.arrangement = self.arrangement, arrangement
        self._slots.update(arrangement.slots)
        signals = (
            (self.models_changed, arrangement.has_same_models(before)),
            (self.sweep_changed, arrangement.sweep == before.sweep),
            (self.selection_changed, arrangement.is_same_selection(before)),
        )
        for signal, is_same in signals:
            if not is_same:
                signal.emit()
        if not all(is_same for _, is_same in signals):
            self._tell_arranged()

    def _tell_arranged(self) -> None:
        self.arranged.emit()
        if not self.is_dragging:
            self._settling.stop()
            self.settled.emit()
        elif not self._settling.isActive():
            self._settling.start()

    def repeat(self) -> None:
        """Tell all of it again, for panels that are to write it otherwise."""
        for signal in (self.models_changed, self.arranged, self.settled, self.point_changed):
            signal.emit()

    # models

    def label(self, model: Model) -> str:
        """The name of a model on the screen: the one that a copy was given, else by its hyperparameters."""
        return self.arrangement.names.get(model.key) or model_label(model)

    def slot(self, model: Model) -> int:
        """The slot of a model's series, for its colour, marker and dashes.

        A ticked model has one to itself. Others keep theirs as long as no ticked model wears it.
        """
        worn = self.arrangement.slots
        if model.key in worn:
            return worn[model.key]
        kept = self._slots.get(model.key)
        if kept is None or kept in worn.values():
            kept = free_slot({*worn.values(), *self._reserved(self.arrangement)})
            self._slots[model.key] = kept
        return kept

    def _reserved(self, arrangement: Arrangement) -> set[int]:
        """The slots of series that are on the screen without being ticked."""
        ticked = {model.key for model in arrangement.ticked}
        return {self._slots[key] for key in self._measured - ticked if key in self._slots}

    def tick(self, model: Model, on: bool) -> None:
        """Take a model into the comparison or out of it."""
        self.tick_all([model], on)

    def tick_all(self, models: Iterable[Model], on: bool) -> None:
        """Take models into the comparison or out of it, as one edit."""
        changed = [model for model in models if (model in self.ticked) != on]
        text = edit_words.tick_text([self.label(model) for model in changed], on=on)
        self.edit(self.arrangement.with_ticks(changed, on=on), text)

    def take_all(self, models: Iterable[Model]) -> None:
        """Take models into the comparison, copies into the tree as well, as one edit."""
        models = tuple(map(registry.normal, models))
        text = edit_words.tick_text([self.label(model) for model in models], on=True)
        self.edit(self.arrangement.with_models(models), text)

    def compare_only(self, models: Sequence[Model]) -> None:
        """Tick these models and no others."""
        text = edit_words.compare_text([self.label(model) for model in models])
        self.edit(self.arrangement.comparing(models), text)

    def add_custom(self, model: Model) -> Model:
        """Put a changed copy of a variant into the tree, ticked and selected; an equal one is reused."""
        model = registry.normal(model)
        self.edit(self.arrangement.with_custom(model), edit_words.copy_text(self.label(model)))
        return model

    def change_model(self, old: Model, new: Model, hyperparameter: str = "", *, gesture: int = 0) -> Model:
        """Change a hyperparameter of a model, or all back to the published ones where none is named.

        A copy becomes the new model and keeps its tick, name and colour; a published variant is left as it
        is, and its changed copy stands beside it. Changes of one gesture (a drag, a stay in a field) that
        follow each other are one edit.
        """
        new = registry.normal(new)
        text = edit_words.change_text(old, self.label(old), hyperparameter)
        field = f"{hyperparameter} {gesture}" if hyperparameter else ""
        self.edit(self.arrangement.with_change(old, new), text, field)
        return new

    def reset_model(self, model: Model) -> Model:
        """Give a copy the published hyperparameters again."""
        return self.change_model(model, Model(model.variant))

    def duplicate(self, model: Model) -> None:
        """Put a duplicate beside a model: what is changed next is changed in the duplicate."""
        text = edit_words.duplicate_text(self.label(model))
        self.edit(self.arrangement.with_draft(model), text)

    def discard_draft(self) -> None:
        """Take the duplicate away in which nothing was changed."""
        draft = self.arrangement.draft
        if draft is not None:
            text = edit_words.removal_text([self.label(draft)])
            self.edit(self.arrangement.without_draft(), text)

    def rename(self, model: Model, name: str) -> None:
        """Call a copy by a name of its own; an empty one brings back that by its hyperparameters."""
        name = " ".join(name.split())
        text = edit_words.rename_text(self.label(model))
        self.edit(self.arrangement.with_name(model, "" if name == model_label(model) else name), text)

    def remove_custom(self, model: Model) -> None:
        """Take a custom model out of the tree."""
        self.remove_all([model])

    def remove_all(self, models: Collection[Model]) -> None:
        """Take custom models out of the tree, as one edit."""
        text = edit_words.removal_text([self.label(model) for model in models])
        self.edit(self.arrangement.without(models), text)

    def select(self, model: Model | None, *, is_draft: bool = False) -> None:
        """Show a model's hyperparameters, or those of the duplicate beside it."""
        self.show_arrangement(self.arrangement.with_selected(model, is_draft=is_draft))

    def set_models(self, ticked: Iterable[Model], custom: Iterable[Model]) -> None:
        """Replace the whole comparison."""
        before = self.arrangement
        after = replace(before.comparing(ticked), custom=tuple(custom)).without_draft()
        kept = after.selected if after.selected and after.holds(after.selected) else None
        after = after.with_selected(after.ticked[0] if after.ticked else kept)
        self.edit(after, edit_words.comparison_text())

    # sweep

    def set_sweep(self, sweep: SweepSettings) -> None:
        """Change the sweep's settings."""
        text, field = edit_words.sweep_text(self.sweep, sweep)
        self.edit(replace(self.arrangement, sweep=sweep), text, field)

    def set_conditions(self, conditions: Conditions) -> None:
        """Change what is held fixed."""
        self.set_sweep(replace(self.sweep, conditions=conditions))

    def plan(self, name: str = "") -> SweepPlan:
        """The sweep as it would run now."""
        return self.sweep.plan(self.ticked, name)

    # results

    def show_items(self, session: str | None, items: Iterable[Item]) -> None:
        """Replace the results with those of a session."""
        self.session = session
        self.items = {item.number: item for item in items}
        self._is_unfinished = None
        self._measured = {item.case.model.key for item in self.items.values()}
        self.point = None
        self.items_reset.emit()
        self.point_changed.emit()

    @property
    def is_unfinished(self) -> bool:
        """Whether anything of the session is left to be measured; looked up once, for it is asked often."""
        if self._is_unfinished is None:
            self._is_unfinished = any(
                (measured := item.measurement) is None or measured.status in TRIED_AGAIN
                for item in self.items.values()
            )
        return self._is_unfinished

    def put_item(self, item: Item) -> None:
        """Take over what became of one case."""
        self.items[item.number] = item
        self._is_unfinished = None
        self._measured.add(item.case.model.key)
        self.item_changed.emit(item.number)
        if item.number == self.point:
            self.point_changed.emit()

    def set_roofs(self, roofs: dict[Conditions, Roof]) -> None:
        """Take over the machine's roofs over the conditions of the session's items."""
        if roofs != self.roofs:
            self.roofs = roofs
            self.roofs_changed.emit()

    def set_environment(self, environment: Environment | None) -> None:
        """Take over with which machine and software the results of the session are measured."""
        if environment != self.environment:
            self.environment = environment
            self.environment_changed.emit()

    def set_overlays(self, overlays: Iterable[Overlay]) -> None:
        """Draw these results of elsewhere beside those of the session, in this order."""
        overlays = tuple(overlays)
        if overlays != self.overlays:
            self.overlays = overlays
            self.overlays_changed.emit()

    def choose_point(self, number: int | None) -> None:
        """Show one item in the inspector, the table and the plot."""
        if number != self.point and (number is None or number in self.items):
            self.point = number
            self.point_changed.emit()
