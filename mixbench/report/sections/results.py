"""Every result as a row, and how latency and memory run along the session's axis."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mixbench.core.figure import Axis
from mixbench.core.model import Case
from mixbench.core.units import giga, megabytes, milliseconds, significant
from mixbench.report.document import Block, Column, Paragraph, Picture, Section, Table
from mixbench.report.figures import activation, latency, measured_peak, scaling_figure
from mixbench.report.subject import Result, Subject, label_of, mode_text
from mixbench.report.words import Say

#: More plots of one kind than this are clutter; the table has every batch.
_MOST_PANELS = 3


@dataclass(frozen=True)
class _Cells:
    """A column of the table: its header, and what stands under it; left out where all say the same as
    `unsaid`."""

    header: str
    cell: Callable[[Result], str]
    is_number: bool = True
    unsaid: str | None = None


def section(subject: Subject, say: Say) -> Section:
    """Table and figures."""
    title = say("Results")
    if not subject.results:
        return Section("results", title, (Paragraph(_nothing_yet(say)),))
    return Section("results", title, (results_table(subject, say), *_figures(subject, say)))


def _nothing_yet(say: Say) -> str:
    return say(
        "The session has no result yet. Open it in the window and press Run, or run "
        "`mixbench sweep MODEL --resolutions 64:512:64`, and make the report again."
    )


def results_table(subject: Subject, say: Say) -> Table:
    """Every finished case in the order of the plan; an empty cell was not measured."""
    shown = [each for each in _columns(say) if _says_something(each, subject)]
    rows = tuple(tuple(each.cell(result) for each in shown) for result in subject.results)
    caption = say(
        "MACs are of one image (FLOPs = 2 × MACs), latency is of one call of the whole batch: the median of "
        "the rounds with its 95 % interval, which is not to be relied on where the status is unstable. "
        "Empty: not measured."
    )
    return Table(tuple(Column(each.header, each.is_number) for each in shown), rows, caption)


def _says_something(column: _Cells, subject: Subject) -> bool:
    return column.unsaid is None or any(column.cell(result) != column.unsaid for result in subject.results)


def _columns(say: Say) -> Iterator[_Cells]:
    yield _Cells(say("No."), lambda result: str(result.number + 1))
    yield _Cells(say("Model"), lambda result: label_of(result.model), is_number=False)
    yield _Cells(say("Resolution [px]"), lambda result: result.case.resolution)
    yield _Cells(say("Batch"), lambda result: str(result.case.batch))
    yield _Cells(say("Device"), lambda result: result.row.device, is_number=False, unsaid="cpu")
    yield _Cells(say("Data type"), lambda result: result.row.dtype, is_number=False, unsaid="float32")
    yield _Cells(say("Params [M]"), _of("params", lambda value: f"{value / 1e6:.2f}"))
    yield _Cells(say("MACs [G]"), _of("macs", giga))
    yield _Cells(say("Spatial mixing [G MACs]"), _of("macs_spatial_mixing", giga))
    yield _Cells(say("Latency [ms]"), _of("latency_ms_median", milliseconds))
    yield _Cells(say("95 % interval [ms]"), _interval)
    yield _Cells(say("Forward [ms]"), _of("forward_ms", milliseconds), unsaid="")
    yield _Cells(say("Backward [ms]"), _of("backward_ms", milliseconds), unsaid="")
    yield _Cells(say("Optimizer [ms]"), _of("optimizer_ms", milliseconds), unsaid="")
    yield _Cells(say("Compiling [ms]"), _of("compile_ms", milliseconds), unsaid="")
    yield _Cells(say("Throughput [img/s]"), _of("throughput_img_s", significant))
    yield _Cells(say("Energy of a call [J]"), _of("energy_j", significant), unsaid="")
    yield _Cells(say("Activations, forecast [MB]"), _of("activation_bytes", megabytes))
    yield _Cells(say("Peak memory, measured [MB]"), _of("peak_memory_bytes", megabytes), unsaid="")
    yield _Cells(say("Status"), lambda result: result.row.status, is_number=False)


def _of(name: str, write: Callable[[float], str]) -> Callable[[Result], str]:
    def cell(result: Result) -> str:
        value = getattr(result.row, name)
        return "" if value is None else write(value)

    return cell


def _interval(result: Result) -> str:
    low, high = result.row.latency_ms_ci_low, result.row.latency_ms_ci_high
    return "" if low is None or high is None else f"{milliseconds(low)} – {milliseconds(high)}"


# figures


def _figures(subject: Subject, say: Say) -> Iterator[Block]:
    if subject.axis is None:
        yield Paragraph(
            say("There is no curve: the session holds size, batch and hyperparameters fixed."), is_quiet=True
        )
        return
    panels = subject.panels()
    for batch in panels[:_MOST_PANELS]:
        yield from _panel(subject, say, batch)
    if len(panels) > _MOST_PANELS:
        more = say("Of {n} batches the first {shown} are drawn; the table has all.")
        yield Paragraph(more.format(n=len(panels), shown=_MOST_PANELS), is_quiet=True)


def _panel(subject: Subject, say: Say, batch: int | None) -> Iterator[Block]:
    suffix = "" if batch is None else f"-batch-{batch}"
    times = scaling_figure(
        subject,
        say,
        _titled(say("Latency"), say, batch),
        Axis(say("latency of one call"), "ms"),
        latency,
        batch,
    )
    if times is None:
        missing = say("Fewer than two points of a line have a latency{where}, so no curve is drawn.")
        where = "" if batch is None else say(" at batch {n}").format(n=batch)
        yield Paragraph(missing.format(where=where), is_quiet=True)
    else:
        yield Picture(f"latency{suffix}", times, _latency_caption(subject, say, batch))
    yield from _memory(subject, say, batch, suffix)


def _memory(subject: Subject, say: Say, batch: int | None, suffix: str) -> Iterator[Block]:
    kinds = (
        (
            "activations",
            say("Activation memory"),
            activation,
            say("Forecast: the most bytes alive at once in a call, without the weights."),
        ),
        (
            "peak",
            say("Peak memory"),
            measured_peak,
            say("Measured: the most memory in use during a call, without the weights."),
        ),
    )
    for name, title, read, caption in kinds:
        y = Axis(say("memory of one call"), "MB")
        figure = scaling_figure(subject, say, _titled(title, say, batch), y, read, batch)
        if figure is not None:
            yield Picture(f"{name}{suffix}", figure, caption)


def _titled(title: str, say: Say, batch: int | None) -> str:
    if batch is None:
        return title
    return say("{title}, batch {n}").format(title=title, n=batch)


def _latency_caption(subject: Subject, say: Say, batch: int | None) -> str:
    caption = say(
        "Points: median over rounds; bars: 95 % interval, of an unstable timing none. N^a: fitted growth "
        "with the tokens of the image; nothing is extrapolated. {conditions}"
    )
    first = next((result.case for result in subject.timed if batch in (None, result.case.batch)), None)
    return caption.format(conditions=conditions_text(first, say) if first else "").strip()


def conditions_text(case: Case, say: Say) -> str:
    """What a case was taken under, in a sentence."""
    conditions = case.conditions
    threads = "" if conditions.threads is None else say(", {n} threads").format(n=conditions.threads)
    taken = say("Taken on {device}{threads} in {dtype}, {layout}, {runtime}, {mode}.")
    return taken.format(
        device=conditions.device,
        threads=threads,
        dtype=conditions.dtype,
        layout=conditions.layout,
        runtime=conditions.runtime,
        mode=mode_text(conditions.mode, say),
    )
