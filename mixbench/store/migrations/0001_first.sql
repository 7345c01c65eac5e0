-- "MixB": tells a database of MixBench from any other SQLite file.
PRAGMA application_id = 1298757698;

-- The machines and libraries that measurements were taken with, each stored once.
CREATE TABLE environment (
    id      INTEGER PRIMARY KEY,
    content TEXT NOT NULL UNIQUE              -- JSON of core.measurement.Environment
) STRICT;

CREATE TABLE session (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    started_at  TEXT NOT NULL,                -- ISO 8601, UTC
    finished_at TEXT,
    outcome     TEXT,
    mixbench    TEXT NOT NULL,                -- version that began it
    plan        TEXT NOT NULL,                -- JSON of core.sweep.SweepPlan
    planned     INTEGER NOT NULL,
    environment INTEGER REFERENCES environment (id)
) STRICT;

CREATE INDEX session_by_start ON session (started_at);

-- One case of a session. `status` is NULL while it waits or runs.
CREATE TABLE item (
    session       TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    number        INTEGER NOT NULL,
    "case"        TEXT NOT NULL,              -- JSON of core.model.Case
    model         TEXT NOT NULL,              -- core.model.Model.key
    device        TEXT NOT NULL,
    status        TEXT,
    error         TEXT NOT NULL DEFAULT '',
    cost          TEXT,                       -- JSON of core.cost.CostReport
    timing        TEXT,                       -- JSON of core.measurement.Timing
    started_at    TEXT NOT NULL DEFAULT '',
    seconds_per_mac REAL,
    environment   INTEGER REFERENCES environment (id),
    PRIMARY KEY (session, number)
) STRICT;

CREATE INDEX item_by_model ON item (model, device) WHERE seconds_per_mac IS NOT NULL;

-- One commit a round. A case that is run again begins another attempt; the latest one is read.
CREATE TABLE round (
    session TEXT NOT NULL,
    number  INTEGER NOT NULL,
    attempt INTEGER NOT NULL,
    round   INTEGER NOT NULL,
    content TEXT NOT NULL,                    -- JSON of core.measurement.Round
    PRIMARY KEY (session, number, attempt, round),
    FOREIGN KEY (session, number) REFERENCES item (session, number) ON DELETE CASCADE
) STRICT;
