"""Python's search for cycles of objects, kept from stalling the window.

A full search looks at all objects that there are: a tenth of a second with everything that the window is made
of, and as long as making them where hundreds of thousands come at once.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


def set_aside() -> None:
    """Search once more, then leave out what there is from all later searches. It still goes when nothing
    refers to it."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@contextmanager
def no_search() -> Iterator[None]:
    """Make many objects that all stay."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def keep() -> None:
    """Leave what there is out of all later searches without a search before: what stays need none."""
    gc.freeze()
