"""timm's published benchmarks and accuracies as rows: https://github.com/huggingface/pytorch-image-models.

Which of its networks are ours is data (`resources/references/timm.json`), and is held against the number of
parameters that the file prints: a name with another number is another network.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import msgspec

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Measurement, Status
from mixbench.core.model import Case, Model
from mixbench.core.resources import resource
from mixbench.store.cells import CellError, whole_number
from mixbench.store.cells import number as number_of
from mixbench.store.references import ImportedFile
from mixbench.store.rows import Row, row_of

#: What the name of a network begins with that is not one of the catalog's.
FOREIGN = "timm/"
#: Any of these beside `model` makes a file one of timm's.
TIMM_COLUMNS = frozenset({"infer_step_time", "train_step_time", "top1", "param_count"})

_MODES = {"infer": "inference", "train": "training_step"}
_TAKEN = {"model", "img_size", "top1", "param_count", "infer_gmacs", "gmacs"} | {
    f"{prefix}_{part}"
    for prefix in _MODES
    for part in ("step_time", "samples_per_sec", "batch_size", "img_size")
}
#: Half of the last digit that is printed of millions of parameters, and a little for binary fractions.
_PARAMS_OFF_M = 0.005 + 1e-6

Cells = Mapping[str, str]


@dataclass(frozen=True)
class Told:
    """What the name of a benchmark's file says of its conditions; empty or None where it does not."""

    device: str = ""
    device_name: str | None = None
    dtype: str = ""
    layout: str = ""
    runtime: str = ""
    torch_version: str | None = None


_NAME = re.compile(
    r"benchmark-(?:infer|train)-(?P<precision>[a-z0-9_]+)-(?P<layout>nchw|nhwc)-pt(?P<torch>\d{2,})-"
    r"(?:cpu-(?P<cpu>.+?)|cu\d+-(?P<gpu>.+?))(?P<dynamo>-dynamo)?(?: ?\(\d+\))?\.csv"
)
#: `amp` runs some operators in half precision and some in single: neither of our dtypes.
_DTYPES = {
    "fp32": "float32",
    "fp16": "float16",
    "bf16": "bfloat16",
    "amp": "amp_float16",
    "amp_bf16": "amp_bfloat16",
}


def told_by(name: str) -> Told:
    """The conditions in a file name like `benchmark-infer-amp-nhwc-pt240-cu124-rtx3090.csv`."""
    found = _NAME.fullmatch(name)
    if found is None or found["precision"] not in _DTYPES:
        return Told()
    return Told(
        device="cpu" if found["cpu"] else "cuda:0",
        device_name=found["cpu"] or found["gpu"],
        dtype=_DTYPES[found["precision"]],
        layout="contiguous" if found["layout"] == "nchw" else "channels_last",
        runtime="compile" if found["dynamo"] else "eager",
        torch_version=_torch_version(found["torch"]),
    )


def _torch_version(digits: str) -> str:
    """`1.13` of pt113, `2.4.0` of pt240."""
    return f"1.{digits[1:]}" if digits[0] == "1" else ".".join(digits)


def read_timm(name: str, lines: Sequence[tuple[int, Cells]]) -> ImportedFile:
    """A file of timm as rows; raise `CellError` with the line that is wrong."""
    told, header = told_by(name), lines[0][1]
    modes = [prefix for prefix in _MODES if f"{prefix}_step_time" in header]
    rows = tuple(
        row for line, cells in lines for row in _rows(cells, f"line {line}", modes, told, Path(name).stem)
    )
    return ImportedFile(name, "timm", rows, _remarks(rows, header, modes, told))


def _rows(cells: Cells, where: str, modes: Sequence[str], told: Told, source: str) -> list[Row]:
    if not modes:
        return [_accuracy_row(cells, where, source)]
    return [_timed_row(cells, where, prefix, told, source) for prefix in modes]


def _timed_row(cells: Cells, where: str, prefix: str, told: Told, source: str) -> Row:
    side = whole_number(cells, f"{prefix}_img_size", where)
    step_ms = number_of(cells, f"{prefix}_step_time", where)
    batch = whole_number(cells, f"{prefix}_batch_size", where) if step_ms is not None else 1
    row = _network_row(cells, where, side, batch, source)
    return replace(
        row,
        **vars(told),
        mode=_MODES[prefix],
        latency_ms_median=step_ms,
        throughput_img_s=number_of(cells, f"{prefix}_samples_per_sec", where),
        status=(Status.OK if step_ms is not None else Status.SKIPPED).value,
        error="" if step_ms is not None else "the file holds no timing of it",
    )


def _accuracy_row(cells: Cells, where: str, source: str) -> Row:
    row = _network_row(cells, where, whole_number(cells, "img_size", where), 1, source)
    return replace(row, **vars(Told()), mode="", top1_percent=number_of(cells, "top1", where))


def _network_row(cells: Cells, where: str, side: int, batch: int, source: str) -> Row:
    """The row of a network, without what was timed or tested."""
    name, _, weights = cells["model"].strip().partition(".")
    if not name:
        raise CellError(f"{where}: model is empty; it must name a network")
    if side < 1 or batch < 1:
        raise CellError(f"{where}: the image size and the batch must be at least 1")
    params_m = _params_m(cells, where)
    model = ours(name, side, params_m)
    gmacs = number_of(cells, "infer_gmacs" if "infer_gmacs" in cells else "gmacs", where)
    case = Case(model or Model(FOREIGN + name), side, side, batch)
    row = row_of(f"{source} · {weights}" if weights else source, Measurement(case, Status.OK), None)
    if model is None and params_m is not None:
        row = replace(row, params=round(params_m * 1e6))
    return replace(row, macs_fvcore=None if gmacs is None else round(gmacs * 1e9), mixbench_version=None)


def _params_m(cells: Cells, where: str) -> float | None:
    """Millions of parameters, of which timm sets thousands apart: `1,014.45`."""
    return number_of({"param_count": cells.get("param_count", "").replace(",", "")}, "param_count", where)


def ours(name: str, side: int, params_m: float | None) -> Model | None:
    """The model of the catalog that timm's name stands for, if it has as many parameters (in millions)."""
    for key in _names().get(name, ()):
        model = registry.normal(Model.parse(key))
        try:
            law = registry.resolve(model).law(side, side)
        except MixBenchError:
            continue
        if params_m is None or abs(law.params / 1e6 - params_m) <= _PARAMS_OFF_M:
            return model
    return None


@cache
def _names() -> dict[str, tuple[str, ...]]:
    """timm's names with the models of the catalog that each may stand for."""

    class Names(msgspec.Struct):
        variants: dict[str, tuple[str, ...]]

    return msgspec.json.decode(resource("references", "timm.json").read_bytes(), type=Names).variants


def _remarks(rows: Sequence[Row], header: Cells, modes: Sequence[str], told: Told) -> tuple[str, ...]:
    foreign = sum(row.variant.startswith(FOREIGN) for row in rows)
    remarks = [
        f"{len(rows) - foreign} of {len(rows)} lines are networks of the catalog; "
        f"the others keep timm's name, behind '{FOREIGN}'"
    ]
    if modes:
        remarks.append(_conditions_remark(told))
        remarks.append("latency_ms_median is the mean over timm's steps, without an interval")
    else:
        remarks.append("nothing was timed; the batch is written as 1")
    if "infer_gmacs" in header or "gmacs" in header:
        remarks.append("macs_fvcore is timm's gmacs, rounded to 0.01 G as the file prints it")
    left = [name for name in header if name not in _TAKEN]
    if left:
        remarks.append(f"left out, for no column here means it: {', '.join(left)}")
    return tuple(remarks)


def _conditions_remark(told: Told) -> str:
    if told == Told():
        return (
            "the file's name does not tell device, dtype, layout, runtime and torch as timm's do: "
            "they are empty"
        )
    return "device, dtype, layout, runtime and torch were taken from the file's name; threads are not known"
