"""The roofs are measured for every dtype and number of threads, told, and kept for later sessions."""

from __future__ import annotations

import pytest

from mixbench.cli.roofs import _steps
from mixbench.cli.run import settled
from mixbench.core.errors import RequestError
from mixbench.core.measurement import Device, Environment
from mixbench.core.model import Conditions

CPU = Device("cpu", "CPU", dtypes=("float32", "bfloat16"))
GPU = Device("cuda:0", "GPU", dtypes=("float32", "float16"))
HERE = Environment("0.1.0", "3.11", "2.13.0", "Test", "CPU", 2, 4, 8, (CPU, GPU))


def test_every_dtype_and_number_of_threads_is_measured_and_kept(mixbench, fake_engine):
    asked = mixbench("roofs", "--json")
    assert asked.code == 0, asked.err
    keys = [(roof["device"], roof["dtype"], roof["threads"]) for roof in asked.document["roofs"]]
    assert keys == [
        (device, dtype, n) for device, dtype in (("cpu", "float32"), ("cpu", "bfloat16")) for n in (1, 2)
    ]
    assert "measuring cpu bfloat16, 1 thread" in asked.err
    # A session of the same machine finds them.
    document = mixbench("profile", "mixer_s16", "--threads", 1, "--dtype", "bfloat16", "--json").document
    assert document["roof_macs_per_s"] == asked.document["roofs"][2]["macs_per_s"]


def test_what_was_chosen_is_measured_alone_and_shown(mixbench, fake_engine):
    asked = mixbench("roofs", "--dtype", "float32", "--threads", "2")
    assert asked.code == 0
    assert asked.err.count("measuring") == 1
    (line,) = [line for line in asked.out.splitlines() if "float32" in line]
    assert line.split() == ["cpu", "float32", "2", "50.0", "10.0", "5"]  # 5e10 MAC/s over 1e10 B/s


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--dtype", "float32,int8"], "--dtype does not take 'int8'"),
        (["--dtype", "float16"], "cpu does not compute in float16"),
        (["--device", "cuda"], "there is no device 'cuda' here"),
        (["--threads", "1:4"], "has no step"),
        (["--threads", "3"], "3 threads were asked for, but there are 2 cores"),
    ],
)
def test_what_is_not_here_is_refused(mixbench, fake_engine, arguments, sentence):
    asked = mixbench("roofs", *arguments)
    assert asked.code == 2
    assert sentence in asked.err
    assert "measuring" not in asked.err


def test_a_roof_that_cannot_be_measured_is_named_and_fails(mixbench, fake_engine):
    fake_engine("--die-at-roof")
    asked = mixbench("roofs", "--threads", "1", "--json")
    assert asked.code == 1
    assert asked.document == {"roofs": []}
    assert "cpu float32, 1 thread: the worker was killed by signal 9" in asked.err
    assert "cpu bfloat16, 1 thread: the worker" in asked.err


@pytest.mark.parametrize(
    ("most", "steps"),
    [(1, [1]), (3, [1, 2, 3]), (4, [1, 2, 3, 4]), (6, [1, 2, 4, 6]), (16, [1, 2, 4, 8, 16])],
)
def test_many_threads_are_climbed_in_doublings(most, steps):
    assert _steps(most) == steps


def test_a_device_is_known_by_its_kind():
    assert settled(Conditions("cuda"), HERE).device == "cuda:0"


def test_a_cuda_graph_holds_a_pass_on_a_device():
    assert settled(Conditions("cuda", runtime="cuda_graph"), HERE).runtime == "cuda_graph"
    with pytest.raises(RequestError, match="holds a forward pass, not a training step"):
        settled(Conditions("cuda", runtime="cuda_graph", mode="training_step"), HERE)
    with pytest.raises(RequestError, match="needs a CUDA device, not cpu"):
        settled(Conditions(runtime="cuda_graph"), HERE)


def test_threads_are_of_the_processor():
    assert settled(Conditions("cuda", threads=64), HERE).threads == 64  # they do not matter there
    assert settled(Conditions(threads=4), HERE).threads == 4
    with pytest.raises(RequestError, match="there are 4 cores; use --threads 4"):
        settled(Conditions(threads=5), HERE)
