"""The form as a person types into it: every value is either taken or answered with a sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import values_of
from mixbench.core.cost import CostReport, Count, MemoryForecast
from mixbench.core.model import Conditions, Model
from mixbench.core.roles import Role
from mixbench.gui.hyperparameter_form import HyperparameterForm
from mixbench.gui.model_change import Change
from mixbench.gui.workbench import SweepSettings, Workbench
from mixbench.jobs.events import Answered
from mixbench.protocol import CountTask

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
    form.bench.edits.undo()
    assert form.bench.custom == ()
    assert form.bench.selected == MIXER
    assert form.fields["depth"].value == 8
    form.bench.edits.redo()
    assert form.bench.selected == Model("mixer_s16", {"depth": 12})


def test_two_fields_are_two_steps(form, qtbot):
    type_into(form, qtbot, "depth", "4")
    type_into(form, qtbot, "width", "256")
    assert form.bench.selected.overrides == {"depth": 4, "width": 256}
    form.bench.edits.undo()
    assert form.bench.selected.overrides == {"depth": 4}
    assert form.bench.custom == (Model("mixer_s16", {"depth": 4}),)
    form.bench.edits.undo()
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
    form.bench.edits.undo()
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


# sliders


def drag(slider, qtbot, *places):
    """Press at the first place and move to the others, each a share of the way, without letting go."""

    def point(place):
        return QPoint(round(place * slider.width()), slider.height() // 2)

    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=point(places[0]))
    for place in places[1:]:
        qtbot.mouseMove(slider, point(place))
    qtbot.mouseRelease(slider, Qt.MouseButton.LeftButton, pos=point(places[-1]))


def test_a_drag_is_one_step_and_the_next_drag_another(form, qtbot):
    slider = form.fields["depth"].slider
    before = len(form.bench.edits)
    drag(slider, qtbot, 0.3, 0.5, 0.7, 0.9)
    first = form.bench.selected.overrides["depth"]
    drag(slider, qtbot, 0.5, 0.2)
    assert first > 32 > form.bench.selected.overrides["depth"]
    assert len(form.bench.edits) == before + 2
    form.bench.edits.undo()
    assert form.bench.selected.overrides["depth"] == first
    form.bench.edits.undo()
    assert form.bench.selected == MIXER and form.fields["depth"].value == 8


def test_the_slider_follows_what_is_typed_and_reaches_the_bounds_with_its_keys(form, qtbot):
    slider = form.fields["width"].slider
    type_into(form, qtbot, "width", "100")
    at = slider.value()
    type_into(form, qtbot, "width", "1000")
    assert slider.value() > at
    slider.setFocus()
    qtbot.keyClick(slider, Qt.Key.Key_End)
    assert form.fields["width"].value == 4096
    qtbot.keyClick(slider, Qt.Key.Key_Home)
    assert form.fields["width"].value == 8


def test_the_slider_stops_only_where_the_model_is_accepted(form, qtbot):
    """Heads divide the width of 192, patches the image of 224 pixels."""
    form.bench.select(Model("deit_ti"))
    heads = form.fields["heads"].slider
    seen = set()
    heads.setFocus()
    qtbot.keyClick(heads, Qt.Key.Key_Home)
    for _ in range(12):
        qtbot.keyClick(heads, Qt.Key.Key_Right)
        seen.add(form.bench.selected.overrides.get("heads", 3))
    assert len(seen) > 4 and all(192 % number == 0 for number in seen)


def test_the_slider_of_stages_moves_the_one_that_was_entered(form, qtbot):
    form.bench.select(CYCLE)
    field = form.fields["depths"]
    field.editors[2].setFocus()
    assert field.slider.accessibleName() == "Depths 3, slider"
    qtbot.keyClick(field.slider, Qt.Key.Key_Home)
    assert form.bench.selected == Model("cyclemlp_b1", {"depths": (2, 2, 1, 2)})


def test_stages_step_with_the_keys(form, qtbot):
    form.bench.select(CYCLE)
    editor = form.fields["depths"].editors[0]
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    assert form.fields["depths"].value == (3, 2, 4, 2)
    qtbot.keyClick(editor, Qt.Key.Key_PageUp)
    assert form.fields["depths"].value[0] > 8
    qtbot.keyClick(editor, Qt.Key.Key_PageDown)
    qtbot.keyClick(editor, Qt.Key.Key_PageDown)
    assert form.bench.selected.overrides["depths"] == (1, 2, 4, 2)


def test_the_wheel_scrolls_past_a_field_that_was_not_entered(form, qtbot):
    form.fields["patch_size"].editors[0].setFocus()
    box = form.fields["depth"].editors[0]
    wheel(box)
    assert box.value() == 8
    box.setFocus()
    wheel(box)
    assert box.value() == 9


def wheel(widget):
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at, widget.mapToGlobal(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


# the way back


def test_a_changed_field_is_marked_and_goes_back_alone(form, qtbot):
    type_into(form, qtbot, "depth", "4")
    type_into(form, qtbot, "width", "256")
    field = form.fields["depth"]
    assert field.caption.text() == "Depth •" and field.return_button.text() == "↺ 8"
    assert field.editors[0].accessibleDescription() == "changed; the published value is 8"
    assert not form.fields["channel_width"].return_button.isVisible()
    qtbot.mouseClick(field.return_button, Qt.MouseButton.LeftButton)
    assert form.bench.selected.overrides == {"width": 256}
    assert field.caption.text() == "Depth" and not field.return_button.isVisible()
    form.bench.edits.undo()
    assert form.bench.selected.overrides == {"depth": 4, "width": 256}


# problems


def test_the_nearest_accepted_value_is_a_press_away(form, qtbot):
    type_into(form, qtbot, "depth", "4000")
    field = form.fields["depth"]
    assert field.remedy.text() == "Use 128"
    assert "nearest 128" in field.editors[0].accessibleDescription()
    qtbot.mouseClick(field.remedy, Qt.MouseButton.LeftButton)
    assert form.bench.selected.overrides == {"depth": 128}
    assert not field.problem.isVisible() and not field.remedy.isVisible()


def test_a_refused_value_stays_as_typed_while_another_field_is_edited(form, qtbot):
    type_into(form, qtbot, "depth", "0")
    type_into(form, qtbot, "width", "256")
    assert form.bench.selected == Model("mixer_s16", {"width": 256})
    assert form.fields["depth"].value == 0 and form.fields["depth"].problem.isVisible()
    form.bench.select(CYCLE)
    form.bench.select(MIXER)
    assert form.fields["depth"].value == 8 and not form.fields["depth"].problem.isVisible()


def test_a_refused_resolution_is_a_press_away_from_one_that_suits(form, qtbot):
    form.bench.set_sweep(replace(form.bench.sweep, resolution_px=250))
    above = form.size_problem.buttons[1]
    assert [button.text() for button in form.size_problem.buttons] == ["Use 240 px", "Use 256 px"]
    qtbot.mouseClick(above, Qt.MouseButton.LeftButton)
    assert form.bench.sweep.resolution_px == 256
    assert not form.size_problem.isVisible()


# by role


def lines(form):
    return {line.name: line.changes for line in form.change.table.changes.lines}


def test_the_change_by_role_is_that_of_the_law(form, qtbot):
    type_into(form, qtbot, "depth", "12")
    own, published = (registry.resolve(m).law(224, 224) for m in (form.bench.selected, MIXER))
    shown = lines(form)
    for role, name in ((Role.SPATIAL_MIXING, "spatial mixing"), (Role.HEAD, "head")):
        params, macs, memory = shown[name]
        assert params.difference == own.role(role).params - published.role(role).params
        assert macs.difference == own.role(role).macs - published.role(role).macs
        assert memory.difference == 4 * params.difference
    assert shown["spatial mixing"][1].text() == "+206 M (+50 %)" and shown["head"][1].text() == "±0"
    assert shown["the whole"][0].difference == own.params - published.params


def test_half_precision_halves_the_weights(form, qtbot):
    type_into(form, qtbot, "depth", "12")
    full = lines(form)["channel mixing"][2].difference
    form.bench.set_conditions(Conditions(dtype="bfloat16"))
    assert lines(form)["channel mixing"][2].difference * 2 == full


def test_figures_are_amounts_or_parts(form, qtbot):
    type_into(form, qtbot, "depth", "12")
    table = form.change.table.changes
    row = [line.name for line in table.lines].index("spatial mixing")
    assert table.index(row, 2).data() == "+206 M"
    qtbot.mouseClick(form.change.in_percent, Qt.MouseButton.LeftButton)
    assert table.index(row, 2).data() == "+50 %"
    assert "published" in table.index(row, 2).data(Qt.ItemDataRole.ToolTipRole)


def counted(case, total_bytes):
    memory = MemoryForecast(total_bytes, 0, "", "")
    return Answered(CountTask(0, case), CostReport(Count(0, 0, 0, 0, 0, 0, {}, memory)))


def test_the_peak_of_memory_is_asked_for_when_the_typing_pauses_and_never_stale(form, qtbot):
    """Until both networks are counted there is a sign that it is on its way, and no figure."""
    asked, withdrawn = [], []
    form.asked.connect(lambda question: asked.append(question.case))
    form.withdrawn.connect(lambda question: withdrawn.append(question.case))
    whole = form.change.table.changes
    type_into(form, qtbot, "depth", "12")
    assert not asked and whole.index(whole.rowCount() - 1, 3).data() == "…"
    qtbot.waitUntil(lambda: len(asked) == 2)
    own, published = asked
    assert (own.model, published.model) == (form.bench.selected, MIXER)
    form.take(counted(published, 100_000_000))
    assert whole.index(whole.rowCount() - 1, 3).data() == "…"
    form.take(counted(own, 150_000_000))
    assert whole.index(whole.rowCount() - 1, 3).data() == "+50.0 MB"
    assert "peak memory +50.0 MB (+50 %)" in form.change.sentence.text()
    weights = 4 * (
        registry.resolve(own.model).law(224, 224).params - registry.resolve(MIXER).law(224, 224).params
    )
    assert lines(form)["beside weights"][2].difference == 50_000_000 - weights
    type_into(form, qtbot, "depth", "13")
    assert whole.index(whole.rowCount() - 1, 3).data() == "…"
    qtbot.waitUntil(lambda: len(asked) == 3)
    type_into(form, qtbot, "depth", "14")
    assert [case.model.overrides for case in withdrawn] == [{"depth": 13}]


def test_why_a_peak_will_not_come_is_said(form, qtbot):
    asked = []
    form.asked.connect(lambda question: asked.append(question))
    type_into(form, qtbot, "depth", "12")
    qtbot.waitUntil(lambda: len(asked) == 2)
    form.take(Answered(asked[0], None, "the worker died"))
    table = form.change.table.changes
    cell = table.index(table.rowCount() - 1, 3)
    assert cell.data() == "–" and cell.data(Qt.ItemDataRole.ToolTipRole) == "the worker died"


def test_a_low_form_folds_the_table_away_until_it_is_asked_for(form, qtbot):
    type_into(form, qtbot, "depth", "12")
    assert form.change.table.isVisible()
    form.resize(310, 300)
    assert not form.change.table.isVisible() and not form.change.sentence.isVisible()
    assert form.change.short.full_text.startswith("params +48 %, MACs +49 %")
    assert form.change.short.toolTip() == form.change.sentence.text()
    qtbot.mouseClick(form.change.by_role, Qt.MouseButton.LeftButton)
    form.resize(310, 290)
    assert form.change.table.isVisible()


def test_no_field_is_wider_than_the_form(form):
    for variant in ("mixer_s16", "cyclemlp_b1", "mobilenetv2_100"):
        form.bench.select(Model(variant))
        content = next(iter(form.fields.values())).parentWidget()
        assert content.minimumSizeHint().width() <= 310 - 20
