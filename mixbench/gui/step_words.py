"""How far a question is, in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.core.steps import Step


def step_text(step: Step) -> str:
    """The step that is begun: `block 3 of 12, image 1 of 2`."""
    words = {
        "block": QCoreApplication.translate("Steps", "block {number} of {total}"),
        "layer": QCoreApplication.translate("Steps", "layer {number} of {total}"),
    }
    text = words[step.kind].format(number=step.number, total=step.total)
    if step.images == 1:
        return text
    images = QCoreApplication.translate("Steps", "{text}, image {image} of {images}")
    return images.format(text=text, image=step.image, images=step.images)
