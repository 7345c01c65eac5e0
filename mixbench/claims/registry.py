"""Finding the checks: every module of this room that declares a claim."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

import mixbench.claims as package
from mixbench.claims.context import Context
from mixbench.core.claims import Claim, Finding
from mixbench.core.errors import RequestError


@dataclass(frozen=True)
class Check:
    """A claim with what judges it."""

    claim: Claim
    judge: Callable[[Context], Finding]


@cache
def checks() -> tuple[Check, ...]:
    """Every check in the order of the claims' numbers. A name or number that is taken twice is an error."""
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        claim: Claim | None = getattr(loaded, "CLAIM", None)
        if claim is None:
            continue
        if claim.id != module.name.replace("_", "-"):
            raise ValueError(f"the claim {claim.id} must be declared in {claim.id.replace('-', '_')}.py")
        found.append(Check(claim, loaded.check))
    return ordered(found)


def ordered(found: Iterable[Check]) -> tuple[Check, ...]:
    """Checks by number; raise `ValueError` where two have one name or number."""
    known: dict[str | int, Check] = {}
    for each in found:
        for name in (each.claim.id, each.claim.number):
            if name in known:
                raise ValueError(f"the claim {name} is declared twice")
            known[name] = each
    return tuple(sorted({id(each): each for each in known.values()}.values(), key=lambda it: it.claim.number))


def find_check(name: str) -> Check:
    """The check of a claim by its id, its number, or a beginning that only it has; raise `RequestError`."""
    known = {each.claim.id: each for each in checks()}
    by_number = {str(each.claim.number): each for each in checks()}
    if name in known or name in by_number:
        return known.get(name) or by_number[name]
    begun = [id for id in known if name and id.startswith(name)]
    if len(begun) == 1:
        return known[begun[0]]
    near = begun or get_close_matches(name, known, n=3, cutoff=0.4)
    hint = f"did you mean {' or '.join(near)}?" if near else "`mixbench claims --list` shows them all"
    raise RequestError(f"there is no claim '{name}'; {hint}")
