"""The menu entries of pages, panels and layouts, joined to the places that they name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from mixbench.gui.docks import Docks
from mixbench.gui.layouts import SHIPPED, Layouts
from mixbench.gui.places import PAGES
from mixbench.gui.tear_off import TearOffTabs


def join_places(
    actions: Mapping[str, QAction], menu: QMenu, pages: TearOffTabs, docks: Docks, layouts: Layouts
) -> None:
    """Let the entries act, and the ticks of the panels follow; `menu` lists the person's own layouts."""
    slots: dict[str, Callable[[], object]] = {
        **{f"page_{id}": partial(pages.show_page, id) for id in PAGES},
        **{id: partial(layouts.arrange, id) for id in SHIPPED},
        "float_page": pages.toggle_floating,
        "dock_pages": pages.dock_all,
        "next_panel": partial(docks.go_on, 1),
        "previous_panel": partial(docks.go_on, -1),
        "keep_layout": layouts.ask_name,
    }
    for id, slot in slots.items():
        actions[id].triggered.connect(lambda _=False, slot=slot: slot())
    for id in docks.docks:
        _join_panel(actions[f"panel_{id}"], docks, id)
    layouts.fill(menu)
    # A page in a window of its own obeys the same keys.
    pages.floated.connect(lambda window: window.addActions(list(actions.values())))


def _join_panel(action: QAction, docks: Docks, id: str) -> None:
    """A panel behind another's tab is open all the same, which Qt's own action knows."""
    own = docks.docks[id].toggleViewAction()
    own.toggled.connect(action.setChecked)
    action.setChecked(own.isChecked())
    action.triggered.connect(lambda is_open: docks.set_open(id, is_open))
