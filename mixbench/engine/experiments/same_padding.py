"""What fvcore makes of a convolution whose padding is the word "same", as ConvMixer's code has it."""

from __future__ import annotations

import torch
from torch import nn

from mixbench.core.claims import Facts
from mixbench.engine.counting import count
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.witnesses import fvcore_witness

_SEED = 0


def same_padding(*, width: int, kernel_size: int, side: int) -> Facts:
    """One layer of ConvMixer written both ways, with the same weights: outputs, MACs, and fvcore's count."""
    with torch.random.fork_rng(devices=[]), torch.no_grad():
        torch.manual_seed(_SEED)
        by_number, by_word = _layer(width, kernel_size, kernel_size // 2), _layer(width, kernel_size, "same")
        by_word.load_state_dict(by_number.state_dict())
        places = torch.rand(1, width, side, side)
        facts = {
            "difference": difference(by_number.double()(places.double()), by_word.double()(places.double())),
        }
        seen = [fvcore_witness(layer.float(), places) for layer in (by_number, by_word)]
    return {
        **facts,
        "fvcore_by_number": seen[0].macs,
        "fvcore_by_word": seen[1].macs,
        "fvcore_note": next((each.note for each in seen if each.macs is None), ""),
        "macs": count(by_number.to("meta"), (1, width, side, side)).macs,
        "depthwise_macs": width * kernel_size**2 * side**2,
        "width": width,
        "kernel_size": kernel_size,
        "side": side,
        "dtype": "float64",
        "seed": _SEED,
    }


def _layer(width: int, kernel_size: int, padding: int | str) -> nn.Sequential:
    """Depthwise and pointwise convolution, without what does no MACs."""
    depthwise = nn.Conv2d(width, width, kernel_size, groups=width, padding=padding)
    return nn.Sequential(depthwise, nn.Conv2d(width, width, 1)).eval()


EXPERIMENTS = {"same_padding": same_padding}
