"""How much memory a case needs, how much there is, and how much it took."""

from __future__ import annotations

from pathlib import Path

import psutil
import torch

from mixbench.core.cost import MemoryForecast
from mixbench.core.units import bytes_text
from mixbench.engine.anatomy import Anatomy
from mixbench.engine.building import Subject
from mixbench.engine.liveness import LiveTensors, LiveTensorsMode

#: The share of the free memory that a case may take: a forecast that touches the limit is refused,
#: because the system ends the process that asks for the last page.
USABLE = 0.95

_CGROUP = Path("/sys/fs/cgroup")


def measured_peak(subject: Subject) -> int:
    """Bytes of live tensors at the peak of one real forward pass, input included, weights not."""
    if subject.image.device.type == "cuda":
        return _cuda_peak(subject)
    live = LiveTensors(Anatomy.of(subject.network).weights)
    live.add(subject.image, "", "input")
    with torch.no_grad(), LiveTensorsMode(live):
        subject.call()
    return live.peak.activation_bytes


def _cuda_peak(subject: Subject) -> int:
    """The allocator's own peak above what lay there before; the input counts as activation.

    The second pass is measured: the first one also allocates the workspaces of the libraries.
    """
    device = subject.image.device
    with torch.inference_mode():
        subject.call()
        torch.cuda.synchronize(device)
        baseline = torch.cuda.memory_allocated(device) - subject.image.untyped_storage().nbytes()
        torch.cuda.reset_peak_memory_stats(device)
        subject.call()
        torch.cuda.synchronize(device)
    return torch.cuda.max_memory_allocated(device) - baseline


def shortage(forecast: MemoryForecast, device: str) -> str | None:
    """The sentence on why a case does not fit beside what is held already, or None."""
    needed, free = forecast.activation_bytes + forecast.weight_bytes, free_bytes(device)
    if needed <= USABLE * free:
        return None
    where = "this machine" if device == "cpu" else device
    return (
        f"needs {bytes_text(needed)}, but {where} has {bytes_text(free)} free; take a smaller size or batch"
    )


def free_bytes(device: str) -> int:
    """Bytes that can still be taken on a device."""
    if device.startswith("cuda"):
        free, _ = torch.cuda.mem_get_info(device)
        cached = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
        return int(free + cached)
    limit = _cgroup_free_bytes()
    available = int(psutil.virtual_memory().available)
    return available if limit is None else min(available, limit)


def _cgroup_free_bytes() -> int | None:
    """What a container's limit leaves, None without a limit. Its page cache can be given back."""
    try:
        most = (_CGROUP / "memory.max").read_text().strip()
        taken = int((_CGROUP / "memory.current").read_text())
        entries = dict(line.split() for line in (_CGROUP / "memory.stat").read_text().splitlines())
    except (OSError, ValueError):
        return None
    return None if most == "max" else int(most) - taken + int(entries.get("inactive_file", 0))
