"""From a case to the network and the input that are counted or timed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case, Conditions, Dtype, Layout
from mixbench.engine.training import Task
from mixbench.zoo.construction import construct

if TYPE_CHECKING:
    from mixbench.core.measurement import Device

#: Weights and inputs are the same in every run.
WEIGHT_SEED, INPUT_SEED = 0, 1

CHANNELS = 3

#: Names of dtypes as they are asked for.
DTYPES: dict[Dtype, torch.dtype] = {
    "float32": torch.float32,
    "bfloat16": torch.bfloat16,
    "float16": torch.float16,
}
_LAYOUTS: dict[Layout, torch.memory_format] = {
    "contiguous": torch.contiguous_format,
    "channels_last": torch.channels_last,
}


@dataclass(frozen=True)
class Subject:
    """A network in eval mode with an input for it, on the device of its case."""

    case: Case
    network: nn.Module
    image: Tensor

    def call(self) -> object:
        """One forward pass of the whole batch."""
        return self.network(self.image)


def blueprint(case: Case) -> nn.Module:
    """The case's network on `meta`: shapes without memory. Raises `RequestError` where it is refused."""
    return _network(case, "meta")


def subject(case: Case) -> Subject:
    """Build network and input on the case's device, always with the same random values.

    Raises `RequestError` where the case is refused, torch's own errors where memory runs out.
    """
    device, dtype, layout = case.conditions.device, case.conditions.dtype, case.conditions.layout
    torch.manual_seed(WEIGHT_SEED)
    network = _network(case, device)
    generator = torch.Generator().manual_seed(INPUT_SEED)
    image = torch.rand(input_shape(case), generator=generator)
    return Subject(case, network, image.to(device, DTYPES[dtype]).contiguous(memory_format=_LAYOUTS[layout]))


def task_of(case: Case) -> Task:
    """What the case's network is trained to do."""
    return registry.find(case.model.variant)[0].task


def input_shape(case: Case) -> tuple[int, int, int, int]:
    """(batch, channels, height, width) of the case's input."""
    return case.batch, CHANNELS, case.height, case.width


def blank_input(shape: tuple[int, int, int, int], dtype: Dtype, layout: Layout, *, device: str) -> Tensor:
    """An input without contents."""
    return torch.empty(shape, dtype=DTYPES[dtype], device=device, memory_format=_LAYOUTS[layout])


def check_device(case: Case, devices: tuple[Device, ...]) -> None:
    """Raise `MixBenchError` where the case's device is absent or cannot do its dtype."""
    check_conditions(case.conditions, devices)


def check_conditions(conditions: Conditions, devices: tuple[Device, ...]) -> None:
    """Raise `MixBenchError` where the device is absent or cannot do the dtype."""
    wanted, dtype = conditions.device, conditions.dtype
    known = {device.id: device for device in devices}
    found = known.get(wanted) or known.get(f"{wanted}:0")
    if found is None:
        here = ", ".join(known)
        fix = f"use --device {next(iter(known))}"
        if wanted.partition(":")[0] == "cuda" and "cuda:0" not in known:
            fix += " or install a CUDA build of torch"
        raise MixBenchError(
            f"{wanted} was asked for, but this torch ({torch.__version__}) has only {here}; {fix}"
        )
    if dtype not in found.dtypes:
        raise MixBenchError(
            f"{found.name} cannot run {dtype} with this torch; use {' or '.join(found.dtypes)}"
        )


def _network(case: Case, device: str) -> nn.Module:
    """The network in the case's dtype and layout. What is already so is not walked through."""
    network = construct(registry.resolve(case.model), case.height, case.width, device=device)
    if case.conditions.dtype != "float32":
        network = network.to(DTYPES[case.conditions.dtype])
    if case.conditions.layout != "contiguous":
        # nn.Module.to with a memory format alone is missing from torch's stubs.
        network = network.to(memory_format=_LAYOUTS[case.conditions.layout])  # type: ignore[call-overload]
    return network
