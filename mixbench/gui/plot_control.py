"""The menu entries of the plot, joined to the page that draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import get_args

from PySide6.QtGui import QAction

from mixbench.gui.multiples_chip import Multiples
from mixbench.gui.scaling_page import ScalingPage


def join_plot(actions: Mapping[str, QAction], page: ScalingPage) -> None:
    """Let the entries act, and the tick follow how many plots there are."""
    slots: dict[str, Callable[[], object]] = {
        **{f"multiples_{choice}": partial(page.multiples.choose, choice) for choice in get_args(Multiples)},
        "plot_whole": page.show_whole,
        "plot_back": partial(page.step_view, -1),
        "plot_ahead": partial(page.step_view, 1),
        "plot_summary": page.copy_summary,
    }
    for id, slot in slots.items():
        actions[id].triggered.connect(lambda _=False, slot=slot: slot())

    def follow() -> None:
        actions[f"multiples_{page.multiples.choice}"].setChecked(True)

    page.multiples.changed.connect(follow)
    follow()
