"""The inspector: what is known of a point, and every difference explained to zero."""

from __future__ import annotations

import ast
import json
import shlex
import subprocess
import sys
from dataclasses import replace
from itertools import pairwise

import pytest
import typer
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from mixbench.catalog import registry
from mixbench.cli.application import app
from mixbench.core.cost import Cause, OperatorCount, Witness
from mixbench.core.measurement import GLIMPSE, Device, DeviceState, Environment, Round, Status
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roofs import Roof
from mixbench.gui.inspection import inspect_item, inspect_model
from mixbench.gui.inspector import Inspector
from mixbench.jobs.events import ItemState
from mixbench.report.reproduction import command_line, duel_command, snippet, wrapped

MIXER = Case(
    Model("mixer_s16", {"token_width_mode": "proportional", "depth": 4}), 448, 448, 2,
    Conditions(threads=2, layout="channels_last", dtype="bfloat16"),
)  # fmt: skip


HERE = Environment(
    "1.0", "3.12.1", "2.13.0", "Linux", "A fast one", 4, 8, 64 * 10**9,
    (Device("cpu", "A fast one"), Device("cuda:0", "H200")),
    cuda="12.8", governor="performance", on_battery=True, settings={"matmul": "high"}, default_threads=4,
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


def test_each_cause_of_a_difference_is_a_line_and_what_they_leave_is_red(item):
    macs = item.measurement.cost.count.macs
    causes = (
        Cause("left_out", "lstm", 2, -3_000_000, "no formula"),
        Cause("counted_otherwise", "einsum", 1, 40_000, "four digits"),
    )
    witness = Witness("fvcore", macs - 2_960_000 + 7_000, causes=causes)
    *_, lstm, einsum, rest = facts(inspect_item(with_cost(item, fvcore=witness)), "Four witnesses")
    assert (lstm.name.strip(), lstm.value) == ("leaves out 2 × lstm", "−3.000 M")
    assert (einsum.name.strip(), einsum.value) == ("counts 1 × einsum otherwise", "+40.000 k")
    assert einsum.tooltip.startswith("four digits")
    assert (rest.name.strip(), rest.value, rest.tone) == ("unexplained", "+7.000 k", "bad")


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
    told = [(fact.name, fact.tone) for fact in facts(found, "What to know of it")]
    assert told == [("other processes took 12 % of the cores", "warning")]


def test_what_was_seen_before_a_timing_is_told_and_costs_no_badge(item):
    timing = replace(item.measurement.timing, warnings=("the machine runs on its battery",))
    found = inspect_item(replace(item, measurement=replace(item.measurement, timing=timing)))
    assert [(f.name, f.tone) for f in facts(found, "What to know of it")] == [
        ("the machine runs on its battery", "neutral")
    ]
    assert found.state.tone == "good"


def with_timing(item, **changes):
    timing = replace(item.measurement.timing, **changes)
    return replace(item, measurement=replace(item.measurement, timing=timing))


def test_the_parts_of_a_training_step_stand_with_their_shares(item):
    parts = {"forward": 30.0, "backward": 60.0, "optimizer": 10.0}
    found = {
        fact.name: fact.value
        for fact in facts(inspect_item(with_timing(item, phases_ms=parts)), "Training step")
    }
    assert found == {"Forward": "30 ms · 30 %", "Backward": "60 ms · 60 %", "Optimizer": "10 ms · 10 %"}


def test_compiling_stands_apart(item):
    values = {
        fact.name: fact.value
        for fact in facts(inspect_item(with_timing(item, compile_ms=41_250.0)), "Timing")
    }
    assert values["Compiling"] == "41.2 s"
    assert values["First call"] == "283.2 ms"


def test_a_launch_bound_timing_is_explained_and_offered_a_graph(item):
    slow = with_timing(item, end_to_end_ms=2 * item.measurement.timing.estimate.median_ms)
    told = facts(inspect_item(slow), "What to know of it")
    assert told[0].name.startswith("launch-bound: a call takes 2.0 ×") and told[0].tone == "warning"
    assert "CUDA graph" in told[1].name
    graph = replace(slow.case, conditions=replace(slow.case.conditions, runtime="cuda_graph"))
    replayed = replace(slow, measurement=replace(slow.measurement, case=graph))
    assert len(facts(inspect_item(replayed), "What to know of it")) == 1
    near = with_timing(item, end_to_end_ms=1.1 * item.measurement.timing.estimate.median_ms)
    assert "What to know of it" not in [section.title for section in inspect_item(near).sections]


def test_the_share_of_the_roof_is_that_of_the_rate(item):
    """1e8 MACs a millisecond are 1e11 a second, a fifth of the roof."""
    found = inspect_item(item, Roof("cpu", "float32", 2, 5e11, 1e10))
    values = {fact.name: fact.value for fact in facts(found, "Machine")}
    assert (values["Rate"], values["Share of the roof"]) == ("100.00 GMACs/s", "20.0 %")
    assert "Share of the roof" not in [fact.name for fact in facts(inspect_item(item), "Machine")]


def test_a_device_that_was_held_back_says_by_what(item):
    cool, hot = DeviceState(1980.0, 1980.0, 400.0, 60.0), DeviceState(1500.0, 1980.0, 690.0, 84.0, ("heat",))
    rounds = [replace(one, device=hot if one.number == 3 else cool) for one in item.measurement.rounds]
    shaky = replace(item, measurement=replace(item.measurement, rounds=tuple(rounds)))
    found = {fact.name: fact for fact in facts(inspect_item(shaky), "Machine")}
    assert found["Clock"].value == "1500 – 1980 MHz" and found["Power"].value == "400 – 690 W"
    assert (found["Held back by"].value, found["Held back by"].tone) == ("heat", "warning")


def test_visits_and_processes_are_told_where_there_were_several(item):
    rounds = [replace(one, visit=(one.number + 1) // 2) for one in item.measurement.rounds]
    several = replace(item, measurement=replace(item.measurement, rounds=tuple(rounds)))
    assert {f.name: f.value for f in facts(inspect_item(several), "Timing")}["Visits"] == "3"
    fresh = tuple(replace(one, process=one.visit) for one in rounds)
    published = replace(item, measurement=replace(item.measurement, rounds=fresh))
    assert {f.name: f.value for f in facts(inspect_item(published), "Timing")}["Visits"] == "3 in 3 processes"
    assert "Visits" not in {f.name for f in facts(inspect_item(item), "Timing")}


def test_a_first_look_is_said_to_be_one_and_counts_for_nothing(item):
    look = Round(GLIMPSE, (7.0, 8.0, 90.0), (False,) * 3)
    seen = replace(item.measurement, status=Status.CANCELLED, timing=None, rounds=(look,))
    waiting = replace(item, state=ItemState.COARSE, measurement=seen)
    assert [(f.name, f.value) for f in facts(inspect_item(waiting), "Timing")] == [("First look", "8 ms")]
    later = replace(item, measurement=replace(item.measurement, rounds=(look, *item.measurement.rounds)))
    assert facts(inspect_item(later), "Timing") == facts(inspect_item(item), "Timing")


def test_forecast_and_measured_memory_are_compared(item):
    forecast = item.measurement.cost.count.memory
    near = with_cost(item, peak_memory_bytes=round(forecast.activation_bytes * 1.01))
    far = with_cost(item, peak_memory_bytes=round(forecast.activation_bytes * 0.9))
    one, other = (
        next(fact for fact in facts(inspect_item(found), "Memory") if fact.name == "measured − forecast")
        for found in (near, far)
    )
    assert (one.value, one.tone) == ("+1.0 %", "good")
    assert (other.value, other.tone) == ("−10.0 %", "warning")


def test_all_that_a_training_step_must_fit_is_listed(item):
    step = replace(
        item.measurement.cost.count.memory,
        activation_bytes=10**8, weight_bytes=10**7, gradient_bytes=10**7, optimizer_bytes=2 * 10**7,
        peak_phase="backward",
    )  # fmt: skip
    count = replace(item.measurement.cost.count, memory=step)
    values = {fact.name: fact.value for fact in facts(inspect_item(with_cost(item, count=count)), "Memory")}
    assert values["Optimizer's state"] == "20.0 MB" and values["of that gradients"] == "10.0 MB"
    assert values["All that must fit"] == "130.0 MB"
    assert values["on the way back, in layer"] == "blocks.0.mix"


def test_a_failure_says_its_sentence(item):
    failed = replace(item.measurement, status=Status.FAILED, error="it needs 9 GB", cost=None, timing=None)
    found = inspect_item(replace(item, measurement=failed))
    assert "it needs 9 GB" in found.state.name and found.state.tone == "bad"
    assert [section.title for section in found.sections] == ["Cost", "Conditions", "Law of one block"]


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


def test_runtime_and_mode_are_in_the_command_where_they_are_unusual():
    case = replace(MIXER, conditions=Conditions(runtime="compile", mode="training_step"))
    words = shlex.split(command_line(case))
    assert {("--runtime", "compile"), ("--mode", "training_step")} <= set(pairwise(words))
    assert not {"--runtime", "--mode", "--layout"} & set(
        shlex.split(command_line(replace(case, conditions=Conditions())))
    )


@pytest.mark.parametrize(
    ("changes", "named", "option"),
    [
        ({"model": Model("resmlp_s12", {"depth": 4})}, ("mixer_s16", "resmlp_s12:depth=4"), ("--batch", "1")),
        ({"height": 96, "width": 64}, ("mixer_s16",), ("--resolution", "224,96x64")),
        ({"conditions": Conditions(runtime="compile")}, ("mixer_s16",), ("--runtime", "eager,compile")),
        ({}, ("mixer_s16", "mixer_s16"), ("--resolution", "224")),
    ],
)
def test_the_command_of_a_duel_is_one_that_the_program_takes(changes, named, option):
    one = Case(Model("mixer_s16"), 224, 224)
    words = shlex.split(duel_command(one, replace(one, **changes), "quick"))
    assert tuple(words[2 : 2 + len(named)]) == named
    assert {option, ("--precision", "quick")} <= set(pairwise(words))
    command = typer.main.get_command(app).commands["duel"]
    command.make_context("duel", words[2:])  # raises where the command line is wrong


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


SNIPPETS = {
    "inference": Case(
        Model("mixer_s16", {"depth": 1, "token_width_mode": "proportional"}), 32, 32, 2,
        Conditions(dtype="bfloat16", threads=1, layout="channels_last"),
    ),
    "wide": Case(Model("cyclemlp_b1", {"depths": (1, 1, 1, 1), "reweight": False}), 32, 64, 3),
    "step": Case(Model("cyclemlp_b1"), 32, 32, 2, Conditions(mode="training_step")),
    "restoration": Case(Model("maxim_s1"), 64, 64, 1, Conditions(mode="training_step")),
}  # fmt: skip


def test_the_snippets_run_that_very_case():
    """In one process of Python: the network has the parameters of the law, the input is the case's, and a
    training step changes the weights."""
    script = """
import json, sys
import torch
for name, text in json.load(sys.stdin).items():
    seen = {}
    exec(text, seen)
    net, x = seen["net"], seen["x"]
    assert not any(weight.grad is not None for weight in net.parameters()), name
    done = list(seen["y"].shape) if "y" in seen else len(seen["adamw"].state) > 0
    print(json.dumps([
        name, sum(weight.numel() for weight in net.parameters()), list(x.shape), str(x.dtype),
        str(next(net.parameters()).dtype), x.is_contiguous(memory_format=torch.channels_last),
        torch.get_num_threads() if name == "inference" else 0, done,
    ]))
"""
    texts = {name: snippet(case) for name, case in SNIPPETS.items()}
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(texts), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    lines = {name: rest for name, *rest in map(json.loads, done.stdout.splitlines())}
    params = {
        name: registry.resolve(case.model).law(case.height, case.width).params
        for name, case in SNIPPETS.items()
    }
    half, full = ["torch.bfloat16"] * 2, ["torch.float32"] * 2
    assert lines == {
        "inference": [params["inference"], [2, 3, 32, 32], *half, True, 1, [2, 1000]],
        "wide": [params["wide"], [3, 3, 32, 64], *full, False, 0, [3, 1000]],
        "step": [params["step"], [2, 3, 32, 32], *full, False, 0, True],
        "restoration": [params["restoration"], [1, 3, 64, 64], *full, False, 0, True],
    }


def test_no_line_of_a_snippet_is_wider_than_the_panel():
    texts = [snippet(SNIPPETS[name]) for name in ("step", "restoration")]
    assert max(len(line) for text in texts for line in text.splitlines()) <= 36


def test_runtimes_are_in_the_snippet():
    assert "net = torch.compile(net)" in snippet(replace(MIXER, conditions=Conditions(runtime="compile")))
    graph = snippet(replace(MIXER, conditions=Conditions("cuda:0", runtime="cuda_graph")))
    assert "graph.replay()" in graph
    ast.parse(graph)


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


def test_all_of_it_is_copied_as_text(qtbot, inspector, bench, item):
    bench.show_items("s", [item])
    bench.set_environment(HERE)
    bench.choose_point(item.number)
    qtbot.mouseClick(inspector.copy_button, Qt.MouseButton.LeftButton)
    text = QGuiApplication.clipboard().text()
    assert text.startswith("ResMLP-S12 · 448 px\nTouvron et al. 2021")
    for part in ("MACs: 14.162 G", "Median: 141.6 ms ± 1.0 %", "torch: 2.13.0", "Runs on: battery"):
        assert part in text.splitlines()
    assert command_line(item.case) in text and snippet(item.case) in text


def test_the_conditions_and_the_environment_are_complete(item):
    """Every field of both is told, or stands at its own place."""
    conditions = Conditions("cuda:0", "bfloat16", "channels_last", "compile", "training_step")
    case = replace(item.case, batch=8, conditions=conditions)
    there = replace(item, case=case)
    values = {fact.name: fact.value for fact in facts(inspect_item(there, None, HERE), "Conditions")}
    assert values == {
        "Batch": "8", "Device": "cuda:0", "Data type": "bfloat16", "Memory layout": "channels last",
        "Runtime": "torch.compile", "Mode": "training step",
    }  # fmt: skip
    told = {fact.value for fact in facts(inspect_item(there, None, HERE), "Environment")}
    assert told == {
        "H200", "A fast one", "4 physical, 8 logical", "4", "64.0 GB", "performance", "battery", "2.13.0",
        "12.8", "3.12.1", "1.0", "Linux", "high",
    }  # fmt: skip


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
