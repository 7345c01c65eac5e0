"""What one training step is, for real tensors and for meta tensors.

Forward: the network in training mode, then its loss. Backward: gradients of every trainable weight.
Optimizer: AdamW in its fused kernel, which updates in place and allocates nothing, so that the memory of
a step is the network's own; afterwards the gradients are let go of. Images and labels are on the device
before the step begins, as a loader that keeps ahead would have them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

import torch
from torch import Tensor, nn
from torch.nn import functional

from mixbench.core.cost import Phase
from mixbench.core.errors import RequestError

#: What a network is trained to do.
Task = Literal["classification", "restoration"]

LEARNING_RATE, BETAS, EPS, WEIGHT_DECAY = 1e-3, (0.9, 0.999), 1e-8, 0.01

#: What torch says where batch norm is asked for the spread of a single value.
_ONE_VALUE = "Expected more than 1 value per channel"


class TrainingStep:
    """One step of training, whole or in its three parts, which must be called in their order.

    Classifiers learn by cross-entropy on fixed labels; networks that restore images by the mean absolute
    error against a fixed image, summed over all images that they answer with. The network is put into
    training mode, and its weights change with each step. The optimizer's state, two tensors of the size
    of each weight that has a gradient, exists from the end of the first step.

    `network` answers with logits (B, classes), or with images (B, 3, h, w) in lists; `image` is (B, 3, H, W).
    """

    def __init__(self, network: nn.Module, image: Tensor, task: Task = "classification") -> None:
        self.network, self.image = network.train(), image
        is_classifier = task == "classification"
        #: Labels (B,), or the image (B, 3, H, W) to restore.
        self.target = image.new_zeros(image.shape[0], dtype=torch.int64) if is_classifier else image.flip(-1)
        self._loss_of = functional.cross_entropy if is_classifier else _absolute_error
        trainable = [weight for weight in network.parameters() if weight.requires_grad]
        self._optimizer = _MetaAdamW(trainable) if image.is_meta else _adamw(trainable, image.device)
        self._loss: Tensor | None = None

    def forward(self) -> Tensor:
        """The loss; raises `RequestError` where the batch is too small for batch norm."""
        try:
            self._loss = self._loss_of(self.network(self.image), self.target)
        except ValueError as error:
            if _ONE_VALUE not in str(error):
                raise
            raise RequestError(
                f"training at batch {self.image.shape[0]} leaves a batch norm a single value to find the"
                " spread of; take a larger batch or size"
            ) from error
        return self._loss

    def backward(self) -> None:
        """Find the gradients; what the forward pass kept for it is freed on the way."""
        assert self._loss is not None, "the forward pass comes first"
        loss, self._loss = self._loss, None
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped

    def optimize(self) -> None:
        """Update the weights and let go of the gradients."""
        self._optimizer.step()
        self._optimizer.zero_grad(set_to_none=True)

    def call(self) -> None:
        """The whole step."""
        self.forward()
        self.backward()
        self.optimize()

    @property
    def phases(self) -> tuple[tuple[Phase, Callable[[], object]], ...]:
        """The parts of the step in their order."""
        return ("forward", self.forward), ("backward", self.backward), ("optimizer", self.optimize)

    @property
    def optimizer_state(self) -> tuple[Tensor, ...]:
        """What the optimizer keeps between steps: none before the first."""
        states: Iterable[dict[str, Any]] = self._optimizer.state.values()
        return tuple(item for state in states for item in state.values() if isinstance(item, Tensor))


def _absolute_error(answers: Any, image: Tensor) -> Tensor:
    """Summed over all answers; a coarse one is held against every n-th pixel of the image, a view."""
    errors = [functional.l1_loss(answer, _thinned(image, answer)) for answer in _images(answers)]
    return errors[0] if len(errors) == 1 else torch.stack(errors).sum()


def _images(answers: Any) -> Iterator[Tensor]:
    """The tensors of nested lists."""
    if isinstance(answers, Tensor):
        yield answers
    else:
        for answer in answers:
            yield from _images(answer)


def _thinned(image: Tensor, answer: Tensor) -> Tensor:
    """The image (B, 3, H, W) at the pixels of an answer (B, 3, H / n, W / n)."""
    step = image.shape[-1] // answer.shape[-1]
    return image[..., ::step, ::step]


def _adamw(weights: list[nn.Parameter], device: torch.device) -> torch.optim.Optimizer:
    """Fused AdamW, whose steps a CUDA graph can hold."""
    return torch.optim.AdamW(
        weights,
        lr=LEARNING_RATE,
        betas=BETAS,
        eps=EPS,
        weight_decay=WEIGHT_DECAY,
        fused=True,
        capturable=device.type == "cuda",
    )


class _MetaAdamW:
    """Fused AdamW for meta tensors, which torch's optimizer refuses: the same state, the same calls.

    The state is there from the start, because steps are forecast as they are from the second one on.
    """

    def __init__(self, weights: Iterable[nn.Parameter]) -> None:
        self.state: dict[nn.Parameter, dict[str, Tensor]] = {
            weight: {
                "step": torch.zeros((), device=weight.device),
                "exp_avg": torch.zeros_like(weight, memory_format=torch.preserve_format),
                "exp_avg_sq": torch.zeros_like(weight, memory_format=torch.preserve_format),
            }
            for weight in weights
        }

    @torch.no_grad()
    def step(self) -> None:
        """Update every weight that has a gradient; one that never has any keeps no state."""
        self.state = {weight: state for weight, state in self.state.items() if weight.grad is not None}
        by_dtype: dict[torch.dtype, list[nn.Parameter]] = {}
        for weight in self.state:
            by_dtype.setdefault(weight.dtype, []).append(weight)
        for weights in by_dtype.values():
            self._update(weights)

    def _update(self, weights: list[nn.Parameter]) -> None:
        states = [self.state[weight] for weight in weights]
        steps = [state["step"] for state in states]
        torch._foreach_add_(steps, 1)
        torch._fused_adamw_(
            list(weights),
            [weight.grad for weight in weights if weight.grad is not None],
            [state["exp_avg"] for state in states],
            [state["exp_avg_sq"] for state in states],
            [],
            steps,
            lr=LEARNING_RATE,
            beta1=BETAS[0],
            beta2=BETAS[1],
            weight_decay=WEIGHT_DECAY,
            eps=EPS,
            amsgrad=False,
            maximize=False,
        )

    def zero_grad(self, *, set_to_none: bool) -> None:  # noqa: ARG002 - torch's own signature
        """Let go of the gradients."""
        for weight in self.state:
            weight.grad = None
