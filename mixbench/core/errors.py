"""The errors that a person is meant to read: one clear sentence with the way out."""

from __future__ import annotations

from dataclasses import dataclass


class MixBenchError(Exception):
    """Something that was asked for cannot be done; the message says what to change."""


class RequestError(MixBenchError):
    """The request itself is wrong (unknown variant, bad hyperparameter): exit code 2."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with one hyperparameter, as a sentence to stand beside its field.

    `nearest` is a value of that field which removes the problem while the others stay, None where
    there is none.
    """

    field: str
    sentence: str
    nearest: object = None


class HyperparameterError(RequestError):
    """One or more hyperparameters are refused; `problems` names each."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(problem.sentence for problem in problems))
        self.problems = problems


class SizeError(RequestError):
    """A network does not accept the resolution; the message names the nearest that it accepts."""
