"""The form as a person types into it: every value is either taken or answered with a sentence."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import values_of
from mixbench.core.model import Model
from mixbench.gui.hyperparameter_form import HyperparameterForm
from mixbench.gui.model_change import Change
from mixbench.gui.workbench import SweepSettings, Workbench

MIXER, CYCLE = Model("mixer_s16"), Model("cyclemlp_b1")


@pytest.fixture
def form(qtbot):
    bench = Workbench()
    bench.set_models([MIXER, CYCLE], [])
    form = HyperparameterForm(bench)
    form.bench = bench
    qtbot.addWidget(form)
    form.resize(310, 500)
    form.show()
    qtbot.waitExposed(form)
    return form


def type_into(form, qtbot, name, text, editor=0):
    box = form.fields[name].editors[editor]
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, text)


def test_the_form_shows_every_hyperparameter_of_every_variant(form):
    for family in registry.families():
        for variant in family.variants:
            form.bench.select(Model(variant.id))
            shown = {name: field.value for name, field in form.fields.items()}
            assert shown == values_of(registry.resolve(Model(variant.id)).config)


def test_an_edit_makes_a_copy_and_leaves_the_published_variant_alone(form, qtbot):
    type_into(form, qtbot, "depth", "4")
    custom = Model("mixer_s16", {"depth": 4})
    assert form.bench.selected == custom
    assert form.bench.custom == (custom,)
    assert form.bench.ticked == (MIXER, CYCLE, custom)


def test_typing_on_leaves_no_litter_and_is_one_step(form, qtbot):
    type_into(form, qtbot, "depth", "12")
    assert form.bench.custom == (Model("mixer_s16", {"depth": 12}),)
    form.undo()
    assert form.bench.custom == ()
    assert form.bench.selected == MIXER
    assert form.fields["depth"].value == 8
    form.redo()
    assert form.bench.selected == Model("mixer_s16", {"depth": 12})


def test_two_fields_are_two_steps(form, qtbot):
    type_into(form, qtbot, "depth", "4")
    type_into(form, qtbot, "width", "256")
    assert form.bench.selected.overrides == {"depth": 4, "width": 256}
    form.undo()
    assert form.bench.selected.overrides == {"depth": 4}
    assert form.bench.custom == (Model("mixer_s16", {"depth": 4}),)
    form.undo()
    assert form.bench.selected == MIXER


def test_a_copy_keeps_its_colour_through_edits(form, qtbot):
    type_into(form, qtbot, "depth", "4")
    slot = form.bench.slot(form.bench.selected)
    type_into(form, qtbot, "width", "256")
    assert form.bench.slot(form.bench.selected) == slot


def test_a_value_out_of_bounds_is_a_sentence_beside_the_field_and_loses_nothing(form, qtbot):
    type_into(form, qtbot, "depth", "4")
    kept = form.bench.selected
    type_into(form, qtbot, "depth", "4000")
    problem = form.fields["depth"].problem
    assert problem.isVisible()
    assert "must be a whole number from 1 to 128" in problem.text()
    assert form.bench.selected.overrides["depth"] in range(1, 129)
    type_into(form, qtbot, "depth", "4")
    assert not problem.isVisible()
    assert form.bench.selected == kept


def test_the_arrows_stay_within_the_bounds(form):
    box = form.fields["depth"].findChild(QSpinBox)
    box.setValue(128)
    box.stepBy(1)
    assert box.value() == 128
    box.setValue(1)
    box.stepBy(-5)
    assert box.value() == 1


def test_tuples_are_edited_one_stage_at_a_time(form, qtbot):
    form.bench.select(CYCLE)
    type_into(form, qtbot, "depths", "6", editor=2)
    assert form.bench.selected == Model("cyclemlp_b1", {"depths": (2, 2, 6, 2)})


def test_a_choice_and_going_back_to_the_published_value(form):
    box = form.fields["token_width_mode"].findChild(QComboBox)
    box.setCurrentIndex(box.findData("proportional"))
    assert form.bench.selected.overrides == {"token_width_mode": "proportional"}
    box.setCurrentIndex(box.findData("fixed"))
    assert form.bench.selected == MIXER
    assert form.bench.custom == ()


def test_reset_brings_the_published_variant_back_and_can_be_taken_back(form, qtbot):
    type_into(form, qtbot, "depth", "4")
    qtbot.mouseClick(form.reset_button, Qt.MouseButton.LeftButton)
    assert form.bench.selected == MIXER
    assert not form.reset_button.isEnabled()
    form.undo()
    assert form.bench.selected == Model("mixer_s16", {"depth": 4})


def test_the_change_is_said_against_the_published_variant(form, qtbot):
    form.bench.set_sweep(SweepSettings(values=(64, 448)))
    box = form.fields["token_width_mode"].findChild(QComboBox)
    box.setCurrentIndex(box.findData("proportional"))
    law = [registry.resolve(m).law(448, 448).macs for m in (form.bench.selected, MIXER)]
    assert "params ±0, MACs ±0 at 224 px" in form.change.sentence.text()
    assert f"(+{(law[0] - law[1]) / law[1] * 100:.3g} %) at 448 px" in form.change.sentence.text()


def test_a_refused_resolution_names_the_nearest(form, qtbot):
    type_into(form, qtbot, "patch_size", "15")
    assert form.size_problem.isVisible()
    assert form.size_problem.sentence.text() == "patch size 15 does not divide 224; nearest 210 or 225"


def test_changes_are_signed():
    assert Change(150, 100).text() == "+50 (+50 %)"
    assert Change(1_000_000, 2_000_000).text() == "−1.00 M (−50 %)"
    assert Change(7, 7).text() == "±0"
    assert Change(7, 0).text() == "+7" and Change(7, 0).percent == "–"
