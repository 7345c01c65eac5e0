"""The layers of a model below the roofs of this machine, for `mixbench roofline --layers`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mixbench.catalog import registry
from mixbench.cli.options import models_of
from mixbench.cli.roofline_cells import intensity_text, label_of, share_text
from mixbench.cli.roofline_documents import case_document, roof_document, standing_document
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.errors import SizeError
from mixbench.core.model import Case, Conditions, parse_resolution
from mixbench.core.roofline_words import BOUND_WORDS, layers_sentences, roof_sentence
from mixbench.core.roofs import Roof, roof_key
from mixbench.core.units import giga, milliseconds

if TYPE_CHECKING:
    from mixbench.cli.engine import Engine
    from mixbench.core.layer_standings import LayerStanding, LayerStandings
    from mixbench.core.layer_times import LayerTimes
    from mixbench.store.database import Store

_LAYERS: tuple[tuple[str, Kind], ...] = (
    ("Layer", "name"),
    ("Kind", "text"),
    ("Role", "text"),
    ("[ms]", "number"),
    ("[MAC/B]", "number"),
    ("[GMAC/s]", "number"),
    ("[GB/s]", "number"),
    ("Share of roofline", "number"),
    ("Bound by", "text"),
)
_LAYERS_CAPTION = (
    "Medians over passes, without an interval; each layer alone, without those below it. One without MACs "
    "is held against the bandwidth of memory. *: too short to be timed honestly."
)


def layers_case(text: str, settings: Sequence[str] | None, resolution: str, conditions: Conditions) -> Case:
    """The case, refused before an engine is started where the model does not accept the size."""
    (model,) = models_of([text], settings)
    height, width = parse_resolution(resolution)
    resolved = registry.resolve(model)
    refusal = resolved.refusal(height, width)
    if refusal:
        raise SizeError(f"{resolved.variant.name}: {refusal}")
    return Case(model, height, width, 1, conditions)


def show_layers(case: Case, *, as_json: bool) -> None:
    """Count and time the layers of a case, and print them."""
    from mixbench.cli.engine import Engine
    from mixbench.cli.history import open_store
    from mixbench.cli.run import settled
    from mixbench.core.layer_standings import layer_standings
    from mixbench.protocol import LayersTask

    store = open_store()
    try:
        with Engine() as engine:
            case = replace(case, conditions=settled(case.conditions, engine.greet()))
            roof = _roof_over(case, engine, store)
            count = engine.count(case).count
            say(f"timing the layers of {case.model.key} at {case.resolution} px")
            times = engine.ask(LayersTask(0, case))
    finally:
        store.close()
    found = layer_standings(count, case.batch, times, roof)
    if as_json:
        print_json(_layers_document(case, roof, times, found))
    else:
        _print_layers(case, roof, found)


def _roof_over(case: Case, engine: Engine, store: Store) -> Roof:
    """The roof that is known of this machine, or a new one, which is kept."""
    from mixbench.protocol import RoofTask

    here = engine.greet() if engine.client.environment is None else engine.client.environment
    known = {roof.key: roof for roof in store.roofs(here)}
    key = roof_key(case.conditions, here)
    if key not in known:
        say("measuring what this machine can do at best")
        store.put_roof(here, engine.ask(RoofTask(0, case.conditions)))
        known = {roof.key: roof for roof in store.roofs(here)}
    return known[key]


def _print_layers(case: Case, roof: Roof, found: LayerStandings) -> None:
    print_line(f"{label_of(case.model)} at {case.resolution} px, batch {case.batch}, inference")
    print_line(roof_sentence(roof))
    print_table(_LAYERS, [_layer_cells(layer) for layer in found.layers], caption=_LAYERS_CAPTION)
    for sentence in layers_sentences(found):
        print_line(sentence)


def _layer_cells(layer: LayerStanding) -> tuple[str, ...]:
    standing = layer.standing
    return (
        (layer.path or "(the network itself)") + ("*" if layer.is_too_short else ""),
        layer.kind,
        layer.role.value.replace("_", " "),
        milliseconds(standing.time_ms),
        intensity_text(standing) if layer.has_macs else "",
        giga(standing.macs_per_s.value, 1) if layer.has_macs else "",
        giga(standing.bytes_per_s.value, 1),
        share_text(standing.roofline_share),
        BOUND_WORDS[standing.bound] if standing.bound else "",
    )


def _layers_document(case: Case, roof: Roof, times: LayerTimes, found: LayerStandings) -> dict[str, Any]:
    return {
        **case_document(case),
        "roof": roof_document(roof),
        "passes": times.passes,
        "whole_ms": found.whole_ms,
        "plain_ms": found.plain_ms,
        "layers_ms": found.layers_ms,
        "between_ms": found.between_ms,
        "least_ms": found.least_ms,
        "layers": [
            {
                "path": layer.path,
                "kind": layer.kind,
                "role": layer.role,
                "calls": layer.calls,
                "own_ms": layer.standing.time_ms,
                "is_too_short": layer.is_too_short,
                **standing_document(layer.standing),
            }
            for layer in found.layers
        ],
        "untimed": found.untimed,
    }
