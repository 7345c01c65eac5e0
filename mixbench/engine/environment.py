"""The machine and the software that a measurement is taken with."""

from __future__ import annotations

import os
import platform
import subprocess
from pathlib import Path

import psutil
import torch

from mixbench.core.measurement import Device, Environment
from mixbench.core.model import Dtype
from mixbench.core.version import __version__
from mixbench.engine import cores, nvml
from mixbench.engine.building import DTYPES

_GOVERNOR = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor")
_CPUINFO = Path("/proc/cpuinfo")

#: Variables that change how fast the processor's libraries run.
_VARIABLES = (
    "OMP_WAIT_POLICY",
    "OMP_NUM_THREADS",
    "OMP_PROC_BIND",
    "OMP_PLACES",
    "GOMP_SPINCOUNT",
    "GOMP_CPU_AFFINITY",
    "KMP_AFFINITY",
    "KMP_BLOCKTIME",
    "MKL_NUM_THREADS",
    "CUDA_VISIBLE_DEVICES",
    "NVIDIA_TF32_OVERRIDE",
    "LD_PRELOAD",
)


def environment() -> Environment:
    """Look at the machine. Takes some milliseconds, and longer where a CUDA device must wake up."""
    processor = _processor()
    memory = int(psutil.virtual_memory().total)
    return Environment(
        mixbench=__version__,
        python=platform.python_version(),
        torch=str(torch.__version__),
        platform=platform.platform(),
        processor=processor,
        physical_cores=psutil.cpu_count(logical=False) or os.cpu_count() or 1,
        logical_cores=os.cpu_count() or 1,
        memory_bytes=memory,
        devices=(Device("cpu", processor, memory, supported_dtypes("cpu")), *_cuda_devices()),
        cuda=torch.version.cuda,
        governor=_governor(),
        on_battery=_is_on_battery(),
        settings=_settings(),
        default_threads=cores.default_threads(cores.available_cores()),
    )


def _processor() -> str:
    """The processor's name as its maker prints it."""
    try:
        for line in _CPUINFO.read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    except OSError:
        pass
    if platform.system() == "Darwin":
        asked = ["sysctl", "-n", "machdep.cpu.brand_string"]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
        if answer:
            return answer
    return platform.processor() or platform.machine()


def _cuda_devices() -> tuple[Device, ...]:
    if not torch.cuda.is_available():
        return ()
    found = []
    for index in range(torch.cuda.device_count()):
        facts = torch.cuda.get_device_properties(index)
        device = f"cuda:{index}"
        found.append(Device(device, facts.name, int(facts.total_memory), supported_dtypes(device)))
    return tuple(found)


def supported_dtypes(device: str) -> tuple[Dtype, ...]:
    """The types that a convolution and a matrix product run in there."""
    return tuple(name for name, dtype in DTYPES.items() if _runs(device, dtype))


def _runs(device: str, dtype: torch.dtype) -> bool:
    try:
        image = torch.ones(1, 1, 2, 2, device=device, dtype=dtype)
        torch.nn.functional.conv2d(image, image)
        image[0, 0] @ image[0, 0]
    except RuntimeError:
        return False
    return True


def _governor() -> str | None:
    try:
        return _GOVERNOR.read_text().strip()
    except OSError:
        return None


def _is_on_battery() -> bool | None:
    """None where there is no battery, or no way to ask."""
    ask = getattr(psutil, "sensors_battery", None)
    battery = ask() if ask else None
    return None if battery is None or battery.power_plugged is None else not battery.power_plugged


def _settings() -> dict[str, str]:
    """The switches that change a number; they are recorded and never set."""
    switches = {
        "float32_matmul_precision": torch.get_float32_matmul_precision(),
        "cuda_matmul_tf32": torch.backends.cuda.matmul.allow_tf32,
        "cudnn_tf32": torch.backends.cudnn.allow_tf32,
        "cudnn_benchmark": torch.backends.cudnn.benchmark,
        "cudnn_deterministic": torch.backends.cudnn.deterministic,
        "mkldnn": torch.backends.mkldnn.is_available(),  # type: ignore[no-untyped-call]  # torch leaves it so
    }
    known = {name: str(value) for name, value in switches.items()}
    variables = {name: os.environ[name] for name in _VARIABLES if name in os.environ}
    return known | _cuda_settings() | variables


def _cuda_settings() -> dict[str, str]:
    """Versions of what lies below torch, and what each device's driver says of it; empty without a device."""
    if not torch.cuda.is_available():
        return {}
    cudnn = torch.backends.cudnn.version()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    found = {"driver": nvml.driver(), "cudnn": cudnn}
    for index in range(torch.cuda.device_count()):
        gauge = nvml.gauge(f"cuda:{index}")
        found |= {f"cuda:{index} {name}": text for name, text in gauge.facts.items()} if gauge else {}
    return {name: str(value) for name, value in found.items() if value is not None}
