"""The command and the code that repeat a measurement elsewhere."""

from __future__ import annotations

import shlex

from mixbench.catalog import registry
from mixbench.core.measurement import Precision
from mixbench.core.model import Case, Conditions, Model, Value, value_text
from mixbench.core.sweep import SweepPlan, range_text

_USUAL = Conditions()


def command_line(case: Case, precision: Precision = "normal") -> str:
    """The `mixbench profile` that takes the measurement again."""
    words = ["mixbench profile", case.model.variant, f"--resolution {case.resolution}"]
    words += [f"--set {name}={value_text(value)}" for name, value in sorted(case.model.overrides.items())]
    words += [f"--{name} {value}" for name, value in _options_of(case).items()]
    return " ".join((*words, *_precision_option(precision)))


def duel_command(first: Case, second: Case, precision: Precision = "normal") -> str:
    """The `mixbench duel` that holds two cases against one another again; an option that differs has the
    value of either side."""
    models = [case.model.key for case in (first, second)]
    # One name stands for both where they differ in a condition.
    named = models[:1] if models[0] == models[1] and first != second else models
    words = ["mixbench duel", *map(shlex.quote, named)]
    one, other = ({"resolution": case.resolution, **_options_of(case)} for case in (first, second))
    for name in dict.fromkeys((*one, *other)):
        values = dict.fromkeys(side[name] if name in side else _unsaid(name) for side in (one, other))
        words.append(f"--{name} {','.join(values)}")
    return " ".join((*words, *_precision_option(precision)))


def session_command(plan: SweepPlan) -> str:
    """The command that measures everything of a plan again."""
    if plan.duel is not None:
        return duel_command(*plan.duel, plan.precision)
    sides = tuple(height for height, width in plan.resolutions if height == width)
    sizes = (
        range_text(sides)
        if len(sides) == len(plan.resolutions)
        else ",".join(Case(plan.models[0], *size).resolution for size in plan.resolutions)
    )
    words = ["mixbench sweep", *(shlex.quote(model.key) for model in plan.models), f"--resolutions {sizes}"]
    words.append(f"--batches {range_text(plan.batches)}")
    options = _options_of(Case(plan.models[0], 1, 1, 1, plan.conditions))
    words += [f"--{name} {value}" for name, value in options.items() if name != "batch"]
    return " ".join((*words, *_precision_option(plan.precision)))


def _options_of(case: Case) -> dict[str, str]:
    """What is held fixed, as options; what is usual goes without saying."""
    conditions = case.conditions
    options = {"batch": str(case.batch), "device": conditions.device, "dtype": conditions.dtype}
    for name in ("layout", "runtime", "mode", "threads"):
        value = getattr(conditions, name)
        if value != getattr(_USUAL, name):
            options[name] = str(value)
    return options


def _unsaid(option: str) -> str:
    """The value of an option that one side of a duel names and the other does not."""
    return str(getattr(_USUAL, option))


def _precision_option(precision: Precision) -> tuple[str, ...]:
    return () if precision == "normal" else (f"--precision {precision}",)


def wrapped(command: str, width: int = 34) -> str:
    """The command over several lines that a shell still reads as one, broken before options only."""
    first, *options = command.split(" --")
    lines = [first]
    for option in options:
        word = f" --{option}"
        if len(lines[-1]) + len(word) > width:
            lines.append(f" {word}")
        else:
            lines[-1] += word
    return " \\\n".join(lines)


def snippet(case: Case) -> str:
    """The Python that builds the same network and calls it once under the same conditions."""
    size = str(case.height) if case.height == case.width else f"({case.height}, {case.width})"
    arguments = [f'"{case.model.variant}"', f"image_size={size}"]
    if case.conditions.device != _USUAL.device:
        arguments.append(f'device="{case.conditions.device}"')
    arguments += [f"{name}={_literal(value)}" for name, value in sorted(case.model.overrides.items())]
    image = f"torch.randn({case.batch}, 3, {case.height}, {case.width}{_options(case.conditions)})"
    channels_last = case.conditions.layout == "channels_last"
    lines = [
        "import torch, mixbench",
        *([f"torch.set_num_threads({case.conditions.threads})"] if case.conditions.threads else []),
        *_call("net = mixbench.build", arguments),
        f"x = {image}",
        *(_casts(case.conditions.dtype)),
        *(["x = x.to(memory_format=torch.channels_last)"] if channels_last else []),
        *(["net = net.to(memory_format=torch.channels_last)"] if channels_last else []),
        *(["net = torch.compile(net)"] if case.conditions.runtime == "compile" else []),
        *_use(case),
    ]
    return "\n".join(lines)


def _use(case: Case) -> tuple[str, ...]:
    """What is timed: a pass, a replay of one, or a training step."""
    if case.conditions.mode == "training_step":
        return (
            "net.train()",
            *_loss(case.model),
            "adamw = torch.optim.AdamW(",
            "    net.parameters(),",
            "    fused=True,",
            ")",
            "loss().backward()",
            "adamw.step()",
            "adamw.zero_grad()",
        )
    if case.conditions.runtime == "cuda_graph":
        return (
            "with torch.inference_mode():",
            "    net(x)",
            "    graph = torch.cuda.CUDAGraph()",
            "    with torch.cuda.graph(graph):",
            "        y = net(x)",
            "    graph.replay()",
        )
    return ("with torch.inference_mode():", "    y = net(x)")


def _loss(model: Model) -> tuple[str, ...]:
    """Cross-entropy on fixed labels; where images are restored, the mean absolute error of every answer."""
    if registry.resolve(model).family.task == "classification":
        return (
            "labels = x.new_zeros(len(x)).long()",
            "F = torch.nn.functional",
            "def loss():",
            "    return F.cross_entropy(",
            "        net(x), labels",
            "    )",
        )
    return (
        "def error(y):",
        "    if not torch.is_tensor(y):",
        "        return sum(map(error, y))",
        "    n = x.shape[-1] // y.shape[-1]",
        "    t = x.flip(-1)[..., ::n, ::n]",
        "    return (y - t).abs().mean()",
        "def loss():",
        "    return error(net(x))",
    )


def _options(conditions: Conditions) -> str:
    return f', device="{conditions.device}"' if conditions.device != _USUAL.device else ""


def _casts(dtype: str) -> list[str]:
    return [f"net, x = net.to(torch.{dtype}), x.to(torch.{dtype})"] if dtype != _USUAL.dtype else []


def _call(function: str, arguments: list[str]) -> list[str]:
    """A call with an argument a line, for the panel that it is shown in is narrow."""
    return [f"{function}(", *(f"    {argument}," for argument in arguments), ")"]


def _literal(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
