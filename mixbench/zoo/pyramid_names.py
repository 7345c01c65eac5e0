"""The names that ViP's code has for a pyramid, from where CycleMLP, Hire-MLP, Wave-MLP, DynaMixer and
PoolFormer have theirs: one list of stages and of the transitions between them."""

from __future__ import annotations

from mixbench.zoo.other_names import InOrder, OtherName, names

#: What ends a reweighted mixing, and the channel MLP after it.
REWEIGHTED = names(
    (r"attn\.reweight\.fc1", "spatial_mixing.reweight.squeeze"),
    (r"attn\.reweight\.fc2", "spatial_mixing.reweight.expand"),
    (r"attn\.proj", "spatial_mixing.project"),
    (r"mlp\.fc1", "channel_mixing.expand"),
    (r"mlp\.fc2", "channel_mixing.project"),
)


def blocks(*inner: OtherName, mixing: str = "spatial_mixing") -> InOrder:
    """The blocks of all stages, by the names in one; `mixing` is a part that every one of ours has."""
    return InOrder(r"(network\.\d+\.\d+\.).+", rf"(stages\.\d+\.\d+\.){mixing}\..+", inner)


def transitions(first: str, *pairs: tuple[str, str]) -> InOrder:
    """What stands between stages, by the names of its layers; `first` is the one that all of ours have."""
    return InOrder(r"(network\.\d+\.)(?:proj|norm)\..+", rf"(stages\.\d+\.0\.){first}\..+", names(*pairs))
