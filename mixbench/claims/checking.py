"""Running one check to a finding, whatever happens on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from mixbench.claims.context import Context, NotMeasuredError
from mixbench.claims.registry import Check
from mixbench.core.claims import Finding, Verdict, said
from mixbench.core.errors import MixBenchError


def judge(check: Check, asked: Context) -> Finding:
    """The finding of a check, dated. What it lacks makes it *cannot tell*; what broke is its `failure`."""
    try:
        found = check.judge(asked)
    except NotMeasuredError as error:
        found = Finding(check.claim.id, Verdict.CANNOT_TELL, said("{reason}", reason=str(error)))
    except MixBenchError as error:
        found = _failed(check, str(error))
    except Exception as error:  # an answer that the check cannot read; the others go on
        found = _failed(check, f"{type(error).__name__}: {error}")
    return replace(found, claim=check.claim.id, taken_at=datetime.now(UTC).isoformat(timespec="seconds"))


def _failed(check: Check, reason: str) -> Finding:
    sentence = said("The check could not be run: {reason}", reason=reason)
    return Finding(check.claim.id, Verdict.CANNOT_TELL, sentence, failure=reason)
