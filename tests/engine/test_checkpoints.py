"""Weights come back as they were written; what is odd is said, what is dangerous refused."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from mixbench.core.model import Case, Model
from mixbench.engine import memory
from mixbench.engine.building import subject
from mixbench.engine.checkpoints import Checkpoint, CheckpointError, lay_in, network_of, read
from mixbench.zoo import convmixer
from mixbench.zoo.other_names import names

pytestmark = pytest.mark.usefixtures("one_thread")

CASE = Case(Model.parse("mixer_s16:width=8,depth=1,token_width=4,channel_width=8,patch_size=16"), 32, 32)


@pytest.fixture
def weights():
    """Weights of the small Mixer that are none of its own."""
    generator = torch.Generator().manual_seed(9)
    own = subject(CASE).network.state_dict()
    return {name: torch.randn(tensor.shape, generator=generator) for name, tensor in own.items()}


def written(path, weights):
    match path.suffix:
        case ".safetensors":
            save_file(weights, path)
        case ".npz":
            np.savez(path, **{name: tensor.numpy() for name, tensor in weights.items()})
        case _:
            torch.save(weights, path)
    return path


@pytest.mark.parametrize("suffix", [".safetensors", ".pth", ".npz"])
def test_weights_come_back_from_every_kind_of_file(tmp_path, weights, suffix):
    path = written(tmp_path / f"mixer{suffix}", weights)
    network, report = network_of(CASE, str(path))
    for name, tensor in network.state_dict().items():
        assert torch.equal(tensor, weights[name]), name
    assert report.is_complete and report.format == suffix[1:]
    assert set(report.matched) == set(weights) and report.matched_params == report.params
    assert not report.notes and not report.renamed and not report.unexpected


def test_a_network_without_a_file_is_as_it_starts(weights):
    network, report = network_of(CASE, "")
    assert report is None
    assert not any(parameter.requires_grad for parameter in network.parameters())


def test_what_is_missing_left_over_or_of_another_shape_is_named_and_the_rest_is_loaded(tmp_path, weights):
    missing = "blocks.0.token_norm.weight"
    del weights[missing]
    weights["head.weight"] = torch.zeros(7, 8)
    weights["teacher.weight"] = torch.zeros(2)
    before = subject(CASE).network.state_dict()
    network, report = network_of(CASE, str(written(tmp_path / "m.pth", weights)))
    assert report.missing == (missing,) and report.unexpected == ("teacher.weight",)
    (misfit,) = report.misshaped
    assert (misfit.name, misfit.wanted, misfit.found) == ("head.weight", (1000, 8), (7, 8))
    after = network.state_dict()
    assert torch.equal(after[missing], before[missing]) and torch.equal(
        after["head.weight"], before["head.weight"]
    )
    assert torch.equal(after["stem.project.weight"], weights["stem.project.weight"])


def test_weights_are_unwrapped_and_prefixes_removed_and_both_are_said(tmp_path, weights):
    wrapped = {f"_orig_mod.module.{name}": tensor for name, tensor in weights.items()}
    torch.save({"epoch": 3, "optimizer": {}, "state_dict": wrapped}, tmp_path / "m.pth")
    network, report = network_of(CASE, str(tmp_path / "m.pth"))
    assert report.is_complete
    assert torch.equal(network.head.weight, weights["head.weight"])
    first, *prefixes = report.notes
    assert first == 'the weights stood under "state_dict"; beside it stood epoch, optimizer'
    assert prefixes == [
        '"_orig_mod." before every name was removed',
        '"module." before every name was removed',
    ]


def test_the_numbers_are_used_as_float32_and_what_is_no_number_is_said(tmp_path, weights):
    halves = {name: tensor.half() for name, tensor in weights.items()}
    halves["norm.bias"][0] = float("nan")
    network, report = network_of(CASE, str(written(tmp_path / "m.safetensors", halves)))
    assert network.head.weight.dtype is torch.float32
    assert "stored as float16, used as float32" in report.notes
    assert any("no finite numbers, norm.bias" in note for note in report.notes)


class Trap:
    """Writes a file as soon as a pickle of it is loaded."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (open, (str(self.path), "w"))


@pytest.mark.parametrize("is_zipped", [True, False])
def test_a_pickle_that_would_run_something_is_refused_and_runs_nothing(tmp_path, weights, is_zipped):
    sprung = tmp_path / "sprung"
    path = tmp_path / "trap.pth"
    if is_zipped:
        torch.save({"model": weights, "args": Trap(sprung)}, path)
    else:
        path.write_bytes(pickle.dumps({"model": Trap(sprung)}, protocol=2))
    with pytest.raises(CheckpointError, match="it was not loaded"):
        network_of(CASE, str(path))
    assert not sprung.exists()


def test_an_array_of_objects_is_refused(tmp_path):
    sprung = tmp_path / "sprung"
    np.savez(tmp_path / "trap.npz", w=np.array([Trap(sprung)], dtype=object), allow_pickle=True)
    with pytest.raises(CheckpointError, match=r"cannot be read as \.npz"):
        read(tmp_path / "trap.npz")
    assert not sprung.exists()


@pytest.mark.parametrize("suffix", [".safetensors", ".pth", ".npz"])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_half_written_file_is_a_sentence(tmp_path, weights, suffix, share):
    path = written(tmp_path / f"m{suffix}", weights)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(share * len(whole))])
    with pytest.raises(CheckpointError, match=rf"m\{suffix} (cannot be read|is a pickle)"):
        read(path)


def test_what_is_no_checkpoint_is_a_sentence(tmp_path):
    with pytest.raises(CheckpointError, match="no kind of checkpoint; give one of"):
        read(tmp_path / "weights.txt")
    with pytest.raises(CheckpointError, match="there is no file"):
        read(tmp_path / "absent.pth")
    torch.save(torch.zeros(3), tmp_path / "one.pth")
    with pytest.raises(CheckpointError, match="holds no tensors by name, but one Tensor"):
        read(tmp_path / "one.pth")
    torch.save({"epoch": 3}, tmp_path / "none.pth")
    with pytest.raises(CheckpointError, match="holds no tensors"):
        read(tmp_path / "none.pth")
    torch.save({"conv1.weight": torch.zeros(3)}, tmp_path / "other.pth")
    with pytest.raises(CheckpointError, match=r"its first is 'conv1\.weight', the network's first is 'stem"):
        network_of(CASE, str(tmp_path / "other.pth"))


def test_a_file_that_unpacks_to_more_than_there_is_memory_is_refused(tmp_path, weights, monkeypatch):
    path = written(tmp_path / "m.npz", weights)
    monkeypatch.setattr(memory, "free_bytes", lambda _: 100)
    with pytest.raises(CheckpointError, match=r"m\.npz unpacks to"):
        read(path)


# other names

#: Of a block of timm's Mixer, and of the authors' JAX code, with what they are here.
TIMM = {
    "stem.proj.weight": "stem.project.weight",
    "blocks.0.norm1.bias": "blocks.0.token_norm.bias",
    "blocks.0.mlp_tokens.fc1.weight": "blocks.0.token_mixing.mlp.expand.weight",
    "blocks.0.mlp_tokens.fc2.weight": "blocks.0.token_mixing.mlp.project.weight",
    "blocks.0.norm2.weight": "blocks.0.channel_norm.weight",
    "blocks.0.mlp_channels.fc1.bias": "blocks.0.channel_mixing.expand.bias",
    "blocks.0.mlp_channels.fc2.weight": "blocks.0.channel_mixing.project.weight",
}


def test_timms_names_are_known(tmp_path, weights):
    renamed = {theirs: weights[ours] for theirs, ours in TIMM.items()}
    network, report = network_of(CASE, str(written(tmp_path / "timm.pth", renamed)))
    assert {each.found: each.name for each in report.renamed} == TIMM and not report.unexpected
    for ours in TIMM.values():
        assert torch.equal(network.state_dict()[ours], weights[ours])


def test_the_names_of_jax_turn_linear_weights_round(tmp_path, weights):
    expand, stem = weights["blocks.0.token_mixing.mlp.expand.weight"], weights["stem.project.weight"]
    theirs = {
        "MixerBlock_0/token_mixing/Dense_0/kernel": expand.t().numpy(),
        "MixerBlock_0/LayerNorm_1/scale": weights["blocks.0.channel_norm.weight"].numpy(),
        "stem/kernel": stem.permute(2, 3, 1, 0).numpy(),
        "pre_head_layer_norm/bias": weights["norm.bias"].numpy(),
    }
    np.savez(tmp_path / "jax.npz", **theirs)
    network, report = network_of(CASE, str(tmp_path / "jax.npz"))
    assert len(report.renamed) == 4 and not report.misshaped
    assert torch.equal(network.blocks[0].token_mixing.mlp.expand.weight, expand)
    assert torch.equal(network.stem.project.weight, stem)
    assert torch.equal(network.norm.bias, weights["norm.bias"])


def test_axes_of_length_one_do_not_matter(tmp_path):
    """timm's ResMLP keeps its affine vectors as (1, 1, d)."""
    case = Case(Model.parse("resmlp_s12:width=8,depth=1,patch_size=16"), 32, 32)
    alpha = torch.arange(8.0)
    torch.save({"blocks.0.norm1.alpha": alpha.view(1, 1, 8), "blocks.0.ls1": alpha}, tmp_path / "r.pth")
    network, report = network_of(case, str(tmp_path / "r.pth"))
    assert torch.equal(network.blocks[0].patch_affine.alpha, alpha)
    assert torch.equal(network.blocks[0].patch_scale.scale, alpha)
    assert {each.name for each in report.renamed} == set(report.matched)


def test_an_even_kernel_is_found_behind_its_padding(tmp_path):
    case = Case(Model.parse("convmixer_512_16:width=8,depth=1,kernel_size=4,patch_size=8"), 32, 32)
    kernel = torch.randn(8, 1, 4, 4)
    torch.save({"blocks.0.0.fn.0.weight": kernel}, tmp_path / "c.pth")
    network, _ = network_of(case, str(tmp_path / "c.pth"))
    assert torch.equal(network.blocks[0].depthwise[1].weight, kernel)


def test_a_counter_of_batches_is_neither_missing_nor_left_over(tmp_path):
    case = Case(Model.parse("convmixer_512_16:width=8,depth=1,kernel_size=3,patch_size=8"), 32, 32)
    state = subject(case).network.state_dict()
    without = {name: tensor for name, tensor in state.items() if "num_batches" not in name}
    network = subject(case).network
    torch.save(without, tmp_path / "c.pth")
    assert lay_in(read(tmp_path / "c.pth"), network, convmixer.OTHER_NAMES).is_complete
    torch.save({**state, "extra.num_batches_tracked": torch.tensor(3)}, tmp_path / "d.pth")
    assert not lay_in(read(tmp_path / "d.pth"), network, ()).unexpected


def test_a_rule_never_takes_a_name_of_our_own_away(weights):
    """A name of ours stays what it is, even where a rule would fit."""
    stolen = names((r"(.+)norm", r"\1head"))
    report = lay_in(Checkpoint("m.pth", "pth", weights, ()), subject(CASE).network, stolen)
    assert report.is_complete and not report.renamed
