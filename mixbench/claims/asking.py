"""The context of a check on a host: laws of the catalog, rows of a session, questions for the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from mixbench.catalog.registry import resolve
from mixbench.claims.context import NoAnswerError, NotMeasuredError
from mixbench.claims.measured import alike, are_steady
from mixbench.core.claims import ArgumentValue, ExperimentResult, Facts, Finding, said
from mixbench.core.cost import Cost, CostReport
from mixbench.core.measurement import Environment
from mixbench.core.model import Case, Model
from mixbench.core.sweep import SweepPlan
from mixbench.protocol import CountTask, ExperimentTask, Question
from mixbench.store.rows import Row

#: Asks the worker and waits; raises `MixBenchError` where there is no answer.
Ask = Callable[[Question], object]
#: Measures cases that are missing and gives all rows of the session that it made.
Take = Callable[[Sequence[Case]], tuple[Row, ...]]
#: Hears which of how many parts of a check is begun.
TellPart = Callable[[int, int], None]

T = TypeVar("T")


def _ignore(_number: int, _total: int) -> None:
    """Nobody listens."""


class HostContext:
    """Answers a check with what the catalog, a session's rows and a worker say."""

    def __init__(
        self,
        ask: Ask,
        rows: Sequence[Row] = (),
        take: Take | None = None,
        tell: TellPart = _ignore,
        session: str = "",
    ) -> None:
        self._ask, self._rows, self._take, self._tell = ask, tuple(rows), take, tell
        #: The session whose rows these are, though it may have none.
        self._session = session
        self._has_asked = self._has_looked = False

    def law(self, model: str, px: int) -> Cost:
        """The catalog's closed form at a square image."""
        return resolve(Model.parse(model)).law(px, px)

    def each(self, items: Sequence[T]) -> Iterator[T]:
        """One item after the other, each told before it comes."""
        for number, item in enumerate(items, start=1):
            self._tell(number, len(items))
            yield item

    def experiment(self, name: str, **arguments: ArgumentValue) -> Facts:
        """Let the worker carry out an experiment; raise `NoAnswerError`."""
        result = self._answer(ExperimentTask(0, name, tuple(sorted(arguments.items()))))
        if not isinstance(result, ExperimentResult):
            raise NoAnswerError(f"the engine did not answer the experiment '{name}'")
        return result.facts

    def count(self, case: Case) -> CostReport:
        """Let the worker count a case; raise `NoAnswerError`."""
        report = self._answer(CountTask(0, case))
        if not isinstance(report, CostReport):
            raise NoAnswerError(f"the engine did not count {case.model.key} at {case.resolution} px")
        return report

    def stored(self) -> tuple[Row, ...]:
        """The rows of the session that is looked at."""
        self._has_looked = True
        return self._rows

    def measure(self, cases: Sequence[Case]) -> tuple[Row, ...]:
        """Rows of the session, or measured now, as unstable ones are again; raise `NotMeasuredError`."""
        found = alike(self.stored(), cases)
        if self._take is not None and not (found and are_steady(found)):
            self._rows = self._take(cases)
            found = alike(self._rows, cases)
        if found is None:
            raise NotMeasuredError(_missing(cases))
        return found

    def grounded(self, found: Finding, here: Environment | None) -> Finding:
        """The finding with what it rests on: this machine, where it was asked, and the session that was
        searched, where one was; if the measurements are another's, that is said."""
        looked_at = self._session if self._has_looked else ""
        conditions = found.conditions
        if looked_at and found.session not in ("", looked_at):
            another = said(
                "rests on the measurements of session {session}, for session {other} does not hold them all",
                session=found.session,
                other=looked_at,
            )
            conditions = (*conditions, another)
        where = machine_words(here) if self._has_asked else ""
        return replace(found, where=where, looked_at=looked_at, conditions=conditions)

    def _answer(self, question: Question) -> object:
        self._has_asked = True
        return self._ask(question)


def machine_words(here: Environment | None) -> str:
    """The machine that answered, in a line."""
    if here is None:
        return ""
    return f"{here.processor}, {here.physical_cores} cores, {here.platform}, torch {here.torch}"


def subject(question: Question) -> str:
    """The network that a question is about, empty where it is about none."""
    match question:
        case ExperimentTask(arguments=arguments):
            return Model.parse(str(dict(arguments).get("model", ""))).variant
        case CountTask(case=case):
            return case.model.variant
    return ""


def plan_of(cases: Sequence[Case]) -> SweepPlan:
    """How cases are measured that a claim lacks: quickly, in a session of their own."""
    return SweepPlan(
        tuple(dict.fromkeys(case.model for case in cases)),
        tuple(dict.fromkeys((case.height, case.width) for case in cases)),
        tuple(dict.fromkeys(case.batch for case in cases)),
        precision="quick",
        name="claims",
    )


def _missing(cases: Sequence[Case]) -> str:
    models = list(dict.fromkeys(case.model.key for case in cases))
    sizes = list(dict.fromkeys(case.resolution for case in cases))
    batch = cases[0].batch if cases else 1
    sweep = f"mixbench sweep {' '.join(models)} --resolutions {','.join(sizes)}"
    return (
        f"the session does not hold all of {', '.join(models)} at {', '.join(sizes)} px and batch {batch} "
        f"under one setting; `{sweep}` measures them, and so does `mixbench claims --measure`"
    )
