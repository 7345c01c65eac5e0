"""Between the database's rows and the values of core: JSON in, frozen dataclasses out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

import msgspec

from mixbench.core.claims import Finding
from mixbench.core.cost import CostReport
from mixbench.core.measurement import Environment, Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Case
from mixbench.core.role_times import RoleTimes
from mixbench.core.roofs import Roof, work_of
from mixbench.core.sweep import SweepPlan
from mixbench.store.schema import StoreError
from mixbench.store.sessions import SessionSummary

T = TypeVar("T")

_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind)
    for kind in (
        SweepPlan,
        Environment,
        Case,
        Round,
        CostReport,
        Timing,
        Estimate,
        Roof,
        Finding,
        RoleTimes,
        tuple[str, ...],
    )
}
_ESTIMATES = msgspec.json.Decoder(list[Estimate | None])


def json_of(value: object) -> str:
    """Write a value of core."""
    return msgspec.json.encode(value).decode()


def read(kind: type[T], content: str) -> T:
    """Read a value of core; fields that a later version added are passed over. Raise `StoreError`."""
    value: T = _decode(_DECODERS[kind], kind.__name__, content)
    return value


def _decode(decoder: msgspec.json.Decoder[Any], name: str, content: str) -> Any:
    try:
        return decoder.decode(content)
    except msgspec.MsgspecError as error:
        raise StoreError(f"a stored {name} is damaged and cannot be read ({error})") from error


def read_optional(kind: type[T], content: str | None) -> T | None:
    """Read a value that may not have been stored."""
    return None if content is None else read(kind, content)


def read_estimates(contents: Sequence[str | None]) -> list[Estimate | None]:
    """Read very many at once: one by one it takes twice as long."""
    joined = ",".join(content or "null" for content in contents)
    estimates: list[Estimate | None] = _decode(_ESTIMATES, Estimate.__name__, f"[{joined}]")
    return estimates


def item_columns(measurement: Measurement) -> dict[str, object]:
    """What the table `item` holds of a finished case; its rounds have a table of their own."""
    case = measurement.case
    return {
        "case": json_of(case),
        "model": case.model.key,
        "device": case.conditions.device,
        "status": measurement.status.value,
        "error": measurement.error,
        "cost": json_of(measurement.cost) if measurement.cost else None,
        "timing": json_of(measurement.timing) if measurement.timing else None,
        "estimate": json_of(measurement.timing.estimate) if measurement.timing else None,
        "started_at": measurement.started_at,
        "seconds_per_mac": _seconds_per_mac(measurement),
    }


def _seconds_per_mac(measurement: Measurement) -> float | None:
    """The rate that estimates of later runs are made of, over all MACs of a call or training step."""
    cost, timing = measurement.cost, measurement.timing
    work = work_of(cost.count, measurement.case) if cost else None
    if work is None or timing is None or not work.macs:
        return None
    return timing.estimate.median_ms / 1e3 / work.macs


def measurement_of(item: sqlite3.Row, rounds: tuple[Round, ...]) -> Measurement:
    """A finished case as it was measured."""
    return Measurement(
        case=read(Case, item["case"]),
        status=Status(item["status"]),
        error=item["error"],
        cost=read_optional(CostReport, item["cost"]),
        timing=read_optional(Timing, item["timing"]),
        rounds=rounds,
        started_at=item["started_at"],
    )


def summary_of(
    session: sqlite3.Row, counts: Mapping[Status, int], environment: Environment | None
) -> SessionSummary:
    """A row of the table `session` in one line, with the environment that it ran in last."""
    plan = read(SweepPlan, session["plan"])
    return SessionSummary(
        id=session["id"],
        name=session["name"],
        started_at=session["started_at"],
        finished_at=session["finished_at"],
        outcome=session["outcome"],
        planned=session["planned"],
        counts=dict(counts),
        device=plan.conditions.device,
        torch=environment.torch if environment else None,
        models=plan.models,
        is_duel=plan.duel is not None,
        machine=_machine_of(environment, plan.conditions.device),
        note=session["note"],
        tags=read(tuple[str, ...], session["tags"]),
        deleted_at=session["deleted_at"],
    )


def _machine_of(environment: Environment | None, device: str) -> str | None:
    """The name of the device that was measured on; the processor's where the device is not listed."""
    if environment is None:
        return None
    names = {known.id: known.name for known in environment.devices}
    return names.get(device, environment.processor)
