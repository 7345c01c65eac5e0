"""From a case to what is timed: the same network in each runtime and mode, or a sentence on why not."""

from __future__ import annotations

import os
import shutil
import sys

import pytest
import torch

from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import PrecisionTarget
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building
from mixbench.engine.cores import available_cores, pin
from mixbench.engine.cpu import CpuWatch
from mixbench.engine.quiet import quiet
from mixbench.engine.running import prepare
from mixbench.engine.timing import Contender

TINY = Model("resmlp_s12", {"depth": 2})
has_compiler = shutil.which(os.environ.get("CXX", "g++")) is not None


def subject(model=TINY, batch=2, **conditions):
    return building.subject(Case(model, 32, 32, batch, Conditions(**conditions)))


def weights(network):
    return [weight.detach().clone() for weight in network.parameters()]


def test_inference_is_one_forward_pass():
    made = subject()
    program = prepare(made)
    with torch.inference_mode():
        torch.testing.assert_close(program.call(), made.network(made.image))
    assert (program.phases, program.compile_ms, program.has_gradients) == ((), None, False)


def test_the_parts_of_a_training_step_do_what_the_whole_does():
    """Two networks with the same weights: one takes whole steps, the other the parts in their order."""
    whole, split = subject(mode="training_step"), subject(mode="training_step")
    one, other = prepare(whole), prepare(split)
    assert [phase for phase, _ in other.phases] == ["forward", "backward", "optimizer"]
    before = weights(whole.network)
    with quiet(gradients=True):
        for _ in range(2):
            one.call()
            for _, part in other.phases:
                part()
    for begun, ours, theirs in zip(before, weights(whole.network), weights(split.network), strict=True):
        torch.testing.assert_close(ours, theirs)
        assert not torch.equal(begun, ours)


def test_a_training_step_is_timed_in_parts_that_make_the_whole():
    """On the real clock: what lies between the looks belongs to one of the parts, so nothing is lost."""
    home, threads = available_cores(), torch.get_num_threads()
    try:
        watch = CpuWatch(lambda: False, home, 1)
        made = Contender(prepare(subject(mode="training_step")), watch, PrecisionTarget(0.03, 10.0), 2)
        made.warm_up()
        taken, _ = made.visit()
    finally:
        pin(home)
        torch.set_num_threads(threads)
    sums = [sum(parts) for parts in zip(*taken.phases_ms.values(), strict=True)]
    assert sums == pytest.approx(list(taken.samples_ms))
    timing = made.timing("cancelled")
    assert set(timing.phases_ms) == {"forward", "backward", "optimizer"}
    assert all(part > 0 for part in timing.phases_ms.values())


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
@pytest.mark.parametrize("mode", ["inference", "training_step"])
def test_every_dtype_that_the_processor_is_said_to_do_runs(dtype, mode):
    from mixbench.engine.environment import supported_dtypes

    if dtype not in supported_dtypes("cpu"):
        pytest.skip(f"this processor does no {dtype}")
    made = subject(dtype=dtype, mode=mode)
    program = prepare(made)
    with quiet(gradients=program.has_gradients):
        program.call()
        program.call()
    assert {weight.dtype for weight in made.network.parameters()} == {building.DTYPES[dtype]}
    assert all(torch.isfinite(weight).all() for weight in made.network.parameters())


def test_a_cuda_graph_needs_a_cuda_device():
    with pytest.raises(MixBenchError, match="a CUDA graph needs a CUDA device; cpu was asked for"):
        prepare(subject(runtime="cuda_graph"))


def test_compiling_without_a_compiler_is_refused_in_a_sentence(monkeypatch):
    monkeypatch.setenv("CXX", "a compiler that is not there")
    with pytest.raises(
        MixBenchError, match=r"needs a C\+\+ compiler; install g\+\+ or choose --runtime eager"
    ):
        prepare(subject(runtime="compile"))


needs_compiler = pytest.mark.skipif(
    not has_compiler or sys.platform != "linux", reason="there is no C++ compiler"
)


@needs_compiler
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_compiled_network_answers_as_it_does_uncompiled_and_leaves_the_users_cache_alone(
    monkeypatch, tmp_path
):
    """Once through the real compiler: the answer, the compile time apart, nothing recompiled, and a second
    visit that finds what the first one left."""
    from torch._dynamo.utils import counters

    from mixbench.engine import compiling

    monkeypatch.setenv("TORCHINDUCTOR_CACHE_DIR", str(tmp_path / "of the user"))
    monkeypatch.setattr(compiling.tempfile, "tempdir", str(tmp_path))
    compiling._process_folder.cache_clear()
    gone = tmp_path / "mixbench-compiled-5000000-left"  # beyond the numbers that Linux gives to processes
    gone.mkdir()
    made = subject(runtime="compile", threads=1)
    first = prepare(made)
    with quiet():
        torch.testing.assert_close(first.call(), made.network(made.image), rtol=1e-4, atol=1e-4)
        graphs = counters["stats"]["unique_graphs"]
        first.call()
    assert counters["stats"]["unique_graphs"] == graphs
    assert os.environ["TORCHINDUCTOR_CACHE_DIR"] == str(tmp_path / "of the user")
    assert not (tmp_path / "of the user").exists()
    assert not gone.exists()
    (folder,) = tmp_path.glob(f"mixbench-compiled-{os.getpid()}-*")
    kept = sorted(folder.iterdir())
    again = prepare(subject(runtime="compile", threads=1))
    assert again.compile_ms < first.compile_ms  # a tenth here
    assert sorted(folder.iterdir()) == kept


class Breaking(torch.nn.Module):
    """A network that the compiler must leave in the middle."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(4, 4)

    def forward(self, image):
        mixed = self.linear(image)
        torch._dynamo.graph_break()
        return mixed + 1


class Uncompilable(torch.nn.Module):
    @torch.compiler.disable
    def forward(self, image):
        return image + 1


def of(network):
    return building.Subject(Case(TINY, 4, 4, 1, Conditions(runtime="compile")), network, torch.ones(2, 4))


@needs_compiler
@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_network_that_is_compiled_in_pieces_says_so():
    program = prepare(of(Breaking()))
    assert program.warnings == (
        "torch.compile left the graph at one place, where the network runs as it stands",
    )
    assert program.compile_ms > 0


@needs_compiler
def test_a_network_of_which_nothing_is_compiled_is_refused():
    with pytest.raises(MixBenchError, match=r"could not compile this network .* choose --runtime eager"):
        prepare(of(Uncompilable()))


@needs_compiler
def test_what_the_compiler_cannot_do_is_told_in_one_line():
    class Failing(torch.nn.Module):
        def forward(self, image):
            return image.reshape(3, 3)

    with pytest.raises(MixBenchError, match=r"^torch.compile failed: [^\n]+; choose --runtime eager$"):
        prepare(of(Failing()))
