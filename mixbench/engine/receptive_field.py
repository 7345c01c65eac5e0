"""The receptive field of every block: the gradient of one place of its map with respect to the image.

The channels of the place are mixed with random weights, of which the same are drawn each time, so that one
pass back through the network a block and image is enough. Images are random too: nothing is said about
photographs. In eval mode images do not mix, so they are taken one after the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from math import gcd

import torch
from torch import Tensor, nn
from torch.nn.functional import avg_pool2d

from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.model import Case, Conditions
from mixbench.core.receptive_field import BlockField, ReceptiveField
from mixbench.engine import building, memory
from mixbench.engine.blocks import Blocks, Grid, blocks_of, first_tensor
from mixbench.engine.checkpoints import network_of
from mixbench.engine.counting import count_case
from mixbench.engine.steps import look, steps

#: Seeds of the random mixture of channels and of the images.
MIXTURE_SEED, IMAGE_SEED = 2, 3

#: A side of the image has at most so many cells, so that all maps of a deep network fit one message.
MOST_CELLS = 64


@dataclass(frozen=True)
class Look:
    """A block, the place of its map that is looked at, and what its channels are mixed with."""

    path: str
    grid: Grid
    row: int
    column: int

    def mixture(self, features: Tensor) -> Tensor:
        """One number for what the place holds."""
        vector = self.grid.vector(features, self.row, self.column)
        generator = torch.Generator().manual_seed(MIXTURE_SEED)
        weights = torch.randn(vector.shape[-1], generator=generator) / vector.shape[-1] ** 0.5
        return torch.sum(vector * weights.to(vector))


def receptive_field(case: Case, position: tuple[int, int] | None, inputs: int, file: str) -> ReceptiveField:
    """The maps of all blocks for the pixel (y, x) of the image, its middle where none is named.

    Raises `MixBenchError` where the case, the pixel or the file is refused; `steps` are told and looked at.
    """
    if inputs < 1:
        raise RequestError(f"the gradients are averaged over {inputs} images; it takes at least 1")
    conditions = Conditions(case.conditions.device, threads=case.conditions.threads)
    case = replace(case, batch=1, conditions=conditions)
    y_px, x_px = _pixel(case, position)
    blocks = blocks_of(case)
    look()
    _check_memory(case)
    look()
    network, report = network_of(case, file)
    looks = _looks(case, blocks, y_px, x_px)
    cell = cell_px(case, blocks.entrance)
    totals = [torch.zeros(1) for _ in looks]
    generator = torch.Generator().manual_seed(IMAGE_SEED)
    for number in range(1, inputs + 1):
        image = torch.randn(building.input_shape(case), generator=generator).to(conditions.device)
        gradients = _gradients(network, looks, image, (number, inputs))
        totals = [total + _cells(each, cell) for total, each in zip(totals, gradients, strict=True)]
    found = tuple(
        BlockField(
            look.path if number else "",
            look.grid.rows,
            look.grid.columns,
            look.row,
            look.column,
            (total / inputs).numpy().astype("<f4").tobytes(),
        )
        for number, (look, total) in enumerate(zip(looks, totals, strict=True))
    )
    return ReceptiveField(case.height, case.width, y_px, x_px, cell, inputs, found, report)


def _pixel(case: Case, position: tuple[int, int] | None) -> tuple[int, int]:
    y_px, x_px = position or (case.height // 2, case.width // 2)
    if not (0 <= y_px < case.height and 0 <= x_px < case.width):
        raise RequestError(
            f"the position {y_px},{x_px} is outside the image: y goes from 0 to {case.height - 1}, "
            f"x from 0 to {case.width - 1} px"
        )
    return y_px, x_px


def _check_memory(case: Case) -> None:
    """A pass keeps at most what a training step does, without the optimizer's part."""
    step = count_case(replace(case, conditions=replace(case.conditions, mode="training_step"))).memory
    short = memory.shortage(replace(step, optimizer_bytes=0, gradient_bytes=0), case.conditions.device)
    if short:
        raise MixBenchError(f"the gradient through all blocks {short}")


def cell_px(case: Case, entrance: Grid) -> int:
    """The side of a cell in pixels: it divides the patch of the network, or is a multiple of it."""
    stride = max(1, gcd(round(case.height / entrance.rows), round(case.width / entrance.columns)))
    least = -(-max(case.height, case.width) // MOST_CELLS)
    divisors = [side for side in range(least, stride + 1) if stride % side == 0]
    return divisors[0] if divisors else -(-least // stride) * stride


def _looks(case: Case, blocks: Blocks, y_px: int, x_px: int) -> tuple[Look, ...]:
    """The entrance of the first block, then every block."""

    def look(path: str, grid: Grid) -> Look:
        return Look(path, grid, *grid.place(y_px, x_px, case.height, case.width))

    return (look(blocks.blocks[0].path, blocks.entrance), *(look(each.path, each.grid) for each in blocks))


def _gradients(
    network: nn.Module, looks: Sequence[Look], image: Tensor, of_images: tuple[int, int]
) -> Iterator[Tensor]:
    """The gradient of each look with respect to the image, (1, 3, H, W).

    One pass back a look: several at a time are no faster (`tests/benchmarks/bench_fields.py`).
    """
    image.requires_grad_()
    with _watched(network, looks) as numbers, torch.enable_grad():
        network(image)
    entrance, *blocks = numbers
    yield _gradient(entrance, image)
    for number in steps(blocks, "block", *of_images):
        yield _gradient(number, image)


def _gradient(number: Tensor, image: Tensor) -> Tensor:
    (gradient,) = torch.autograd.grad(number, image, retain_graph=True)
    return gradient


@contextmanager
def _watched(network: nn.Module, looks: Sequence[Look]) -> Iterator[list[Tensor]]:
    """Collect the number of each look while the network runs: later layers may overwrite a map in place."""
    found: dict[int, Tensor] = {}

    def note(number: int, value: object) -> None:
        features = first_tensor(value)
        if features is not None:
            found.setdefault(number, looks[number].mixture(features))

    entrance, *blocks = (network.get_submodule(look.path) for look in looks)
    handles = [entrance.register_forward_pre_hook(lambda _module, inputs: note(0, inputs))]
    for number, module in enumerate(blocks, start=1):
        handles.append(module.register_forward_hook(lambda _m, _i, out, number=number: note(number, out)))
    numbers: list[Tensor] = []
    try:
        yield numbers
    finally:
        for handle in handles:
            handle.remove()
    numbers += (found[number] for number in range(len(looks)))


def _cells(gradient: Tensor, cell: int) -> Tensor:
    """The absolute gradient, summed over the colours, averaged over the pixels of each cell."""
    pixels = gradient.abs().sum(1, keepdim=True)
    return avg_pool2d(pixels, cell, ceil_mode=True, count_include_pad=False)[0, 0].cpu()
