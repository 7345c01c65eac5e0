"""Layouts of the window: the three that ship with it, the user's own by name, and the last one."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

import msgspec
from PySide6.QtCore import QByteArray, QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from mixbench.gui.docks import PLOT_ONLY, STANDARD, WIDE_TABLE, Arrangement, Docks
from mixbench.gui.preferences import Preferences
from mixbench.gui.tear_off import TabsLayout, TearOffTabs

_Value = TypeVar("_Value")
_LAST, _NAMED = "window/layout", "window/layouts"

#: The layouts that ship with the window, by the ids of their actions.
SHIPPED: dict[str, Arrangement] = {
    "layout_standard": STANDARD,
    "layout_plot": PLOT_ONLY,
    "layout_table": WIDE_TABLE,
}


class Layout(msgspec.Struct, frozen=True):
    """Where the panels, those that there were, and the pages are."""

    panels: tuple[str, ...]
    docks: bytes
    pages: TabsLayout


class Layouts(QObject):
    """Saves and restores where everything is, between starts and under names.

    `said`: what was done, in a sentence; `failed`: what could not be.
    """

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, docks: Docks, pages: TearOffTabs, preferences: Preferences, parent: QWidget) -> None:
        super().__init__(parent)
        self._docks, self._pages, self._preferences = docks, pages, preferences
        self._window = parent

    # the layouts that ship with the window

    def reset(self) -> None:
        """Give every panel and every page its first place."""
        self._docks.arrange(STANDARD)
        self._pages.reset_layout()

    def arrange(self, id: str) -> None:
        """Wear a layout that ships with the window; the pages stay where they are."""
        self._docks.arrange(SHIPPED[id])

    # the last one

    def restore(self) -> None:
        """As it was when the window closed; the standard layout at the first start."""
        if not self._wear(self._read(_LAST, Layout)):
            self.reset()

    def save(self) -> None:
        """Keep the layout for the next start."""
        self._write(_LAST, self._worn())

    # the user's own

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the user's own layouts, in the order of the alphabet."""
        return tuple(sorted(self._named(), key=str.casefold))

    def keep(self, name: str) -> None:
        """Save the layout under a name, in place of another of this name."""
        self._write(_NAMED, {**self._named(), name: self._worn()})
        self._preferences.save()
        self.said.emit(self.tr("Kept the layout “{name}”").format(name=name))

    def wear(self, name: str) -> None:
        """Put everything where it was when the layout was kept."""
        if not self._wear(self._named().get(name)):
            told = self.tr("The layout “{name}” is of another version of MixBench; keep it anew.")
            self.failed.emit(told.format(name=name))

    def forget(self, name: str) -> None:
        """Remove one of the user's own."""
        self._write(_NAMED, {each: layout for each, layout in self._named().items() if each != name})
        self._preferences.save()
        self.said.emit(self.tr("Removed the layout “{name}”").format(name=name))

    def ask_name(self) -> None:
        """Ask for a name, and keep the layout under it."""
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(self.tr("Keep layout"))
        dialog.setLabelText(self.tr("Name of the layout; one of the same name is replaced:"))
        dialog.textValueSelected.connect(self._keep_named)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _keep_named(self, text: str) -> None:
        if text.strip():
            self.keep(text.strip())

    def fill(self, menu: QMenu) -> None:
        """List the user's own at the end of a menu, anew each time that it opens."""
        listed: list[QAction] = []

        def refresh() -> None:
            for action in listed:
                menu.removeAction(action)
                (action.menu() or action).deleteLater()
            listed.clear()
            listed.extend(self._list(menu))

        menu.aboutToShow.connect(refresh)

    def _list(self, menu: QMenu) -> list[QAction]:
        if not self.names:
            return []
        made = [menu.addSeparator()]
        for name in self.names:
            shown = menu.addAction(name.replace("&", "&&"), partial(self.wear, name))
            made.append(shown)
        removal = QMenu(self.tr("Remove layout"), menu)
        for name in self.names:
            removal.addAction(name.replace("&", "&&"), partial(self.forget, name))
        menu.addMenu(removal)
        return [*made, removal.menuAction()]

    # in the file

    def _worn(self) -> Layout:
        return Layout(tuple(self._docks.docks), bytes(self._docks.state().data()), self._pages.layout_state())

    def _wear(self, layout: Layout | None) -> bool:
        if layout is None or not self._docks.restore(QByteArray(layout.docks), layout.panels):
            return False
        self._pages.restore_layout(layout.pages)
        return True

    def _named(self) -> dict[str, Layout]:
        return self._read(_NAMED, dict[str, Layout]) or {}

    def _read(self, key: str, kind: type[_Value]) -> _Value | None:
        try:
            return msgspec.json.decode(self._preferences.text(key), type=kind)
        except msgspec.MsgspecError:
            # Never written, or written by another version.
            return None

    def _write(self, key: str, value: object) -> None:
        self._preferences.set_text(key, msgspec.json.encode(value).decode())
