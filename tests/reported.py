"""Results that reports are made of, and on which machine they were taken."""

from __future__ import annotations

from dataclasses import replace

from mixbench.catalog import registry
from mixbench.core.cost import Cause, CostReport, Count, MemoryForecast, Witness
from mixbench.core.measurement import Device, Environment, Estimate, Measurement, Status, Timing
from mixbench.core.model import Model

CYCLE, RES = Model("cyclemlp_b1"), Model("resmlp_s12")

ENVIRONMENT = Environment(
    "0.1.0", "3.11", "2.13.0", "Test", "Imaginary CPU", 2, 2, 8_000_000_000, (Device("cpu", "Imaginary CPU"),)
)


def measured(case, factor=1.0, **changes):
    """Counted as the law says; timed as `factor` ms for each 10^8 MACs, ± 1 %, but a law of its own."""
    law = registry.resolve(case.model).law(case.height, case.width)
    memory = MemoryForecast(law.tokens * 4096, law.params * 4, "blocks.0.mix", "aten::addmm")
    count = Count(law.params, law.params, law.macs, 0, law.macs // 8, law.macs // 8, law.by_role, memory)
    median = law.macs / 1e8 * factor * case.batch
    estimate = Estimate(median, median * 0.99, median * 1.01, 5, 15, 0.0)
    timing = Timing(
        estimate, median * 0.98, median * 1.03, median * 1.05, median * 0.97, 1000 * case.batch / median,
        median * 2, "target", 0.01, True, 1, 2.0,
    )  # fmt: skip
    cause = Cause("added", "aten::layer_norm", 12, 1500, "Norms are counted at five an element.", ("norm",))
    fvcore = Witness("fvcore", law.macs + 1500, causes=(cause,))
    report = CostReport(count, Witness("torch", law.macs), fvcore, 2_000_000)
    return replace(Measurement(case, Status.OK, "", report, timing), **changes)
