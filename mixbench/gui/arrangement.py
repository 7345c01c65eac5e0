"""What a person has laid out: models and their names and colours, the one that is looked at, the sweep.

One frozen value, so that an edit is a step from one to another and Undo is the step back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TypeVar

from mixbench.core.model import Model
from mixbench.gui.sweep_settings import SweepSettings

ValueT = TypeVar("ValueT")


@dataclass(frozen=True)
class Arrangement:
    """The ticked models, the copies that were made of published ones, the selected model, the sweep.

    `names` are those that copies were given, `slots` the colours of the ticked models, both by key. A
    `draft` is a duplicate in which nothing is changed yet: it stands beside the model that it equals, and
    `is_on_draft` says which of the two is selected.
    """

    ticked: tuple[Model, ...] = ()
    custom: tuple[Model, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    slots: Mapping[str, int] = field(default_factory=dict)
    selected: Model | None = None
    draft: Model | None = None
    is_on_draft: bool = False
    sweep: SweepSettings = field(default_factory=SweepSettings)

    def has_same_models(self, other: Arrangement) -> bool:
        """Whether the tree and the colours are the same."""
        return (self.ticked, self.custom, self.names, self.slots, self.draft) == (
            other.ticked, other.custom, other.names, other.slots, other.draft,
        )  # fmt: skip

    def is_same_selection(self, other: Arrangement) -> bool:
        """Whether the same row of the tree is looked at."""
        return (self.selected, self.is_on_draft) == (other.selected, other.is_on_draft)

    def holds(self, model: Model) -> bool:
        """Whether a model stands in the tree."""
        return not model.overrides or model in self.custom

    # steps

    def with_selected(self, model: Model | None, *, is_draft: bool = False) -> Arrangement:
        """Look at a model, or at the duplicate of it."""
        return replace(self, selected=model, is_on_draft=is_draft and self.draft == model)

    def with_selection_of(self, other: Arrangement) -> Arrangement:
        """Look at what another looks at, where that stands here too."""
        if other.selected is not None and not self.holds(other.selected):
            return self
        return self.with_selected(other.selected, is_draft=other.is_on_draft)

    def with_ticks(self, models: Iterable[Model], *, on: bool) -> Arrangement:
        """Take models into the comparison or out of it."""
        chosen = tuple(models)
        kept = self.ticked if on else tuple(model for model in self.ticked if model not in chosen)
        return self.comparing((*kept, *chosen) if on else kept)

    def comparing(self, models: Iterable[Model]) -> Arrangement:
        """Compare these models and no others, each once."""
        return replace(self, ticked=tuple(dict.fromkeys(models)))

    def with_models(self, models: Iterable[Model]) -> Arrangement:
        """Take models into the comparison, and those that are changed copies into the tree."""
        chosen = tuple(models)
        copies = (model for model in chosen if model.overrides)
        custom = tuple(dict.fromkeys((*self.custom, *copies)))
        return replace(self.with_ticks(chosen, on=True), custom=custom)

    def with_custom(self, model: Model, behind: Model | None = None) -> Arrangement:
        """Put a changed copy into the tree, ticked and selected; an equal one is reused."""
        custom = self.custom
        if model.overrides and model not in custom:
            at = custom.index(behind) + 1 if behind in custom else len(custom)
            custom = (*custom[:at], model, *custom[at:])
        return replace(self.with_ticks([model], on=True), custom=custom).with_selected(model)

    def with_change(self, old: Model, new: Model) -> Arrangement:
        """Change a model: a copy becomes the new one, a published variant or a duplicate gets it beside."""
        if self.is_on_draft and self.draft == old:
            after = self.without_draft()
            return after.with_custom(new, behind=old) if new.overrides else after.with_selected(new)
        if old not in self.custom:
            return self.with_custom(new)
        if not new.overrides:
            return self.without([old]).with_selected(new)
        return self._replacing(old, new)

    def _replacing(self, old: Model, new: Model) -> Arrangement:
        """The new one keeps the place, the tick, the name and the colour of the old."""

        def renewed(models: tuple[Model, ...]) -> tuple[Model, ...]:
            return tuple(dict.fromkeys(new if model == old else model for model in models))

        after = replace(
            self,
            ticked=renewed(self.ticked),
            custom=renewed(self.custom),
            names=_moved(self.names, old.key, new.key),
            slots=_moved(self.slots, old.key, new.key),
        )._keeping_draft(old, new)
        return after.with_selected(new) if self.selected == old else after

    def _keeping_draft(self, old: Model, new: Model) -> Arrangement:
        """A duplicate of what has changed is no duplicate any more: it stays as a copy behind it."""
        if self.draft != old:
            return self
        at = self.custom.index(new) + 1
        return replace(self.without_draft(), custom=(*self.custom[:at], old, *self.custom[at:]))

    def with_draft(self, model: Model) -> Arrangement:
        """Put a duplicate beside a model and look at it: what is changed next is changed in the duplicate."""
        return replace(self, draft=model).with_selected(model, is_draft=True)

    def without_draft(self) -> Arrangement:
        """Take the duplicate away in which nothing was changed."""
        return replace(self, draft=None, is_on_draft=False)

    def with_name(self, model: Model, name: str) -> Arrangement:
        """Call a copy by a name of its own; by its hyperparameters again where the name is empty."""
        others = {key: given for key, given in self.names.items() if key != model.key}
        return replace(self, names={**others, model.key: name} if name else others)

    def without(self, models: Collection[Model]) -> Arrangement:
        """Take copies out of the tree; whoever looked at one looks at its published variant."""
        gone = {model for model in models if model in self.custom}
        keys = {model.key for model in gone}
        after = replace(
            self.with_ticks(gone, on=False),
            custom=tuple(model for model in self.custom if model not in gone),
            names={key: name for key, name in self.names.items() if key not in keys},
        )
        if self.draft in gone:
            after = after.without_draft()
        if self.selected is not None and self.selected in gone:
            after = after.with_selected(Model(self.selected.variant))
        return after

    def coloured(self, former: Mapping[str, int], reserved: Collection[int]) -> Arrangement:
        """Give each ticked model a slot of its own: the one it wears, its former one, or the first free.

        `reserved` are worn by others that are on the screen, such as results of models that are not ticked.
        """
        slots = {model.key: self.slots[model.key] for model in self.ticked if model.key in self.slots}
        for model in self.ticked:
            if model.key not in slots:
                taken = {*slots.values(), *reserved}
                slots[model.key] = free_slot(taken, former.get(model.key))
        return replace(self, slots=slots)


def free_slot(taken: Collection[int], wanted: int | None = None) -> int:
    """The slot that is wanted where nobody has taken it, else the first that is free."""
    if wanted is not None and wanted not in taken:
        return wanted
    return next(slot for slot in count() if slot not in taken)


def _moved(values: Mapping[str, ValueT], old: str, new: str) -> dict[str, ValueT]:
    """What belonged to one key belongs to another, unless that has its own."""
    moved = {key: value for key, value in values.items() if key != old}
    return {**moved, new: values[old]} if old in values and new not in moved else moved
