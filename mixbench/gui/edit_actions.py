"""The menu Edit: taking back, finding, copying, and how MixBench is set up."""

from __future__ import annotations

from mixbench.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec

EDIT = (
    ActionSpec(
        "undo",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Undo"),
        "Ctrl+Z",
        QT_TRANSLATE_NOOP("Actions", "Take the last edit back: a tick, a copy, a hyperparameter, the sweep"),
    ),
    ActionSpec(
        "redo",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Redo"),
        "Ctrl+Shift+Z; Ctrl+Y",
        QT_TRANSLATE_NOOP("Actions", "Make the edit that was taken back again"),
    ),
    ActionSpec(
        "find_model",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Find model"),
        "Ctrl+F",
        QT_TRANSLATE_NOOP("Actions", "Search the models by name, family, paper or year"),
        opens=True,
    ),
    ActionSpec(
        "filter_results",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "Filter r&esults"),
        "Ctrl+Shift+L",
        QT_TRANSLATE_NOOP("Actions", "Show only results with certain words or values"),
    ),
    ActionSpec(
        "copy_results",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Copy results"),
        "Ctrl+Shift+C",
        QT_TRANSLATE_NOOP(
            "Actions", "Copy the selected rows of the results, or all of them, for a spreadsheet"
        ),
    ),
    ActionSpec(
        "preferences",
        "edit",
        QT_TRANSLATE_NOOP("Actions", "&Preferences…"),
        "Ctrl+,",
        QT_TRANSLATE_NOOP("Actions", "Language, theme, digits, where results are kept, how it is measured"),
        opens=True,
    ),
)
