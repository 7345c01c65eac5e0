"""Raw samples as text: a line a sample, nothing summed up."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from mixbench.core.cost import Phase
from mixbench.core.measurement import Measurement, Round

COLUMNS = (
    "model",
    "resolution_px",
    "batch",
    "round",
    "visit",
    "process",
    "sample",
    "latency_ms",
    "marked",
)


def samples_text(measurements: Sequence[Measurement], delimiter: str = ",") -> str:
    """Every sample in the order in which it was taken, with a header; round 0 is a glimpse.

    Training steps have a column more for each of their phases. `marked` is 1 where the sample was disturbed.
    """
    phases = _phases(one for measurement in measurements for one in measurement.rounds)
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\n")
    writer.writerow((*COLUMNS, *(f"{phase}_ms" for phase in phases)))
    for measurement in measurements:
        case = measurement.case
        for one in measurement.rounds:
            for line in _lines(one, phases):
                writer.writerow((case.model.key, case.resolution, case.batch, *line))
    return file.getvalue()


def _phases(rounds: Iterable[Round]) -> tuple[Phase, ...]:
    """The phases that any round knows, in the order of a training step."""
    known = {phase for one in rounds for phase in one.phases_ms}
    return tuple(phase for phase in get_args(Phase) if phase in known)


def _lines(one: Round, phases: Sequence[Phase]) -> Iterator[tuple[object, ...]]:
    for index, (sample, is_marked) in enumerate(zip(one.samples_ms, one.marked, strict=True)):
        split = (one.phases_ms[phase][index] if phase in one.phases_ms else "" for phase in phases)
        yield one.number, one.visit, one.process, index + 1, sample, int(is_marked), *split
