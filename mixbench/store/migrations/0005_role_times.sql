-- How the pass of a case divides among the roles of its layers: the latest look, and the machine that it was taken on.
CREATE TABLE role_times (
    session     TEXT NOT NULL,
    number      INTEGER NOT NULL,
    environment INTEGER NOT NULL REFERENCES environment (id),
    taken_at    TEXT NOT NULL,                -- ISO 8601, UTC
    content     TEXT NOT NULL,                -- JSON of core.role_times.RoleTimes
    PRIMARY KEY (session, number),
    FOREIGN KEY (session, number) REFERENCES item (session, number) ON DELETE CASCADE
) STRICT;
