"""`mixbench field`: which part of the image each block of a network depends on."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mixbench.catalog import registry
from mixbench.cli.options import AsJson, Device, OneModel, Settings, models_of
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.errors import RequestError, SizeError
from mixbench.core.model import Case, Conditions, Model, parse_resolution
from mixbench.core.units import percent

if TYPE_CHECKING:
    from mixbench.core.receptive_field import ReceptiveField, Spread

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Block", "number"),
    ("Path", "name"),
    ("Any gradient", "number"),
    ("Looks like", "text"),
    ("Above threshold", "number"),
    ("Looks like", "text"),
    ("Box [px]", "text"),
    ("Radius [px]", "number"),
)

#: What pictures are written as.
PICTURES = (".png", ".svg", ".pdf")

OwnResolution = Annotated[
    str | None, typer.Option(metavar="PX", help="Side in pixels, or HxW; by default the network's own.")
]
Position = Annotated[
    str | None, typer.Option(metavar="Y,X", help="The pixel whose place is looked at; by default the middle.")
]
BlockNumber = Annotated[int | None, typer.Option(min=0, help="Only this block; 0 is what enters the first.")]
Inputs = Annotated[int, typer.Option(min=1, max=256, help="Random images to average over.")]
Threshold = Annotated[
    float, typer.Option(min=0, max=1, help="What counts as reached: a share of the block's peak.")
]
WeightsFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Weights: .safetensors, .pth or .npz; by default at initialisation."),
]
Picture = Annotated[
    Path | None, typer.Option("--png", metavar="FILE", help="Write the maps as .png, .svg or .pdf.")
]
Linear = Annotated[bool, typer.Option("--linear", help="Linear colours in the picture, not logarithmic.")]
ArrayFile = Annotated[Path | None, typer.Option("--npy", metavar="FILE", help="Write the maps as .npy.")]
CellsFile = Annotated[
    Path | None, typer.Option("--csv", metavar="FILE", help="Write the maps as CSV, a line a cell.")
]


def field(
    model: OneModel,
    resolution: OwnResolution = None,
    position: Position = None,
    block: BlockNumber = None,
    inputs: Inputs = 4,
    threshold: Threshold = 0.001,
    weights: WeightsFile = None,
    device: Device = "cpu",
    settings: Settings = None,
    png: Picture = None,
    linear: Linear = False,
    npy: ArrayFile = None,
    csv_file: CellsFile = None,
    as_json: AsJson = False,
) -> None:
    """Show how information spreads: the gradient of one place with respect to the image, block by block."""
    from mixbench.cli.engine import Engine
    from mixbench.cli.progress import StepScreen
    from mixbench.core.receptive_field import array_bytes, spread_text
    from mixbench.protocol import FieldTask
    from mixbench.report.map_pictures import field_picture
    from mixbench.store.exports import check_writable, save

    (named,) = models_of([model], settings)
    case = case_of(named, resolution, Conditions(device))
    task = FieldTask(0, case, _pixel(position, case), inputs, file_text(weights))
    if png:
        check_picture(png)
    for path in (png, npy, csv_file):
        if path:
            check_writable(path)
    with Engine() as engine:
        engine.greet()
        through = "1 image" if inputs == 1 else f"{inputs} images"
        say(f"following the gradients of {case.model.key} at {case.resolution} px through {through}")
        with StepScreen() as screen:
            found = engine.ask(task, on_step=screen.show)
    shown = _shown(found, block)
    if png:
        picture = field_picture(
            found, shown, conditions_text(case, found), png.suffix[1:].lower(), is_log=not linear
        )
        save(picture, png)
    if npy:
        save(array_bytes(found), npy)
    if csv_file:
        save(spread_text(found, case.model.key).encode(), csv_file)
    if as_json:
        print_json(_document(case, found, shown, threshold))
    else:
        _print(case, found, shown, threshold)


def case_of(model: Model, resolution: str | None, conditions: Conditions) -> Case:
    """The case at a size that the network accepts, its own where none is named."""
    resolved = registry.resolve(model)
    native = resolved.variant.native_px
    height, width = parse_resolution(resolution) if resolution else (native, native)
    refusal = resolved.refusal(height, width)
    if refusal:
        raise SizeError(f"{resolved.variant.name}: {refusal}")
    return Case(model, height, width, conditions=conditions)


def file_text(path: Path | None) -> str:
    """A file as the worker finds it, whatever its own folder; empty for none."""
    return str(path.resolve()) if path else ""


def check_picture(path: Path) -> None:
    """Raise `RequestError` where the suffix is no picture's."""
    if path.suffix.lower() not in PICTURES:
        raise RequestError(f"{path.name} is no picture that can be written; end it in {', '.join(PICTURES)}")


def conditions_text(case: Case, found: ReceptiveField) -> str:
    """Under which conditions the maps were found, in one line."""
    return (
        f"{case.model.key} at {case.resolution} px, place of pixel y {found.y_px}, x {found.x_px}; absolute "
        f"gradient of a random mixture of its channels with respect to the image, {_over_words(found)}; "
        f"{weights_words(found.report.file if found.report else '')}"
    )


def _over_words(found: ReceptiveField) -> str:
    return "of 1 random image" if found.inputs == 1 else f"mean over {found.inputs} random images"


def weights_words(file: str) -> str:
    """Where the weights come from."""
    return f"weights of {Path(file).name}" if file else "at initialisation"


def _pixel(text: str | None, case: Case) -> tuple[int, int] | None:
    """The pixel that was named, None where none was; raise `RequestError` where the image has none such."""
    if text is None:
        return None
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
        raise RequestError(f"'{text}' is not a position; write y,x in pixels, for example 112,112")
    y, x = int(parts[0]), int(parts[1])
    if y >= case.height or x >= case.width:
        raise RequestError(
            f"the position {y},{x} is outside the image: y goes from 0 to {case.height - 1}, "
            f"x from 0 to {case.width - 1} px"
        )
    return y, x


def _shown(found: ReceptiveField, block: int | None) -> tuple[int, ...]:
    if block is None:
        return tuple(range(len(found.blocks)))
    if block > found.depth:
        raise RequestError(f"there is no block {block}; the network has blocks 0 to {found.depth}")
    return (block,)


def _print(case: Case, found: ReceptiveField, shown: tuple[int, ...], threshold: float) -> None:
    print_line(conditions_text(case, found))
    if found.report:
        print_line(found.report.sentence)
    print_table(
        _COLUMNS,
        [_cells(found, index, threshold) for index in shown],
        caption=f"Shares of the image in cells of {found.cell_px} px. The threshold is {threshold:g} of the "
        "block's highest cell; box and radius are of what lies above it. Block 0 is what enters the first.",
    )


def _cells(found: ReceptiveField, index: int, threshold: float) -> tuple[str, ...]:
    whole, above = found.spread(index), found.spread(index, threshold)
    return (
        str(index),
        found.blocks[index].path or "(entrance)",
        percent(whole.share, 1),
        whole.shape,
        percent(above.share, 1),
        above.shape,
        f"{above.height_px} x {above.width_px}",
        str(above.radius_px),
    )


def _document(case: Case, found: ReceptiveField, shown: tuple[int, ...], threshold: float) -> dict[str, Any]:
    """The numbers of the table; the maps themselves are for `--npy` and `--csv`."""
    return {
        "model": case.model.key,
        "resolution_px": case.resolution,
        "position_px": [found.y_px, found.x_px],
        "inputs": found.inputs,
        "cell_px": found.cell_px,
        "threshold": threshold,
        "weights": asdict(found.report) if found.report else None,
        "blocks": [
            {
                "block": index,
                "path": found.blocks[index].path,
                "place": [found.blocks[index].row, found.blocks[index].column],
                "map": [found.blocks[index].rows, found.blocks[index].columns],
                "any_gradient": _spread_document(found.spread(index)),
                "above_threshold": _spread_document(found.spread(index, threshold)),
            }
            for index in shown
        ],
    }


def _spread_document(spread: Spread) -> dict[str, Any]:
    return {**asdict(spread), "is_global": spread.is_global}
