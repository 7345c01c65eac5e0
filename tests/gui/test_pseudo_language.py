"""The stretched language keeps what is code, and reaches every text but Qt's own."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication

from mixbench.gui.pseudo_language import install_pseudo_language, pseudo


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Saved %n result(s) to {path}", ("%n", "{path}")),
        ("<h3>MixBench {version}</h3>", ("<h3>", "{version}", "</h3>")),
        ("&Run", ("&R",)),
        ("{share:.1f} %", ("{share:.1f}",)),
    ],
)
def test_what_is_code_stays(text, kept):
    stretched = pseudo(text)
    assert all(part in stretched for part in kept)
    assert len(stretched) > len(text) + 2


def test_a_word_becomes_half_as_long_again():
    assert len(pseudo("Reset layout")) >= 1.5 * len("Reset layout")


def test_it_speaks_for_the_window_and_leaves_qt_its_words(qapp):
    translator = install_pseudo_language(qapp)
    try:
        assert QCoreApplication.translate("Actions", "&Undo") == pseudo("&Undo")
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"
    finally:
        qapp.removeTranslator(translator)
        translator.deleteLater()
