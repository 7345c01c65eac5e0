"""How a worker's end reads, and which worker is started."""

from __future__ import annotations

import sys

from mixbench.jobs.interpreter import worker_command, worker_environment
from mixbench.jobs.pipe import PipeTransport
from mixbench.jobs.transport import Exit


def test_ends_are_sentences():
    assert "SIGKILL" in Exit(-9, 9).sentence()
    assert "out of memory" in Exit(-9, 9).sentence()
    assert "SIGSEGV" in Exit(-11, 11).sentence()
    assert Exit(1, last_words="Traceback...\nImportError: no torch\n").sentence().endswith("no torch")
    assert Exit(0).sentence() == "the worker ended by itself with exit code 0"
    assert "signal 99 (unknown)" in Exit(-99, 99).sentence()


def test_the_worker_is_this_python_unless_another_is_named():
    assert worker_command({}) == (sys.executable, "-m", "mixbench.worker")
    named = {"MIXBENCH_WORKER_COMMAND": "ssh 'gpu box' python -m mixbench.worker"}
    assert worker_command(named) == ("ssh", "gpu box", "python", "-m", "mixbench.worker")


def test_openmp_waits_passively_before_torch_is_loaded():
    assert worker_environment({"OMP_WAIT_POLICY": "ACTIVE", "HOME": "/h"}) == {
        "OMP_WAIT_POLICY": "PASSIVE",
        "KMP_BLOCKTIME": "0",
        "PYTHONUTF8": "1",
        "HOME": "/h",
    }


def test_the_exit_comes_after_the_last_line():
    heard = []
    transport = PipeTransport([sys.executable, "-c", "import sys; print('a'); print('b'); sys.exit(3)"])
    transport.start(lambda line: heard.append(line.strip()), heard.append)
    while not heard or not isinstance(heard[-1], Exit):
        transport.poll(5)
    assert heard[:2] == [b"a", b"b"]
    assert heard[2].code == 3
    transport.send(b"to nobody\n")
