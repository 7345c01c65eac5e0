"""Weights from a file: read without running anything in it, and laid into a network with a report."""

from __future__ import annotations

import importlib
import pickle
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from mixbench.catalog import registry
from mixbench.core.checkpoints import LoadReport, Misshaped, Renamed
from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case
from mixbench.core.units import bytes_text
from mixbench.engine import building, memory
from mixbench.zoo.other_names import OtherName, our_name

#: Where trainers put the weights among what else they keep, the likeliest first.
_WRAPPERS = (
    "state_dict",
    "model",
    "model_state_dict",
    "model_state",
    "net",
    "params",
    "state_dict_ema",
    "model_ema",
)

#: What wrappers of torch put before every name.
_PREFIXES = ("module.", "_orig_mod.")

#: How many passes a BatchNorm has seen: no weight, and many files leave it out.
_COUNTER = "num_batches_tracked"

#: What the readers raise where a file ends too early or holds something else than its name says.
_DAMAGE = (OSError, EOFError, RuntimeError, ValueError, KeyError, TypeError, zipfile.BadZipFile, zlib.error)


class CheckpointError(MixBenchError):
    """A file of weights cannot be used; the message says why. Nothing in it was run."""


@dataclass(frozen=True)
class Checkpoint:
    """The tensors of a file by name, and in sentences what was done to get at them."""

    file: str
    format: str
    tensors: dict[str, Tensor]
    notes: tuple[str, ...]


def network_of(case: Case, file: str) -> tuple[nn.Module, LoadReport | None]:
    """The case's network in eval mode without gradients of its own, at initialisation or, where one is named,
    with the weights of a file. Raise `CheckpointError` where nothing in it fits."""
    network = building.subject(case).network.requires_grad_(False)
    if not file:
        return network, None
    checkpoint = read(Path(file), case.conditions.device)
    family, _ = registry.find(case.model.variant)
    rules = getattr(importlib.import_module(f"mixbench.zoo.{family.id}"), "OTHER_NAMES", ())
    report = lay_in(checkpoint, network, rules)
    if not report.matched:
        raise CheckpointError(_nothing_fits(case, checkpoint, network))
    return network, report


def read(path: Path, device: str = "cpu") -> Checkpoint:
    """Read `.safetensors`, `.pth` and its like, or `.npz`. Raise `CheckpointError`."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise CheckpointError(f"'{path.name}' is no kind of checkpoint; give one of {', '.join(_READERS)}")
    try:
        _check_size(path, device)
        found = dict(reader(path))
    except CheckpointError:
        raise
    except FileNotFoundError as error:
        raise CheckpointError(f"there is no file {path}; the engine looked for it") from error
    except pickle.UnpicklingError as error:
        raise CheckpointError(_refused_pickle(path)) from error
    except _DAMAGE as error:
        raise CheckpointError(_damaged(path, error)) from error
    notes: list[str] = []
    tensors = _without_prefixes(_tensors(_unwrapped(found, notes), notes), notes)
    if not tensors:
        raise CheckpointError(f"{path.name} holds no tensors")
    return Checkpoint(str(path), path.suffix.lower().removeprefix("."), tensors, tuple(notes))


def lay_in(checkpoint: Checkpoint, network: nn.Module, rules: tuple[OtherName, ...] = ()) -> LoadReport:
    """Copy the tensors that fit into the network, and say what became of all."""
    ours = {name: tensor for name, tensor in network.state_dict().items() if not name.endswith(_COUNTER)}
    fitting: dict[str, Tensor] = {}
    unexpected, misshaped, renamed = [], [], []
    notes = list(checkpoint.notes)
    for found, tensor in checkpoint.tensors.items():
        name, turned = _placed(found, tensor, rules, ours)
        if name is None or name in fitting:
            unexpected += [] if found.endswith(_COUNTER) else [found]
            continue
        if name != found:
            renamed.append(Renamed(found, name))
        fitted = _fitted(turned, ours[name])
        if fitted is None:
            misshaped.append(Misshaped(name, tuple(ours[name].shape), tuple(turned.shape)))
        else:
            fitting[name] = fitted
    with torch.no_grad():
        for name, tensor in fitting.items():
            ours[name].copy_(tensor)
    notes += _oddities(fitting)
    misfits = {each.name for each in misshaped}
    missing = tuple(name for name in ours if name not in fitting and name not in misfits)
    params = {name: parameter.numel() for name, parameter in network.named_parameters()}
    return LoadReport(
        file=checkpoint.file,
        format=checkpoint.format,
        matched=tuple(fitting),
        missing=missing,
        unexpected=tuple(unexpected),
        misshaped=tuple(misshaped),
        renamed=tuple(renamed),
        notes=tuple(notes),
        matched_params=sum(params.get(name, 0) for name in fitting),
        params=sum(params.values()),
    )


# reading


def _read_safetensors(path: Path) -> Iterator[tuple[str, object]]:
    try:
        from safetensors import SafetensorError, safe_open
    except ImportError as error:  # the worker may be an older Python environment than the window's
        raise CheckpointError(f"reading {path.name} needs `pip install safetensors` beside torch") from error
    try:
        with safe_open(path, framework="pt") as opened:
            for name in opened.keys():  # noqa: SIM118 -- it is no mapping
                yield name, opened.get_tensor(name)
    except SafetensorError as error:
        raise CheckpointError(_damaged(path, error)) from error


def _read_torch(path: Path) -> Iterator[tuple[str, object]]:
    loaded = torch.load(path, map_location="cpu", weights_only=True)
    if not isinstance(loaded, Mapping):
        raise CheckpointError(f"{path.name} holds no tensors by name, but one {type(loaded).__name__}")
    for name, value in loaded.items():
        yield str(name), value


def _read_numpy(path: Path) -> Iterator[tuple[str, object]]:
    with path.open("rb") as file:  # numpy leaves a file open that it cannot read
        loaded = np.load(file, allow_pickle=False)
        if not isinstance(loaded, np.lib.npyio.NpzFile):
            raise CheckpointError(f"{path.name} holds one array without a name")
        for name in loaded.files:
            array = loaded[name]
            yield name, torch.from_numpy(array) if array.dtype.kind in "fiub" else array


_READERS: dict[str, Callable[[Path], Iterator[tuple[str, object]]]] = {
    ".safetensors": _read_safetensors,
    ".pth": _read_torch,
    ".pt": _read_torch,
    ".bin": _read_torch,
    ".ckpt": _read_torch,
    ".npz": _read_numpy,
}


def _check_size(path: Path, device: str) -> None:
    """A file that unpacks to more than there is memory would end the worker."""
    size = path.stat().st_size
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            size = max(size, sum(entry.file_size for entry in packed.infolist()))
    free = min(memory.free_bytes("cpu"), memory.free_bytes(device))
    if not memory.fits(size, free):
        raise CheckpointError(f"{path.name} unpacks to {bytes_text(size)}, but {bytes_text(free)} are free")


def _unwrapped(found: Mapping[str, object], notes: list[str]) -> Mapping[str, object]:
    """The weights themselves, out of what a trainer kept them in."""
    while not any(isinstance(value, Tensor) for value in found.values()):
        inner = next((key for key in _WRAPPERS if isinstance(found.get(key), Mapping)), None)
        if inner is None:
            return found
        others = [key for key in found if key != inner]
        beside = f"; beside it stood {', '.join(others[:4])}" if others else ""
        notes.append(f'the weights stood under "{inner}"{beside}')
        value = found[inner]
        assert isinstance(value, Mapping)
        found = {str(key): value for key, value in value.items()}
    return found


def _tensors(found: Mapping[str, object], notes: list[str]) -> dict[str, Tensor]:
    tensors = {name: value for name, value in found.items() if isinstance(value, Tensor)}
    if len(tensors) < len(found) and tensors:
        notes.append(f"{len(found) - len(tensors)} entries are no tensors and were left aside")
    return tensors


def _without_prefixes(tensors: dict[str, Tensor], notes: list[str]) -> dict[str, Tensor]:
    """Names as they were before torch's wrappers."""
    for _ in range(len(_PREFIXES)):
        for prefix in _PREFIXES:
            if tensors and all(name.startswith(prefix) for name in tensors):
                tensors = {name.removeprefix(prefix): tensor for name, tensor in tensors.items()}
                notes.append(f'"{prefix}" before every name was removed')
    return tensors


# laying in


def _placed(
    found: str, tensor: Tensor, rules: tuple[OtherName, ...], ours: Mapping[str, Tensor]
) -> tuple[str | None, Tensor]:
    """Our name for a tensor of the file, and the tensor as we hold it."""
    if tensor.is_complex() or tensor.is_quantized:
        return None, tensor
    if found in ours:
        return found, tensor
    known = our_name(found, rules, ours)
    if known is None:
        return None, tensor
    name, rule = known
    return name, tensor.permute(rule.axes) if len(rule.axes) == tensor.ndim else tensor


def _fitted(tensor: Tensor, ours: Tensor) -> Tensor | None:
    """The tensor in our shape, from which it may differ by axes of length one; None where it does not fit."""
    is_same = [side for side in tensor.shape if side != 1] == [side for side in ours.shape if side != 1]
    return tensor.reshape(ours.shape) if is_same else None


def _oddities(fitting: Mapping[str, Tensor]) -> Iterator[str]:
    """What a person should know of the values."""
    others = {str(tensor.dtype).removeprefix("torch.") for tensor in fitting.values()} - {"float32"}
    if others:
        yield f"stored as {', '.join(sorted(others))}, used as float32"
    broken = [name for name, tensor in fitting.items() if not tensor.isfinite().all()]
    if broken:
        yield f"{len(broken)} tensors hold values that are no finite numbers, {broken[0]} the first"


# sentences


def _refused_pickle(path: Path) -> str:
    return (
        f"{path.name} is a pickle that holds more than tensors, or is no checkpoint; reading it could run "
        "what it says, so it was not loaded. Save the state dict alone, best as .safetensors"
    )


def _damaged(path: Path, error: BaseException) -> str:
    reason = str(error).strip().split("\n", 1)[0].rstrip(".")
    return f"{path.name} cannot be read as {path.suffix}: {reason or type(error).__name__}; it may be cut off"


def _nothing_fits(case: Case, checkpoint: Checkpoint, network: nn.Module) -> str:
    theirs, ours = next(iter(checkpoint.tensors)), next(iter(network.state_dict()))
    return (
        f"none of the {len(checkpoint.tensors)} tensors of {Path(checkpoint.file).name} fits "
        f"{case.model.key} at {case.resolution} px: its first is '{theirs}', the network's first is '{ours}'"
    )
