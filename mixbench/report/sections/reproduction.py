"""How every row is measured again: the command of the session, one for each row, and the Python."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.report.document import Block, Code, Paragraph, Section
from mixbench.report.reproduction import command_line, session_command, snippet
from mixbench.report.subject import Subject, label_of, law_of
from mixbench.report.words import Say


def section(subject: Subject, say: Say) -> Section:
    """Commands and code."""
    return Section("reproduce", say("How to reproduce it"), tuple(_blocks(subject, say)))


def _blocks(subject: Subject, say: Say) -> Iterator[Block]:
    plan = subject.stored.plan
    yield Code(say("The whole session, on a machine with MixBench:"), session_command(plan), "shell")
    rows = "\n".join(
        f"# {result.number + 1}\n{command_line(result.case, plan.precision)}" for result in subject.results
    )
    if rows:
        yield Code(say("Each row alone, by its number in the results"), rows, "shell", is_folded=True)
    yield from _python(subject, say)


def _python(subject: Subject, say: Say) -> Iterator[Block]:
    cases = {result.model: result.case for result in reversed(subject.results)}
    named = [cases[model] for model in subject.models if model in cases]
    if not named:
        return
    yield Paragraph(
        say(
            "In Python, the network of a row called once under its conditions. For another row of the same "
            "network put its size into image_size and into torch.randn, and its batch before the 3."
        )
    )
    gone = []
    for case in named:
        if law_of(case.model, case.height, case.width) is None:
            gone.append(label_of(case.model))
        else:
            yield Code(label_of(case.model), snippet(case), "python", is_folded=True)
    if gone:
        none = say("This MixBench does not build {models} at that size any more, so there is no code for it.")
        yield Paragraph(none.format(models=", ".join(gone)), is_quiet=True)
