"""`mixbench`: the window without arguments, the command line with them."""

from __future__ import annotations

import sys

_QT = ("PySide6", "shiboken6", "pyqtgraph")


def main() -> int:
    """Start what was asked for; the answer is the exit code."""
    if len(sys.argv) > 1:
        from mixbench.cli import main as run_command

        return run_command()
    return _open_window()


def _open_window() -> int:
    """Open the window; where Qt is there but does not load, a sentence takes the traceback's place."""
    from mixbench.gui.app import main as run_window

    try:
        return run_window()
    except ImportError as error:
        if not (error.name or "").startswith(_QT):
            raise
        sys.stderr.write(
            f"mixbench: the window cannot open: Qt does not load here ({error}); "
            "`mixbench doctor` names what to install, or use the command line: `mixbench --help`\n"
        )
        return 1


if __name__ == "__main__":
    sys.exit(main())
