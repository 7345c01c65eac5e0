"""Results of other sessions, machines and files as lines beside those of the session: like with like."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from mixbench.core.errors import MixBenchError
from mixbench.core.figure import Series
from mixbench.core.likeness import Difference, Setting, differences, shared
from mixbench.core.model import Case, Model, parse_resolution
from mixbench.gui.condition_words import model_label
from mixbench.gui.row_readings import read_row
from mixbench.gui.scaling_axes import (
    Spot,
    axis_words,
    base,
    is_line,
    place_on,
    place_words,
    rest,
    rest_words,
    spot_of,
    trail,
)
from mixbench.gui.scaling_points import Line, Point, series_through
from mixbench.gui.scaling_series import Look, base_models
from mixbench.gui.workbench import BATCH, Overlay, Workbench
from mixbench.store.rows import Row, model_of, setting_of

_Group = tuple[str, tuple[int, ...], Setting]


def elsewhere_series(bench: Workbench, look: Look) -> Iterator[Series]:
    """The points that overlays have of the ticked models, in their colours; a line for each setting. What
    has a law is the same everywhere, and is drawn already."""
    is_known = look.drawn.law is not None and (look.across is None or look.across.law is not None)
    if is_known or not bench.overlays:
        return
    shown = {model.key: model for model in base_models(bench, look.axis)}
    reference = session_setting(bench, look)
    for origin, overlay in enumerate(bench.overlays, start=1):
        groups = _groups(bench, overlay, look, shown)
        for place, ((key, others, setting), found) in enumerate(groups.items()):
            several = len({rests for known, rests, _ in groups if known == key}) > 1
            words = rest_words(others, trail(bench, look.axis)) if several else ""
            line = Line(
                f"{key}@{overlay.id}#{place}",
                f"{model_label(shown[key])}{words} · {overlay.name}",
                bench.slot(shown[key]),
                "elsewhere",
                unlike_words(differences(setting, reference)),
                origin,
            )
            series = series_through(line, list(_points(bench, found, look)), look.axis, look.drawn)
            if series is not None:
                yield series


# which points


_Found = list[tuple[Row, Spot]]


def _groups(bench: Workbench, overlay: Overlay, look: Look, shown: dict[str, Model]) -> dict[_Group, _Found]:
    """The rows of each line: those of one model under one setting that differ in their place along it."""
    along = trail(bench, look.axis)
    variants = {model.variant for model in shown.values()}
    groups: dict[_Group, _Found] = defaultdict(list)
    for row in overlay.rows:
        spot = _spot(row) if row.variant in variants else None
        if spot is None or place_on(spot, along) is None:
            continue
        key = base(spot.model, along).key
        if key in shown:
            groups[key, rest(spot, along), _setting(row, along)].append((row, spot))
    return {group: found for group, found in groups.items() if is_line([spot for _, spot in found], along)}


def _points(bench: Workbench, found: _Found, look: Look) -> Iterator[Point]:
    along = trail(bench, look.axis)
    words = axis_words(along, bench) if look.across else None
    for row, spot in found:
        reading, place = read_row(look.drawn.id, row, spatial_only=look.spatial_only), place_on(spot, along)
        beside = read_row(look.across.id, row, spatial_only=look.spatial_only) if look.across else None
        if reading is None or place is None or (look.across and beside is None):
            continue
        x = beside.value if beside else place
        yield Point(x, place, spot.tokens, reading, remark=place_words(words, place) if words else "")


@lru_cache(maxsize=16_384)
def _spot(row: Row) -> Spot | None:
    """Where a row was taken; None where its file says so in a way that nobody can read."""
    try:
        height, width = parse_resolution(row.resolution_px)
        model = model_of(row)
    except (MixBenchError, ValueError):
        return None
    known = spot_of(Case(model, height, width, row.batch))
    return known or Spot(model, height, width, row.batch, row.tokens or 0)


# like with like


def session_setting(bench: Workbench, look: Look) -> Setting:
    """What the session's results were taken under, as far as they agree; before the first there is nothing to
    compare with."""
    measured = {
        (item.case.conditions, item.case.batch)
        for item in bench.items.values()
        if item.measurement is not None
    }
    is_batch_axis = trail(bench, look.axis) == BATCH
    return shared(
        [
            # Another machine is what one looks for elsewhere: it stands in the name, and is no fault.
            replace(Setting.of(conditions, bench.environment, None if is_batch_axis else batch), machine=None)
            for conditions, batch in measured
        ]
    )


def _setting(row: Row, along: str) -> Setting:
    """What a row says of its conditions."""
    setting = setting_of(row)
    return replace(setting, batch=None) if along == BATCH else setting


def unlike_words(found: tuple[Difference, ...]) -> str:
    """What keeps results from being compared, in the language of the screen: `bfloat16, not float32`."""
    return "; ".join(_words(each) for each in found)


def _words(each: Difference) -> str:
    name = _names()[each.field]
    if each.found is None:
        return QCoreApplication.translate("Elsewhere", "{name} unknown").format(name=name)
    if each.field in ("batch", "threads", "torch_version"):
        words = QCoreApplication.translate("Elsewhere", "{name} {found}, not {wanted}")
        return words.format(name=name, found=each.found, wanted=each.wanted)
    words = QCoreApplication.translate("Elsewhere", "{found}, not {wanted}")
    return words.format(found=each.found, wanted=each.wanted)


def _names() -> dict[str, str]:
    return {
        "device": QCoreApplication.translate("Elsewhere", "device"),
        "machine": QCoreApplication.translate("Elsewhere", "machine"),
        "dtype": QCoreApplication.translate("Elsewhere", "precision of numbers"),
        "layout": QCoreApplication.translate("Elsewhere", "memory layout"),
        "batch": QCoreApplication.translate("Elsewhere", "batch"),
        "threads": QCoreApplication.translate("Elsewhere", "threads"),
        "runtime": QCoreApplication.translate("Elsewhere", "runtime"),
        "mode": QCoreApplication.translate("Elsewhere", "mode"),
        "torch_version": "torch",
    }
