"""What two growths do, in a sentence."""

from __future__ import annotations

import pytest

from mixbench.core.law_words import encounter_text
from mixbench.core.meetings import Encounter, Meeting

SURE = Meeting(300.0, 290.0, 310.0, True, True, (256.0, 320.0))
DOUBTFUL = Meeting(90.0, 64.0, 128.0, False, False, (64.0, 128.0))


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (None, "a and b share no two sizes"),
        (Encounter("crosses", 64, 512, (SURE,)), "a is faster than b above 300 px (290 to 310)"),
        (
            Encounter("crosses", 64, 512, (DOUBTFUL, SURE)),
            "a is faster than b above 300 px (290 to 310); the medians cross about 90 px too, not surely",
        ),
        (
            Encounter("never crosses", 64, 512, smaller=2, equal=(128.0,)),
            "b is faster than a everywhere between 64 and 512 px; they never cross there; exactly equal at "
            "128 px",
        ),
        (Encounter("cannot tell", 64, 512, (DOUBTFUL,)), "a and b cannot be told apart surely between 64"),
        (
            Encounter("cannot tell", 64, 512, (DOUBTFUL,), 1, (256.0, 512.0)),
            "a is faster than b surely from 256 to 512 px; elsewhere nobody can tell",
        ),
    ],
)
def test_an_encounter_is_a_sentence_about_the_smaller_one(found, sentence):
    assert encounter_text("latency", "a", "b", found).startswith(sentence)
