"""What a network costs, known without a clock: parameters, MACs, bytes.

One MAC is one multiply-accumulate of a matrix product, convolution or attention product, for one
image; FLOPs = 2 x MACs. Everything else that is computed is counted apart as other operations.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mixbench.core.roles import Role

#: The parts of a training step; inference is all forward.
Phase = Literal["forward", "backward", "optimizer"]


@dataclass(frozen=True)
class RoleCost:
    """The share of one role: trainable parameters, and MACs of one image."""

    params: int = 0
    macs: int = 0

    def __add__(self, other: RoleCost) -> RoleCost:
        return RoleCost(self.params + other.params, self.macs + other.macs)


@dataclass(frozen=True)
class Cost:
    """A network's cost by role. `tokens` is the number of positions of the first stage."""

    tokens: int
    by_role: dict[Role, RoleCost]

    @classmethod
    def of(cls, tokens: int, **roles: tuple[int, int]) -> Cost:
        """Build from `role=(params, macs)` terms, as the laws of the catalog state them."""
        return cls(tokens, {Role(name): RoleCost(*pair) for name, pair in roles.items()})

    @property
    def params(self) -> int:
        """Trainable parameters of the whole network."""
        return sum(share.params for share in self.by_role.values())

    @property
    def macs(self) -> int:
        """MACs of one image through the whole network."""
        return sum(share.macs for share in self.by_role.values())

    def role(self, role: Role) -> RoleCost:
        """The share of one role, zero where the network has none of it."""
        return self.by_role.get(role, RoleCost())


@dataclass(frozen=True)
class OperatorCount:
    """One operator of the pass: how often it ran and what it did, for one image."""

    name: str
    calls: int
    macs: int = 0
    other_operations: int = 0


@dataclass(frozen=True)
class LayerCost:
    """One module that does work itself (not through its children), for one image.

    `macs`, `other_operations` and the bytes are of the forward pass, `backward_macs` of a training step's
    way back. Of the whole batch are `peak_bytes`, the most that was live while this module was at work,
    and `held_bytes`, what this module had made and was still live at the peak of the whole pass.
    `grouped_macs` are those of its depthwise and grouped convolutions; None where they were not told apart.
    """

    path: str
    kind: str
    role: Role
    params: int = 0
    macs: int = 0
    other_operations: int = 0
    bytes_read: int = 0
    bytes_written: int = 0
    backward_macs: int = 0
    peak_bytes: int = 0
    held_bytes: int = 0
    grouped_macs: int | None = None

    @property
    def is_at_work(self) -> bool:
        """Whether it does anything itself in the forward pass: what does not only holds parameters."""
        return bool(self.macs or self.bytes_read or self.bytes_written)


@dataclass(frozen=True)
class MemoryForecast:
    """The peak of live tensors in one pass or training step of a whole batch, without running it.

    `activation_bytes` leaves out `weight_bytes` (parameters and buffers) and `optimizer_bytes` (its state)
    but holds the input and, in a training step, the gradients: those of the weights that are live at the
    peak are `gradient_bytes` of it.
    """

    activation_bytes: int
    weight_bytes: int
    peak_layer: str
    peak_operator: str
    peak_phase: Phase = "forward"
    gradient_bytes: int = 0
    optimizer_bytes: int = 0

    @property
    def total_bytes(self) -> int:
        """All that must fit into memory at once."""
        return self.activation_bytes + self.weight_bytes + self.optimizer_bytes


@dataclass(frozen=True)
class PhaseCount:
    """What one part of a training step does; MACs, operations and bytes are of one image, those of the
    optimizer of the whole step."""

    phase: Phase
    macs: int = 0
    other_operations: int = 0
    bytes_read: int = 0
    bytes_written: int = 0


@dataclass(frozen=True)
class Count:
    """Our own dispatch-level witness, by role, layer and operator; MACs are of one image.

    MACs, operations and bytes are of the forward pass, also where a training step was counted: what
    each part of the step does stands in `phases`, and `memory` is that of the whole step.
    `unknown` lists operators that the counter has no rule for: they are never silently dropped.
    """

    params: int
    trainable_params: int
    macs: int
    other_operations: int
    bytes_read: int
    bytes_written: int
    by_role: dict[Role, RoleCost]
    memory: MemoryForecast
    layers: tuple[LayerCost, ...] = ()
    operators: tuple[OperatorCount, ...] = ()
    unknown: tuple[OperatorCount, ...] = ()
    phases: tuple[PhaseCount, ...] = ()

    def phase(self, phase: Phase) -> PhaseCount | None:
        """One part of a training step, None where only inference was counted."""
        return next((part for part in self.phases if part.phase == phase), None)


CauseKind = Literal["added", "left_out", "counted_otherwise"]


@dataclass(frozen=True)
class Cause:
    """Why another counter's MACs differ from ours, by `amount` MACs of one image (signed: theirs - ours).

    `operator` is torch's name of what is treated otherwise, `calls` how often it ran, `reason` a sentence.
    `layers` are the paths of the modules concerned, the largest amounts first.
    """

    kind: CauseKind
    operator: str
    calls: int
    amount: int
    reason: str
    layers: tuple[str, ...] = ()


@dataclass(frozen=True)
class Witness:
    """Another counter's opinion on the MACs of one image, and what it is known not to see.

    `macs` is None where the counter could not be asked; `note` then says why. `extra` are amounts
    that the counter added for operators that are not MACs, `dropped` names operators that it left out:
    its own words. `causes` explain its difference from our count; what they leave is `unexplained`.
    """

    name: str
    macs: int | None
    note: str = ""
    extra: dict[str, int] = field(default_factory=dict)
    dropped: dict[str, int] = field(default_factory=dict)
    causes: tuple[Cause, ...] = ()

    def unexplained(self, macs: int) -> int | None:
        """What no cause accounts for of the difference from our `macs`; None where it was not asked."""
        return None if self.macs is None else self.macs - macs - sum(cause.amount for cause in self.causes)


@dataclass(frozen=True)
class CostReport:
    """What the worker found out about a case without a clock."""

    count: Count
    torch: Witness | None = None
    fvcore: Witness | None = None
    peak_memory_bytes: int | None = None
