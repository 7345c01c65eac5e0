"""The command line as a function, and engines that do as they are told."""

from __future__ import annotations

import json
import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from mixbench.cli import main

FAKE_WORKER = Path(__file__).parents[1] / "fake_worker.py"


@dataclass(frozen=True)
class Ended:
    """A command's end: its exit code, its answer and what it told the person."""

    code: int
    out: str
    err: str

    @property
    def document(self):
        """The one JSON document on standard output; anything beside it is an error."""
        return json.loads(self.out)


@pytest.fixture
def mixbench(capsys):
    def run(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Ended(code, captured.out, captured.err)

    return run


@pytest.fixture
def fake_engine(monkeypatch):
    """Engines of this test are fake, with these habits."""

    def have(*habits):
        command = shlex.join([sys.executable, str(FAKE_WORKER), *map(str, habits)])
        monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", command)
        return command

    have()
    return have
