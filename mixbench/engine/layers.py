"""Which layer is at work while a network runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from torch import nn
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
