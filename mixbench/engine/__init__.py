"""Counting without a clock and timing with one; lives in the worker."""
