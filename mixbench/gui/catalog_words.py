"""The catalog's few words in the language of the screen: labels, units and choices of hyperparameters.

The catalog knows no Qt, so its words stand here a second time for lupdate to find; a test holds this list
against the declarations, so that neither can leave the other behind.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_DECLARED = (
    QT_TRANSLATE_NOOP("Catalog", "Patch size"),
    QT_TRANSLATE_NOOP("Catalog", "px"),
    QT_TRANSLATE_NOOP("Catalog", "Depth"),
    QT_TRANSLATE_NOOP("Catalog", "blocks"),
    QT_TRANSLATE_NOOP("Catalog", "Width"),
    QT_TRANSLATE_NOOP("Catalog", "channels"),
    QT_TRANSLATE_NOOP("Catalog", "Kernel size"),
    QT_TRANSLATE_NOOP("Catalog", "tokens"),
    QT_TRANSLATE_NOOP("Catalog", "Activation"),
    QT_TRANSLATE_NOOP("Catalog", "GELU"),
    QT_TRANSLATE_NOOP("Catalog", "ReLU"),
    QT_TRANSLATE_NOOP("Catalog", "Classes"),
    QT_TRANSLATE_NOOP("Catalog", "classes"),
    QT_TRANSLATE_NOOP("Catalog", "Depths"),
    QT_TRANSLATE_NOOP("Catalog", "Widths"),
    QT_TRANSLATE_NOOP("Catalog", "MLP ratios"),
    QT_TRANSLATE_NOOP("Catalog", "Cycle kernel"),
    QT_TRANSLATE_NOOP("Catalog", "Reweight"),
    QT_TRANSLATE_NOOP("Catalog", "Stem"),
    QT_TRANSLATE_NOOP("Catalog", "7 x 7 convolution, stride 4"),
    QT_TRANSLATE_NOOP("Catalog", "4 x 4 patches and LayerNorm"),
    QT_TRANSLATE_NOOP("Catalog", "Downsampling"),
    QT_TRANSLATE_NOOP("Catalog", "3 x 3 convolution, stride 2"),
    QT_TRANSLATE_NOOP("Catalog", "Patch merging"),
    QT_TRANSLATE_NOOP("Catalog", "Stochastic depth"),
    QT_TRANSLATE_NOOP("Catalog", "layers"),
    QT_TRANSLATE_NOOP("Catalog", "Token width"),
    QT_TRANSLATE_NOOP("Catalog", "units"),
    QT_TRANSLATE_NOOP("Catalog", "Token width mode"),
    QT_TRANSLATE_NOOP("Catalog", "D_S fixed"),
    QT_TRANSLATE_NOOP("Catalog", "D_S ∝ tokens"),
    QT_TRANSLATE_NOOP("Catalog", "Channel width"),
    QT_TRANSLATE_NOOP("Catalog", "MLP ratio"),
    QT_TRANSLATE_NOOP("Catalog", "x width"),
    QT_TRANSLATE_NOOP("Catalog", "LayerScale start"),
)


WORDS = tuple(str(word) for word in _DECLARED)


def word(text: str) -> str:
    """A word of the catalog as it stands on the screen."""
    return QCoreApplication.translate("Catalog", text)
