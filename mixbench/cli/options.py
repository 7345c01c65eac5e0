"""The options that several commands share, and the values that their words stand for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.measurement import Precision
from mixbench.core.model import Dtype, Layout, Mode, Model, Runtime, parse_resolution, parse_setting
from mixbench.core.sweep import parse_range

#: The word for the batch with the highest throughput.
BEST = "best"

_MODELS_HELP = "Variants of `mixbench list`, each alone or with changes: mixer_s16:depth=4,width=256."

Models = Annotated[list[str], typer.Argument(metavar="MODEL", help=_MODELS_HELP, show_default=False)]
SomeModels = Annotated[
    list[str] | None, typer.Argument(metavar="MODEL", help=_MODELS_HELP, show_default=False)
]
OneModel = Annotated[str, typer.Argument(metavar="MODEL", help=_MODELS_HELP, show_default=False)]
Settings = Annotated[
    list[str] | None,
    typer.Option("--set", metavar="NAME=VALUE", help="Change a hyperparameter of every model named."),
]
Resolutions = Annotated[
    str | None,
    typer.Option(
        metavar="RANGE", help="Sides in pixels: 64:512:64 (from:to:step), 224,384 or 224x320 (H x W)."
    ),
]
Resolution = Annotated[str, typer.Option(metavar="PX", help="Side in pixels, or HxW.")]
Batches = Annotated[str, typer.Option(metavar="RANGE", help="Images in one call: 1,8,32.")]
BatchOrBest = Annotated[
    str, typer.Option(metavar="N|best", help="Images in one call; best searches the highest throughput.")
]
Device = Annotated[str, typer.Option(help="Where it runs: cpu, cuda:0.")]
DtypeOption = Annotated[Dtype, typer.Option(help="Number format of weights and images.")]
LayoutOption = Annotated[Layout, typer.Option(help="Memory layout of the images.")]
RuntimeOption = Annotated[
    Runtime, typer.Option(help="How it is run: as it stands, compiled, or replayed as a CUDA graph.")
]
ModeOption = Annotated[
    Mode, typer.Option(help="A forward pass, or a training step: forward, backward and optimizer.")
]
Threads = Annotated[int | None, typer.Option(min=1, help="CPU threads; by default one a physical core.")]
PrecisionOption = Annotated[
    Precision, typer.Option(help="When to stop: a 95 % interval of ±3 %, ±1 % or ±0.5 %, or 10, 30, 120 s.")
]
Name = Annotated[str, typer.Option(help="A name for the session.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
CsvFile = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Also write the results to this CSV file.")
]


def models_of(texts: Iterable[str], settings: Sequence[str] | None) -> tuple[Model, ...]:
    """The models that were named, each once, checked and with `--set` applied; raise `RequestError`."""
    changes = dict(parse_setting(text) for text in settings or ())
    named = (Model.parse(text) for text in texts)
    models = (registry.normal(Model(model.variant, {**model.overrides, **changes})) for model in named)
    return tuple(dict.fromkeys(models))


def resolutions_of(text: str) -> tuple[tuple[int, int], ...]:
    """Sizes (height, width) in pixels from `64:512:64`, `224,384`, `224x320`; raise `RequestError`."""
    sizes: list[tuple[int, int]] = []
    for part in text.split(","):
        if "x" in part.lower():
            sizes.append(parse_resolution(part))
        else:
            sizes.extend((side, side) for side in parse_range(part))
    return tuple(dict.fromkeys(sizes))


def batch_of(text: str) -> int | None:
    """The batch that was named, None for `best`; raise `RequestError`."""
    if text == BEST:
        return None
    if not (text.isascii() and text.isdigit() and int(text) > 0):
        raise RequestError(f"'{text}' is not a batch; write a number of images like 8, or {BEST}")
    return int(text)


def names_of(option: str, text: str, choices: Sequence[str]) -> tuple[str, ...]:
    """The words of a list like `float32,bfloat16`, each of the choices; raise `RequestError`."""
    names = tuple(part.strip() for part in text.split(","))
    for name in names:
        if name not in choices:
            raise RequestError(f"{option} does not take '{name}'; choose from {', '.join(choices)}")
    return names


def numbers_of(option: str, text: str) -> tuple[int, ...]:
    """The numbers of a list like `1,8`, from 1 on; raise `RequestError`."""
    parts = [part.strip() for part in text.split(",")]
    for part in parts:
        if not (part.isascii() and part.isdigit() and int(part) > 0):
            raise RequestError(f"{option} does not take '{part}'; write a number from 1 on")
    return tuple(int(part) for part in parts)
