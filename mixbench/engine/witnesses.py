"""What other counters say about the same network, and what they are known not to see."""

from __future__ import annotations

import logging
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from mixbench.core.cost import Witness
from mixbench.engine.metakernels import MetaKernels, MetaKernelsMode

#: What fvcore counts as MACs; whatever else it adds is no MAC.
_FVCORE_MACS = frozenset({"conv", "linear", "matmul", "addmm", "bmm", "mm", "baddbmm", "mv", "einsum"})

#: Operators with MACs inside that fvcore leaves out, beside functions of the user's own that it cannot look
#: into; the others that it reports do no multiply-accumulates.
_FVCORE_DROPS = frozenset(
    {
        "aten::_convolution_mode",
        "aten::scaled_dot_product_attention",
        "aten::bilinear",
        "aten::lstm",
        "aten::gru",
        "aten::rnn_tanh",
        "aten::rnn_relu",
        "aten::baddbmm",
        "aten::addbmm",
        "aten::mv",
        "aten::dot",
        "aten::tensordot",
        "aten::cdist",
        "torchvision::deform_conv2d",
    }
)


def torch_witness(network: nn.Module, image: Tensor) -> Witness:
    """torch's own counter, halved, on a network and an input on `meta`.

    Torch's attention modules take their written-out way: the fused one of inference would count nothing.
    """
    from torch.utils.flop_counter import FlopCounterMode

    counter = FlopCounterMode(display=False)
    try:
        with torch.no_grad(), _attention_modules_written_out(), MetaKernelsMode(MetaKernels()), counter:
            network(image)
    except Exception as error:  # a counter that breaks must not take the measurement with it
        return Witness("torch", None, f"torch's counter failed: {_sentence(error)}")
    return Witness("torch", counter.get_total_flops() // 2 // image.shape[0], f"torch {torch.__version__}")


@contextmanager
def _attention_modules_written_out() -> Iterator[None]:
    """Keep `nn.MultiheadAttention` and its like from their own fused kernels."""
    was_enabled = torch.backends.mha.get_fastpath_enabled()
    torch.backends.mha.set_fastpath_enabled(False)
    try:
        yield
    finally:
        torch.backends.mha.set_fastpath_enabled(was_enabled)


def fvcore_witness(network: nn.Module, image: Tensor) -> Witness:
    """fvcore on a real network in eval mode and an input of one image; it runs the model to trace it.

    `macs` is fvcore's own total, `extra` what it holds that are no MACs. Torch's attention modules take
    their written-out way, as they do in a plain call of fvcore, which leaves gradients on.
    """
    try:
        with _silence(), torch.no_grad(), _attention_modules_written_out():
            from fvcore.nn import FlopCountAnalysis

            analysis = FlopCountAnalysis(network, image)
            analysis.unsupported_ops_warnings(False).uncalled_modules_warnings(False).tracer_warnings("none")
            amounts: Counter[str] = analysis.by_operator()
            skipped: Counter[str] = analysis.unsupported_ops()
    except ImportError:
        return Witness("fvcore", None, "fvcore is not installed")
    except torch.OutOfMemoryError:
        return Witness("fvcore", None, "fvcore's trace did not fit into memory")
    except Exception as error:  # a counter that breaks must not take the measurement with it
        return Witness("fvcore", None, f"fvcore failed: {_sentence(error)}")
    return _from_fvcore(amounts, skipped, image.shape[0])


def _from_fvcore(amounts: Counter[str], skipped: Counter[str], batch: int) -> Witness:
    dropped = {name: int(calls) for name, calls in skipped.items() if _has_macs(name)}
    others = sorted(name.removeprefix("aten::") for name in skipped if name not in dropped)
    return Witness(
        "fvcore",
        int(sum(amounts.values())) // batch,
        f"not counted by fvcore, without MACs: {', '.join(others)}" if others else "",
        extra={name: int(amount) // batch for name, amount in amounts.items() if name not in _FVCORE_MACS},
        dropped=dropped,
    )


def _has_macs(operator: str) -> bool:
    """Whether an operator that fvcore leaves out is one that may multiply and accumulate."""
    return operator in _FVCORE_DROPS or operator.startswith("prim::PythonOp")


@contextmanager
def _silence() -> Iterator[None]:
    """No warnings and no log records: tracing deprecations and missing handles are told in the witness."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)


def _sentence(error: BaseException) -> str:
    """Type and first line of a foreign error."""
    lines: Any = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__
