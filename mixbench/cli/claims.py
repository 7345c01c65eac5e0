"""`mixbench claims`: the literature's statements, checked here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from mixbench.claims.asking import HostContext, plan_of, subject
from mixbench.claims.checking import judge
from mixbench.claims.context import NoAnswerError
from mixbench.claims.documents import document, taken_words
from mixbench.claims.registry import Check, checks, find_check
from mixbench.cli.observations import SessionOption
from mixbench.cli.options import AsJson
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.claims import Claim, Finding, Table, cell_text
from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case
from mixbench.protocol import Question
from mixbench.store.rows import Row

if TYPE_CHECKING:
    from mixbench.cli.engine import Engine
    from mixbench.store.database import Store

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="NAME", help="Claims by name, by number or by the beginning of a name.", show_default=False
    ),
]
Measure = Annotated[
    bool, typer.Option("--measure", help="Measure what a claim needs and the session does not hold.")
]
OnlyList = Annotated[bool, typer.Option("--list", help="Name the claims and check none.")]


def claims(
    names: Names = None,
    session: SessionOption = None,
    measure: Measure = False,
    only_list: OnlyList = False,
    as_json: AsJson = False,
) -> None:
    """Check the literature's statements: by law, by experiment, and by what was measured here."""
    asked = tuple(dict.fromkeys(find_check(name) for name in names)) if names else checks()
    if only_list:
        _print_list(asked, as_json)
        return
    from mixbench.cli.engine import Engine
    from mixbench.store.database import Store
    from mixbench.store.location import default_database_path

    store = Store(default_database_path())
    try:
        with Engine() as engine:
            found = _found(_Checking(engine, store, session, measure), asked, as_json)
    finally:
        store.close()
    if as_json:
        print_json({"findings": [document(claim, finding) for claim, finding in found]})
    if len(found) < len(asked):
        raise MixBenchError(_stopped_text(asked, len(found)))
    if any(finding.failure for _, finding in found):
        raise typer.Exit(1)


def _found(checking: _Checking, asked: Sequence[Check], as_json: bool) -> list[tuple[Claim, Finding]]:
    """What the checks came to; fewer than were asked for where Ctrl-C cut them short after the first."""
    found: list[tuple[Claim, Finding]] = []
    try:
        for check in asked:
            finding = checking.find(check, as_json)
            found.append((check.claim, finding))
    except KeyboardInterrupt:
        if not found:
            raise
    return found


def _stopped_text(asked: Sequence[Check], done: int) -> str:
    return (
        f"stopped in claim {asked[done].claim.number}; what was checked before it is told and kept "
        f"({done} of {len(asked)})"
    )


class _Checking:
    """One command's checks: each told and kept as soon as it is there."""

    def __init__(self, engine: Engine, store: Store, session: str | None, is_measuring: bool) -> None:
        self._engine, self._store = engine, store
        self._number, self._part = 0, (1, 1)
        self._session, self._rows = _rows_of(store, session)
        self._take: Callable[[Sequence[Case]], tuple[Row, ...]] | None = (
            self._measure if is_measuring else None
        )

    def find(self, check: Check, as_json: bool) -> Finding:
        """Run a check, keep what it came to, and print it unless one document is asked for."""
        say(f"checking {check.claim.number}: {check.claim.id}")
        self._number, self._part = check.claim.number, (1, 1)
        context = HostContext(self._ask, self._rows, self._take, self._note_part, self._session)
        found = context.grounded(judge(check, context), self._engine.client.environment)
        self._store.findings.put(found)
        if not as_json:
            _print(check.claim, found)
        return found

    def _note_part(self, number: int, total: int) -> None:
        self._part = number, total

    def _ask(self, question: Question) -> object:
        from mixbench.cli.engine import EngineError
        from mixbench.cli.progress import StepScreen

        try:
            with StepScreen(self._words(question), *self._part) as screen:
                return self._engine.ask(question, on_step=screen.show)
        except EngineError as error:
            raise NoAnswerError(str(error)) from error

    def _words(self, question: Question) -> str:
        """What of the claim is under way: `claim 6: part 2 of 25  resmlp_s12`."""
        number, total = self._part
        claim = f"claim {self._number}: part {number} of {total}" if total > 1 else f"claim {self._number}"
        return "  ".join(part for part in (claim, subject(question)) if part)

    def _measure(self, cases: Sequence[Case]) -> tuple[Row, ...]:
        """What was measured for a claim before, else measured now, quickly, in a session of its own. Who
        stops the run stops the checks, too."""
        from mixbench.claims.earlier import measured_before
        from mixbench.cli.run import run
        from mixbench.store.rows import rows_of

        plan = plan_of(cases)
        earlier = measured_before(self._store, plan, self._engine.greet())
        if earlier:
            say(f"claim {self._number}: session {earlier[0].session} holds what it needs, measured before")
            return earlier
        stored = self._store.load(run(plan, self._store))
        if stored.summary.outcome == "cancelled":
            raise KeyboardInterrupt
        return tuple(rows_of(stored))


def _rows_of(store: Store, session: str | None) -> tuple[str, tuple[Row, ...]]:
    """A session, by default the newest, with its rows; neither where there is no session at all."""
    from mixbench.store.database import LAST
    from mixbench.store.rows import rows_of

    if session is None and not store.sessions():
        return "", ()
    stored = store.load(session or LAST)
    return stored.id, tuple(rows_of(stored))


def _print_list(asked: Sequence[Check], as_json: bool) -> None:
    if as_json:
        print_json({"claims": [check.claim for check in asked]})
        return
    columns: tuple[tuple[str, Kind], ...] = (("No.", "number"), ("Name", "name"), ("Claim", "text"))
    print_table(columns, [(str(it.claim.number), it.claim.id, it.claim.title) for it in asked])


def _print(claim: Claim, finding: Finding) -> None:
    """A finding as it is read."""
    print_line(f"{finding.verdict.symbol} {finding.verdict.words}: {claim.number}. {claim.title}")
    print_line(f"  {finding.sentence}")
    if finding.condition:
        print_line(f"  Condition: {finding.condition}")
    for source in claim.sources:
        print_line(f"  Source: {source.paper}, {source.place}, {source.url}")
    for quantity in finding.evidence.quantities:
        meaning = f"; {quantity.meaning}" if quantity.meaning else ""
        print_line(f"  {quantity.name}: {quantity.text}{meaning}")
    for table in finding.evidence.tables:
        _print_table(table)
    print_line(f"  {taken_words(finding)}")
    print_line("")


def _print_table(table: Table) -> None:
    columns = [(column.header, _kind(table, place)) for place, column in enumerate(table.columns)]
    lines = [[cell_text(cell) for cell in row] for row in table.rows]
    print_table(columns, lines, title=str(table.title), caption=str(table.note))


def _kind(table: Table, place: int) -> Kind:
    is_number = all(isinstance(row[place], int | float | None) for row in table.rows)
    return "number" if is_number else "text"
