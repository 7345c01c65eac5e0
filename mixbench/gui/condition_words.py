"""What a measurement is taken under, in the words of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.model import Case, Conditions, Layout, Mode, Model, Runtime


def model_label(model: Model) -> str:
    """The model's name; its key where a stored session names what the catalog no longer has."""
    try:
        return registry.label(model)
    except RequestError:
        return model.key


def layout_text(layout: Layout) -> str:
    """The order of an image's values in memory."""
    texts: dict[Layout, str] = {
        "contiguous": QCoreApplication.translate("Conditions", "contiguous"),
        "channels_last": QCoreApplication.translate("Conditions", "channels last"),
    }
    return texts[layout]


def runtime_text(runtime: Runtime) -> str:
    """How the network is run."""
    texts: dict[Runtime, str] = {
        "eager": QCoreApplication.translate("Conditions", "eager"),
        "compile": "torch.compile",
        "cuda_graph": QCoreApplication.translate("Conditions", "CUDA graph"),
    }
    return texts[runtime]


def mode_text(mode: Mode) -> str:
    """What a call is."""
    texts: dict[Mode, str] = {
        "inference": QCoreApplication.translate("Conditions", "inference"),
        "training_step": QCoreApplication.translate("Conditions", "training step"),
    }
    return texts[mode]


def where_text(conditions: Conditions) -> str:
    """The device, with the threads that were asked for."""
    if conditions.device != "cpu":
        return conditions.device
    if conditions.threads is None:
        return QCoreApplication.translate("Conditions", "CPU, all cores")
    if conditions.threads == 1:
        return QCoreApplication.translate("Conditions", "CPU, 1 thread")
    words = QCoreApplication.translate("Conditions", "CPU, {n} threads")
    return words.format(n=conditions.threads)


def case_words(case: Case) -> tuple[str, ...]:
    """All that is held fixed in a case beside its model, a word each, the place of each the same."""
    conditions = case.conditions
    batch = QCoreApplication.translate("Conditions", "batch {n}")
    return (
        f"{case.resolution} px",
        batch.format(n=case.batch),
        where_text(conditions),
        conditions.dtype,
        layout_text(conditions.layout),
        runtime_text(conditions.runtime),
        mode_text(conditions.mode),
    )
