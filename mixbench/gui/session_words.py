"""Under which conditions the results on the screen were measured, in a line for the foot of a picture."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mixbench.core.measurement import Environment, Measurement
from mixbench.gui.condition_words import case_words
from mixbench.gui.workbench import Workbench


def conditions_line(bench: Workbench) -> str:
    """What all results have in common: conditions, device, torch, day. Empty where nothing was measured."""
    measured = [item.measurement for item in bench.items.values() if item.measurement]
    if not measured:
        return ""
    return " · ".join((*_common_words(measured), *_machine(measured, bench.environment), *_days(measured)))


def caption_of(bench: Workbench, said_of_figure: str) -> str:
    """What a figure says of itself, and beneath it the conditions."""
    return "\n".join(line for line in (said_of_figure, conditions_line(bench)) if line)


def _common_words(measured: Iterable[Measurement]) -> list[str]:
    """What varies between the cases is to be read off the plot."""
    by_place = zip(*(case_words(one.case) for one in measured), strict=True)
    return [words[0] for words in by_place if len(set(words)) == 1]


def _machine(measured: Iterable[Measurement], environment: Environment | None) -> list[str]:
    if environment is None:
        return []
    used = {one.case.conditions.device for one in measured}
    names = [device.name for device in environment.devices if device.id in used]
    return [*names, f"torch {environment.torch}", f"MixBench {environment.mixbench}"]


def _days(measured: Iterable[Measurement]) -> list[str]:
    """The day of the measurement, or the first and the last one."""
    times = sorted(one.started_at for one in measured if one.started_at)
    days = [datetime.fromisoformat(time).astimezone().date() for time in times]
    shown = dict.fromkeys((days[0], days[-1]) if days else ())
    return [" – ".join(day.isoformat() for day in shown)] if shown else []
