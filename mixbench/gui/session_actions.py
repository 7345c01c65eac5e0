"""The menu Session: running, comparing, taking results out."""

from __future__ import annotations

from mixbench.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec

SESSION = (
    ActionSpec(
        "run",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Run"),
        "Ctrl+R; F5",
        QT_TRANSLATE_NOOP("Actions", "Measure the ticked models over the sweep"),
    ),
    ActionSpec(
        "resume",
        "session",
        QT_TRANSLATE_NOOP("Actions", "R&esume"),
        "Ctrl+Shift+R",
        QT_TRANSLATE_NOOP("Actions", "Measure what the session on the screen still lacks"),
    ),
    ActionSpec(
        "pause",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Pause"),
        "Ctrl+Alt+P",
        QT_TRANSLATE_NOOP("Actions", "Let the machine rest from the next sample on; once more goes on"),
        checkable=True,
    ),
    ActionSpec(
        "skip_item",
        "session",
        QT_TRANSLATE_NOOP("Actions", "S&kip selected points"),
        "Ctrl+Shift+K",
        QT_TRANSLATE_NOOP("Actions", "Take the points that are selected in the queue out of the run"),
    ),
    ActionSpec(
        "stop",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Stop"),
        "Ctrl+.",
        QT_TRANSLATE_NOOP("Actions", "Stop the run; everything measured so far is kept"),
    ),
    ActionSpec(
        "duel",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Duel of two results"),
        "Ctrl+D",
        QT_TRANSLATE_NOOP("Actions", "Time the two selected results against one another, in paired rounds"),
        opens=True,
    ),
    ActionSpec(
        "last_duel",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Show &last duel"),
        "Ctrl+Shift+D",
        QT_TRANSLATE_NOOP("Actions", "Bring the window of the latest duel back"),
    ),
    ActionSpec(
        "open_preset",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Open preset…"),
        "Ctrl+O",
        QT_TRANSLATE_NOOP("Actions", "Lay out a comparison that was saved as a file"),
        opens=True,
    ),
    ActionSpec(
        "save_preset",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Sa&ve preset…"),
        "Ctrl+S",
        QT_TRANSLATE_NOOP("Actions", "Save the ticked models and the sweep as a file, to keep and to share"),
    ),
    ActionSpec(
        "export_csv",
        "session",
        QT_TRANSLATE_NOOP("Actions", "Export &CSV…"),
        "Ctrl+E",
        QT_TRANSLATE_NOOP("Actions", "Save the results of this session as a CSV file"),
        opens=True,
    ),
    ActionSpec(
        "export_results",
        "session",
        QT_TRANSLATE_NOOP("Actions", "E&xport results…"),
        "Ctrl+Shift+E",
        QT_TRANSLATE_NOOP("Actions", "Save any rows and columns as a table, as data, or as a report"),
    ),
    ActionSpec(
        "import_results",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Import results…"),
        "Ctrl+I",
        QT_TRANSLATE_NOOP("Actions", "Take in results of elsewhere and draw them over the plots"),
    ),
    ActionSpec(
        "quit",
        "session",
        QT_TRANSLATE_NOOP("Actions", "&Quit"),
        "Ctrl+Q",
        QT_TRANSLATE_NOOP("Actions", "Close MixBench; what a run has measured is kept"),
        opens=True,
    ),
)
