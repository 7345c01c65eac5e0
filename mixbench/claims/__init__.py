"""The literature's statements as checks that run here, one file a claim.

A module that declares `CLAIM` and `check(asked) -> Finding` is found by itself; its name is the claim's id
with underscores. What needs tensors is an experiment of the worker (`engine/experiments`), asked by name.
"""
