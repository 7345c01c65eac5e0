"""Check that a wheel carries what the program reads at run time."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def missing_from(wheel: Path) -> list[str]:
    """The shipped files of the clone that are not in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    resources = (path for path in (ROOT / "resources").rglob("*") if path.is_file())
    expected = [
        f"mixbench/_resources/{path.relative_to(ROOT / 'resources').as_posix()}" for path in resources
    ]
    expected += [
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "mixbench").rglob("*")
        if path.suffix in (".py", ".sql", ".typed")
    ]
    return sorted(set(expected) - names)


if __name__ == "__main__":
    gone = missing_from(Path(sys.argv[1]))
    if gone:
        sys.exit(f"the wheel lacks {', '.join(gone)}")
    sys.stdout.write(f"{Path(sys.argv[1]).name} is complete\n")
