"""What was held fixed, and the machine and software that it was measured with."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.core.measurement import PRECISION_TARGETS, Environment
from mixbench.core.units import bytes_text, percent, si
from mixbench.report.document import Block, Facts, Paragraph, Section
from mixbench.report.subject import Subject, each_once, mode_text, size_text
from mixbench.report.words import Say


def section(subject: Subject, say: Say) -> Section:
    """What the rows were measured under; where they differ, all that occurs."""
    rows = [result.row for result in subject.results]
    plan = subject.stored.plan
    target = PRECISION_TARGETS[plan.precision]
    goal = say("{name}: 95 % interval of ±{width}, or {cap:g} s a case")
    named = (
        (say("Device"), each_once(row.device_name or row.device for row in rows) or plan.conditions.device),
        (say("Threads"), each_once(row.threads for row in rows)),
        (say("Data type"), plan.conditions.dtype),
        (say("Memory layout"), plan.conditions.layout),
        (say("Runtime"), plan.conditions.runtime),
        (say("Mode"), mode_text(plan.conditions.mode, say)),
        (say("Sizes [px]"), ", ".join(size_text(*size) for size in subject.sizes)),
        (say("Batches"), ", ".join(map(str, subject.batches))),
        (
            say("Precision"),
            goal.format(name=plan.precision, width=percent(target.half_width), cap=target.cap_s),
        ),
        (say("Note"), subject.stored.summary.note),
        (say("Tags"), ", ".join(subject.stored.summary.tags)),
    )
    return Section("conditions", say("Conditions"), (Facts(_known(named)),))


def _known(named: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in named if value)


def environment_section(subject: Subject, say: Say) -> Section:
    """The machine and the software; each of several that the session ran in."""
    return Section("environment", say("Machine and software"), tuple(_environments(subject, say)))


def _environments(subject: Subject, say: Say) -> Iterator[Block]:
    stored = subject.stored
    known = [*stored.environments.values(), *([stored.environment] if stored.environment else [])]
    distinct = [one for place, one in enumerate(known) if one not in known[:place]]
    if not distinct:
        yield Paragraph(say("No machine is known: nothing was measured in this session yet."))
    if len(distinct) > 1:
        several = say(
            "The session ran in {n} environments; compare latencies across them with care. Each is below."
        )
        yield Paragraph(several.format(n=len(distinct)))
    for environment in distinct:
        yield Facts(_known(_environment(environment, say)))
    yield from _roofs(subject, say)


def _environment(one: Environment, say: Say) -> tuple[tuple[str, str], ...]:
    cores = say("{physical} cores, {logical} threads")
    powered = {None: "", True: say("battery"), False: say("mains")}[one.on_battery]
    settings = ", ".join(f"{name}={value}" for name, value in sorted((one.settings or {}).items()))
    return (
        (say("Processor"), one.processor),
        (say("Cores"), cores.format(physical=one.physical_cores, logical=one.logical_cores)),
        (say("Memory"), bytes_text(one.memory_bytes)),
        (say("Devices"), each_once(device.name for device in one.devices)),
        (say("System"), one.platform),
        ("Python", one.python),
        ("torch", one.torch),
        ("CUDA", one.cuda or ""),
        ("MixBench", one.mixbench),
        (say("Frequency governor"), one.governor or ""),
        (say("Power"), powered),
        (say("Settings"), settings),
    )


def _roofs(subject: Subject, say: Say) -> Iterator[Block]:
    roofs = {roof.key: roof for roof in subject.stored.roofs.values()}
    if not roofs:
        return
    rates = say("{macs}MACs/s in large matrix products, {bytes}/s through memory")
    where = say("Roof of {device}, {dtype}, {threads} threads")
    yield Facts(
        tuple(
            (
                where.format(device=roof.device, dtype=roof.dtype, threads=roof.threads or "–"),
                rates.format(macs=si(roof.macs_per_s), bytes=bytes_text(roof.bytes_per_s)),
            )
            for roof in roofs.values()
        )
    )
