"""How the time of a pass is divided among modules: by hand on a written tape, and on real networks."""

from __future__ import annotations

import itertools

import pytest
import torch
from torch import nn

from mixbench.core.model import Case, Conditions, Model
from mixbench.core.role_times import role_times
from mixbench.core.roles import Role
from mixbench.engine import building, cores, layer_clock
from mixbench.engine.counting import count_case
from mixbench.engine.layer_clock import Share, Tape, by_role, divide, time_layers
from mixbench.engine.timing import Interrupted

CASE = Case(Model("resmlp_s12", {"depth": 2}), 32, 32, 1, Conditions(threads=1))


def minutes(before, after):
    return after - before


def test_own_time_is_what_the_children_leave():
    tape = [("", 0), ("a", 1), ("a.x", 2), (None, 5), (None, 6), ("b", 7), (None, 9), (None, 10)]
    assert divide(tape, minutes) == {
        "": Share(1, 10, 3),
        "a": Share(1, 5, 2),
        "a.x": Share(1, 3, 3),
        "b": Share(1, 2, 2),
    }


def test_a_module_that_is_called_twice_has_both_calls():
    tape = [("", 0), ("a", 1), (None, 3), ("a", 4), (None, 8), (None, 9)]
    assert divide(tape, minutes)["a"] == Share(2, 6, 6)


def test_the_own_times_of_a_role_are_added_up_pass_by_pass():
    """A module of another role inside one counts for its own; what only calls others counts for none."""
    first = divide(
        [("", 0), ("a", 1), ("a.x", 2), (None, 5), (None, 6), ("b", 7), (None, 9), (None, 10)], minutes
    )
    second = divide([("", 0), ("a", 1), ("a.x", 2), (None, 9), (None, 10), (None, 11)], minutes)
    roles = {"a": Role.STEM, "a.x": Role.NORM, "b": Role.STEM, "never": Role.HEAD}
    assert by_role([first, second], roles) == {Role.STEM: (2 + 2, 2), Role.NORM: (3, 7)}


def test_what_is_no_module_of_the_network_is_its_parents_own():
    class Parent(nn.Module):
        def __init__(self):
            super().__init__()
            self.kept, self.shared = nn.Linear(2, 2), nn.ReLU()
            self.again = self.shared

        def forward(self, x):
            passing = nn.Identity()(self.again(self.kept.forward(x)))
            return self.shared(passing)

    network = Parent()
    moments = itertools.count()
    tape = Tape(network, lambda: next(moments))
    with tape.running():
        network(torch.ones(1, 2))
    network(torch.ones(1, 2))  # leaves no trace
    assert list(tape.paths) == ["", "kept", "shared"]
    assert tape.entries == [("", 0), ("shared", 1), (None, 2), ("shared", 3), (None, 4), (None, 5)]


def test_the_modules_of_a_real_network_share_its_time():
    found = time_layers(CASE, lambda: False, {})
    called = [path for path, _ in building.blueprint(CASE).named_modules()]
    paths = [layer.path for layer in found.layers]
    assert paths[0] == ""
    assert paths == [path for path in called if path in paths]  # in the network's own order
    whole = found.layers[0]
    assert found.whole_ms == whole.total_ms > 0
    assert found.plain_ms > 0
    assert found.passes >= layer_clock.LEAST_PASSES
    assert all(0 < layer.total_ms <= whole.total_ms for layer in found.layers)
    assert all(layer.own_ms <= layer.total_ms for layer in found.layers)


def test_each_pass_of_a_real_network_is_its_roles_and_the_rest():
    roles = {layer.path: layer.role for layer in count_case(CASE).layers if layer.is_at_work}
    found = time_layers(CASE, lambda: False, roles)
    assert (
        {Role.STEM, Role.SPATIAL_MIXING, Role.CHANNEL_MIXING} <= set(found.by_role_ms) == set(roles.values())
    )
    assert {len(taken) for taken in found.by_role_ms.values()} == {found.passes}
    assert len(found.whole_passes_ms) == len(found.plain_passes_ms) == found.passes
    for place, whole_ms in enumerate(found.whole_passes_ms):
        assert 0 < sum(taken[place] for taken in found.by_role_ms.values()) < whole_ms
    divided = role_times(found)
    assert divided.whole.low_ms <= divided.whole.median_ms == found.whole_ms <= divided.whole.high_ms
    assert divided.plain.median_ms == found.plain_ms


def test_a_module_with_all_the_work_has_all_the_time(monkeypatch):
    """Ratios within one pass: a product of a thousand times the other's size takes the larger share."""

    class Uneven(nn.Module):
        def __init__(self):
            super().__init__()
            self.heavy, self.light = nn.Linear(768, 768), nn.Linear(8, 8)

        def forward(self, image):
            return self.heavy(torch.ones(512, 768)), self.light(torch.ones(16, 8))

    monkeypatch.setattr(building, "subject", lambda case: building.Subject(case, Uneven(), torch.ones(1)))
    shares = {layer.path: layer for layer in time_layers(CASE, lambda: False, {}).layers}
    assert shares["heavy"].own_ms > 10 * shares["light"].own_ms
    assert shares["heavy"].total_ms > 0.5 * shares[""].total_ms


@pytest.mark.parametrize("conditions", [Conditions(runtime="compile"), Conditions(mode="training_step")])
def test_whatever_the_case_its_forward_pass_is_looked_into_as_it_stands(conditions):
    case = Case(CASE.model, 32, 32, 1, conditions)
    paths = [layer.path for layer in time_layers(case, lambda: False, {}).layers]
    assert paths == [layer.path for layer in time_layers(CASE, lambda: False, {}).layers]


def test_cancelling_gives_the_cores_and_threads_back():
    before = cores.available_cores(), torch.get_num_threads()
    asked = itertools.count()
    with pytest.raises(Interrupted):
        time_layers(CASE, lambda: next(asked) > 8, {})
    assert (cores.available_cores(), torch.get_num_threads()) == before
