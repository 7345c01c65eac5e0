"""Numbers as people read them, with their unit.

How many digits that takes is one setting for the whole process, as a locale is: `show_digits`.
"""

from __future__ import annotations

_STEPS = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))

#: How many significant digits a latency has unless the person wants others, and what can be wanted.
USUAL_DIGITS = 4
FEWEST_DIGITS, MOST_DIGITS = 3, 7

_shown = {"digits": USUAL_DIGITS}


def show_digits(digits: int) -> None:
    """Write latencies with so many significant digits from now on, and everything else with as many more or
    fewer than usual; what is out of bounds means the nearest bound."""
    _shown["digits"] = min(max(digits, FEWEST_DIGITS), MOST_DIGITS)


def shown_digits() -> int:
    """The significant digits of a latency."""
    return _shown["digits"]


def _decimals(usual: int) -> int:
    """The decimals of a number that usually has so many."""
    return max(0, usual + _shown["digits"] - USUAL_DIGITS)


def significant(value: float) -> str:
    """A number with the digits of a latency, without unit."""
    digits = _shown["digits"]
    return f"{value:.0f}" if abs(value) >= 10 ** (digits - 1) else f"{value:.{digits}g}"


def si(value: float, digits: int = 2) -> str:
    """Shorten with a decimal prefix: 12602000000 becomes `12.60 G`."""
    for step, prefix in _STEPS:
        if abs(value) >= step * 0.9995:
            return f"{value / step:.{_decimals(digits)}f} {prefix}"
    return f"{value:g}"


def giga(value: float, digits: int = 2) -> str:
    """The number of billions, without prefix, for a column whose header says G."""
    return f"{value / 1e9:.{_decimals(digits)}f}"


def megabytes(value: float, digits: int = 1) -> str:
    """Bytes in MB (10^6), without unit, for a column whose header says MB."""
    return f"{value / 1e6:.{_decimals(digits)}f}"


def bytes_text(value: float) -> str:
    """Bytes with a decimal unit: `38.1 MB`."""
    for step, unit in ((1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB")):
        if abs(value) >= step:
            return f"{value / step:.{_decimals(1)}f} {unit}"
    return f"{value:.0f} B"


def milliseconds(value: float) -> str:
    """A latency in ms with its significant digits, four unless others are wanted, without unit."""
    return significant(value)


def percent(share: float, digits: int = 1) -> str:
    """A share as a percentage: 0.081 becomes `8.1 %`."""
    return f"{share * 100:.{digits}f} %"


def duration(seconds: float, units: tuple[str, str, str] = ("h", "min", "s")) -> str:
    """A rough time for people: `12 s`, `1 min 10 s`, `2 h 5 min`; `units` name hours, minutes, seconds."""
    hour, minute, second = units
    whole = max(0, round(seconds))
    if whole < 60:
        return f"{whole} {second}"
    if whole < 3600:
        return f"{whole // 60} {minute} {whole % 60} {second}" if whole % 60 else f"{whole // 60} {minute}"
    return f"{whole // 3600} {hour} {whole % 3600 // 60} {minute}"
