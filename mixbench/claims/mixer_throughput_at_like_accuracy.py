"""MLP-Mixer's throughput against that of ViT and ResNet whose published accuracy is like its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mixbench.catalog.accuracies import Accuracy, accuracies
from mixbench.claims.context import Context, NotMeasuredError
from mixbench.claims.measured import are_steady, most_alike, setting_words, unsteady_words, worth
from mixbench.core.claims import (
    Claim,
    Column,
    Evidence,
    Finding,
    Quantity,
    Source,
    Table,
    Verdict,
    Words,
    said,
)
from mixbench.core.model import Case
from mixbench.store.rows import Row

CLAIM = Claim(
    id="mixer-throughput-at-like-accuracy",
    number=17,
    title="At like accuracy MLP-Mixer has a higher throughput than ViT and ResNet",
    sources=(
        Source("MLP-Mixer: An all-MLP Architecture for Vision", "section 3, tables 2 and 3", "2105.01601"),
    ),
    computed="Pairs of a Mixer with a ViT, DeiT or ResNet whose top-1 accuracies on ImageNet-1k, trained on "
    "it alone and tested with one crop, are within a point; throughput of both here, in one session.",
    is_timed=True,
)

MIXER, RIVALS = "MLP-Mixer", ("ViT", "DeiT", "ResNet")
#: Percentage points within which two accuracies are like.
NEAR = 1.0
#: What `--measure` takes: a Mixer with a rival of each kind, of one size.
MEASURED = ("mixer_b16", "vit_l16", "resnet50")
MEASURED_PX = 224


class Pair(NamedTuple):
    """Two networks of like accuracy."""

    mixer: Accuracy
    rival: Accuracy


class Bout(NamedTuple):
    """A pair with what was measured of both."""

    pair: Pair
    mixer: Row
    rival: Row

    @property
    def ratio(self) -> float:
        """Mixer's throughput over the rival's."""
        return (self.rival.latency_ms_median or 0) / (self.mixer.latency_ms_median or 1)

    @property
    def is_steady(self) -> bool:
        """Whether both timings can be relied on; where not, the bout is shown and decides nothing."""
        return are_steady((self.mixer, self.rival))

    @property
    def ends(self) -> tuple[float, float] | tuple[None, None]:
        """The ratio at the far ends of both 95 % intervals; of an unstable timing there is none."""
        if not self.is_steady:
            return None, None
        return (
            (self.rival.latency_ms_ci_low or 0) / (self.mixer.latency_ms_ci_high or 1),
            (self.rival.latency_ms_ci_high or 0) / (self.mixer.latency_ms_ci_low or 1),
        )

    @property
    def is_won(self) -> bool:
        """Whether Mixer is faster for certain."""
        return self.ends[0] is not None and self.ends[0] > 1

    @property
    def is_lost(self) -> bool:
        """Whether the rival is."""
        return self.ends[1] is not None and self.ends[1] < 1


def check(asked: Context) -> Finding:
    """Each pair that was measured under one setting is a bout; the intervals decide it."""
    pairs = like_pairs()
    rows = _rows(asked, pairs)
    bouts = _bouts(pairs, rows)
    verdict, condition = _judge(bouts)
    absent = _only_against(_missing_kinds(bouts))
    setting = next(iter(rows.values()))
    return Finding(
        CLAIM.id,
        verdict,
        _sentence(bouts),
        condition=condition,
        evidence=Evidence(tuple(_quantities(bouts)), (_table(bouts),)),
        conditions=(
            said("timed: {setting}", setting=setting_words(setting)),
            said("like: within {near} points of top-1, ImageNet-1k alone, one crop, as published", near=NEAR),
            "throughput: images a second at the median latency; pairs are decided where 95 % intervals part",
            *([absent] if absent and absent != condition else []),
            *unsteady_words({id(row): row for bout in bouts for row in (bout.mixer, bout.rival)}.values()),
        ),
        session=setting.session,
    )


def like_pairs() -> tuple[Pair, ...]:
    """A Mixer and a rival with their nearest accuracies that were trained alike, each pair of cases once."""
    fitting = [one for one in accuracies() if one.training == "imagenet-1k" and one.crops == "one"]
    mixers = [one for one in fitting if one.family == MIXER]
    rivals = [one for one in fitting if one.family in RIVALS]
    best: dict[tuple[Case, Case], Pair] = {}
    for pair in (Pair(mixer, rival) for mixer in mixers for rival in rivals):
        key = _case(pair.mixer), _case(pair.rival)
        if _gap(pair) <= NEAR and (key not in best or _gap(pair) < _gap(best[key])):
            best[key] = pair
    return tuple(best.values())


def _gap(pair: Pair) -> float:
    return abs(pair.mixer.top1 - pair.rival.top1)


def _case(one: Accuracy) -> Case:
    return Case(one.model, one.resolution_px, one.resolution_px)


def _rows(asked: Context, pairs: Sequence[Pair]) -> dict[Case, Row]:
    """What the session holds of the pairs at whichever batch it has most of. Where that leaves out a kind of
    rival, what is measured now, if that is allowed."""
    stored = _stored(asked.stored(), pairs)
    bouts = _bouts(pairs, stored)
    if not _missing_kinds([bout for bout in bouts if bout.is_steady]):
        return stored
    wanted = [case for case in _cases(pairs) if case.model.key in MEASURED and case.height == MEASURED_PX]
    try:
        measured = dict(zip(wanted, asked.measure(wanted), strict=True))
    except NotMeasuredError:
        if bouts:
            return stored
        raise
    return max(stored, measured, key=lambda rows: worth(rows, _groups(pairs)))


def _stored(rows: Sequence[Row], pairs: Sequence[Pair]) -> dict[Case, Row]:
    """The rows of one batch and one setting that hold the most pairs."""
    best: dict[Case, Row] = {}
    for batch in sorted({row.batch for row in rows}):
        at_batch = {_at(case, batch): case for case in _cases(pairs)}
        groups = [[_at(case, batch) for case in group] for group in _groups(pairs)]
        found = {at_batch[case]: row for case, row in most_alike(rows, list(at_batch), groups).items()}
        best = max(best, found, key=lambda rows: worth(rows, _groups(pairs)))
    return best


def _cases(pairs: Sequence[Pair]) -> list[Case]:
    return list(dict.fromkeys(case for group in _groups(pairs) for case in group))


def _groups(pairs: Sequence[Pair]) -> list[tuple[Case, Case]]:
    return [(_case(pair.mixer), _case(pair.rival)) for pair in pairs]


def _at(case: Case, batch: int) -> Case:
    return Case(case.model, case.height, case.width, batch, case.conditions)


def _bouts(pairs: Sequence[Pair], rows: Mapping[Case, Row]) -> list[Bout]:
    return [
        Bout(pair, rows[_case(pair.mixer)], rows[_case(pair.rival)])
        for pair in pairs
        if _case(pair.mixer) in rows and _case(pair.rival) in rows
    ]


def _judge(bouts: Sequence[Bout]) -> tuple[Verdict, Words]:
    """It holds where Mixer wins every bout, with a condition where these are with one kind of rival only.
    Unstable timings have no say."""
    steady = [bout for bout in bouts if bout.is_steady]
    if not steady:
        return (
            Verdict.CANNOT_TELL,
            "Each pair that was measured has an unstable timing, which decides nothing.",
        )
    won, lost = [bout for bout in steady if bout.is_won], [bout for bout in steady if bout.is_lost]
    if len(won) == len(steady):
        missing = _missing_kinds(won)
        return (Verdict.HOLDS_WITH_CONDITION if missing else Verdict.HOLDS), _only_against(missing)
    if won and lost:
        return Verdict.HOLDS_WITH_CONDITION, said(
            "It wins against {won}, and loses against {lost}.", won=_rivals(won), lost=_rivals(lost)
        )
    undecided = _undecided(steady)
    overlap = (
        said("The intervals of the latencies overlap against {rivals}.", rivals=_rivals(undecided))
        if undecided
        else ""
    )
    return (Verdict.DOES_NOT_HOLD if lost else Verdict.CANNOT_TELL), overlap


def _undecided(bouts: Sequence[Bout]) -> list[Bout]:
    """Those in which nobody is faster for certain."""
    return [bout for bout in bouts if not bout.is_won and not bout.is_lost]


def _missing_kinds(bouts: Sequence[Bout]) -> list[str]:
    """The kinds of rival that the claim names and no bout is with; a DeiT is a ViT."""
    met = {bout.pair.rival.family for bout in bouts}
    return [kind for kind, its in (("ViT", {"ViT", "DeiT"}), ("ResNet", {"ResNet"})) if not met & its]


def _only_against(missing: Sequence[str]) -> Words:
    if not missing:
        return ""
    return said("No {kinds} of like accuracy was measured.", kinds=", ".join(missing))


def _rivals(bouts: Sequence[Bout]) -> str:
    return ", ".join(dict.fromkeys(bout.pair.rival.name for bout in bouts))


def _sentence(bouts: Sequence[Bout]) -> Words:
    """The ratios, of what is decided where anything is."""
    bouts = [bout for bout in bouts if bout not in _undecided(bouts)] or bouts
    parts = [f"{bout.ratio:.2g} × {bout.pair.rival.name}" for bout in bouts]
    first = bouts[0].pair.mixer.name
    if len({bout.pair.mixer.name for bout in bouts}) == 1:
        return said("Throughput of {mixer}: {ratios}.", mixer=first, ratios=", ".join(parts))
    named = [f"{bout.pair.mixer.name} {part}" for bout, part in zip(bouts, parts, strict=True)]
    return said("In throughput: {ratios}.", ratios=", ".join(named))


def _quantities(bouts: Sequence[Bout]) -> Iterator[Quantity]:
    for bout in bouts:
        name = said("{mixer} over {rival}", mixer=bout.pair.mixer.name, rival=bout.pair.rival.name)
        meaning = (
            "throughput; over 1: Mixer is faster. The interval takes the far ends of both latencies'."
            if bout.is_steady
            else "throughput; over 1: Mixer is faster. A timing is unstable, so that there is no interval."
        )
        yield Quantity(name, bout.ratio, "x", meaning, *bout.ends)


def _table(bouts: Sequence[Bout]) -> Table:
    columns = (
        Column("Network"),
        Column("Side", "px"),
        Column("Published top-1", "%"),
        Column("Trained and tested"),
        Column("MACs", "G"),
        Column("Latency", "ms"),
        Column("from", "ms"),
        Column("to", "ms"),
        Column("Throughput", "img/s"),
        Column("Status"),
    )
    seen: dict[tuple[str, int], tuple[Accuracy, Row]] = {}
    for bout in bouts:
        for one, row in ((bout.pair.mixer, bout.mixer), (bout.pair.rival, bout.rival)):
            seen.setdefault((one.model.key, one.resolution_px), (one, row))
    rows = tuple(
        (
            one.name,
            one.resolution_px,
            one.top1,
            one.setup,
            row.macs / 1e9 if row.macs else None,
            row.latency_ms_median,
            row.latency_ms_ci_low,
            row.latency_ms_ci_high,
            row.throughput_img_s,
            row.status,
        )
        for one, row in seen.values()
    )
    return Table("Networks of like accuracy on this machine", columns, rows)
