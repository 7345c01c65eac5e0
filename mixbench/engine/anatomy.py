"""The modules and weights of a network, walked through once."""

from __future__ import annotations

from dataclasses import dataclass

from torch import Tensor, nn


@dataclass(frozen=True)
class Anatomy:
    """Modules and their own parameters by path, and the weights: parameters and buffers, each once.

    A module or parameter that is shared has the path where it is met first.
    """

    modules: dict[str, nn.Module]
    parameters: dict[str, tuple[nn.Parameter, ...]]
    weights: tuple[Tensor, ...]

    @classmethod
    def of(cls, network: nn.Module) -> Anatomy:
        """Walk through a network."""
        modules = dict(network.named_modules())
        parameters: dict[str, tuple[nn.Parameter, ...]] = {}
        weights: dict[int, Tensor] = {}
        for path, module in modules.items():
            held = module.parameters(recurse=False)
            parameters[path] = own = tuple(item for item in held if id(item) not in weights)
            weights.update((id(item), item) for item in (*own, *module.buffers(recurse=False)))
        return cls(modules, parameters, tuple(weights.values()))

    def params(self, path: str, *, trainable: bool = False) -> int:
        """The number of parameters of one module without its children."""
        return sum(item.numel() for item in self.parameters[path] if item.requires_grad or not trainable)

    @property
    def weight_bytes(self) -> int:
        """Bytes of all weights; a storage that two of them share counts once."""
        storages = [item.untyped_storage() for item in self.weights]
        return sum({storage._cdata: storage.nbytes() for storage in storages}.values())
