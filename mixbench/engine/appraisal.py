"""Everything that is found out about a case without a clock."""

from __future__ import annotations

from mixbench.core.cost import CostReport, Count, Witness
from mixbench.core.model import Case
from mixbench.engine import building, memory
from mixbench.engine.building import Subject
from mixbench.engine.counting import count
from mixbench.engine.witnesses import fvcore_witness, torch_witness

#: fvcore's trace keeps every activation; it is not asked where they would take more of the free memory.
_MOST_TRACED = 0.5


def count_on_meta(case: Case) -> CostReport:
    """Our count and torch's, on a network of our own on `meta`; raise `RequestError` where it is refused."""
    network, shape = building.blueprint(case), building.input_shape(case)
    dtype, layout = case.conditions.dtype, case.conditions.layout
    image = building.blank_input(shape, dtype, layout, device="meta")
    return CostReport(count(network, shape, dtype, layout), torch_witness(network, image))


def fvcore_opinion(subject: Subject, counted: Count) -> Witness:
    """fvcore on one image, or why it was not asked."""
    traced, free = counted.bytes_written, memory.free_bytes(str(subject.image.device))
    if traced > _MOST_TRACED * free:
        return Witness("fvcore", None, "fvcore was not asked: its trace would fill the memory")
    return fvcore_witness(subject.network, subject.image[:1])
