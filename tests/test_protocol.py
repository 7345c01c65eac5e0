"""Whatever is said on one side is understood on the other, and nothing else is."""

from __future__ import annotations

import json

import pytest

from mixbench.core.cost import CostReport, Count, LayerCost, MemoryForecast, OperatorCount, RoleCost, Witness
from mixbench.core.measurement import Device, Environment, Estimate, Round, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.protocol import (
    Cancel,
    Counted,
    CountTask,
    Failed,
    Finished,
    Hello,
    Measured,
    MeasureTask,
    ProtocolError,
    RoundDone,
    Started,
    decode_event,
    decode_request,
    encode,
)

CASE = Case(
    Model(
        "cyclemlp_b1", {"depths": (1, 1, 2, 1), "reweight": False, "drop_path": 0.5, "stem": "overlapping"}
    ),
    224,
    320,
    8,
    Conditions("cuda:1", "bfloat16", "channels_last", threads=4),
)
COUNT = Count(
    10,
    9,
    100,
    5,
    1,
    2,
    {Role.STEM: RoleCost(3, 4)},
    MemoryForecast(7, 8, "blocks.0", "gelu"),
    (LayerCost("blocks.0", "Linear", Role.CHANNEL_MIXING, 1, 2, 3, 4, 5),),
    (OperatorCount("addmm", 2, 3, 4),),
    (OperatorCount("mystery", 1),),
)
COST = CostReport(COUNT, Witness("torch", 100), Witness("fvcore", None, "absent", {"a": 1}, {"b": 2}), 99)
ESTIMATE = Estimate(1.5, None, None, 1, 6, 0.25)
TIMING = Timing(ESTIMATE, 1, 2, 3, 1, 500, 9, "cap", 0.01, False, 4, None, (0, 1), 1.6, ("busy",), (3.0, 1.5))
ENVIRONMENT = Environment(
    "0.1.0", "3.11", "2.13", "Linux", "CPU", 2, 4, 8, (Device("cpu", "CPU"),), None, None, None, {"a": "b"}
)
REQUESTS = [CountTask(-1, CASE, True), MeasureTask(2, (CASE, CASE), "publish", False), Cancel(2)]
EVENTS = [
    Hello(1, ENVIRONMENT),
    Started(1, 0, "warming_up"),
    Counted(1, 0, COST),
    RoundDone(1, 0, Round(1, (1.0, 1.25), (False, True), None), ESTIMATE),
    Measured(1, 0, Status.UNSTABLE, "busy", TIMING),
    Failed(1, "schlecht gelaufen: 坏"),
    Finished(1),
]


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda message: type(message).__name__)
def test_requests_arrive_as_they_were_sent(request_):
    line = encode(request_)
    assert line.count(b"\n") == 1
    assert decode_request(line) == request_


@pytest.mark.parametrize("event", EVENTS, ids=lambda message: type(message).__name__)
def test_events_arrive_as_they_were_sent(event):
    assert decode_event(encode(event)) == event


def test_a_number_that_does_not_exist_is_null():
    line = encode(RoundDone(1, 0, Round(1, (), (), float("nan")), ESTIMATE))
    assert json.loads(line)["round"]["other_load"] is None


def test_the_types_of_hyperparameters_survive():
    values = decode_request(encode(CountTask(1, CASE))).case.model.overrides
    assert {name: type(value) for name, value in values.items()} == {
        "depths": tuple,
        "reweight": bool,
        "drop_path": float,
        "stem": str,
    }


@pytest.mark.parametrize("line", [b"", b"hello\n", b'{"type":"dance"}\n', b'{"type":"measured","id":"x"}\n'])
def test_what_is_no_message_is_refused_with_what_was_found(line):
    with pytest.raises(ProtocolError, match="unreadable message"):
        decode_event(line)
