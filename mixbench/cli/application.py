"""The commands put together, and what their end means for the shell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from mixbench.cli import (
    choosing,
    claims,
    costing,
    doctor,
    duel,
    fields,
    history,
    importing,
    laws,
    learning,
    listing,
    measuring,
    memory,
    papers,
    pareto,
    report,
    roofline,
    roofs,
    weights,
)
from mixbench.cli.screen import say
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.version import __version__

DONE, FAILED, WRONG_COMMAND = 0, 1, 2

app = typer.Typer(
    name="mixbench",
    help="What vision-MLP networks cost: by law, by count and by clock. Without a command the window opens.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,  # plain help and errors: they start quickly and are never wrapped into boxes
    pretty_exceptions_enable=False,
)
app.command("list")(listing.list_models)
app.command("cost")(costing.cost)
app.command("profile")(measuring.profile)
app.command("sweep")(measuring.sweep)
app.command("duel")(duel.duel)
app.command("memory")(memory.memory)
app.command("roofs")(roofs.roofs)
app.command("laws")(laws.laws)
app.command("roofline")(roofline.roofline)
app.command("learn")(learning.learn)
app.command("papers")(papers.papers)
app.command("claims")(claims.claims)
app.command("pareto")(pareto.pareto)
app.command("choose")(choosing.choose_model)
app.command("field")(fields.field)
app.command("weights")(weights.weights)
app.command("sessions")(history.sessions)
app.command("export")(history.export)
app.command("report")(report.report)
app.command("import")(importing.import_file)
app.command("doctor")(doctor.doctor)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"mixbench {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Options that stand before the command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line (by default this process's own) and return its exit code.

    0: done, 1: something asked for failed, 2: the command line was wrong. The sentence is on standard error.
    """
    try:
        app(args=None if argv is None else list(argv), prog_name="mixbench")
    except RequestError as error:
        say(f"mixbench: {error}")
        return WRONG_COMMAND
    except MixBenchError as error:
        say(f"mixbench: {error}")
        return FAILED
    except SystemExit as end:
        # Typer's own ends: 2 for a wrong option, 130 for Ctrl-C outside a run.
        return DONE if not end.code else WRONG_COMMAND if end.code == WRONG_COMMAND else FAILED
    return DONE
