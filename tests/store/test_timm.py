"""timm's files are read as what they are: its networks, its conditions, and no more than it says.

The lines below are in the form of `results/` of github.com/huggingface/pytorch-image-models.
"""

from __future__ import annotations

import pytest

from mixbench.catalog import registry
from mixbench.core.likeness import Setting, difference
from mixbench.core.model import Model
from mixbench.store.imports import ImportFailedError, read_file
from mixbench.store.rows import model_of, setting_of
from mixbench.store.timm import Told, told_by

INFER = """\
model,infer_img_size,infer_samples_per_sec,infer_step_time,infer_batch_size,param_count,infer_gmacs,infer_macts
mixer_b16_224,224,3627.48,282.268,1024,59.88,12.62,14.53
repvgg_a0,224,29802.26,34.314,1024,8.31,1.36,1.79
gmlp_s16_224,224,4142.63,247.159,1024,19.42,4.42,15.1
eva02_enormous_patch14_clip_224,224,,,,4350.56,1132.46,497.58
"""
TRAIN = """\
model,train_samples_per_sec,train_step_time,train_batch_size,train_img_size,param_count
mixer_s16_224,1543.23,331.197,512,224,18.53
"""
ACCURACY = """\
model,img_size,top1,top1_err,top5,top5_err,param_count,crop_pct,interpolation
eva_giant_patch14_336.clip_ft_in1k,336,89.466,10.534,98.824,1.176,"1,013.01",1.000,bicubic
mixer_b16_224.miil_in21k_ft_in1k,224,82.314,17.686,95.710,4.290,59.88,0.875,bilinear
mixer_b16_224.goog_in21k_ft_in1k,224,76.616,23.384,92.250,7.750,59.88,0.875,bicubic
"""
NAME = "benchmark-infer-amp-nhwc-pt240-cu124-rtx3090.csv"


@pytest.fixture
def read(tmp_path):
    def read(content, name=NAME):
        (tmp_path / name).write_text(content)
        return read_file(tmp_path / name)

    return read


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (NAME, Told("cuda:0", "rtx3090", "amp_float16", "channels_last", "eager", "2.4.0")),
        (
            "benchmark-infer-fp32-nchw-pt221-cpu-i9_10940x-dynamo.csv",
            Told("cpu", "i9_10940x", "float32", "contiguous", "compile", "2.2.1"),
        ),
        (
            "benchmark-train-amp-nchw-pt112-cu113-rtx3090 (1).csv",
            Told("cuda:0", "rtx3090", "amp_float16", "contiguous", "eager", "1.12"),
        ),
        (
            "benchmark-infer-amp_bf16-nchw-pt291-cu130-pro6000maxq-dynamo.csv",
            Told("cuda:0", "pro6000maxq", "amp_bfloat16", "contiguous", "compile", "2.9.1"),
        ),
        ("mine.csv", Told()),
        ("benchmark-infer-int8-nchw-pt240-cu124-rtx3090.csv", Told()),
    ],
)
def test_conditions_are_those_of_the_file_name(name, told):
    assert told_by(name) == told


def test_a_benchmark_keeps_what_it_says(read):
    row = read(INFER).rows[0]
    assert (row.variant, row.family, row.resolution_px, row.batch) == ("mixer_b16", "MLP-Mixer", "224", 1024)
    assert (row.latency_ms_median, row.throughput_img_s) == (282.268, 3627.48)
    assert (row.macs_fvcore, row.latency_ms_ci_low, row.peak_memory_bytes) == (12_620_000_000, None, None)
    assert (row.mode, row.status, row.threads) == ("inference", "ok", None)
    assert model_of(row) == Model("mixer_b16")
    assert setting_of(row) == Setting(
        "cuda", "rtx3090", "amp_float16", "channels_last", 1024, None, "eager", "inference", "2.4.0"
    )


def test_of_several_forms_the_one_with_the_printed_parameters_is_taken(read):
    assert read(INFER).rows[1].variant == "repvgg_a0_deploy"
    assert read(INFER.replace("8.31", "9.11")).rows[1].variant == "repvgg_a0"


def test_a_name_with_other_parameters_is_another_network(read):
    row = read(INFER.replace("59.88", "75.69")).rows[0]
    assert (row.variant, row.params, row.macs) == ("timm/mixer_b16_224", 75_690_000, None)


def test_networks_that_are_not_ours_keep_their_name(read):
    gmlp, eva = read(INFER).rows[2:]
    assert (gmlp.variant, gmlp.family, gmlp.params, gmlp.macs) == ("timm/gmlp_s16_224", "", 19_420_000, None)
    assert model_of(gmlp).key == "timm/gmlp_s16_224"
    assert (eva.status, eva.latency_ms_median, eva.batch) == ("skipped", None, 1)
    assert eva.error == "the file holds no timing of it"


def test_what_the_rows_do_not_hold_of_the_file_is_said(read):
    imported = read(INFER)
    assert imported.format == "timm"
    assert imported.remarks[0].startswith("2 of 4 lines are networks of the catalog")
    assert imported.remarks[-1] == "left out, for no column here means it: infer_macts"
    assert any("mean over timm's steps" in remark for remark in imported.remarks)
    assert any("they are empty" in remark for remark in read(INFER, "renamed.csv").remarks)


def test_conditions_that_are_not_known_are_unlike(read):
    here = Setting("cpu", "AMD EPYC", "float32")
    assert difference(setting_of(read(INFER, "renamed.csv").rows[0]), here).startswith(
        "measured with unknown dev"
    )


def test_training_steps_are_training_steps(read):
    (row,) = read(TRAIN, "benchmark-train-amp-nchw-pt112-cu113-rtx3090.csv").rows
    assert (row.variant, row.mode, row.batch, row.latency_ms_median) == (
        "mixer_s16",
        "training_step",
        512,
        331.197,
    )


def test_accuracies_are_kept_with_their_weights(read):
    eva, miil, goog = read(ACCURACY, "results-imagenet.csv").rows
    assert (eva.params, eva.top1_percent) == (1_013_010_000, 89.466)
    assert (miil.variant, miil.top1_percent, miil.latency_ms_median) == ("mixer_b16", 82.314, None)
    assert [row.session for row in (miil, goog)] == [
        "results-imagenet · miil_in21k_ft_in1k",
        "results-imagenet · goog_in21k_ft_in1k",
    ]


def test_a_bad_line_is_named(read):
    with pytest.raises(ImportFailedError, match="line 3: infer_step_time is 'slow', not a number"):
        read(INFER.replace("34.314", "slow"))
    with pytest.raises(ImportFailedError, match="line 2: infer_batch_size is empty"):
        read(INFER.replace("1024,59.88", ",59.88"))
    with pytest.raises(ImportFailedError, match="line 2: model is empty"):
        read(INFER.replace("mixer_b16_224", ""))


def test_every_declared_name_stands_for_a_model_of_the_catalog():
    from mixbench.store.timm import _names

    for name, keys in _names().items():
        for key in keys:
            model = registry.normal(Model.parse(key))
            assert registry.resolve(model).variant, name
