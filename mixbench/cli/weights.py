"""`mixbench weights`: what of a checkpoint fits a network, and what its units look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from mixbench.cli.fields import OwnResolution, case_of, check_picture, file_text, weights_words
from mixbench.cli.options import AsJson, Device, OneModel, Settings, models_of
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.errors import RequestError
from mixbench.core.model import Case, Conditions

if TYPE_CHECKING:
    from mixbench.core.checkpoints import LoadReport
    from mixbench.core.weight_maps import BlockMaps, WeightMaps

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Block", "name"),
    ("Weight", "name"),
    ("Units", "number"),
    ("Each over", "text"),
    ("Largest", "number"),
)

#: What a unit's weights lie over, in words.
_KINDS = {
    "places": "all {} places",
    "line": "a line of {} places",
    "cell": "a cell of {} places",
    "kernel": "a kernel of {}",
}

File = Annotated[
    Path | None,
    typer.Option("--file", metavar="FILE", help=".safetensors, .pth or .npz; by default at initialisation."),
]
MapsFile = Annotated[
    Path | None, typer.Option("--maps", metavar="FILE", help="Draw the units as .png, .svg or .pdf.")
]
BlockNumber = Annotated[int | None, typer.Option(min=1, help="Only this block.")]
First = Annotated[int, typer.Option(min=0, help="The first unit that is drawn.")]
Units = Annotated[int, typer.Option(min=1, max=512, help="How many units of a block are drawn.")]


def weights(
    model: OneModel,
    file: File = None,
    resolution: OwnResolution = None,
    maps: MapsFile = None,
    block: BlockNumber = None,
    first: First = 0,
    units: Units = 24,
    device: Device = "cpu",
    settings: Settings = None,
    as_json: AsJson = False,
) -> None:
    """Load a checkpoint, say what matched, and show the weights that mix places. Nothing in it is run."""
    from mixbench.cli.engine import Engine
    from mixbench.protocol import WeightsTask
    from mixbench.store.exports import check_writable

    (named,) = models_of([model], settings)
    case = case_of(named, resolution, Conditions(device))
    if maps:
        check_picture(maps)
        check_writable(maps)
    with Engine() as engine:
        engine.greet()
        found = _chosen(engine.ask(WeightsTask(0, case, file_text(file), first, units)), block, first)
    is_drawn = maps is not None and _draw(case, found, maps)
    if as_json:
        print_json(_document(case, found))
    else:
        _print(case, found)
    if maps and not is_drawn:
        say(f"no picture was written: {found.reason}")
        raise typer.Exit(1)


def _chosen(found: WeightMaps, block: int | None, first: int) -> WeightMaps:
    """What was asked for; raise `RequestError` where there is no such block or unit."""
    if block is not None and block > found.count:
        raise RequestError(f"there is no block {block}; the network has blocks 1 to {found.count}")
    chosen = found if block is None else replace(found, blocks=found.blocks[block - 1 : block])
    if 0 < chosen.units <= first:
        raise RequestError(f"--first does not take {first}; the units are numbered 0 to {chosen.units - 1}")
    return chosen


def _draw(case: Case, found: WeightMaps, path: Path) -> bool:
    """Write the picture; False where there is nothing to draw."""
    from mixbench.report.map_pictures import weights_picture
    from mixbench.store.exports import save

    if not any(len(block.maps) for block in found.blocks if block.units):
        return False
    caption = f"{case.model.key} at {case.resolution} px, {_source(found)}; red above zero, blue below"
    save(weights_picture(found, caption, path.suffix[1:].lower()), path)
    return True


def _source(found: WeightMaps) -> str:
    return weights_words(found.report.file if found.report else "")


def _print(case: Case, found: WeightMaps) -> None:
    print_line(f"{case.model.key} at {case.resolution} px, {_source(found)}")
    if found.report:
        for line in report_lines(found.report):
            print_line(line)
    print_table(
        _COLUMNS,
        [_cells(block) for block in found.blocks],
        caption="The first layer of each block whose weights lie over places, or why there is none.",
    )


def report_lines(report: LoadReport) -> Iterator[str]:
    """All that became of a checkpoint, a line each."""
    from mixbench.core.checkpoints import shape_text

    yield report.sentence
    yield from (f"note: {note}" for note in report.notes)
    yield from (f"renamed: {each.found} is {each.name}" for each in report.renamed)
    yield from (f"missing: {name}" for name in report.missing)
    yield from (f"unexpected: {name}" for name in report.unexpected)
    for each in report.misshaped:
        yield f"another shape: {each.name} is {shape_text(each.found)}, not {shape_text(each.wanted)}"


def _cells(block: BlockMaps) -> tuple[str, ...]:
    if not block.units:
        return block.path, "", "", block.reason, ""
    over = _KINDS[block.kind].format(f"{block.rows} x {block.columns}")
    return block.path, block.weight, str(block.units), over, f"{block.peak:.3g}"


def _document(case: Case, found: WeightMaps) -> dict[str, Any]:
    blocks = []
    for block in found.blocks:
        document = asdict(block)
        del document["values"]
        blocks.append(document)
    return {
        "model": case.model.key,
        "resolution_px": case.resolution,
        "report": asdict(found.report) if found.report else None,
        "is_complete": found.report.is_complete if found.report else None,
        "blocks": blocks,
    }
