"""The layers as a person uses them: look, sort, search, open, copy, time, save."""

from __future__ import annotations

import csv
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fake_worker import invented_answer
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QTabWidget

from mixbench.core.cost import CostReport, Count, LayerCost, MemoryForecast
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.gui.layers_model import NODE_ROLE
from mixbench.gui.layers_page import LayersPage
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import Answered
from mixbench.protocol import CountTask, LayersTask
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
MIXER = Case(Model("mixer_s16"), 224, 224)
BLOCK = (
    LayerCost("blocks.0", "Block", Role.OTHER, other_operations=7),
    LayerCost("blocks.0.norm", "LayerNorm", Role.NORM, 8, other_operations=90),
    LayerCost("blocks.0.mix.linear", "Linear", Role.SPATIAL_MIXING, 50, 900_000, 0, 400, 200, 0, 0, 4096),
    LayerCost("blocks.0.mix.act", "GELU", Role.SPATIAL_MIXING, other_operations=5),
)
LAYERS = (
    LayerCost("stem", "Conv2d", Role.STEM, 100, 2_000_000),
    *BLOCK,
    *(replace(layer, path=layer.path.replace("0", "1"), held_bytes=0) for layer in BLOCK),
    LayerCost("head", "Linear", Role.HEAD, 7, 70_000),
)


def count_of(layers, peak="blocks.0.mix.linear"):
    sums = [sum(getattr(layer, name) for layer in layers) for name in ("params", "macs", "other_operations")]
    memory = MemoryForecast(4096, 800, peak, "addmm")
    return Count(sums[0], sums[0], sums[1], sums[2], 0, 0, {}, memory, tuple(layers))


def answer(page, case=MIXER, layers=LAYERS, **changes):
    count = replace(count_of(layers), **changes)
    page.take(Answered(CountTask(0, case), CostReport(count)))


@pytest.fixture
def page(qtbot, bench, themes):
    bench.select(MIXER.model)
    page = LayersPage(bench, themes)
    qtbot.addWidget(page)
    page.resize(1200, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def counted(page):
    answer(page)
    return page


def rows(page, column="layer"):
    """The texts of a column, as far as the tree stands open, from top to bottom."""
    return [cell(index, column, page) for index in shown(page)]


def shown(page):
    tree, found = page.tree, []
    index = tree.model().index(0, 0)
    while index.isValid():
        found.append(index)
        index = tree.indexBelow(index)
    return found


def cell(index, column, page, role=Qt.ItemDataRole.DisplayRole):
    return index.siblingAtColumn(section(page, column)).data(role)


def section(page, column):
    return [one.id for one in page.tree.layers.columns].index(column)


def row_of(page, path):
    return page.tree.layers.index_of(path)


def visible_columns(page):
    columns = page.tree.layers.columns
    return {one.id for place, one in enumerate(columns) if not page.tree.isColumnHidden(place)}


# the tree


def test_the_selected_model_is_counted_at_the_resolution_of_the_tree(qtbot, page):
    assert page.waiting.message.text() == "The layers are being counted…"
    with qtbot.waitSignal(page.asked) as asked:
        pass
    assert asked.args == [CountTask(0, MIXER)]
    answer(page)
    assert page.tree.isVisible()
    assert rows(page)[:2] == ["Mixer-S/16", "stem"]


def test_parents_come_to_their_children(counted):
    counted.tree.open_to(-1)
    macs = dict(zip(rows(counted), rows(counted, "macs"), strict=False))
    assert (macs["Mixer-S/16"], macs["stem"], macs["mix"]) == ("3.87 M", "2.00 M", "900.00 k")
    assert dict(zip(rows(counted), rows(counted, "share_of_macs"), strict=False))["stem"] == "51.7 %"
    assert len(rows(counted)) == len(LAYERS) + 4, "the network, the list of blocks, and two mixings"


def test_identical_blocks_stay_apart(counted):
    assert [name for name in rows(counted) if name.startswith("blocks.")] == ["blocks.0", "blocks.1"]


def test_roles_have_a_colour_and_a_name(counted, themes):
    mix = row_of(counted, "blocks.0.mix")
    assert cell(mix, "role", counted) == "spatial mixing"
    icon = cell(mix, "role", counted, Qt.ItemDataRole.DecorationRole)
    colour = icon.pixmap(16).toImage().pixelColor(8, 8)
    assert colour.name() == themes.theme.role_colour(Role.SPATIAL_MIXING).name()
    block = row_of(counted, "blocks.0")
    assert cell(block, "role", counted) == "several"
    assert cell(block, "role", counted, Qt.ItemDataRole.DecorationRole) is None


def test_the_peak_of_memory_is_said_in_words(counted):
    texts = {
        path: cell(row_of(counted, path), "held_bytes", counted) for path in ("", "blocks.0", "blocks.1")
    }
    assert texts == {"": "peak within  4.1 kB", "blocks.0": "peak within  4.1 kB", "blocks.1": "0 B"}
    assert cell(row_of(counted, "blocks.0.mix.linear"), "held_bytes", counted) == "peak  4.1 kB"


def test_totals_say_that_nothing_was_lost(counted):
    assert counted.totals.text() == (
        "10 layers sum to 3,870,000 MACs and 223 parameters: the count of the network"
    )
    answer(counted, macs=3_870_001)
    assert "macs -1" in counted.totals.text() and "report" in counted.totals.text()
    assert counted.totals.property("tone") == "bad"


def test_backward_macs_are_shown_for_a_training_step_alone(counted, bench):
    assert "backward_macs" not in visible_columns(counted)
    bench.set_conditions(Conditions(mode="training_step"))
    case = replace(MIXER, conditions=Conditions(mode="training_step"))
    assert "training step" in counted.heading.full_text
    answer(counted, case, [replace(layer, backward_macs=2 * layer.macs) for layer in LAYERS])
    assert "backward_macs" in visible_columns(counted)
    assert cell(row_of(counted, "stem"), "backward_macs", counted) == "4.00 M"


# sorting, searching, opening


def sort(page, column, order=Qt.SortOrder.DescendingOrder):
    page.tree.sortByColumn(section(page, column), order)


def test_siblings_sort_by_number(counted):
    counted.tree.open_to(1)
    sort(counted, "macs", Qt.SortOrder.AscendingOrder)
    assert rows(counted) == ["Mixer-S/16", "head", "blocks", "stem"]
    sort(counted, "macs")
    assert rows(counted) == ["Mixer-S/16", "stem", "blocks", "head"]


def test_a_list_ranks_all_layers_and_sums_to_the_network(qtbot, counted):
    qtbot.mouseClick(counted.bar.as_list, Qt.MouseButton.LeftButton)
    sort(counted, "macs")
    assert rows(counted)[:3] == ["stem", "blocks.0.mix.linear", "blocks.1.mix.linear"]
    nodes = [index.data(NODE_ROLE) for index in shown(counted)]
    assert sum(node.total.macs for node in nodes) == 3_870_000
    assert not counted.bar.levels.isEnabled()
    qtbot.mouseClick(counted.bar.as_list, Qt.MouseButton.LeftButton)
    assert rows(counted)[0] == "Mixer-S/16"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("blocks.1 norm", ["Mixer-S/16", "blocks", "blocks.1", "norm"]),
        ("gelu", ["Mixer-S/16", "blocks", "blocks.0", "mix", "act", "blocks.1", "mix", "act"]),
        ("SPATIAL mixing linear blocks.0", ["Mixer-S/16", "blocks", "blocks.0", "mix", "linear"]),
        ("no such layer", []),
    ],
)
def test_a_search_keeps_what_holds_its_hits(qtbot, counted, text, found):
    qtbot.keyClicks(counted.bar.search, text)
    assert rows(counted) == found


def test_after_a_search_stands_open_what_did_before(qtbot, counted):
    counted.tree.open_to(1)
    counted.tree.expand(row_of(counted, "blocks"))
    before = rows(counted)
    qtbot.keyClicks(counted.bar.search, "gelu")
    counted.bar.search.clear()
    assert rows(counted) == before


def test_levels_open_and_close(counted):
    actions = {action.text(): action for action in counted.bar.levels.menu().actions()}
    actions["The network alone"].trigger()
    assert rows(counted) == ["Mixer-S/16"]
    actions["2 levels" if "2 levels" in actions else "2 level(s)"].trigger()
    assert rows(counted) == ["Mixer-S/16", "stem", "blocks", "blocks.0", "blocks.1", "head"]
    actions["All levels"].trigger()
    assert "linear" in rows(counted)


def test_the_tree_is_walked_by_keyboard(qtbot, counted):
    counted.tree.open_to(1)
    counted.tree.setFocus()
    counted.tree.setCurrentIndex(row_of(counted, "blocks"))
    qtbot.keyClick(counted.tree, Qt.Key.Key_Right)
    assert "blocks.0" in rows(counted)
    qtbot.keyClick(counted.tree, Qt.Key.Key_Left)
    assert "blocks.0" not in rows(counted)


def test_figures_of_another_size_keep_what_stands_open(counted):
    counted.tree.open_to(1)
    counted.tree.expand(row_of(counted, "blocks"))
    before = rows(counted)
    counted.choose_side(448)
    answer(
        counted, replace(MIXER, height=448, width=448), [replace(one, macs=one.macs * 4) for one in LAYERS]
    )
    assert rows(counted) == before
    assert cell(row_of(counted, "stem"), "macs", counted) == "8.00 M"


def test_columns_give_way_to_a_narrow_window_until_someone_chooses(qtbot, counted):
    counted.resize(640, 500)
    qtbot.waitUntil(lambda: "bytes_moved" not in visible_columns(counted))
    assert {"layer", "role", "macs", "share_of_macs"} <= visible_columns(counted)
    counted.bar.columns.menu().aboutToShow.emit()
    moved = next(a for a in counted.bar.columns.menu().actions() if a.text() == "Bytes moved")
    assert not moved.isChecked()
    moved.trigger()
    assert "bytes_moved" in visible_columns(counted)


# times


def test_times_are_shown_once_they_were_asked_for(qtbot, counted):
    assert "total_ms" not in visible_columns(counted)
    with qtbot.waitSignal(counted.asked) as asked:
        qtbot.mouseClick(counted.time_button, Qt.MouseButton.LeftButton)
    assert asked.args == [LayersTask(0, MIXER)]
    assert counted.time_button.text() == "Stop timing" and "clock at every layer" in counted.notice.text()
    counted.take(Answered(LayersTask(0, MIXER), invented_answer(LayersTask(0, MIXER)).times))
    assert {"total_ms", "share_of_time"} <= visible_columns(counted)
    assert cell(row_of(counted, ""), "total_ms", counted) == "10.000"
    assert cell(row_of(counted, "stem"), "share_of_time", counted) not in ("", "–")
    assert (
        counted.notice.text() == "Times are medians of 11 passes of 10 ms; the clocks made them 5.3 % longer"
    )


def test_timing_can_be_stopped(qtbot, counted):
    qtbot.mouseClick(counted.time_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(counted.withdrawn) as withdrawn:
        qtbot.mouseClick(counted.time_button, Qt.MouseButton.LeftButton)
    assert withdrawn.args == [LayersTask(0, MIXER)]
    assert counted.time_button.text() == "Time the layers"


def test_a_run_is_not_disturbed(counted, bench):
    counted.set_running(True)
    assert not counted.time_button.isEnabled()
    bench.select(Model("resmlp_s12"))
    assert counted.waiting.message.text() == "The layers are counted as soon as the run is over."
    counted.set_running(False)
    assert counted.waiting.message.text() == "The layers are being counted…"


# other states


def test_without_a_model_it_says_what_to_do(qtbot, themes, bench):
    bench.select(None)
    page = LayersPage(bench, themes)
    qtbot.addWidget(page)
    assert "Select a model" in page.waiting.message.text()
    assert not page.time_button.isEnabled() and not page.bar.isEnabled()


def test_an_error_stands_in_words_with_a_way_out(qtbot, page):
    page.take(Answered(CountTask(0, MIXER), None, "the worker died while counting"))
    assert page.waiting.message.text() == "the worker died while counting" and page.waiting.again.isVisible()
    with qtbot.waitSignal(page.asked):
        qtbot.mouseClick(page.waiting.again, Qt.MouseButton.LeftButton)
    assert page.waiting.message.text() == "The layers are being counted…"
    assert not page.waiting.again.isVisible()


def test_only_accepted_resolutions_are_offered(page, bench):
    bench.select(Model("maxim_s1"))
    offered = [page.side.itemData(place) for place in range(page.side.count())]
    assert offered == [64, 128, 192, 256, 320, 384, 448, 512]
    assert page.source.case.height == 192, "224 is refused: the nearest that is offered"


def test_another_resolution_is_looked_at_and_told(qtbot, page):
    with qtbot.waitSignal(page.side_changed) as changed:
        page.side.setCurrentIndex(page.side.findData(448))
        page.side.activated.emit(page.side.currentIndex())
    assert changed.args == [448] and page.source.case.height == 448


def test_a_sweep_over_batches_is_looked_at_at_its_resolution_and_smallest_batch(page, bench):
    bench.set_sweep(replace(bench.sweep, axis="batch", values=(4, 2, 8), resolution_px=192))
    assert (page.source.case.batch, page.source.case.height) == (2, 192)
    assert "batch 2" in page.heading.full_text


# copies and files


def clipboard():
    return [line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()]


def test_all_rows_are_copied_in_base_units(qtbot, counted):
    counted.tree.open_to(0)
    counted.tree.setFocus()
    qtbot.keyClick(counted.tree, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    header, *lines = clipboard()
    assert header[:3] == ["layer", "kind", "role"] and {"params", "macs", "held_bytes"} <= set(header)
    assert len(lines) == len(LAYERS) + 4
    stem = dict(zip(header, next(line for line in lines if line[0] == "stem"), strict=True))
    assert (stem["kind"], stem["role"], stem["macs"]) == ("Conv2d", "stem", "2000000")


def test_selected_rows_are_copied_alone(qtbot, counted):
    counted.tree.open_to(-1)
    select = counted.tree.selectionModel()
    for path in ("head", "blocks.0.norm"):
        flags = select.SelectionFlag.Select | select.SelectionFlag.Rows
        select.select(row_of(counted, path), flags)
    counted.tree.copy()
    assert [line[0] for line in clipboard()[1:]] == ["blocks.0.norm", "head"]


def test_a_search_narrows_the_copy_and_markdown_is_read_by_people(qtbot, counted):
    counted.bar.search.setText("stem")
    counted.bar.export.menu().actions()[1].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [part.strip() for part in lines[0].split("|")[1:4]] == ["Layer", "Kind", "Role"]
    assert lines[1].startswith("|:--") and len(lines) == 4
    assert "Mixer-S/16" in lines[2] and "2.00 M" in lines[3]


def test_the_file_holds_every_module(qtbot, counted, tmp_path):
    counted.bar.search.setText("stem")
    with qtbot.waitSignal(counted.saved) as saved:
        counted.save(tmp_path / "layers.csv")
    assert "layers.csv" in saved.args[0]
    with (tmp_path / "layers.csv").open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert len(found) == len(LAYERS) + 4
    assert sum(int(row["macs"] or 0) for row in found) == 3_870_000


def test_the_export_asks_where_to_and_says_why_not(qtbot, counted, tmp_path):
    counted.bar.export.menu().actions()[-1].trigger()
    dialog = counted.findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("mixbench-layers-mixer_s16-224.csv")
    with qtbot.waitSignal(counted.failed) as failed:
        dialog.fileSelected.emit(str(tmp_path / "missing" / "layers.csv"))
    assert "cannot be written" in failed.args[0]
    dialog.reject()


# the whole window


def test_the_window_asks_its_worker(qtbot, qapp, themes, tmp_path):
    window = MainWindow(
        Store(tmp_path / "mixbench.sqlite3"),
        Preferences(tmp_path / "window.ini"),
        themes,
        lambda: ProcessTransport(command=[sys.executable, str(FAKE_WORKER)]),
    )
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    pages = window.findChild(QTabWidget)
    pages.setCurrentWidget(window.pages.layers)
    window.bench.select(Model("gmlp_s"))
    tree = window.pages.layers.tree
    qtbot.waitUntil(lambda: tree.isVisible() and tree.model().index(0, 0).data() == "gMLP-S", timeout=20_000)
    qtbot.mouseClick(window.pages.layers.time_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.pages.layers.source.times is not None, timeout=20_000)

    place = window.pages.layers.side.findData(448)
    window.pages.layers.choose_side(window.pages.layers.side.itemData(place))
    assert window.pages.breakdown.view.figure.here == 448
    window.pages.breakdown.place_chosen.emit(192)
    assert window.pages.layers.source.case.height == 192
    assert tree.model().rowCount(QModelIndex()) == 1
    window.close()
