"""Hyperparameters that many families declare alike: one label, one range, one sentence."""

from __future__ import annotations

from typing import Annotated

from mixbench.catalog.hyperparameters import integer, integers, number

FourStages = tuple[int, int, int, int]

StageDepths = Annotated[FourStages, integers("Depths", 1, 64, "Blocks of the four stages.", unit="blocks")]
StageWidths = Annotated[
    FourStages, integers("Widths", 4, 4096, "Channels C of the four stages.", unit="channels")
]
StageMlpRatios = Annotated[
    FourStages,
    integers("MLP ratios", 1, 16, "Hidden units of the channel MLP for each channel, by stage."),
]
MlpRatio = Annotated[
    int, integer("MLP ratio", 1, 16, "Hidden units of the channel MLP for each channel.", unit="x width")
]
DropPath = Annotated[
    float,
    number("Stochastic depth", 0, 0.9, "Rate of the last block in training; it grows linearly from 0."),
]
