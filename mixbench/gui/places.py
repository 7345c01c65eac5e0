"""The pages and the panels of the window by their ids, named once for tabs, titles and menu entries."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.gui.action_spec import CONTEXT, QT_TRANSLATE_NOOP

#: In the order of the tabs at the first start.
PAGES = {
    "scaling": QT_TRANSLATE_NOOP("Actions", "Scaling"),
    "laws": QT_TRANSLATE_NOOP("Actions", "Laws"),
    "breakdown": QT_TRANSLATE_NOOP("Actions", "Breakdown"),
    "layers": QT_TRANSLATE_NOOP("Actions", "Layers"),
    "counters": QT_TRANSLATE_NOOP("Actions", "Counters"),
    "memory": QT_TRANSLATE_NOOP("Actions", "Memory"),
    "distribution": QT_TRANSLATE_NOOP("Actions", "Distribution"),
    "roofline": QT_TRANSLATE_NOOP("Actions", "Roofline"),
    "pareto": QT_TRANSLATE_NOOP("Actions", "Pareto"),
    "claims": QT_TRANSLATE_NOOP("Actions", "Claims"),
    "papers": QT_TRANSLATE_NOOP("Actions", "Papers"),
    "fields": QT_TRANSLATE_NOOP("Actions", "Receptive field"),
    "weights": QT_TRANSLATE_NOOP("Actions", "Weights"),
    "learning": QT_TRANSLATE_NOOP("Actions", "Learning"),
}

#: From left to right, each area from top to bottom or from the first tab to the last.
PANELS = {
    "models": QT_TRANSLATE_NOOP("Actions", "Models"),
    "form": QT_TRANSLATE_NOOP("Actions", "Hyperparameters"),
    "sweep": QT_TRANSLATE_NOOP("Actions", "Sweep"),
    "results": QT_TRANSLATE_NOOP("Actions", "Results"),
    "queue": QT_TRANSLATE_NOOP("Actions", "Queue"),
    "sessions": QT_TRANSLATE_NOOP("Actions", "Sessions"),
    "log": QT_TRANSLATE_NOOP("Actions", "Log"),
    "inspector": QT_TRANSLATE_NOOP("Actions", "Inspector"),
}


def page_title(id: str) -> str:
    """The name of a page in the language of the screen."""
    return QCoreApplication.translate(CONTEXT, PAGES[id])


def panel_title(id: str) -> str:
    """The name of a panel in the language of the screen."""
    return QCoreApplication.translate(CONTEXT, PANELS[id])
