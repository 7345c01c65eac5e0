"""How much the caches hold: what is larger must come from memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import torch

_CPUS = Path("/sys/devices/system/cpu")

#: Where the system does not tell: more than most processors have.
UNKNOWN_BYTES = 128 * 2**20

_UNITS = {"K": 2**10, "M": 2**20, "G": 2**30}


def processor_cache_bytes(cores: Iterable[int]) -> int:
    """The caches that these logical cores reach, of all levels together; one that they share counts once."""
    found = dict(cache for core in cores for cache in _caches(core))
    return sum(found.values()) or UNKNOWN_BYTES


def _caches(core: int) -> Iterator[tuple[tuple[str, str, str], int]]:
    """Level, kind and sharers of each cache of a core, with its bytes."""
    for cache in sorted((_CPUS / f"cpu{core}" / "cache").glob("index*")):
        try:
            level, kind, sharers, size = (
                (cache / name).read_text().strip() for name in ("level", "type", "shared_cpu_list", "size")
            )
            yield (level, kind, sharers), int(size[:-1]) * _UNITS[size[-1]]
        except (OSError, ValueError, KeyError, IndexError):
            continue


def device_cache_bytes(device: torch.device) -> int:
    """The last cache of a CUDA device."""
    facts = torch.cuda.get_device_properties(device)
    return int(getattr(facts, "L2_cache_size", 0)) or UNKNOWN_BYTES
