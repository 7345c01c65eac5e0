"""The part of the menu View that says where things stand: pages, panels, layouts."""

from __future__ import annotations

from mixbench.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec
from mixbench.gui.places import PAGES, PANELS

_SHOW_PAGE = QT_TRANSLATE_NOOP("Actions", "Bring this page, or the window that it has, to the front")
_SHOW_PANEL = QT_TRANSLATE_NOOP("Actions", "Show or hide this panel")

#: As many pages as there are digits but 0; further ones begin again with another key held.
_DIGITS = 9


def _keys_of(number: int) -> str:
    return f"Ctrl+{number}" if number <= _DIGITS else f"Alt+{number - _DIGITS}"


_PAGES = tuple(
    ActionSpec(f"page_{id}", "view.pages", label, _keys_of(number), _SHOW_PAGE)
    for number, (id, label) in enumerate(PAGES.items(), start=1)
)

_PANELS = tuple(
    ActionSpec(f"panel_{id}", "view.panels", label, "", _SHOW_PANEL, checkable=True)
    for id, label in PANELS.items()
)

PLACES = (
    *_PAGES,
    ActionSpec(
        "float_page",
        "view.pages",
        QT_TRANSLATE_NOOP("Actions", "&Float or dock this page"),
        "Ctrl+Alt+W",
        QT_TRANSLATE_NOOP("Actions", "Give the page a window of its own; from there, bring it back"),
        opens=True,
    ),
    ActionSpec(
        "dock_pages",
        "view.pages",
        QT_TRANSLATE_NOOP("Actions", "Bring every page &back"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Close the windows of pages; each page becomes a tab again"),
    ),
    *_PANELS,
    ActionSpec(
        "next_panel",
        "view.panels",
        QT_TRANSLATE_NOOP("Actions", "Go to the &next panel"),
        "F6",
        QT_TRANSLATE_NOOP("Actions", "Let keys go to the next panel"),
        opens=True,
    ),
    ActionSpec(
        "previous_panel",
        "view.panels",
        QT_TRANSLATE_NOOP("Actions", "Go to the &previous panel"),
        "Shift+F6",
        QT_TRANSLATE_NOOP("Actions", "Let keys go to the panel before"),
    ),
    ActionSpec(
        "layout_standard",
        "view.layouts",
        QT_TRANSLATE_NOOP("Actions", "&Standard"),
        "Ctrl+Alt+1",
        QT_TRANSLATE_NOOP("Actions", "Every panel around the pages"),
    ),
    ActionSpec(
        "layout_plot",
        "view.layouts",
        QT_TRANSLATE_NOOP("Actions", "&Plot only"),
        "Ctrl+Alt+2",
        QT_TRANSLATE_NOOP("Actions", "Only the page, as large as the window"),
    ),
    ActionSpec(
        "layout_table",
        "view.layouts",
        QT_TRANSLATE_NOOP("Actions", "&Wide table"),
        "Ctrl+Alt+3",
        QT_TRANSLATE_NOOP("Actions", "The page above, and below it a table as wide as the window"),
    ),
    ActionSpec(
        "keep_layout",
        "view.layouts",
        QT_TRANSLATE_NOOP("Actions", "&Keep this layout…"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Save where everything is under a name"),
        opens=True,
    ),
    ActionSpec(
        "reset_layout",
        "view.layouts",
        QT_TRANSLATE_NOOP("Actions", "&Reset layout"),
        "Ctrl+Alt+0",
        QT_TRANSLATE_NOOP("Actions", "Give every panel and every page its first place and size again"),
    ),
)
