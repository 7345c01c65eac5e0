"""What a CUDA device says of itself: clock, power, temperature, why it holds back, energy.

It is read through NVML, the library that comes with NVIDIA's driver. Nothing is ever set, and everything
works without it: what the driver does not say is None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any, TypeVar

import pynvml
import torch

from mixbench.core.measurement import DeviceState

T = TypeVar("T")

#: Why a device runs below its highest clock, by bit of NVML's mask. That it idles is no reason.
THROTTLED = {
    0x002: "clocks set by an application",
    0x004: "power cap",
    0x008: "hardware slowdown",
    0x010: "clocks kept equal to another device's",
    0x020: "too hot, slowed by the driver",
    0x040: "too hot, slowed by the hardware",
    0x080: "power brake of the machine",
    0x100: "clocks of the display",
}


@dataclass(frozen=True)
class Reading:
    """One look at a device."""

    clock_mhz: float | None
    power_w: float | None
    temperature_c: float | None
    throttled: tuple[str, ...] = ()


class Gauge:
    """NVML's view of one device, found by its identity: `CUDA_VISIBLE_DEVICES` renumbers the devices of
    torch, but not those of NVML."""

    def __init__(self, handle: Any) -> None:
        self._handle = handle

    def read(self) -> Reading:
        """Look once; takes about a millisecond."""
        power_mw = self._ask(pynvml.nvmlDeviceGetPowerUsage)
        mask: int = self._ask(_ask_throttled) or 0
        return Reading(
            self._ask(pynvml.nvmlDeviceGetClockInfo, pynvml.NVML_CLOCK_SM),
            None if power_mw is None else power_mw / 1e3,
            self._ask(pynvml.nvmlDeviceGetTemperature, pynvml.NVML_TEMPERATURE_GPU),
            tuple(words for bit, words in THROTTLED.items() if mask & bit),
        )

    @property
    def energy_j(self) -> float | None:
        """What the device has taken since the driver was loaded; None before the Volta generation."""
        energy_mj = self._ask(pynvml.nvmlDeviceGetTotalEnergyConsumption)
        return None if energy_mj is None else energy_mj / 1e3

    @property
    def other_processes(self) -> int | None:
        """How many processes but this one have a context on the device. In a container NVML may number
        processes as the host does, so they are counted, not looked up; one of them is this one."""
        found = self._ask(pynvml.nvmlDeviceGetComputeRunningProcesses)
        return None if found is None else max(0, len(found) - 1)

    @property
    def facts(self) -> dict[str, str]:
        """What does not change while measuring, by name."""
        top_mhz = self._ask(pynvml.nvmlDeviceGetMaxClockInfo, pynvml.NVML_CLOCK_SM)
        limit_mw = self._ask(pynvml.nvmlDeviceGetEnforcedPowerLimit)
        known = {"max_clock_mhz": top_mhz, "power_limit_w": limit_mw and limit_mw / 1e3}
        return {name: f"{value:g}" for name, value in known.items() if value is not None}

    def _ask(self, question: Callable[..., Any], *details: Any) -> Any:
        return _asked(question, self._handle, *details)


def gauge(device: str) -> Gauge | None:
    """The gauge of a device of torch's (`cuda:1`), None where NVML does not know it."""
    if not _is_awake():
        return None
    facts = torch.cuda.get_device_properties(torch.device(device))
    # A part of a device (MIG) has an identity of its own, which says less; NVML answers None for the rest.
    found = _asked(pynvml.nvmlDeviceGetHandleByUUID, f"GPU-{getattr(facts, 'uuid', '')}")
    if found is None:
        found = _asked(pynvml.nvmlDeviceGetHandleByPciBusId, _pci(facts))
    return None if found is None else Gauge(found)


def driver() -> str | None:
    """The version of NVIDIA's driver."""
    return _asked(pynvml.nvmlSystemGetDriverVersion) if _is_awake() else None


def state(readings: Sequence[Reading]) -> DeviceState | None:
    """A round's looks in one: the lowest clock beside the highest, mean power, the highest temperature."""
    if not readings:
        return None
    clocks = [one.clock_mhz for one in readings if one.clock_mhz is not None]
    powers = [one.power_w for one in readings if one.power_w is not None]
    temperatures = [one.temperature_c for one in readings if one.temperature_c is not None]
    return DeviceState(
        clock_mhz=min(clocks, default=None),
        top_clock_mhz=max(clocks, default=None),
        power_w=fmean(powers) if powers else None,
        temperature_c=max(temperatures, default=None),
        throttled=tuple(dict.fromkeys(words for one in readings for words in one.throttled)),
    )


@cache
def _is_awake() -> bool:
    """Whether the driver's library is there and answers."""
    try:
        pynvml.nvmlInit()
    except pynvml.NVMLError:
        return False
    return True


def _asked(question: Callable[..., T], *details: Any) -> T | None:
    """NVML's answer, None where this device or driver has none."""
    try:
        return question(*details)
    except pynvml.NVMLError:
        return None


def _ask_throttled(handle: Any) -> Any:
    """The mask of reasons, under its name of today or that of drivers before 535."""
    try:
        return pynvml.nvmlDeviceGetCurrentClocksEventReasons(handle)
    except pynvml.NVMLError:
        return pynvml.nvmlDeviceGetCurrentClocksThrottleReasons(handle)


def _pci(facts: Any) -> str:
    """The device's place on the bus, as NVML writes it."""
    return f"{facts.pci_domain_id:08x}:{facts.pci_bus_id:02x}:{facts.pci_device_id:02x}.0"
