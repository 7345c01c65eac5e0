"""A network with the weights of a file, and a report of what matched."""

from __future__ import annotations

import importlib
from pathlib import Path

from torch import nn

from mixbench.catalog import registry
from mixbench.core.checkpoints import LoadReport
from mixbench.core.model import Case
from mixbench.engine import building
from mixbench.engine.checkpoint_files import Checkpoint, CheckpointError, read
from mixbench.engine.placement import lay_in


def network_of(case: Case, file: str) -> tuple[nn.Module, LoadReport | None]:
    """The case's network in eval mode without gradients of its own, at initialisation or, where one is named,
    with the weights of a file. Raise `CheckpointError` where nothing in it fits."""
    network = building.subject(case).network.requires_grad_(False)
    if not file:
        return network, None
    checkpoint = read(Path(file), case.conditions.device)
    family, _ = registry.find(case.model.variant)
    rules = getattr(importlib.import_module(f"mixbench.zoo.{family.id}"), "OTHER_NAMES", ())
    report = lay_in(checkpoint, network, rules)
    if not report.matched:
        raise CheckpointError(_nothing_fits(case, checkpoint, network))
    return network, report


def _nothing_fits(case: Case, checkpoint: Checkpoint, network: nn.Module) -> str:
    theirs, ours = next(iter(checkpoint.tensors)), next(iter(network.state_dict()))
    return (
        f"none of the {len(checkpoint.tensors)} tensors of {Path(checkpoint.file).name} fits "
        f"{case.model.key} at {case.resolution} px: its first is '{theirs}', the network's first is '{ours}'"
    )
