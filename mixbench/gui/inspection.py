"""All that is known about one point, as words and numbers: what the inspector shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.cost import Cause, Cost, CostReport, Count, Witness
from mixbench.core.measurement import Environment
from mixbench.core.model import Case, Model
from mixbench.core.roles import Role
from mixbench.core.roofs import Roof
from mixbench.core.units import percent, si
from mixbench.gui.environment_facts import condition_section, environment_section
from mixbench.gui.facts import Fact, Section
from mixbench.gui.law_curve import law_at, resolve
from mixbench.gui.memory_facts import memory_section
from mixbench.gui.model_tooltips import growth_text, typeset
from mixbench.gui.timing_facts import timing_sections
from mixbench.gui.trust import Trust, trust
from mixbench.jobs.events import Item


@dataclass(frozen=True)
class Inspection:
    """Everything on one point. `state` says how far it is to be believed."""

    title: str
    paper: str
    state: Fact
    sections: tuple[Section, ...] = ()

    @property
    def text(self) -> str:
        """All of it as lines, for a note or a letter."""
        lines = [self.title, self.paper, self.state.name]
        for section in self.sections:
            lines += ["", section.title]
            lines += [f"{fact.name}: {fact.value}" if fact.value else fact.name for fact in section.facts]
        return "\n".join(lines)


def inspect_item(item: Item, roof: Roof | None = None, environment: Environment | None = None) -> Inspection:
    """What is known about an item of the queue, whatever its state; `roof` is that of its machine and
    `environment` what it was measured with."""
    case, verdict = item.case, trust(item)
    return Inspection(
        title=f"{registry.label(case.model)} · {case.resolution} px{_batch_text(case)}",
        paper=_paper(case.model),
        state=Fact(_state(item, verdict), tone=verdict.tone, tooltip=verdict.sentence),
        sections=tuple(section for section in _sections(item, roof, environment) if section.facts),
    )


def _state(item: Item, verdict: Trust) -> str:
    """The verdict; why a timing is not trusted stands beside its figures further down."""
    timing = item.measurement.timing if item.measurement else None
    if verdict.tone == "good" or (timing is not None and timing.reasons):
        return verdict.word.partition(":")[0]
    return verdict.sentence


def inspect_model(model: Model, resolution_px: int) -> Inspection:
    """What the law says of a model that has not been measured at this size."""
    cost = law_at(model, resolution_px, resolution_px)
    hint = QCoreApplication.translate("Inspector", "by law alone; press Run, or click a point, for the rest")
    resolved = resolve(model)
    reason = resolved.refusal(resolution_px, resolution_px) if resolved else ""
    return Inspection(
        title=f"{registry.label(model)} · {resolution_px} px",
        paper=_paper(model),
        state=Fact(reason or hint, tone="warning" if reason else "neutral"),
        sections=(
            *((Section(_cost_title(), tuple(_law_facts(cost))),) if cost else ()),
            _law_section(model),
        ),
    )


def _sections(item: Item, roof: Roof | None, environment: Environment | None) -> Iterator[Section]:
    law = law_at(item.case.model, item.case.height, item.case.width)
    report = item.measurement.cost if item.measurement else None
    yield Section(_cost_title(), tuple(_cost_facts(report, law)))
    if report is not None:
        title = QCoreApplication.translate("Inspector", "Four witnesses")
        yield Section(title, tuple(_witness_facts(report, law)))
    yield from timing_sections(item, roof)
    if report is not None:
        yield memory_section(report)
    yield condition_section(item.case)
    if environment is not None and item.measurement is not None:
        yield environment_section(environment, item.case)
    yield _law_section(item.case.model)


def _paper(model: Model) -> str:
    family, variant = registry.find(model.variant)
    paper = f"{family.paper.authors} {family.paper.year}, arXiv {family.paper.arxiv}"
    if not variant.inferred:
        return paper
    return f"{paper} · " + QCoreApplication.translate("Inspector", "structure inferred")


def _batch_text(case: Case) -> str:
    if case.batch == 1:
        return ""
    return QCoreApplication.translate("Inspector", " · batch {batch}").format(batch=case.batch)


# cost


def _cost_title() -> str:
    return QCoreApplication.translate("Inspector", "Cost")


def _law_facts(cost: Cost) -> Iterator[Fact]:
    yield from _shared_facts(cost.params, cost.macs, cost.role(Role.SPATIAL_MIXING).macs)
    yield Fact(QCoreApplication.translate("Inspector", "Tokens, first stage"), f"{cost.tokens:,}")


def _law_section(model: Model) -> Section:
    """What one more block costs, in the paper's symbols, and how spatial mixing grows."""
    family, _ = registry.find(model.variant)
    block = family.block
    sentences = (
        (QCoreApplication.translate("Inspector", "MACs: {text}"), typeset(block.macs)),
        (QCoreApplication.translate("Inspector", "Parameters: {text}"), typeset(block.params)),
        (QCoreApplication.translate("Inspector", "with {text}"), block.meaning),
        (QCoreApplication.translate("Inspector", "Spatial mixing: {text}"), growth_text(family)),
    )
    title = QCoreApplication.translate("Inspector", "Law of one block")
    # Sentences, for they wrap: a law that is cut short says nothing.
    return Section(title, tuple(Fact(words.format(text=text)) for words, text in sentences))


def _cost_facts(report: CostReport | None, law: Cost | None) -> Iterator[Fact]:
    """The counted cost, or the law's until it is counted."""
    if report is None:
        yield from _law_facts(law) if law else ()
        return
    count = report.count
    spatial = count.by_role.get(Role.SPATIAL_MIXING)
    yield from _shared_facts(count.trainable_params, count.macs, spatial.macs if spatial else 0)


def _shared_facts(params: int, macs: int, spatial: int) -> Iterator[Fact]:
    yield Fact(QCoreApplication.translate("Inspector", "Parameters"), si(params, 1), tooltip=f"{params:,}")
    flops = QCoreApplication.translate(
        "Inspector", "{macs:,} MACs of one image; FLOPs = 2 × MACs = {flops:,}"
    )
    yield Fact(
        QCoreApplication.translate("Inspector", "MACs"),
        si(macs, 3),
        tooltip=flops.format(macs=macs, flops=2 * macs),
    )
    share = percent(spatial / macs, 0) if macs else "0 %"
    yield Fact(
        QCoreApplication.translate("Inspector", "of that spatial"),
        f"{si(spatial, 3)} · {share}",
        tooltip=f"{spatial:,}",
    )


# witnesses


def _witness_facts(report: CostReport, law: Cost | None) -> Iterator[Fact]:
    """What each counter says, green where it agrees with our count; every difference has its reason below."""
    count = report.count
    if law is not None:
        yield _amount_fact(QCoreApplication.translate("Inspector", "law"), law.macs, count.macs)
        yield from _unexplained(law.macs - count.macs)
    yield _amount_fact(QCoreApplication.translate("Inspector", "count"), count.macs, count.macs)
    yield from _unknown_operators(count)
    for witness in (report.torch, report.fvcore):
        if witness is not None:
            yield from _opinion(witness, count)


def _amount_fact(name: str, macs: int, counted: int) -> Fact:
    return Fact(name, si(macs, 3), "good" if macs == counted else "neutral", f"{macs:,}")


def _opinion(witness: Witness, count: Count) -> Iterator[Fact]:
    """Another counter's figure, then the difference down to zero by named causes."""
    if witness.macs is None:
        yield Fact(witness.name, "–", tooltip=witness.note)
        yield Fact(witness.note, tone="neutral")
        return
    yield _amount_fact(witness.name, witness.macs, count.macs)
    if witness.causes:
        yield from map(_cause_fact, witness.causes)
        yield from _unexplained(witness.unexplained(count.macs) or 0)
    else:
        yield from _own_words(witness, witness.macs - count.macs)


def _cause_fact(cause: Cause) -> Fact:
    """One reason for a difference, with its amount."""
    words = {
        "added": QCoreApplication.translate("Inspector", "adds {operators}"),
        "left_out": QCoreApplication.translate("Inspector", "leaves out {operators}"),
        "counted_otherwise": QCoreApplication.translate("Inspector", "counts {operators} otherwise"),
    }[cause.kind]
    name = words.format(operators=f"{cause.calls} × {_operator(cause.operator)}")
    return Fact(f"  {name}", _signed(cause.amount), tooltip=f"{cause.reason}\n{cause.amount:,}")


def _own_words(witness: Witness, rest: int) -> Iterator[Fact]:
    """What a counter says of itself, in sessions from before its differences were explained."""
    added = sum(witness.extra.values())
    if rest and added:
        names = ", ".join(_operator(name) for name in witness.extra)
        words = QCoreApplication.translate("Inspector", "adds {operators}").format(operators=names)
        each = "\n".join(f"{_operator(name)}: {amount:,}" for name, amount in witness.extra.items())
        yield Fact(f"  {words}", _signed(added), tooltip=each)
        rest -= added
    if rest < 0 and witness.dropped:
        names = ", ".join(f"{calls} × {_operator(name)}" for name, calls in witness.dropped.items())
        words = QCoreApplication.translate("Inspector", "leaves out {operators}").format(operators=names)
        yield Fact(f"  {words}", _signed(rest), tooltip=f"{rest:,}")
        rest = 0
    yield from _unexplained(rest)


def _unexplained(rest: int) -> Iterator[Fact]:
    if rest:
        yield Fact(
            "  " + QCoreApplication.translate("Inspector", "unexplained"), _signed(rest), "bad", f"{rest:,}"
        )


def _unknown_operators(count: Count) -> Iterator[Fact]:
    """Operators that our own counter has no rule for are never silent."""
    if count.unknown:
        names = ", ".join(f"{unknown.calls} × {_operator(unknown.name)}" for unknown in count.unknown)
        words = QCoreApplication.translate("Inspector", "no rule for {operators}: they are not in the count")
        yield Fact(words.format(operators=names), tone="warning")


def _operator(name: str) -> str:
    return name.removeprefix("aten::").removeprefix("aten.").replace("_", " ").strip()


def _signed(amount: int) -> str:
    sign = "+" if amount > 0 else "−" if amount else ""
    return f"{sign}{si(abs(amount), 3)}"
