"""Roles of layers in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.core.roles import Role


def role_word(role: Role) -> str:
    """What layers of a role are for, in a word or two."""
    return {
        Role.STEM: QCoreApplication.translate("Roles", "stem"),
        Role.SPATIAL_MIXING: QCoreApplication.translate("Roles", "spatial mixing"),
        Role.CHANNEL_MIXING: QCoreApplication.translate("Roles", "channel mixing"),
        Role.DOWNSAMPLE: QCoreApplication.translate("Roles", "downsampling"),
        Role.NORM: QCoreApplication.translate("Roles", "normalisation"),
        Role.HEAD: QCoreApplication.translate("Roles", "head"),
        Role.OTHER: QCoreApplication.translate("Roles", "other"),
    }[role]
