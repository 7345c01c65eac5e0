"""How a module says what it is for, once; everything inside it inherits the answer."""

from __future__ import annotations

from typing import TypeVar

from torch import nn

from mixbench.core.roles import Role

ModuleT = TypeVar("ModuleT", bound=nn.Module)

#: The attribute of a module that carries its role.
_ATTRIBUTE = "mixbench_role"


def assign(role: Role, module: ModuleT) -> ModuleT:
    """Mark the module, and what it holds, as serving `role`; give the module back."""
    setattr(module, _ATTRIBUTE, role)
    return module


def roles_by_path(network: nn.Module) -> dict[str, Role]:
    """The role of every module by its dotted path (the network itself is "").

    A module has the role that it or its nearest ancestor says, `OTHER` where none does.
    """
    roles: dict[str, Role] = {}
    for path, module in network.named_modules(remove_duplicate=False):
        inherited = roles[path.rpartition(".")[0]] if path else Role.OTHER
        roles[path] = getattr(module, _ATTRIBUTE, inherited)
    return roles


def params_by_role(network: nn.Module) -> dict[Role, int]:
    """Trainable parameters of the network by role; a shared one counts where it is met first."""
    roles = roles_by_path(network)
    counts: dict[Role, int] = {}
    for name, parameter in network.named_parameters():
        if parameter.requires_grad:
            role = roles[name.rpartition(".")[0]]
            counts[role] = counts.get(role, 0) + parameter.numel()
    return counts
