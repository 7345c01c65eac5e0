"""Which weights of a file found their place in a network, and which did not."""

from __future__ import annotations

from dataclasses import dataclass

#: How many names a sentence may list before it says how many more there are.
_MOST_NAMED = 3


@dataclass(frozen=True)
class Renamed:
    """A tensor that the file calls `found` and the network `name`."""

    found: str
    name: str


@dataclass(frozen=True)
class Misshaped:
    """A tensor that does not fit its place: `wanted` is the network's shape, `found` the file's."""

    name: str
    wanted: tuple[int, ...]
    found: tuple[int, ...]


@dataclass(frozen=True)
class LoadReport:
    """What became of a checkpoint: every tensor of the network is matched, misshaped or missing, and every
    tensor of the file matched, misshaped or unexpected.

    Names are the network's; `unexpected` ones are the file's. `notes` say in sentences what was done to
    the file's tensors before they were compared, and what is odd about them.
    """

    file: str
    format: str
    matched: tuple[str, ...]
    missing: tuple[str, ...]
    unexpected: tuple[str, ...]
    misshaped: tuple[Misshaped, ...]
    renamed: tuple[Renamed, ...]
    notes: tuple[str, ...]
    matched_params: int
    params: int

    @property
    def is_complete(self) -> bool:
        """Whether every weight of the network comes from the file."""
        return not self.missing and not self.misshaped

    @property
    def sentence(self) -> str:
        """The whole in one sentence."""
        tensors = "1 tensor" if len(self.matched) == 1 else f"{len(self.matched)} tensors"
        of_file = f"{tensors} with {self.matched_params:,} of {self.params:,} parameters fit"
        left = [
            f"{len(names)} {word} ({_listed(names)})"
            for word, names in (
                ("missing", self.missing),
                ("of another shape", tuple(each.name for each in self.misshaped)),
                ("unexpected", self.unexpected),
            )
            if names
        ]
        return f"{of_file}; {', '.join(left) if left else 'nothing is missing and nothing left over'}"


def _listed(names: tuple[str, ...]) -> str:
    """The first names, and how many more there are."""
    shown = ", ".join(names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return f"{shown} and {rest} more" if rest > 0 else shown


def shape_text(shape: tuple[int, ...]) -> str:
    """A shape as it is read: `512 x 196`."""
    return " x ".join(map(str, shape)) or "one number"
