"""Weights from a file: read without running anything in it."""

from __future__ import annotations

import pickle
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from mixbench.core.errors import MixBenchError
from mixbench.core.units import bytes_text
from mixbench.engine import memory

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

#: Where an optimizer of JAX code keeps the weights, beside its own state.
_TARGET = "opt/target/"

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
    tensors = _without_prefixes(_targets(_tensors(_unwrapped(found, notes), notes), notes), notes)
    if not tensors:
        raise CheckpointError(f"{path.name} holds no tensors")
    return Checkpoint(str(path), path.suffix.lower().removeprefix("."), tensors, tuple(notes))


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


def _targets(tensors: dict[str, Tensor], notes: list[str]) -> dict[str, Tensor]:
    """The weights without the state of the optimizer that holds them, where one does."""
    held = {name: tensor for name, tensor in tensors.items() if name.startswith(_TARGET)}
    if not held:
        return tensors
    others = len(tensors) - len(held)
    notes.append(f'the weights stood under "{_TARGET}"; {others} tensors beside it were left aside')
    return {name.removeprefix(_TARGET): tensor for name, tensor in held.items()}


def _without_prefixes(tensors: dict[str, Tensor], notes: list[str]) -> dict[str, Tensor]:
    """Names as they were before torch's wrappers."""
    for _ in range(len(_PREFIXES)):
        for prefix in _PREFIXES:
            if tensors and all(name.startswith(prefix) for name in tensors):
                tensors = {name.removeprefix(prefix): tensor for name, tensor in tensors.items()}
                notes.append(f'"{prefix}" before every name was removed')
    return tensors


def _refused_pickle(path: Path) -> str:
    return (
        f"{path.name} is a pickle that holds more than tensors, or is no checkpoint; reading it could run "
        "what it says, so it was not loaded. Save the state dict alone, best as .safetensors"
    )


def _damaged(path: Path, error: BaseException) -> str:
    reason = str(error).strip().split("\n", 1)[0].rstrip(".")
    return f"{path.name} cannot be read as {path.suffix}: {reason or type(error).__name__}; it may be cut off"
