"""The command line: the same engine without a screen, for servers and scripts."""

from mixbench.cli.application import app, main

__all__ = ["app", "main"]
