"""The version of MixBench, stated once."""

__version__ = "0.1.0"
