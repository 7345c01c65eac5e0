"""How much memory a case needs, how much there is, and how much it took."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import psutil
import torch
from torch import Tensor

from mixbench.core.cost import MemoryForecast
from mixbench.core.units import bytes_text
from mixbench.engine.anatomy import Anatomy
from mixbench.engine.building import Subject, task_of
from mixbench.engine.liveness import LiveTensors, LiveTensorsMode
from mixbench.engine.training import TrainingStep

#: The share of the free memory that a case may take: a forecast that touches the limit is refused,
#: because the system ends the process that asks for the last page.
USABLE = 0.95

_CGROUP = Path("/sys/fs/cgroup")


def measured_peak(subject: Subject) -> int:
    """Bytes live at the peak of one real pass or training step: the input, but neither weights nor the
    optimizer's state. Of steps the second is measured, from which on that state is there: weights change.
    """
    if subject.case.conditions.mode == "inference":
        return _measured_peak(
            subject.image, Anatomy.of(subject.network).weights, torch.no_grad()(subject.call)
        )
    step = TrainingStep(subject.network, subject.image, task_of(subject.case))
    try:
        step.call()
        kept = (*Anatomy.of(subject.network).weights, *step.optimizer_state)
        return _measured_peak(subject.image, kept, step.call, step.target)
    finally:
        subject.network.eval()


def _measured_peak(
    image: Tensor, kept: Iterable[Tensor], call: Callable[[], object], *targets: Tensor
) -> int:
    if image.device.type == "cuda":
        return _cuda_peak(call, image, *targets)
    live = LiveTensors(kept)
    live.begin(image, *targets)
    with LiveTensorsMode(live):
        call()
    return live.peak.live_bytes


def _cuda_peak(call: Callable[[], object], *inputs: Tensor) -> int:
    """The allocator's own peak above what lay there before; the inputs count as activations.

    The second call is measured: the first one also allocates the workspaces of the libraries.
    """
    device = inputs[0].device
    call()
    torch.cuda.synchronize(device)
    baseline = torch.cuda.memory_allocated(device) - sum(item.untyped_storage().nbytes() for item in inputs)
    torch.cuda.reset_peak_memory_stats(device)
    call()
    torch.cuda.synchronize(device)
    return torch.cuda.max_memory_allocated(device) - baseline


def shortage(forecast: MemoryForecast, device: str) -> str | None:
    """The sentence on why a case does not fit beside what is held already, or None."""
    needed, free = forecast.total_bytes, free_bytes(device)
    if fits(needed, free):
        return None
    where = "this machine" if device == "cpu" else device
    return (
        f"needs {bytes_text(needed)}, but {where} has {bytes_text(free)} free; take a smaller size or batch"
    )


def fits(needed_bytes: int, free_bytes: int) -> bool:
    """Whether so much can be taken without touching the limit."""
    return needed_bytes <= USABLE * free_bytes


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
