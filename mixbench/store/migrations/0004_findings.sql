-- What checks of the literature came to, the latest of each claim: with the measurements of a session, or without any.
CREATE TABLE finding (
    claim    TEXT NOT NULL,                   -- core.claims.Claim.id
    session  TEXT REFERENCES session (id) ON DELETE CASCADE,
    taken_at TEXT NOT NULL,                   -- ISO 8601, UTC
    content  TEXT NOT NULL                    -- JSON of core.claims.Finding
) STRICT;

CREATE UNIQUE INDEX finding_of_claim ON finding (claim, coalesce(session, ''));
