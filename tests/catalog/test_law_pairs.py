"""Laws beside measurements: rates that fall, roles that are not there, and what the catalog refuses."""

from __future__ import annotations

import pytest

from mixbench.catalog.encounters import measured_encounters, predicted_encounters, predicted_map
from mixbench.catalog.law_pairs import law_pairs, roles_of
from mixbench.core.amounts import Amount, Observation
from mixbench.core.growth import Growth, Sized
from mixbench.core.laws import Law, NoLaw
from mixbench.core.measurement import Estimate, Measurement, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role

RES, MIXER, GONE = Model("resmlp_s12"), Model("mixer_s16"), Model("resmlp_s13")


def timed(model, side, median_ms):
    estimate = Estimate(median_ms, median_ms * 0.99, median_ms * 1.01, 5, 15, 0.0)
    timing = Timing(
        estimate,
        median_ms,
        median_ms,
        median_ms,
        median_ms,
        1000 / median_ms,
        0.0,
        "target",
        0.01,
        True,
        1,
        2.0,
    )
    case = Case(model, side, side)
    return Observation(case, Measurement(case, Status.OK, "", None, timing), estimate)


def sweep(model, sides=(64, 128, 256)):
    return [timed(model, side, (side / 64) ** 2) for side in sides]


def test_a_rate_is_predicted_to_fall_as_macs_grow():
    (pair,) = law_pairs([MIXER], "throughput", "tokens", sweep(MIXER))
    assert isinstance(pair.expected_law, Law)
    assert isinstance(pair.found_law, Law)
    assert pair.found_law.exponent.value == pytest.approx(-1.0, abs=1e-6)
    assert pair.expected_law.exponent.value == pytest.approx(-1.0, abs=0.01)
    assert all(slope.value < 0 for slope in pair.expected_law.slopes)


def test_a_role_that_a_network_lacks_is_not_one_without_macs():
    (lacking,) = law_pairs([RES], "macs", "tokens", roles=(Role.DOWNSAMPLE,))
    assert lacking.expected_law == NoLaw("the network has no layers of this role")
    (macless,) = law_pairs([MIXER], "macs", "tokens", roles=(Role.NORM,))
    assert macless.expected_law == NoLaw("layers of this role have no MACs")


def counted(model, of, sides):
    sizes = tuple(Sized(side, side, side**2, Amount.exact(of(side))) for side in sides)
    return Growth(model, "bytes", sizes, None, Conditions(), 1)


def test_what_was_counted_at_some_sizes_crosses_between_two_of_both():
    first = counted(RES, lambda side: side**3, (2, 8, 16))
    second = counted(MIXER, lambda side: 10 * side**2, (4, 8, 12, 16))
    (met,) = measured_encounters([first, second])
    (meeting,) = met.found.meetings
    assert (meeting.low, meeting.high) == (8, 16)
    assert meeting.low < meeting.x < meeting.high


def test_one_model_that_the_catalog_lacks_is_left_out_with_its_reason():
    seen = [*sweep(RES), *sweep(GONE)]
    known, gone = law_pairs([RES, GONE], "latency", "tokens", seen)
    assert isinstance(known.found_law, Law)
    for law in (gone.expected_law, gone.found_law):
        assert isinstance(law, NoLaw)
        assert "resmlp_s13" in law.reason
    (sentence,) = gone.left_out
    assert sentence.startswith("it was measured at 64, 128, 256 px")
    assert roles_of([RES, GONE], "macs") == roles_of([RES], "macs")
    (met,) = predicted_encounters([RES, GONE, MIXER], "macs")
    assert {met.first.model, met.second.model} == {RES, MIXER}
    standings = predicted_map([RES, GONE], "macs", sides=(64, 128))
    assert "resmlp_s13" in standings.absent[GONE.key][64]
    assert standings.standings[RES.key][64].rank == 1


def test_a_size_that_the_catalog_refuses_today_is_named_and_the_others_make_the_law():
    (pair,) = law_pairs([MIXER], "latency", "tokens", [*sweep(MIXER), timed(MIXER, 100, 2.0)])
    assert isinstance(pair.found_law, Law)
    assert len(pair.found_law.points) == 3
    (sentence,) = pair.left_out
    assert sentence.startswith("100 px was measured")
    (alone,) = law_pairs([MIXER], "latency", "tokens", [timed(MIXER, 100, 2.0)])
    assert alone.found_law == NoLaw(alone.left_out[0])
