"""Which command runs the worker, and in which surroundings."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping

#: Another command for the worker (another Python, `ssh HOST ...`), split as a shell would.
COMMAND_VARIABLE = "MIXBENCH_WORKER_COMMAND"

#: Set before torch is loaded. Spinning OpenMP threads multiply a latency as soon as one other process
#: wants the core; passive ones sleep. libgomp reads the first, Intel's and LLVM's runtime the second.
SURROUNDINGS = {"OMP_WAIT_POLICY": "PASSIVE", "KMP_BLOCKTIME": "0", "PYTHONUTF8": "1"}


def worker_command(environ: Mapping[str, str] = os.environ, python: str = "") -> tuple[str, ...]:
    """The worker's command line: what the environment names, else a Python (this one unless one is given)."""
    own = environ.get(COMMAND_VARIABLE, "").strip()
    return tuple(shlex.split(own)) if own else (python or sys.executable, "-m", "mixbench.worker")


def worker_environment(environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment of the worker's process: ours, with OpenMP's threads told to wait passively."""
    return {**environ, **SURROUNDINGS}
