"""The help texts that ship with MixBench: one Markdown file a topic and language."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl

from mixbench.core.resources import resource

#: In the order in which a student would read them.
TOPICS = (
    "start",
    "macs",
    "roles",
    "tokens",
    "laws",
    "pareto",
    "claims",
    "witnesses",
    "intervals",
    "unstable",
    "duels",
    "roofs",
    "roofline",
    "memory",
    "fields",
    "weights",
    "learning",
)
#: An address that opens a topic in the help window, from wherever it is clicked: `mixbench-help:macs`.
SCHEME = "mixbench-help"


def topic_path(topic: str, language: str) -> Path:
    """The file of a topic."""
    return resource("help", language, f"{topic}.md")


def topic_of(url: QUrl) -> str:
    """The topic of a file's address."""
    return url.fileName().removesuffix(".md")


def topic_title(topic: str, language: str) -> str:
    """The heading of a topic."""
    with topic_path(topic, language).open(encoding="utf-8") as lines:
        return next(lines).removeprefix("#").strip()


def topic_text(topic: str, language: str) -> str:
    """All of a topic, as it is searched."""
    return topic_path(topic, language).read_text(encoding="utf-8")


def help_url(topic: str) -> QUrl:
    """The address of a topic."""
    return QUrl(f"{SCHEME}:{topic}")
