"""Which layer is at work while a network runs, on the way there and on the way back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import torch
from torch import nn
from torch.autograd import _get_sequence_nr  # type: ignore[attr-defined]  # missing from torch's stubs
from torch.nn.modules.module import register_module_forward_hook, register_module_forward_pre_hook


class LayerStack:
    """The path of the module that runs now: the innermost that was called.

    A module that is run through `.forward()`, or whose weights a parent uses in a functional call,
    works in the name of that parent. A module with two paths keeps the first.
    """

    def __init__(self, modules: Mapping[str, nn.Module]) -> None:
        self._paths = {id(module): path for path, module in modules.items()}
        self._stack = [""]
        #: The path of the module at work, "" for the network itself.
        self.current = ""

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Follow the calls of the network's modules. The modules themselves are left alone."""
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
        self.current = self._paths.get(id(module), self.current)
        self._stack.append(self.current)

    def _leave(self, *_: Any) -> None:
        self._stack.pop()
        self.current = self._stack[-1]


class GradientLayers(LayerStack):
    """Knows on the way back, too, whose work it is: that of the layer that made the autograd node.

    Autograd numbers its nodes in the order in which they are made, so the number at which each layer
    began tells the maker of every node. What autograd adds up between nodes is the work of the node whose
    gradient came last. A gradient that is laid down beside its weight is the work of the weight's layer.
    """

    def __init__(
        self, modules: Mapping[str, nn.Module], parameters: Mapping[str, tuple[nn.Parameter, ...]]
    ) -> None:
        super().__init__(modules)
        self._owners = {id(item): path for path, held in parameters.items() for item in held}
        self._numbers: list[int] = [0]
        self._layers: list[str] = [""]
        self._latest = ""

    def _enter(self, module: nn.Module, inputs: Any) -> None:
        super()._enter(module, inputs)
        self._begin()

    def _leave(self, *outcome: Any) -> None:
        super()._leave(*outcome)
        self._begin()

    def _begin(self) -> None:
        """Nodes from here on belong to the module at work."""
        self._numbers.append(_get_sequence_nr())
        self._layers.append(self.current)

    def at_gradient(self) -> str:
        """The layer whose gradient is being found.

        Modules that run again on the way back, as checkpointing has them do, work in their own name.
        """
        if len(self._stack) > 1:
            return self.current
        node = torch._C._current_autograd_node()
        if node is not None:
            weight = getattr(node, "variable", None)
            number = node._sequence_nr()
            self._latest = (
                self._layers[bisect_right(self._numbers, number) - 1]
                if weight is None
                else self._owners.get(id(weight), "")
            )
        return self._latest
