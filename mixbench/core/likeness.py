"""Like with like: what stands between two measurements that are drawn side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions


@dataclass(frozen=True)
class Setting:
    """What a measurement was taken under, and on what. None: not known, or, in a reference, of no account.

    `device` is a kind (cpu, cuda): which of two equal cards it was makes no difference. `machine` is the name
    of the device, `torch_version` the release without its build.
    """

    device: str | None = None
    machine: str | None = None
    dtype: str | None = None
    layout: str | None = None
    batch: int | None = None
    threads: int | None = None
    runtime: str | None = None
    mode: str | None = None
    torch_version: str | None = None

    @classmethod
    def of(
        cls, conditions: Conditions, environment: Environment | None = None, batch: int | None = None
    ) -> Setting:
        """What a run under these conditions is taken under; leave the batch out where it is the axis."""
        return cls(
            kind_of(conditions.device),
            _machine(conditions.device, environment),
            conditions.dtype,
            conditions.layout,
            batch,
            _threads(conditions, environment),
            conditions.runtime,
            conditions.mode,
            release_of(environment.torch) if environment else None,
        )


@dataclass(frozen=True)
class Difference:
    """One field of the setting in which a measurement is unlike; `found` None: it does not say."""

    field: str
    found: str | int | None
    wanted: str | int


#: How a field is said of a measurement.
_PHRASES = {
    "device": "on {}",
    "machine": "on {}",
    "dtype": "in {}",
    "layout": "laid out {}",
    "batch": "at batch {}",
    "threads": "with threads {}",
    "runtime": "by runtime {}",
    "mode": "in mode {}",
    "torch_version": "with torch {}",
}


def differences(one: Setting, reference: Setting) -> tuple[Difference, ...]:
    """What keeps a measurement from being compared with those of the reference; none where it is alike.

    What the reference leaves open is not asked; what the measurement does not say counts as unlike.
    """
    return tuple(_differences(one, reference))


def difference(one: Setting, reference: Setting) -> str:
    """The differences in a sentence, `measured on cuda, not cpu; in float16, not float32`; else empty."""
    parts = [_phrase(each) for each in differences(one, reference)]
    return f"measured {'; '.join(parts)}" if parts else ""


def shared(settings: list[Setting]) -> Setting:
    """The reference that measurements make together: what all say alike; what they vary is left open."""
    values: dict[str, Any] = {}
    for field in fields(Setting):
        said = {getattr(setting, field.name) for setting in settings}
        values[field.name] = said.pop() if len(said) == 1 else None
    return Setting(**values)


def kind_of(device: str) -> str:
    """`cuda` of `cuda:1`."""
    return device.partition(":")[0]


def release_of(version: str) -> str:
    """`2.13.0` of `2.13.0+cpu`."""
    return version.partition("+")[0]


def _differences(one: Setting, reference: Setting) -> Iterator[Difference]:
    for field in _asked(reference, is_same_device=one.device == reference.device):
        found, wanted = getattr(one, field), getattr(reference, field)
        if found != wanted:
            yield Difference(field, found, wanted)


def _asked(reference: Setting, *, is_same_device: bool) -> Iterator[str]:
    """The fields of account: another device is another machine anyway, and threads are the processor's."""
    for field in fields(Setting):
        if getattr(reference, field.name) is None:
            continue
        if field.name == "machine" and not is_same_device:
            continue
        if field.name == "threads" and not (is_same_device and reference.device == "cpu"):
            continue
        yield field.name


def _phrase(each: Difference) -> str:
    if each.found is None:
        return f"with unknown {each.field.replace('_', ' ')}, not {each.wanted}"
    return f"{_PHRASES[each.field].format(each.found)}, not {each.wanted}"


def _machine(device: str, environment: Environment | None) -> str | None:
    devices = environment.devices if environment else ()
    return next((known.name for known in devices if known.id == device), None)


def _threads(conditions: Conditions, environment: Environment | None) -> int | None:
    """The threads that were asked for; unasked, those that the machine gives."""
    return conditions.threads or (environment.default_threads if environment else None)
