"""From a network and its input to what is timed: as it stands, compiled, or as a CUDA graph."""

from __future__ import annotations

import time

import torch
from torch import nn

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError
from mixbench.engine.building import Subject
from mixbench.engine.quiet import quiet
from mixbench.engine.training import TrainingStep
from mixbench.engine.watch import Program

#: Passes on a stream of their own before a CUDA graph is captured, as torch's manual asks for.
CAPTURE_WARM_UP = 3


def prepare(subject: Subject) -> Program:
    """Make the case's network ready to be timed; with `torch.compile` this can take a minute.

    The cores and threads of the measurement must be taken before: the compiler writes their number into
    its code. Raises `MixBenchError` where the runtime cannot run here.
    """
    runtime = subject.case.conditions.runtime
    if runtime == "compile":
        from mixbench.engine.compiling import compiled  # brings the compiler, which takes a second

        return compiled(subject, program)
    if runtime == "cuda_graph":
        return _captured(subject)
    return program(subject, subject.network)


def program(subject: Subject, network: nn.Module) -> Program:
    """One forward pass, or a whole training step in its parts, of the subject's network in some form."""
    image = subject.image
    if subject.case.conditions.mode == "inference":
        return Program(lambda: network(image))
    step = TrainingStep(network, image, registry.resolve(subject.case.model).family.task)
    return Program(step.call, step.phases, has_gradients=True)


def _captured(subject: Subject) -> Program:
    """A CUDA graph of one forward pass. `compile_ms` is the time of its capture with the passes before it."""
    device, conditions = subject.image.device, subject.case.conditions
    if device.type != "cuda":
        raise MixBenchError(
            f"a CUDA graph needs a CUDA device; {device} was asked for: choose --runtime eager"
        )
    if conditions.mode != "inference":
        raise MixBenchError(
            "a CUDA graph holds a forward pass, not a training step; choose --runtime eager or compile"
        )
    graph = torch.cuda.CUDAGraph()
    with torch.cuda.device(device), quiet():
        start = time.perf_counter()
        _pass_aside(subject)
        with torch.cuda.graph(graph):
            output = subject.call()
        torch.cuda.synchronize(device)
        compile_ms = (time.perf_counter() - start) * 1e3

    def replay() -> object:
        graph.replay()
        return output  # the same memory each time

    return Program(replay, compile_ms=compile_ms)


def _pass_aside(subject: Subject) -> None:
    """Some passes on another stream, so that libraries set themselves up before the capture."""
    aside = torch.cuda.Stream()  # type: ignore[no-untyped-call]  # torch leaves it untyped
    aside.wait_stream(torch.cuda.current_stream())
    with torch.cuda.stream(aside):
        for _ in range(CAPTURE_WARM_UP):
            subject.call()
    torch.cuda.current_stream().wait_stream(aside)
