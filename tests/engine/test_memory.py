"""The forecast of live tensors against hand counts and against real passes; shortage before running."""

from __future__ import annotations

import subprocess
import sys
from textwrap import dedent

import pytest
import torch
from samples import FAMILIES, small, smallest_side
from torch import nn

from mixbench.catalog.registry import changed
from mixbench.core.cost import MemoryForecast
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building, memory
from mixbench.engine.building import Subject
from mixbench.engine.counting import count, count_case, count_step

#: Threads that wait for one another beside a busy process take many times as long.
pytestmark = pytest.mark.usefixtures("one_thread")

IMAGE = (2, 3, 8, 12)
INPUT = 4 * 2 * 3 * 8 * 12


def real_peak(network):
    case = Case(Model("hand-made"), IMAGE[2], IMAGE[3], IMAGE[0])
    return memory.measured_peak(Subject(case, network.eval(), torch.zeros(IMAGE)))


def test_a_chain_by_hand():
    # input 3 planes, convolution 8, activation 8: the input is held by the caller all along
    network = nn.Sequential(nn.Conv2d(3, 8, 1), nn.GELU(), nn.Conv2d(8, 1, 1))
    plane = INPUT // 3
    forecast = count(network.to("meta"), IMAGE).memory
    assert forecast.activation_bytes == (3 + 8 + 8) * plane
    assert (forecast.peak_layer, forecast.peak_operator) == ("1", "gelu")
    assert forecast.weight_bytes == 4 * (3 * 8 + 8 + 8 + 1)


def test_a_skip_connection_keeps_its_input_alive():
    class Skip(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.second = nn.Conv2d(3, 6, 1), nn.Conv2d(6, 6, 1)

        def forward(self, image):
            x = self.first(image)
            return x + self.second(x).relu_()

    plane = INPUT // 3
    forecast = count(Skip().to("meta"), IMAGE).memory
    # input 3, skip 6, branch 6 (its activation in place), sum 6
    assert forecast.activation_bytes == (3 + 6 + 6 + 6) * plane
    assert forecast.peak_operator == "add"
    assert real_peak(Skip()) == forecast.activation_bytes


@pytest.mark.parametrize(
    "network",
    [
        nn.Sequential(nn.Conv2d(3, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), nn.AdaptiveAvgPool2d(1)),
        nn.Sequential(nn.Flatten(2), nn.Linear(96, 50), nn.LayerNorm(50), nn.Softmax(-1)),
        nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1, padding_mode="circular"), nn.MaxPool2d(2), nn.Hardswish()
        ),
        nn.Sequential(nn.ConvTranspose2d(3, 4, 2, stride=2), nn.GroupNorm(2, 4), nn.SiLU(inplace=True)),
    ],
    ids=["convolution", "tokens", "padded", "transposed"],
)
def test_forecast_equals_the_live_tensors_of_a_real_pass(network):
    forecast = count(network.to("meta").eval(), IMAGE).memory.activation_bytes
    assert real_peak(network.to_empty(device="cpu")) == forecast


def test_the_first_forecast_of_a_process_is_no_other_than_the_second():
    """Torch loads parts of its meta kernels when they are first called, and cycles are not collected."""
    program = """
        from torch import nn
        from mixbench.engine.counting import count_step

        network = nn.Sequential(nn.Flatten(2), nn.LayerNorm(96), nn.Linear(96, 5), nn.Flatten())
        first, second = (count_step(network.to("meta"), (2, 3, 8, 12)).memory for _ in range(2))
        assert first == second, (first, second)
    """
    subprocess.run([sys.executable, "-c", dedent(program)], check=True)


def small_case(family, mode, dtype="float32", layout="contiguous"):
    resolved = small(FAMILIES[family])
    side = smallest_side(resolved)
    conditions = Conditions(mode=mode, dtype=dtype, layout=layout)
    return Case(Model(resolved.variant.id, changed(resolved)), side, side, 2, conditions)


@pytest.mark.parametrize("mode", ["inference", "training_step"])
@pytest.mark.parametrize("family", FAMILIES)
def test_forecast_equals_the_real_pass_and_step_of_every_family(family, mode):
    case = small_case(family, mode)
    assert memory.measured_peak(building.subject(case)) == count_case(case).memory.activation_bytes


def test_a_network_whose_step_was_measured_is_ready_for_a_pass_again():
    subject = building.subject(small_case("resmlp", "training_step"))
    memory.measured_peak(subject)
    assert not any(module.training for module in subject.network.modules())
    assert all(weight.grad is None for weight in subject.network.parameters())


#: Convolutions in bfloat16 take minutes on a processor that has no instructions for them.
OTHER_FORMATS = [
    *((family, "bfloat16", "contiguous") for family in ("mlp_mixer", "resmlp")),
    *(
        (family, "float32", "channels_last")
        for family in ("mlp_mixer", "convmixer", "cyclemlp", "poolformer", "mobilenet_v2")
    ),
]


@pytest.mark.parametrize(("family", "dtype", "layout"), OTHER_FORMATS)
@pytest.mark.parametrize("mode", ["inference", "training_step"])
def test_forecast_holds_in_other_dtypes_and_layouts(family, mode, dtype, layout):
    case = small_case(family, mode, dtype, layout)
    assert memory.measured_peak(building.subject(case)) == count_case(case).memory.activation_bytes


def test_a_training_step_by_hand():
    network = nn.Sequential(nn.Flatten(), nn.Linear(288, 5)).to("meta")
    result = count_step(network, IMAGE)
    weight, bias, logits, labels, number = 4 * 288 * 5, 4 * 5, 4 * 2 * 5, 8 * 2, 4
    forecast = result.memory
    # the gradient of the logits has made those of weight and bias; who calls for the way back holds the
    # loss and the one that it begins with
    assert forecast.activation_bytes == INPUT + labels + 2 * number + logits + weight + bias
    assert (forecast.peak_phase, forecast.peak_layer, forecast.peak_operator) == ("backward", "1", "sum")
    assert forecast.gradient_bytes == weight + bias
    assert forecast.weight_bytes == weight + bias
    assert (
        forecast.optimizer_bytes == 2 * (weight + bias) + 2 * number
    )  # moments, and a count of steps for each
    assert forecast.total_bytes == forecast.activation_bytes + 3 * (weight + bias) + 2 * number


def test_what_lives_at_the_peak_is_split_by_who_made_it():
    # input 3 planes, convolution 8, activation 8
    network = nn.Sequential(nn.Conv2d(3, 8, 1), nn.GELU(), nn.Conv2d(8, 1, 1))
    plane = INPUT // 3
    layers = {layer.path: layer for layer in count(network.to("meta"), IMAGE).layers}
    assert {path: layer.held_bytes for path, layer in layers.items()} == {
        "": 3 * plane,
        "0": 8 * plane,
        "1": 8 * plane,
        "2": 0,
    }
    # the convolution's output is gone when the last layer begins
    assert {path: layer.peak_bytes for path, layer in layers.items()} == {
        "": 3 * plane,
        "0": 11 * plane,
        "1": 19 * plane,
        "2": 12 * plane,
    }


@pytest.mark.parametrize("mode", ["inference", "training_step"])
@pytest.mark.parametrize("family", ["vip", "mobilenet_v2", "maxim"])
def test_the_parts_of_the_peak_sum_to_it(family, mode):
    result = count_case(small_case(family, mode))
    assert sum(layer.held_bytes for layer in result.layers) == result.memory.activation_bytes
    assert max(layer.peak_bytes for layer in result.layers) == result.memory.activation_bytes
    (peak,) = (layer for layer in result.layers if layer.path == result.memory.peak_layer)
    assert peak.peak_bytes == result.memory.activation_bytes
    assert 0 <= result.memory.gradient_bytes <= result.memory.weight_bytes


def test_memory_grows_with_the_batch_while_macs_do_not():
    one, eight = (count_case(Case(Model("convmixer_512_16"), 64, 64, batch)) for batch in (1, 8))
    assert eight.macs == one.macs
    assert eight.memory.activation_bytes == 8 * one.memory.activation_bytes


def test_what_does_not_fit_is_refused_with_both_amounts(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda device: 1_000_000)
    assert memory.shortage(MemoryForecast(400_000, 400_000, "", ""), "cpu") is None
    with_state = MemoryForecast(400_000, 400_000, "", "", optimizer_bytes=800_000)
    assert memory.shortage(with_state, "cpu").startswith("needs 1.6 MB")
    sentence = memory.shortage(MemoryForecast(2_000_000, 500_000, "", ""), "cpu")
    assert sentence == "needs 2.5 MB, but this machine has 1.0 MB free; take a smaller size or batch"


def test_free_memory_is_no_more_than_a_container_allows(monkeypatch, tmp_path):
    for name, text in (
        ("memory.max", "5000"),
        ("memory.current", "4000"),
        ("memory.stat", "anon 3000\ninactive_file 500"),
    ):
        (tmp_path / name).write_text(text)
    monkeypatch.setattr(memory, "_CGROUP", tmp_path)
    assert memory.free_bytes("cpu") == 1500
    (tmp_path / "memory.max").write_text("max")
    assert memory.free_bytes("cpu") > 10**6
