"""Every action of the window, declared once: its menu entry, its shortcut and its tooltip.

`build_actions` makes the menus and hands back the `QAction`s by id, for the window to wire. Shortcuts
live here alone: a panel that defined its own would make Qt call both ambiguous and run neither.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar


@dataclass(frozen=True)
class ActionSpec:
    """One thing that can be done in the window.

    `shortcut` holds key sequences in portable text, separated by `; `, the first of which is shown.
    Actions of one `group` exclude one another; `opens` begins a new section of the menu.
    """

    id: str
    menu: str
    text: str
    shortcut: str
    tooltip: str
    checkable: bool = False
    group: str = ""
    opens: bool = False

    @property
    def key_sequences(self) -> list[QKeySequence]:
        """The key sequences that trigger the action."""
        if not self.shortcut:
            return []
        return QKeySequence.listFromString(self.shortcut, QKeySequence.SequenceFormat.PortableText)

    @property
    def shown_shortcut(self) -> str:
        """The first key sequence as this system writes it, empty where there is none."""
        keys = self.key_sequences
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


@dataclass(frozen=True)
class ShortcutLine:
    """A line of the list of shortcuts: where, what, which keys."""

    menu: str
    text: str
    keys: str


def menu_titles() -> dict[str, str]:
    """Ids and titles of the menus, in the order of the menu bar."""
    return {
        "session": QCoreApplication.translate("Actions", "&Session"),
        "edit": QCoreApplication.translate("Actions", "&Edit"),
        "view": QCoreApplication.translate("Actions", "&View"),
        "help": QCoreApplication.translate("Actions", "&Help"),
    }


def action_specs() -> tuple[ActionSpec, ...]:
    """Every action in the order of the menus, in the language of the screen."""
    return (*_session(), *_edit(), *_view(), *_help())


def _session() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "run",
            "session",
            QCoreApplication.translate("Actions", "&Run"),
            "Ctrl+R; F5",
            QCoreApplication.translate("Actions", "Measure the ticked models over the sweep"),
        ),
        ActionSpec(
            "resume",
            "session",
            QCoreApplication.translate("Actions", "R&esume"),
            "Ctrl+Shift+R",
            QCoreApplication.translate("Actions", "Measure what the session on the screen still lacks"),
        ),
        ActionSpec(
            "stop",
            "session",
            QCoreApplication.translate("Actions", "&Stop"),
            "Ctrl+.",
            QCoreApplication.translate("Actions", "Stop the run; everything measured so far is kept"),
        ),
        ActionSpec(
            "duel",
            "session",
            QCoreApplication.translate("Actions", "&Duel of two results"),
            "Ctrl+D",
            QCoreApplication.translate(
                "Actions", "Time the two selected results against one another, in paired rounds"
            ),
            opens=True,
        ),
        ActionSpec(
            "last_duel",
            "session",
            QCoreApplication.translate("Actions", "Show &last duel"),
            "Ctrl+Shift+D",
            QCoreApplication.translate("Actions", "Bring the window of the latest duel back"),
        ),
        ActionSpec(
            "export_csv",
            "session",
            QCoreApplication.translate("Actions", "Export &CSV…"),
            "Ctrl+E",
            QCoreApplication.translate("Actions", "Save the results of this session as a CSV file"),
            opens=True,
        ),
        ActionSpec(
            "quit",
            "session",
            QCoreApplication.translate("Actions", "&Quit"),
            "Ctrl+Q",
            QCoreApplication.translate("Actions", "Close MixBench; what a run has measured is kept"),
            opens=True,
        ),
    )


def _edit() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "undo",
            "edit",
            QCoreApplication.translate("Actions", "&Undo"),
            "Ctrl+Z",
            QCoreApplication.translate("Actions", "Take back the last change of a hyperparameter"),
        ),
        ActionSpec(
            "redo",
            "edit",
            QCoreApplication.translate("Actions", "&Redo"),
            "Ctrl+Shift+Z; Ctrl+Y",
            QCoreApplication.translate("Actions", "Make the change that was taken back again"),
        ),
        ActionSpec(
            "find_model",
            "edit",
            QCoreApplication.translate("Actions", "&Find model"),
            "Ctrl+F",
            QCoreApplication.translate("Actions", "Search the models by name, family, paper or year"),
            opens=True,
        ),
        ActionSpec(
            "copy_results",
            "edit",
            QCoreApplication.translate("Actions", "&Copy results"),
            "Ctrl+Shift+C",
            QCoreApplication.translate(
                "Actions", "Copy the selected rows of the results, or all of them, for a spreadsheet"
            ),
        ),
    )


def _view() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "log_x",
            "view",
            QCoreApplication.translate("Actions", "Logarithmic &x axis"),
            "Ctrl+Shift+X",
            QCoreApplication.translate("Actions", "Draw the horizontal axis of the plot in powers"),
            checkable=True,
        ),
        ActionSpec(
            "log_y",
            "view",
            QCoreApplication.translate("Actions", "Logarithmic &y axis"),
            "Ctrl+Shift+Y",
            QCoreApplication.translate("Actions", "Draw the vertical axis of the plot in powers"),
            checkable=True,
        ),
        ActionSpec(
            "theme_system",
            "view",
            QCoreApplication.translate("Actions", "&System theme"),
            "",
            QCoreApplication.translate("Actions", "Be light or dark as the system is"),
            checkable=True,
            group="theme",
            opens=True,
        ),
        ActionSpec(
            "theme_light",
            "view",
            QCoreApplication.translate("Actions", "&Light theme"),
            "",
            QCoreApplication.translate("Actions", "Always be light"),
            checkable=True,
            group="theme",
        ),
        ActionSpec(
            "theme_dark",
            "view",
            QCoreApplication.translate("Actions", "&Dark theme"),
            "",
            QCoreApplication.translate("Actions", "Always be dark"),
            checkable=True,
            group="theme",
        ),
        *_languages(),
        ActionSpec(
            "reset_layout",
            "view",
            QCoreApplication.translate("Actions", "&Reset layout"),
            "",
            QCoreApplication.translate("Actions", "Give every panel its first place and size again"),
            opens=True,
        ),
    )


def _languages() -> tuple[ActionSpec, ...]:
    """Each language in its own words, so that it is found by whoever reads no other."""
    change = QCoreApplication.translate("Actions", "Change the language of the window")
    return (
        ActionSpec(
            "language_system",
            "view",
            QCoreApplication.translate("Actions", "System lan&guage"),
            "",
            QCoreApplication.translate("Actions", "Speak the language of the system"),
            checkable=True,
            group="language",
            opens=True,
        ),
        ActionSpec("language_en", "view", "&English", "", change, checkable=True, group="language"),
        ActionSpec("language_zh_CN", "view", "简体中文(&C)", "", change, checkable=True, group="language"),
    )


def _help() -> tuple[ActionSpec, ...]:
    return (
        ActionSpec(
            "shortcuts",
            "help",
            QCoreApplication.translate("Actions", "&Keyboard shortcuts"),
            "F1",
            QCoreApplication.translate("Actions", "List the shortcuts of the window"),
        ),
        ActionSpec(
            "about",
            "help",
            QCoreApplication.translate("Actions", "&About MixBench"),
            "",
            QCoreApplication.translate("Actions", "Version, licence and the libraries in use"),
        ),
    )


def spec(id: str) -> ActionSpec:
    """The declaration of one action; raise `KeyError` where there is none."""
    return {action.id: action for action in action_specs()}[id]


def build_actions(menu_bar: QMenuBar) -> dict[str, QAction]:
    """Fill the menu bar with every declared action and return them by id, for the window to connect."""
    menus = {id: menu_bar.addMenu(title) for id, title in menu_titles().items()}
    for menu in menus.values():
        menu.setToolTipsVisible(True)
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


def _build(declared: ActionSpec, menu: QMenu) -> QAction:
    action = QAction(declared.text, menu)
    action.setObjectName(declared.id)
    action.setShortcuts(declared.key_sequences)
    action.setCheckable(declared.checkable)
    action.setToolTip(tooltip_of(declared))
    action.setStatusTip(declared.tooltip)
    menu.addAction(action)
    return action


def tooltip_of(declared: ActionSpec) -> str:
    """What the action does, with its shortcut: `Stop the run (Ctrl+.)`."""
    return f"{declared.tooltip} ({declared.shown_shortcut})" if declared.shortcut else declared.tooltip


def shortcut_lines() -> tuple[ShortcutLine, ...]:
    """The list of shortcuts for the help page, in the order of the menus."""
    titles = menu_titles()
    return tuple(
        ShortcutLine(_plain(titles[declared.menu]), _plain(declared.text), _keys_text(declared))
        for declared in action_specs()
        if declared.shortcut
    )


def _keys_text(declared: ActionSpec) -> str:
    return ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in declared.key_sequences)


def _plain(text: str) -> str:
    """The text without the mark of its mnemonic and without the dots that announce a dialog."""
    # Where words have no letters to mark, the mnemonic stands behind them: 运行(&R).
    return re.sub(r"\(&.\)", "", text).replace("&", "").removesuffix("…")
