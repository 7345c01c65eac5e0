"""Text for LaTeX: every character means itself."""

from __future__ import annotations

import re

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "×": r"$\times$",
    "±": r"$\pm$",
    "∝": r"$\propto$",
    "≈": r"$\approx$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "→": r"$\rightarrow$",
    "−": r"$-$",
    "·": r"\textperiodcentered{}",
    "²": r"\textsuperscript{2}",
    "µ": r"\textmu{}",
    "μ": r"\textmu{}",
    "Δ": r"$\Delta$",
    "…": r"\ldots{}",
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "’": r"\textquoteright{}",
    "‘": r"\textquoteleft{}",
    "\u00a0": "~",
}


def escaped(text: str) -> str:
    """Text that is set as it stands, on one line; what cannot be printed at all becomes a blank."""
    one_line = re.sub(r"[\s\x00-\x1f\x7f]+", " ", text)
    safe = "".join(_SPECIAL.get(character, character) for character in one_line)
    return re.sub(r"-(?=-)", "-{}", safe)  # two of them stay two, as in an option of a command
