"""The command as a process: what it loads, what it prints, how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from mixbench import __version__


def run(*arguments, **environ):
    return subprocess.run(
        [sys.executable, "-m", "mixbench", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **environ},
    )


def test_the_version():
    assert run("--version").stdout == f"mixbench {__version__}\n"


def test_help_names_the_commands():
    out = run("--help").stdout
    for command in ("list", "cost", "profile", "sweep", "sessions", "export", "doctor"):
        assert f"\n  {command} " in out


def test_an_unknown_command_is_2():
    ended = run("measure")
    assert ended.returncode == 2
    assert "No such command 'measure'" in ended.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "--json"],
        ["cost", "mixer_s16", "--resolutions", "64:128:64", "--json"],
        ["sessions", "--json"],
        ["profile", "mixer_s16", "--resolution", "64", "--json"],
    ],
)
def test_the_process_loads_neither_torch_nor_qt(arguments, fake_engine):
    code = (
        "import json, sys\n"
        "from mixbench.cli import main\n"
        "code = main(json.loads(sys.argv[1]))\n"
        "heavy = {'torch', 'einops', 'fvcore', 'mixbench.zoo', 'mixbench.engine'}\n"
        "heavy |= {'PySide6', 'shiboken6', 'pyqtgraph', 'mixbench.gui'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", code, json.dumps(arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.returncode == 0, ended.stderr
    assert ended.stderr.splitlines()[-1] == "[]"
    json.loads(ended.stdout)


def test_without_arguments_and_without_a_display_there_is_one_sentence():
    environ = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}
    ended = run(**environ)
    assert ended.returncode == 1
    assert "there is no display" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1


def test_output_that_nobody_reads_is_no_traceback():
    reader, writer = os.pipe()
    os.close(reader)
    ended = subprocess.run(
        [sys.executable, "-m", "mixbench", "list"],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert "Traceback" not in ended.stderr
