"""What a layer of a network is for."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """The purpose of a layer; every parameter and every MAC belongs to exactly one role."""

    STEM = "stem"
    SPATIAL_MIXING = "spatial_mixing"
    CHANNEL_MIXING = "channel_mixing"
    DOWNSAMPLE = "downsample"
    NORM = "norm"
    HEAD = "head"
    OTHER = "other"
