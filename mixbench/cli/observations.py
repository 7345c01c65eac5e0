"""What a stored session knows of models at sizes, and the command that would measure what it does not."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

import typer

from mixbench.catalog.weighing import Setting
from mixbench.cli.history import open_store
from mixbench.core.amounts import Observation
from mixbench.core.model import Conditions, Model

SessionOption = Annotated[
    str | None,
    typer.Option(
        "--session",
        metavar="SESSION",
        help="Whose measurements: a session of `mixbench sessions`, its beginning, or last.",
    ),
]
BatchOption = Annotated[
    int | None,
    typer.Option(min=1, help="Measurements of this batch; by default the batch most were taken at."),
]

_USUAL = Conditions()


@dataclass(frozen=True)
class SessionView:
    """A session's measurements; `machine` is the name of the device that they were taken on."""

    session: str | None
    machine: str
    observations: tuple[Observation, ...]


NO_SESSION = SessionView(None, "", ())


def view_session(name: str, *, by_role: bool = False) -> SessionView:
    """The measurements of a session, with the times of their layers by role where those are asked for; raise
    `UnknownSessionError`."""
    store = open_store()
    try:
        stored = store.load(name)
        divided = store.role_times.of_session(stored.id) if by_role else {}
    finally:
        store.close()
    observations = tuple(
        Observation(one.case, one, one.timing.estimate if one.timing else None, divided.get(number))
        for number, one in sorted(stored.measurements.items())
    )
    return SessionView(stored.id, stored.summary.machine or stored.summary.device, observations)


def setting_text(setting: Setting) -> str:
    """Under what was measured: `cpu, float32, batch 1, eager, inference`."""
    conditions, batch = setting
    words = [conditions.device]
    if conditions.threads:
        words.append(f"{conditions.threads} threads")
    words += [conditions.dtype, f"batch {batch}"]
    if conditions.layout != _USUAL.layout:
        words.append(conditions.layout.replace("_", " "))
    words += [conditions.runtime.replace("_", " "), conditions.mode.replace("_", " ")]
    return ", ".join(words)


def sweep_command(models: Iterable[Model], sides: Iterable[int], setting: Setting | None) -> str:
    """The `mixbench sweep` that measures models at sizes, under a setting that was measured under before."""
    words = ["mixbench sweep", *(shlex.quote(key) for key in dict.fromkeys(model.key for model in models))]
    words.append(f"--resolutions {','.join(str(side) for side in sorted(set(sides)))}")
    conditions, batch = setting or (_USUAL, 1)
    if batch != 1:
        words.append(f"--batches {batch}")
    for option in ("device", "dtype", "layout", "runtime", "mode", "threads"):
        value = getattr(conditions, option)
        if value != getattr(_USUAL, option):
            words.append(f"--{option} {value}")
    return " ".join((*words, "--precision quick"))
