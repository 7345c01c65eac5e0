"""The conditions of a measurement, always on screen: each a chip that opens where it is clicked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import get_args

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from mixbench.core.measurement import PRECISION_TARGETS, Device, Environment, Precision
from mixbench.core.model import Conditions, Dtype, Layout, Mode, Runtime
from mixbench.gui.choice_chip import Choice, ChoiceChip, Section
from mixbench.gui.condition_words import layout_text, mode_text, runtime_text
from mixbench.gui.workbench import BATCH, Workbench

BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256)
#: What is offered before the worker has said what the machine has.
_ANY_DEVICE = Device("cpu", "CPU")


class ConditionChips(QObject):
    """Builds the chips and keeps them true to the workbench's sweep.

    `shown` are the chips from left to right.
    """

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._environment: Environment | None = None
        self.device = ChoiceChip(self.tr("Device and threads"), self._device_sections, parent)
        self.dtype = ChoiceChip(self.tr("Data type"), self._dtype_sections, parent)
        self.batch = ChoiceChip(self.tr("Batch"), self._batch_sections, parent)
        self.layout = ChoiceChip(self.tr("Memory layout"), self._layout_sections, parent)
        self.precision = ChoiceChip(self.tr("Precision target"), self._precision_sections, parent)
        self.runtime = ChoiceChip(self.tr("Runtime"), self._runtime_sections, parent)
        self.mode = ChoiceChip(self.tr("Mode"), self._mode_sections, parent)
        self.shown: tuple[QWidget, ...] = (
            self.device,
            self.dtype,
            self.batch,
            self.layout,
            self.runtime,
            self.mode,
            self.precision,
        )
        workbench.sweep_changed.connect(self.refresh)
        self.refresh()

    def set_environment(self, environment: Environment) -> None:
        """Offer what the worker's machine has."""
        self._environment = environment
        self.refresh()

    @property
    def expendable(self) -> tuple[QWidget, ...]:
        """The chips that a narrow toolbar may hide: they say what holds unless something is said."""
        now, usual = self._workbench.sweep.conditions, Conditions()
        quiet = {
            self.mode: now.mode == usual.mode,
            self.runtime: now.runtime == usual.runtime,
            self.layout: now.layout == usual.layout,
        }
        return tuple(chip for chip, is_usual in quiet.items() if is_usual)

    def refresh(self) -> None:
        """Write the conditions of the sweep on the chips."""
        sweep = self._workbench.sweep
        conditions = sweep.conditions
        self.device.setText(self._device_text(conditions))
        self.device.setToolTip(self._device_tooltip(conditions))
        self.dtype.setText(conditions.dtype)
        self.dtype.setToolTip(self.tr("Data type of weights and activations"))
        is_axis = sweep.axis == BATCH
        self.batch.setText(self.tr("batch: axis") if is_axis else self.tr("batch {n}").format(n=sweep.batch))
        self.batch.setEnabled(not is_axis)
        self.batch.setToolTip(self.tr("Images in one call"))
        self.layout.setText(layout_text(conditions.layout))
        self.layout.setToolTip(self.tr("Order of an image's values in memory"))
        self.runtime.setText(runtime_text(conditions.runtime))
        self.runtime.setToolTip(self._runtime_tooltip(conditions.runtime))
        self.mode.setText(mode_text(conditions.mode))
        self.mode.setToolTip(self._mode_tooltip(conditions.mode))
        target = PRECISION_TARGETS[sweep.precision].half_width * 100
        self.precision.setText(self.tr("target ±{target:g} %").format(target=target))
        self.precision.setToolTip(self.tr("Half-width of the 95 % interval at which a timing stops"))

    # device and threads

    @property
    def _devices(self) -> tuple[Device, ...]:
        return self._environment.devices if self._environment else (_ANY_DEVICE,)

    def _device_of(self, conditions: Conditions) -> Device | None:
        return next((device for device in self._devices if device.id == conditions.device), None)

    def _device_text(self, conditions: Conditions) -> str:
        if conditions.device != "cpu":
            return conditions.device
        cores = self._environment.logical_cores if self._environment else None
        threads = conditions.threads or cores
        if threads is None:
            return self.tr("CPU · all threads")
        return self.tr("CPU · 1 thread") if threads == 1 else self.tr("CPU · {n} threads").format(n=threads)

    def _device_tooltip(self, conditions: Conditions) -> str:
        device = self._device_of(conditions)
        if device is None:
            return self.tr("{device} is not on this machine; choose another device").format(
                device=conditions.device
            )
        return self.tr("Measured on {name}").format(name=device.name)

    def _device_sections(self) -> tuple[Section, ...]:
        now = self._workbench.sweep.conditions
        choices = (
            Choice(_device_title(device), device.id == now.device, self._change(_on_device(now, device)))
            for device in self._devices
        )
        devices = Section(self.tr("Device"), tuple(choices))
        return (devices, self._thread_section(now)) if now.device == "cpu" else (devices,)

    def _thread_section(self, now: Conditions) -> Section:
        cores = self._environment.logical_cores if self._environment else 1
        counts = (
            Choice(str(n), n == now.threads, self._change(replace(now, threads=n)))
            for n in range(1, cores + 1)
        )
        every = Choice(self.tr("all cores"), now.threads is None, self._change(replace(now, threads=None)))
        return Section(self.tr("Threads"), (every, *counts))

    # the others

    def _dtype_sections(self) -> tuple[Section, ...]:
        now = self._workbench.sweep.conditions
        device = self._device_of(now)
        offered = device.dtypes if device else ("float32",)
        dtypes: tuple[Dtype, ...] = get_args(Dtype)
        choices = (
            Choice(dtype, dtype == now.dtype, self._change(replace(now, dtype=dtype)))
            for dtype in dtypes
            if dtype in offered
        )
        return (Section(self.tr("Data type"), tuple(choices)),)

    def _batch_sections(self) -> tuple[Section, ...]:
        sweep = self._workbench.sweep
        choices = (
            Choice(str(n), n == sweep.batch, partial(self._workbench.set_sweep, replace(sweep, batch=n)))
            for n in sorted({*BATCHES, sweep.batch})
        )
        return (Section(self.tr("Images in one call"), tuple(choices)),)

    def _layout_sections(self) -> tuple[Section, ...]:
        now = self._workbench.sweep.conditions
        layouts: tuple[Layout, ...] = get_args(Layout)
        choices = (
            Choice(layout_text(layout), layout == now.layout, self._change(replace(now, layout=layout)))
            for layout in layouts
        )
        return (Section(self.tr("Memory layout"), tuple(choices)),)

    def _runtime_sections(self) -> tuple[Section, ...]:
        now = self._workbench.sweep.conditions
        runtimes: tuple[Runtime, ...] = get_args(Runtime)
        choices = (
            Choice(
                runtime_text(runtime),
                runtime == now.runtime,
                self._change(replace(now, runtime=runtime)),
                self._runtime_tooltip(runtime),
                self._runtime_refusal(runtime, now),
            )
            for runtime in runtimes
        )
        return (Section(self.tr("Runtime"), tuple(choices)),)

    def _runtime_tooltip(self, runtime: Runtime) -> str:
        tooltips: dict[Runtime, str] = {
            "eager": self.tr("PyTorch runs operator by operator; nothing is compiled"),
            "compile": self.tr("Compiled by torch.compile first; the time for that is reported apart"),
            "cuda_graph": self.tr(
                "Recorded once and replayed as a whole: operators are not launched one by one"
            ),
        }
        return tooltips[runtime]

    def _runtime_refusal(self, runtime: Runtime, now: Conditions) -> str:
        if runtime != "cuda_graph":
            return ""
        if now.mode != "inference":
            return self.tr("A CUDA graph holds a forward pass, not a training step")
        if now.device.startswith("cuda"):
            return ""
        if any(device.id.startswith("cuda") for device in self._devices):
            return self.tr("Only a CUDA device replays graphs; choose one at the chip of the device first")
        return self.tr("Only a CUDA device replays graphs, and this machine has none")

    def _mode_sections(self) -> tuple[Section, ...]:
        now = self._workbench.sweep.conditions
        modes: tuple[Mode, ...] = get_args(Mode)
        choices = (
            Choice(
                mode_text(mode),
                mode == now.mode,
                self._change(_in_mode(now, mode)),
                self._mode_tooltip(mode),
            )
            for mode in modes
        )
        return (Section(self.tr("Mode"), tuple(choices)),)

    def _mode_tooltip(self, mode: Mode) -> str:
        if mode == "training_step":
            return self.tr("Forward, backward and a step of AdamW, together and each by itself")
        return self.tr("Forward passes without gradients, as in use")

    def _precision_sections(self) -> tuple[Section, ...]:
        now = self._workbench.sweep.precision
        names: dict[Precision, str] = {
            "quick": self.tr("quick"),
            "normal": self.tr("normal"),
            "publish": self.tr("publish"),
        }
        line = self.tr("{name}: ±{target:g} %, at most {cap:g} s a case")
        more = self.tr("{line}, in {n} processes or more")
        choices = (
            Choice(
                _in_processes(
                    line.format(name=names[name], target=target.half_width * 100, cap=target.cap_s),
                    more,
                    target.processes,
                ),
                name == now,
                partial(self.set_precision, name),
            )
            for name, target in PRECISION_TARGETS.items()
        )
        return (Section(self.tr("Precision target"), tuple(choices)),)

    def set_precision(self, precision: Precision) -> None:
        """Choose when a timing is good enough."""
        self._workbench.set_sweep(replace(self._workbench.sweep, precision=precision))

    def _change(self, conditions: Conditions) -> Callable[[], None]:
        """What a choice does: measure under these conditions from now on."""
        return partial(self._workbench.set_conditions, conditions)


def _in_processes(line: str, more: str, processes: int) -> str:
    """The line of a precision; `more` says of how many processes at least the interval is."""
    return more.format(line=line, n=processes) if processes > 1 else line


def _on_device(now: Conditions, device: Device) -> Conditions:
    """The same conditions on another device; a data type that it lacks gives way to float32, a CUDA graph
    to eager."""
    dtype: Dtype = now.dtype if now.dtype in device.dtypes else "float32"
    has_graphs = device.id.startswith("cuda") or now.runtime != "cuda_graph"
    runtime: Runtime = now.runtime if has_graphs else "eager"
    return replace(now, device=device.id, dtype=dtype, runtime=runtime)


def _in_mode(now: Conditions, mode: Mode) -> Conditions:
    """The same conditions in another mode; a CUDA graph, which holds no training step, gives way to eager."""
    holds = mode == "inference" or now.runtime != "cuda_graph"
    return replace(now, mode=mode) if holds else replace(now, mode=mode, runtime="eager")


def _device_title(device: Device) -> str:
    return f"CPU: {device.name}" if device.id == "cpu" else f"{device.id}: {device.name}"
