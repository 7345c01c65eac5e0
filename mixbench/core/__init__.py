"""Plain values and arithmetic that both processes share: no torch, no Qt."""
