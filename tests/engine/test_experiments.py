"""The parts that experiments are made of, each against something independent."""

from __future__ import annotations

from itertools import permutations

import pytest
import torch
from torch import nn

from mixbench.core.errors import RequestError
from mixbench.engine.experiments import carry_out, experiments, racing
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.costs import cost_of
from mixbench.engine.experiments.local_order import _distances, nearest_kernels
from mixbench.engine.experiments.order import shuffled
from mixbench.engine.experiments.places import exchanged
from mixbench.engine.experiments.randomness import drawn, fresh, noise, permutation
from mixbench.engine.experiments.resmlp_folding import FoldedResMlp
from mixbench.engine.experiments.shifts import mixings, response
from mixbench.engine.steps import followed
from mixbench.engine.timing import Interrupted
from mixbench.zoo.asmlp import axial_shift
from mixbench.zoo.cyclemlp import cycle_shift
from mixbench.zoo.shifts import spatial_shift

pytestmark = pytest.mark.usefixtures("one_thread")
MIXER = "mixer_s16:channel_width=8,depth=1,token_width=4,width=8"


def test_every_parameter_and_statistic_is_drawn_anew_and_the_same_each_time():
    for model in (MIXER, "vit_ti16:depth=1", "repvgg_a0:depths=1x1x1x1,widths=16x16x16x16"):
        start, first, second = fresh(model, 32), drawn(model, 32), drawn(model, 32)
        for name, tensor in start.state_dict().items():
            if tensor.is_floating_point():
                assert not torch.equal(tensor, first.state_dict()[name]), name
                assert torch.equal(first.state_dict()[name], second.state_dict()[name]), name
                assert first.state_dict()[name].dtype == torch.float64
        scales = [each for name, each in first.state_dict().items() if name.endswith("running_var")]
        assert all((each > 0).all() for each in scales)


def test_experiments_leave_the_generator_of_torch_as_it_was():
    torch.manual_seed(3)
    expected = torch.rand(4)
    torch.manual_seed(3)
    carry_out("order_in_mixer", (("model", MIXER), ("resolution_px", 32)))
    carry_out("partitions_exchanged", (("channels", 4), ("side", 2), ("rows", 1), ("columns", 2)))
    with pytest.raises(RequestError, match="moves no channels"):
        carry_out("shift_of_channels", (("model", "resnet18"), ("resolution_px", 64)))
    assert torch.equal(torch.rand(4), expected)


def test_a_difference_is_relative_to_the_largest_and_none_where_there_is_none():
    assert difference(torch.tensor([2.0, -4.0]), torch.tensor([2.0, -3.0])) == 0.25
    assert difference(torch.ones(2), torch.ones(3)) is None
    assert difference(torch.ones(2), torch.tensor([1.0, torch.nan])) is None
    assert difference(torch.ones(2), torch.tensor([1.0, torch.inf])) is None


def test_patches_are_shuffled_whole():
    pixels, order = torch.arange(16.0).view(1, 1, 4, 4), torch.tensor([3, 0, 1, 2])
    expected = torch.tensor([[10, 11, 0, 1], [14, 15, 4, 5], [2, 3, 8, 9], [6, 7, 12, 13]])
    assert torch.equal(shuffled(pixels, 2, order)[0, 0], expected.float())


def test_two_partitions_change_places():
    x = torch.arange(16.0).view(1, 1, 4, 4)
    expected = torch.tensor([[10, 11, 2, 3], [14, 15, 6, 7], [8, 9, 0, 1], [12, 13, 4, 5]])
    assert torch.equal(exchanged(x, 2, 0, 3)[0, 0], expected.float())


def matrix_of(kernel: torch.Tensor, side: int) -> torch.Tensor:
    """The matrix of a convolution over a map, found by convolving each unit map."""
    units = torch.eye(side**2, dtype=kernel.dtype).view(-1, 1, side, side)
    return torch.conv2d(units, kernel, padding=kernel.shape[-1] // 2).flatten(1).T


def test_the_nearest_kernel_is_that_of_least_squares():
    kernel, order = noise(1, 1, 3, 3), permutation(16)
    wanted = matrix_of(kernel, 4)[order][:, order]
    basis = torch.stack([matrix_of(tap, 4) for tap in torch.eye(9, dtype=kernel.dtype).view(9, 1, 1, 3, 3)])
    best = torch.linalg.lstsq(basis.flatten(1).T, wanted.flatten()[:, None]).solution
    torch.testing.assert_close(nearest_kernels(kernel, order, 3).flatten(), best[:, 0])
    left = (wanted.flatten() - basis.flatten(1).T @ best[:, 0]).norm() / wanted.norm()
    torch.testing.assert_close(_distances(kernel, order, 3)[0], left)


def test_no_permutation_of_the_taps_comes_nearer_than_the_bound():
    kernel, order = noise(1, 1, 3, 3), permutation(9)
    cross = torch.tensor([1, 3, 4, 5, 7])  # five taps, so that all their permutations can be tried
    kernel.view(9)[[0, 2, 6, 8]] = 0
    wanted, bound = matrix_of(kernel, 3)[order][:, order], float(_distances(kernel, order, 3)[0])
    tried = []
    for taps in permutations(kernel.view(9)[cross].tolist()):
        other = torch.zeros(1, 1, 3, 3, dtype=kernel.dtype)
        other.view(9)[cross] = torch.tensor(taps, dtype=kernel.dtype)
        tried.append(float((wanted - matrix_of(other, 3)).norm() / wanted.norm()))
    assert len(tried) == 120 and min(tried) >= bound > 0.05


def test_an_order_that_kernels_can_undo_is_undone():
    kernel, rows = noise(1, 1, 3, 3), torch.arange(16).view(4, 4)
    for order, mirrored in ((rows.flip(1), kernel.flip(3)), (rows.T, kernel.transpose(2, 3))):
        assert float(_distances(kernel, order.flatten(), 3)[0]) < 1e-12
        torch.testing.assert_close(nearest_kernels(kernel, order.flatten(), 3), mirrored)


@pytest.mark.parametrize(
    ("shift", "size"),
    [
        (spatial_shift, (3, 3)),
        (lambda x: axial_shift(x, 5, 2), (1, 5)),
        (lambda x: cycle_shift(x, 7, 1), (7, 1)),
    ],
)
def test_the_response_of_a_shift_says_what_each_place_reads(shift, size):
    kernels, x = response(shift, 8), noise(1, 11, 11, 8)
    assert kernels.shape == (8, *size) and torch.equal(kernels.sum((1, 2)), torch.ones(8, dtype=x.dtype))
    shifted, middle = shift(x)[0, 5, 5], torch.tensor(size) // 2
    for channel in range(8):
        down, across = (kernels[channel].nonzero()[0] - middle).tolist()
        assert shifted[channel] == x[0, 5 + down, 5 + across, channel]


def test_a_mixing_without_its_shift_keeps_its_weights():
    for model in ("s2mlp_wide:width=16", "asmlp_t:width=16", "cyclemlp_b1:widths=16x16x16x16"):
        found = mixings(model)
        shapes = [
            {name: each.shape for name, each in mixing.state_dict().items()}
            for mixing in (found.moving, found.still)
        ]
        assert shapes[0] == shapes[1] and len(found.shifts) == (1 if "s2mlp" in model else 2)


def test_the_folded_network_has_the_same_macs_and_no_operator_between_its_layers():
    network = drawn("resmlp_s12:depth=2,width=16", 32)
    folded = FoldedResMlp(network)
    before, after = (cost_of(each, (1, 3, 32, 32)) for each in (network, folded))
    assert before["macs"] == after["macs"]
    # An affine and two scales or affines a block fall away, and the last affine; a bias joins its scale.
    assert before["operators"] - after["operators"] == 4 * 2 + 1
    tokens, width = 4, 16
    maps = tokens * width - tokens  # a map in the place of the biases of patch mixing
    assert after["params"] - before["params"] == 2 * (maps - 5 * width) - 2 * width


def test_a_race_is_told_with_its_intervals_and_how_it_was_run(monkeypatch):
    monkeypatch.setattr(racing, "ROUNDS", 5)
    monkeypatch.setattr(racing, "ROUND_S", 0.001)
    calls = {"first": 0, "second": 0}

    class Counting(nn.Module):
        def __init__(self, name):
            super().__init__()
            self.name = name

        def forward(self, x):
            calls[self.name] += 1
            return x + 1

    threads = torch.get_num_threads()
    told = racing.race(Counting("first"), Counting("second"), torch.ones(4))
    assert min(calls.values()) >= 5 * racing.LEAST_SAMPLES
    assert told["rounds"] == 5 and torch.get_num_threads() == threads
    assert told["ratio_low"] <= told["ratio"] <= told["ratio_high"]
    for runner in ("first", "second"):
        assert 0 < told[runner]["low_ms"] <= told[runner]["ms"] <= told[runner]["high_ms"]


# taking back


CONV, ANY = "convmixer_512_16:width=8,depth=2,kernel_size=3", "resmlp_s12:depth=1,width=16"
#: Each experiment on networks as small as it can have them.
SMALL = {
    "patch_embedding": {"model": MIXER, "resolution_px": 32},
    "channel_mixing": {"model": MIXER, "resolution_px": 32},
    "token_mixing": {"model": MIXER, "resolution_px": 32, "counted_model": MIXER, "counted_px": 32},
    "feature_maps": {"model": MIXER, "resolution_px": 32},
    "two_forms": {"model": "repvgg_a0:depths=1x1x1x1,widths=16x16x16x16", "resolution_px": 32},
    "costs_of_forms": {"model": "repvgg_a0:depths=1x1x1x1,widths=16x16x16x16", "resolution_px": 32},
    "spatial_gate": {"model": "gmlp_ti:depth=1,width=8", "resolution_px": 32},
    "order_in_convolutions": {"model": CONV, "resolution_px": 32, "map_side": 3},
    "order_in_convmixer": {"model": CONV, "resolution_px": 32},
    "order_in_cnn": {"model": CONV, "resolution_px": 32, "patch_px": 16},
    "order_in_mixer": {"model": MIXER, "resolution_px": 32},
    "order_in_vit": {"model": "vit_ti16:depth=1,width=8,heads=2", "resolution_px": 32},
    "mixing_split": {"model": MIXER, "resolution_px": 32},
    "partitions_exchanged": {"channels": 4, "side": 2, "rows": 1, "columns": 2},
    "resmlp_without_norms": {"model": ANY, "rival": MIXER, "resolution_px": 32},
    "resmlp_folding": {"model": ANY, "resolution_px": 32, "timed_model": ANY, "timed_px": 32},
    "one_set_of_weights": {
        "model": ANY, "first_px": 32, "second_px": 48, "whole_model": ANY, "native_px": 32,
    },
    "same_padding": {"width": 4, "kernel_size": 3, "side": 4},
    "shift_of_channels": {"model": "s2mlp_wide:width=16", "resolution_px": 64},
}  # fmt: skip


def test_every_experiment_that_there_is_can_be_taken_back():
    assert set(SMALL) == set(experiments())


@pytest.mark.parametrize("name", SMALL)
def test_an_experiment_ends_at_the_next_step_once_it_is_taken_back(name):
    looks = []

    def is_cancelled():
        looks.append(None)
        return len(looks) > 1

    with pytest.raises(Interrupted), followed(lambda _: None, is_cancelled):
        carry_out(name, tuple(SMALL[name].items()))
    assert len(looks) == 2


def test_a_race_is_taken_back_between_two_samples(monkeypatch):
    calls = []

    class Noting(nn.Module):
        def forward(self, x):
            calls.append(None)
            return x + 1

    with pytest.raises(Interrupted), followed(lambda _: None, lambda: len(calls) > 50):
        racing.race(Noting(), Noting(), torch.ones(4))
    assert len(calls) < 20_000  # a whole race of something this quick has some hundred thousand


def test_layers_are_told_one_by_one():
    told = []
    with followed(told.append, lambda: False):
        carry_out("order_in_convolutions", tuple(SMALL["order_in_convolutions"].items()))
    assert [step.words for step in told] == ["layer 1 of 2", "layer 2 of 2"]
