"""Claims speak Chinese wherever they have words of their own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import mixbench.claims
from mixbench.claims.registry import checks
from mixbench.claims.wording import in_language, translations
from mixbench.core.claims import said

#: What makes texts for people, and which of its arguments are one.
SPEAKERS = {"said": (0,), "Quantity": (0, 3), "Column": (0,), "Table": (0, 3), "plot": (0, 4), "curve": (1,)}


def spoken():
    """The literals among those arguments, with the file that says them."""
    for path in sorted(Path(mixbench.claims.__file__).parent.glob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SPEAKERS:
                for place in SPEAKERS[call.func.id]:
                    if place < len(call.args):
                        yield from ((path.name, text) for text in literals(call.args[place]))


def literals(node):
    if isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) > 2:
        yield node.value


SPOKEN = {text: file for file, text in spoken()}


def test_the_walk_finds_what_claims_say():
    assert len(SPOKEN) > 100 and any("{" in text for text in SPOKEN)


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.claim.id)
def test_every_statement_and_what_is_computed_is_translated(check):
    assert {check.claim.title, check.claim.computed} <= set(translations("zh_CN"))


@pytest.mark.parametrize("file", sorted(set(SPOKEN.values())))
def test_whatever_a_check_says_is_translated(file):
    own = {text for text, where in SPOKEN.items() if where == file}
    assert not {text for text in own if not re.fullmatch(r"[\W\d{}_a-z.]*", text)} - set(
        translations("zh_CN")
    )


def sentences(tree):
    """Every literal of some words that is neither a docstring, a source nor the text of an error."""
    spared = set()
    for node in ast.walk(tree):
        is_name = isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
            "Source",
            "NotMeasuredError",
        )
        if is_name or isinstance(node, ast.Raise | ast.JoinedStr | ast.Expr | ast.Yield):
            spared |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in spared else None
        if isinstance(text, str) and text.count(" ") >= 3:
            yield text


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.claim.id)
def test_no_sentence_of_a_check_is_english_alone(check):
    path = Path(mixbench.claims.__file__).parent / f"{check.claim.id.replace('-', '_')}.py"
    found = set(sentences(ast.parse(path.read_text(encoding="utf-8"))))
    assert found and not found - set(translations("zh_CN"))


def test_a_translation_has_the_same_gaps():
    for source, target in translations("zh_CN").items():
        gaps = [sorted(re.findall(r"{(\w+)", text)) for text in (source, target)]
        assert gaps[0] == gaps[1], source


def test_numbers_are_put_into_the_translation():
    sentence = said("In throughput: {ratios}.", ratios="1.2")
    assert in_language(sentence, "zh_CN") == "吞吐量之比：1.2。"
    assert in_language(sentence, "en") == str(sentence) == "In throughput: 1.2."
    assert in_language("words of no claim", "zh_CN") == "words of no claim"
