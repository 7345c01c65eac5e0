-- What a machine can do at best, once for each environment, device, dtype and number of threads.
CREATE TABLE roof (
    environment INTEGER NOT NULL REFERENCES environment (id),
    device      TEXT NOT NULL,
    dtype       TEXT NOT NULL,
    threads     INTEGER NOT NULL,             -- 0 on a device that the processor only drives
    content     TEXT NOT NULL,                -- JSON of core.roofs.Roof
    measured_at TEXT NOT NULL,                -- ISO 8601, UTC
    PRIMARY KEY (environment, device, dtype, threads)
) STRICT;
