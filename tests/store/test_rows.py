"""A row of the results file says what was measured, under the agreed names."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import values_of
from mixbench.core.cost import CostReport, Count, MemoryForecast, PhaseCount, RoleCost, Witness
from mixbench.core.likeness import Setting
from mixbench.core.measurement import Device, Environment, Estimate, Measurement, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.core.roofs import Roof
from mixbench.store.rows import COLUMNS, column_types, model_of, row_of, rows_of, setting_of

ENVIRONMENT = Environment(
    "0.1.0", "3.11", "2.13.0", "Test", "CPU", 2, 2, 8, (Device("cpu", "Imaginary CPU"),)
)
TIMING = Timing(
    Estimate(10.0, 9.5, 10.5, 5, 40, 0.0),
    9.0,
    11.0,
    12.0,
    8.0,
    800.0,
    30.0,
    "target",
    0.01,
    True,
    1,
    2.0,
    (0, 1),
)


def test_the_columns_are_those_agreed_on():
    assert ",".join(COLUMNS) == (
        "session,family,variant,hyperparameters,resolution_px,tokens,batch,device,device_name,dtype,layout,"
        "runtime,mode,threads,params,trainable_params,macs,macs_fvcore,macs_torch,macs_spatial_mixing,"
        "macs_channel_mixing,activation_bytes,peak_memory_bytes,latency_ms_median,latency_ms_ci_low,"
        "latency_ms_ci_high,latency_ms_p95,throughput_img_s,samples,status,error,started_at,torch_version,"
        "mixbench_version,"
        # added later, at the end
        "rounds,processes,first_call_ms,compile_ms,forward_ms,backward_ms,optimizer_ms,end_to_end_ms,energy_j,"
        "macs_backward,bytes_moved,gradient_bytes,optimizer_bytes,achieved_macs_per_s,roof_macs_per_s,"
        "roof_bytes_per_s,roof_share,roofline_share,top1_percent"
    )
    assert set(column_types().values()) == {str, int, float}


def test_what_was_counted_and_timed_stands_in_its_column():
    shares = {Role.SPATIAL_MIXING: RoleCost(1, 20), Role.CHANNEL_MIXING: RoleCost(2, 30)}
    count = Count(100, 90, 50, 0, 0, 0, shares, MemoryForecast(400, 48, "", ""))
    cost = CostReport(count, Witness("torch", 48), Witness("fvcore", None, "no"), 448)
    case = Case(Model("mixer_s16"), 224, 224, 8, Conditions(layout="channels_last"))
    row = row_of("s", Measurement(case, Status.OK, "", cost, TIMING, (), "2026-11-21"), ENVIRONMENT)
    assert (row.family, row.variant, row.resolution_px, row.tokens) == ("MLP-Mixer", "mixer_s16", "224", 196)
    assert (row.params, row.trainable_params, row.macs) == (100, 90, 50)
    assert (row.macs_torch, row.macs_fvcore) == (48, None)
    assert (row.macs_spatial_mixing, row.macs_channel_mixing) == (20, 30)
    assert (row.activation_bytes, row.peak_memory_bytes) == (400, 448)
    assert (row.latency_ms_median, row.latency_ms_ci_low, row.latency_ms_ci_high) == (10.0, 9.5, 10.5)
    assert (row.latency_ms_p95, row.throughput_img_s, row.samples) == (11.0, 800.0, 40)
    assert (row.device_name, row.layout, row.threads) == ("Imaginary CPU", "channels_last", 2)
    assert (row.torch_version, row.mixbench_version) == ("2.13.0", "0.1.0")


FORWARD = PhaseCount("forward", 50, 0, 30, 10)
BACKWARD = PhaseCount("backward", 100, 0, 60, 20)
OPTIMIZER = PhaseCount("optimizer", 0, 0, 700, 300)
ROOF = Roof("cpu", "float32", 2, macs_per_s=1e6, bytes_per_s=1e5)


def measured(mode="inference", phases=(), **timed):
    """8 images in 10 ms; 50 MACs and 40 bytes an image forward."""
    memory = MemoryForecast(400, 48, "", "", "backward", 48, 96)
    count = Count(100, 90, 50, 0, 30, 10, {}, memory, phases=phases)
    case = Case(Model("mixer_s16"), 224, 224, 8, Conditions(mode=mode))
    return Measurement(case, Status.OK, "", CostReport(count), replace(TIMING, **timed))


def test_a_pass_is_held_against_the_roof_of_its_device():
    row = row_of("s", measured(), ENVIRONMENT, ROOF)
    assert (row.rounds, row.processes, row.first_call_ms) == (5, 1, 30.0)
    assert row.bytes_moved == 40
    assert row.achieved_macs_per_s == pytest.approx(8 * 50 / 0.010)
    assert (row.roof_macs_per_s, row.roof_bytes_per_s) == (1e6, 1e5)
    assert row.roof_share == pytest.approx(40_000 / 1e6)
    # 50 MACs move 40 bytes: memory lets 1.25 x 1e5 MACs a second through, less than the arithmetic's 1e6.
    assert row.roofline_share == pytest.approx(40_000 / 125_000)
    assert (row.macs_backward, row.gradient_bytes, row.optimizer_bytes) == (None,) * 3
    assert (row.forward_ms, row.compile_ms, row.energy_j, row.end_to_end_ms) == (None,) * 4


def test_a_training_step_counts_all_of_its_parts():
    step = measured(
        "training_step",
        (FORWARD, BACKWARD, OPTIMIZER),
        phases_ms={"forward": 3.0, "backward": 6.0, "optimizer": 1.0},
        compile_ms=4321.0,
        energy_j=0.5,
        end_to_end_ms=11.0,
    )
    row = row_of("s", step, ENVIRONMENT, ROOF)
    assert (row.forward_ms, row.backward_ms, row.optimizer_ms) == (3.0, 6.0, 1.0)
    assert (row.compile_ms, row.energy_j, row.end_to_end_ms) == (4321.0, 0.5, 11.0)
    assert (row.macs, row.macs_backward) == (50, 100)
    assert (row.gradient_bytes, row.optimizer_bytes) == (48, 96)
    assert row.achieved_macs_per_s == pytest.approx(8 * 150 / 0.010)
    assert row.roof_share == pytest.approx(0.12)
    # The optimizer goes over the weights once, however many images there are.
    intensity = 8 * 150 / (8 * (40 + 80) + 1000)
    assert row.roofline_share == pytest.approx(120_000 / (intensity * 1e5))


def test_what_is_not_known_has_no_share():
    without_roof = row_of("s", measured(), ENVIRONMENT)
    assert without_roof.achieved_macs_per_s == pytest.approx(40_000)
    assert (without_roof.roof_macs_per_s, without_roof.roof_share, without_roof.roofline_share) == (None,) * 3
    uncounted = row_of("s", measured("training_step"), ENVIRONMENT, ROOF)  # only its forward pass is known
    assert (uncounted.achieved_macs_per_s, uncounted.roof_share) == (None, None)
    assert uncounted.roof_macs_per_s == 1e6
    failed = row_of("s", replace(measured(), timing=None, status=Status.FAILED), ENVIRONMENT, ROOF)
    assert (failed.achieved_macs_per_s, failed.rounds, failed.bytes_moved) == (None, None, 40)


def test_work_that_moves_nothing_is_limited_by_arithmetic_alone():
    still = measured()
    count = replace(still.cost.count, bytes_read=0, bytes_written=0)
    row = row_of("s", replace(still, cost=CostReport(count)), ENVIRONMENT, ROOF)
    assert row.roofline_share == row.roof_share


def test_rows_of_a_session_know_its_roofs(store, plan):
    session = store.begin_session(plan)
    first, *_ = plan.cases()
    store.set_environment(session, ENVIRONMENT)
    store.put_roof(session, ROOF)
    store.put(session, 0, replace(measured(), case=first))
    (row,) = rows_of(store.load(session))
    assert row.roof_share == pytest.approx(50 / 0.010 / 1e6)


def test_without_a_count_the_law_stands_and_the_rest_is_empty():
    case = Case(Model("mixer_s16", {"depth": 4}), 32, 48, 2, Conditions(threads=1))
    row = row_of("s", Measurement(case, Status.CRASHED, "killed"), None)
    # Depth 4 at 2 x 3 patches, by hand: Mixer has D_S 256, C 512, D_C 2048, 1000 classes.
    assert row.tokens == 6
    assert row.macs_spatial_mixing == 4 * 2 * 6 * 256 * 512
    assert row.macs_channel_mixing == 4 * 2 * 6 * 512 * 2048
    assert row.macs == 6 * 3 * 16**2 * 512 + row.macs_spatial_mixing + row.macs_channel_mixing + 512 * 1000
    assert row.params == row.trainable_params
    assert (row.resolution_px, row.threads, row.status, row.error) == ("32x48", 1, "crashed", "killed")
    unmeasured = (row.latency_ms_median, row.samples, row.macs_torch, row.activation_bytes, row.started_at)
    assert unmeasured == (None,) * 5
    assert (row.torch_version, row.device_name) == (None, None)


def test_hyperparameters_are_the_whole_configuration_and_lead_back_to_the_model():
    model = Model("cyclemlp_b1", {"drop_path": 0.25})
    row = row_of("s", Measurement(Case(model, 64, 64), Status.OK), None)
    values = json.loads(row.hyperparameters)
    assert set(values) == set(values_of(registry.resolve(model).config))
    assert values["drop_path"] == 0.25
    assert ": " not in row.hyperparameters
    assert model_of(row) == model


def test_a_refused_size_has_a_row_without_cost():
    row = row_of("s", Measurement(Case(Model("mixer_s16"), 250, 250), Status.SKIPPED, "patch size"), None)
    assert (row.macs, row.params, row.tokens, row.status) == (None, None, None, "skipped")


@pytest.mark.parametrize("model", [Model("gone_b1", {"width": 7}), Model("mixer_s16", {"gone": 7})])
def test_what_the_catalog_no_longer_has_keeps_its_stored_facts(model):
    row = row_of("s", Measurement(Case(model, 64, 64), Status.OK, timing=TIMING), ENVIRONMENT)
    assert (row.variant, row.family, row.macs) == (model.variant, "", None)
    assert json.loads(row.hyperparameters) == model.overrides
    assert row.latency_ms_median == 10.0
    assert model_of(row) == model


def test_rows_name_the_environment_that_each_case_was_measured_in(store, plan):
    session = store.begin_session(plan)
    first, second, *_ = plan.cases()
    store.set_environment(session, ENVIRONMENT)
    store.put(session, 1, Measurement(second, Status.OK))
    store.set_environment(session, replace(ENVIRONMENT, torch="3.0.0"))
    store.put(session, 0, Measurement(first, Status.OK))
    rows = rows_of(store.load(session))
    assert [(row.variant, row.torch_version) for row in rows] == [
        ("mixer_s16", "3.0.0"),
        ("cyclemlp_b1", "2.13.0"),
    ]


def test_a_row_says_under_what_it_was_measured():
    case = Case(Model("mixer_s16"), 224, 224, 8, Conditions("cuda:0", "bfloat16", "channels_last"))
    machine = replace(ENVIRONMENT, torch="2.13.0+cu128", devices=(Device("cuda:0", "H200"),))
    row = row_of("s", Measurement(case, Status.OK, timing=TIMING), machine)
    assert setting_of(row) == Setting(
        "cuda", "H200", "bfloat16", "channels_last", 8, 2, "eager", "inference", "2.13.0"
    )
