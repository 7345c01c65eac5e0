"""The tree of the layers: paths become branches, sums of children stand in parents."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mixbench.core.cost import Count, LayerCost, MemoryForecast
from mixbench.core.layer_times import LayerTime
from mixbench.core.layer_tree import LayerSum, differences, layer_tree, walk, working_layers
from mixbench.core.roles import Role

#: A network of two blocks whose residual additions are work of the blocks themselves.
LAYERS = (
    LayerCost("", "Net", Role.OTHER, other_operations=10),
    LayerCost("stem", "Conv2d", Role.STEM, params=100, macs=1000, bytes_read=40, bytes_written=20),
    LayerCost("blocks.0", "Block", Role.OTHER, other_operations=5),
    LayerCost("blocks.0.norm", "LayerNorm", Role.NORM, params=8, other_operations=30),
    LayerCost("blocks.0.mix.linear", "Linear", Role.SPATIAL_MIXING, 50, 400, backward_macs=800),
    LayerCost("blocks.0.mix.act", "GELU", Role.SPATIAL_MIXING, other_operations=9, held_bytes=64),
    LayerCost("blocks.1", "Block", Role.OTHER, other_operations=5),
    LayerCost("blocks.1.mix.linear", "Linear", Role.SPATIAL_MIXING, 50, 400),
    LayerCost("head", "Linear", Role.HEAD, params=7, macs=70),
)
TIMES = (
    LayerTime("", 1, 10.0, 1.0),
    LayerTime("stem", 1, 2.0, 2.0),
    LayerTime("blocks.0", 1, 4.0, 0.5),
    LayerTime("blocks.0.norm", 1, 1.0, 1.0),
    LayerTime("blocks.0.drop", 1, 0.1, 0.1),
    LayerTime("blocks.0.mix", 1, 2.4, 0.4),
    LayerTime("blocks.1", 1, 2.0, 2.0),
    LayerTime("head", 1, 1.0, 1.0),
)


def find(root, path):
    return next(node for node in walk(root) if node.path == path)


def test_modules_that_only_hold_others_have_nodes():
    root = layer_tree(LAYERS)
    assert [child.path for child in root.children] == ["stem", "blocks", "head"]
    assert [child.path for child in find(root, "blocks").children] == ["blocks.0", "blocks.1"]
    assert find(root, "blocks").own is None and find(root, "blocks").kind == ""


def test_a_parent_comes_to_itself_and_all_that_is_below():
    root = layer_tree(LAYERS)
    block = find(root, "blocks.0").total
    assert block == LayerSum(
        params=58, macs=400, backward_macs=800, other_operations=44, bytes_read=0, held_bytes=64
    )
    assert (root.total.params, root.total.macs, root.total.other_operations) == (215, 1870, 59)
    assert find(root, "stem").total.bytes_moved == 60


def test_macs_of_a_parent_are_told_apart_by_role():
    root = layer_tree(LAYERS)
    assert root.macs_by_role == {Role.STEM: 1000, Role.SPATIAL_MIXING: 800, Role.HEAD: 70}
    assert find(root, "blocks.0.norm").macs_by_role == {}


def test_a_parent_has_a_role_where_all_that_work_below_share_it():
    root = layer_tree(LAYERS)
    assert find(root, "blocks.0.mix").role is Role.SPATIAL_MIXING
    assert find(root, "blocks.0").role is None, "a norm and a mixing layer"
    assert find(root, "blocks.1").role is Role.SPATIAL_MIXING, "an addition has no weights"
    assert root.role is None


def test_numbers_keep_the_word_that_they_count():
    root = layer_tree((LayerCost("stages.0.1.mix", "Linear", Role.OTHER),))
    assert [node.name for node in walk(root)] == ["", "stages", "stages.0", "stages.0.1", "mix"]


def test_times_are_those_of_the_clock_and_sums_only_where_there_is_none():
    root = layer_tree(LAYERS, TIMES)
    assert root.total_ms == 10.0
    assert find(root, "blocks").total_ms == 6.0, "a list of modules is never called"
    assert find(root, "blocks.0").total_ms == 4.0
    assert find(root, "blocks.0.mix.linear").total_ms is None
    assert [child.path for child in find(root, "blocks.0").children] == [
        "blocks.0.norm",
        "blocks.0.drop",
        "blocks.0.mix",
    ]
    assert all(node.total_ms is None for node in walk(layer_tree(LAYERS)))


def test_the_list_of_layers_sums_to_the_root():
    root = layer_tree(LAYERS, TIMES)
    listed = working_layers(root)
    assert [node.path for node in listed] == [layer.path for layer in LAYERS]
    assert sum(node.total.macs for node in listed) == root.total.macs
    assert find(root, "blocks.0").time.own_ms == listed[2].total_ms == 0.5


def test_a_sum_that_misses_the_count_is_told():
    root = layer_tree(LAYERS)
    memory = MemoryForecast(0, 0, "", "")
    right = Count(215, 215, 1870, 59, 0, 0, {}, memory)
    wrong = Count(215, 215, 1900, 59, 0, 0, {}, memory)
    assert differences(root, right) == {}
    assert differences(root, wrong) == {"macs": -30}


paths = st.lists(st.sampled_from("ab0"), max_size=5).map(".".join)


@given(st.dictionaries(paths, st.integers(0, 10**12), max_size=30))
def test_no_layer_is_lost_or_counted_twice(macs):
    layers = [LayerCost(path, "M", Role.OTHER, macs=value) for path, value in macs.items()]
    root = layer_tree(layers)
    assert root.total.macs == sum(macs.values())
    visited = [node.path for node in walk(root)]
    assert len(set(visited)) == len(visited) and set(macs) <= set(visited) | {""}
    for node in walk(root):
        own = node.own.macs if node.own else 0
        assert node.total.macs == own + sum(child.total.macs for child in node.children)
