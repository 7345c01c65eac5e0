"""A tiny version of every family is found from its declarations, or it says why there is none."""

from __future__ import annotations

import pytest

from mixbench.catalog.registry import families, resolve
from mixbench.catalog.tiny import SIDE_PX, survivors, tiny, tiny_models
from mixbench.core.errors import RequestError
from mixbench.core.model import Model

#: Families whose rules leave no network for so small an image, and the word that says so.
WITHOUT = {"maxim": "restores images", "morphmlp": "32 px", "repmlp_resnet": "32 px", "vip": "32 px"}


@pytest.mark.parametrize("family", families(), ids=lambda family: family.id)
def test_every_family_has_a_tiny_version_or_says_why_not(family):
    model = Model(family.variants[0].id)
    if family.id in WITHOUT:
        with pytest.raises(RequestError, match=WITHOUT[family.id]):
            tiny(model, 10)
        return
    small = resolve(tiny(model, 10))
    law = small.law(SIDE_PX, SIDE_PX)
    assert law.params < 1_000_000 and law.macs < 20_000_000
    assert small.config.num_classes == 10
    assert law.tokens >= 49  # a neighbourhood is less than all


def test_what_is_chosen_stays_and_what_is_counted_shrinks():
    small = resolve(tiny(Model("convmixer_768_32"), 10)).config
    assert small.activation == "relu"  # as the variant has it
    assert (small.depth, small.width, small.kernel_size, small.patch_size) == (4, 48, 3, 4)


def test_what_shrinking_keeps_of_a_change_tells_two_versions_apart():
    changed = Model("mixer_s16", {"token_width_mode": "proportional", "depth": 7})
    assert survivors(tiny(Model("mixer_s16"), 10)) == Model("mixer_s16")
    assert survivors(tiny(changed, 10)) == Model("mixer_s16", {"token_width_mode": "proportional"})


def test_widths_keep_their_proportions():
    small = resolve(tiny(Model("mixer_b16"), 10)).config
    assert (small.width, small.token_width, small.channel_width) == (48, 24, 192)  # 768, 384, 3072 by 16
    assert resolve(tiny(Model("resnet18"), 10)).config.widths == (16, 32, 64, 128)


def test_models_that_come_to_the_same_network_are_one():
    named = [Model("resnet34"), Model("resnet18"), Model("resnet50")]
    assert [model.variant for model in tiny_models(named, 10)] == [
        "resnet34",
        "resnet50",
    ]  # two kinds of block
