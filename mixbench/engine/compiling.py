"""`torch.compile` with its default compiler, and the time that it takes.

Importing this module brings the compiler, which takes a second: only who compiles imports it.
"""

from __future__ import annotations

import atexit
import hashlib
import inspect
import os
import shutil
import sys
import tempfile
import time
import warnings
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import psutil
import torch
import torch._dynamo.config
from torch import nn
from torch._dynamo.utils import counters
from torch._inductor.utils import clear_caches

from mixbench.core.errors import MixBenchError
from mixbench.engine.building import Subject
from mixbench.engine.failures import is_out_of_memory
from mixbench.engine.quiet import quiet
from mixbench.engine.watch import Program

#: A network that still compiles anew at this call never settles.
MOST_CALLS = 5

#: Where the compiler keeps what it made.
_FOLDER = "mixbench-compiled-"
_VARIABLES = ("TORCHINDUCTOR_CACHE_DIR", "TRITON_CACHE_DIR")

#: Newer versions of torch can keep what they compiled for one network from serving, or counting, for another.
_APART = (
    {"isolate_recompiles": True}
    if "isolate_recompiles" in inspect.signature(torch.compile).parameters
    else {}
)

#: The compiled networks that are still in use.
_in_use: weakref.WeakSet[nn.Module] = weakref.WeakSet()


def compiled(subject: Subject, program: Callable[[Subject, nn.Module], Program]) -> Program:
    """The case's program compiled by its first calls, whose time beyond that of a plain call is `compile_ms`.

    Nothing that was compiled before shortens it: not for another case, not by another process. Only who
    comes back to a case finds what the first visit left. What could not be compiled, and runs as it
    stands in between, is told in a warning. Raises `MixBenchError` where nothing could be compiled.
    """
    check_compiler(subject.image.device.type)
    if not _in_use:
        torch.compiler.reset()
    # Otherwise torch runs the network as it stands, and says so only in its log.
    torch._dynamo.config.fail_on_recompile_limit_hit = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the compiler's advice is about speed, which is not ours to change
        with _telling_why():
            _rehearse(str(subject.image.device))
            with _own_folder(repr(subject.case)):
                return _compiled(subject, program)


def _compiled(subject: Subject, program: Callable[[Subject, nn.Module], Program]) -> Program:
    breaks = _graph_breaks()
    network = _compilable(subject.network)
    _in_use.add(network)
    made = program(subject, network)
    compile_ms = _compile_ms(made, subject.image.device)
    return replace(made, compile_ms=compile_ms, warnings=_left_out(_graph_breaks() - breaks))


@cache
def _rehearse(device: str) -> None:
    """Compile next to nothing once: the compiler loads itself and tries out what the processor can do, for
    many seconds, which is no network's own."""
    with _own_folder("rehearsal"):
        layer = _compilable(nn.Linear(1, 1, device=device))
        layer(torch.ones(1, 1, device=device)).sum().backward()


def _compilable(network: nn.Module) -> nn.Module:
    """The network, which its first call compiles."""
    made: nn.Module = torch.compile(network, dynamic=False, **_APART)  # type: ignore[call-overload]
    return made


def check_compiler(device_type: str) -> None:
    """Raise `MixBenchError` where the compiler of generated code is missing."""
    if device_type == "cpu" and shutil.which(_cxx()) is None:
        raise MixBenchError("torch.compile needs a C++ compiler; install g++ or choose --runtime eager")


def _cxx() -> str:
    """The compiler that torch's code generator calls."""
    usual = {"darwin": "clang++", "win32": "cl"}.get(sys.platform, "g++")
    return os.environ.get("CXX", usual)


def _compile_ms(program: Program, device: torch.device) -> float:
    """Call until nothing is compiled any more; the last call is a plain one."""
    times_ms: list[float] = []
    before = -1
    with quiet(gradients=program.has_gradients):
        while before != _graphs() and len(times_ms) < MOST_CALLS:
            before = _graphs()
            times_ms.append(_call_ms(program, device))
    *compiling, plain = times_ms
    is_shared = not _APART and before > 0
    if before != _graphs() or not (compiling or is_shared):
        raise MixBenchError("torch.compile could not compile this network for good; choose --runtime eager")
    return max(0.0, sum(compiling) - plain * len(compiling))


def _call_ms(program: Program, device: torch.device) -> float:
    """One call with its result."""
    start = time.perf_counter()
    program.call()
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    return (time.perf_counter() - start) * 1e3


@contextmanager
def _telling_why() -> Iterator[None]:
    """Turn what the compiler raises, whole pages, into a sentence."""
    try:
        yield
    except Exception as error:
        if isinstance(error, MixBenchError) or is_out_of_memory(error):
            raise
        why = str(error).strip().partition("\n")[0]
        raise MixBenchError(f"torch.compile failed: {why}; choose --runtime eager") from error


def _graphs() -> int:
    """Graphs that were compiled since the process began."""
    return int(counters["stats"]["unique_graphs"])


def _graph_breaks() -> int:
    """Places where the compiler gave up and let Python go on, since the process began."""
    return int(sum(counters["graph_break"].values()))


def _left_out(breaks: int) -> tuple[str, ...]:
    if not breaks:
        return ()
    places = "one place" if breaks == 1 else f"{breaks} places"
    return (f"torch.compile left the graph at {places}, where the network runs as it stands",)


@contextmanager
def _own_folder(key: str) -> Iterator[None]:
    """Let the compiler keep what it makes in a folder of its own for each `key`."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:16]
    folder = _process_folder() / digest
    before = {name: os.environ.get(name) for name in _VARIABLES}
    clear_caches()  # what lies in memory from other cases
    os.environ.update({name: str(folder / name.partition("_")[0].lower()) for name in _VARIABLES})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


@cache
def _process_folder() -> Path:
    """This process's folder, named with its number; those of processes that were ended are removed."""
    for left in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*"):
        number = left.name.removeprefix(_FOLDER).partition("-")[0]
        if number.isdigit() and not psutil.pid_exists(int(number)):
            shutil.rmtree(left, ignore_errors=True)
    mine = tempfile.mkdtemp(prefix=f"{_FOLDER}{os.getpid()}-")
    atexit.register(shutil.rmtree, mine, ignore_errors=True)
    return Path(mine)
