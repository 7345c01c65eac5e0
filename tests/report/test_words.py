"""A report speaks its language to the last sentence."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import mixbench.report as package
from mixbench.report import pictures
from mixbench.report.composition import report_of
from mixbench.report.html import html
from mixbench.report.markdown import markdown
from mixbench.report.subject import Subject
from mixbench.report.words import translations

PLACEHOLDER = re.compile(r"\{[^}]*\}")


def sentences():
    """Every literal that is said, as the sources write it."""
    for path in Path(package.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "say":
                (sentence,) = node.args
                assert isinstance(sentence, ast.Constant), f"{path.name}:{node.lineno} says no literal"
                yield sentence.value


def test_every_sentence_is_translated_with_its_placeholders():
    known = translations("zh_CN")
    said = set(sentences())
    assert set(known) == said
    for source, translation in known.items():
        assert sorted(PLACEHOLDER.findall(source)) == sorted(PLACEHOLDER.findall(translation)), source


def test_a_chinese_report_is_chinese_throughout(session):
    text = markdown(report_of(Subject(session), "zh_CN"), "figures")
    english = [sentence for sentence in sentences() if len(sentence.split()) > 3 and sentence in text]
    assert english == []
    assert '<html lang="zh-CN">' in html(report_of(Subject(session), "zh_CN", ("trust",)))


def test_without_a_chinese_font_it_is_said(session, monkeypatch):
    monkeypatch.setattr("mixbench.report.composition.chinese_font", lambda: None)
    assert "Noto Sans CJK" in report_of(Subject(session), "zh_CN", ()).lead[-1]
    monkeypatch.setattr(pictures, "chinese_font", lambda: None)
    (picture,) = report_of(Subject(session), "zh_CN", ("roofline",)).pictures()
    assert "计算强度" in pictures.draw(picture.figure, "svg").decode()
    assert pictures.draw(picture.figure, "pdf").startswith(b"%PDF")
