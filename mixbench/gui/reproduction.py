"""The command and the code that repeat a measurement elsewhere."""

from __future__ import annotations

from mixbench.core.measurement import Precision
from mixbench.core.model import Case, Conditions, Value, value_text

_USUAL = Conditions()


def command_line(case: Case, precision: Precision = "normal") -> str:
    """The `mixbench profile` that takes the measurement again."""
    conditions = case.conditions
    words = ["mixbench profile", case.model.variant, f"--resolution {case.resolution}"]
    words += [f"--set {name}={value_text(value)}" for name, value in sorted(case.model.overrides.items())]
    words += [f"--batch {case.batch}", f"--device {conditions.device}", f"--dtype {conditions.dtype}"]
    if conditions.layout != _USUAL.layout:
        words.append(f"--layout {conditions.layout}")
    if conditions.threads is not None:
        words.append(f"--threads {conditions.threads}")
    if precision != "normal":
        words.append(f"--precision {precision}")
    return " ".join(words)


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
        "with torch.inference_mode():",
        "    y = net(x)",
    ]
    return "\n".join(lines)


def _options(conditions: Conditions) -> str:
    return f', device="{conditions.device}"' if conditions.device != _USUAL.device else ""


def _casts(dtype: str) -> list[str]:
    return [f"net, x = net.to(torch.{dtype}), x.to(torch.{dtype})"] if dtype != _USUAL.dtype else []


def _call(function: str, arguments: list[str]) -> list[str]:
    """A call with an argument a line, for the panel that it is shown in is narrow."""
    return [f"{function}(", *(f"    {argument}," for argument in arguments), ")"]


def _literal(value: Value) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
