"""How the numbers are meant."""

from __future__ import annotations

from mixbench.report.document import Bullets, Section
from mixbench.report.words import Say


def section(say: Say) -> Section:
    """A sentence on each convention."""
    return Section(
        "reading",
        say("How to read it"),
        (
            Bullets(
                (
                    say(
                        "A MAC is one multiply-accumulate of a matrix product, convolution or attention "
                        "product, for one image; FLOPs = 2 × MACs. Norms, activations and other "
                        "element-wise work are no MACs."
                    ),
                    say(
                        "Latency is the time of one call of the whole batch: the median of the medians of "
                        "rounds, between which the networks of a comparison take turns."
                    ),
                    say(
                        "An interval holds the true median with 95 % confidence; it is over rounds or "
                        "processes, never over single calls, which resemble one another too much. "
                        "Overlapping intervals are not ranked."
                    ),
                    say(
                        "Unstable: more than a tenth of the samples were disturbed, or the time drifted. "
                        "The number is shown, and not to be relied on."
                    ),
                    say(
                        "Tokens are the positions of the first stage after the stem. A law against tokens "
                        "has half the exponent of one against the side in pixels."
                    ),
                    say(
                        "Activation memory is forecast from a pass without values: the most bytes alive at "
                        "once, the weights apart. 1 MB is 10^6 bytes, 1 GMACs are 10^9 MACs."
                    ),
                )
            ),
        ),
    )
