"""What a device can do at best: the two roofs of the roofline model (Williams, Waterman and Patterson 2009).

Both are measured as networks are: on the same cores, with the same threads, by the same clock, through
torch's own kernels. Each is the best of several kernels and sizes that are tried in turn, so that whatever
slows the machine for a while slows all of them: noise only ever makes a kernel slower, never faster.

- Arithmetic: a large matrix product in the dtype, as `mm`, as a linear layer and as a pointwise convolution,
  because torch hands these to different libraries. A dtype that the processor has no instructions for
  reaches little, and that is what its networks stay below. Algorithms that save multiplications
  (Winograd's, which cuDNN may choose for 3 x 3 convolutions) can take a network above this roof.
- Memory: copy, scale and add over arrays as in McCalpin's STREAM, out of place and in place. Arrays are at
  least four times the caches that the cores reach (STREAM's own rule), so nothing is served twice from a
  cache. Bytes are those that the kernel reads and writes, as our count has them; what a cache loads besides,
  to overwrite it, is the kernel's loss. A network whose activations stay in the caches can exceed this roof.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import torch
from torch import Tensor
from torch.nn import functional

from mixbench.core.errors import MixBenchError
from mixbench.core.model import Conditions
from mixbench.core.roofs import Roof
from mixbench.core.units import bytes_text
from mixbench.engine import cores, memory
from mixbench.engine.building import DTYPES
from mixbench.engine.caches import device_cache_bytes, processor_cache_bytes
from mixbench.engine.timing import Interrupted, is_disturbed
from mixbench.engine.watch import Call, Program, Watch
from mixbench.engine.watches import borrowed_watch

#: Sides of the square products; each kernel climbs while its calls stay short.
SIDES = (256, 512, 1024, 2048, 4096, 8192, 16384)
LONGEST_CALL_S = 0.05

#: How long the candidates of each roof are called in turn, in seconds inside the calls.
PRODUCTS_S, STREAMS_S = 0.7, 0.4

#: A candidate under this share of the best one is not called again.
HOPEFUL = 0.7

#: Where other processes take the cores, the candidates get another turn, at most so many in all.
MOST_LOOKS = 3

#: STREAM's rule: each array this many times the caches; a device wants some milliseconds of work besides.
TIMES_CACHES, LEAST_DEVICE_BYTES = 4, 2**29


@dataclass(frozen=True)
class Work:
    """A kernel, and how much one call of it does: MACs or bytes."""

    call: Call
    amount: int


def measure_roof(conditions: Conditions, is_cancelled: Callable[[], bool]) -> Roof:
    """Measure both roofs, in about 2 seconds; threads and cores are left as they were.

    Raises `RequestError` for more threads than cores, `MixBenchError` where memory is short, `Interrupted`.
    """
    with borrowed_watch(conditions, is_cancelled) as watch:
        products = best_rate(_products(conditions, watch), watch, PRODUCTS_S)
        streams = best_rate(_streams(conditions.device, watch), watch, STREAMS_S)
        return Roof(
            device=conditions.device,
            dtype=conditions.dtype,
            threads=torch.get_num_threads() if conditions.device == "cpu" else None,
            macs_per_s=products.rate,
            bytes_per_s=streams.rate,
            measured_at=datetime.now(UTC).isoformat(timespec="seconds"),
            is_disturbed=products.is_disturbed or streams.is_disturbed,
        )


class Candidate:
    """A kernel that may be the fastest: its first call, which may prepare it, is over."""

    def __init__(self, work: Work, watch: Watch) -> None:
        self._program, self._amount, self._watch = Program(work.call), work.amount, watch
        self._block, self.rate = 1, 0.0
        self.take_lap()
        self._block = watch.block_for(self.take_lap())

    def take_lap(self) -> float:
        """Call for one sample, whose seconds are returned, and remember the best amount a second.

        Raises `Interrupted` where the work was cancelled.
        """
        laps = self._watch.laps(self._program, self._block, 1)
        if not laps:
            raise Interrupted
        lap_s = max(laps[0].wall_s, 1e-9)
        self.rate = max(self.rate, self._amount * self._block / lap_s)
        return lap_s


@dataclass(frozen=True)
class BestRate:
    """The best amount a second of any candidate, and whether others took the cores at every look."""

    rate: float
    is_disturbed: bool


def best_rate(candidates: Sequence[Candidate], watch: Watch, seconds: float) -> BestRate:
    """Look for so many seconds inside the calls; where that was disturbed look again, some times."""
    for _ in range(MOST_LOOKS):
        watch.begin_round()
        _take_turns(candidates, seconds)
        is_busy = is_disturbed(watch.end_round())
        if not is_busy:
            break
    return BestRate(max(candidate.rate for candidate in candidates), is_busy)


def _take_turns(candidates: Sequence[Candidate], seconds: float) -> None:
    """Call the hopeful in turn for so many seconds inside the calls."""
    spent_s = 0.0
    while spent_s < seconds:
        bar = HOPEFUL * max(candidate.rate for candidate in candidates)
        spent_s += sum(candidate.take_lap() for candidate in candidates if candidate.rate >= bar)


def _products(conditions: Conditions, watch: Watch) -> list[Candidate]:
    kinds = (_matrix_product, _linear_layer, _pointwise_convolution)
    return [
        candidate for kind in kinds for candidate in climb((kind(side, conditions) for side in SIDES), watch)
    ]


def climb(works: Iterator[Work], watch: Watch) -> Iterator[Candidate]:
    """Larger and larger work, the first in any case, while the next is expected to be short enough."""
    last = Candidate(next(works), watch)
    yield last
    for work in works:
        if work.amount > last.rate * LONGEST_CALL_S:
            return
        last = Candidate(work, watch)
        yield last


def _matrix_product(side: int, conditions: Conditions) -> Work:
    left, right = _square(side, conditions), _square(side, conditions)
    out = torch.empty_like(left)
    return Work(lambda: torch.mm(left, right, out=out), side**3)


def _linear_layer(side: int, conditions: Conditions) -> Work:
    tokens, weight = _square(side, conditions), _square(side, conditions)
    return Work(lambda: functional.linear(tokens, weight), side**3)


def _pointwise_convolution(side: int, conditions: Conditions) -> Work:
    """As many pixels as channels, channels last: the same product as a linear layer."""
    pixels = _square(side, conditions).view(1, 1, side, side).permute(0, 3, 1, 2)
    weight = _square(side, conditions).view(side, side, 1, 1)
    return Work(lambda: functional.conv2d(pixels, weight), side**3)


def _square(side: int, conditions: Conditions) -> Tensor:
    """A (side, side) matrix of values that differ: a device saves power, and wins clock, on equal ones."""
    row = torch.linspace(-1, 1, side, device=conditions.device)
    return (row[:, None] * row.flip(0) / math.sqrt(side)).to(DTYPES[conditions.dtype])


def _streams(device: str, watch: Watch) -> list[Candidate]:
    """Kernels that do next to nothing with what they read and write; float32, for bytes are bytes."""
    size = _array_bytes(device) // 4
    first, second, third = (torch.ones(size, device=device) for _ in range(3))
    array = first.nbytes
    works = (
        Work(lambda: second.copy_(first), 2 * array),
        Work(lambda: torch.mul(first, 0.5, out=second), 2 * array),
        Work(lambda: torch.add(first, second, out=third), 3 * array),
        Work(lambda: third.mul_(1.0), 2 * array),
        Work(lambda: third.add_(first, alpha=0.0), 3 * array),
    )
    return [Candidate(work, watch) for work in works]


def _array_bytes(device: str) -> int:
    """The bytes of one of three arrays; raise `MixBenchError` where they do not fit."""
    if device == "cpu":
        needed = TIMES_CACHES * processor_cache_bytes(cores.available_cores())
    else:
        needed = max(TIMES_CACHES * device_cache_bytes(torch.device(device)), LEAST_DEVICE_BYTES)
    free = memory.free_bytes(device)
    if 3 * needed > memory.USABLE * free:
        raise MixBenchError(
            f"the bandwidth of memory is measured on {bytes_text(3 * needed)}, but {bytes_text(free)} "
            "are free; end what holds the memory"
        )
    return needed
