"""The words of the Pareto page: costs with their units, classes of training, standings and reasons."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.catalog.published import Training
from mixbench.catalog.weighing import Front, Missing, Setting, Weighed
from mixbench.core.amounts import COST_KINDS, Amount, CostKind, amount_text
from mixbench.core.choosing import Check, Choice, Fit, Objection, Quantity
from mixbench.core.measurement import Status
from mixbench.core.pareto import Best, Place, Standing
from mixbench.core.units import percent
from mixbench.gui.condition_words import layout_text, mode_text, runtime_text, where_text

#: What an axis or a budget counts in: how many of the kept unit make one, and its name.
UNITS: dict[CostKind, tuple[float, str]] = {
    "macs": (1e9, "GMACs"),
    "params": (1e6, "M"),
    "latency": (1.0, "ms"),
    "throughput": (1.0, "img/s"),
    "activation": (1e6, "MB"),
    "memory": (1e6, "MB"),
    "peak": (1e6, "MB"),
    "energy": (1.0, "J"),
}


def cost_names() -> dict[CostKind, str]:
    """Every cost by its short name, in the order of the menu."""
    names = {
        "macs": QCoreApplication.translate("Pareto", "MACs"),
        "params": QCoreApplication.translate("Pareto", "Parameters"),
        "latency": QCoreApplication.translate("Pareto", "Latency"),
        "throughput": QCoreApplication.translate("Pareto", "Throughput"),
        "activation": QCoreApplication.translate("Pareto", "Activations"),
        "memory": QCoreApplication.translate("Pareto", "Memory"),
        "peak": QCoreApplication.translate("Pareto", "Measured peak"),
        "energy": QCoreApplication.translate("Pareto", "Energy"),
    }
    return {kind: names[kind] for kind in COST_KINDS}


def cost_meaning(kind: CostKind) -> str:
    """What a cost counts and how it was taken."""
    return {
        "macs": QCoreApplication.translate("Pareto", "MACs of one image by law, FLOPs = 2 × MACs"),
        "params": QCoreApplication.translate("Pareto", "trainable parameters by law"),
        "latency": QCoreApplication.translate(
            "Pareto", "latency of one call of the batch: median over rounds with its 95 % interval"
        ),
        "throughput": QCoreApplication.translate(
            "Pareto", "images a second: of the median latency, with its 95 % interval"
        ),
        "activation": QCoreApplication.translate(
            "Pareto", "activations live at the peak without weights: our count of the whole batch"
        ),
        "memory": QCoreApplication.translate(
            "Pareto", "all that is live at the peak, weights too: our count of the whole batch"
        ),
        "peak": QCoreApplication.translate("Pareto", "peak without weights, as the allocator says"),
        "energy": QCoreApplication.translate("Pareto", "energy of one image, as the device says"),
    }[kind]


def training_words() -> dict[Training, str]:
    """The classes of training, in the order of the legend."""
    return {
        "imagenet-1k": QCoreApplication.translate("Pareto", "ImageNet-1k only"),
        "distilled": QCoreApplication.translate("Pareto", "ImageNet-1k, distilled"),
        "imagenet-21k": QCoreApplication.translate("Pareto", "ImageNet-21k first"),
        "jft-300m": QCoreApplication.translate("Pareto", "JFT-300M first"),
    }


def setting_text(setting: Setting) -> str:
    """Under what was measured: `CPU, 2 threads · float32 · batch 1 · eager · inference`."""
    conditions, batch = setting
    words = [
        where_text(conditions),
        conditions.dtype,
        QCoreApplication.translate("Conditions", "batch {n}").format(n=batch),
        runtime_text(conditions.runtime),
        mode_text(conditions.mode),
    ]
    if conditions.layout != "contiguous":
        words.insert(2, layout_text(conditions.layout))
    return " · ".join(words)


def spread_text(amount: Amount) -> str:
    """Half the interval behind a cost; empty for an exact one."""
    if not amount.is_sure:
        return " " + QCoreApplication.translate("Pareto", "(interval unknown)")
    return "" if amount.half_width is None else f" ± {percent(amount.half_width)}"


def point_text(kind: CostKind, one: Weighed) -> str:
    """A point in words: `CycleMLP-B1 (78.9 % at 224 px, 2.12 GMACs)`."""
    words = QCoreApplication.translate("Pareto", "{name} ({top1} % at {px} px, {cost})")
    return words.format(
        name=one.accuracy.name,
        top1=one.accuracy.top1,
        px=one.accuracy.resolution_px,
        cost=amount_text(kind, one.cost.value) + spread_text(one.cost),
    )


def best_text(found: Front, best: Best, budget: float) -> str:
    """What is best within a budget, in a sentence; on this machine only where it was measured."""
    sentence = _best_head(found).format(budget=amount_text(found.kind, budget))
    points = found.points
    if best.surely is None:
        told = QCoreApplication.translate("Pareto", "nothing for sure")
    else:
        told = point_text(found.kind, points[best.surely])
    if not best.perhaps:
        return f"{sentence} {told}."
    perhaps = QCoreApplication.translate("Pareto", "perhaps {names}")
    names = ", ".join(point_text(found.kind, points[index]) for index in best.perhaps)
    return f"{sentence} {told}; {perhaps.format(names=names)}."


def _best_head(found: Front) -> str:
    if found.kind == "throughput":
        return QCoreApplication.translate("Pareto", "Best at {budget} or more on the machine of the session:")
    if found.setting is not None:
        return QCoreApplication.translate("Pareto", "Best within {budget} on the machine of the session:")
    return QCoreApplication.translate("Pareto", "Best within {budget}:")


def standing_text(found: Front, index: int) -> str:
    """How a point stands, and who betters it."""
    place: Place = found.places[index]
    if place.by is None:
        return QCoreApplication.translate("Pareto", "on the front")
    better = found.points[place.by].accuracy
    if better.cost_key == found.points[index].accuracy.cost_key:
        words = QCoreApplication.translate("Pareto", "bettered by its own other training, {top1} %")
        return words.format(top1=better.top1)
    if place.standing is Standing.DOMINATED:
        words = QCoreApplication.translate("Pareto", "dominated by {name}, {top1} %")
    else:
        words = QCoreApplication.translate(
            "Pareto", "perhaps dominated by {name}, {top1} %: intervals overlap"
        )
    return words.format(name=better.name, top1=better.top1)


def missing_text(one: Missing) -> str:
    """Why an accuracy has no cost."""
    if one.ended is Status.OUT_OF_MEMORY:
        return QCoreApplication.translate("Pareto", "ran out of memory here")
    if one.ended in (Status.OK, Status.UNSTABLE):
        return QCoreApplication.translate("Pareto", "measured without this cost")
    if one.ended is not None:
        return one.error or QCoreApplication.translate("Pareto", "could not be measured here")
    return one.error or QCoreApplication.translate("Pareto", "not measured at their published size")


def names_by_reason(found: Front) -> dict[str, list[str]]:
    """The accuracies without a cost, by why they have none."""
    names: dict[str, list[str]] = {}
    for one in found.missing:
        name = f"{one.accuracy.name} ({one.accuracy.resolution_px} px)"
        names.setdefault(missing_text(one), []).append(name)
    return names


# the choice


def objection_text(objection: Objection) -> str:
    """What keeps a model out whatever it costs."""
    return {
        Objection.NO_ACCURACY: QCoreApplication.translate("Pareto", "no published accuracy"),
        Objection.OTHER_TRAINING: QCoreApplication.translate("Pareto", "accuracy only by other training"),
        Objection.OTHER_SIZE: QCoreApplication.translate("Pareto", "accuracy only at other sizes"),
        Objection.FIXED_SIZE: QCoreApplication.translate("Pareto", "must be rebuilt for each resolution"),
    }[objection]


def reason_text(one: Choice) -> str:
    """Why a model stands where it does, or is out."""
    if one.candidate.objections:
        return "; ".join(objection_text(each) for each in one.candidate.objections)
    tightest = max(one.checks, key=lambda check: check.over or 0.0, default=None)
    check = one.worst() or tightest
    words = check_text(check) if check else ""
    if one.rank is None:
        return words
    return "; ".join(part for part in (_behind_text(one.behind), words) if part)


def _behind_text(behind: float | None) -> str:
    if behind is None:
        return QCoreApplication.translate("Pareto", "the most accurate")
    if round(behind, 2) == 0:
        return QCoreApplication.translate("Pareto", "as accurate as the one above, and larger")
    words = QCoreApplication.translate("Pareto", "{points} points under the one above")
    return words.format(points=f"{behind:.2g}")


def check_text(check: Check) -> str:
    """How an amount stands to its budget."""
    name = quantity_names()[check.quantity]
    if check.fit is Fit.UNKNOWN or check.amount is None or check.over is None:
        return QCoreApplication.translate("Pareto", "{cost} not measured here").format(cost=name)
    share = percent(abs(check.over), 0 if abs(check.over) >= 0.1 else 1)
    if check.fit is Fit.OVER and check.is_floor:
        words = QCoreApplication.translate("Pareto", "the weights alone are over the budget by {share}")
    elif check.fit is Fit.OVER:
        words = QCoreApplication.translate("Pareto", "{cost} over the budget by {share}")
    elif check.fit is Fit.PERHAPS:
        words = QCoreApplication.translate("Pareto", "{cost} perhaps over: {amount}")
    else:
        words = QCoreApplication.translate("Pareto", "{cost} {share} under the budget")
    amount = amount_text(check.quantity, check.amount.value) + spread_text(check.amount)
    return words.format(cost=name, share=share, amount=amount)


def quantity_names() -> dict[Quantity, str]:
    """What a budget can be set on."""
    names = cost_names()
    return {
        "latency": names["latency"],
        "memory": names["memory"],
        "params": names["params"],
        "macs": names["macs"],
    }
