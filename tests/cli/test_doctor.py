"""The doctor names what is missing and the fix, and ends with 1 only where nothing can be measured."""

from __future__ import annotations

import sqlite3
import sys
from types import SimpleNamespace

import pytest

from mixbench.cli import checks
from mixbench.store.location import default_database_path


@pytest.fixture
def examined(mixbench, fake_engine, monkeypatch):
    """The doctor's findings by name; Qt is tried once, by the test that is about it."""
    monkeypatch.setattr(checks, "qt_libraries", lambda: checks.Check("Qt libraries", True, "they load"))

    def examine():
        asked = mixbench("doctor", "--json")
        return asked, {check["name"]: check for check in asked.document["checks"]}

    return examine


def test_a_sound_machine(examined):
    asked, found = examined()
    assert asked.code == 0
    assert found["engine"]["found"] == "torch 0.0.0+fake on Python 3.11.7"
    assert found["device cpu"]["found"] == "Imaginary CPU, 8.0 GB, float32 bfloat16"
    assert found["results"]["found"].startswith(str(default_database_path()))
    assert {name for name, check in found.items() if check["fix"] and check["is_ok"]} == set()


def test_without_an_engine_nothing_can_be_measured(examined, fake_engine):
    fake_engine("--mute")
    asked, found = examined()
    assert asked.code == 1
    assert not found["engine"]["is_ok"]
    assert "no torch here" in found["engine"]["found"]
    assert "cannot measure here before this is mended: engine" in asked.err


def test_without_a_display_the_command_line_still_serves(examined, monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    asked, found = examined()
    assert asked.code == 0
    assert not found["display"]["is_ok"]
    assert "neither DISPLAY nor WAYLAND_DISPLAY" in found["display"]["fix"]


def test_a_database_that_cannot_be_used_is_essential(examined):
    default_database_path().parent.mkdir(parents=True)
    connection = sqlite3.connect(default_database_path())
    connection.execute("PRAGMA user_version = 99")
    connection.execute("CREATE TABLE later (id INTEGER)")
    connection.close()
    asked, found = examined()
    assert asked.code == 1
    assert "newer MixBench" in found["results"]["fix"]


def test_roofs_that_were_measured_are_told(mixbench, examined):
    _, found = examined()
    assert not found["roofs"]["is_ok"]
    assert "mixbench roofs" in found["roofs"]["fix"]
    mixbench("roofs", "--threads", "1")
    _, found = examined()
    # The fake engine invents 5e10 MACs and 1e10 bytes a second, for two dtypes.
    assert found["roofs"]["found"] == "2 measured; at best 50.0 GMAC/s on cpu in float32, 10.0 GB/s"


def test_the_compiler_of_generated_code_is_looked_for(tmp_path):
    compiler = tmp_path / "own++"
    compiler.touch(mode=0o755)
    found = checks.compiler({"CXX": "own++", "PATH": str(tmp_path)})
    assert (found.is_ok, found.found, found.fix) == (True, str(compiler), "")
    missing = checks.compiler({"PATH": str(tmp_path)})
    assert not missing.is_ok
    assert "--runtime compile" in missing.fix


def fake_nvml(monkeypatch, init):
    class NVMLError(Exception):
        pass

    module = SimpleNamespace(
        NVMLError=NVMLError,
        nvmlInit=lambda: init(NVMLError),
        nvmlSystemGetDriverVersion=lambda: "999.1",
        nvmlShutdown=lambda: None,
    )
    monkeypatch.setitem(sys.modules, "pynvml", module)


def test_nvml_is_asked_for_its_driver(monkeypatch):
    fake_nvml(monkeypatch, lambda error: None)
    assert checks.nvml() == checks.Check("NVML", True, "driver 999.1")


def test_nvml_without_a_driver_or_without_its_library_has_a_fix(monkeypatch):
    def refuse(error):
        raise error("NVML Shared Library Not Found")

    fake_nvml(monkeypatch, refuse)
    check = checks.nvml()
    assert (check.is_ok, check.found) == (False, "NVML Shared Library Not Found")
    monkeypatch.setitem(sys.modules, "pynvml", None)
    assert "pip install nvidia-ml-py" in checks.nvml().fix


def test_nvml_is_looked_at_where_there_is_a_device_for_it(examined):
    _, found = examined()
    assert "NVML" not in found


@pytest.mark.parametrize(
    ("message", "fix"),
    [
        ("ImportError: libEGL.so.1: cannot open shared object file", "install libegl1 (Debian, Ubuntu)"),
        ("ImportError: libxkbcommon.so.0: cannot open", "install libxkbcommon0 (Debian, Ubuntu)"),
        ("ImportError: libnew-3.so.2: cannot open", "install the library libnew-3"),
        ("No module named 'PySide6'", "pip install PySide6-Essentials (the window)"),
    ],
)
def test_the_loaders_message_leads_to_what_to_install(message, fix):
    assert checks.fix_for_library(message) == fix


def test_an_absent_library_names_its_fix():
    check = checks.installed("name", "a-distribution-that-is-not-there", "pip install it")
    assert (check.is_ok, check.fix) == (False, "pip install it")


def test_the_table_marks_what_is_missing(mixbench, examined, fake_engine):
    fake_engine("--mute")
    assert "missing" in mixbench("doctor").out
