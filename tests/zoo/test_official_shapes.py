"""Every network holds the tensors of its authors' code, or of timm's: the same shapes, as many times.

`official_shapes/<family>.json` was written from those networks, not from ours; two of its entries are
[shape, how many]. A family without public code has no file.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.zoo.construction import construct

FOLDER = Path(__file__).parent / "official_shapes"
OFFICIAL = {
    variant: dict(map(tuple, shapes))
    for file in sorted(FOLDER.glob("*.json"))
    for variant, shapes in json.loads(file.read_text()).items()
}


@pytest.mark.parametrize("variant", OFFICIAL)
def test_parameters_have_the_shapes_of_the_official_network(variant):
    resolved = resolve(Model(variant))
    side = resolved.variant.native_px
    network = construct(resolved, side, side, device="meta")
    ours = Counter("x".join(map(str, parameter.shape)) for parameter in network.parameters())
    assert ours == OFFICIAL[variant]
