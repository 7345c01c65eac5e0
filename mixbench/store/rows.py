"""A measurement as one row of the results file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, get_args, get_type_hints

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import values_of
from mixbench.core.cost import Cost, Count, Phase, RoleCost, Witness
from mixbench.core.errors import MixBenchError
from mixbench.core.likeness import Setting, kind_of, release_of
from mixbench.core.measurement import Environment, Measurement, Timing
from mixbench.core.model import Case, Model, Value, compact_json
from mixbench.core.roles import Role
from mixbench.core.roofs import Roof, reach_of
from mixbench.store.sessions import StoredSession


@dataclass(frozen=True)
class Row:
    """One line of the results file: the fields are its columns, in their order. None: not measured.

    MACs and bytes moved are of one image through the forward pass (`macs_backward` of its way back), latency
    and energy are of one call of the whole batch, which in a training step is the whole step. Shares are of
    1, as `core.roofs` defines them. `hyperparameters` is the whole configuration as compact JSON.
    `top1_percent` is an accuracy that an imported file prints; nothing here measures it.

    A column that is added goes to the end: who reads by position keeps reading.
    """

    session: str
    family: str
    variant: str
    hyperparameters: str
    resolution_px: str
    tokens: int | None
    batch: int
    device: str
    device_name: str | None
    dtype: str
    layout: str
    runtime: str
    mode: str
    threads: int | None
    params: int | None
    trainable_params: int | None
    macs: int | None
    macs_fvcore: int | None
    macs_torch: int | None
    macs_spatial_mixing: int | None
    macs_channel_mixing: int | None
    activation_bytes: int | None
    peak_memory_bytes: int | None
    latency_ms_median: float | None
    latency_ms_ci_low: float | None
    latency_ms_ci_high: float | None
    latency_ms_p95: float | None
    throughput_img_s: float | None
    samples: int | None
    status: str
    error: str
    started_at: str | None
    torch_version: str | None
    mixbench_version: str | None
    rounds: int | None
    processes: int | None
    first_call_ms: float | None
    compile_ms: float | None
    forward_ms: float | None
    backward_ms: float | None
    optimizer_ms: float | None
    end_to_end_ms: float | None
    energy_j: float | None
    macs_backward: int | None
    bytes_moved: int | None
    gradient_bytes: int | None
    optimizer_bytes: int | None
    achieved_macs_per_s: float | None
    roof_macs_per_s: float | None
    roof_bytes_per_s: float | None
    roof_share: float | None
    roofline_share: float | None
    top1_percent: float | None = None


COLUMNS: tuple[str, ...] = tuple(field.name for field in fields(Row))


@cache
def column_types() -> Mapping[str, type]:
    """The type of each column's values (str, int or float), where there is one."""
    return {name: (get_args(hint) or (hint,))[0] for name, hint in get_type_hints(Row).items()}


def optional_columns() -> tuple[str, ...]:
    """The columns that may be empty because nothing was measured or is known."""
    hints = get_type_hints(Row)
    return tuple(name for name in COLUMNS if type(None) in get_args(hints[name]))


@dataclass(frozen=True)
class _Facts:
    """What the catalog says of a case; little, where it no longer knows the variant."""

    family: str
    values: dict[str, Value]
    law: Cost | None


def row_of(
    session: str, measurement: Measurement, environment: Environment | None, roof: Roof | None = None
) -> Row:
    """One measurement as a row. What was counted goes before the law; what was not measured is None."""
    case, timing = measurement.case, measurement.timing
    estimate = timing.estimate if timing else None
    conditions, facts = case.conditions, _facts(case)
    cost = measurement.cost
    count = cost.count if cost else None
    known: Count | Cost | None = count or facts.law
    return Row(
        session=session,
        family=facts.family,
        variant=case.model.variant,
        hyperparameters=compact_json(facts.values),
        resolution_px=case.resolution,
        tokens=facts.law.tokens if facts.law else None,
        batch=case.batch,
        device=conditions.device,
        device_name=_device_name(environment, conditions.device),
        dtype=conditions.dtype,
        layout=conditions.layout,
        runtime=conditions.runtime,
        mode=conditions.mode,
        threads=_threads(measurement),
        params=known.params if known else None,
        trainable_params=count.trainable_params if count else known.params if known else None,
        macs=known.macs if known else None,
        macs_fvcore=_witnessed(cost.fvcore if cost else None),
        macs_torch=_witnessed(cost.torch if cost else None),
        macs_spatial_mixing=_macs(known, Role.SPATIAL_MIXING),
        macs_channel_mixing=_macs(known, Role.CHANNEL_MIXING),
        activation_bytes=count.memory.activation_bytes if count else None,
        peak_memory_bytes=cost.peak_memory_bytes if cost else None,
        latency_ms_median=estimate.median_ms if estimate else None,
        latency_ms_ci_low=estimate.ci_low_ms if estimate else None,
        latency_ms_ci_high=estimate.ci_high_ms if estimate else None,
        latency_ms_p95=timing.p95_ms if timing else None,
        throughput_img_s=timing.throughput_img_s if timing else None,
        samples=estimate.samples if estimate else None,
        status=measurement.status.value,
        error=_what_is_wrong(measurement),
        started_at=measurement.started_at or None,
        torch_version=environment.torch if environment else None,
        mixbench_version=environment.mixbench if environment else None,
        **_timed(timing),
        **_moved(count),
        **_reached(measurement, roof),
    )


def _timed(timing: Timing | None) -> dict[str, Any]:
    """What a timing says beside its latency."""
    estimate = timing.estimate if timing else None
    phases = timing.phases_ms if timing else {}
    return {
        "rounds": estimate.rounds if estimate else None,
        "processes": estimate.processes if estimate else None,
        "first_call_ms": timing.first_call_ms if timing else None,
        "compile_ms": timing.compile_ms if timing else None,
        **{f"{phase}_ms": phases.get(phase) for phase in get_args(Phase)},
        "end_to_end_ms": timing.end_to_end_ms if timing else None,
        "energy_j": timing.energy_j if timing else None,
    }


def _moved(count: Count | None) -> dict[str, Any]:
    """What was counted of memory traffic, and of a training step where one was counted."""
    backward = count.phase("backward") if count else None
    is_step = count is not None and bool(count.phases)
    return {
        "macs_backward": backward.macs if backward else None,
        "bytes_moved": count.bytes_read + count.bytes_written if count else None,
        "gradient_bytes": count.memory.gradient_bytes if count and is_step else None,
        "optimizer_bytes": count.memory.optimizer_bytes if count and is_step else None,
    }


def _reached(measurement: Measurement, roof: Roof | None) -> dict[str, Any]:
    """What the device could do, and how near the measurement comes to it."""
    reach = reach_of(measurement, roof)
    return {
        "achieved_macs_per_s": reach.macs_per_s if reach else None,
        "roof_macs_per_s": roof.macs_per_s if roof else None,
        "roof_bytes_per_s": roof.bytes_per_s if roof else None,
        "roof_share": reach.roof_share if reach else None,
        "roofline_share": reach.roofline_share if reach else None,
    }


def rows_of(stored: StoredSession) -> tuple[Row, ...]:
    """Every finished measurement of a session as a row, in the order of the plan."""
    return tuple(
        row_of(
            stored.id,
            measurement,
            stored.environments.get(number, stored.environment),
            stored.roofs.get(number),
        )
        for number, measurement in sorted(stored.measurements.items())
    )


def setting_of(row: Row) -> Setting:
    """What a row was measured under, to be held against that of others."""
    return Setting(
        kind_of(row.device) or None,
        row.device_name,
        row.dtype or None,
        row.layout or None,
        row.batch,
        row.threads,
        row.runtime or None,
        row.mode or None,
        release_of(row.torch_version) if row.torch_version else None,
    )


def model_of(row: Row) -> Model:
    """The model of a row, with the hyperparameters that differ from the published variant."""
    overrides = {name: _tuple_again(value) for name, value in json.loads(row.hyperparameters).items()}
    model = Model(row.variant, overrides)
    if not registry.is_known(row.variant):
        return model
    try:
        return registry.normal(model)
    except MixBenchError:
        return model


def _tuple_again(value: Value | list[int]) -> Value:
    """JSON has lists where a configuration has tuples."""
    return tuple(value) if isinstance(value, list) else value


def _facts(case: Case) -> _Facts:
    """Ask the catalog; a session of an older MixBench may name what this one no longer has."""
    unknown = _Facts("", dict(case.model.overrides), None)
    if not registry.is_known(case.model.variant):
        return unknown
    try:
        resolved = registry.resolve(case.model)
    except MixBenchError:
        return unknown
    refused = resolved.refusal(case.height, case.width)
    law = None if refused else resolved.law(case.height, case.width)
    return _Facts(resolved.family.name, values_of(resolved.config), law)


def _what_is_wrong(measurement: Measurement) -> str:
    """Why a measurement failed, or, where it did not, why its timing is not to be trusted."""
    reasons = measurement.timing.reasons if measurement.timing else ()
    return measurement.error or "; ".join(reasons)


def _device_name(environment: Environment | None, device: str) -> str | None:
    devices = environment.devices if environment else ()
    return next((known.name for known in devices if known.id == device), None)


def _threads(measurement: Measurement) -> int | None:
    """The threads that were asked for; unasked, one a core that the timing was pinned to."""
    asked, timing = measurement.case.conditions.threads, measurement.timing
    return asked or (len(timing.pinned_cores) if timing else 0) or None


def _witnessed(witness: Witness | None) -> int | None:
    return witness.macs if witness else None


def _macs(known: Count | Cost | None, role: Role) -> int | None:
    """The MACs of one role; a network that has none of it does 0."""
    return known.by_role.get(role, RoleCost()).macs if known else None
