"""The inspector: what is known of a point, and every difference explained to zero."""

from __future__ import annotations

import ast
import shlex
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from mixbench.core.cost import OperatorCount, Witness
from mixbench.core.measurement import Status
from mixbench.core.model import Case, Conditions, Model
from mixbench.gui.inspection import inspect_item, inspect_model
from mixbench.gui.inspector import Inspector
from mixbench.gui.reproduction import command_line, snippet, wrapped
from mixbench.jobs.events import ItemState

MIXER = Case(
    Model("mixer_s16", {"token_width_mode": "proportional", "depth": 4}), 448, 448, 2,
    Conditions(threads=2, layout="channels_last", dtype="bfloat16"),
)  # fmt: skip


@pytest.fixture
def item(bench, finished):
    """ResMLP-S12 at 448 px, finished."""
    items = finished(bench)
    return next(i for i in items if i.case.model == Model("resmlp_s12") and i.case.height == 448)


@pytest.fixture
def inspector(qtbot, bench, themes):
    inspector = Inspector(bench, themes)
    qtbot.addWidget(inspector)
    inspector.resize(264, 600)
    inspector.show()
    return inspector


def facts(found, title):
    (section,) = [section for section in found.sections if section.title == title]
    return section.facts


def with_cost(item, **changes):
    cost = replace(item.measurement.cost, **changes)
    return replace(item, measurement=replace(item.measurement, cost=cost))


# what is said


def test_cost_is_what_the_paper_of_the_model_implies(item):
    """ResMLP-S12 at 448 px: 784 tokens, 12 blocks, 384 channels; spatial 12 * 384 * 784^2."""
    values = {fact.name: fact.value for fact in facts(inspect_item(item), "Cost")}
    assert values["MACs"] == "14.162 G"
    assert values["of that spatial"] == "2.832 G · 20 %"
    assert values["Parameters"] == "22.3 M"


def test_witnesses_that_agree_are_green(item):
    found = {fact.name: fact for fact in facts(inspect_item(item), "Four witnesses")}
    assert [found[name].tone for name in ("law", "count", "torch", "fvcore")] == ["good"] * 3 + ["neutral"]


def test_fvcores_difference_is_explained_by_name(item):
    below = facts(inspect_item(item), "Four witnesses")[-1]
    assert (below.name.strip(), below.value) == ("adds layer norm, adaptive avg pool2d", "+1.500 k")
    assert below.tone == "neutral" and "1,000" in below.tooltip


def test_what_fvcore_leaves_out_is_named(item):
    macs = item.measurement.cost.count.macs
    lossy = Witness(
        "fvcore", macs - 10**9 + 1000, extra={"layer_norm": 1000}, dropped={"aten::_convolution_mode": 16}
    )
    below = facts(inspect_item(with_cost(item, fvcore=lossy)), "Four witnesses")[-1]
    assert below.name.strip() == "leaves out 16 × convolution mode"
    assert (below.value, below.tone) == ("−1.000 G", "neutral")


@pytest.mark.parametrize(
    ("which", "witness"),
    [
        ("torch", Witness("torch", 14162058239)),
        ("fvcore", Witness("fvcore", 14162058241)),
        ("fvcore", Witness("fvcore", 14162058240 - 7, extra={"layer_norm": 1})),
    ],
)
def test_what_is_not_explained_is_red(item, which, witness):
    others = {"torch": item.measurement.cost.torch, "fvcore": None} | {which: witness}
    last = facts(inspect_item(with_cost(item, **others)), "Four witnesses")[-1]
    assert (last.name.strip(), last.tone) == ("unexplained", "bad")
    assert abs(int(last.tooltip.replace(",", ""))) in (1, 8)


def test_a_witness_that_could_not_be_asked_says_why(item):
    silent = with_cost(item, fvcore=Witness("fvcore", None, "fvcore is not installed"))
    assert facts(inspect_item(silent), "Four witnesses")[-1].name == "fvcore is not installed"


def test_operators_without_a_rule_are_never_silent(item):
    count = replace(item.measurement.cost.count, unknown=(OperatorCount("aten::strange", 3),))
    warned = [
        f for f in facts(inspect_item(with_cost(item, count=count)), "Four witnesses") if f.tone == "warning"
    ]
    assert "3 × strange" in warned[0].name


def test_timing_in_words(item):
    values = {fact.name: fact.value for fact in facts(inspect_item(item), "Timing")}
    assert values["Median"] == "141.6 ms ± 1.0 %"
    assert values["p5 – p95"] == "140.2 – 144.5 ms"
    assert values["Samples"] == "5 rounds × 3, 1 marked"
    assert values["Stopped"] == "within ± 1.0 %"


def test_an_unstable_timing_gives_its_reasons(item):
    timing = replace(item.measurement.timing, reasons=("other processes took 12 % of the cores",))
    shaky = replace(item, measurement=replace(item.measurement, status=Status.UNSTABLE, timing=timing))
    found = inspect_item(shaky)
    assert found.state.tone == "warning"
    assert facts(found, "Timing")[-1].name == "other processes took 12 % of the cores"


def test_a_failure_says_its_sentence(item):
    failed = replace(item.measurement, status=Status.FAILED, error="it needs 9 GB", cost=None, timing=None)
    found = inspect_item(replace(item, measurement=failed))
    assert "it needs 9 GB" in found.state.name and found.state.tone == "bad"
    assert [section.title for section in found.sections] == ["Cost", "Law of one block"]


def test_a_point_that_is_being_refined_shows_what_is_known_so_far(item):
    running = replace(
        item, state=ItemState.REFINING, measurement=None, estimate=item.measurement.timing.estimate
    )
    found = inspect_item(running)
    assert facts(found, "Timing")[-1].value == "5 rounds so far"
    assert facts(found, "Cost")[0].value == "22.3 M"


def test_a_model_alone_is_described_by_its_law():
    found = inspect_model(Model("resmlp_s12"), 224)
    assert found.title == "ResMLP-S12 · 224 px"
    assert found.paper == "Touvron et al. 2021, arXiv 2105.03404"
    assert {fact.name: fact.value for fact in facts(found, "Cost")}["Tokens, first stage"] == "196"


def test_a_size_that_is_refused_says_why_instead_of_a_cost():
    found = inspect_model(Model("resmlp_s12"), 250)
    assert "16 does not divide 250" in found.state.name
    assert "Cost" not in [section.title for section in found.sections]


# repeating it


def test_the_command_names_every_condition():
    words = shlex.split(command_line(MIXER, "publish"))
    assert words[:3] == ["mixbench", "profile", "mixer_s16"]
    pairs = set(zip(words[3::2], words[4::2], strict=True))
    assert pairs == {
        ("--resolution", "448"),
        ("--batch", "2"),
        ("--device", "cpu"),
        ("--dtype", "bfloat16"),
        ("--layout", "channels_last"),
        ("--threads", "2"),
        ("--precision", "publish"),
        ("--set", "depth=4"),
        ("--set", "token_width_mode=proportional"),
    }


def test_the_wrapped_command_is_the_same_to_a_shell():
    command = command_line(MIXER, "publish")
    shown = wrapped(command)
    assert max(map(len, shown.splitlines())) <= 44
    assert shlex.split(shown.replace("\\\n", "")) == shlex.split(command)


def test_the_snippet_builds_that_very_network():
    tree = ast.parse(snippet(MIXER))
    (call,) = [
        n for n in ast.walk(tree) if isinstance(n, ast.Call) and getattr(n.func, "attr", "") == "build"
    ]
    assert ast.literal_eval(call.args[0]) == "mixer_s16"
    named = {word.arg: ast.literal_eval(word.value) for word in call.keywords}
    assert named == {"image_size": 448, "depth": 4, "token_width_mode": "proportional"}
    assert "randn(2, 3, 448, 448)" in snippet(MIXER)


# the panel


def texts(inspector):
    return [label.text() for label in inspector.findChildren(QLabel) if not label.isHidden()]


def test_the_chosen_point_is_shown_and_followed(qtbot, inspector, bench, item):
    bench.show_items("s", [item])
    assert inspector.heading.text() == "CycleMLP-B1 · 224 px"
    bench.choose_point(item.number)
    assert inspector.heading.text() == "ResMLP-S12 · 448 px"
    qtbot.waitUntil(lambda: {"14.162 G", "verified", "141.6 ms ± 1.0 %"} <= set(texts(inspector)))
    assert inspector.strip.isVisible()
    lost = replace(item.measurement, status=Status.CRASHED, error="the worker died", timing=None, rounds=())
    bench.put_item(replace(item, measurement=lost))
    assert "the worker died" in inspector.state.text()
    assert not inspector.strip.isVisible()


def test_without_a_point_the_selected_model_is_shown(inspector, bench):
    bench.select(Model("mixer_s16"))
    assert inspector.heading.text() == "Mixer-S/16 · 224 px"
    bench.select(None)
    assert "Select a model" in inspector.state.text()
    assert not inspector.command.isVisible()


def test_every_text_can_be_selected(inspector, bench, item):
    bench.show_items("s", [item])
    bench.choose_point(item.number)
    for label in (
        inspector.heading,
        inspector.paper,
        inspector.state,
        inspector.command.text,
        inspector.code.text,
    ):
        assert label.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_the_copy_buttons_copy(qtbot, inspector, bench, item):
    bench.show_items("s", [item])
    bench.choose_point(item.number)
    qtbot.mouseClick(inspector.command.button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == command_line(item.case)
    qtbot.mouseClick(inspector.code.button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == snippet(item.case)


def test_marked_samples_are_told_apart(inspector, bench, item):
    bench.show_items("s", [item])
    bench.choose_point(item.number)
    dots = inspector.strip.dots()
    assert len(dots) == 15 and sum(marked for _, marked in dots) == 1
    assert all(inspector.strip.rect().contains(place.toPoint()) for place, _ in dots)
    assert "1 disturbed" in inspector.strip.toolTip()


def test_nothing_is_wider_than_the_panel(qtbot, inspector, bench, item):
    deep = replace(
        item.measurement.cost.count.memory, peak_layer="stages.2.blocks.13.spatial_mixing.projection"
    )
    count = replace(item.measurement.cost.count, memory=deep)
    bench.show_items("s", [with_cost(item, count=count)])
    bench.choose_point(item.number)
    qtbot.wait(20)
    content = inspector.scroll_area.widget()
    assert content.width() <= inspector.scroll_area.viewport().width()
    for label in content.findChildren(QLabel):
        if not label.isHidden():
            assert label.mapTo(content, label.rect().topRight()).x() <= content.width()
