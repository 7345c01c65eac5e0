"""Colours belong to the models that are compared, and every edit can be taken back and made again."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QSignalSpy

from mixbench.core.model import Conditions, Model
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.edits import Edit
from mixbench.gui.workbench import BATCH, SERIES_SLOTS, SweepSettings, Workbench

MIXER, RES, CYCLE = Model("mixer_s16"), Model("resmlp_s12"), Model("cyclemlp_b1")


def copy(depth: int) -> Model:
    return Model("mixer_s16", {"depth": depth})


@pytest.fixture
def bench(qapp):
    bench = Workbench()
    bench.restore(Arrangement(ticked=(MIXER,), selected=MIXER))
    return bench


def slots(bench):
    return [bench.slot(model) for model in bench.ticked]


# colours


def test_an_edit_through_a_former_copy_keeps_its_own_colour(bench):
    bench.add_custom(copy(4))
    bench.remove_custom(copy(4))
    bench.tick(RES, True)  # takes the colour that became free
    bench.add_custom(copy(6))
    before = bench.slot(copy(6))
    bench.change_model(copy(6), copy(4), "depth")
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


def test_more_models_than_colours_have_a_slot_each(bench):
    bench.tick_all([copy(depth) for depth in range(10, 30)], True)
    assert sorted(slots(bench)) == list(range(21))
    assert len(bench.ticked) > 2 * SERIES_SLOTS


def test_a_result_keeps_its_colour_from_models_that_come(bench, finished):
    bench.tick(RES, True)
    bench.show_items("a session", finished(bench))
    worn = bench.slot(RES)
    bench.tick(RES, False)
    bench.tick(CYCLE, True)
    assert bench.slot(RES) == worn != bench.slot(CYCLE)


# edits


def test_edits_are_called_by_what_they_did(bench):
    bench.tick(RES, True)
    assert bench.edits.last.text == "Tick ResMLP-S12"
    bench.tick_all([RES, CYCLE, copy(4)], True)
    assert bench.edits.last.text == "Tick 2 models"
    bench.change_model(MIXER, copy(6), "depth")
    assert bench.edits.last.text == "Change depth of Mixer-S/16"
    bench.set_conditions(Conditions(dtype="bfloat16"))
    assert bench.edits.last.text == "Change the data type"
    bench.edits.undo()
    assert bench.edits.next.text == "Change the data type"


def test_what_changes_nothing_is_no_edit(bench):
    bench.tick(MIXER, True)
    bench.set_sweep(bench.sweep)
    bench.select(RES)
    bench.compare_only([MIXER])
    assert bench.edits.last is None


def test_typing_on_in_one_field_is_one_edit_and_choosing_is_not(bench):
    for side in (2, 22, 224):
        bench.set_sweep(replace(bench.sweep, resolution_px=side + 1))
    assert len(bench.edits) == 1
    bench.set_conditions(Conditions(dtype="bfloat16"))
    bench.set_conditions(Conditions(dtype="float16"))
    assert len(bench.edits) == 3
    while bench.edits.last:
        bench.edits.undo()
    assert bench.sweep == SweepSettings()


def test_typing_back_to_the_start_leaves_no_edit(bench):
    for depth in (1, 12, 8):
        bench.change_model(bench.selected, Model("mixer_s16", {"depth": depth}), "depth")
    assert bench.selected == MIXER and bench.custom == ()
    assert bench.edits.last is None


def test_undo_leaves_the_eye_where_it_is_unless_the_edit_moved_it(bench):
    bench.tick(RES, True)
    bench.select(CYCLE)
    bench.edits.undo()
    assert bench.selected == CYCLE
    bench.add_custom(copy(4))
    bench.select(RES)
    bench.edits.undo()
    assert bench.selected == CYCLE


def test_undo_never_touches_results(bench, finished):
    items = finished(bench)
    bench.tick(RES, True)
    bench.show_items("a session", items)
    bench.choose_point(0)
    bench.edits.undo()
    assert bench.ticked == (MIXER,)
    assert (bench.session, list(bench.items.values()), bench.point) == ("a session", items, 0)


def test_what_is_restored_cannot_be_taken_back(bench):
    bench.tick(RES, True)
    bench.restore(Arrangement(ticked=(CYCLE,)))
    assert bench.edits.last is None and bench.edits.next is None


def test_panels_hear_only_of_what_is_different(bench):
    spies = [QSignalSpy(s) for s in (bench.models_changed, bench.sweep_changed, bench.selection_changed)]
    bench.tick(RES, True)
    bench.set_sweep(SweepSettings(axis=BATCH, values=(1, 2)))
    bench.edits.undo()
    assert [spy.count() for spy in spies] == [1, 2, 0]


# copies


def test_a_change_of_a_copy_keeps_its_place_its_name_and_its_tick(bench):
    bench.add_custom(copy(4))
    bench.add_custom(copy(6))
    bench.rename(copy(4), "  shallow   one ")
    bench.change_model(copy(4), copy(3), "depth")
    assert bench.custom == (copy(3), copy(6))
    assert bench.ticked == (MIXER, copy(3), copy(6))
    assert bench.label(copy(3)) == "shallow one"
    assert bench.label(copy(4)) == "Mixer-S/16 · depth 4"
    bench.rename(copy(3), "")
    assert bench.label(copy(3)) == "Mixer-S/16 · depth 3"


def test_what_is_changed_in_a_duplicate_leaves_its_original_alone(bench):
    bench.add_custom(copy(4))
    bench.duplicate(copy(4))
    assert bench.custom == (copy(4),)
    bench.change_model(bench.selected, copy(6), "depth")
    assert bench.custom == (copy(4), copy(6))
    assert bench.selected == copy(6)
    bench.edits.undo()
    assert bench.arrangement.draft == copy(4) and bench.arrangement.is_on_draft
    bench.edits.undo()
    assert bench.arrangement.draft is None and bench.custom == (copy(4),)


def test_a_duplicate_stays_as_it_is_when_its_original_is_changed(bench):
    bench.add_custom(copy(4))
    bench.duplicate(copy(4))
    bench.select(copy(4))
    bench.change_model(copy(4), copy(6), "depth")
    assert bench.custom == (copy(6), copy(4))
    assert bench.arrangement.draft is None
    assert bench.ticked == (MIXER, copy(6))


def test_whoever_looks_at_a_removed_copy_looks_at_its_variant(bench):
    bench.add_custom(copy(4))
    bench.duplicate(copy(4))
    bench.remove_custom(copy(4))
    assert bench.selected == MIXER
    assert bench.custom == () and bench.arrangement.draft is None


# any sequence of edits

MODELS = st.sampled_from([MIXER, RES, CYCLE, copy(4), copy(6), Model("resmlp_s12", {"width": 64})])


def change_classes(bench, count):
    if bench.selected is not None:
        bench.change_model(
            bench.selected, Model(bench.selected.variant, {"num_classes": count}), "num_classes"
        )


EDITS = st.one_of(
    st.builds(lambda model, on: lambda bench: bench.tick(model, on), MODELS, st.booleans()),
    st.builds(lambda models: lambda bench: bench.compare_only(models), st.lists(MODELS, max_size=3)),
    st.builds(lambda model: lambda bench: bench.add_custom(model), MODELS),
    st.builds(lambda model: lambda bench: bench.remove_custom(model), MODELS),
    st.builds(
        lambda model, name: lambda bench: bench.rename(model, name), MODELS, st.sampled_from(["", "a"])
    ),
    st.builds(lambda: lambda bench: bench.duplicate(bench.selected or MIXER)),
    st.builds(lambda: lambda bench: bench.discard_draft()),
    st.builds(lambda model: lambda bench: bench.arrangement.holds(model) and bench.select(model), MODELS),
    st.builds(lambda count: lambda bench: change_classes(bench, count), st.integers(1, 12)),
    st.builds(
        lambda batch: lambda bench: bench.set_sweep(replace(bench.sweep, batch=batch)), st.integers(1, 4)
    ),
)


def laid_out(bench):
    """What is on the bench, but for the row that is looked at: looking is no edit."""
    return replace(bench.arrangement, selected=None, is_on_draft=False)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=st.lists(EDITS, max_size=12))
def test_any_edits_are_taken_back_to_the_start_and_made_again_to_the_end(qapp, edits):
    bench = Workbench()
    bench.restore(Arrangement(ticked=(MIXER,), selected=MIXER))
    start = laid_out(bench)
    for edit in edits:
        edit(bench)
        worn = [bench.slot(model) for model in bench.ticked]
        assert len(set(worn)) == len(worn)
        assert bench.selected is None or bench.arrangement.holds(bench.selected)
    end = laid_out(bench)
    while bench.edits.last:
        bench.edits.undo()
    assert laid_out(bench) == start
    while bench.edits.next:
        bench.edits.redo()
    assert laid_out(bench) == end


def test_a_bench_that_nobody_holds_goes_with_its_edits(qapp):
    """In whatever order Python collects them: edits that Qt owned took the process with them."""
    for _ in range(20):
        bench = Workbench()
        bench.itself = bench  # only a search for cycles finds it
        for model in (MIXER, RES, CYCLE):
            bench.tick(model, True)
    gone = weakref.ref(bench)
    del bench
    gc.collect()
    assert gone() is None


def test_an_edit_that_fails_is_no_step(bench):
    class Refused(Edit):
        def redo(self):
            raise OSError("the disk is full")

        def undo(self):
            raise AssertionError("it was never made")

    bench.tick(RES, True)
    with pytest.raises(OSError, match="full"):
        bench.edits.push(Refused("Fail"))
    assert (len(bench.edits), bench.edits.last.text) == (1, "Tick ResMLP-S12")


def test_what_can_wait_is_told_now_and_then_while_a_slider_is_dragged(bench, qtbot):
    at_once, now_and_then = QSignalSpy(bench.arranged), QSignalSpy(bench.settled)
    for depth in range(1, 8):
        bench.change_model(bench.selected, Model("mixer_s16", {"depth": depth}), "depth")
    assert (at_once.count(), now_and_then.count()) == (7, 1)
    qtbot.waitUntil(lambda: now_and_then.count() == 2)
    bench.tick(RES, True)
    assert (at_once.count(), now_and_then.count()) == (8, 3)
