"""From a name to a checked model, and back to the one text that stands for it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixbench.catalog import registry
from mixbench.catalog.registry import changed, families, find, label, normal, resolve
from mixbench.core.errors import RequestError, SizeError
from mixbench.core.model import Model
from mixbench.core.roles import Role

VARIANTS = [variant.id for family in families() for variant in family.variants]


def test_a_mistyped_variant_gets_its_neighbours_named():
    with pytest.raises(RequestError, match=r"there is no variant 'mixer_s61'; did you mean .*mixer_s16"):
        find("mixer_s61")
    with pytest.raises(RequestError, match="`mixbench list` shows them all"):
        find("###")


def test_a_variant_declared_twice_is_refused():
    with pytest.raises(ValueError, match="declared twice: mixer_s16"):
        registry._refuse_twice(["mixer_s16", "resmlp_s12", "mixer_s16"])


def test_vision_mlps_come_before_rivals_and_relatives_and_each_group_by_name():
    groups = [family.group for family in families()]
    assert groups == sorted(groups, key=["core", "rival", "relative"].index)
    for group in set(groups):
        names = [family.name for family in families() if family.group == group]
        assert names == sorted(names, key=str.lower)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_published_variant_changes_nothing(variant):
    resolved = resolve(Model(variant))
    assert changed(resolved) == {}
    assert label(Model(variant)) == resolved.variant.name


def test_overrides_that_change_nothing_vanish():
    assert normal(Model.parse("mixer_s16:depth=8,width=512")) == Model("mixer_s16")
    assert normal(Model.parse("mixer_s16:depth=4.0,drop_path=0")).overrides == {"depth": 4, "drop_path": 0.0}


def test_a_label_speaks_the_form_s_words():
    assert label(Model.parse("mixer_s16:token_width_mode=proportional,depth=4")) == (
        "Mixer-S/16 · depth 4 · D_S ∝ tokens"
    )
    assert label(Model("cyclemlp_b1", {"depths": (1, 1, 2, 1)})) == "CycleMLP-B1 · depths 1x1x2x1"
    assert label(Model("cyclemlp_b1", {"reweight": False})) == "CycleMLP-B1 · reweight false"


@given(
    depth=st.integers(1, 128),
    rate=st.floats(0, 0.9),
    mode=st.sampled_from(["fixed", "proportional"]),
)
def test_a_mixer_s_key_reads_back_as_the_same_model(depth, rate, mode):
    model = normal(Model("mixer_s16", {"depth": depth, "drop_path": rate, "token_width_mode": mode}))
    assert normal(Model.parse(model.key)) == model


@given(
    depths=st.tuples(*[st.integers(1, 64)] * 4),
    reweight=st.booleans(),
    stem=st.sampled_from(["convolution", "patch"]),
)
def test_a_cyclemlp_s_key_reads_back_as_the_same_model(depths, reweight, stem):
    model = normal(Model("cyclemlp_b5", {"depths": depths, "reweight": reweight, "stem": stem}))
    assert normal(Model.parse(model.key)) == model
    assert Model.parse(model.key).key == model.key


def test_a_law_is_asked_only_where_the_size_is_accepted():
    resolved = resolve(Model("mixer_s16"))
    assert resolved.law(224, 320).tokens == 14 * 20
    with pytest.raises(
        SizeError, match=r"^Mixer-S/16: patch size 16 does not divide 250; nearest 240 or 256$"
    ):
        resolved.law(250, 224)


def test_the_catalog_needs_no_torch():
    code = (
        "import sys, mixbench\n"
        "from mixbench.catalog.registry import families, resolve\n"
        "from mixbench.core.model import Model\n"
        "[resolve(Model(v.id)).law(v.native_px, v.native_px) for f in families() for v in f.variants]\n"
        "assert not {'torch', 'PySide6'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_roles_of_a_law_are_words_of_the_program():
    for family in families():
        for variant in family.variants:
            cost = resolve(Model(variant.id)).law(variant.native_px, variant.native_px)
            assert set(cost.by_role) <= set(Role)
            assert cost.macs == sum(share.macs for share in cost.by_role.values())
