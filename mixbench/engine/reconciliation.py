"""Why another counter's figure differs from ours: named causes, predicted from our own pass.

A cause is never read off the counter that it explains. Its amount follows from the shapes of our pass and
from that counter's rules as they are stated here and in `fvcore_rules`; so a counter that changes, or a
fault of ours, is left over as unexplained.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

from torch import Tensor, nn

from mixbench.core.cost import Cause, CauseKind, Witness
from mixbench.engine.composites import Call, calls_of

#: The kernels that torch's counter has a formula for, as of torch 2.13; all of them agree with ours.
TORCH_COUNTS = frozenset(
    {
        "mm",
        "addmm",
        "bmm",
        "baddbmm",
        "_scaled_mm",
        "convolution",
        "_convolution",
        "convolution_overrideable",
        "cudnn_convolution",
        "_slow_conv2d_forward",
        "_scaled_dot_product_efficient_attention",
        "_scaled_dot_product_flash_attention",
        "_scaled_dot_product_cudnn_attention",
    }
)

#: Why fvcore's formula for an operator gives another figure than ours.
_FVCORE_COUNTS = {
    "layer_norm": "fvcore adds 5 for each element, 4 without weights, to what it counts as MACs",
    "group_norm": "fvcore adds 5 for each element, 4 without weights, to what it counts as MACs",
    "instance_norm": "fvcore adds 5 for each element, 4 without weights, to what it counts as MACs",
    "batch_norm": "fvcore adds 2 for each element, 1 without weights, to what it counts as MACs",
    "adaptive_avg_pool2d": "fvcore adds 1 for each element that goes in; it adds nothing for a plain mean",
    "upsample_nearest2d": "fvcore adds 1 for each element that comes out",
    "upsample_bilinear2d": "fvcore adds 4 for each element that comes out",
    "grid_sampler": "fvcore adds 4 for each element that comes out",
    "matmul": "fvcore forgets the axes over which the first factor is repeated",
    "einsum": "fvcore takes numpy's estimate, of which four digits are kept",
}

#: Why fvcore leaves an operator out, where more is to be said than that it has no formula.
_FVCORE_LEAVES_OUT = {
    "_convolution_mode": 'padding given as a word, like "same", takes a way that fvcore has no formula for',
    "scaled_dot_product_attention": "fvcore has no formula for fused attention",
    "torchvision::deform_conv2d": "fvcore has no formula for deformable convolution",
}


@dataclass(frozen=True)
class _Opinion:
    """What a counter is predicted to make of one call, for the whole batch, and why that is not our count."""

    macs: int
    reason: str = ""


Rule = Callable[[Call], _Opinion]


def by_torch(call: Call) -> _Opinion:
    """torch's counter: the kernels that it knows."""
    missing = [kernel for kernel in call.kernels if kernel not in TORCH_COUNTS]
    macs = sum(macs for kernel, macs in call.kernels.items() if kernel in TORCH_COUNTS)
    return _Opinion(macs, f"torch's counter has no formula for {', '.join(missing)}")


def by_fvcore(call: Call) -> _Opinion:
    """fvcore: what it has a formula for, where the traced result is used."""
    if not call.is_used:
        return _Opinion(0, "nothing that is returned depends on it, so fvcore's trace drops it")
    if call.fvcore is None:
        default = "fvcore has no formula for it"
        return _Opinion(0, _FVCORE_LEAVES_OUT.get(call.operator, default))
    return _Opinion(call.fvcore, _FVCORE_COUNTS.get(call.operator, "fvcore's formula is another than ours"))


_RULES: dict[str, Rule] = {"torch": by_torch, "fvcore": by_fvcore}


def explained(witness: Witness, network: nn.Module, image: Tensor) -> Witness:
    """The witness with its causes, from a pass of a network on `meta` and an image like the witness saw."""
    if witness.macs is None:
        return witness
    try:
        found = causes(calls_of(network, image), _RULES[witness.name], image.shape[0])
    except Exception as error:  # what cannot be explained must not take the measurement with it
        lost = f"no cause was found: {type(error).__name__}: {error}".splitlines()[0]
        return replace(witness, note=f"{witness.note}; {lost}" if witness.note else lost)
    return replace(witness, causes=tuple(found))


def causes(calls: Iterable[Call], rule: Rule, batch: int) -> list[Cause]:
    """The causes of one counter's difference for one image, the largest first."""
    found: dict[tuple[CauseKind, str, str], _Sum] = {}
    for call, kind, amount, reason in _differences(calls, rule):
        found.setdefault((kind, call.operator, reason), _Sum()).add(call.layer, amount)
    named = [
        Cause(kind, operator, total.calls, total.layers.total() // batch, reason, total.largest())
        for (kind, operator, reason), total in found.items()
    ]
    return sorted(named, key=lambda cause: (-abs(cause.amount), cause.operator, cause.kind))


@dataclass
class _Sum:
    """Calls of one cause, and their signed amounts by layer."""

    calls: int = 0
    layers: Counter[str] = field(default_factory=Counter)

    def add(self, layer: str, amount: int) -> None:
        self.calls += 1
        self.layers[layer] += amount

    def largest(self) -> tuple[str, ...]:
        """The layers, the largest amounts first, and in the network's order where they are equal."""
        return tuple(sorted(self.layers, key=lambda layer: -abs(self.layers[layer])))


def _differences(calls: Iterable[Call], rule: Rule) -> Iterator[tuple[Call, CauseKind, int, str]]:
    """The calls that a counter is predicted to take otherwise than we, and those that nobody counts."""
    for call in calls:
        opinion = rule(call)
        amount = opinion.macs - call.macs
        if amount:
            kind: CauseKind = (
                "added" if not call.macs else "counted_otherwise" if opinion.macs else "left_out"
            )
            yield call, kind, amount, opinion.reason
        elif call.unknown:
            yield call, "left_out", 0, "no counter has a rule for it, ours neither"
