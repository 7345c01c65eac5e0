"""Where the results are kept on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

#: Another data folder, for a server, a test or a second set of results.
DATA_VARIABLE = "MIXBENCH_DATA_DIR"
DATABASE_NAME = "mixbench.sqlite3"


def data_folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder of the results database: the user's own choice, else the platform's custom."""
    own = environ.get(DATA_VARIABLE, "").strip()
    if own:
        return Path(own).expanduser()
    from platformdirs import user_data_path

    return user_data_path("mixbench", appauthor=False)


def default_database_path(environ: Mapping[str, str] = os.environ) -> Path:
    """The results database that every command and the window share."""
    return data_folder(environ) / DATABASE_NAME
