"""The plots of a claim: a colour belongs to its model everywhere, and words lie beside the curves."""

from __future__ import annotations

import pytest

from mixbench.claims.curves import curve, plot
from mixbench.core.claims import Claim, Evidence, Finding, Verdict
from mixbench.core.figure import Axis
from mixbench.core.model import Model
from mixbench.gui.claims_detail import ClaimDetail
from mixbench.gui.claims_figures import shown_figure

RES, CYCLE = Model("resmlp_s12"), Model("cyclemlp_b1")


def drawn(*labels):
    """A plot as a check makes it: slots in the order of its curves."""
    series = [curve(label, slot, (1, 2, 4), (1, 2, 4)) for slot, label in enumerate(labels)]
    return plot("Growth", Axis("resolution", "px"), Axis("latency", "ms"), series, "By law.")


def slots(figure):
    return {series.label: series.slot for series in figure.series}


def test_a_model_has_its_colour_and_name_of_the_bench(bench):
    bench.rename(RES, "mine")
    found = slots(shown_figure(bench, drawn("cyclemlp_b1", "gmlp_ti", "resmlp_s12")))
    assert found["CycleMLP-B1"] == bench.slot(CYCLE)
    assert found["mine"] == bench.slot(RES)
    assert found["gMLP-Ti"] not in {bench.slot(model) for model in bench.ticked}


def test_a_model_that_was_measured_keeps_its_colour_when_it_is_ticked_off(bench, finished):
    bench.show_items("20260101-000000-abcd", finished(bench))
    before = bench.slot(CYCLE)
    bench.tick(CYCLE, False)
    found = slots(shown_figure(bench, drawn("gmlp_ti", "cyclemlp_b1")))
    assert found["CycleMLP-B1"] == before
    assert len(set(found.values())) == 2


def test_curves_of_something_else_wear_no_model_s_colour(bench):
    found = slots(shown_figure(bench, drawn("token width fixed", "token width growing")))
    assert len(set(found.values())) == 2
    assert not set(found.values()) & {bench.slot(model) for model in bench.ticked}


@pytest.fixture
def detail(qtbot, bench, themes):
    """A claim with two plots."""
    detail = ClaimDetail(bench, themes)
    qtbot.addWidget(detail)
    detail.resize(900, 700)
    detail.show()
    evidence = Evidence(figures=(drawn("resmlp_s12", "cyclemlp_b1"), drawn("cyclemlp_b1")))
    claim = Claim("id", 5, "A title", (), "Computed")
    detail.show_claim(claim, Finding("id", Verdict.HOLDS, "It holds.", evidence=evidence))
    qtbot.waitExposed(detail)
    return detail


def test_plots_stand_below_one_another_where_they_are_narrow(qtbot, detail):
    first, second = detail._all
    assert first.y() == second.y() and first.width() >= 300
    detail.resize(420, 700)
    qtbot.waitUntil(lambda: second.y() > first.y())
    assert min(first.width(), second.width()) > 300


def test_names_lie_below_the_plot_and_never_over_it(qtbot, detail, bench):
    first, _ = detail._all
    assert not first.view.legend.isVisible()
    assert [entry.text.split()[0] for entry in first.legend.entries] == ["ResMLP-S12", "CycleMLP-B1"]
    assert first.legend.y() >= first.view.geometry().bottom()
    bench.rename(CYCLE, "mine")
    assert first.legend.entries[1].text.startswith("mine")
