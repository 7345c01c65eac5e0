"""What lies on the bench: the window's one mutable state, which every panel watches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from mixbench.catalog import registry
from mixbench.core.measurement import Precision
from mixbench.core.model import Conditions, Model
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan, with_hyperparameter
from mixbench.jobs.events import Item
from mixbench.store.rows import Row

#: How many distinct colours, markers and dashes there are before they repeat.
SERIES_SLOTS = 10

RESOLUTION, BATCH = "resolution", "batch"


@dataclass(frozen=True)
class SweepSettings:
    """What the sweep panel says. `axis` is `resolution`, `batch`, or an integer hyperparameter's name;
    `resolution_px` and `batch` hold where they are not the axis."""

    axis: str = RESOLUTION
    values: tuple[int, ...] = tuple(range(64, 513, 64))
    resolution_px: int = 224
    batch: int = 1
    conditions: Conditions = field(default_factory=Conditions)
    precision: Precision = "normal"

    def plan(self, models: tuple[Model, ...], name: str = "") -> SweepPlan:
        """The sweep of these settings over the models."""
        sides = self.values if self.axis == RESOLUTION else (self.resolution_px,)
        batches = self.values if self.axis == BATCH else (self.batch,)
        if self.axis not in (RESOLUTION, BATCH):
            models = with_hyperparameter(models, self.axis, self.values)
        sizes = tuple((side, side) for side in sides)
        return SweepPlan(models, sizes, batches, self.conditions, self.precision, name)


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

    Panels call the methods and listen to the signals; they never talk to one another.
    """

    models_changed = Signal()  # ticks, custom models or colours
    selection_changed = Signal()  # the model whose hyperparameters are shown
    sweep_changed = Signal()  # settings of the sweep
    items_reset = Signal()  # another session's items
    item_changed = Signal(int)  # the item of this number
    point_changed = Signal()  # the item that the inspector shows
    roofs_changed = Signal()  # what the machine of the session can do at best
    overlays_changed = Signal()  # results of elsewhere beside those of the session

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.ticked: tuple[Model, ...] = ()
        self.custom: tuple[Model, ...] = ()
        self.selected: Model | None = None
        self.sweep = SweepSettings()
        self.session: str | None = None
        self.items: dict[int, Item] = {}
        self.roofs: dict[Conditions, Roof] = {}
        self.point: int | None = None
        self.overlays: tuple[Overlay, ...] = ()
        #: Every edit of the person, in one order, to be taken back by Undo.
        self.edits = QUndoStack(self)
        self._slots: dict[str, int] = {}

    # models

    def slot(self, model: Model) -> int:
        """The colour slot of a model's series; it keeps it as long as no ticked model has taken it since."""
        if model.key not in self._slots:
            self._take_slot(model)
        return self._slots[model.key]

    def _take_slot(self, model: Model) -> None:
        """Keep the former colour where it is free, else take the first that no ticked model wears."""
        worn = {
            self._slots[other.key] for other in self.ticked if other != model and other.key in self._slots
        }
        if model.key in self._slots and self._slots[model.key] not in worn:
            return
        free = [slot for slot in range(SERIES_SLOTS) if slot not in worn]
        self._slots[model.key] = free[0] if free else len(self._slots) % SERIES_SLOTS

    def tick(self, model: Model, on: bool) -> None:
        """Take a model into the comparison or out of it."""
        if on == (model in self.ticked):
            return
        if on:
            self._take_slot(model)
            self.ticked = (*self.ticked, model)
        else:
            self.ticked = tuple(other for other in self.ticked if other != model)
        self.models_changed.emit()

    def add_custom(self, model: Model) -> Model:
        """Put a changed copy of a variant into the tree, ticked and selected; an equal one is reused."""
        model = registry.normal(model)
        if model.overrides and model not in self.custom:
            self.custom = (*self.custom, model)
        if model not in self.ticked:
            self._take_slot(model)
            self.ticked = (*self.ticked, model)
        self.models_changed.emit()
        self.select(model)
        return model

    def replace_custom(self, old: Model, new: Model) -> Model:
        """Edit a custom model in place: the new one keeps its tick and its colour."""
        new = registry.normal(new)
        if new == old:
            return new
        if new not in self.ticked:
            self._slots[new.key] = self.slot(old)
        if new.overrides and new not in self.custom:
            self.custom = tuple(new if model == old else model for model in self.custom)
        else:
            self.custom = tuple(model for model in self.custom if model != old)
        if old in self.ticked:
            kept = [new if model == old else model for model in self.ticked]
            self.ticked = tuple(dict.fromkeys(kept))
        if self.selected == old:
            self.selected = new
            self.models_changed.emit()
            self.selection_changed.emit()
        else:
            self.models_changed.emit()
        return new

    def remove_custom(self, model: Model) -> None:
        """Take a custom model out of the tree."""
        self.custom = tuple(other for other in self.custom if other != model)
        self.ticked = tuple(other for other in self.ticked if other != model)
        if self.selected == model:
            self.selected = Model(model.variant)
            self.selection_changed.emit()
        self.models_changed.emit()

    def select(self, model: Model | None) -> None:
        """Show a model's hyperparameters."""
        if model != self.selected:
            self.selected = model
            self.selection_changed.emit()

    def set_models(self, ticked: Iterable[Model], custom: Iterable[Model]) -> None:
        """Replace the whole comparison (a preset, the last run's choices)."""
        self.ticked, self.custom = (), tuple(custom)
        for model in ticked:
            self._take_slot(model)
            self.ticked = (*self.ticked, model)
        self.models_changed.emit()
        self.select(self.ticked[0] if self.ticked else self.selected)

    # sweep

    def set_sweep(self, sweep: SweepSettings) -> None:
        """Change the sweep's settings."""
        if sweep != self.sweep:
            self.sweep = sweep
            self.sweep_changed.emit()

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
        self.point = None
        self.items_reset.emit()
        self.point_changed.emit()

    def put_item(self, item: Item) -> None:
        """Take over what became of one case."""
        self.items[item.number] = item
        self.item_changed.emit(item.number)
        if item.number == self.point:
            self.point_changed.emit()

    def set_roofs(self, roofs: dict[Conditions, Roof]) -> None:
        """Take over the machine's roofs over the conditions of the session's items."""
        if roofs != self.roofs:
            self.roofs = roofs
            self.roofs_changed.emit()

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
