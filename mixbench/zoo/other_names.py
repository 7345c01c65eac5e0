"""What others call the tensors of a network, and how they hold them, so that their checkpoints can be read.

A family that knows such names declares `OTHER_NAMES`, a tuple of rules that are tried in their order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True)
class OtherName:
    """Tensors whose whole name `pattern` describes are our `name`, in which `\\1` stands for its groups.

    `axes` says in einops' notation how others' axes become ours; `flips` are axes of ours that they count
    from the other end. Several tensors may be one of ours: `part` is which of how many along its first axis.
    """

    pattern: str
    name: str
    axes: str = ""
    flips: tuple[int, ...] = ()
    part: tuple[int, int] = (0, 1)


@dataclass(frozen=True)
class InOrder:
    """Modules that others number otherwise: the first of theirs, by number, is the first of ours, and so on.

    The group of `theirs` and of `ours` is what stands before the names in one of them; `inner` are the rules
    of these names. Where a file has another number of them than the network, none is placed.
    """

    theirs: str
    ours: str
    inner: tuple[OtherName, ...]


@dataclass(frozen=True)
class LeftAside:
    """Tensors whose whole name `pattern` describes are no weights here; `what` says what they are."""

    pattern: str
    what: str


Rule = OtherName | InOrder | LeftAside


class Names:
    """The rules of a family for the names of one file and of one network; `notes` say where they fail."""

    def __init__(self, rules: Iterable[Rule], theirs: Collection[str], ours: Collection[str]) -> None:
        self._rules = tuple(rules)
        self._ours = frozenset(ours)
        self._tables: dict[InOrder, dict[str, str]] = {}
        self.notes: list[str] = []
        for rule in self._rules:
            if isinstance(rule, InOrder):
                self._tables[rule] = self._table(rule, theirs, ours)

    def place(self, found: str) -> tuple[str, OtherName] | None:
        """The first of our names that a rule gives for a tensor of the file, with the rule."""
        for name, rule in self._candidates(found):
            if name in self._ours:
                return name, rule
        return None

    def is_aside(self, found: str) -> str | None:
        """What a tensor of the file is, where it is no weight here; None where no rule knows it."""
        known = (rule for rule in self._rules if isinstance(rule, LeftAside))
        return next((rule.what for rule in known if _match(rule.pattern, found)), None)

    def _candidates(self, found: str) -> Iterator[tuple[str, OtherName]]:
        for rule in self._rules:
            if isinstance(rule, OtherName):
                yield from _ours_by((rule,), found)
            elif isinstance(rule, InOrder) and (match := _match(rule.theirs, found)):
                before = self._tables[rule].get(match[1])
                inner = _ours_by(rule.inner, found.removeprefix(match[1])) if before is not None else ()
                yield from ((f"{before}{name}", each) for name, each in inner)

    def _table(self, rule: InOrder, theirs: Collection[str], ours: Collection[str]) -> dict[str, str]:
        """What stands before the names in theirs and in ours; nothing where they differ in number."""
        before, after = sorted(_modules(rule.theirs, theirs), key=_numbers), _modules(rule.ours, ours)
        if before and after and len(before) != len(after):
            self.notes.append(
                f"the file has {len(before)} modules like {before[0][:-1]}, the network {len(after)} like "
                f"{after[0][:-1]}; none of them was placed"
            )
            return {}
        return dict(zip(before, after, strict=False))


def names(*pairs: tuple[str, str]) -> tuple[OtherName, ...]:
    """Rules for modules: each pair is theirs as a pattern and ours, and what follows the last dot is kept."""
    return tuple(
        OtherName(rf"{theirs}\.([^.]+)", rf"{ours}.\{_groups(theirs) + 1}") for theirs, ours in pairs
    )


def flax(theirs: str, ours: str, kernel: str = "i o -> o i") -> tuple[OtherName, ...]:
    """Rules for a layer or a norm of JAX code, by default a Linear, whose weight is (inputs, outputs)."""
    return (
        OtherName(f"{theirs}/kernel", f"{ours}.weight", kernel),
        OtherName(f"{theirs}/scale", f"{ours}.weight"),
        OtherName(f"{theirs}/bias", f"{ours}.bias"),
    )


#: How JAX code holds the kernel of a convolution.
FLAX_CONVOLUTION = "h w i o -> o i h w"


def _ours_by(rules: Iterable[OtherName], found: str) -> Iterator[tuple[str, OtherName]]:
    for rule in rules:
        if match := _match(rule.pattern, found):
            yield match.expand(rule.name), rule


def _modules(pattern: str, names: Iterable[str]) -> list[str]:
    """What the group of a pattern finds in names, each once, in their order."""
    return list(dict.fromkeys(match[1] for name in names if (match := _match(pattern, name))))


def _numbers(name: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", name)]


def _match(pattern: str, name: str) -> re.Match[str] | None:
    return _compiled(pattern).fullmatch(name)


@cache  # a family may have more patterns than `re` remembers
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _groups(pattern: str) -> int:
    return _compiled(pattern).groups
