"""Python's search for cycles of objects, kept from stalling the window.

A full search looks at all objects that there are: a tenth of a second with everything that the window is made
of.
"""

from __future__ import annotations

import gc


def set_aside() -> None:
    """Search once more, then leave out what there is from all later searches. It still goes when nothing
    refers to it."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
