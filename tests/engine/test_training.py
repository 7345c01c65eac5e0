"""A training step learns, does what its parts do, and is the same on meta tensors."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn import functional

from mixbench.core.errors import RequestError
from mixbench.engine.training import EPS, LEARNING_RATE, WEIGHT_DECAY, TrainingStep

IMAGE = (2, 3, 8, 12)


def classifier(seed=0):
    torch.manual_seed(seed)
    return nn.Sequential(nn.Conv2d(3, 4, 1), nn.GELU(), nn.Flatten(), nn.Linear(4 * 96, 5))


class Restorer(nn.Module):
    """Answers with an image of half the sides and one of the whole, as a network of one stage does."""

    def __init__(self):
        super().__init__()
        self.layer = nn.Conv2d(3, 3, 1)

    def forward(self, image):
        restored = self.layer(image)
        return [[functional.avg_pool2d(restored, 2), restored]]


def test_a_step_is_adamw_on_the_cross_entropy_of_the_first_label():
    image = torch.rand(IMAGE)
    expected, network = classifier(), classifier()
    loss = -functional.log_softmax(expected(image), -1)[:, 0].mean()
    gradients = torch.autograd.grad(loss, list(expected.parameters()))
    step = TrainingStep(network, image)
    assert step.forward().item() == pytest.approx(loss.item())
    step.backward()
    step.optimize()
    for before, gradient, after in zip(expected.parameters(), gradients, network.parameters(), strict=True):
        # the first step by hand: both moments are corrected to the gradient and its square
        moved = before * (1 - LEARNING_RATE * WEIGHT_DECAY) - LEARNING_RATE * gradient / (
            gradient.square().sqrt() + EPS
        )
        torch.testing.assert_close(after, moved)


def test_restoring_is_the_absolute_error_summed_over_all_answers():
    image, network = torch.rand(IMAGE), Restorer()
    step = TrainingStep(network, image, "restoration")
    target = image.flip(-1)
    ((half, whole),) = network(image)
    expected = (half - target[..., ::2, ::2]).abs().mean() + (whole - target).abs().mean()
    torch.testing.assert_close(step.forward(), expected)


@pytest.mark.parametrize("make", [classifier, Restorer])
def test_steps_make_the_loss_smaller_and_leave_no_gradient(make):
    task = "classification" if make is classifier else "restoration"
    step = TrainingStep(make().eval(), torch.rand(IMAGE), task)
    assert step.network.training
    assert step.optimizer_state == ()
    first = step.forward().item()
    step.backward()
    step.optimize()
    for _ in range(30):
        step.call()
    assert step.forward().item() < first
    step.backward()
    step.optimize()
    assert all(weight.grad is None for weight in step.network.parameters())


def test_the_phases_are_the_step_in_its_order():
    image, parts, whole = torch.rand(IMAGE), classifier(), classifier()
    step = TrainingStep(parts, image)
    assert [name for name, _ in step.phases] == ["forward", "backward", "optimizer"]
    for _, phase in step.phases:
        phase()
    TrainingStep(whole, image).call()
    for first, second in zip(parts.parameters(), whole.parameters(), strict=True):
        assert torch.equal(first, second)


def test_the_state_on_meta_is_that_of_real_steps():
    def described(step):
        step.call()
        return sorted((tuple(item.shape), item.dtype, item.stride()) for item in step.optimizer_state)

    network = classifier()
    network.unused = nn.Parameter(torch.zeros(7))  # never has a gradient, so no state
    network[0].bias.requires_grad_(False)
    real = described(TrainingStep(network, torch.rand(IMAGE)))
    assert described(TrainingStep(network.to("meta"), torch.empty(IMAGE, device="meta"))) == real
    assert len(real) == 3 * 3


def test_a_batch_too_small_for_batch_norm_is_refused_with_what_to_change():
    network = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.BatchNorm2d(3), nn.Flatten())
    with pytest.raises(RequestError, match=r"training at batch 1 .* take a larger batch"):
        TrainingStep(network, torch.rand(1, 3, 8, 8)).forward()
