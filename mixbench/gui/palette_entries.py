"""What the command palette offers: every action of the window, and every model to tick."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from mixbench.catalog import registry
from mixbench.core.model import Model
from mixbench.gui.action_spec import CONTEXT, ActionSpec
from mixbench.gui.actions import action_specs, menu_titles, plain, why_not
from mixbench.gui.condition_words import model_label
from mixbench.gui.fuzzy import score
from mixbench.gui.language import in_every_language
from mixbench.gui.workbench import Workbench


@dataclass(frozen=True)
class PaletteEntry:
    """One line of the palette. `words` is all that it can be found by, `refusal` why it cannot be used now.

    `is_checked` is None for what is no switch. Entries that are not `is_offered` come up only where they are
    searched for.
    """

    id: str
    title: str
    place: str
    keys: str
    words: str
    run: Callable[[], object]
    refusal: str = ""
    is_checked: bool | None = None
    is_offered: bool = True

    @property
    def spoken(self) -> str:
        """The line as one text, for who hears it."""
        parts = (self.title, self.place, self.keys, self.refusal)
        return ", ".join(part for part in parts if part)


def action_entries(actions: Mapping[str, QAction]) -> Iterator[PaletteEntry]:
    """The actions of the window in the order of the menus, but the palette itself."""
    titles = menu_titles()
    for declared in action_specs():
        if declared.id in actions and declared.id != "palette":
            yield _of_action(declared, actions[declared.id], _path(declared.menu, titles))


def _path(menu: str, titles: Mapping[str, str]) -> str:
    """The way to a menu: `View › Layouts`."""
    parts = menu.split(".")
    return " › ".join(plain(titles[".".join(parts[: depth + 1])]) for depth in range(len(parts)))


def _of_action(declared: ActionSpec, action: QAction, place: str) -> PaletteEntry:
    usual = QCoreApplication.translate("Palette", "not possible now")
    found_by = (plain(text) for text in in_every_language(CONTEXT, declared.label))
    return PaletteEntry(
        id=declared.id,
        title=plain(action.text()),
        place=place,
        keys=declared.shown_shortcut,
        words=" ".join(dict.fromkeys((plain(action.text()), *found_by, place))),
        run=action.trigger,
        refusal="" if action.isEnabled() else why_not(action) or usual,
        is_checked=action.isChecked() if action.isCheckable() else None,
    )


def model_entries(bench: Workbench) -> Iterator[PaletteEntry]:
    """The models of the catalog and the person's own, each to be ticked or unticked."""
    place = QCoreApplication.translate("Palette", "Models")
    published = (
        (Model(variant.id), family.name) for family in registry.families() for variant in family.variants
    )
    own = ((model, "") for model in bench.custom)
    for model, family in (*published, *own):
        is_ticked = model in bench.ticked
        yield PaletteEntry(
            id=f"model:{model.key}",
            title=model_label(model),
            place=place,
            keys="",
            words=" ".join((model_label(model), family, model.key)),
            run=partial(_tick, bench, model, not is_ticked),
            is_checked=is_ticked,
            is_offered=False,
        )


def _tick(bench: Workbench, model: Model, on: bool) -> None:
    """Take the model in, or out, and show its hyperparameters."""
    bench.tick(model, on)
    bench.select(model)


def found(entries: Iterable[PaletteEntry], query: str, recent: Sequence[str]) -> list[PaletteEntry]:
    """The entries that answer a query, the best first; among equals what was used lately, then the order of
    the menus. Without a query all that is offered, what was used lately first."""
    age = {id: place for place, id in enumerate(recent)}
    if not query.strip():
        offered = [entry for entry in entries if entry.is_offered or entry.id in age]
        return sorted(offered, key=lambda entry: age.get(entry.id, len(age)))
    scored = ((score(query, entry.words), entry) for entry in entries)
    kept = [(value + _favour(entry, age), entry) for value, entry in scored if value is not None]
    kept.sort(key=lambda one: (-one[0], age.get(one[1].id, len(age))))
    return [entry for _, entry in kept]


def _favour(entry: PaletteEntry, age: Mapping[str, int]) -> float:
    """What was just used is wanted again, what cannot be done is not, unless it answers clearly better."""
    return (0.5 if entry.id in age else 0.0) - (0.5 if entry.refusal else 0.0)
