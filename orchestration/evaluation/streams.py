"""Streams of random numbers, one per name: neither the order of rows nor who else is there moves the draws of a unit or node.

Words come from PCG64 and become numbers here, so that a stream does not hang on how a library shapes its distributions.
"""

from hashlib import sha256

import numpy as np
import numpy.typing as npt
from scipy import special

Floats = npt.NDArray[np.float64]
FRACTION_BITS = 53


class Stream:
    """The random numbers of one name under one seed, in their order."""

    def __init__(self, seed: int, name: str) -> None:
        """Open the stream at its beginning.

        Args:
            seed: The scheme's seed, zero or more.
            name: What the numbers are for, such as `unit:U0001`.
        """
        digest = sha256(name.encode()).digest()
        key = tuple(int.from_bytes(digest[at : at + 4], "big") for at in range(0, len(digest), 4))
        self._words = np.random.PCG64(np.random.SeedSequence(seed, spawn_key=key))

    def uniforms(self, count: int) -> Floats:
        """Return the next numbers between 0 and 1, both excluded: middles of 2^53 equal steps."""
        words = self._words.random_raw(count) >> np.uint64(64 - FRACTION_BITS)
        return np.asarray((words.astype(np.float64) + 0.5) * 2.0**-FRACTION_BITS, dtype=np.float64)


def deviates(uniforms: Floats, degrees_of_freedom: int | None) -> Floats:
    """Return Student's t at these probabilities; None: the normal distribution's deviates."""
    if degrees_of_freedom is None:
        return np.asarray(special.ndtri(uniforms), dtype=np.float64)
    return np.asarray(special.stdtrit(float(degrees_of_freedom), uniforms), dtype=np.float64)
