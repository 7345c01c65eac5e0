"""The menu Help: how to read what is shown, which keys there are, what this is."""

from __future__ import annotations

from mixbench.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec

HELP = (
    ActionSpec(
        "help",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&How to read MixBench"),
        "F1",
        QT_TRANSLATE_NOOP("Actions", "MACs, roles, laws, intervals and verdicts explained"),
    ),
    ActionSpec(
        "shortcuts",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Keyboard shortcuts"),
        "Ctrl+/; Ctrl+?",
        QT_TRANSLATE_NOOP("Actions", "List the shortcuts of the window"),
    ),
    ActionSpec(
        "report",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&Report a problem…"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Show versions and the end of the log as a text that can be copied"),
        opens=True,
    ),
    ActionSpec(
        "about",
        "help",
        QT_TRANSLATE_NOOP("Actions", "&About MixBench"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Version, licence and the libraries in use"),
    ),
)
