"""Stored measurements that can be held against one another: one setting, one row for each case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mixbench.catalog.hyperparameters import values_of
from mixbench.catalog.registry import resolve
from mixbench.core.claims import Words, said
from mixbench.core.measurement import Status
from mixbench.core.model import Case, Model, compact_json
from mixbench.store.rows import Row

#: What tells one measured case from another within a setting.
_CaseKey = tuple[str, str, str]
_TIMED = (Status.OK, Status.UNSTABLE)


def is_timed(row: Row) -> bool:
    """Whether a row holds a latency with its interval."""
    return row.status in _TIMED and row.latency_ms_ci_low is not None and row.latency_ms_ci_high is not None


def is_steady(row: Row) -> bool:
    """Whether something may follow from the interval of a timed row."""
    return row.status == Status.OK


def are_steady(rows: Iterable[Row]) -> bool:
    """Whether this is so of every one."""
    return all(map(is_steady, rows))


def alike(rows: Iterable[Row], cases: Sequence[Case]) -> tuple[Row, ...] | None:
    """A row of each case in their order, all timed under one setting, the steadiest that there is; None where
    no setting has them all.

    The batch of the cases is wanted, what else they say of their conditions is not: whatever device and dtype
    a session was measured with is as good as another, if it was the same for all.
    """
    wanted = [_key_of_case(case) for case in cases]
    settings = _by_setting(rows, {case.batch for case in cases}).values()
    whole = [tuple(found[key] for key in wanted) for found in settings if all(key in found for key in wanted)]
    return max(whole, key=lambda found: sum(map(is_steady, found)), default=None)


#: Cases that say something only together.
Group = Sequence[Case]


def most_alike(rows: Iterable[Row], cases: Sequence[Case], groups: Sequence[Group]) -> dict[Case, Row]:
    """As `alike`, but of the setting that is worth most, whichever of the cases these are."""
    keys = {case: _key_of_case(case) for case in cases}
    settings = _by_setting(rows, {case.batch for case in cases}).values()
    parts = ({case: found[key] for case, key in keys.items() if key in found} for found in settings)
    return max(parts, key=lambda part: worth(part, groups), default={})


def worth(found: Mapping[Case, Row], groups: Sequence[Group]) -> tuple[int, int, int]:
    """What rows are good for: how many whole groups of steady ones they hold, of any, and how many cases."""
    whole = [group for group in groups if all(case in found for case in group)]
    return sum(are_steady(found[case] for case in group) for group in whole), len(whole), len(found)


def taken_with(rows: Iterable[Row], one: Row, models: Sequence[Model]) -> dict[Case, Row]:
    """Everything of some networks that was timed under the setting of a row, on square images."""
    known = {_key_of_case(Case(model, 1, 1))[:2]: model for model in models}
    found = _by_setting(rows, {one.batch}).get(_setting(one), {})
    return {
        Case(known[key[:2]], int(key[2]), int(key[2]), one.batch): row
        for key, row in found.items()
        if key[:2] in known and key[2].isdecimal()
    }


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
    """Which of the rows are unstable, with what is known of why, where any is."""
    kept = tuple(rows)
    unstable = [row for row in kept if not is_steady(row)]
    if unstable:
        yield said(
            "{unstable} of {all} timings are unstable, so that nothing follows from their intervals: {which}",
            unstable=len(unstable),
            all=len(kept),
            which=", ".join(map(_why_unsteady, unstable)),
        )


def _why_unsteady(row: Row) -> str:
    """The network and its size with the reasons that its timing was marked for."""
    name = f"{row.variant} {row.resolution_px} px"
    return f"{name} ({row.error})" if row.error else name


def _by_setting(rows: Iterable[Row], batches: set[int]) -> dict[tuple[object, ...], dict[_CaseKey, Row]]:
    """The timed rows of inference by their setting; of a case measured twice, the later."""
    found: dict[tuple[object, ...], dict[_CaseKey, Row]] = defaultdict(dict)
    for row in rows:
        if is_timed(row) and row.mode == "inference" and row.batch in batches:
            found[_setting(row)][row.variant, row.hyperparameters, row.resolution_px] = row
    return found


def _setting(row: Row) -> tuple[object, ...]:
    return (
        row.session, row.device, row.device_name, row.dtype, row.layout, row.runtime, row.threads,
        row.torch_version,
    )  # fmt: skip


def _key_of_case(case: Case) -> _CaseKey:
    values = values_of(resolve(case.model).config)
    return case.model.variant, compact_json(values), case.resolution
