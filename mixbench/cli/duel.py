"""`mixbench duel`: two models, or one under two conditions, timed in paired rounds, with a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar, get_args

import msgspec
import typer

from mixbench.catalog import registry
from mixbench.cli.measuring import documents_of, judge_session, measured
from mixbench.cli.options import (
    AsJson,
    Name,
    PrecisionOption,
    Settings,
    models_of,
    names_of,
    numbers_of,
)
from mixbench.cli.points import print_points
from mixbench.cli.screen import print_json, print_line, say
from mixbench.core.duel import Duel, DuelVerdict, judge
from mixbench.core.errors import RequestError
from mixbench.core.measurement import PRECISION_TARGETS
from mixbench.core.model import Case, Conditions, Dtype, Layout, Mode, Runtime, parse_resolution
from mixbench.core.sweep import SweepPlan

if TYPE_CHECKING:
    from mixbench.store.sessions import StoredSession

T = TypeVar("T")

_PAIR = "VALUE[,VALUE]"

First = Annotated[
    str, typer.Argument(metavar="A", help="A variant of `mixbench list`, alone or with changes.")
]
Second = Annotated[
    str | None,
    typer.Argument(metavar="[B]", help="Another; without it, A again under the second of two conditions."),
]
Sizes = Annotated[str, typer.Option("--resolution", metavar=_PAIR, help="Side in pixels, or HxW.")]
Batches = Annotated[str, typer.Option("--batch", metavar=_PAIR, help="Images in one call.")]
Devices = Annotated[str, typer.Option("--device", metavar=_PAIR, help="Where it runs: cpu, cuda:0.")]
Dtypes = Annotated[str, typer.Option("--dtype", metavar=_PAIR, help=f"Of {', '.join(get_args(Dtype))}.")]
Layouts = Annotated[str, typer.Option("--layout", metavar=_PAIR, help=f"Of {', '.join(get_args(Layout))}.")]
Threads = Annotated[
    str | None,
    typer.Option("--threads", metavar=_PAIR, help="CPU threads; by default one a physical core."),
]
Runtimes = Annotated[
    str, typer.Option("--runtime", metavar=_PAIR, help=f"Of {', '.join(get_args(Runtime))}.")
]
Modes = Annotated[str, typer.Option("--mode", metavar=_PAIR, help=f"Of {', '.join(get_args(Mode))}.")]


def duel(
    first: First,
    second: Second = None,
    resolution: Sizes = "224",
    batch: Batches = "1",
    device: Devices = "cpu",
    dtype: Dtypes = "float32",
    layout: Layouts = "contiguous",
    threads: Threads = None,
    runtime: Runtimes = "eager",
    mode: Modes = "inference",
    precision: PrecisionOption = "normal",
    settings: Settings = None,
    name: Name = "",
    as_json: AsJson = False,
) -> None:
    """Time two against one another and say which is faster, by how much, and how sure that is.

    An option takes one value for both, or two: `mixbench duel mixer_s16 --runtime eager,compile`.
    """
    held = _both(
        device=_pair("--device", device.split(",")),
        dtype=_pair("--dtype", names_of("--dtype", dtype, get_args(Dtype))),
        layout=_pair("--layout", names_of("--layout", layout, get_args(Layout))),
        runtime=_pair("--runtime", names_of("--runtime", runtime, get_args(Runtime))),
        mode=_pair("--mode", names_of("--mode", mode, get_args(Mode))),
        threads=_pair("--threads", numbers_of("--threads", threads)) if threads else (None, None),
    )
    models = [models_of([text], settings)[0] for text in (first, second or first)]
    sizes = _pair("--resolution", [parse_resolution(part) for part in resolution.split(",")])
    batches = _pair("--batch", numbers_of("--batch", batch))
    cases = [
        Case(model, *size, images, conditions)
        for model, size, images, conditions in zip(models, sizes, batches, held, strict=True)
    ]
    _refuse(cases, is_second_named=second is not None)
    stored = measured(SweepPlan.of_duel(cases[0], cases[1], precision, name))
    if as_json:
        document = {"session": stored.id, "duel": judged(stored), "measurements": documents_of(stored)}
        print_json(document)
    else:
        print_points(stored)
        print_verdict(stored)
    judge_session(stored)


def _both(**pairs: tuple[object, object]) -> list[Conditions]:
    """The conditions of either side, from the pairs of their values, which are read already."""
    return [
        msgspec.convert({name: pair[side] for name, pair in pairs.items()}, Conditions) for side in (0, 1)
    ]


def _refuse(cases: Sequence[Case], *, is_second_named: bool) -> None:
    """Raise `RequestError` where there are no two, or where a network does not accept its size."""
    if cases[0] == cases[1] and not is_second_named:
        raise RequestError(
            "name a second model, or two values of a condition such as --dtype float32,bfloat16"
        )
    for case in cases:
        resolved = registry.resolve(case.model)
        refusal = resolved.refusal(case.height, case.width)
        if refusal:
            raise RequestError(f"{resolved.variant.name}: {refusal}")


def _pair(option: str, values: Sequence[T]) -> tuple[T, T]:
    """One value for both, or one for each; raise `RequestError`."""
    if len(values) > 2:
        raise RequestError(f"{option} takes one value for both, or two; there are {len(values)}")
    return values[0], values[-1]


def judged(stored: StoredSession) -> Duel | None:
    """The verdict over a stored duel; None where the two have no rounds that were taken in turn."""
    first, second = (stored.measurements.get(number) for number in (0, 1))
    if first is None or second is None:
        return None
    try:
        return judge(first.rounds, second.rounds, PRECISION_TARGETS[stored.plan.precision].processes)
    except ValueError:
        return None


def print_verdict(stored: StoredSession) -> None:
    """The verdict over a stored duel in a line, and on standard error why it cannot be relied on."""
    found = judged(stored)
    if found is None:
        return
    print_line(sentence(found, *titles(*stored.plan.cases())))
    for reason in found.reasons:
        say(f"not to be relied on: {reason}")


def titles(first: Case, second: Case) -> tuple[str, str]:
    """What tells the two apart, in as few words as possible."""
    sides = [_words(first), _words(second)]
    differing = [index for index, pair in enumerate(zip(*sides, strict=True)) if len(set(pair)) > 1]
    if not differing:
        return f"the first {first.model.key}", f"the second {second.model.key}"
    shown = sorted({0, *differing})  # the model in any case
    one, other = (" ".join(words[index] for index in shown) for words in sides)
    return one, other


def _words(case: Case) -> tuple[str, ...]:
    held = case.conditions
    return (
        case.model.key,
        f"{case.resolution} px",
        f"batch {case.batch}",
        held.device,
        held.dtype,
        held.layout,
        held.runtime,
        held.mode.replace("_", " "),
        f"{held.threads or 'all'} threads",
    )


def sentence(found: Duel, first: str, second: str) -> str:
    """The verdict with its ratio, interval and pairs."""
    verdict = {
        DuelVerdict.FASTER: f"{first} is faster than {second}",
        DuelVerdict.SLOWER: f"{first} is slower than {second}",
        DuelVerdict.SAME: f"{first} and {second} take the same time within 1 %",
        DuelVerdict.CANNOT_TELL: f"it cannot be told which is faster, {first} or {second}",
    }[found.verdict]
    interval = (
        ""
        if found.ci_low is None or found.ci_high is None
        else f", 95 % interval {found.ci_low:.3f} to {found.ci_high:.3f}"
    )
    pairs = "1 paired round" if found.pairs == 1 else f"{found.pairs} paired rounds"
    return f"{verdict}: ratio of their times {found.ratio:.3f}{interval}, {pairs}"
