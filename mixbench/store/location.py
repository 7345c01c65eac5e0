"""Where the results are kept on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from mixbench.core.errors import MixBenchError

#: Another data folder, for a server, a test or a second set of results.
DATA_VARIABLE = "MIXBENCH_DATA_DIR"
DATABASE_NAME = "mixbench.sqlite3"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the results database: that of the environment, else the one that was chosen in the
    preferences, else the platform's custom.

    Raises `MixBenchError` where the chosen folder is gone: an empty one in its place would look as if
    everything were lost.
    """
    own = environ.get(DATA_VARIABLE, "").strip()
    if own:
        return Path(own).expanduser()
    chosen = chosen_folder()
    if chosen is not None and not chosen.is_dir():
        raise MixBenchError(
            f"the data folder {chosen} that was chosen in the preferences is not there; bring it back (is "
            f"its disk connected?), or delete {choice_path()} to keep results in {usual_folder()} again"
        )
    return chosen or usual_folder()


def usual_folder() -> Path:
    """Where the platform wants a program's data."""
    from platformdirs import user_data_path

    return user_data_path("mixbench", appauthor=False)


def choice_path() -> Path:
    """The file that names the chosen folder; it lies apart from the data, which it has to find."""
    from platformdirs import user_config_path

    return user_config_path("mixbench", appauthor=False) / "data_folder.txt"


def chosen_folder() -> Path | None:
    """The folder that was chosen in the preferences, None where none was."""
    try:
        named = choice_path().read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return Path(named) if named else None


def choose_folder(folder: Path | None) -> None:
    """Keep results in a folder from the next start on, or where the platform wants them (None).

    What lies in the present one stays there. Raises `MixBenchError` where the folder cannot be used.
    """
    try:
        if folder is None:
            choice_path().unlink(missing_ok=True)
            return
        folder.mkdir(parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise MixBenchError(f"nothing can be written into {folder}; choose another folder")
        choice_path().parent.mkdir(parents=True, exist_ok=True)
        choice_path().write_text(f"{folder.resolve()}\n", encoding="utf-8")
    except OSError as error:
        raise MixBenchError(f"{folder} cannot be used: {error.strerror}; choose another folder") from error


def default_database_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The results database that every command and the window share."""
    return data_folder(environ) / DATABASE_NAME
