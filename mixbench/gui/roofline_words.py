"""The roofline in the language of the screen: what holds work back, and why fewer MACs took longer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.core.layer_standings import LayerStandings
from mixbench.core.measurement import Estimate
from mixbench.core.roofline import Bound
from mixbench.core.roofs import Roof
from mixbench.core.slower_pairs import Contender, Reason, ReasonKind, SlowerModels
from mixbench.core.units import bytes_text, giga, milliseconds, percent, si


def bound_word(bound: Bound) -> str:
    """What holds work back."""
    return {
        Bound.MEMORY: QCoreApplication.translate("Roofline", "bound by memory"),
        Bound.ARITHMETIC: QCoreApplication.translate("Roofline", "bound by arithmetic"),
        Bound.OVERHEAD: QCoreApplication.translate("Roofline", "bound by neither: overhead"),
        Bound.BEYOND: QCoreApplication.translate("Roofline", "beyond the roofline"),
    }[bound]


def short_bound_word(bound: Bound) -> str:
    """The same in a word, for a legend."""
    return {
        Bound.MEMORY: QCoreApplication.translate("Roofline", "memory"),
        Bound.ARITHMETIC: QCoreApplication.translate("Roofline", "arithmetic"),
        Bound.OVERHEAD: QCoreApplication.translate("Roofline", "overhead"),
        Bound.BEYOND: QCoreApplication.translate("Roofline", "beyond"),
    }[bound]


def roof_name(roof: Roof) -> str:
    """What a roof is one of: `float32, 2 threads`."""
    if roof.threads is None:
        return f"{roof.device}, {roof.dtype}"
    if roof.threads == 1:
        return QCoreApplication.translate("Roofline", "{dtype}, 1 thread").format(dtype=roof.dtype)
    words = QCoreApplication.translate("Roofline", "{dtype}, {n} threads")
    return words.format(dtype=roof.dtype, n=roof.threads)


def arithmetic_roof_text(roof: Roof) -> str:
    """The rate of a large matrix product; where it was disturbed, the machine can do at least this."""
    return f"{_least(roof)}{roof.macs_per_s / 1e9:.3g} GMAC/s"


def memory_roof_text(roof: Roof) -> str:
    """The bandwidth of memory, likewise."""
    return f"{_least(roof)}{roof.bytes_per_s / 1e9:.3g} GB/s"


def _least(roof: Roof) -> str:
    return "≥ " if roof.is_disturbed else ""


def ridge_sentence(roof: Roof) -> str:
    """Where memory stops being the limit."""
    words = QCoreApplication.translate("Roofline", "ridge at {ridge} MACs a byte")
    return words.format(ridge=f"{roof.ridge_macs_per_byte:.3g}")


# fewer MACs yet slower


def pair_title(entry: SlowerModels, slower: str, faster: str) -> str:
    """The two models, and by how much the one with fewer MACs is slower."""
    words = QCoreApplication.translate(
        "Roofline", "{slower}: {fewer} fewer MACs than {faster}, {times} times as long"
    )
    return words.format(
        slower=slower,
        faster=faster,
        fewer=percent(1 - entry.pair.macs_ratio, 0),
        times=f"{entry.pair.time_ratio:.2f}",
    )


def pair_text(entry: SlowerModels) -> str:
    """The numbers behind the title, and why."""
    pair = entry.pair
    reasons = [_reason(reason, pair.slower, pair.faster) for reason in pair.reasons()]
    parts = [_facts(pair.slower, pair.faster)]
    if reasons:
        parts.append(
            QCoreApplication.translate("Roofline", "Why: {reasons}.").format(reasons="; ".join(reasons))
        )
    else:
        parts.append(QCoreApplication.translate("Roofline", "Nothing that is counted explains it."))
    others = [side for side in entry.resolutions if side != pair.slower.case.resolution]
    if others:
        words = QCoreApplication.translate("Roofline", "The same at {sides} px.")
        parts.append(words.format(sides=", ".join(others)))
    if pair.slower.is_unstable and pair.faster.is_unstable:
        parts.append(
            QCoreApplication.translate("Roofline", "Both timings are unstable, not to be relied on.")
        )
    elif pair.is_unstable:
        parts.append(
            QCoreApplication.translate("Roofline", "One of the timings is unstable, not to be relied on.")
        )
    return " ".join(parts)


def _facts(one: Contender, other: Contender) -> str:
    words = QCoreApplication.translate(
        "Roofline",
        "At {side} px, batch {batch}: {macs} MACs against {other_macs}, {time} against {other_time}, "
        "so that it computes {rate} GMAC/s, not {other_rate}.",
    )
    return words.format(
        side=one.case.resolution,
        batch=one.case.batch,
        macs=si(one.macs),
        other_macs=si(other.macs),
        time=_time(one.estimate),
        other_time=_time(other.estimate),
        rate=giga(one.standing.macs_per_s.value, 1),
        other_rate=giga(other.standing.macs_per_s.value, 1),
    )


def _time(estimate: Estimate) -> str:
    spread = "" if estimate.half_width is None else f" ± {percent(estimate.half_width)}"
    return f"{milliseconds(estimate.median_ms)} ms{spread}"


def _reason(reason: Reason, one: Contender, other: Contender) -> str:
    words = {
        ReasonKind.BYTES: QCoreApplication.translate(
            "Roofline",
            "it moves {slower} against {faster}, so that a byte serves {intensity} MACs, not {others}",
        ),
        ReasonKind.MACLESS_BYTES: QCoreApplication.translate(
            "Roofline", "{slower} of its bytes are in layers without MACs (against {faster})"
        ),
        ReasonKind.GROUPED_MACS: QCoreApplication.translate(
            "Roofline", "{slower} of its MACs are in depthwise or grouped convolutions (against {faster})"
        ),
        ReasonKind.CALLS: _calls_words(one),
        ReasonKind.LAUNCH: QCoreApplication.translate(
            "Roofline",
            "it is launch-bound: {slower} ms from launch to result, of which the device works {faster} ms",
        ),
    }[reason.kind]
    slower, faster = (_amount(reason.kind, value) for value in (reason.slower, reason.faster))
    return words.format(
        slower=slower,
        faster=faster,
        intensity=f"{one.standing.work.macs_per_byte:.3g}",
        others=f"{other.standing.work.macs_per_byte:.3g}",
        each="" if one.call_ms is None else milliseconds(one.call_ms),
    )


def _calls_words(one: Contender) -> str:
    if one.call_ms is None:
        return QCoreApplication.translate(
            "Roofline", "its forward pass makes {slower} operator calls against {faster}"
        )
    return QCoreApplication.translate(
        "Roofline", "it makes {slower} operator calls against {faster}, of {each} ms each"
    )


def _amount(kind: ReasonKind, value: float) -> str:
    match kind:
        case ReasonKind.BYTES:
            return bytes_text(value)
        case ReasonKind.MACLESS_BYTES | ReasonKind.GROUPED_MACS:
            return percent(value, 0)
        case ReasonKind.CALLS:
            return f"{value:.0f}"
        case ReasonKind.LAUNCH:
            return milliseconds(value)


# layers


def layers_text(found: LayerStandings) -> str:
    """What the layers sum to against the whole, and which of them were not timed."""
    parts = [_sums(found)]
    if found.least_ms is not None:
        words = QCoreApplication.translate(
            "Roofline",
            "Layer by layer the roofs allow {least} ms: the layers reach {share} of that roofline.",
        )
        share = percent(found.least_ms / found.layers_ms, 0)
        parts.append(words.format(least=milliseconds(found.least_ms), share=share))
    if found.too_short:
        words = QCoreApplication.translate(
            "Roofline",
            "Hollow: too short to be timed honestly, over a tenth of the time is the clocks'; layers: {n}.",
        )
        words = words.format(n=len(found.too_short))
        parts.append(words)
    if found.untimed:
        words = QCoreApplication.translate(
            "Roofline", "Without a time of their own, within that of their caller: {paths}."
        )
        parts.append(words.format(paths=", ".join(found.untimed)))
    return " ".join(parts)


def _sums(found: LayerStandings) -> str:
    words = QCoreApplication.translate(
        "Roofline",
        "{count} layers take {layers} ms and the modules between them {between} ms: {share} of the {whole} "
        "ms of a pass with a clock at every layer, for each is a median of its own; without clocks {plain} "
        "ms.",
    )
    return words.format(
        count=len(found.layers),
        layers=milliseconds(found.layers_ms),
        between=milliseconds(found.between_ms),
        share=percent(found.told_share, 0),
        whole=milliseconds(found.whole_ms),
        plain=milliseconds(found.plain_ms),
    )
