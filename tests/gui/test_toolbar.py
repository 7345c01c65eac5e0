"""The toolbar: what it says, what its chips change, and what gives way where it is narrow."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from mixbench.core.measurement import Device, Environment
from mixbench.core.model import Conditions
from mixbench.gui.toolbar import Toolbar

ENVIRONMENT = Environment(
    mixbench="0.1.0",
    python="3.11.7",
    torch="2.13.0+cpu",
    platform="Test",
    processor="Imaginary CPU",
    physical_cores=2,
    logical_cores=4,
    memory_bytes=8_000_000_000,
    devices=(
        Device("cpu", "Imaginary CPU", None, ("float32", "bfloat16")),
        Device("cuda:0", "Imaginary GPU", None, ("float32", "bfloat16", "float16")),
    ),
)


@pytest.fixture
def toolbar(qtbot, bench, themes):
    toolbar = Toolbar(bench)
    qtbot.addWidget(toolbar)
    toolbar.resize(1424, 34)
    toolbar.show()
    return toolbar


def lines(chip):
    """The choices that the chip's menu offers as it opens."""
    chip.menu().aboutToShow.emit()
    return {action.text(): action for action in chip.menu().actions() if action.isCheckable()}


def choose(chip, text):
    lines(chip)[text].trigger()


def ticked(chip):
    return [text for text, action in lines(chip).items() if action.isChecked()]


def test_run_and_stop_take_turns(toolbar, qtbot):
    with qtbot.waitSignal(toolbar.run_requested):
        qtbot.mouseClick(toolbar.run_button, Qt.MouseButton.LeftButton)
    assert not toolbar.stop_button.isEnabled()
    toolbar.set_running(True)
    assert not toolbar.run_button.isEnabled()
    with qtbot.waitSignal(toolbar.stop_requested):
        qtbot.mouseClick(toolbar.stop_button, Qt.MouseButton.LeftButton)


def test_the_buttons_tell_the_shortcut_of_the_menu(toolbar):
    assert "Ctrl+R" in toolbar.run_button.toolTip()
    assert "Ctrl+." in toolbar.stop_button.toolTip()


def test_devices_and_threads_come_from_the_worker(toolbar, bench):
    toolbar.set_environment(ENVIRONMENT)
    assert toolbar.chips.device.text() == "CPU · 4 threads"
    assert {"CPU: Imaginary CPU", "cuda:0: Imaginary GPU", "1", "4", "all cores"} <= set(
        lines(toolbar.chips.device)
    )
    assert "5" not in lines(toolbar.chips.device)
    choose(toolbar.chips.device, "2")
    assert bench.sweep.conditions.threads == 2
    assert toolbar.chips.device.text() == "CPU · 2 threads"
    assert ticked(toolbar.chips.device) == ["CPU: Imaginary CPU", "2"]


def test_a_data_type_that_the_new_device_lacks_gives_way(toolbar, bench):
    toolbar.set_environment(ENVIRONMENT)
    choose(toolbar.chips.device, "cuda:0: Imaginary GPU")
    choose(toolbar.chips.dtype, "float16")
    assert bench.sweep.conditions == Conditions("cuda:0", "float16")
    assert "2" not in lines(toolbar.chips.device), "a GPU is not asked for threads"
    choose(toolbar.chips.device, "CPU: Imaginary CPU")
    assert bench.sweep.conditions == Conditions("cpu", "float32")
    assert "float16" not in lines(toolbar.chips.dtype)


def test_a_device_of_another_machine_is_said_to_be_absent(toolbar, bench):
    bench.set_conditions(Conditions("cuda:7"))
    toolbar.set_environment(ENVIRONMENT)
    assert "cuda:7 is not on this machine" in toolbar.chips.device.toolTip()


def test_precision_layout_and_batch_are_chosen_at_their_chips(toolbar, bench):
    choose(toolbar.chips.precision, "publish: ±0.5 %, at most 120 s a case, in 3 processes or more")
    choose(toolbar.chips.layout, "channels last")
    choose(toolbar.chips.batch, "16")
    assert (bench.sweep.precision, bench.sweep.conditions.layout, bench.sweep.batch) == (
        "publish",
        "channels_last",
        16,
    )
    assert toolbar.chips.precision.text() == "target ±0.5 %"
    assert toolbar.chips.batch.text() == "batch 16"


def test_a_batch_of_the_bench_that_is_not_a_power_of_two_is_offered(toolbar, bench):
    bench.set_sweep(replace(bench.sweep, batch=12))
    assert ticked(toolbar.chips.batch) == ["12"]


def test_where_the_batch_is_the_axis_its_chip_says_so(toolbar, bench):
    bench.set_sweep(replace(bench.sweep, axis="batch", values=(1, 8)))
    assert toolbar.chips.batch.text() == "batch: axis"
    assert not toolbar.chips.batch.isEnabled()


def test_the_machine_is_quiet_or_busy(toolbar):
    toolbar.set_load(0.04)
    assert (toolbar.load.text, toolbar.load.tone) == ("machine quiet", "good")
    toolbar.set_load(0.43)
    assert (toolbar.load.text, toolbar.load.tone) == ("machine busy: 43 %", "warning")


@pytest.mark.parametrize("state", ["stopped", "starting", "idle", "busy", "cancelling", "broken"])
def test_every_state_of_the_engine_has_a_word_and_its_sentence(toolbar, state):
    toolbar.set_engine(state, "a sentence")
    assert toolbar.engine.text
    assert toolbar.engine.toolTip() == "a sentence"


def test_nothing_is_cut_at_1280_px_and_what_holds_anyway_is_hidden(toolbar, qtbot):
    toolbar.set_environment(ENVIRONMENT)
    toolbar.set_running(True)
    toolbar.set_progress(25, 40, "25 of 40 points · 1 min 10 s left")
    toolbar.set_load(0.43)
    toolbar.set_engine("busy", "timing")
    toolbar.resize(1264, 34)
    everything = [toolbar.run_button, toolbar.stop_button, *toolbar.chips.shown, toolbar.engine, toolbar.load]
    shown = [widget for widget in everything if widget.isVisible()]
    assert all(widget.width() >= widget.sizeHint().width() for widget in shown)
    assert toolbar.load.geometry().right() <= toolbar.width()
    told = toolbar.progress_text
    qtbot.waitUntil(lambda: told.text() == told.full_text == "25 of 40 points · 1 min 10 s left")
    assert not toolbar.chips.layout.isVisible() and not toolbar.progress_bar.isVisible()
    assert toolbar.chips.device.isVisible() and toolbar.chips.mode.isVisible()


def test_an_unusual_layout_is_never_hidden(toolbar, bench):
    toolbar.set_environment(ENVIRONMENT)
    choose(toolbar.chips.layout, "channels last")
    toolbar.resize(1120, 34)
    assert toolbar.chips.layout.isVisible()


def test_a_training_step_and_a_compiled_network_are_chosen_and_never_hidden(toolbar, bench):
    toolbar.set_environment(ENVIRONMENT)
    choose(toolbar.chips.mode, "training step")
    choose(toolbar.chips.runtime, "torch.compile")
    assert (bench.sweep.conditions.mode, bench.sweep.conditions.runtime) == ("training_step", "compile")
    assert bench.plan().cases()[0].conditions == bench.sweep.conditions
    assert (toolbar.chips.mode.text(), toolbar.chips.runtime.text()) == ("training step", "torch.compile")
    toolbar.set_running(True)
    toolbar.set_progress(25, 40, "25 of 40 points · 1 min 10 s left")
    toolbar.set_load(0.43)
    assert toolbar.chips.mode.isVisible() and toolbar.chips.runtime.isVisible()
    choose(toolbar.chips.runtime, "eager")
    toolbar.resize(1120, 34)
    assert toolbar.chips.mode.isVisible() and not toolbar.chips.runtime.isVisible()


def test_a_cuda_graph_wants_a_cuda_device_and_says_so(toolbar, bench):
    refused = lines(toolbar.chips.runtime)["CUDA graph"]
    assert not refused.isEnabled() and "this machine has none" in refused.toolTip()
    toolbar.set_environment(ENVIRONMENT)
    refused = lines(toolbar.chips.runtime)["CUDA graph"]
    assert not refused.isEnabled() and "choose one" in refused.toolTip()
    choose(toolbar.chips.device, "cuda:0: Imaginary GPU")
    choose(toolbar.chips.runtime, "CUDA graph")
    assert bench.sweep.conditions.runtime == "cuda_graph"
    choose(toolbar.chips.mode, "training step")
    assert bench.sweep.conditions == Conditions("cuda:0", mode="training_step"), "a graph holds no step"
    assert "forward pass" in lines(toolbar.chips.runtime)["CUDA graph"].toolTip()
    choose(toolbar.chips.mode, "inference")
    choose(toolbar.chips.runtime, "CUDA graph")
    choose(toolbar.chips.device, "CPU: Imaginary CPU")
    assert bench.sweep.conditions == Conditions(), "a CPU has no graphs to replay"


def test_a_long_sentence_is_elided_with_the_whole_in_the_tooltip(toolbar):
    sentence = "a sentence that is much longer than the toolbar could ever show in one line " * 3
    toolbar.set_progress(1, 2, sentence)
    assert toolbar.progress_text.text().endswith("…")
    assert toolbar.progress_text.toolTip() == sentence


def test_every_control_has_a_name_for_screen_readers(toolbar):
    chips = [toolbar.chips.device, toolbar.chips.dtype, toolbar.chips.batch, toolbar.chips.precision]
    chips += [toolbar.chips.runtime, toolbar.chips.mode]
    named = [*chips, toolbar.chips.layout, toolbar.progress_bar, toolbar.engine, toolbar.load]
    assert all(widget.accessibleName() for widget in named)


def test_pause_becomes_go_on_and_back(toolbar, qtbot):
    assert not toolbar.pause_button.isEnabled()
    toolbar.set_running(True)
    with qtbot.waitSignal(toolbar.pause_requested) as asked:
        qtbot.mouseClick(toolbar.pause_button, Qt.MouseButton.LeftButton)
    assert asked.args == [True]
    toolbar.set_paused(True)
    toolbar.set_engine("paused", "paused; every completed round is kept")
    assert toolbar.pause_button.text() == "Go on" and toolbar.engine.text == "paused"
    toolbar.set_paused(False)
    assert toolbar.pause_button.text() == "Pause" and not toolbar.pause_button.isChecked()
