"""The models as a person handles them: tick, search, select, remove."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PySide6.QtCore import QItemSelectionModel, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QStyle, QStyleOptionViewItem

from mixbench.catalog import registry
from mixbench.core.model import Model
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.law_curve import law_at
from mixbench.gui.models_panel import ModelsPanel
from mixbench.gui.models_tree import FAMILY_ROLE, MACS, MODEL_ROLE, NAME, PARAMS, SORT_ROLE
from mixbench.gui.order_menu import OrderMenu
from mixbench.gui.workbench import BATCH, SweepSettings, Workbench

MIXER, CYCLE = Model("mixer_s16"), Model("cyclemlp_b1")
COPY = Model("mixer_s16", {"depth": 4})


@pytest.fixture
def panel(qtbot, themes):
    bench = Workbench()
    bench.restore(Arrangement(ticked=(MIXER,), selected=MIXER))
    panel = ModelsPanel(bench, themes)
    panel.bench = bench
    qtbot.addWidget(panel)
    panel.resize(340, 900)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def index_of(panel, model, column=NAME):
    index = panel.order.mapFromSource(panel.model.index_of(model))
    return index.siblingAtColumn(column)


def click_check_box(panel, qtbot, model):
    index = index_of(panel, model)
    panel.tree.scrollTo(index)
    option = QStyleOptionViewItem()
    panel.tree.initViewItemOption(option)
    option.rect = panel.tree.visualRect(index)
    option.features |= QStyleOptionViewItem.ViewItemFeature.HasCheckIndicator
    box = panel.tree.style().subElementRect(
        QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, panel.tree
    )
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=box.center())


def shown_models(panel):
    found = []
    for row in range(panel.order.rowCount()):
        family = panel.order.index(row, NAME)
        count = panel.order.rowCount(family)
        found += [panel.order.index(i, NAME, family).data(MODEL_ROLE) for i in range(count)]
    return found


def open_families(panel):
    rows = [panel.order.index(row, NAME) for row in range(panel.order.rowCount())]
    return {row.data(FAMILY_ROLE) for row in rows if panel.tree.isExpanded(row)}


def test_families_of_the_comparison_stand_open_and_the_others_are_a_line_each(panel):
    assert open_families(panel) == {"mlp_mixer"}
    panel.bench.set_models([MIXER, Model("resmlp_s12"), Model("vit_b16")], [])
    assert open_families(panel) == {"mlp_mixer", "resmlp", "vit"}


def test_a_search_opens_what_it_finds_and_leaves_the_rest_as_it_was(panel):
    panel.tree.setExpanded(panel.order.index(0, NAME), True)
    before = open_families(panel)
    panel.search.setText("cyclemlp")
    assert open_families(panel) == {"cyclemlp"}
    panel.search.clear()
    assert open_families(panel) == before


def test_a_closed_family_stays_closed_when_a_copy_comes(panel):
    panel.tree.setExpanded(index_of(panel, MIXER).parent(), False)
    panel.bench.add_custom(Model("cyclemlp_b1", {"cycle_kernel": 5}))
    assert open_families(panel) == {"cyclemlp"}


def test_every_variant_of_the_catalog_stands_in_the_tree(panel):
    expected = [Model(variant.id) for family in registry.families() for variant in family.variants]
    assert shown_models(panel) == expected


def test_a_click_on_the_box_takes_a_model_into_the_comparison_and_out_again(panel, qtbot):
    click_check_box(panel, qtbot, CYCLE)
    assert panel.bench.ticked == (MIXER, CYCLE)
    click_check_box(panel, qtbot, CYCLE)
    assert panel.bench.ticked == (MIXER,)


def test_the_space_bar_ticks_the_current_row(panel, qtbot):
    panel.tree.setCurrentIndex(index_of(panel, CYCLE))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert CYCLE in panel.bench.ticked


def test_a_click_on_a_row_selects_the_model(panel, qtbot):
    panel.tree.expand(index_of(panel, CYCLE).parent())
    rect = panel.tree.visualRect(index_of(panel, CYCLE, PARAMS))
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert panel.bench.selected == CYCLE
    assert CYCLE not in panel.bench.ticked


def test_costs_are_the_laws_at_the_size_that_the_header_names(panel):
    assert panel.tree.model().headerData(NAME, Qt.Orientation.Horizontal) == "at 224 px"
    assert index_of(panel, CYCLE, PARAMS).data() == "15.2 M"
    assert index_of(panel, CYCLE, MACS).data() == "2.12"
    panel.bench.set_sweep(SweepSettings(axis=BATCH, values=(1, 2), resolution_px=448))
    assert panel.tree.model().headerData(NAME, Qt.Orientation.Horizontal) == "at 448 px"
    assert index_of(panel, CYCLE, MACS).data() == f"{registry.resolve(CYCLE).law(448, 448).macs / 1e9:.2f}"


def test_a_refused_size_has_no_cost_and_says_why(panel):
    panel.bench.set_sweep(SweepSettings(axis=BATCH, values=(1,), resolution_px=250))
    assert index_of(panel, MIXER, MACS).data() == "–"
    assert "16 does not divide 250; nearest 240 or 256" in index_of(panel, MIXER).data(
        Qt.ItemDataRole.ToolTipRole
    )


def test_a_copy_stands_below_its_variant_and_keeps_the_selection(panel):
    panel.bench.add_custom(COPY)
    models = shown_models(panel)
    assert models[models.index(MIXER) + 1] == COPY
    assert panel.tree.currentIndex().data(MODEL_ROLE) == COPY
    assert index_of(panel, COPY).data() == "Mixer-S/16 · depth 4"


@pytest.mark.parametrize(
    ("text", "variants"),
    [
        ("cyclemlp_b", {f"cyclemlp_b{n}" for n in (1, 2, 3, 4, 5)} | {"cyclemlp_b"}),
        ("touvron s24", {"resmlp_s24"}),
        ("2201.09792 768", {"convmixer_768_32"}),
        ("MIXER-H/14", {"mixer_h14"}),
    ],
)
def test_search_finds_by_name_author_paper_and_year(panel, qtbot, text, variants):
    panel.focus_search()
    qtbot.keyClicks(panel.search, text)
    assert {model.variant for model in shown_models(panel)} == variants


def test_a_search_without_an_answer_says_so_and_can_be_cleared(panel, qtbot):
    qtbot.keyClicks(panel.search, "transformer-xl")
    assert panel.way_out.isVisible()
    assert "transformer-xl" in panel.way_out.sentence.text()
    panel.search.clear()
    assert not panel.way_out.isVisible()
    assert MIXER in shown_models(panel)


def test_searching_does_not_untick(panel, qtbot):
    qtbot.keyClicks(panel.search, "cyclemlp")
    assert panel.bench.ticked == (MIXER,)


def test_the_menu_removes_a_copy_and_leaves_published_variants_alone(panel):
    panel.bench.add_custom(COPY)
    published = [action.text() for action in panel.menu_for(MIXER).actions()]
    assert "Remove this copy" not in published
    menu = panel.menu_for(COPY)
    next(action for action in menu.actions() if action.text() == "Remove this copy").trigger()
    assert panel.bench.custom == ()
    assert panel.bench.ticked == (MIXER,)
    assert panel.bench.selected == MIXER


def test_the_menu_can_clear_the_comparison(panel):
    menu = panel.menu_for(CYCLE)
    next(action for action in menu.actions() if action.text() == "Compare only this").trigger()
    assert panel.bench.ticked == (CYCLE,)
    next(action for action in panel.menu_for().actions() if action.text() == "Untick all").trigger()
    assert panel.bench.ticked == ()


def test_ticked_models_carry_their_colour(panel, themes):
    assert not index_of(panel, MIXER).data(Qt.ItemDataRole.DecorationRole).isNull()
    assert index_of(panel, CYCLE).data(Qt.ItemDataRole.DecorationRole) is None
    icon = index_of(panel, MIXER).data(Qt.ItemDataRole.DecorationRole)
    colour = icon.pixmap(16, 16).toImage().pixelColor(QPoint(8, 8)).name()
    assert colour == themes.theme.series_colour(panel.bench.slot(MIXER)).name()


def test_tooltips_hold_the_published_figures_and_what_is_inferred(panel):
    told = index_of(panel, CYCLE).data(Qt.ItemDataRole.ToolTipRole)
    assert "15.2 M parameters" in told
    assert "78.9 % top-1" in told
    assert "Inferred" in index_of(panel, Model("cyclemlp_t")).data(Qt.ItemDataRole.ToolTipRole)


# several at once


def choose(panel, *models):
    panel.tree.clearSelection()
    for model in models:
        index = index_of(panel, model)
        panel.tree.expand(index.parent())
        flags = QItemSelectionModel.SelectionFlag
        command = flags.Select | flags.Rows
        panel.tree.selectionModel().setCurrentIndex(index, command)


def trigger(menu, text):
    next(action for action in menu.actions() if action.text() == text).trigger()


def test_the_space_bar_ticks_all_chosen_rows_and_unticks_them_as_one_edit(panel, qtbot):
    choose(panel, MIXER, CYCLE, Model("resmlp_s12"))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert set(panel.bench.ticked) == {MIXER, CYCLE, Model("resmlp_s12")}
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert panel.bench.ticked == ()
    panel.bench.edits.undo()
    assert len(panel.bench.ticked) == 3


def test_a_click_with_shift_chooses_what_lies_between(panel, qtbot):
    first, last = Model("cyclemlp_b1"), Model("cyclemlp_b3")
    panel.tree.expand(index_of(panel, first).parent())
    panel.tree.scrollTo(index_of(panel, last))
    for model, held in ((first, Qt.KeyboardModifier.NoModifier), (last, Qt.KeyboardModifier.ShiftModifier)):
        at = panel.tree.visualRect(index_of(panel, model, PARAMS)).center()
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, held, at)
    assert panel.tree.chosen == (first, Model("cyclemlp_b2"), last)
    trigger(panel.menu_for(*panel.tree.chosen), "Compare only these")
    assert panel.bench.ticked == (first, Model("cyclemlp_b2"), last)


def test_chosen_models_leave_as_text_and_come_into_another_window(panel, qtbot, themes):
    panel.bench.add_custom(COPY)
    choose(panel, COPY, CYCLE)
    data = panel.order.mimeData(panel.tree.selectionModel().selectedIndexes())
    assert set(data.text().split()) == {CYCLE.key, COPY.key}
    qtbot.keyClick(panel.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text().split() == [CYCLE.key, COPY.key]
    there = ModelsPanel(Workbench(), themes)
    qtbot.addWidget(there)
    drop(there, data)
    bench = there._workbench
    assert (set(bench.ticked), bench.custom) == ({CYCLE, COPY}, (COPY,))


def drop(panel, data):
    """Bring data over the panel and let go of it."""
    where = (QPointF(20, 60), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton)
    enter = QDragEnterEvent(QPoint(20, 60), *where[1:], Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(panel, enter)
    if enter.isAccepted():
        QApplication.sendEvent(panel, QDropEvent(*where, Qt.KeyboardModifier.NoModifier))
    return enter.isAccepted()


# copies


def test_a_duplicate_stands_below_its_original_until_it_is_removed(panel, qtbot):
    trigger(panel.menu_for(MIXER), "Duplicate")
    current = panel.tree.currentIndex()
    assert current.data() == "Mixer-S/16, duplicate"
    assert current.data(Qt.ItemDataRole.CheckStateRole) is None
    assert current.row() == index_of(panel, MIXER).row() + 1
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert panel.tree.currentIndex() == index_of(panel, MIXER)
    assert panel.bench.ticked == (MIXER,)


def test_a_copy_is_renamed_where_it_stands_and_reset(panel, qtbot):
    panel.bench.add_custom(COPY)
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    editor = panel.tree.viewport().findChild(QLineEdit)
    assert editor.text() == "Mixer-S/16 · depth 4"
    editor.selectAll()
    qtbot.keyClicks(editor, "shallow")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: index_of(panel, COPY).data() == "shallow")
    panel.search.setText("shallow")
    assert shown_models(panel) == [COPY]
    assert not panel.tree.model().flags(index_of(panel, COPY)) & Qt.ItemFlag.ItemIsDropEnabled
    trigger(panel.menu_for(COPY), "Reset to published")
    assert panel.bench.custom == () and panel.bench.selected == MIXER


def test_a_published_variant_is_not_renamed(panel, qtbot):
    panel.tree.setFocus()
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    assert panel.tree.viewport().findChild(QLineEdit) is None


# filters


def test_filters_narrow_the_tree_and_say_how_many_remain(panel, qtbot):
    assert not panel.filters.isVisible()
    qtbot.mouseClick(panel.filter_switch, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(panel.filters.kinds, Qt.MouseButton.LeftButton)
    assert panel.filters.kinds.popup.isVisible()
    qtbot.mouseClick(panel.filters.kinds.boxes["shift"], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    families = {registry.find(model.variant)[0].id for model in shown_models(panel)}
    assert families == {"s2mlp", "s2mlpv2", "asmlp"}
    assert panel.filters.shapes._counts["isotropic"].text() == "2"
    qtbot.keyClick(panel.filters.kinds.popup, Qt.Key.Key_Escape)
    assert not panel.filters.kinds.popup.isVisible()
    panel.filters.params.high.setValue(30)
    panel.filters.any_resolution.click()
    shown = shown_models(panel)
    assert shown and all(registry.resolve(model).law(224, 224).params <= 30e6 for model in shown)
    total = sum(len(family.variants) for family in registry.families())
    assert panel.subtitle.full_text.endswith(f"{len(shown)} of {total}")
    assert panel.filter_switch.text() == "Filter · 3"
    panel.filters.clear.click()
    assert len(shown_models(panel)) == total and panel.filters.clear.isHidden()


def test_an_empty_tree_names_the_filter_that_empties_it(panel, qtbot):
    panel.search.setText("mlp-mixer mixer-s")
    panel.filters.set_filters(replace(panel.filters.filters, kinds=frozenset({"attention"})))
    assert panel.tree.isHidden()
    assert panel.way_out.sentence.text() == "No model has all that is asked. Without “Mixing”: 2."
    qtbot.mouseClick(panel.way_out.button, Qt.MouseButton.LeftButton)
    assert shown_models(panel) == [Model("mixer_s32"), MIXER]
    assert panel.search.text() == "mlp-mixer mixer-s"


def test_costs_are_filtered_at_the_resolution_of_the_tree(panel):
    panel.filters.macs.high.setValue(4)
    assert MIXER in shown_models(panel)
    panel.bench.set_sweep(SweepSettings(axis=BATCH, values=(1,), resolution_px=448))
    assert MIXER not in shown_models(panel)


# order


def shown_families(panel):
    return [panel.order.index(row, NAME).data(FAMILY_ROLE) for row in range(panel.order.rowCount())]


def test_families_stand_where_their_lightest_model_does(panel):
    catalog = shown_families(panel)
    header = panel.tree.header()
    header.setSortIndicator(PARAMS, Qt.SortOrder.AscendingOrder)

    def params(model):
        law = law_at(model, 224, 224)
        return law.params if law else math.inf

    families = [
        [Model(each.id) for each in registry.find_family(id).variants] for id in shown_families(panel)
    ]
    lightest = [min(map(params, models)) for models in families]
    assert lightest == sorted(lightest)
    for models in families:
        shown = [model for model in shown_models(panel) if model in models]
        assert shown == sorted(models, key=params)
    trigger(OrderMenu(panel.tree, panel), "Year")
    years = [registry.find_family(id).paper.year for id in shown_families(panel)]
    assert years == sorted(years)
    trigger(OrderMenu(panel.tree, panel), "Order of the catalog")
    assert shown_families(panel) == catalog


def test_refused_sizes_stand_last_in_both_orders(panel):
    panel.bench.set_sweep(SweepSettings(axis=BATCH, values=(1,), resolution_px=250))
    for order in Qt.SortOrder:
        panel.tree.header().setSortIndicator(MACS, order)
        rows = range(panel.order.rowCount())
        unknown = [panel.order.index(row, MACS).data(SORT_ROLE) is None for row in rows]
        assert unknown == sorted(unknown) and True in unknown


def test_names_are_whole_at_the_width_of_the_drawings(panel):
    panel.resize(350, 900)
    panel.bench.tick(Model("convmixer_512_16"), True)
    index = index_of(panel, Model("convmixer_512_16"))
    option = QStyleOptionViewItem()
    panel.tree.initViewItemOption(option)
    panel.tree.itemDelegate().initStyleOption(option, index)
    option.rect = panel.tree.visualRect(index)
    room = panel.tree.style().subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, panel.tree)
    assert room.width() >= option.fontMetrics.horizontalAdvance("ConvMixer-512/16")


# presets


def test_presets_are_laid_out_and_taken_back(panel):
    panel.presets.fill_menu()
    trigger(panel.presets.menu(), "Isotropic against pyramid")
    assert Model("deit_s") in panel.bench.ticked and panel.bench.sweep.values[0] == 128
    assert panel.bench.edits.last.text == "Load preset Isotropic against pyramid"
    panel.bench.edits.undo()
    assert panel.bench.ticked == (MIXER,) and panel.bench.sweep == SweepSettings()


def test_a_preset_is_saved_and_dropped_back(panel, qtbot, tmp_path):
    panel.presets.save(tmp_path / "my_own.json")
    panel.bench.set_models([CYCLE], [])
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "my_own.json"))])
    assert drop(panel, data)
    assert panel.bench.ticked == (MIXER,)
    assert panel.bench.edits.last.text == "Load preset my own"


def test_what_is_no_preset_is_a_sentence_and_changes_nothing(panel, qtbot, tmp_path):
    (tmp_path / "other.json").write_text("{}")
    with qtbot.waitSignal(panel.failed) as said:
        panel.presets.open(tmp_path / "other.json")
    assert "other.json cannot be opened as a preset" in said.args[0]
    assert panel.bench.ticked == (MIXER,) and panel.bench.edits.last is None
    text = QMimeData()
    text.setText("any words that name no model")
    assert not drop(panel, text)
