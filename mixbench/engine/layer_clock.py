"""How the time of a forward pass divides among the modules of a network.

Clocks are read as each module is entered and left, which takes time itself: each such pass is followed by a
plain one, so that what the looking took is known. A network that is compiled or replayed has no modules
left that could be looked into, so it runs as it stands whatever the runtime of the case; and of a training
step the forward pass is looked into, as inference runs it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from torch import nn
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook

from mixbench.core.layer_times import LayerTime, LayerTimes
from mixbench.core.model import Case
from mixbench.core.roles import Role
from mixbench.engine import building, cuda
from mixbench.engine.timing import Interrupted, brief_warm_up
from mixbench.engine.watch import Program, Watch
from mixbench.engine.watches import borrowed_watch

#: The medians are over at least this many passes, and over passes of this many seconds altogether.
LEAST_PASSES, LEAST_S = 5, 0.5


@dataclass(frozen=True)
class Clock:
    """`now` takes a moment, `between_ms` tells the time between two that the device has passed."""

    now: Callable[[], Any]
    between_ms: Callable[[Any, Any], float]


CPU_CLOCK = Clock(time.perf_counter_ns, lambda before, after: (after - before) * 1e-6)
CUDA_CLOCK = Clock(cuda.recorded_event, lambda before, after: before.elapsed_time(after))


@dataclass
class Share:
    """What one pass spent in a module: with its children, and without."""

    calls: int = 0
    total_ms: float = 0.0
    own_ms: float = 0.0


def time_layers(case: Case, is_cancelled: Callable[[], bool], roles: Mapping[str, Role]) -> LayerTimes:
    """Look into the passes of a case; takes a second or some, on cores of its own. `roles` are those of the
    modules that do work themselves, by path.

    Raises `RequestError` where the case is refused, `Interrupted` where the work was cancelled.
    """
    subject = building.subject(case)
    clock = CUDA_CLOCK if subject.image.device.type == "cuda" else CPU_CLOCK
    tape = Tape(subject.network, clock.now)
    plain = Program(subject.call)
    with borrowed_watch(case.conditions, is_cancelled) as watch:
        brief_warm_up(plain, watch)
        watch.begin_round()
        passes, plain_ms = _take_turns(plain, tape, clock, watch)
        other_load = watch.end_round()
    layers = tuple(_layer_time(path, passes, roles.get(path)) for path in tape.paths if path in passes[0])
    return LayerTimes(
        layers,
        layers[0].total_ms,
        median(plain_ms),
        len(passes),
        by_role(passes, roles),
        tuple(shares[""].total_ms for shares in passes),
        tuple(plain_ms),
        other_load,
    )


def _take_turns(
    plain: Program, tape: Tape, clock: Clock, watch: Watch
) -> tuple[list[dict[str, Share]], list[float]]:
    """A pass that is looked into, then a plain one, again and again: the shares of each, and the plain ms."""

    def look() -> None:
        tape.clear()  # the watch may call once more than it counts
        plain.call()

    passes: list[dict[str, Share]] = []
    plain_ms: list[float] = []
    while len(passes) < LEAST_PASSES or sum(plain_ms) < LEAST_S * 1e3:
        with tape.running():
            _one_lap_ms(Program(look), watch)
        passes.append(divide(tape.entries, clock.between_ms))
        plain_ms.append(_one_lap_ms(plain, watch))
    return passes, plain_ms


def _one_lap_ms(program: Program, watch: Watch) -> float:
    laps = watch.laps(program, 1, 1)
    if not laps:
        raise Interrupted
    return laps[0].wall_s * 1e3


class Tape:
    """The moments at which modules were entered and left, in their order.

    A module that is run through `.forward()`, or that is no part of the network, leaves no trace: its time
    is its parent's own. A module with two paths has the first.
    """

    def __init__(self, network: nn.Module, now: Callable[[], Any]) -> None:
        self._paths = {id(module): path for path, module in network.named_modules()}
        self._now = now
        #: The path of a module that was entered, None where one was left, with the moment.
        self.entries: list[tuple[str | None, Any]] = []
        self.clear = self.entries.clear

    @property
    def paths(self) -> Iterable[str]:
        """Of all modules in the network's own order, itself first as the empty one."""
        return self._paths.values()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Write while modules are called. The modules themselves are left alone."""
        handles = (
            register_module_forward_pre_hook(self._enter),
            register_module_forward_hook(self._leave, always_call=True),
        )
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()

    def _enter(self, module: nn.Module, _: Any) -> None:
        path = self._paths.get(id(module))
        if path is not None:
            self.entries.append((path, self._now()))

    def _leave(self, module: nn.Module, *_: Any) -> None:
        if id(module) in self._paths:
            self.entries.append((None, self._now()))


def divide(
    entries: Sequence[tuple[str | None, Any]], between_ms: Callable[[Any, Any], float]
) -> dict[str, Share]:
    """The shares of one pass by path. The own times of all modules are together the whole pass."""
    shares: dict[str, Share] = {}
    inside: list[tuple[Share, Any]] = []
    for path, moment in entries:
        if path is not None:
            share = shares.setdefault(path, Share())
            share.calls += 1
            inside.append((share, moment))
            continue
        share, began = inside.pop()
        spent_ms = between_ms(began, moment)
        share.total_ms += spent_ms
        share.own_ms += spent_ms
        if inside:
            inside[-1][0].own_ms -= spent_ms
    return shares


def by_role(
    passes: Sequence[Mapping[str, Share]], roles: Mapping[str, Role]
) -> dict[Role, tuple[float, ...]]:
    """What the layers of each role took themselves, in ms, pass by pass, without roles that never ran."""
    ran = {path: role for path, role in roles.items() if any(path in shares for shares in passes)}
    return {
        role: tuple(
            sum(shares[path].own_ms for path, its in ran.items() if its is role and path in shares)
            for shares in passes
        )
        for role in Role
        if role in ran.values()
    }


def _layer_time(path: str, passes: Sequence[dict[str, Share]], role: Role | None) -> LayerTime:
    shares = [shares[path] for shares in passes if path in shares]
    return LayerTime(
        path,
        shares[0].calls,
        median(share.total_ms for share in shares),
        median(share.own_ms for share in shares),
        role,
    )
