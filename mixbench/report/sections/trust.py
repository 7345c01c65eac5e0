"""What is unstable, failed or missing, each with its reason: nothing is left out silently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mixbench.core.measurement import Status
from mixbench.report.document import Block, Column, Paragraph, Section, Table
from mixbench.report.subject import Result, Subject, label_of
from mixbench.report.words import Say


def status_words(say: Say) -> dict[Status, str]:
    """How a measurement ended."""
    return {
        Status.OK: say("ok"),
        Status.UNSTABLE: say("unstable"),
        Status.OUT_OF_MEMORY: say("out of memory"),
        Status.FAILED: say("failed"),
        Status.CRASHED: say("crashed"),
        Status.CANCELLED: say("cancelled"),
        Status.SKIPPED: say("skipped"),
    }


def section(subject: Subject, say: Say) -> Section:
    """The tally, and a line for everything that is not as it should be."""
    return Section("trust", say("What is unstable or missing"), tuple(_blocks(subject, say)))


def _blocks(subject: Subject, say: Say) -> Iterator[Block]:
    yield Paragraph(tally(subject, say))
    doubtful = [result for result in subject.results if not result.measurement.is_verified]
    if doubtful:
        columns = (
            Column(say("No."), is_number=True),
            Column(say("Model")),
            Column(say("Resolution [px]"), is_number=True),
            Column(say("Batch"), is_number=True),
            Column(say("Status")),
            Column(say("Reason")),
        )
        yield Table(columns, tuple(_row(result, say) for result in doubtful))
    yield from _not_run(subject, say)


def tally(subject: Subject, say: Say) -> str:
    """How many cases ended how."""
    words = status_words(say)
    counts = Counter(result.measurement.status for result in subject.results)
    verified = sum(result.measurement.is_verified for result in subject.results)
    ended = ", ".join(f"{words[status]} {counts[status]}" for status in Status if counts[status])
    planned = len(subject.stored.plan.cases())
    told = say(
        "{done} of {planned} cases have a result ({ended}); {verified} timings are verified: they reached "
        "their target undisturbed."
    )
    return told.format(done=len(subject.results), planned=planned, ended=ended or "–", verified=verified)


def _row(result: Result, say: Say) -> tuple[str, ...]:
    case = result.case
    return (
        str(result.number + 1),
        label_of(case.model),
        case.resolution,
        str(case.batch),
        status_words(say)[result.measurement.status],
        result.row.error or _unsaid(result, say),
    )


def _unsaid(result: Result, say: Say) -> str:
    if result.measurement.timing is None and result.measurement.status is Status.OK:
        return say("counted only; nothing was timed")
    return say("no reason was kept")


def _not_run(subject: Subject, say: Say) -> Iterator[Block]:
    """Cases of the plan without a final result."""
    stored = subject.stored
    left = [
        (number, case) for number, case in enumerate(stored.plan.cases()) if number not in stored.measurements
    ]
    if not left:
        return
    begun = sum(number in stored.partial for number, _ in left)
    told = say(
        "{n} cases have no final result, for the session was stopped before them or their results were "
        "deleted ({begun} of them have rounds already). `mixbench sweep --resume {id}` goes on: {cases}"
    )
    named = [f"{label_of(case.model)} {case.resolution} px × {case.batch}" for _, case in left]
    cases = "; ".join(named[:12]) + (f"; … ({len(named)})" if len(named) > 12 else "")
    yield Paragraph(told.format(n=len(left), begun=begun, id=stored.id, cases=cases))
