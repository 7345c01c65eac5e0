"""MixBench: a laboratory for vision-MLP networks and their rivals.

Importing this package loads neither torch nor Qt; `build` loads torch when it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mixbench.core.version import __version__

if TYPE_CHECKING:
    from torch import nn

    from mixbench.core.model import Value

__all__ = ["__version__", "build", "reparameterize"]


def build(
    variant: str,
    *,
    image_size: int | tuple[int, int] | None = None,
    num_classes: int | None = None,
    device: str = "cpu",
    deploy: bool = False,
    **hyperparameters: Value,
) -> nn.Module:
    """Build a network of the catalog, ready for inference (`eval` mode).

    `variant` is a name of `mixbench list`; `image_size` the side or (H, W) in pixels, by default the
    published one; `device="meta"` allocates nothing; `deploy` asks for the re-parameterized form of a family
    that has one. The network takes (B, 3, H, W) and gives (B, num_classes), or images from MAXIM.
    Raises `RequestError` where a name, hyperparameter or size is refused.
    """
    from mixbench.zoo.construction import build as build_network

    return build_network(
        variant,
        image_size=image_size,
        num_classes=num_classes,
        device=device,
        deploy=deploy,
        hyperparameters=hyperparameters,
    )


def reparameterize(network: nn.Module) -> nn.Module:
    """The deploy form of a network in training form (RepVGG, RepMLPNet, RepMLP-ResNet), in `eval` mode.

    A fresh network without branches, with the same outputs to rounding and contiguous weights; `network`
    stays as it is. Raises `RequestError` where there is no such form, or it is that already.
    """
    from mixbench.zoo.reparameterization import reparameterize as convert

    return convert(network)
