"""The models as a person handles them: tick, search, select, remove."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from mixbench.catalog import registry
from mixbench.core.model import Model
from mixbench.gui.models_panel import ModelsPanel
from mixbench.gui.models_tree import FAMILY_ROLE, MACS, MODEL_ROLE, NAME, PARAMS
from mixbench.gui.workbench import BATCH, SweepSettings, Workbench

MIXER, CYCLE = Model("mixer_s16"), Model("cyclemlp_b1")
COPY = Model("mixer_s16", {"depth": 4})


@pytest.fixture
def panel(qtbot, themes):
    bench = Workbench()
    bench.set_models([MIXER], [])
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
    assert panel.empty.isVisible()
    assert "transformer-xl" in panel.empty.text()
    panel.search.clear()
    assert not panel.empty.isVisible()
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
