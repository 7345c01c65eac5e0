"""Looking at a machine, one finding a line. Neither torch nor Qt is loaded into this process for it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata

from mixbench.cli.engine import Engine
from mixbench.core.display import binding_problem, display_problem
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Environment
from mixbench.core.units import bytes_text, si
from mixbench.core.version import __version__
from mixbench.store.database import Store
from mixbench.store.location import default_database_path
from mixbench.store.schema import migrations

#: A cold disk may take this long to bring Qt.
_QT_WITHIN_S = 60

#: What carries the libraries that Qt is linked to, on Debian and Ubuntu.
_PACKAGES = {
    "libEGL": "libegl1",
    "libGL": "libgl1",
    "libxkbcommon": "libxkbcommon0",
    "libfontconfig": "libfontconfig1",
    "libdbus-1": "libdbus-1-3",
    "libglib-2.0": "libglib2.0-0",
}


@dataclass(frozen=True)
class Check:
    """One line of the doctor: what was looked at, what was found, and the fix where it is missing.

    Without an essential thing nothing can be measured; without another, something less is offered.
    """

    name: str
    is_ok: bool
    found: str
    fix: str = ""
    is_essential: bool = False


def examine() -> tuple[Check, ...]:
    """All checks, in the order of the report. Starts a worker, so it takes as long as torch needs."""
    return (
        Check("MixBench", True, __version__, is_essential=True),
        Check("Python", True, f"{platform.python_version()}, {sys.executable}", is_essential=True),
        installed("torch", "torch", "pip install torch", is_essential=True),
        *engine(),
        compiler(os.environ),
        installed("fvcore", "fvcore", "pip install fvcore (the fourth witness of the counts)"),
        qt_binding(),
        qt_libraries(),
        display(os.environ),
        installed("pyarrow", "pyarrow", "pip install 'mixbench[parquet]' (export to parquet)"),
        database(),
    )


def _version(distribution: str) -> str | None:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return None


def installed(name: str, distribution: str, fix: str, *, is_essential: bool = False) -> Check:
    """Whether a library is installed; its import is left to who needs it."""
    version = _version(distribution)
    return Check(name, version is not None, version or "", "" if version else fix, is_essential)


def engine() -> Iterator[Check]:
    """Whether a worker comes up, and the devices that it sees."""
    try:
        with Engine() as started:
            here = started.greet()
    except MixBenchError as error:
        yield Check("engine", False, str(error), "reinstall torch: pip install --force-reinstall torch", True)
        return
    yield Check("engine", True, f"torch {here.torch} on Python {here.python}", is_essential=True)
    yield from devices(here)
    yield roofs(here)
    if any(device.id.startswith("cuda") for device in here.devices):
        yield nvml()


def roofs(here: Environment) -> Check:
    """Whether it is known what this machine can do at best."""
    try:
        store = Store(default_database_path())
    except MixBenchError:
        return Check("roofs", False, "", "see results")  # whose own line says why
    try:
        known = store.roofs(here)
    finally:
        store.close()
    if not known:
        return Check("roofs", False, "", "mixbench roofs (the first run under some conditions does it too)")
    busy = sum(roof.is_disturbed for roof in known)
    fix = f"mixbench roofs when the machine is quiet ({busy} were disturbed)" if busy else ""
    best = max(known, key=lambda roof: roof.macs_per_s)
    bytes_per_s = max(roof.bytes_per_s for roof in known)
    return Check(
        "roofs",
        True,
        f"{len(known)} measured; at best {si(best.macs_per_s, 1)}MAC/s on {best.device} in {best.dtype}, "
        f"{si(bytes_per_s, 1)}B/s",
        fix,
    )


def nvml() -> Check:
    """Whether clocks, power and temperature of NVIDIA's devices can be read."""
    fix = "pip install nvidia-ml-py (clocks, power and throttling beside each measurement)"
    try:
        import pynvml
    except ModuleNotFoundError:
        return Check("NVML", False, "", fix)
    try:
        pynvml.nvmlInit()
        driver = pynvml.nvmlSystemGetDriverVersion()
        pynvml.nvmlShutdown()
    except pynvml.NVMLError as error:
        return Check("NVML", False, str(error), "install or repair NVIDIA's driver")
    return Check("NVML", True, f"driver {driver}")


def compiler(environ: Mapping[str, str]) -> Check:
    """The compiler that torch.compile calls for networks on the processor."""
    usual = {"darwin": "clang++", "win32": "cl"}.get(sys.platform, "g++")
    name = environ.get("CXX", usual)
    found = shutil.which(name, path=environ.get("PATH"))
    fix = f"install {usual} (--runtime compile on the processor)"
    return Check("C++ compiler", found is not None, found or "", "" if found else fix)


def devices(here: Environment) -> Iterator[Check]:
    """Each device that can be measured, with its memory and number formats."""
    for device in here.devices:
        memory = f", {bytes_text(device.memory_bytes)}" if device.memory_bytes else ""
        yield Check(f"device {device.id}", True, f"{device.name}{memory}, {' '.join(device.dtypes)}")


def qt_binding() -> Check:
    """PySide6, and whether this version is sound on this Python."""
    version = _version("PySide6-Essentials") or _version("PySide6")
    if version is None:
        return Check("PySide6", False, "", "pip install PySide6-Essentials (the window)")
    numbers = tuple(int(part) for part in re.findall(r"\d+", version)[:3])
    problem = binding_problem(tuple(sys.version_info[:3]), numbers)
    return Check("PySide6", problem is None, version, problem or "")


def qt_libraries() -> Check:
    """Whether Qt can be loaded here, tried in a process of its own."""
    trial = (sys.executable, "-c", "import PySide6.QtWidgets, PySide6.QtSvg")
    try:
        ended = subprocess.run(trial, capture_output=True, text=True, timeout=_QT_WITHIN_S, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return Check("Qt libraries", False, str(error), "reinstall PySide6-Essentials")
    if ended.returncode == 0:
        return Check("Qt libraries", True, "they load")
    last = (ended.stderr.strip().splitlines() or [f"exit code {ended.returncode}"])[-1]
    return Check("Qt libraries", False, last, fix_for_library(last))


def fix_for_library(message: str) -> str:
    """What to install for a loader's message such as `libEGL.so.1: cannot open shared object file`."""
    found = re.search(r"(lib[\w.+-]+?)\.so", message)
    if found is None:
        return "pip install PySide6-Essentials (the window)"
    package = _PACKAGES.get(found[1])
    return f"install {package} (Debian, Ubuntu)" if package else f"install the library {found[1]}"


def display(environ: Mapping[str, str]) -> Check:
    """Whether a window could be opened here."""
    problem = display_problem(environ)
    shown = (
        environ.get("WAYLAND_DISPLAY")
        or environ.get("DISPLAY")
        or environ.get("QT_QPA_PLATFORM")
        or sys.platform
    )
    return Check("display", problem is None, "" if problem else shown, problem or "")


def database() -> Check:
    """Whether results can be kept."""
    path = default_database_path()
    try:
        Store(path).close()
    except MixBenchError as error:
        return Check("results", False, str(path), str(error), is_essential=True)
    return Check("results", True, f"{path}, schema {len(migrations())}", is_essential=True)
