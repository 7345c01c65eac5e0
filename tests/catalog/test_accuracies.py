"""Published accuracies: each is classified, is of the network that it stands beside, and like with like."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from mixbench.catalog.accuracies import TRAININGS, AccuracyFilter, accuracies, accuracies_of
from mixbench.catalog.candidates import Wish, applicants, models_of_catalog
from mixbench.catalog.published import published
from mixbench.catalog.registry import families, resolve
from mixbench.catalog.weighing import Missing, Scales, front, settings_of
from mixbench.core.amounts import Observation
from mixbench.core.choosing import Objection
from mixbench.core.cost import CostReport, Count, MemoryForecast
from mixbench.core.measurement import Estimate, Measurement, Status
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.pareto import Standing

FIGURES = [entry for family in families() for entry in published(family.id).values()]
ALIKE = [one for one in accuracies() if AccuracyFilter().holds(one)]

#: What the sources' own words say of the training, looked for independently of the class that is declared.
_SIGNS = {
    "jft-300m": r"JFT",
    "imagenet-21k": r"21k",
    "distilled": r"distill",
}


@pytest.mark.parametrize("figures", FIGURES, ids=lambda figures: figures.id)
def test_every_accuracy_says_how_its_network_was_trained(figures):
    assert (figures.top1 is None) == (figures.top1_training is None)
    printed = [(figures.top1_setup, figures.top1_training)] if figures.top1 is not None else []
    printed += [(each.setup, each.training) for each in figures.further_top1]
    for setup, training in printed:
        assert training in TRAININGS
        meant = [
            name for name, sign in _SIGNS.items() if re.search(sign, setup) and "no " + name not in setup
        ]
        assert training in meant if meant else training in ("imagenet-1k", "distilled")


def test_a_distilled_network_is_distilled_however_short_its_setup():
    assert {one.training for one in accuracies() if "distilled" in one.model.variant} == {"distilled"}


def test_several_looks_at_an_image_are_no_single_one():
    several = {one.setup for one in accuracies() if one.crops == "several"}
    assert several == {"ImageNet-1k, 10-crop testing (Table 2/3)", "fully-conv multi-scale (Table 4)"}


def test_like_with_like_is_imagenet_1k_alone_and_one_crop():
    assert {one.training for one in ALIKE} == {"imagenet-1k"} and {one.crops for one in ALIKE} == {"one"}
    every = AccuracyFilter(frozenset(TRAININGS), several_crops=True)
    assert all(every.holds(one) for one in accuracies())
    resnet = [one.top1 for one in ALIKE if one.model == Model("resnet50")]
    assert resnet == [76.31, 76.13, 80.858]


def test_the_accuracy_of_a_changed_network_is_not_the_variants():
    setups = [one.setup for one in accuracies() if one.model.variant == "resmlp_s12"]
    assert "Affine replaced by LayerNorm" not in setups and "old 90-epoch recipe" in setups


def test_a_headline_is_of_the_network_that_the_paper_built():
    ten_crops = [one for one in accuracies() if one.model.variant == "resnet50" and one.nth == 0]
    assert [one.model.key for one in ten_crops] == ["resnet50:strides=v1"]


def test_both_forms_of_a_network_have_its_accuracy_at_their_own_cost():
    forms = [one for one in ALIKE if one.model.variant in ("repvgg_a0", "repvgg_a0_deploy")]
    assert [one.top1 for one in forms] == [72.41, 72.41]
    found = front(forms, "macs", Scales.of([]))
    assert [place.standing for place in found.places] == [Standing.DOMINATED, Standing.FRONT]


def test_every_accuracy_but_two_is_at_a_size_that_its_network_takes():
    """Patches of 14 px do not divide 384: the paper cut the rest of the image off."""
    refused = {one.cost_key for one in accuracies() if resolve(one.model).refusal(*[one.resolution_px] * 2)}
    assert refused == {"vit_h14@384"}
    assert len({one.id for one in accuracies()}) == len(accuracies())
    sizes = {one.resolution_px for one in accuracies() if one.model.variant == "vit_h14"}
    assert sizes == {224, 384}
    assert {one.resolution_px for one in accuracies() if one.model.variant == "repvgg_d2se"} == {224, 320}


def test_models_are_asked_by_name_and_a_changed_copy_has_none():
    assert {one.model.variant for one in accuracies_of([Model("mixer_b16")])} == {"mixer_b16"}
    assert accuracies_of([Model("mixer_b16", {"depth": 3})]) == ()


# against costs


def seen(model, side=224, *, median=10.0, batch=1, status=Status.OK, conditions=None, count=None):
    case = Case(Model(model), side, side, batch, conditions or Conditions())
    estimate = Estimate(median, median * 0.99, median * 1.01, 5, 15, 0.0)
    measurement = Measurement(case, status, cost=CostReport(count) if count else None)
    return Observation(case, measurement, estimate if status in (Status.OK, Status.UNSTABLE) else None)


def test_by_law_no_session_is_needed_and_the_cost_is_of_the_published_size():
    found = front(ALIKE, "macs", Scales.of([]))
    assert not found.missing and found.setting is None and len(found.points) == len(ALIKE)
    d2se = next(one for one in found.points if one.accuracy.id.startswith("repvgg_d2se_deploy@320"))
    assert d2se.cost.value == resolve(Model("repvgg_d2se_deploy")).law(320, 320).macs


def test_a_measurement_at_another_size_is_none():
    pair = accuracies_of([Model("mobilenetv1_100"), Model("mobilenetv1_100_r192")])
    found = front(pair, "latency", Scales.of([seen("mobilenetv1_100"), seen("mobilenetv1_100_r192", 224)]))
    assert [one.accuracy.model.variant for one in found.points] == ["mobilenetv1_100"]
    assert found.missing == (Missing(pair[1]),)


def test_how_a_measurement_failed_is_told():
    (one,) = accuracies_of([Model("mobilenetv1_100")])
    found = front([one], "latency", Scales.of([seen("mobilenetv1_100", status=Status.OUT_OF_MEMORY)]))
    assert found.missing[0].ended is Status.OUT_OF_MEMORY


def test_the_standing_of_measured_points_goes_by_their_intervals():
    pair = accuracies_of([Model("cyclemlp_b1"), Model("asmlp_t")])  # 78.9 and 81.3 %
    for median, standing in ((8.0, Standing.DOMINATED), (10.1, Standing.PERHAPS), (13.0, Standing.FRONT)):
        found = front(pair, "latency", Scales.of([seen("cyclemlp_b1"), seen("asmlp_t", median=median)]))
        slow = next(i for i, one in enumerate(found.points) if one.accuracy.model.variant == "cyclemlp_b1")
        assert found.places[slow].standing is standing
    disturbed = seen("asmlp_t", median=8.0, status=Status.UNSTABLE)
    found = front(pair, "latency", Scales.of([seen("cyclemlp_b1"), disturbed]))
    assert Standing.DOMINATED not in {place.standing for place in found.places}


def test_more_throughput_is_better_and_batches_are_not_mixed():
    pair = accuracies_of([Model("cyclemlp_b1"), Model("asmlp_t")])
    observed = [
        seen("cyclemlp_b1", batch=8),
        seen("asmlp_t", batch=8, median=5),
        seen("asmlp_t", median=1),
    ]
    scales = Scales.of(observed)
    assert scales.setting == (Conditions(), 8)
    assert settings_of(observed) == ((Conditions(), 8), (Conditions(), 1))
    found = front(pair, "throughput", scales)
    fast = {one.accuracy.model.variant: one.cost for one in found.points}
    assert fast["asmlp_t"].value == pytest.approx(1600)
    assert fast["asmlp_t"].low == pytest.approx(1600 / 1.01)
    assert [found.points[index].accuracy.model.variant for index in found.line] == ["asmlp_t"]


def test_a_size_that_the_network_refuses_has_no_cost():
    (large,) = [one for one in accuracies_of([Model("vit_h14")]) if one.top1 == 88.04]
    (missing,) = front([large], "macs", Scales.of([])).missing
    assert "patch size 14 does not divide 384" in missing.error and missing.ended is None
    wish = Wish(AccuracyFilter(frozenset(("imagenet-21k",))))
    (one,) = applicants([Model("vit_h14")], wish, Scales.of([]))
    assert one.candidate.objections == (Objection.OTHER_SIZE,)


# the choice


def test_a_candidate_is_weighed_at_the_size_of_its_best_accuracy():
    (one,) = applicants([Model("repvgg_d2se_deploy")], Wish(), Scales.of([]))
    assert (one.resolution_px, one.candidate.accuracy) == (320, 83.55)
    (one,) = applicants([Model("repvgg_d2se_deploy")], Wish(resolution_px=224), Scales.of([]))
    assert (one.resolution_px, one.candidate.accuracy) == (224, 81.82)


@pytest.mark.parametrize(
    ("model", "wish", "objections"),
    [
        (Model("mixer_h14"), Wish(), (Objection.OTHER_TRAINING,)),
        (Model("mixer_h14"), Wish(AccuracyFilter(frozenset(("jft-300m",)))), ()),
        (Model("xception"), Wish(resolution_px=224), (Objection.OTHER_SIZE,)),
        (Model("mixer_b16"), Wish(any_resolution=True), (Objection.FIXED_SIZE,)),
        (Model("convmixer_768_32"), Wish(any_resolution=True), ()),
        (Model("mixer_b16", {"depth": 3}), Wish(), (Objection.NO_ACCURACY,)),
    ],
)
def test_what_speaks_against_a_model(model, wish, objections):
    (one,) = applicants([model], wish, Scales.of([]))
    assert one.candidate.objections == objections
    assert (one.accuracy is None) == (bool(objections) and objections != (Objection.FIXED_SIZE,))


def test_memory_is_counted_where_a_session_looked_and_never_under_the_weights():
    law = resolve(Model("cyclemlp_b1")).law(224, 224)
    memory = MemoryForecast(5_000_000, law.params * 4, "", "")
    count = Count(law.params, law.params, law.macs, 0, 0, 0, law.by_role, memory)
    scales = Scales.of([seen("cyclemlp_b1", count=count)])
    known, unknown = applicants([Model("cyclemlp_b1"), Model("cyclemlp_b2")], Wish(), scales)
    assert known.candidate.amounts["memory"].value == 5_000_000 + law.params * 4
    assert "memory" not in unknown.candidate.amounts
    assert unknown.candidate.floors["memory"] == resolve(Model("cyclemlp_b2")).law(224, 224).params * 4


def test_networks_for_another_task_are_no_candidates():
    assert not {model.variant for model in models_of_catalog()} & {"maxim_s1", "maxim_m3"}
    assert replace(Wish()).accepts == AccuracyFilter()
