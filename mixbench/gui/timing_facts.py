"""What is known of the time of a point: the estimate and how it came about, the parts of a training step,
what was reached of the machine, and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from mixbench.core.cost import Phase
from mixbench.core.measurement import DeviceState, Measurement, Round, Timing
from mixbench.core.roofs import Roof, reach_of
from mixbench.core.rounds import counted
from mixbench.core.units import milliseconds, percent, si, significant
from mixbench.gui.engine_words import said
from mixbench.gui.facts import Fact, Section
from mixbench.gui.item_times import coarse_ms, estimate_of
from mixbench.jobs.events import Item, ItemState

#: A second of compiling and more is said in seconds.
_LONG_MS = 1000


def timing_sections(item: Item, roof: Roof | None) -> Iterator[Section]:
    """All that a clock or a meter said of an item; `roof` is what its machine can do at best."""
    yield Section(QCoreApplication.translate("Inspector", "Timing"), tuple(_timing_facts(item)))
    timing = _final(item)
    if timing is None or item.measurement is None:
        return
    yield Section(QCoreApplication.translate("Inspector", "Training step"), tuple(_phase_facts(timing)))
    machine = (*_reach_facts(item.measurement, roof), *_device_facts(item.measurement.rounds))
    yield Section(QCoreApplication.translate("Inspector", "Machine"), machine)
    against = (*_launch_facts(item.measurement, timing), *_doubts(timing))
    yield Section(QCoreApplication.translate("Inspector", "What to know of it"), against)


def _final(item: Item) -> Timing | None:
    is_finished = item.state is ItemState.FINISHED and item.measurement is not None
    return item.measurement.timing if is_finished and item.measurement else None


def _timing_facts(item: Item) -> Iterator[Fact]:
    estimate, coarse = estimate_of(item), coarse_ms(item)
    if coarse is not None:
        told = QCoreApplication.translate("Inspector", "a few calls, hardly warmed up; rounds are to come")
        yield Fact(
            QCoreApplication.translate("Inspector", "First look"), f"{milliseconds(coarse)} ms", tooltip=told
        )
    if estimate is None:
        return
    half = f" ± {percent(estimate.half_width)}" if estimate.half_width is not None else ""
    yield Fact(
        QCoreApplication.translate("Inspector", "Median"), f"{milliseconds(estimate.median_ms)} ms{half}"
    )
    timing = _final(item)
    if timing is None or item.measurement is None:
        rounds = QCoreApplication.translate("Inspector", "{rounds} rounds so far")
        yield Fact(QCoreApplication.translate("Inspector", "Samples"), rounds.format(rounds=estimate.rounds))
        return
    yield from _final_facts(item.measurement, timing)


def _final_facts(measurement: Measurement, timing: Timing) -> Iterator[Fact]:
    yield Fact("p5 – p95", f"{milliseconds(timing.p5_ms)} – {milliseconds(timing.p95_ms)} ms")
    yield Fact(QCoreApplication.translate("Inspector", "Samples"), _samples(measurement))
    yield from _visits(measurement.rounds)
    yield Fact(
        QCoreApplication.translate("Inspector", "Throughput"), f"{significant(timing.throughput_img_s)} img/s"
    )
    yield Fact(
        QCoreApplication.translate("Inspector", "First call"), f"{milliseconds(timing.first_call_ms)} ms"
    )
    if timing.compile_ms is not None:
        yield Fact(
            QCoreApplication.translate("Inspector", "Compiling"),
            _long_time(timing.compile_ms),
            tooltip=QCoreApplication.translate(
                "Inspector", "before the first call; no part of the figures above"
            ),
        )
    if timing.end_to_end_ms is not None:
        yield Fact(
            QCoreApplication.translate("Inspector", "End to end"),
            f"{milliseconds(timing.end_to_end_ms)} ms",
            "warning" if timing.is_launch_bound else "neutral",
            QCoreApplication.translate(
                "Inspector", "from the launch to the result; the median is the device's own time"
            ),
        )
    yield Fact(QCoreApplication.translate("Inspector", "Stopped"), why_stopped(timing))


def _samples(measurement: Measurement) -> str:
    """`5 rounds × 8, 0 marked`; the first look is none of them."""
    rounds = counted(measurement.rounds)
    sizes = {len(part.samples_ms) for part in rounds}
    marked = sum(sum(part.marked) for part in rounds)
    if len(sizes) == 1:
        words = QCoreApplication.translate("Inspector", "{rounds} rounds × {each}, {marked} marked")
        return words.format(rounds=len(rounds), each=sizes.pop(), marked=marked)
    words = QCoreApplication.translate("Inspector", "{samples} in {rounds} rounds, {marked} marked")
    samples = sum(len(part.samples_ms) for part in rounds)
    return words.format(samples=samples, rounds=len(rounds), marked=marked)


def _visits(rounds: tuple[Round, ...]) -> Iterator[Fact]:
    """How often the network was built anew, and in how many processes, where that was more than once."""
    taken = counted(rounds)
    visits = len({(one.process, one.visit) for one in taken})
    processes = len({one.process for one in taken})
    if processes > 1:
        words = QCoreApplication.translate("Inspector", "{visits} in {processes} processes")
        text = words.format(visits=visits, processes=processes)
    else:
        text = str(visits)
    if visits > 1:
        told = QCoreApplication.translate(
            "Inspector", "times that the network was built and warmed up anew for some of its rounds"
        )
        yield Fact(QCoreApplication.translate("Inspector", "Visits"), text, tooltip=told)


def _long_time(time_ms: float) -> str:
    return f"{time_ms / 1e3:.1f} s" if time_ms >= _LONG_MS else f"{milliseconds(time_ms)} ms"


def why_stopped(timing: Timing) -> str:
    """Why no further round was taken, in words."""
    match timing.stop_reason:
        case "target":
            words = QCoreApplication.translate("Inspector", "within ± {target}")
            return words.format(target=percent(timing.target_half_width))
        case "cap":
            return QCoreApplication.translate("Inspector", "time was up")
    return QCoreApplication.translate("Inspector", "cancelled")


def phase_word(phase: Phase) -> str:
    """The name of a part of a training step."""
    words: dict[Phase, str] = {
        "forward": QCoreApplication.translate("Inspector", "Forward"),
        "backward": QCoreApplication.translate("Inspector", "Backward"),
        "optimizer": QCoreApplication.translate("Inspector", "Optimizer"),
    }
    return words[phase]


def _phase_facts(timing: Timing) -> Iterator[Fact]:
    """The parts, each with its share of their sum, which need not be the median of the step."""
    whole = sum(timing.phases_ms.values())
    for phase, time_ms in timing.phases_ms.items():
        share = percent(time_ms / whole, 0) if whole else "–"
        yield Fact(phase_word(phase), f"{milliseconds(time_ms)} ms · {share}")


def _reach_facts(measurement: Measurement, roof: Roof | None) -> Iterator[Fact]:
    reach = reach_of(measurement, roof)
    if reach is None:
        return
    yield Fact(QCoreApplication.translate("Inspector", "Rate"), f"{si(reach.macs_per_s)}MACs/s")
    if roof is not None and reach.roof_share is not None and reach.roofline_share is not None:
        told = QCoreApplication.translate(
            "Inspector",
            "of {rate}MACs/s, the rate of a large matrix product on this device, dtype and threads",
        )
        yield Fact(
            QCoreApplication.translate("Inspector", "Share of the roof"),
            percent(reach.roof_share),
            tooltip=told.format(rate=si(roof.macs_per_s)),
        )
        told = QCoreApplication.translate(
            "Inspector", "of what its intensity allows at {rate}B/s; over 100 %: caches spare it the memory"
        )
        yield Fact(
            QCoreApplication.translate("Inspector", "of the roofline"),
            percent(reach.roofline_share),
            tooltip=told.format(rate=si(roof.bytes_per_s)),
        )


def _device_facts(rounds: tuple[Round, ...]) -> Iterator[Fact]:
    """What the device said of itself, from the lowest to the highest round."""
    states = [one.device for one in counted(rounds) if one.device is not None]
    clock = QCoreApplication.translate("Inspector", "Clock")
    yield from _span(clock, [one.clock_mhz for one in states], "MHz")
    yield from _span(QCoreApplication.translate("Inspector", "Power"), [one.power_w for one in states], "W")
    heat = QCoreApplication.translate("Inspector", "Temperature")
    yield from _span(heat, [one.temperature_c for one in states], "°C")
    yield from _throttling(states)


def _span(name: str, values: list[float | None], unit: str) -> Iterator[Fact]:
    known = [value for value in values if value is not None]
    if known:
        low, high = f"{min(known):.0f}", f"{max(known):.0f}"
        yield Fact(name, f"{low} {unit}" if low == high else f"{low} – {high} {unit}")


def _throttling(states: list[DeviceState]) -> Iterator[Fact]:
    causes = dict.fromkeys(cause for state in states for cause in state.throttled)
    if causes:
        name = QCoreApplication.translate("Inspector", "Held back by")
        yield Fact(name, ", ".join(causes), "warning")


def _launch_facts(measurement: Measurement, timing: Timing) -> Iterator[Fact]:
    """Where the device waits for the processor, what that means and what helps."""
    if not timing.is_launch_bound or timing.end_to_end_ms is None:
        return
    words = QCoreApplication.translate(
        "Inspector",
        "launch-bound: a call takes {times} × the device's own time; it waits for the processor",
    )
    yield Fact(words.format(times=f"{timing.end_to_end_ms / timing.estimate.median_ms:.1f}"), tone="warning")
    conditions = measurement.case.conditions
    if conditions.mode == "inference" and conditions.runtime != "cuda_graph":
        yield Fact(
            QCoreApplication.translate(
                "Inspector", "A CUDA graph launches all at once: choose it at the chip of the runtime."
            )
        )


def _doubts(timing: Timing) -> Iterator[Fact]:
    """Why it is not verified, then what was seen before it that cost no badge."""
    for reason in timing.reasons:
        yield Fact(said(reason), tone="warning")
    for warning in timing.warnings:
        yield Fact(warning)
