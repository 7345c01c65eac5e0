"""Results are where the person wants them, and never seem to be lost."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from mixbench.core.errors import MixBenchError
from mixbench.store import location


@pytest.fixture(autouse=True)
def own_places(tmp_path, monkeypatch):
    """The platform's folders in a place of their own; nothing named by the environment."""
    monkeypatch.delenv(location.DATA_VARIABLE)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


def test_the_platforms_custom_holds_until_something_is_chosen():
    assert location.data_folder() == location.usual_folder()
    assert location.chosen_folder() is None


def test_a_chosen_folder_holds_for_every_later_process(tmp_path):
    location.choose_folder(tmp_path / "disk" / "results")
    script = "from mixbench.store.location import data_folder; print(data_folder())"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == str(tmp_path / "disk" / "results")
    assert (tmp_path / "disk" / "results").is_dir()
    location.choose_folder(None)
    assert location.data_folder() == location.usual_folder()


def test_the_environment_comes_first(tmp_path, monkeypatch):
    location.choose_folder(tmp_path / "chosen")
    monkeypatch.setenv(location.DATA_VARIABLE, str(tmp_path / "named"))
    assert location.data_folder() == tmp_path / "named"


def test_a_folder_that_is_gone_is_said_and_no_empty_one_takes_its_place(tmp_path):
    location.choose_folder(tmp_path / "disk")
    (tmp_path / "disk").rmdir()
    with pytest.raises(MixBenchError, match="is its disk connected") as refused:
        location.default_database_path()
    assert str(location.choice_path()) in str(refused.value)
    assert not (tmp_path / "disk").exists()


def test_a_folder_that_cannot_be_used_is_refused_and_changes_nothing(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(MixBenchError, match="choose another folder"):
        location.choose_folder(tmp_path / "file" / "results")
    assert location.chosen_folder() is None


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(MixBenchError, match="nothing can be written"):
        location.choose_folder(tmp_path / "locked")
