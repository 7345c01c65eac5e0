"""What is read from NVML, with its functions answered by the test: no driver is needed."""

from __future__ import annotations

from types import SimpleNamespace

import pynvml
import pytest

from mixbench.core.measurement import DeviceState
from mixbench.engine import nvml

UUID = "3f5a0c9e-0000-1111-2222-333344445555"
PLACE = "00000000:b1:00.0"


def unsupported(*_):
    raise pynvml.NVMLError(pynvml.NVML_ERROR_NOT_SUPPORTED)


@pytest.fixture
def driver(monkeypatch):
    """A driver that knows one device under its identity and its place, and says little else."""
    answers = {
        "nvmlInit": lambda: None,
        "nvmlSystemGetDriverVersion": lambda: "570.86",
        "nvmlDeviceGetHandleByUUID": lambda name: "handle" if name == f"GPU-{UUID}" else unsupported(),
        "nvmlDeviceGetHandleByPciBusId": lambda place: "handle" if place == PLACE else unsupported(),
        "nvmlDeviceGetClockInfo": lambda handle, kind: {pynvml.NVML_CLOCK_SM: 1755}[kind],
        "nvmlDeviceGetMaxClockInfo": lambda handle, kind: {pynvml.NVML_CLOCK_SM: 1980}[kind],
        "nvmlDeviceGetPowerUsage": lambda handle: 287_500,
        "nvmlDeviceGetEnforcedPowerLimit": lambda handle: 700_000,
        "nvmlDeviceGetTemperature": lambda handle, sensor: 61,
        "nvmlDeviceGetCurrentClocksEventReasons": lambda handle: 0x1 | 0x4 | 0x20,
        "nvmlDeviceGetTotalEnergyConsumption": lambda handle: 4_500,
        "nvmlDeviceGetComputeRunningProcesses": lambda handle: ["this one", "another"],
    }
    for name, answer in answers.items():
        monkeypatch.setattr(pynvml, name, answer)
    nvml._is_awake.cache_clear()
    yield monkeypatch
    nvml._is_awake.cache_clear()


def visible(monkeypatch, **facts):
    known = {"uuid": UUID, "pci_domain_id": 0, "pci_bus_id": 0xB1, "pci_device_id": 0} | facts
    monkeypatch.setattr(nvml.torch.cuda, "get_device_properties", lambda device: SimpleNamespace(**known))


def test_a_look_says_clock_power_temperature_and_why_it_holds_back(driver):
    visible(driver)
    reading = nvml.gauge("cuda:0").read()
    assert (reading.clock_mhz, reading.power_w, reading.temperature_c) == (1755, 287.5, 61)
    assert reading.throttled == ("power cap", "too hot, slowed by the driver")  # that it idles is no reason


def test_the_words_are_those_of_nvmls_own_bits():
    bits = {
        "power cap": pynvml.nvmlClocksEventReasonSwPowerCap,
        "hardware slowdown": pynvml.nvmlClocksEventReasonHwSlowdown,
        "too hot, slowed by the driver": pynvml.nvmlClocksEventReasonSwThermalSlowdown,
        "too hot, slowed by the hardware": pynvml.nvmlClocksEventReasonHwThermalSlowdown,
        "power brake of the machine": pynvml.nvmlClocksEventReasonHwPowerBrakeSlowdown,
        "clocks set by an application": pynvml.nvmlClocksEventReasonApplicationsClocksSetting,
        "clocks kept equal to another device's": pynvml.nvmlClocksEventReasonSyncBoost,
        "clocks of the display": pynvml.nvmlClocksEventReasonDisplayClockSetting,
    }
    assert {words: bit for bit, words in nvml.THROTTLED.items()} == bits


def test_energy_facts_and_other_processes(driver):
    visible(driver)
    gauge = nvml.gauge("cuda:0")
    assert gauge.energy_j == 4.5
    assert gauge.facts == {"max_clock_mhz": "1980", "power_limit_w": "700"}
    assert gauge.other_processes == 1
    assert nvml.driver() == "570.86"


def test_the_device_is_found_by_identity_or_by_place_and_never_by_number(driver):
    visible(driver)
    assert nvml.gauge("cuda:5") is not None
    visible(driver, uuid="unknown to this driver")
    assert nvml.gauge("cuda:5") is not None
    visible(driver, uuid="unknown to this driver", pci_bus_id=0x17)
    assert nvml.gauge("cuda:0") is None


def test_what_a_device_does_not_say_is_none(driver):
    for name in dir(pynvml):
        if name.startswith("nvmlDeviceGet") and "Handle" not in name:
            driver.setattr(pynvml, name, unsupported)
    visible(driver)
    gauge = nvml.gauge("cuda:0")
    assert gauge.read() == nvml.Reading(None, None, None, ())
    assert (gauge.energy_j, gauge.facts, gauge.other_processes) == (None, {}, None)
    assert nvml.state([gauge.read()]) == DeviceState()


def test_a_driver_from_before_the_new_name_is_asked_by_the_old_one(driver):
    visible(driver)
    driver.setattr(pynvml, "nvmlDeviceGetCurrentClocksEventReasons", unsupported)
    driver.setattr(pynvml, "nvmlDeviceGetCurrentClocksThrottleReasons", lambda handle: 0x40)
    assert nvml.gauge("cuda:0").read().throttled == ("too hot, slowed by the hardware",)


def test_without_a_driver_there_is_no_gauge(driver):
    def absent():
        raise pynvml.NVMLError(pynvml.NVML_ERROR_LIBRARY_NOT_FOUND)

    driver.setattr(pynvml, "nvmlInit", absent)
    assert nvml.gauge("cuda:0") is None
    assert nvml.driver() is None


def test_a_round_keeps_the_lowest_clock_beside_the_highest():
    looks = [
        nvml.Reading(1980, 100.0, 40.0),
        nvml.Reading(1500, 300.0, 70.0, ("power cap",)),
        nvml.Reading(1700, 200.0, 65.0, ("power cap", "hardware slowdown")),
    ]
    assert nvml.state(looks) == DeviceState(1500, 1980, 200.0, 70.0, ("power cap", "hardware slowdown"))
    assert nvml.state([]) is None
