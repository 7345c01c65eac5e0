"""Measured networks under the machine's roofs. Run with `packaging/test -s tests/benchmarks/bench_roofs.py`.

No time is asserted, only ratios: a network cannot reach more than the best matrix product by more than noise,
and arrays within the caches move faster than those that the roof is measured on.
"""

from __future__ import annotations

import json

import pytest
import torch

from mixbench.cli import main
from mixbench.engine import cores, roofs
from mixbench.engine.cpu import CpuWatch
from mixbench.engine.roofs import best_rate

#: Dense products, depthwise convolutions, 3 x 3 convolutions, shifts, attention.
NETWORKS = (
    "mixer_s16",
    "convmixer_768_32",
    "cyclemlp_b1",
    "resnet18",
    "repvgg_a0",
    "mobilenetv2_100",
    "vit_ti16",
)
#: The roofs are the best of a second; on a shared machine a network may find a better one.
NOISE = 1.10


@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_no_network_is_above_the_roof(capsys, dtype):
    main(["roofs", "--dtype", dtype, "--json"])
    main(["sweep", *NETWORKS, "--resolutions", "224", "--batches", "1,4", "--dtype", dtype,
          "--precision", "quick", "--json"])  # fmt: skip
    capsys.readouterr()
    main(["export", "last", "--format", "json"])
    rows = json.loads(capsys.readouterr().out)
    with capsys.disabled():
        print(f"\n{dtype}: {rows[0]['roof_macs_per_s'] / 1e9:.1f} GMAC/s, {rows[0]['threads']} threads")
        print(f"{'network':>20} {'batch':>5} {'GMAC/s':>7} {'of roof':>8} {'of roofline':>11}")
        for row in rows:
            print(
                f"{row['variant']:>20} {row['batch']:>5} {row['achieved_macs_per_s'] / 1e9:>7.1f} "
                f"{row['roof_share']:>8.1%} {row['roofline_share']:>11.1%}  {row['status']}"
            )
    assert max(row["roof_share"] for row in rows) < NOISE


@pytest.fixture
def watch():
    """The clock of one thread; cores and threads are given back afterwards."""
    home, threads = cores.available_cores(), torch.get_num_threads()
    watch = CpuWatch(lambda: False, home, 1)
    watch.settle()
    yield watch
    cores.pin(home)
    torch.set_num_threads(threads)


def test_what_fits_into_the_caches_is_not_what_is_measured(watch, monkeypatch):
    memory = best_rate(roofs._streams("cpu", watch), watch, roofs.STREAMS_S).rate
    monkeypatch.setattr(roofs, "_array_bytes", lambda device: 2**17)
    cached = best_rate(roofs._streams("cpu", watch), watch, roofs.STREAMS_S).rate
    print(
        f"\nmemory {memory / 1e9:.1f} GB/s, caches {cached / 1e9:.1f} GB/s, {cached / memory:.1f} x as much"
    )
    assert cached > 1.3 * memory
