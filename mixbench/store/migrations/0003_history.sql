-- What people say of a session, of a result. `deleted_at` puts away; nothing is removed by it.
ALTER TABLE session ADD COLUMN note       TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN tags       TEXT NOT NULL DEFAULT '[]';  -- JSON, a list of words
ALTER TABLE session ADD COLUMN deleted_at TEXT;                        -- ISO 8601, UTC
ALTER TABLE item    ADD COLUMN note       TEXT NOT NULL DEFAULT '';
ALTER TABLE item    ADD COLUMN tags       TEXT NOT NULL DEFAULT '[]';
ALTER TABLE item    ADD COLUMN deleted_at TEXT;

-- The estimate stands in the timing too. What a long session is listed by lies together in one index, so
-- that opening it reads neither timings nor the cost of every layer.
ALTER TABLE item ADD COLUMN estimate TEXT;                             -- JSON of core.measurement.Estimate
UPDATE item SET estimate = json_extract(timing, '$.estimate') WHERE timing IS NOT NULL;
CREATE INDEX item_at_a_glance ON item (session, number, status, deleted_at, error, started_at, estimate);

-- The few results of which anything is said, found without walking over all of them.
CREATE INDEX item_with_words ON item (session, number) WHERE note <> '' OR tags <> '[]';

-- A results file of elsewhere; its lines are kept as they were read.
CREATE TABLE reference (
    id          TEXT PRIMARY KEY,             -- made of the content: a file is kept once
    name        TEXT NOT NULL,
    file        TEXT NOT NULL,                -- its name when it was imported
    format      TEXT NOT NULL,
    imported_at TEXT NOT NULL,                -- ISO 8601, UTC
    remarks     TEXT NOT NULL,                -- JSON, sentences on what was left out or taken otherwise
    models      TEXT NOT NULL,                -- JSON, variants
    machine     TEXT,
    torch       TEXT,
    points      INTEGER NOT NULL,
    note        TEXT NOT NULL DEFAULT '',
    tags        TEXT NOT NULL DEFAULT '[]',
    deleted_at  TEXT
) STRICT;

CREATE TABLE reference_row (
    reference TEXT NOT NULL REFERENCES reference (id) ON DELETE CASCADE,
    number    INTEGER NOT NULL,
    content   TEXT NOT NULL,                  -- JSON of store.rows.Row
    PRIMARY KEY (reference, number)
) STRICT;
