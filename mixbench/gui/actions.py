"""Every action of the window, declared once: its menu entry, its shortcut, its tooltip, its palette entry.

A menu's declarations stand in a module of its own (`session_actions`, `edit_actions`, `view_actions`,
`help_actions`). `build_actions` makes the menus and hands back the `QAction`s by id, for the window to
wire. Shortcuts live here alone: a panel that defined its own would make Qt call both ambiguous and run
neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from mixbench.gui.action_spec import ActionSpec
from mixbench.gui.edit_actions import EDIT
from mixbench.gui.help_actions import HELP
from mixbench.gui.place_actions import PLACES
from mixbench.gui.session_actions import SESSION
from mixbench.gui.view_actions import VIEW

#: Where macOS wants these to stand.
_ROLES = {
    "about": QAction.MenuRole.AboutRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "quit": QAction.MenuRole.QuitRole,
}
#: The property of a `QAction` that says why it cannot be used now.
_WHY_NOT = "why_not"


@dataclass(frozen=True)
class ShortcutLine:
    """A line of the list of shortcuts: where, what, which keys."""

    menu: str
    text: str
    keys: tuple[str, ...]


def menu_titles() -> dict[str, str]:
    """Ids and titles of the menus, in the order of the menu bar; `view.pages` is a menu within `view`."""
    return {
        "session": QCoreApplication.translate("Actions", "&Session"),
        "edit": QCoreApplication.translate("Actions", "&Edit"),
        "view": QCoreApplication.translate("Actions", "&View"),
        "view.pages": QCoreApplication.translate("Actions", "&Pages"),
        "view.panels": QCoreApplication.translate("Actions", "Pa&nels"),
        "view.layouts": QCoreApplication.translate("Actions", "La&youts"),
        "help": QCoreApplication.translate("Actions", "&Help"),
    }


def action_specs() -> tuple[ActionSpec, ...]:
    """Every action in the order of the menus."""
    return (*SESSION, *EDIT, *VIEW, *PLACES, *HELP)


def spec(id: str) -> ActionSpec:
    """The declaration of one action; raise `KeyError` where there is none."""
    return {action.id: action for action in action_specs()}[id]


def build_actions(menu_bar: QMenuBar) -> dict[str, QAction]:
    """Fill the menu bar with every declared action and return them by id, for the window to connect."""
    menus = _build_menus(menu_bar)
    groups: dict[str, QActionGroup] = {}
    built: dict[str, QAction] = {}
    for declared in action_specs():
        menu = menus[declared.menu]
        if declared.opens:
            menu.addSeparator()
        built[declared.id] = action = _build(declared, menu)
        if declared.group:
            groups.setdefault(declared.group, QActionGroup(menu_bar)).addAction(action)
    return built


def _build_menus(menu_bar: QMenuBar) -> dict[str, QMenu]:
    menus: dict[str, QMenu] = {}
    for id, title in menu_titles().items():
        outer = menus[id.partition(".")[0]] if "." in id else menu_bar
        menus[id] = outer.addMenu(title)
        menus[id].setObjectName(id)
        menus[id].setToolTipsVisible(True)
    return menus


def _build(declared: ActionSpec, menu: QMenu) -> QAction:
    action = QAction(declared.text, menu)
    action.setObjectName(declared.id)
    action.setShortcuts(declared.key_sequences)
    action.setCheckable(declared.checkable)
    action.setToolTip(tooltip_of(declared))
    action.setStatusTip(declared.tooltip)
    action.setMenuRole(_ROLES.get(declared.id, QAction.MenuRole.NoRole))
    menu.addAction(action)
    return action


def tooltip_of(declared: ActionSpec) -> str:
    """What the action does, with its shortcut: `Stop the run (Ctrl+.)`."""
    return f"{declared.tooltip} ({declared.shown_shortcut})" if declared.shortcut else declared.tooltip


def allow(action: QAction, why_not: str = "") -> None:
    """Let a declared action be used, or grey it with the reason in its tooltip and in the palette."""
    action.setEnabled(not why_not)
    action.setToolTip(why_not or tooltip_of(spec(action.objectName())))
    action.setProperty(_WHY_NOT, why_not)


def why_not(action: QAction) -> str:
    """Why an action cannot be used now; empty where it can, or where nobody said."""
    return "" if action.isEnabled() else str(action.property(_WHY_NOT) or "")


def shortcut_lines() -> tuple[ShortcutLine, ...]:
    """The shortcuts of the window, in the order of the menus."""
    titles = menu_titles()
    return tuple(
        ShortcutLine(plain(titles[declared.menu]), plain(declared.text), _keys(declared))
        for declared in action_specs()
        if declared.shortcut
    )


def _keys(declared: ActionSpec) -> tuple[str, ...]:
    return tuple(key.toString(QKeySequence.SequenceFormat.NativeText) for key in declared.key_sequences)


def plain(text: str) -> str:
    """The text without the mark of its mnemonic and without the dots that announce a dialog."""
    # Where words have no letters to mark, the mnemonic stands behind them: 运行(&R).
    return re.sub(r"\(&.\)", "", text).replace("&", "").removesuffix("…")
