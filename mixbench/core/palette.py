"""How a series is told from its neighbours on screen and paper: colours, markers and dashes by slot."""

from __future__ import annotations

from mixbench.core.roles import Role

#: A colour a slot, told apart also by people who are blind to red and green, on light and on dark ground.
LIGHT_SERIES = (
    "#0077d0",
    "#b84a00",
    "#7b1b7e",
    "#80828f",
    "#0d6647",
    "#e0197a",
    "#2292be",
    "#b57a06",
    "#0a3fa8",
    "#452d10",
)
DARK_SERIES = (
    "#2fb4ff",
    "#e08a34",
    "#a872c0",
    "#9ba6ad",
    "#74cc84",
    "#ec4a84",
    "#90d8e8",
    "#e9c21f",
    "#6a90ff",
    "#ffc0bd",
)

#: A colour a role, in the order of the roles, told apart also by people who are blind to any of the three
#: colours.
LIGHT_ROLES = ("#2a9f78", "#c8443f", "#2f62b8", "#6b3a7d", "#878f9d", "#b28c1c", "#3a4149")
DARK_ROLES = ("#4fc592", "#e65a54", "#4f86e4", "#c79fd9", "#6f757d", "#dfaa3c", "#d8dde4")

#: The second channel of a series beside its colour, by slot: marker symbols, by pyqtgraph's names ...
MARKERS = ("o", "s", "t", "d", "star", "t1", "h", "+", "p", "x")
#: ... and the dashes of its law, in pen widths. No two of the first five look alike.
DASHES: tuple[tuple[float, ...], ...] = (
    (5, 3),
    (9, 3),
    (5, 3, 1.5, 3),
    (2.5, 2.5),
    (9, 3, 2, 3),
    (5, 3, 1.5, 3, 1.5, 3),
    (12, 4),
    (7, 2),
    (3, 4),
    (9, 3, 5, 3),
)

#: Slots below zero belong to no model: a bound, a plain line in the ink of captions, dashed where it is
#: not sure; and each role, whose points are many layers without a line through them.
BOUND, UNSURE_BOUND = -1, -2
_FIRST_ROLE = -3

#: Where colours repeat, markers and dashes go on by these steps: no two slots of a colour share them.
_MARKER_STEP, _DASH_STEP = 7, 3


def _lap(slot: int) -> tuple[int, int]:
    """How often the slots were gone through before this one, and its place among them."""
    return divmod(slot, len(MARKERS))


def colour_place(slot: int) -> int:
    """The place of a slot's colour; colours repeat after the last."""
    return slot % len(LIGHT_SERIES)


def role_place(role: Role) -> int:
    """The place of a role's colour."""
    return tuple(Role).index(role)


def role_slot(role: Role) -> int:
    """The slot of the layers of a role."""
    return _FIRST_ROLE - role_place(role)


def slot_role(slot: int) -> Role | None:
    """The role whose layers wear a slot; None where it is that of a model or a bound."""
    place = _FIRST_ROLE - slot
    return tuple(Role)[place] if 0 <= place < len(Role) else None


def dashes(slot: int) -> tuple[float, ...]:
    """The rhythm of a slot's law, in widths of the pen; none for a line without gaps."""
    if slot < 0:
        return DASHES[0] if slot == UNSURE_BOUND else ()
    lap, place = _lap(slot)
    return DASHES[(place + _DASH_STEP * lap) % len(DASHES)]


def marker(slot: int) -> str:
    """The symbol of a slot's measured points."""
    if slot < 0:
        return MARKERS[max(0, _FIRST_ROLE - slot)]
    lap, place = _lap(slot)
    return MARKERS[(place + _MARKER_STEP * lap) % len(MARKERS)]
