"""What is built for a case, and the sentences that refuse one."""

from __future__ import annotations

import pytest
import torch

from mixbench.core.errors import MixBenchError, SizeError
from mixbench.core.measurement import Device, Status
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building
from mixbench.engine.environment import environment, supported_dtypes
from mixbench.engine.failures import outcome

CPU = Device("cpu", "Some CPU", dtypes=("float32", "bfloat16"))
GPU = Device("cuda:0", "Some GPU", dtypes=("float32",))


def case(**conditions):
    return Case(Model("convmixer_512_16", {"depth": 1}), 64, 32, 2, Conditions(**conditions))


def test_an_absent_device_is_refused_with_the_way_out():
    with pytest.raises(MixBenchError) as refusal:
        building.check_device(case(device="cuda"), (CPU,))
    assert str(refusal.value) == (
        f"cuda was asked for, but this torch ({torch.__version__}) has only cpu; "
        "use --device cpu or install a CUDA build of torch"
    )
    with pytest.raises(MixBenchError, match=r"only cpu, cuda:0; use --device cpu$"):
        building.check_device(case(device="cuda:7"), (CPU, GPU))
    building.check_device(case(device="cuda"), (CPU, GPU))
    building.check_device(case(device="cpu"), (CPU,))


def test_a_dtype_that_the_device_cannot_run_is_refused():
    with pytest.raises(MixBenchError, match=r"Some CPU cannot run float16 .* use float32 or bfloat16"):
        building.check_device(case(dtype="float16"), (CPU,))


def test_weights_and_input_are_the_same_every_time_whatever_ran_before():
    first = building.subject(case())
    torch.rand(1000)
    second = building.subject(case())
    assert torch.equal(first.image, second.image)
    assert all(
        torch.equal(a, b)
        for a, b in zip(first.network.parameters(), second.network.parameters(), strict=True)
    )


def test_dtype_and_layout_are_those_of_network_and_input():
    subject = building.subject(case(dtype="bfloat16", layout="channels_last"))
    assert subject.image.shape == (2, 3, 64, 32)
    assert subject.image.is_contiguous(memory_format=torch.channels_last)
    assert {weight.dtype for weight in subject.network.parameters()} == {torch.bfloat16}
    kernels = [weight for weight in subject.network.parameters() if weight.ndim == 4]
    assert all(weight.is_contiguous(memory_format=torch.channels_last) for weight in kernels)
    assert subject.call().dtype is torch.bfloat16
    assert not subject.network.training


def test_a_blueprint_holds_no_memory():
    assert all(weight.is_meta for weight in building.blueprint(case()).parameters())


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (SizeError("patch size 16 does not divide 250"), Status.SKIPPED, "does not divide"),
        (MixBenchError("no such device"), Status.FAILED, "no such device"),
        (MemoryError(), Status.OUT_OF_MEMORY, "64x32 px and batch 2"),
        (torch.OutOfMemoryError("CUDA out of memory"), Status.OUT_OF_MEMORY, "take a smaller size"),
        (
            RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
            Status.OUT_OF_MEMORY,
            "memory ran out",
        ),
        (ValueError("first line\nsecond line"), Status.FAILED, "ValueError: first line"),
    ],
)
def test_every_end_has_a_status_and_one_sentence(error, status, words, caplog):
    told, sentence = outcome(error, case())
    assert told is status
    assert words in sentence and "\n" not in sentence
    assert bool(caplog.records) == isinstance(error, ValueError)  # only the unexpected is logged whole


def test_the_real_allocators_refusal_is_known():
    with pytest.raises(RuntimeError) as refusal:
        torch.empty(2**60)
    assert outcome(refusal.value, case())[0] is Status.OUT_OF_MEMORY


def test_the_environment_names_this_machine():
    here = environment()
    assert here.torch == torch.__version__ and type(here.torch) is str
    assert here.devices[0].id == "cpu" and "float32" in here.devices[0].dtypes
    assert 1 <= here.physical_cores <= here.logical_cores
    assert here.memory_bytes > 10**8
    assert here.settings["float32_matmul_precision"] == torch.get_float32_matmul_precision()
    assert supported_dtypes("cpu")[0] == "float32"
