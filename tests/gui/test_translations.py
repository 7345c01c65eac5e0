"""Every word of the window is translated, and the window speaks the language that was chosen."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QPushButton

from mixbench.catalog import registry
from mixbench.core.model import Model
from mixbench.gui.actions import action_specs, shortcut_lines
from mixbench.gui.app import show_windows
from mixbench.gui.catalog_words import word, words
from mixbench.gui.language import first_known, install_language, remove_language, shown_language
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import SweepSettings
from mixbench.store.database import Store

ROOT = Path(__file__).resolve().parents[2]
FAKE_WORKER = ROOT / "tests" / "fake_worker.py"
PLACEHOLDER = re.compile(r"\{[^}]*\}|%n|<[^>]+>")


def load_script():
    spec = importlib.util.spec_from_file_location(
        "translations_script", ROOT / "packaging" / "translations.py"
    )
    script = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = script
    spec.loader.exec_module(script)
    return script


script = load_script()


@pytest.fixture
def speak(qapp):
    """Install a language for one test."""
    yield lambda choice: install_language(qapp, choice)
    remove_language(qapp)


@pytest.fixture
def make_window(qtbot, qapp, tmp_path, monkeypatch):
    """A window on its own data, in the language that is installed."""
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", f"{sys.executable} {FAKE_WORKER}")
    opened = []

    def make() -> MainWindow:
        themes = ThemeManager("light", qapp)
        window = MainWindow(Store(tmp_path / "a.sqlite3"), Preferences(tmp_path / "a.ini"), themes)
        opened.append(window)
        return window

    yield make
    for window in opened:
        window.close()
        for gone in (window, window._themes):
            gone.deleteLater()
            qapp.sendPostedEvents(gone, QEvent.Type.DeferredDelete)


def all_messages():
    return [message for language in script.LANGUAGES for message in script.messages(_path(language))]


def _path(language):
    return script.FOLDER / f"mixbench_{language}.ts"


@pytest.mark.parametrize("language", script.LANGUAGES)
def test_everything_is_translated_and_nothing_is_stale(language):
    assert list(script.problems(language)) == []


def test_placeholders_are_the_same_in_source_and_translation():
    for message in all_messages():
        for translation in message.translations:
            wanted = sorted(PLACEHOLDER.findall(message.source))
            assert sorted(PLACEHOLDER.findall(translation)) == wanted, message.source


def test_space_at_the_ends_is_kept():
    for message in script.messages(_path("zh_CN")):
        for translation in message.translations:
            assert message.source.startswith(" ") == translation.startswith(" "), message.source
            assert message.source.endswith(" ") == translation.endswith(" "), message.source


def calls():
    """Where `tr` and `translate` are called, with context and text; None where that is no literal."""
    for path in sorted((ROOT / "mixbench" / "gui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        owners = {id(part): owner.name for owner in _classes(tree) for part in ast.walk(owner)}
        for node in ast.walk(tree):
            match node:
                case ast.Call(func=ast.Attribute(attr="tr"), args=[text, *_]):
                    yield f"{path.name}:{node.lineno}", owners.get(id(node)), _literal(text)
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="QCoreApplication"), attr="translate"),
                    args=[context, text, *_],
                ) if path.name not in ("catalog_words.py", "action_spec.py", "engine_words.py", "places.py"):
                    yield f"{path.name}:{node.lineno}", _literal(context), _literal(text)
                case ast.Call(func=ast.Name(id="QT_TRANSLATE_NOOP"), args=[context, text]):
                    yield f"{path.name}:{node.lineno}", _literal(context), _literal(text)


def _classes(tree):
    return (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef))


def _literal(node):
    return node.value if isinstance(node, ast.Constant) else None


def test_lupdate_sees_every_string_of_the_sources():
    found = list(calls())
    assert len(found) > 200
    known = {(message.context, message.source) for message in script.messages(_path("zh_CN"))}
    assert [(place, text) for place, context, text in found if (context, text) not in known] == []


def test_the_catalogs_words_are_those_of_its_declarations():
    items = [item for family in registry.families() for item in family.hyperparameters]
    declared = {text for item in items for text in (item.label, item.unit, *item.choice_labels) if text}
    assert declared <= set(words())
    known = {message.source for message in script.messages(_path("zh_CN")) if message.context == "Catalog"}
    assert known == set(words())


def test_the_window_speaks_chinese(speak, make_window):
    assert speak("zh_CN") == "zh_CN" == shown_language()
    window = make_window()
    assert window.toolbar.run_button.text() == "运行"
    assert word("Patch size") == "块大小"
    assert QLocale().language() is QLocale.Language.Chinese


def test_qts_own_words_are_chinese_too(speak, qtbot):
    speak("zh_CN")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "取消" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_chinese_menus_have_their_own_mnemonics_and_plain_shortcut_lines(speak):
    speak("zh_CN")
    for menu in {action.menu for action in action_specs()}:
        marks = [
            found[1]
            for action in action_specs()
            if action.menu == menu and (found := re.search("&(.)", action.text))
        ]
        assert len(marks) == len(set(marks)), menu
    assert {line.text for line in shortcut_lines()} >= {"运行", "停止", "导出 CSV"}


@pytest.mark.parametrize(
    ("language", "count", "text"),
    [("en", 1, "1 point"), ("en", 40, "40 points"), ("zh_CN", 1, "1 个点"), ("zh_CN", 40, "40 个点")],
)
def test_plural_forms(speak, language, count, text):
    speak(language)
    assert QCoreApplication.translate("SweepEstimate", "%n point(s)", "", count) == text


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["zh-CN", "en-US"], "zh_CN"),
        (["zh-Hans-SG"], "zh_CN"),
        (["de-DE", "zh-Hans-CN", "en"], "zh_CN"),
        (["zh-Hant-TW", "en-GB", "zh-CN"], "en"),
        (["fr-FR"], "en"),
        ([], "en"),
    ],
)
def test_the_system_gets_the_first_language_that_it_asks_for_and_we_speak(wanted, language):
    assert first_known(wanted) == language


def test_a_language_leaves_nothing_behind(speak, qapp):
    speak("zh_CN")
    speak("en")
    assert QCoreApplication.translate("Toolbar", "Run") == "Run"
    remove_language(qapp)
    assert QCoreApplication.translate("SweepEstimate", "%n point(s)", "", 2) == "2 point(s)"


def _shown_window(qapp):
    return next(w for w in qapp.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible())


def test_another_language_opens_the_window_again_in_it(speak, qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", f"{sys.executable} {FAKE_WORKER}")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    preferences = Preferences(tmp_path / "a.ini")
    preferences.set_text("window/language", "en")
    (tmp_path / "window-1.alive").write_text("1 0.0\nMixBench 0.0.7\n", encoding="utf-8")
    seen = []

    def choose_chinese():
        window = _shown_window(qapp)
        window.bench.set_models([Model("mixer_b16")], [])
        assert any("ended unexpectedly" in one.sentence for one in window.messages.messages)
        seen.append(window.toolbar.run_button.text())
        QTimer.singleShot(300, look_and_close)
        window.actions_by_id["language_zh_CN"].trigger()

    def look_and_close():
        window = _shown_window(qapp)
        seen.append(window.toolbar.run_button.text())
        seen.append([model.key for model in window.bench.ticked])
        seen.append(window.actions_by_id["language_zh_CN"].isChecked())
        window.close()

    QTimer.singleShot(300, choose_chinese)
    themes = ThemeManager("light", qapp)
    assert show_windows(qapp, Store(tmp_path / "a.sqlite3"), preferences, themes) == 0
    assert seen == ["Run", "运行", ["mixer_b16"], True]


def test_a_run_is_not_cut_off_for_a_language_which_is_offered_when_it_is_over(speak, make_window, qtbot):
    speak("en")
    window = make_window()
    window.show()
    window.bench.set_models([Model("mixer_s16")], [])
    window.bench.set_sweep(SweepSettings(values=(64,)))
    window.control.run()
    qtbot.waitUntil(lambda: window.control.is_running)
    window.actions_by_id["language_zh_CN"].trigger()
    assert window.isVisible()
    assert "when it is over" in window.messages.text
    assert window._preferences.text("window/language") == "zh_CN"
    qtbot.waitUntil(lambda: not window.control.is_running, timeout=30_000)

    def offers():
        return [one for one in window.messages.findChildren(QPushButton) if one.text() == "Change now"]

    # What a run tells reaches the window on a beat.
    qtbot.waitUntil(lambda: bool(offers()))
    assert window.isVisible()
    qtbot.mouseClick(offers()[0], Qt.MouseButton.LeftButton)
    assert window.is_reopening and not window.isVisible()
