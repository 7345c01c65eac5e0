"""A learning probe in the words of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from mixbench.catalog.registry import resolve
from mixbench.catalog.tiny import SIDE_PX, survivors
from mixbench.core.errors import RequestError
from mixbench.core.learning import HELD_OUT, IMAGES, LearningProbe, Shuffle
from mixbench.core.learning_losses import FEWEST_SEEDS, Accuracy, ShuffleLoss
from mixbench.core.model import Model
from mixbench.gui.condition_words import model_label


def network_text(model: Model) -> str:
    """Whose tiny version it is: the name of the variant, with the changes of it that shrinking kept."""
    try:
        return model_label(survivors(model))
    except RequestError:  # of an older version of the catalog
        return model_label(Model(model.variant))


def shuffle_text(shuffle: Shuffle) -> str:
    """What is done to every image."""
    texts: dict[Shuffle, str] = {
        "none": QCoreApplication.translate("Learning", "as it is"),
        "pixels": QCoreApplication.translate("Learning", "pixels"),
        "patches": QCoreApplication.translate("Learning", "patches"),
    }
    return texts[shuffle]


def arm_text(model: Model, shuffle: Shuffle) -> str:
    """A network, and the shuffle where there is one."""
    network = network_text(model)
    return network if shuffle == "none" else f"{network} · {shuffle_text(shuffle)}"


def networks_text(models: Sequence[Model], reasons: Sequence[str]) -> str:
    """Which networks are trained, how large they are, and which families have none so small."""
    words = QCoreApplication.translate("Learning", "{network} ({params} parameters)")
    parts = [words.format(network=network_text(model), params=_params(model)) for model in models]
    said = QCoreApplication.translate("Learning", "Tiny versions of {networks}.").format(
        networks=", ".join(parts)
    )
    left_out = QCoreApplication.translate("Learning", "Left out: {reasons}.").format(
        reasons="; ".join(reasons)
    )
    return " ".join(([said] if models else []) + ([left_out] if reasons else []))


def _params(model: Model) -> str:
    try:
        return f"{resolve(model).law(SIDE_PX, SIDE_PX).params:,}"
    except RequestError:  # of an older version of the catalog
        return "?"


def verdict_text(losses: Sequence[ShuffleLoss]) -> str:
    """What each shuffle takes from each network, a sentence a shuffle."""
    heads: dict[Shuffle, str] = {
        "pixels": QCoreApplication.translate("Learning", "One fixed shuffle of all pixels: {what}."),
        "patches": QCoreApplication.translate("Learning", "One of patches (tiles of 2 × 2 pixels): {what}."),
    }
    said = []
    for shuffle, head in heads.items():
        clauses = [_clause(loss) for loss in losses if loss.shuffle == shuffle]
        if clauses:
            said.append(head.format(what="; ".join(clauses)))
    return "\n".join(said)


def _clause(loss: ShuffleLoss) -> str:
    texts = {
        "loses": QCoreApplication.translate("Learning", "{network} loses {points} points ({low} to {high})"),
        "gains": QCoreApplication.translate("Learning", "{network} gains {points} points ({low} to {high})"),
        "cannot tell": QCoreApplication.translate(
            "Learning", "{network}: cannot tell ({low} to {high} points lost)"
        ),
    }
    is_gain = loss.verdict == "gains"
    low, high = (-loss.high, -loss.low) if is_gain else (loss.low, loss.high)
    return texts[loss.verdict].format(
        network=network_text(loss.model),
        points=f"{abs(loss.points):.1f}",
        low=f"{low:.1f}",
        high=f"{high:.1f}",
    )


def accuracy_text(found: Accuracy) -> str:
    """A share with its interval, in percent."""
    words = QCoreApplication.translate("Learning", "{value} ({low} to {high})")
    return words.format(
        value=f"{100 * found.value:.1f}", low=f"{100 * found.low:.1f}", high=f"{100 * found.high:.1f}"
    )


def loss_text(loss: ShuffleLoss) -> str:
    """Points of accuracy with their interval."""
    words = QCoreApplication.translate("Learning", "{value} ({low} to {high})")
    return words.format(value=f"{loss.points:.1f}", low=f"{loss.low:.1f}", high=f"{loss.high:.1f}")


def limits_text() -> str:
    """What the probe is, and what may not be concluded from it."""
    return QCoreApplication.translate(
        "Learning",
        "Tiny networks on tiny images: {train} handwritten digits of 8 × 8 pixels learned, {held_out} held "
        "out, enlarged to {side} px. Shows how much the order of pixels helps a kind of mixing; ranks no "
        "families, says nothing of the published networks or of ImageNet.",
    ).format(train=IMAGES - HELD_OUT, side=SIDE_PX, held_out=HELD_OUT)


def conditions_text(probe: LearningProbe) -> str:
    """Under what a probe was trained, and when."""
    words = QCoreApplication.translate(
        "Learning",
        "{steps} steps of 32 images · seeds: {seeds} · AdamW · CPU, 1 thread · {processor} · torch {torch}",
    ).format(steps=probe.plan.steps, seeds=probe.plan.seeds, processor=probe.processor, torch=probe.torch)
    day = probe.finished_at[:16].replace("T", " ")
    parts = [words, f"{day} UTC"] if day else [words]
    if probe.plan.seeds < FEWEST_SEEDS:
        words = QCoreApplication.translate(
            "Learning", "with one seed the intervals leave out the chance of the seed, so no verdict is given"
        )
        parts.append(words)
    return " · ".join(parts)
