"""What a device said of itself while it was timed, and whether that disturbed the timing."""

from __future__ import annotations

from collections.abc import Sequence

from mixbench.core.measurement import DeviceState, Round
from mixbench.core.units import percent

#: A clock below this share of the round's top clock marks the round.
LEAST_CLOCK = 0.9


def is_slowed(device: DeviceState | None) -> bool:
    """Whether the clock fell too far below the highest that the device showed in the same round."""
    if device is None or device.clock_mhz is None or device.top_clock_mhz is None:
        return False
    return device.clock_mhz < LEAST_CLOCK * device.top_clock_mhz


def slowed(rounds: Sequence[Round]) -> str:
    """The sentence for rounds in which the clock fell, empty where it held."""
    states = [one.device for one in rounds if one.device is not None and is_slowed(one.device)]
    if not states:
        return ""
    lowest = min(state.clock_mhz for state in states if state.clock_mhz is not None)
    top = max(state.top_clock_mhz for state in states if state.top_clock_mhz is not None)
    causes = dict.fromkeys(cause for state in states for cause in state.throttled)
    why = f" ({', '.join(causes)})" if causes else ""
    return (
        f"unsteady clock: in {percent(len(states) / len(rounds), 0)} of the rounds the device fell to as"
        f" little as {lowest:.0f} of {top:.0f} MHz{why}; all their samples are marked"
    )
