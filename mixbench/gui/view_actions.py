"""The menu View: messages, axes, theme, language. Where things stand is in `place_actions`."""

from __future__ import annotations

from mixbench.gui.action_spec import QT_TRANSLATE_NOOP, ActionSpec
from mixbench.gui.plot_actions import PLOT

_CHANGE_LANGUAGE = QT_TRANSLATE_NOOP("Actions", "Change the language of the window")

#: Each language in its own words, so that it is found by whoever reads no other.
_LANGUAGES = (
    ActionSpec(
        "language_system",
        "view",
        QT_TRANSLATE_NOOP("Actions", "System lan&guage"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Speak the language of the system"),
        checkable=True,
        group="language",
        opens=True,
    ),
    ActionSpec("language_en", "view", "&English", "", _CHANGE_LANGUAGE, checkable=True, group="language"),
    ActionSpec(
        "language_zh_CN", "view", "简体中文(&C)", "", _CHANGE_LANGUAGE, checkable=True, group="language"
    ),
)

VIEW = (
    ActionSpec(
        "palette",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Co&mmand palette…"),
        "Ctrl+Shift+P",
        QT_TRANSLATE_NOOP("Actions", "Find an action, a page or a model by typing a part of its name"),
        opens=True,
    ),
    ActionSpec(
        "dismiss_messages",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Dismiss mess&ages"),
        "Shift+Esc",
        QT_TRANSLATE_NOOP("Actions", "Close every message that lies over the panels"),
    ),
    ActionSpec(
        "log_x",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Logarithmic &x axis"),
        "Ctrl+Shift+X",
        QT_TRANSLATE_NOOP("Actions", "Draw the horizontal axis of the plot in powers"),
        checkable=True,
        opens=True,
    ),
    ActionSpec(
        "log_y",
        "view",
        QT_TRANSLATE_NOOP("Actions", "Logarithmic &y axis"),
        "Ctrl+Shift+Y",
        QT_TRANSLATE_NOOP("Actions", "Draw the vertical axis of the plot in powers"),
        checkable=True,
    ),
    *PLOT,
    ActionSpec(
        "theme_system",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&System theme"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Be light or dark as the system is"),
        checkable=True,
        group="theme",
        opens=True,
    ),
    ActionSpec(
        "theme_light",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Light theme"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Always be light"),
        checkable=True,
        group="theme",
    ),
    ActionSpec(
        "theme_dark",
        "view",
        QT_TRANSLATE_NOOP("Actions", "&Dark theme"),
        "",
        QT_TRANSLATE_NOOP("Actions", "Always be dark"),
        checkable=True,
        group="theme",
    ),
    *_LANGUAGES,
)
