"""`mixbench import`: results of elsewhere, kept beside those of this machine as reference series."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from mixbench.cli.history import open_store
from mixbench.cli.options import AsJson
from mixbench.cli.screen import print_json, say

File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="CSV or JSON of `mixbench export`, or a CSV of timm's results "
        "(benchmark-infer-*.csv, benchmark-train-*.csv, results-*.csv).",
    ),
]


def import_file(file: File, as_json: AsJson = False) -> None:
    """Keep a results file of elsewhere, to be shown beside sessions and exported like one."""
    from mixbench.store.imports import read_file

    imported = read_file(file)
    store = open_store()
    try:
        id = store.references.add(imported)
    finally:
        store.close()
    if as_json:
        remarks = list(imported.remarks)
        print_json({"id": id, "format": imported.format, "results": len(imported.rows), "remarks": remarks})
        return
    count = len(imported.rows)
    say(f"{file.name} is kept as {id}, with {count} {'result' if count == 1 else 'results'}")
    for remark in imported.remarks:
        say(f"  {remark}")
