"""Models and sizes that tests of the whole catalog draw from, found by the catalog alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache

from hypothesis import strategies as st

from mixbench.catalog.family import Family, Variant
from mixbench.catalog.hyperparameters import Config, Hyperparameter, configure
from mixbench.catalog.registry import Resolved, families, resolve
from mixbench.core.errors import HyperparameterError
from mixbench.core.model import Model

FAMILIES = {family.id: family for family in families()}
VARIANTS = [variant.id for family in families() for variant in family.variants]

#: Whether tests of every variant take the whole catalog, some at its native sizes: hours.
IS_WHOLE = "MIXBENCH_WHOLE_CATALOG" in os.environ

#: Larger variants repeat the layers of their smaller sisters.
_QUICK_PARAMS = 32e6

#: Sizes to try first; 196 px gives a pyramid grids of odd sides (49, 25, 13, 7).
_PREFERRED = ((196, 196), (224, 448), (112, 112), (448, 448), (128, 192), (256, 256), (224, 224), (320, 320))


@cache
def quick_variants() -> list[str]:
    """The smaller variants, and the smallest of each family; of MAXIM, whose layers are many, only that."""
    return VARIANTS if IS_WHOLE else [id for family in FAMILIES.values() for id in _small_part(family)]


def _small_part(family: Family) -> Iterator[str]:
    params = {
        one.id: resolve(Model(one.id)).law(one.native_px, one.native_px).params for one in family.variants
    }
    smallest = min(params, key=params.__getitem__)
    most = 0 if family.id == "maxim" else _QUICK_PARAMS
    yield from (id for id, count in params.items() if id == smallest or count <= most)


def accepted_sizes(resolved: Resolved, count: int = 5) -> list[tuple[int, int]]:
    """`count` sizes that the model takes: the native one first, then one that is not square if any is."""
    native = resolved.variant.native_px
    sizes = [(native, native)]
    for size in (*_PREFERRED, *((side, side) for side in range(16, 2300, 2))):
        if len(sizes) == count:
            break
        if size not in sizes and resolved.refusal(*size) is None:
            sizes.append(size)
    assert len(sizes) == count, f"{resolved.variant.id} takes too few sizes"
    return sizes


def native_macs(variant: Variant) -> int:
    """The MACs of one image of the variant's own size."""
    return resolve(Model(variant.id)).law(variant.native_px, variant.native_px).macs


def small(family: Family) -> Resolved:
    """The family's lightest variant, with two blocks where there were more."""
    lightest = min(
        family.variants, key=lambda each: resolve(Model(each.id)).law(each.native_px, each.native_px).macs
    )
    depths = {item.name: item for item in family.hyperparameters if item.name in ("depth", "depths")}
    shallow = {
        name: tuple(min(2, have) for have in lightest.values.get(name, item.default))
        if item.kind == "integers"
        else 2
        for name, item in depths.items()
    }
    return resolve(Model(lightest.id, shallow))


def smallest_side(resolved: Resolved, least: int = 32) -> int:
    """The side of the smallest square of at least `least` px that the model takes."""
    return next(side for side in range(least, 2300) if resolved.refusal(side, side) is None)


def near_the_low_end(item: Hyperparameter) -> st.SearchStrategy:
    """Values within the declaration, of networks that are quick to build."""
    if item.kind == "switch":
        return st.booleans()
    if item.kind == "choice":
        return st.sampled_from(item.choices)
    assert item.low is not None and item.high is not None
    if item.kind == "number":
        return st.floats(item.low, item.high)
    reach = 1 if item.name.startswith("depth") else 30
    whole = st.integers(int(item.low), int(min(item.high, item.low + reach)))
    return st.tuples(*[whole] * item.length) if item.kind == "integers" else whole


def sides(values: dict) -> st.SearchStrategy:
    """Any side, and sides that patches are likely to tile."""
    return st.one_of(
        st.integers(1, 160),
        st.integers(1, 4).map(lambda count: 32 * count),
        st.integers(1, 4).map(lambda count: count * values.get("patch_size", 4)),
    )


def mended(family: Family, values: dict) -> Config:
    """The configuration of `values` after following what each refusal names as nearest."""
    for _ in range(12):
        try:
            return configure(family.config, values)
        except HyperparameterError as refused:
            for problem in refused.problems:
                assert problem.nearest is not None, f"{problem.sentence} names nothing that is near"
                values = {**values, problem.field: problem.nearest}
    raise AssertionError(f"{family.id} refuses what it named as nearest: {values}")


def sizes_named_in(refusal: str) -> Iterator[int]:
    """The sides that a refusal names as nearest."""
    found = re.search(r"nearest ([\d or]+)", refusal)
    assert found, f"'{refusal}' names no size that is near"
    yield from (int(side) for side in re.findall(r"\d+", found[1]))


def mended_size(resolved: Resolved, height: int, width: int) -> tuple[int, int]:
    """A size that is accepted, reached by following what each refusal names as nearest."""
    tried = [(height, width)]
    for size in tried:
        refusal = resolved.refusal(*size)
        if refusal is None:
            return size
        if len(tried) > 60:
            break
        for side in sizes_named_in(refusal):
            choices = [(side, side), (side, size[1]), (size[0], side)]
            tried += [choice for choice in choices if choice not in tried]
    raise AssertionError(
        f"{resolved.variant.id} refuses {height} x {width} and all that it names as nearest: {tried}"
    )
