"""The forecast of live tensors against hand counts and against real passes; shortage before running."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from mixbench.core.cost import MemoryForecast
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building, memory
from mixbench.engine.building import Subject
from mixbench.engine.counting import count, count_case

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
    # torch's meta batch norm returns statistics that its real one leaves out in eval: 8 bytes a channel
    forecast = count(network.to("meta").eval(), IMAGE).memory.activation_bytes
    assert real_peak(network.to_empty(device="cpu")) == pytest.approx(forecast, rel=0.005)


@pytest.mark.parametrize("layout", ["contiguous", "channels_last"])
@pytest.mark.parametrize(
    "model", ["mixer_s16", "resmlp_s12", "convmixer_512_16", "cyclemlp_b1", "cyclemlp_t"]
)
def test_forecast_equals_the_real_pass_of_every_family(model, layout):
    case = Case(Model(model), 64, 96, 2, Conditions(layout=layout))
    forecast = count_case(case).memory
    assert memory.measured_peak(building.subject(case)) == pytest.approx(forecast.activation_bytes, rel=0.01)


def test_memory_grows_with_the_batch_while_macs_do_not():
    one, eight = (count_case(Case(Model("convmixer_512_16"), 64, 64, batch)) for batch in (1, 8))
    assert eight.macs == one.macs
    assert eight.memory.activation_bytes == 8 * one.memory.activation_bytes


def test_what_does_not_fit_is_refused_with_both_amounts(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda device: 1_000_000)
    assert memory.shortage(MemoryForecast(400_000, 400_000, "", ""), "cpu") is None
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
