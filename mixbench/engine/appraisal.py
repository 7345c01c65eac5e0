"""Everything that is found out about a case without a clock."""

from __future__ import annotations

from dataclasses import replace

import torch

from mixbench.core.cost import CostReport, Count, Witness
from mixbench.core.model import Case, Conditions
from mixbench.core.units import bytes_text
from mixbench.engine import building, memory
from mixbench.engine.building import Subject
from mixbench.engine.counting import count, count_case
from mixbench.engine.reconciliation import explained
from mixbench.engine.witnesses import fvcore_witness, torch_witness

#: fvcore's trace keeps every activation; it is not asked where they would take more of the free memory.
_MOST_TRACED = 0.5


def count_on_meta(case: Case) -> CostReport:
    """Our count and torch's, on a network of our own on `meta`; raise `RequestError` where it is refused."""
    network, shape = building.blueprint(case), building.input_shape(case)
    dtype, layout, device = case.conditions.dtype, case.conditions.layout, case.conditions.device
    image = building.blank_input(shape, dtype, layout, device="meta")
    is_step = case.conditions.mode == "training_step"
    counted = count_case(case) if is_step else count(network, shape, dtype, layout, device)
    witness = torch_witness(network, image)
    if witness.macs != counted.macs or counted.unknown:
        witness = explained(witness, network, image)
    return CostReport(counted, _of_the_forward_pass(witness, case))


def fvcore_alone(case: Case, counted: Count) -> Witness:
    """fvcore on a network that is built for it: its answer depends on shapes, so all values are zero."""
    one = replace(case, batch=1, conditions=Conditions(device=case.conditions.device))
    if one != case:
        counted = count_case(one)
    needed, free = counted.bytes_written + counted.memory.weight_bytes, _free_bytes(one)
    if needed > _MOST_TRACED * free:
        return _not_asked(needed, free)
    return _of_the_forward_pass(_traced(_blank_subject(one)), case)


def fvcore_opinion(subject: Subject, counted: Count) -> Witness:
    """fvcore on one image of a network that stands already, or why it was not asked."""
    traced, free = counted.bytes_written, _free_bytes(subject.case)
    if traced > _MOST_TRACED * free:
        return _not_asked(traced, free)
    return _of_the_forward_pass(_traced(subject), subject.case)


def _traced(subject: Subject) -> Witness:
    """fvcore's figure with the causes of its difference."""
    witness = fvcore_witness(subject.network, subject.image[:1])
    one = replace(subject.case, batch=1)
    dtype, layout = one.conditions.dtype, one.conditions.layout
    image = building.blank_input(building.input_shape(one), dtype, layout, device="meta")
    return explained(witness, building.blueprint(one), image)


def _blank_subject(case: Case) -> Subject:
    """A network and an image of zeros, without the seconds that drawing random weights takes."""
    network = building.blueprint(case).to_empty(device=case.conditions.device)
    with torch.no_grad():
        for tensor in (*network.parameters(), *network.buffers()):
            tensor.zero_()
    image = torch.zeros(building.input_shape(case), device=case.conditions.device)
    return Subject(case, network, image)


def _of_the_forward_pass(witness: Witness, case: Case) -> Witness:
    """Say of a training step that the figure is not of the whole of it."""
    if case.conditions.mode == "inference" or witness.macs is None:
        return witness
    said = "of the forward pass in eval mode, not of the whole training step"
    return replace(witness, note=f"{said}; {witness.note}" if witness.note else said)


def _not_asked(needed: int, free: int) -> Witness:
    sentence = f"its trace would take {bytes_text(needed)} of the {bytes_text(free)} that are free"
    return Witness("fvcore", None, f"fvcore was not asked: {sentence}")


def _free_bytes(case: Case) -> int:
    return memory.free_bytes(case.conditions.device)
