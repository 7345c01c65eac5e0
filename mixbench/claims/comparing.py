"""Outputs that should be the same, and counter-experiments whose outputs should not be, as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mixbench.core.claims import Column, Facts, Quantity, Said, Table, Verdict, Words, said

#: Nearer than this two functions are the same: float64 leaves about 1e-15 between two orders of one sum, and
#: a network of some layers multiplies that by less than a million.
SAME_WITHIN = 1e-9

#: Farther than this they are different. What lies between would say that the experiment is no good.
DIFFERENT_FROM = 1e-3


@dataclass(frozen=True)
class Comparison:
    """One pair of outputs: the largest difference relative to the largest value, None where none can be told,
    and whether they should be the same. A counter-experiment says nothing of the claim, but of the check."""

    name: str
    difference: float | None
    is_same_expected: bool = True
    is_counter: bool = False

    @property
    def found(self) -> str:
        """`same`, `different`, or `neither` in between and where nothing could be told."""
        if self.difference is None:
            return "neither"
        if self.difference <= SAME_WITHIN:
            return "same"
        return "different" if self.difference >= DIFFERENT_FROM else "neither"

    @property
    def expected(self) -> str:
        """How it should come out."""
        return "same" if self.is_same_expected else "different"

    @property
    def is_as_expected(self) -> bool:
        """Whether it came out so."""
        return self.found == self.expected


def differs(name: str, difference: float | None) -> Comparison:
    """Two outputs of which the claim says that they are different."""
    return Comparison(name, difference, is_same_expected=False)


def counter(name: str, difference: float | None) -> Comparison:
    """A counter-experiment: were these two the same, the check could not have failed."""
    return Comparison(name, difference, is_same_expected=False, is_counter=True)


def verdict_of(comparisons: Sequence[Comparison], if_so: Verdict = Verdict.HOLDS) -> Verdict:
    """`if_so` where all is as expected; the claim does not hold where one of its own comparisons came out the
    other way. Where only a counter-experiment did, or nothing can be told of one, the check tells nothing."""
    wrong = [each for each in comparisons if not each.is_as_expected]
    if not wrong:
        return if_so
    is_refuted = any(not each.is_counter and each.found != "neither" for each in wrong)
    return Verdict.DOES_NOT_HOLD if is_refuted else Verdict.CANNOT_TELL


def sentence_of(comparisons: Sequence[Comparison], if_so: Words, otherwise: Words = "") -> Words:
    """`otherwise` where there is such a reason, else which comparison came out against expectation, else
    `if_so`."""
    if otherwise:
        return otherwise
    for each in comparisons:
        if not each.is_as_expected:
            return said(
                "Came out otherwise: {name}: expected {expected}, found {found}.",
                name=each.name,
                expected=each.expected,
                found=each.found,
            )
    return if_so


def comparison_table(comparisons: Sequence[Comparison]) -> Table:
    """Every comparison with its difference."""
    return Table(
        "Outputs compared",
        (
            Column("compared"),
            Column("largest difference"),
            Column("expected"),
            Column("found"),
            Column("counter-experiment"),
        ),
        tuple(
            (each.name, each.difference, each.expected, each.found, each.is_counter) for each in comparisons
        ),
        "The difference is relative to the largest value of the output. A counter-experiment shows that the "
        "check can fail.",
    )


def exact_conditions(facts: Facts) -> tuple[Words, ...]:
    """How outputs were compared."""
    return (
        said(
            "run in {dtype}; same: within {same:g}, different: farther than {different:g}",
            dtype=str(facts["dtype"]),
            same=SAME_WITHIN,
            different=DIFFERENT_FROM,
        ),
        said(
            "parameters and norm statistics drawn at random, not those of a fresh network (seeds "
            "{weights}, {inputs})",
            weights=int(facts["weight_seed"]),
            inputs=int(facts["input_seed"]),
        ),
    )


def shown_model(facts: Facts) -> Said:
    """The network and size that were run."""
    return said("{model} at {px} px", model=str(facts["model"]), px=int(facts["resolution_px"]))


def once(conditions: Iterable[Words]) -> tuple[Words, ...]:
    """The conditions without what was said already."""
    return tuple({str(each): each for each in conditions}.values())


def time_quantities(time: Facts, first: str, second: str) -> tuple[Quantity, ...]:
    """The times of a race and their ratio, each with its 95 % interval."""
    names = (("first", first), ("second", second))
    return (
        *(
            Quantity(
                name, time[key]["ms"], "ms", "median of a forward pass of one image", *_interval(time[key])
            )
            for key, name in names
        ),
        Quantity(
            "ratio of times",
            time["ratio"],
            "",
            "the first over the second, paired by rounds",
            time["ratio_low"],
            time["ratio_high"],
        ),
    )


def _interval(estimate: Facts) -> tuple[float | None, float | None]:
    return estimate["low_ms"], estimate["high_ms"]


def time_conditions(time: Facts) -> tuple[Words, ...]:
    """How a race was run, and what speaks against relying on it."""
    how = said(
        "timed in {dtype} on {device}, {cores} cores, batch 1, {rounds} rounds in turn; intervals are 95 %",
        dtype=str(time["dtype"]),
        device=str(time["device"]),
        cores=int(time["cores"]),
        rounds=int(time["rounds"]),
    )
    return (how, *(said("{reason}", reason=str(reason)) for reason in time["reasons"]))


def is_faster(time: Facts) -> bool | None:
    """Whether the second is faster for certain, slower for certain (False), or neither (None), which nobody
    is in a race that was disturbed."""
    low, high = time["ratio_low"], time["ratio_high"]
    if time["reasons"] or low is None or high is None or low <= 1 <= high:
        return None
    return bool(low > 1)
