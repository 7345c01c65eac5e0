"""Which samples the distribution page shows, and what it says of them in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core import statistics
from mixbench.core.cost import Phase
from mixbench.core.measurement import GLIMPSE, PRECISION_TARGETS, Estimate, Measurement, Round, Timing
from mixbench.core.rounds import counted, marked_share, percentile, samples_of
from mixbench.core.units import milliseconds, percent
from mixbench.gui.facts import Fact
from mixbench.gui.item_times import estimate_of
from mixbench.gui.timing_facts import why_stopped
from mixbench.gui.trust import trust
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

#: So many results are still told apart side by side.
MOST_RESULTS = 8

#: From so many processes on an interval can be over them.
_PROCESSES = PRECISION_TARGETS["publish"].processes


@dataclass(frozen=True)
class SampleSet:
    """The samples of one result, or of one phase of its training steps, in ms.

    `estimate` is None before the first round that counts. `slot` is the colour of its series.
    """

    title: str
    remark: str
    slot: int
    rounds: tuple[Round, ...]
    estimate: Estimate | None
    warm_up_ms: tuple[float, ...] = ()

    @property
    def counted(self) -> list[Round]:
        """The rounds that count."""
        return counted(self.rounds)

    @property
    def glimpses(self) -> list[Round]:
        """The coarse first looks, which are shown apart."""
        return [one for one in self.rounds if one.number == GLIMPSE]

    @property
    def median_ms(self) -> float:
        """What relative values are relative to."""
        return (
            statistics.estimate(self.rounds).median_ms if self.estimate is None else self.estimate.median_ms
        )


def companions(bench: Workbench, number: int) -> list[int]:
    """The results that were measured in the same comparison as one, itself included."""
    chosen = bench.items[number].case
    return [
        other
        for other, item in bench.items.items()
        if (item.case.height, item.case.width, item.case.batch, item.case.conditions)
        == (chosen.height, chosen.width, chosen.batch, chosen.conditions)
    ]


def sample_sets(bench: Workbench, numbers: Sequence[int], *, with_phases: bool) -> list[SampleSet]:
    """What is to be drawn: results side by side, or a single one with the phases of its training steps."""
    known = [bench.items[number] for number in numbers if number in bench.items]
    items = [item for item in known if item.measurement is not None and item.measurement.rounds][
        :MOST_RESULTS
    ]
    sets = [_whole(item, bench.slot(item.case.model)) for item in items]
    if len(sets) == 1 and with_phases:
        return [*sets, *_phases(sets[0])]
    return sets


def knows_phases(item: Item) -> bool:
    """Whether its samples are split into the phases of a training step."""
    return item.measurement is not None and any(one.phases_ms for one in item.measurement.rounds)


def _whole(item: Item, slot: int) -> SampleSet:
    assert item.measurement is not None
    timing, estimate = item.measurement.timing, estimate_of(item)
    return SampleSet(
        title=f"{registry.label(item.case.model)} · {item.case.resolution} px",
        remark=f"{_median(estimate)} · {trust(item).word.partition(':')[0]}"
        if estimate
        else trust(item).word,
        slot=slot,
        rounds=item.measurement.rounds,
        estimate=estimate,
        warm_up_ms=timing.warm_up_ms if timing else (),
    )


def _phases(whole: SampleSet) -> Iterator[SampleSet]:
    """A set a phase. Its interval is over processes where there are enough of them, else over rounds. The
    device is told of with the whole step."""
    for phase in get_args(Phase):
        rounds = tuple(
            replace(one, samples_ms=one.phases_ms[phase], device=None)
            for one in whole.rounds
            if phase in one.phases_ms
        )
        if rounds:
            estimate = statistics.estimate(rounds)
            if estimate.processes >= _PROCESSES:
                estimate = statistics.estimate(rounds, estimate.processes)
            yield SampleSet(phase_word(phase), _median(estimate), whole.slot, rounds, estimate)


def phase_word(phase: Phase) -> str:
    """A part of a training step in the language of the screen."""
    return {
        "forward": QCoreApplication.translate("Phase", "forward"),
        "backward": QCoreApplication.translate("Phase", "backward"),
        "optimizer": QCoreApplication.translate("Phase", "optimizer"),
    }[phase]


def _median(estimate: Estimate) -> str:
    half = "" if estimate.half_width is None else f" ± {percent(estimate.half_width)}"
    return f"{milliseconds(estimate.median_ms)} ms{half}"


# in words


def facts(item: Item) -> list[Fact]:
    """The figures above the plot, as far as they are known."""
    measurement, estimate = item.measurement, estimate_of(item)
    if measurement is None or not measurement.rounds:
        return []
    found = [*_spread_facts(measurement.rounds, estimate), *_size_facts(measurement, estimate)]
    return [*found, *_timing_facts(measurement.timing)] if measurement.timing else found


def _spread_facts(rounds: Sequence[Round], estimate: Estimate | None) -> Iterator[Fact]:
    samples = samples_of(rounds)
    if estimate is None or not samples:
        coarse = milliseconds(statistics.estimate(rounds).median_ms)
        yield Fact(
            QCoreApplication.translate("Distribution", "Median, coarse"),
            f"{coarse} ms",
            tooltip=QCoreApplication.translate(
                "Distribution", "a first look before the rounds; it is no part of the estimate"
            ),
        )
        return
    half = "" if estimate.half_width is None else f" ± {percent(estimate.half_width)}"
    yield Fact(
        QCoreApplication.translate("Distribution", "Median"),
        f"{milliseconds(estimate.median_ms)} ms{half}",
        tooltip=QCoreApplication.translate("Distribution", "the median of the medians of the rounds"),
    )
    if estimate.ci_low_ms is not None and estimate.ci_high_ms is not None:
        low, high = milliseconds(estimate.ci_low_ms), milliseconds(estimate.ci_high_ms)
        yield Fact(QCoreApplication.translate("Distribution", "95 % interval"), f"{low} – {high} ms")
    for share in (5, 95, 99):
        yield Fact(f"p{share}", f"{milliseconds(percentile(samples, share / 100))} ms")
    yield Fact(QCoreApplication.translate("Distribution", "Minimum"), f"{milliseconds(min(samples))} ms")


def _size_facts(measurement: Measurement, estimate: Estimate | None) -> Iterator[Fact]:
    rounds = counted(measurement.rounds)
    if not rounds:
        return
    samples = samples_of(rounds)
    marked = marked_share(rounds)
    visits = {(one.process, one.visit) for one in rounds}
    yield Fact(
        QCoreApplication.translate("Distribution", "Samples"), f"{len(samples):,}", tooltip=_block(rounds)
    )
    yield Fact(QCoreApplication.translate("Distribution", "Rounds"), str(len(rounds)))
    yield Fact(
        QCoreApplication.translate("Distribution", "Visits"),
        str(len(visits)),
        tooltip=QCoreApplication.translate(
            "Distribution", "how often the network was built and warmed up anew"
        ),
    )
    processes = estimate.processes if estimate else len({one.process for one in rounds})
    yield Fact(QCoreApplication.translate("Distribution", "Processes"), str(processes))
    yield Fact(
        QCoreApplication.translate("Distribution", "Disturbed"),
        percent(marked),
        "warning" if marked > statistics.MOST_MARKED else "neutral",
        QCoreApplication.translate(
            "Distribution",
            "samples during which the measuring cores were wanted by others; marked, never dropped",
        ),
    )


def _block(rounds: Sequence[Round]) -> str:
    calls = max(one.block for one in rounds)
    if calls == 1:
        return QCoreApplication.translate("Distribution", "a sample is one call")
    words = QCoreApplication.translate("Distribution", "a sample is the mean of {calls} calls in a block")
    return words.format(calls=calls)


def _timing_facts(timing: Timing) -> Iterator[Fact]:
    yield Fact(QCoreApplication.translate("Distribution", "Stopped"), why_stopped(timing))
    yield Fact(
        QCoreApplication.translate("Distribution", "First call"), f"{milliseconds(timing.first_call_ms)} ms"
    )
    if timing.compile_ms is not None:
        yield Fact(
            QCoreApplication.translate("Distribution", "Compiling"), f"{timing.compile_ms / 1e3:.1f} s"
        )
    if timing.end_to_end_ms is not None:
        yield Fact(
            QCoreApplication.translate("Distribution", "End to end"),
            f"{milliseconds(timing.end_to_end_ms)} ms",
            "warning" if timing.is_launch_bound else "neutral",
        )
