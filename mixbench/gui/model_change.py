"""What an edit costs: a model beside its published variant, role by role."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, log10

from mixbench.core.model import Dtype, Model
from mixbench.core.roles import Role
from mixbench.core.units import si
from mixbench.gui.law_curve import law_at

#: Bytes of one number.
ITEM_BYTES: dict[Dtype, int] = {"float32": 4, "bfloat16": 2, "float16": 2}


@dataclass(frozen=True)
class Change:
    """One figure of a model and that of its published variant."""

    own: int
    published: int

    @property
    def difference(self) -> int:
        """By how much the model has more."""
        return self.own - self.published

    @property
    def share(self) -> float | None:
        """The difference as a part of what was published; None where nothing was."""
        return self.difference / self.published if self.published else None

    @property
    def rough(self) -> str:
        """The same part with two digits, for a line that is short."""
        if not self.difference or self.share is None:
            return self.percent
        size = abs(self.share) * 100
        return f"{_sign(self.difference)}{size:.0f} %" if size >= 10 else self.percent

    @property
    def percent(self) -> str:
        """`+8 %`, `−50 %` or `±0`; a dash where there was nothing to be a part of."""
        if not self.difference:
            return "±0"
        return "–" if self.share is None else f"{_sign(self.difference)}{abs(self.share) * 100:.3g} %"

    def amount(self, *, is_memory: bool = False) -> str:
        """`+1.20 M`, `−4.80 MB` or `±0`."""
        if not self.difference:
            return "±0"
        size = brief(abs(self.difference))
        return _sign(self.difference) + (f"{size}{'' if size[-1].isalpha() else ' '}B" if is_memory else size)

    def text(self, *, is_memory: bool = False) -> str:
        """`+1.20 M (+8 %)`."""
        amount = self.amount(is_memory=is_memory)
        return f"{amount} ({self.percent})" if self.difference and self.published else amount


def brief(value: int) -> str:
    """Three digits with a decimal prefix, for columns that are narrow: `8.40 M`, `206 k`."""
    return si(value, 2 - floor(log10(value)) % 3 if value else 0)


def _sign(difference: int) -> str:
    return "+" if difference > 0 else "−"


@dataclass(frozen=True)
class RoleChange:
    """What an edit changes in the layers of one role; `memory_bytes` are those of the weights."""

    role: Role
    params: Change
    macs: Change
    memory_bytes: Change


@dataclass(frozen=True)
class ModelChange:
    """What an edit changes by law, for each role that either network has, and in the whole."""

    roles: tuple[RoleChange, ...]
    params: Change
    macs: Change
    weight_bytes: Change


def change_of(model: Model, side: int, dtype: Dtype) -> ModelChange | None:
    """A model against its published variant for images of this side; None where either refuses them."""
    own, published = law_at(model, side, side), law_at(Model(model.variant), side, side)
    if own is None or published is None:
        return None
    size = ITEM_BYTES[dtype]
    roles = []
    for role in Role:
        one, other = own.role(role), published.role(role)
        params, macs = Change(one.params, other.params), Change(one.macs, other.macs)
        if any((*_pair(params), *_pair(macs))):
            roles.append(RoleChange(role, params, macs, _times(params, size)))
    params = Change(own.params, published.params)
    return ModelChange(tuple(roles), params, Change(own.macs, published.macs), _times(params, size))


def _pair(change: Change) -> tuple[int, int]:
    return change.own, change.published


def _times(change: Change, factor: int) -> Change:
    return Change(change.own * factor, change.published * factor)
