"""What every test stands on: a screen that is not there, data of its own, and no unexpected noise."""

from __future__ import annotations

import logging
import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Read once, when torch is loaded: tests that run side by side must not spin while they wait for a core.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")

import pytest


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path, monkeypatch):
    """No test touches the user's data or settings, and none talks to a worker that the user named."""
    monkeypatch.setenv("MIXBENCH_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("MIXBENCH_WORKER_COMMAND", raising=False)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """A warning in the log that the test did not ask for (through `caplog`) is a failure."""
    seen: list[logging.LogRecord] = []
    handler = logging.Handler(logging.WARNING)
    handler.emit = seen.append
    logging.getLogger().addHandler(handler)
    try:
        result = yield
    finally:
        logging.getLogger().removeHandler(handler)
    if seen and "caplog" not in item.fixturenames:
        pytest.fail("unexpected log records: " + "; ".join(record.getMessage() for record in seen))
    return result
