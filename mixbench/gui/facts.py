"""What a panel says in lines: facts, each with a tone, under headings."""

from __future__ import annotations

from dataclasses import dataclass

from mixbench.gui.panel import Tone


@dataclass(frozen=True)
class Fact:
    """A line: a name at the left, a value at the right. Without a value the name is a sentence."""

    name: str
    value: str = ""
    tone: Tone = "neutral"
    tooltip: str = ""


@dataclass(frozen=True)
class Section:
    """Facts under a heading in small capitals."""

    title: str
    facts: tuple[Fact, ...]
