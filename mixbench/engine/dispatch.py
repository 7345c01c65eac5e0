"""The seam at which every pass looks at a network: torch's dispatcher, operator by operator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from torch._ops import OpOverload
from torch.utils._python_dispatch import TorchDispatchMode


class PassMode(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch leaves its modes untyped
    """A dispatch mode that handles each operator in `run`, which calls `operator` itself.

    While `run` is at work the mode is off, so what an operator is made of is not seen.
    """

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()  # type: ignore[no-untyped-call]  # as above

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # as above

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Torch would wrap every call to hide it from torch.compile, which no pass here meets.

        That costs half of the time of a count, and seconds for the import of the compiler.
        """
        return False

    def run(self, operator: OpOverload, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
        """Run the operator and return its result."""
        return operator(*args, **kwargs)

    def __torch_dispatch__(
        self,
        func: Any,
        types: Any,
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        return self.run(func, args, kwargs or {})
