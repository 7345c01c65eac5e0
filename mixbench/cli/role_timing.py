"""Times by role for `mixbench laws`: taken of the cases of a session that lack them, or named as lacking."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING

from mixbench.cli.history import open_store
from mixbench.cli.observations import SessionView, sweep_command
from mixbench.cli.screen import say
from mixbench.core.amounts import Observation
from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case, Model
from mixbench.core.role_times import is_divisible, role_times
from mixbench.core.role_words import looked_text

if TYPE_CHECKING:
    from mixbench.cli.engine import Engine
    from mixbench.store.database import Store
    from mixbench.store.sessions import StoredSession

#: What is measured where a model has no case whose layers could be timed.
_SIDES = (64, 128, 192, 256)


def time_missing(session: str, models: Sequence[Model]) -> str:
    """Time the layers of a session's cases, of these models or of all, that were measured and lack times by
    role; each is kept as it comes. The answer says what could not be timed, empty where all was.

    Raises `MixBenchError` where it was stopped, or the session was measured elsewhere.
    """
    with closing(open_store()) as store:
        stored = store.load(session)
        wanted = _lacking(stored, store, models)
        return _Timing(store, stored).take(wanted) if wanted else ""


def _lacking(stored: StoredSession, store: Store, models: Sequence[Model]) -> list[tuple[int, Case]]:
    known = store.role_times.of_session(stored.id)
    return [
        (number, one.case)
        for number, one in sorted(stored.measurements.items())
        if number not in known and one.timing is not None and is_divisible(one.case)
        if not models or one.case.model in models
    ]


class _Timing:
    """One command's looks at the layers of cases."""

    def __init__(self, store: Store, stored: StoredSession) -> None:
        self._store, self._stored = store, stored
        self._kept = 0
        self._failures = 0

    def take(self, wanted: Sequence[tuple[int, Case]]) -> str:
        """Time them in their order; Ctrl-C ends it, and what was kept stays. The answer says what failed."""
        from mixbench.cli.engine import Engine

        try:
            with Engine() as engine:
                here = engine.greet()
                self._refuse_elsewhere([number for number, _ in wanted if not self._was_here(number, engine)])
                say(f"timing layers of session {self._stored.id} on {here.processor}")
                for place, (number, case) in enumerate(wanted, start=1):
                    self._take_one(engine, number, case, f"{place} of {len(wanted)}")
        except KeyboardInterrupt:
            raise MixBenchError(
                f"stopped after {self._kept} of {len(wanted)}; what was timed is kept, "
                "and the same command goes on from there"
            ) from None
        if not self._failures:
            return ""
        return f"the layers of {self._failures} of {len(wanted)} cases could not be timed"

    def _was_here(self, number: int, engine: Engine) -> bool:
        return self._stored.environments.get(number) == engine.client.environment

    def _refuse_elsewhere(self, numbers: Sequence[int]) -> None:
        """Times of this machine do not stand beside measurements of another."""
        if numbers:
            models = tuple(dict.fromkeys(self._stored.measurements[number].case.model for number in numbers))
            raise MixBenchError(
                f"session {self._stored.id} was measured on another machine or with other software than the "
                f"engine has here; measure anew with `{sweep_command(models, _SIDES, None)}`, "
                "then time the layers of that session"
            )

    def _take_one(self, engine: Engine, number: int, case: Case, count: str) -> None:
        from mixbench.cli.engine import CaseError
        from mixbench.protocol import LayersTask

        name = f"{count}  {case.model.key}  {case.resolution} px  batch {case.batch}"
        try:
            times = role_times(engine.ask(LayersTask(0, case)))
        except CaseError as error:
            self._failures += 1
            say(f"{name}  {error}")
            return
        here = engine.client.environment
        if times is not None and here is not None:
            self._kept += self._store.role_times.put(self._stored.id, number, here, times)
            say(f"{name}  {looked_text(times)}")


def say_lacking(view: SessionView, models: Sequence[Model], role: str) -> None:
    """Name what a session lacks to say how time grows by role, and the command that takes it."""
    lacking = [one for one in view.observations if one.case.model in models and _lacks(one)]
    if lacking:
        names = tuple(dict.fromkeys(one.case.model.key for one in lacking))
        words = " ".join(map(shlex.quote, names))
        say(
            f"{len(lacking)} sizes of {', '.join(names)} have no times by role; "
            f"`mixbench laws {words} --session {view.session} --metric latency --role {role} --measure` "
            "takes them"
        )
    strangers = [model for model in models if not any(_can_have(one, model) for one in view.observations)]
    if strangers:
        say(
            f"{', '.join(model.key for model in strangers)}: session {view.session} timed no eager forward "
            f"pass of it; `{sweep_command(strangers, _SIDES, None)}` does"
        )


def _lacks(one: Observation) -> bool:
    return one.estimate is not None and one.role_times is None and is_divisible(one.case)


def _can_have(one: Observation, model: Model) -> bool:
    return one.case.model == model and one.estimate is not None and is_divisible(one.case)
