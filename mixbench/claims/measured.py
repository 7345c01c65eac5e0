"""Stored measurements that can be held against one another: one setting, one row for each case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from mixbench.catalog.hyperparameters import values_of
from mixbench.catalog.registry import resolve
from mixbench.core.claims import Words, said
from mixbench.core.measurement import Status
from mixbench.core.model import Case, compact_json
from mixbench.store.rows import Row

#: What tells one measured case from another within a setting.
_CaseKey = tuple[str, str, str]
_TIMED = (Status.OK, Status.UNSTABLE)


def is_timed(row: Row) -> bool:
    """Whether a row holds a latency with its interval."""
    return row.status in _TIMED and row.latency_ms_ci_low is not None and row.latency_ms_ci_high is not None


def alike(rows: Iterable[Row], cases: Sequence[Case]) -> tuple[Row, ...] | None:
    """A row of each case in their order, all timed under one setting; None where no setting has them all.

    The batch of the cases is wanted, what else they say of their conditions is not: whatever device and dtype
    a session was measured with is as good as another, if it was the same for all.
    """
    wanted = [_key_of_case(case) for case in cases]
    for found in _by_setting(rows, {case.batch for case in cases}).values():
        if all(key in found for key in wanted):
            return tuple(found[key] for key in wanted)
    return None


def most_alike(rows: Iterable[Row], cases: Sequence[Case]) -> dict[Case, Row]:
    """As `alike`, but of the setting that has the most of the cases, whichever these are."""
    keys = {case: _key_of_case(case) for case in cases}
    settings = _by_setting(rows, {case.batch for case in cases}).values()
    best = max(settings, key=lambda found: sum(key in found for key in keys.values()), default={})
    return {case: best[key] for case, key in keys.items() if key in best}


def setting_words(row: Row) -> str:
    """What a row was measured under, in a line."""
    parts = (
        row.device_name or row.device,
        row.dtype,
        row.layout,
        f"batch {row.batch}",
        f"{row.threads} threads" if row.threads else "",
        row.runtime,
        row.mode.replace("_", " "),
        f"torch {row.torch_version}" if row.torch_version else "",
    )
    return ", ".join(part for part in parts if part)


def unsteady_words(rows: Iterable[Row]) -> Iterator[Words]:
    """How many of the rows other programs disturbed, where any was."""
    kept = tuple(rows)
    unstable = sum(row.status == Status.UNSTABLE for row in kept)
    if unstable:
        yield said(
            "{unstable} of {all} timings are unstable: something else took the processor; measured again on "
            "a quiet machine their intervals are narrower",
            unstable=unstable,
            all=len(kept),
        )


def _by_setting(rows: Iterable[Row], batches: set[int]) -> dict[tuple[object, ...], dict[_CaseKey, Row]]:
    """The timed rows of inference by their setting; of a case measured twice, the later."""
    found: dict[tuple[object, ...], dict[_CaseKey, Row]] = defaultdict(dict)
    for row in rows:
        if is_timed(row) and row.mode == "inference" and row.batch in batches:
            setting = (
                row.session, row.device, row.device_name, row.dtype, row.layout, row.runtime, row.threads,
                row.torch_version,
            )  # fmt: skip
            found[setting][row.variant, row.hyperparameters, row.resolution_px] = row
    return found


def _key_of_case(case: Case) -> _CaseKey:
    values = values_of(resolve(case.model).config)
    return case.model.variant, compact_json(values), case.resolution
