"""Growth over the size of the image: exponents as quantities, and curves for small plots."""

from __future__ import annotations

from collections.abc import Sequence

from mixbench.core.claims import Quantity, Words
from mixbench.core.figure import Axis, Figure, Series, SeriesStyle
from mixbench.core.laws import Law, NoLaw, Point, fit_law

TOKENS = Axis("tokens", "", is_log=True)
MACS = Axis("MACs", "G", is_log=True)


def exponent(name: Words, x: Sequence[float], y: Sequence[float], meaning: Words) -> Quantity:
    """The exponent of a power law through the points, by least squares on logarithms, with its interval."""
    law = _law(x, y)
    if isinstance(law, NoLaw):
        return Quantity(name, None, meaning=meaning)
    return Quantity(name, law.exponent.value, "", meaning, law.exponent.low, law.exponent.high)


def _law(x: Sequence[float], y: Sequence[float]) -> Law | NoLaw:
    return fit_law([Point(*place) for place in zip(x, y, strict=True)])


def is_proportional(x: Sequence[int], y: Sequence[int], power: int = 1) -> bool:
    """Whether y / x ** power is one number, to the last digit of whole numbers."""
    return all(b * x[0] ** power == y[0] * a**power for a, b in zip(x, y, strict=True))


def is_affine(x: Sequence[int], y: Sequence[int]) -> bool:
    """Whether y = a + b x, to the last digit of whole numbers."""
    rise, run = y[1] - y[0], x[1] - x[0]
    return all((b - y[0]) * run == rise * (a - x[0]) for a, b in zip(x, y, strict=True))


def curve(
    label: str, slot: int, x: Sequence[float], y: Sequence[float], style: SeriesStyle = "law"
) -> Series:
    """A line of a small plot."""
    law = _law(x, y)
    fit = f"{law.exponent.value:.2f}" if isinstance(law, Law) else ""
    return Series(f"{label}-{slot}", label, slot, style, tuple(map(float, x)), tuple(map(float, y)), fit=fit)


def plot(title: str, x: Axis, y: Axis, series: Sequence[Series], caption: str) -> Figure:
    """A small plot of curves."""
    return Figure(title, x, y, tuple(series), caption=caption)
