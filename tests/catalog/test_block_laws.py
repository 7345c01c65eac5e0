"""The law of one block, written for people, against the law of the whole network: one block more or less."""

from __future__ import annotations

import re

import pytest
from samples import FAMILIES, VARIANTS

from mixbench.catalog.hyperparameters import values_of
from mixbench.catalog.registry import Resolved, resolve
from mixbench.core.model import Model
from mixbench.core.roles import Role


def evaluated(formula: str, symbols: dict[str, int]) -> int:
    """The value of a written formula: a space between factors multiplies, ^ raises."""
    product = re.sub(r"(?<=[\w)])\s+(?=[\w(])", " * ", formula).replace("^", "**")
    return eval(product, {"__builtins__": {}}, dict(symbols))


def deeper(resolved: Resolved, stage: int) -> Resolved:
    """The same model with one block more in a stage."""
    values = values_of(resolved.config)
    if "depth" in values:
        return resolve(Model(resolved.variant.id, {"depth": values["depth"] + 1}))
    depths = list(values["depths"])
    depths[stage] += 1
    return resolve(Model(resolved.variant.id, {"depths": tuple(depths)}))


def has_depth(variant: str) -> bool:
    return bool({"depth", "depths"} & set(values_of(resolve(Model(variant)).config)))


def test_a_written_formula_is_read_as_a_person_reads_it():
    assert evaluated("4 n C^2 + (C + 2) q", {"n": 3, "C": 5, "q": 7}) == 4 * 3 * 25 + 7 * 7


@pytest.mark.parametrize("variant", [variant for variant in VARIANTS if has_depth(variant)])
def test_one_block_more_costs_what_the_formula_says(variant):
    resolved = resolve(Model(variant))
    side, block = resolved.variant.native_px, resolved.family.block
    before = resolved.law(side, side)
    for stage, symbols in enumerate(block.values(resolved.config, side, side)):
        after = deeper(resolved, stage).law(side, side)
        assert after.params - before.params == evaluated(block.params, symbols)
        assert after.macs - before.macs == evaluated(block.macs, symbols)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_symbol_of_a_formula_is_explained(family):
    block = FAMILIES[family].block
    config = FAMILIES[family].config()
    side = FAMILIES[family].variants[0].native_px
    symbols = block.values(config, side, side)[0]
    for name in set(re.findall(r"[A-Za-z]\w*", f"{block.params} {block.macs}")):
        assert name in symbols
        assert re.search(rf"(?<!\w){re.escape(name)}(?!\w)", block.meaning), f"{name} is not explained"


#: Exponents of spatial mixing in the tokens between two large sizes.
POWERS = {"none": 0.0, "linear": 1.0, "N sqrt(N)": 1.5, "quadratic": 2.0}


@pytest.mark.parametrize("family", FAMILIES)
def test_spatial_mixing_grows_as_the_family_says(family):
    declared = FAMILIES[family]
    resolved = resolve(Model(declared.variants[0].id))
    small, large = largest_pair(resolved)
    if declared.growth == "none":
        assert resolved.law(large, large).role(Role.SPATIAL_MIXING).macs == 0
        return
    few, many = (resolved.law(side, side).role(Role.SPATIAL_MIXING).macs for side in (small, large))
    ratio = (large / small) ** 2
    # Lower terms weigh less the larger the image is; families that end early end with them.
    assert ratio ** (POWERS[declared.growth] - 0.35) < many / few < ratio ** (POWERS[declared.growth] + 0.1)


def largest_pair(resolved: Resolved) -> tuple[int, int]:
    """A side and its double, as large as the model takes."""
    native = resolved.variant.native_px
    sides = [native * 2**power for power in range(7, -3, -1)]
    return next(
        (side // 2, side)
        for side in sides
        if side % 2 == 0 and not resolved.refusal(side, side) and not resolved.refusal(side // 2, side // 2)
    )
