"""The entries of the menu View that act on the plot: how many there are, what part is seen, its words."""

from __future__ import annotations

from mixbench.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec

PLOT = (
    ActionSpec(
        "multiples_one",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&One plot"),
        "Ctrl+Shift+1",
        QT_TRANSLATE_NOOP("Actions", "Draw all models into one plot"),
        checkable=True,
        group="multiples",
        opens=True,
    ),
    ActionSpec(
        "multiples_models",
        "view",
        QT_TRANSLATE_NOOP("Actions", "A plot &for each model"),
        "Ctrl+Shift+2",
        QT_TRANSLATE_NOOP("Actions", "Draw each model into a small plot of its own, with one cursor"),
        checkable=True,
        group="multiples",
    ),
    ActionSpec(
        "multiples_metrics",
        "view",
        QT_TRANSLATE_NOOP("Actions", "A plot for each me&tric"),
        "Ctrl+Shift+3",
        QT_TRANSLATE_NOOP(
            "Actions",
            "Draw the metrics that are asked for most into small plots, with one cursor",
        ),
        checkable=True,
        group="multiples",
    ),
    ActionSpec(
        "plot_whole",
        "view",
        QT_TRANSLATE_NOOP("Actions", "S&how all data"),
        "Ctrl+0",
        QT_TRANSLATE_NOOP("Actions", "Show all data of the plot again, and follow them from now on"),
        opens=True,
    ),
    ActionSpec(
        "plot_back",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Back to the last view"),
        "Ctrl+[",
        QT_TRANSLATE_NOOP("Actions", "Show the part of the plot that was seen before"),
    ),
    ActionSpec(
        "plot_ahead",
        "view",
        QT_TRANSLATE_NOOP("Actions", "On to the &next view"),
        "Ctrl+]",
        QT_TRANSLATE_NOOP("Actions", "Show the part of the plot that was left by going back"),
    ),
    ActionSpec(
        "plot_summary",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Copy the plot in &words"),
        "Ctrl+Alt+C",
        QT_TRANSLATE_NOOP("Actions", "Copy what the plot shows as text: from where to where each line runs"),
    ),
)
