"""What a point was measured under: the conditions of its case, the machine and the software."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from mixbench.core.measurement import Environment
from mixbench.core.model import Case
from mixbench.core.units import bytes_text
from mixbench.gui.condition_words import layout_text, mode_text, runtime_text, where_text
from mixbench.gui.facts import Fact, Section


def condition_section(case: Case) -> Section:
    """All that was held fixed."""
    conditions = case.conditions
    facts = (
        Fact(QCoreApplication.translate("Inspector", "Batch"), str(case.batch)),
        Fact(QCoreApplication.translate("Inspector", "Device"), where_text(conditions)),
        Fact(QCoreApplication.translate("Inspector", "Data type"), conditions.dtype),
        Fact(QCoreApplication.translate("Inspector", "Memory layout"), layout_text(conditions.layout)),
        Fact(QCoreApplication.translate("Inspector", "Runtime"), runtime_text(conditions.runtime)),
        Fact(QCoreApplication.translate("Inspector", "Mode"), mode_text(conditions.mode)),
    )
    return Section(QCoreApplication.translate("Inspector", "Conditions"), facts)


def environment_section(environment: Environment, case: Case) -> Section:
    """The machine and the software, as the worker saw them."""
    facts = (*_machine_facts(environment, case), *_software_facts(environment))
    return Section(QCoreApplication.translate("Inspector", "Environment"), facts)


def _machine_facts(environment: Environment, case: Case) -> Iterator[Fact]:
    device = next((one for one in environment.devices if one.id == case.conditions.device), None)
    if device is not None and device.id != "cpu":
        yield Fact(device.id, device.name)
    yield Fact(QCoreApplication.translate("Inspector", "Processor"), environment.processor)
    cores = QCoreApplication.translate("Inspector", "{physical} physical, {logical} logical")
    yield Fact(
        QCoreApplication.translate("Inspector", "Cores"),
        cores.format(physical=environment.physical_cores, logical=environment.logical_cores),
    )
    if case.conditions.threads is None and environment.default_threads is not None:
        threads = QCoreApplication.translate("Inspector", "Threads by default")
        yield Fact(threads, str(environment.default_threads))
    yield Fact(QCoreApplication.translate("Inspector", "Memory"), bytes_text(environment.memory_bytes))
    if environment.governor is not None:
        yield Fact(QCoreApplication.translate("Inspector", "Governor"), environment.governor)
    if environment.on_battery is not None:
        battery = QCoreApplication.translate("Inspector", "battery")
        mains = QCoreApplication.translate("Inspector", "mains")
        yield Fact(
            QCoreApplication.translate("Inspector", "Runs on"),
            battery if environment.on_battery else mains,
            "warning" if environment.on_battery else "neutral",
        )


def _software_facts(environment: Environment) -> Iterator[Fact]:
    yield Fact("torch", environment.torch)
    if environment.cuda is not None:
        yield Fact("CUDA", environment.cuda)
    yield Fact("Python", environment.python)
    yield Fact("MixBench", environment.mixbench)
    yield Fact(QCoreApplication.translate("Inspector", "System"), environment.platform)
    for name, value in sorted((environment.settings or {}).items()):
        yield Fact(name, value)
