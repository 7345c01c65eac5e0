"""The report of a session: what was measured, what it means, and how to see it again, as one document."""
