"""Colours belong to the models that are compared: none changes while one is edited, none is worn twice."""

from __future__ import annotations

import pytest

from mixbench.core.model import Model
from mixbench.gui.workbench import SERIES_SLOTS, Workbench

MIXER, RES, CYCLE = Model("mixer_s16"), Model("resmlp_s12"), Model("cyclemlp_b1")


def copy(depth: int) -> Model:
    return Model("mixer_s16", {"depth": depth})


@pytest.fixture
def bench(qapp):
    bench = Workbench()
    bench.set_models([MIXER], [])
    return bench


def slots(bench):
    return [bench.slot(model) for model in bench.ticked]


def test_an_edit_through_a_former_copy_keeps_its_own_colour(bench):
    bench.add_custom(copy(4))
    bench.remove_custom(copy(4))
    bench.tick(RES, True)  # takes the colour that became free
    bench.add_custom(copy(6))
    before = bench.slot(copy(6))
    bench.replace_custom(copy(6), copy(4))
    assert bench.slot(copy(4)) == before
    assert len(set(slots(bench))) == len(bench.ticked) == 3


def test_a_model_ticked_again_gives_way_to_who_wears_its_colour_now(bench):
    bench.tick(RES, True)
    bench.tick(RES, False)
    bench.tick(CYCLE, True)
    worn = bench.slot(CYCLE)
    bench.tick(RES, True)
    assert bench.slot(CYCLE) == worn
    assert len(set(slots(bench))) == 3


def test_a_model_ticked_again_wears_its_own_colour_where_it_is_free(bench):
    bench.tick(RES, True)
    bench.tick(CYCLE, True)
    worn = bench.slot(RES)
    bench.tick(RES, False)
    bench.tick(RES, True)
    assert bench.slot(RES) == worn


def test_more_models_than_colours_still_have_one_each(bench):
    for depth in range(1, SERIES_SLOTS + 5):
        bench.add_custom(copy(depth if depth < 8 else depth + 1))
    assert set(slots(bench)) == set(range(SERIES_SLOTS))
