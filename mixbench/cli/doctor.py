"""`mixbench doctor`: what this machine has, and what is missing with the fix."""

from __future__ import annotations

from dataclasses import asdict

import typer

from mixbench.cli.options import AsJson
from mixbench.cli.screen import Kind, print_json, print_table, say

_COLUMNS: tuple[tuple[str, Kind], ...] = (("", "name"), ("What", "name"), ("Found", "text"), ("Fix", "text"))


def doctor(as_json: AsJson = False) -> None:
    """Look at Python, torch, devices, Qt, the display and the data folder."""
    from mixbench.cli.checks import examine

    checks = examine()
    if as_json:
        print_json({"checks": [asdict(check) for check in checks]})
    else:
        print_table(_COLUMNS, [(_mark(c.is_ok), c.name, c.found, c.fix) for c in checks])
    missing = [check.name for check in checks if check.is_essential and not check.is_ok]
    if missing:
        say(f"MixBench cannot measure here before this is mended: {', '.join(missing)}")
        raise typer.Exit(1)


def _mark(is_ok: bool) -> str:
    return "ok" if is_ok else "missing"
