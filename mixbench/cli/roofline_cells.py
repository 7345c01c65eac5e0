"""What the tables of `mixbench roofline` say in a cell."""

from __future__ import annotations

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.core.roofline import Rate, Standing
from mixbench.core.units import percent


def intensity_text(standing: Standing) -> str:
    """MACs a byte, to three digits."""
    return f"{standing.work.macs_per_byte:.3g}"


def share_text(share: Rate | None) -> str:
    """The share of the roofline, empty without a roof."""
    return "" if share is None else percent(share.value, 0)


def label_of(model: Model) -> str:
    """The name of a model, its key where the catalog no longer has it."""
    try:
        return registry.label(model)
    except RequestError:
        return model.key
