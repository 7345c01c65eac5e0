"""The roofline in English: what holds work back, and why fewer MACs took longer."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.core.layer_standings import LayerStandings
from mixbench.core.roofline import Bound
from mixbench.core.roofs import Roof
from mixbench.core.slower_pairs import Contender, Reason, ReasonKind, SlowerPair
from mixbench.core.units import bytes_text, giga, milliseconds, percent, si

BOUND_WORDS = {
    Bound.MEMORY: "memory",
    Bound.ARITHMETIC: "arithmetic",
    Bound.OVERHEAD: "neither: overhead",
    Bound.BEYOND: "beyond the roofline",
}


def roof_title(roof: Roof) -> str:
    """What a roof is one of."""
    if roof.threads is None:
        return f"{roof.device} {roof.dtype}"
    return f"{roof.device} {roof.dtype}, " + ("1 thread" if roof.threads == 1 else f"{roof.threads} threads")


def roof_sentence(roof: Roof) -> str:
    """Both roofs and the ridge."""
    words = (
        f"{roof_title(roof)}: {giga(roof.macs_per_s, 1)} GMAC/s of a matrix product, "
        f"{giga(roof.bytes_per_s, 1)} GB/s of memory, ridge at {roof.ridge_macs_per_byte:.3g} MACs a byte"
    )
    return words + ("; disturbed, the machine can do at least this" if roof.is_disturbed else "")


def pair_sentence(pair: SlowerPair, slower: str, faster: str) -> str:
    """Fewer MACs yet slower, by how much, and why; both by their names."""
    one, other = pair.slower, pair.faster
    fact = (
        f"{slower} at {one.case.resolution} px has {percent(1 - pair.macs_ratio, 0)} fewer MACs than "
        f"{faster} ({si(one.macs)} against {si(other.macs)}), yet takes {pair.time_ratio:.2f} times as long "
        f"({_time(one)} against {_time(other)}): it computes {_rate(one)} GMAC/s, "
        f"not {_rate(other)}."
    )
    reasons = "; ".join(_reason(reason, one, other) for reason in pair.reasons())
    why = f"Why: {reasons}." if reasons else "Nothing that is counted explains it."
    return " ".join((fact, why, *_caution(pair)))


def _caution(pair: SlowerPair) -> Iterator[str]:
    """How far the times can be relied on."""
    if pair.slower.is_unstable and pair.faster.is_unstable:
        yield "Both timings are unstable, not to be relied on."
    elif pair.is_unstable:
        yield "One of the timings is unstable, not to be relied on."


def _time(one: Contender) -> str:
    """The median, with its interval where that can be relied on."""
    half = None if one.is_unstable else one.estimate.half_width
    spread = "" if half is None else f" ± {percent(half)}"
    return f"{milliseconds(one.estimate.median_ms)} ms{spread}"


def _rate(one: Contender) -> str:
    return giga(one.standing.macs_per_s.value, 1)


def _reason(reason: Reason, one: Contender, other: Contender) -> str:
    slower, faster = reason.slower, reason.faster
    match reason.kind:
        case ReasonKind.BYTES:
            return (
                f"it moves {slower / faster:.2g} times the bytes ({bytes_text(slower)} "
                f"against {bytes_text(faster)}), so that a byte serves {_intensity(one)} MACs, "
                f"not {_intensity(other)}"
            )
        case ReasonKind.MACLESS_BYTES:
            return (
                f"{percent(slower, 0)} of its bytes are in layers without MACs (against {percent(faster, 0)})"
            )
        case ReasonKind.GROUPED_MACS:
            return (
                f"{percent(slower, 0)} of its MACs are in depthwise or grouped convolutions "
                f"(against {percent(faster, 0)})"
            )
        case ReasonKind.CALLS:
            each = "" if one.call_ms is None else f", {milliseconds(one.call_ms)} ms each"
            where = " in the forward pass" if one.call_ms is None else ""
            return (
                f"it makes {slower / faster:.2g} times the operator calls{where} ({slower:.0f} against "
                f"{faster:.0f}){each}"
            )
        case ReasonKind.LAUNCH:
            return (
                f"it is launch-bound: from launch to result {milliseconds(slower)} ms, of which the device "
                f"works {milliseconds(faster)} ms"
            )


def _intensity(one: Contender) -> str:
    return f"{one.standing.work.macs_per_byte:.3g}"


def layers_sentences(found: LayerStandings) -> Iterator[str]:
    """What the layers sum to against the whole, and which of them were not timed."""
    count = len(found.layers)
    yield (
        f"{count} layers take {milliseconds(found.layers_ms)} ms and the modules between them "
        f"{milliseconds(found.between_ms)} ms: {percent(found.told_share, 0)} of the "
        f"{milliseconds(found.whole_ms)} ms of a pass with a clock at every layer, for each is a median of "
        f"its own; without the clocks it takes {milliseconds(found.plain_ms)} ms."
    )
    if found.least_ms is not None:
        yield (
            f"Layer by layer the roofs allow {milliseconds(found.least_ms)} ms: the layers reach "
            f"{percent(found.least_ms / found.layers_ms, 0)} of that roofline."
        )
    if found.too_short:
        yield (
            f"{len(found.too_short)} of them, marked with *, are too short to be timed honestly: over a "
            "tenth of their time is that of the clocks."
        )
    if found.untimed:
        yield f"Without a time of their own, within that of their caller: {', '.join(found.untimed)}."
