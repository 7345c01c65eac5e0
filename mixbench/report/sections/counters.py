"""The counters beside one another: law, our count, torch's and fvcore's, and why they differ."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.core.reconciliation import Reconciliation, places, reconcile
from mixbench.report.document import Block, Column, Paragraph, Section, Table
from mixbench.report.subject import Result, Subject, label_of, law_of
from mixbench.report.words import Say


def section(subject: Subject, say: Say) -> Section:
    """Their figures for each network at its largest size, then the causes."""
    return Section("counters", say("Counters and their differences"), tuple(_blocks(subject, say)))


def _blocks(subject: Subject, say: Say) -> Iterator[Block]:
    accounts = [(result, _account(result)) for result in _largest(subject)]
    if not accounts:
        yield Paragraph(
            say("Nothing was counted in this session, so the counters cannot be compared; run it first.")
        )
        return
    yield Paragraph(
        say(
            "MACs of one image at the largest size that was counted. torch and fvcore treat some operators "
            "otherwise; the second table explains the differences."
        ),
        is_quiet=True,
    )
    yield _figures(accounts, say)
    causes = _causes(accounts, say)
    if causes.rows:
        yield causes
    else:
        yield Paragraph(say("No counter differs from our count."))


def _largest(subject: Subject) -> Iterator[Result]:
    """The result of each network with the most pixels that was counted."""
    for model in subject.models:
        counted = [result for result in subject.results if result.model == model and result.count]
        if counted:
            yield max(counted, key=lambda result: result.case.height * result.case.width)


def _account(result: Result) -> Reconciliation:
    assert result.measurement.cost is not None
    law = law_of(result.model, result.case.height, result.case.width)
    return reconcile(result.measurement.cost, law.macs if law else None)


def _figures(accounts: list[tuple[Result, Reconciliation]], say: Say) -> Table:
    names = [Column(text, is_number=True) for text in (say("Law"), say("Count"), "torch", "fvcore")]
    columns = (
        Column(say("Model")),
        Column(say("Resolution [px]"), is_number=True),
        *names,
        Column(say("Unexplained")),
    )
    return Table(columns, tuple(_figure_row(*account, say) for account in accounts))


def _figure_row(result: Result, account: Reconciliation, say: Say) -> tuple[str, ...]:
    figures = next(line.amounts for line in account.lines if line.kind == "figure")
    assert result.count is not None
    left = ", ".join(f"{name} {amount:+,}" for name, amount in account.unexplained.items())
    cells = (_exact(figures.get(name), account.notes.get(name, ""), say) for name in ("torch", "fvcore"))
    return (
        label_of(result.model),
        result.case.resolution,
        _exact(figures.get("law"), say("no longer in the catalog"), say),
        f"{result.count.macs:,}",
        *cells,
        left or say("nothing"),
    )


def _exact(macs: int | None, note: str, say: Say) -> str:
    if macs is not None:
        return f"{macs:,}"
    return note or say("not asked")


def _causes(accounts: list[tuple[Result, Reconciliation]], say: Say) -> Table:
    kinds = {
        "added": say("added"),
        "left_out": say("left out"),
        "counted_otherwise": say("counted otherwise"),
    }
    rows = [
        (
            label_of(result.model),
            ", ".join(f"{name} {amount:+,}" for name, amount in line.amounts.items() if amount is not None),
            kinds[line.kind],
            f"{line.operator} × {line.calls}",
            "; ".join(line.reasons),
            places(line.layers),
        )
        for result, account in accounts
        for line in account.causes
    ]
    columns = (
        Column(say("Model")),
        Column(say("Difference [MACs]")),
        Column(say("How")),
        Column(say("Operator")),
        Column(say("Reason")),
        Column(say("Layers")),
    )
    return Table(columns, tuple(rows), say("Differences are theirs less ours, of one image."))
