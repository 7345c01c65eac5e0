"""The language of the window: which one a choice means, and the translations that make it so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from mixbench.core.resources import resource

#: What can be chosen, in the order of the menu.
LANGUAGES = ("system", "en", "zh_CN")

_LOCALES = {
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedStates),
    "zh_CN": QLocale(QLocale.Language.Chinese, QLocale.Script.SimplifiedHanScript, QLocale.Country.China),
}
#: The translators that are ours to take away again carry this name.
_NAME = "mixbench-language"


def install_language(app: QCoreApplication, choice: str) -> str:
    """Let everything that is built from now on speak the chosen language; return which one that is.

    What is already on the screen keeps its words: a window is built anew to change them. A choice that
    this version does not know means the system's language.
    """
    remove_language(app)
    language = language_of(choice)
    QLocale.setDefault(_LOCALES[choice] if choice in _LOCALES else QLocale.system())
    _install(app, str(resource("translations", f"mixbench_{language}.qm")), language)
    # The texts of Qt's own dialogs; English needs none.
    own = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    _install(app, f"{own}/qtbase_{language}.qm", language)
    return language


def remove_language(app: QCoreApplication) -> None:
    """Speak the words of the sources again."""
    for translator in app.findChildren(QTranslator, _NAME):
        app.removeTranslator(translator)
        translator.setParent(None)
    QLocale.setDefault(QLocale.system())


def shown_language() -> str:
    """The language that is installed; the sources' English where none is."""
    app = QCoreApplication.instance()
    translator = app.findChild(QTranslator, _NAME) if app is not None else None
    return str(translator.property("language")) if isinstance(translator, QTranslator) else "en"


def in_every_language(context: str, source: str) -> tuple[str, ...]:
    """A text of the sources as each language of the window says it: what somebody may search it by."""
    translated = (str(_dictionary(language).translate(context, source) or "") for language in _LOCALES)
    return tuple(dict.fromkeys((source, *(text for text in translated if text))))


@cache
def _dictionary(language: str) -> QTranslator:
    """The translations of a language, to look up in; nothing on the screen speaks it for that."""
    translator = QTranslator()
    translator.load(str(resource("translations", f"mixbench_{language}.qm")))
    return translator


def language_of(choice: str) -> str:
    """The language that a choice means on this system: `en` or `zh_CN`."""
    return choice if choice in _LOCALES else first_known(QLocale.system().uiLanguages())


def first_known(wanted: Iterable[str]) -> str:
    """The first of the wanted languages that the window can speak, English where it speaks none of them.

    Readers of traditional characters are not served by simplified ones: their next wish counts.
    """
    for name in wanted:
        locale = QLocale(name)
        if locale.language() == QLocale.Language.English:
            return "en"
        if (locale.language(), locale.script()) == (
            QLocale.Language.Chinese,
            QLocale.Script.SimplifiedHanScript,
        ):
            return "zh_CN"
    return "en"


def _install(app: QCoreApplication, path: str, language: str) -> None:
    translator = QTranslator(app)
    translator.setObjectName(_NAME)
    translator.setProperty("language", language)
    if translator.load(path):
        app.installTranslator(translator)
    else:
        translator.setParent(None)
