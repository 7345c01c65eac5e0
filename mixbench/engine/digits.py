"""Real images that a package carries: the handwritten digits of scikit-learn, 8 x 8 pixels each.

Nothing is downloaded. An image becomes large enough for the networks by repeating each of its pixels
`SCALE` x `SCALE` times, which adds no information: no interpolation smooths the strokes. What is shuffled
are the real pixels, before that.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

from mixbench.catalog.tiny import SIDE_PX
from mixbench.core.errors import MixBenchError
from mixbench.core.learning import HELD_OUT, Shuffle

#: Side of an image in real pixels, how often each is repeated along a side, and the side of a tile that
#: changes places as a whole.
SIDE = 8
SCALE = SIDE_PX // SIDE
PATCH = 2

#: Which images are held out is drawn once, and is the same for every training.
_SPLIT_SEED = 1797

#: The darkest pixel.
_INK = 16.0

_MISSING = (
    "the learning probe needs the digits that scikit-learn carries, and scikit-learn is not installed where "
    "the engine runs; install it with: pip install 'mixbench[probe]'"
)


@dataclass(frozen=True)
class Split:
    """Images (N, 8, 8) with mean 0 and spread 1 over all training pixels, and their labels (N,)."""

    train: Tensor
    train_labels: Tensor
    held_out: Tensor
    held_out_labels: Tensor


@cache
def load_digits() -> Split:
    """The digits, always split alike; raise `MixBenchError` where scikit-learn is missing."""
    try:
        from sklearn import datasets
    except ImportError as error:
        raise MixBenchError(_MISSING) from error
    found = datasets.load_digits()
    images = torch.tensor(found.images, dtype=torch.float32) / _INK
    labels = torch.tensor(found.target, dtype=torch.int64)
    order = torch.randperm(len(images), generator=torch.Generator().manual_seed(_SPLIT_SEED))
    held_out, train = order[:HELD_OUT], order[HELD_OUT:]
    spread, mean = torch.std_mean(images[train])
    images = (images - mean) / spread
    return Split(images[train], labels[train], images[held_out], labels[held_out])


def permutation(shuffle: Shuffle, seed: int) -> Tensor:
    """Where each of the 64 real pixels comes from, (64,): a bijection, the same for every image."""
    places = torch.arange(SIDE * SIDE)
    generator = torch.Generator().manual_seed(seed)
    if shuffle == "pixels":
        return places[torch.randperm(len(places), generator=generator)]
    if shuffle == "patches":
        count = SIDE // PATCH
        tiles = places.view(count, PATCH, count, PATCH).transpose(1, 2).reshape(count**2, PATCH, PATCH)
        moved = tiles[torch.randperm(count**2, generator=generator)]
        return moved.view(count, count, PATCH, PATCH).transpose(1, 2).reshape(-1)
    return places


def shuffled(images: Tensor, places: Tensor) -> Tensor:
    """The images (N, 8, 8) with their pixels taken from other places."""
    return images.flatten(1)[:, places].view_as(images)


def enlarged(images: Tensor) -> Tensor:
    """(N, 8, 8) to (N, 3, 32, 32): each pixel repeated, the three channels alike."""
    large = images.repeat_interleave(SCALE, 1).repeat_interleave(SCALE, 2)
    return large.unsqueeze(1).repeat(1, 3, 1, 1)
