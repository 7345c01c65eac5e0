"""`mixbench learn`: tiny networks on real, tiny images, and what one fixed shuffle takes from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, get_args

import msgspec
import typer

from mixbench.catalog.registry import label, resolve
from mixbench.catalog.tiny import SIDE_PX, survivors, tiny_models
from mixbench.cli.options import AsJson, CsvFile, Models, Settings, models_of, names_of
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.errors import MixBenchError
from mixbench.core.learning import (
    CLASSES,
    HELD_OUT,
    IMAGES,
    MOST_SEEDS,
    MOST_STEPS,
    LearningPlan,
    LearningProbe,
    LearningRun,
    Shuffle,
)
from mixbench.core.learning_losses import (
    FEWEST_SEEDS,
    Accuracy,
    ShuffleLoss,
    accuracy,
    shuffle_losses,
)
from mixbench.core.model import Model

if TYPE_CHECKING:
    from mixbench.core.measurement import Environment

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Tiny network", "name"),
    ("Params", "number"),
    ("Shuffle", "text"),
    ("Accuracy [%]", "number"),
    ("95 % interval", "number"),
    ("Loss [points]", "number"),
    ("95 % interval", "number"),
    ("Seeds", "number"),
)

#: What stands under every answer.
LIMITS = (
    f"Tiny networks on tiny images: {IMAGES - HELD_OUT} handwritten digits of 8 x 8 pixels are learned, each "
    f"pixel repeated to fill {SIDE_PX} px; {HELD_OUT} others are held out. It shows how much the order of "
    "pixels helps a kind of mixing; it does not rank families, and says nothing of the published networks or "
    "of ImageNet."
)
#: What stands under an answer of so few seeds that their chance is not known well.
_FEW_SEEDS = {
    1: "With one seed the intervals leave out the chance of the seed, so no verdict is given; take --seeds 3 "
    "or more.",
    2: "Two seeds say little of the chance of the seed, so the intervals are wide; take --seeds 3 or more.",
}

Steps = Annotated[int, typer.Option(min=1, max=MOST_STEPS, help="Training steps of each run.")]
Seeds = Annotated[
    int, typer.Option(min=1, max=MOST_SEEDS, help="Runs of each: other weights, order and permutation.")
]
ShuffleOption = Annotated[
    str,
    typer.Option(
        "--shuffle",
        metavar="SHUFFLE,...",
        help="Of none, pixels (one permutation of all pixels), patches (of tiles of 2 x 2 pixels).",
    ),
]


def learn(
    models: Models,
    steps: Steps = 200,
    seeds: Seeds = 3,
    shuffle: ShuffleOption = "none,pixels,patches",
    settings: Settings = None,
    csv: CsvFile = None,
    as_json: AsJson = False,
) -> None:
    """Train a tiny version of each model with and without one fixed shuffle of the pixels of every image.

    Ctrl-C ends it; what was finished is told and kept, also where the engine ends before.
    """
    from mixbench.store.exports import check_writable, save
    from mixbench.store.learning import keep_probe, learning_csv, learning_path
    from mixbench.store.location import default_database_path

    named = names_of("--shuffle", shuffle, get_args(Shuffle))
    shuffles = msgspec.convert(named, tuple[Shuffle, ...])
    plan = LearningPlan(tiny_models(models_of(models, settings), CLASSES), shuffles, steps, seeds)
    if csv is not None:
        check_writable(csv)
    probe, problem = _trained(plan)
    path = learning_path(default_database_path())
    path.parent.mkdir(parents=True, exist_ok=True)
    keep_probe(probe, path)
    if csv is not None:
        save(learning_csv(probe).encode(), csv)
    if as_json:
        print_json(document(probe))
    else:
        print_probe(probe)
    if problem:
        raise MixBenchError(problem)


def _trained(plan: LearningPlan) -> tuple[LearningProbe, str]:
    """The probe, and why it came to no end; empty where it did. Without a finished training it raises."""
    from mixbench.cli.engine import Engine, EngineError
    from mixbench.protocol import LearnTask

    heard: dict[object, LearningRun] = {}

    def follow(run: LearningRun) -> None:
        heard[run.key] = run
        if run.wrong is not None:
            say(_run_line(run, f"{len(heard)} of {plan.runs}"))

    with Engine() as engine:
        here = engine.greet()
        try:
            return engine.ask(LearnTask(0, plan), on_run=follow), ""
        except (KeyboardInterrupt, EngineError) as end:
            if not any(run.wrong is not None for run in heard.values()):
                raise
            why = str(end) or "the probe was stopped before its end"
        return _so_far(plan, tuple(heard.values()), here), f"{why}; what was finished is kept"


def _so_far(plan: LearningPlan, runs: tuple[LearningRun, ...], here: Environment) -> LearningProbe:
    """A probe that was stopped."""
    return LearningProbe(plan, runs, IMAGES - HELD_OUT, HELD_OUT, here.processor, here.torch)


def _run_line(run: LearningRun, count: str) -> str:
    last = run.points[-1]
    how = "as they are" if run.shuffle == "none" else f"{run.shuffle} shuffled"
    words = (f"{count}  {name_of(run.model)}  {how}  seed {run.seed}", f"{100 * last.accuracy:.1f} % right")
    return "  ".join((*words, f"{last.training_s:.1f} s of training"))


# what is told


def name_of(model: Model) -> str:
    """The variant whose tiny version it is, with the changes of it that are left."""
    return f"{label(survivors(model))}, tiny"


def print_probe(probe: LearningProbe) -> None:
    """The accuracies, the sentences on the shuffles, and what may not be concluded."""
    losses = {(loss.model.key, loss.shuffle): loss for loss in shuffle_losses(probe)}
    lines = []
    for model in probe.plan.models:
        for shuffle in probe.plan.shuffles:
            found = accuracy(probe, model, shuffle)
            if found is not None:
                lines.append(_line(model, shuffle, found, losses.get((model.key, shuffle))))
    print_table(_COLUMNS, lines)
    for shuffle in probe.plan.shuffles:
        told = [loss for loss in losses.values() if loss.shuffle == shuffle]
        if told:
            print_line(sentence(told))
    print_line(LIMITS)
    if probe.plan.seeds in _FEW_SEEDS:
        print_line(_FEW_SEEDS[probe.plan.seeds])


def _line(model: Model, shuffle: Shuffle, found: Accuracy, loss: ShuffleLoss | None) -> tuple[str, ...]:
    params = resolve(model).law(SIDE_PX, SIDE_PX).params
    return (
        name_of(model),
        f"{params:,}",
        shuffle,
        f"{100 * found.value:.1f}",
        f"{100 * found.low:.1f} to {100 * found.high:.1f}",
        "" if loss is None else f"{loss.points:.1f}",
        "" if loss is None else f"{loss.low:.1f} to {loss.high:.1f}",
        str(found.seeds),
    )


def sentence(losses: Sequence[ShuffleLoss]) -> str:
    """What one shuffle takes from each network, in points of accuracy, and what cannot be told."""
    what = {
        "pixels": "One fixed shuffle of all pixels",
        "patches": "One fixed shuffle of tiles of 2 x 2 pixels",
    }
    return f"{what[losses[0].shuffle]}: " + "; ".join(map(_clause, losses)) + "."


def _clause(loss: ShuffleLoss) -> str:
    name = name_of(loss.model)
    low, high = (-loss.high, -loss.low) if loss.verdict == "gains" else (loss.low, loss.high)
    interval = f"({low:.1f} to {high:.1f})"
    if loss.verdict == "cannot tell":
        by = " by one seed" if loss.seeds < FEWEST_SEEDS else ""
        return f"whether {name} loses cannot be told{by}: {loss.points:.1f} points {interval}"
    return f"{name} {loss.verdict} {abs(loss.points):.1f} points {interval}"


def document(probe: LearningProbe) -> dict[str, Any]:
    """The probe as one JSON document: what was trained, each training, accuracies and losses."""
    found = [
        {"model": model.key, "shuffle": shuffle, **asdict(share)}
        for model in probe.plan.models
        for shuffle in probe.plan.shuffles
        if (share := accuracy(probe, model, shuffle)) is not None
    ]
    losses = [
        {**asdict(loss), "model": loss.model.key, "verdict": loss.verdict} for loss in shuffle_losses(probe)
    ]
    return {"probe": probe, "accuracies": found, "losses": losses, "limits": LIMITS}
