"""The tensors of a checkpoint find their places in a network, and each is accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import torch
from einops import rearrange
from torch import Tensor, nn

from mixbench.core.checkpoints import LoadReport, Misshaped, Renamed
from mixbench.engine.checkpoint_files import Checkpoint
from mixbench.zoo.other_names import Names, OtherName, Rule

#: How many passes a BatchNorm has seen: no weight, and many files leave it out.
_COUNTER = "num_batches_tracked"

#: A tensor of the file that has our name and our axes already.
_AS_IT_IS = OtherName("", "")


@dataclass(frozen=True)
class Piece:
    """A tensor of the file as we hold it: the whole of one of ours, or part number `index` of `count`."""

    found: str
    tensor: Tensor
    index: int
    count: int


@dataclass
class _Placed:
    """Where the tensors of a file went: pieces by our name, and what has no place."""

    pieces: dict[str, list[Piece]] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)
    aside: Counter[str] = field(default_factory=Counter)


def lay_in(checkpoint: Checkpoint, network: nn.Module, rules: tuple[Rule, ...] = ()) -> LoadReport:
    """Copy the tensors that fit into the network, and say what became of all."""
    ours = {name: tensor for name, tensor in network.state_dict().items() if not name.endswith(_COUNTER)}
    known = Names(rules, checkpoint.tensors.keys(), ours.keys())
    placed = _placed(checkpoint.tensors, known, ours)
    notes = [*checkpoint.notes, *known.notes]
    notes += [f"{count} tensors left aside: {what}" for what, count in placed.aside.items()]
    notes += _set_incomplete_aside(placed)
    misshaped = tuple(misfit for name in placed.pieces if (misfit := _misfit(name, ours[name], placed)))
    misfits = {each.name for each in misshaped}
    fitting = {name: pieces for name, pieces in placed.pieces.items() if name not in misfits}
    _copy(fitting, ours)
    params = {name: parameter.numel() for name, parameter in network.named_parameters()}
    return LoadReport(
        file=checkpoint.file,
        format=checkpoint.format,
        matched=tuple(fitting),
        missing=tuple(name for name in ours if name not in placed.pieces),
        unexpected=tuple(placed.unexpected),
        misshaped=misshaped,
        renamed=tuple(_renamed(placed.pieces)),
        notes=(*notes, *_oddities(fitting)),
        matched_params=sum(params.get(name, 0) for name in fitting),
        params=sum(params.values()),
    )


def _placed(tensors: Mapping[str, Tensor], known: Names, ours: Mapping[str, Tensor]) -> _Placed:
    """Each tensor of the file beside our name for it; the first that claims a place has it."""
    placed = _Placed()
    for found, tensor in tensors.items():
        place = _place(found, tensor, known, ours)
        if place is not None and _is_free(placed.pieces.get(place[0], []), place[1]):
            placed.pieces.setdefault(place[0], []).append(place[1])
        elif (what := known.is_aside(found)) is not None:
            placed.aside[what] += 1
        elif not found.endswith(_COUNTER):
            placed.unexpected.append(found)
    return placed


def _place(found: str, tensor: Tensor, known: Names, ours: Mapping[str, Tensor]) -> tuple[str, Piece] | None:
    """Our name for a tensor of the file, and the tensor as we hold it. A name of ours stays what it is."""
    if tensor.is_complex() or tensor.is_quantized:
        return None
    place = (found, _AS_IT_IS) if found in ours else known.place(found)
    if place is None:
        return None
    name, rule = place
    return name, Piece(found, _turned(tensor, rule), *rule.part)


def _turned(tensor: Tensor, rule: OtherName) -> Tensor:
    """The tensor with its axes as ours are; one of other axes than the rule's is left for the report."""
    theirs = rule.axes.partition("->")[0].split()
    if len(theirs) != tensor.ndim:
        return tensor
    return rearrange(tensor, rule.axes).flip(rule.flips)


def _is_free(held: list[Piece], piece: Piece) -> bool:
    return all(each.count == piece.count and each.index != piece.index for each in held)


def _set_incomplete_aside(placed: _Placed) -> Iterator[str]:
    """Take back the tensors of ours of which parts are not in the file, and say so of each."""
    for name, pieces in list(placed.pieces.items()):
        if len(pieces) < pieces[0].count:
            del placed.pieces[name]
            placed.unexpected += [piece.found for piece in pieces]
            yield f"{name} is {pieces[0].count} tensors in such a file, of which {len(pieces)} are here"


def _misfit(name: str, tensor: Tensor, placed: _Placed) -> Misshaped | None:
    """The first piece that has not the shape of its place."""
    for piece in placed.pieces[name]:
        place = _within(tensor, piece)
        if _fitted(piece.tensor, place) is None:
            return Misshaped(name, tuple(place.shape), tuple(piece.tensor.shape))
    return None


def _within(tensor: Tensor, piece: Piece) -> Tensor:
    """The place of a piece in our tensor, as a view."""
    return tensor if piece.count == 1 else tensor.chunk(piece.count)[piece.index]


def _fitted(tensor: Tensor, place: Tensor) -> Tensor | None:
    """The tensor in our shape, from which it may differ by axes of length one; None where it does not fit."""
    is_same = [side for side in tensor.shape if side != 1] == [side for side in place.shape if side != 1]
    return tensor.reshape(place.shape) if is_same else None


@torch.no_grad()
def _copy(fitting: Mapping[str, list[Piece]], ours: Mapping[str, Tensor]) -> None:
    for name, pieces in fitting.items():
        for piece in pieces:
            place = _within(ours[name], piece)
            place.copy_(piece.tensor.reshape(place.shape))


def _renamed(pieces: Mapping[str, list[Piece]]) -> Iterator[Renamed]:
    for name, parts in pieces.items():
        yield from (Renamed(piece.found, name) for piece in parts if piece.found != name)


def _oddities(fitting: Mapping[str, list[Piece]]) -> Iterator[str]:
    """What a person should know of the values."""
    tensors = {piece.found: piece.tensor for pieces in fitting.values() for piece in pieces}
    others = {str(tensor.dtype).removeprefix("torch.") for tensor in tensors.values()} - {"float32"}
    if others:
        yield f"stored as {', '.join(sorted(others))}, used as float32"
    broken = [name for name, tensor in tensors.items() if not tensor.isfinite().all()]
    if broken:
        yield f"{len(broken)} tensors hold values that are no finite numbers, {broken[0]} the first"
