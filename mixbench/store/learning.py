"""The last learning probe, kept in a file beside the results database until another replaces it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import msgspec

from mixbench.core.learning import LearningProbe
from mixbench.store.exports import save
from mixbench.store.schema import StoreError

_FILE_NAME = "learning.json"

COLUMNS = (
    "model",
    "shuffle",
    "seed",
    "step",
    "training_s",
    "training_loss",
    "held_out_accuracy",
    "held_out_images",
    "is_finished",
)


def learning_path(database: Path) -> Path:
    """Where the probe lies that belongs to a results database."""
    return database.with_name(_FILE_NAME)


def keep_probe(probe: LearningProbe, path: Path) -> None:
    """Put a probe in the place of the last one; raise `ExportError`, and the last one stays."""
    save(msgspec.json.encode(probe), path)


def last_probe(path: Path) -> LearningProbe | None:
    """The probe that was kept, None where there is none; raise `StoreError` where it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=LearningProbe)
    except FileNotFoundError:
        return None
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreError(
            f"the last learning probe in {path} cannot be read ({error}); a new probe takes its place"
        ) from error


def learning_csv(probe: LearningProbe) -> str:
    """Every point of every training, a line each, with a header."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for run in probe.runs:
        for point in run.points:
            seen = (point.step, point.training_s, point.loss, point.accuracy)
            is_finished = run.wrong is not None
            writer.writerow([*run.key, *seen, probe.held_out, str(is_finished).lower()])
    return file.getvalue()
