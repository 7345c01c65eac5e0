"""What claims ask of tensors: one file a subject, each a function from plain arguments to plain facts.

A module declares `EXPERIMENTS = {"name": function}`; the names of all modules form one table. A function
takes keyword arguments (tuples come as tuples), seeds whatever it draws, leaves the global state of torch
as it was, is done in a few seconds on a processor, and answers with facts: numbers, words, lists; among
them the dtype, tolerance, seeds and sizes that it worked with. It says what it saw and leaves the verdict
to the claim. The parts that experiments share let it be taken back between two steps (`engine/steps.py`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from functools import cache

from mixbench.core.claims import Arguments, ExperimentResult, Facts
from mixbench.core.errors import MixBenchError
from mixbench.engine.steps import look

Experiment = Callable[..., Facts]


@cache
def experiments() -> dict[str, Experiment]:
    """Every experiment by its name. A name that is taken twice is an error."""
    found: dict[str, Experiment] = {}
    for module in pkgutil.iter_modules(__path__):
        loaded = importlib.import_module(f"{__name__}.{module.name}")
        declared: dict[str, Experiment] = getattr(loaded, "EXPERIMENTS", {})
        twice = sorted(found.keys() & declared.keys())
        if twice:
            raise ValueError(f"experiments declared twice: {', '.join(twice)}")
        found.update(declared)
    return found


def carry_out(name: str, arguments: Arguments) -> ExperimentResult:
    """Do one experiment; raise `MixBenchError` where there is none of that name."""
    known = experiments()
    if name not in known:
        raise MixBenchError(f"there is no experiment '{name}'; there are {', '.join(sorted(known))}")
    look()
    return ExperimentResult(name, known[name](**dict(arguments)))
