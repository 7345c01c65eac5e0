"""The host's side of the engine: what to run, in which order, in which worker, and what became of it."""
