"""Where the files that ship with MixBench are, installed from a wheel or run from a clone."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(*parts: str) -> Path:
    """The path of a shipped file or folder; raise `FileNotFoundError` where it is missing.

    A wheel carries them inside the package as `_resources`; a clone has them beside it.
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent / "resources"):
        path = root.joinpath(*parts)
        if path.exists():
            return path
    raise FileNotFoundError(f"MixBench is missing its file {'/'.join(parts)}; reinstall MixBench")
