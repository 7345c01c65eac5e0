"""How a report looks in a browser: on a light and on a dark screen, and on paper."""

from __future__ import annotations

from mixbench.core.palette import DARK_ROLES, DARK_SERIES, LIGHT_ROLES, LIGHT_SERIES
from mixbench.report.marks import GREY, GRID, MUTED, PAPER, TEXT

#: Every colour of a drawing by the name that the page gives it, light and dark.
_INKS = {
    "text": (TEXT, "#e6e9ed"),
    "muted": (MUTED, "#a3abb6"),
    "grid": (GRID, "#30343b"),
    "paper": (PAPER, "#24272d"),
    "grey": (GREY, "#6f7782"),
}
#: What only the page has.
_GROUNDS = {
    "ground": ("#f4f6f8", "#1b1d21"),
    "border": ("#dfe3e8", "#383c44"),
    "stripe": ("#f5f7f9", "#292c33"),
    "accent": ("#1a5fd0", "#6cb0ff"),
    "good": ("#16794a", "#4cc48a"),
    "warning": ("#8f5400", "#e3a13c"),
    "bad": ("#c22f2f", "#ff7b72"),
}


def _series() -> dict[str, tuple[str, str]]:
    slots = enumerate(zip(LIGHT_SERIES, DARK_SERIES, strict=True))
    roles = enumerate(zip(LIGHT_ROLES, DARK_ROLES, strict=True))
    return {**{f"series-{n}": pair for n, pair in slots}, **{f"role-{n}": pair for n, pair in roles}}


def colour_names() -> dict[str, str]:
    """The name of each colour that a drawing may have."""
    return {light: f"var(--{name})" for name, (light, _) in {**_INKS, **_series()}.items()}


def style() -> str:
    """The whole style sheet."""
    colours = {**_INKS, **_GROUNDS, **_series()}
    light = " ".join(f"--{name}: {pair[0]};" for name, pair in colours.items())
    dark = " ".join(f"--{name}: {pair[1]};" for name, pair in colours.items())
    return (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{_RULES}"
    )


_RULES = """
* { box-sizing: border-box; }
body { font: 15px/1.55 system-ui, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", sans-serif;
  color: var(--text); background: var(--ground); margin: 0; padding: 2rem 1rem; }
main { max-width: 76rem; margin: 0 auto; }
header, section, nav { background: var(--paper); border: 1px solid var(--border); border-radius: 6px;
  padding: 1rem 1.5rem; margin: 0 0 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .5rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 .6rem; }
p, li, dd { overflow-wrap: anywhere; }
p { margin: .5rem 0; max-width: 48rem; }
p.quiet, figcaption, caption, footer { color: var(--muted); font-size: .87rem; }
nav ol { margin: 0; padding-left: 1.3rem; columns: 2; }
a { color: var(--accent); }
figure { margin: 1rem 0; max-width: 56rem; }
figure svg { width: 100%; height: auto; display: block; }
figure svg text { font-family: inherit !important; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .87rem; margin: .5rem 0; }
caption { caption-side: bottom; text-align: left; padding-top: .4rem; }
th, td { padding: .25rem .55rem; border-bottom: 1px solid var(--border); text-align: left;
  vertical-align: top; }
th { color: var(--muted); font-weight: 600; }
td { white-space: nowrap; } td.long { white-space: normal; min-width: 18rem; }
th.number, td.number { text-align: right; }
tbody tr:hover { background: var(--stripe); }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .2rem 1.5rem;
  margin: .5rem 0; }
dt { color: var(--muted); } dd { margin: 0; }
pre { background: var(--stripe); border: 1px solid var(--border); border-radius: 6px; padding: .6rem .8rem;
  overflow-x: auto; font: .82rem/1.45 ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; }
summary { cursor: pointer; color: var(--accent); margin: .4rem 0; }
footer { padding: 0 1.5rem; }
@media (max-width: 40rem) { nav ol { columns: 1; } header, section, nav { padding: .8rem; } }
@media print {
  body { background: none; padding: 0; font-size: 10pt; }
  main { max-width: none; }
  header, section, nav { border: none; padding: 0; }
  figure, table, pre { break-inside: avoid; }
  h2 { break-after: avoid; }
  td { white-space: normal; }
  pre { white-space: pre-wrap; }
  div.wide { overflow: visible; }
}
"""
