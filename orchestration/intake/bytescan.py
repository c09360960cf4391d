"""What stands at many places of a file at once: words of eight bytes, numbers, and which of several spellings.

What the places are, and what it means, is the business of `tagscan`.
"""

from collections.abc import Sequence
from functools import cache
from itertools import zip_longest
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Places: TypeAlias = npt.NDArray[np.int64]
Kinds: TypeAlias = npt.NDArray[np.int8]
Mask: TypeAlias = npt.NDArray[np.bool_]

WORD = 8


def spelt_at(data: Bytes, places: Places, spellings: Sequence[tuple[bytes, ...]]) -> Kinds:
    """Return which of several things, in any of its spellings, stands at each place; -1 for none of them.

    Two things differ in the first two bytes of their first spellings, and of their second ones.
    """
    # The first two bytes say which thing it can be.
    words = words_at(data, places)
    found = np.full(len(places), -1, np.int8)
    left: Any = slice(None)
    for several in zip_longest(*spellings):
        numbers, masks, wanted = _told_apart(several)
        likely = numbers[words[left].astype(np.uint16)]
        found[left] = np.where((words[left] & masks[likely]) == wanted[likely], likely, -1)
        left = np.flatnonzero(found < 0)
        if not len(left):
            break
    return found


@cache
def _told_apart(
    several: tuple[bytes | None, ...],
) -> tuple[Kinds, npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return which spelling two bytes can begin, and for each the bits of a word that must be looked at and what they must be."""
    numbers = np.full(1 << 16, -1, np.int8)
    masks, wanted = np.zeros((2, len(several) + 1), np.uint64)
    wanted[-1] = 1
    for number, spelling in enumerate(several):
        if spelling is not None:
            numbers[int.from_bytes(spelling[:2], "little")] = number
            masks[number] = (1 << 8 * len(spelling)) - 1
            wanted[number] = int.from_bytes(spelling, "little")
    return numbers, masks, wanted


def numbers_at(data: Bytes, places: Places, most: int) -> tuple[Places, Places]:
    """Return the numbers that stand at some places, and how many digits each of them has, `most` at the most."""
    numbers, lengths = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
    is_digit = np.ones(len(places), bool)
    for place in range(most):
        digits = data[places + place]
        is_digit &= is_one_of(digits, b"0123456789")
        if not is_digit.any():
            break
        numbers = np.where(is_digit, 10 * numbers + digits - ord("0"), numbers)
        lengths += is_digit
    return numbers, lengths


def is_one_of(data: Bytes, letters: bytes) -> Mask:
    """Return which bytes are one of some letters."""
    found = np.zeros(256, bool)
    found[list(letters)] = True
    return found[data]


def words_at(data: Bytes, places: Places) -> npt.NDArray[np.uint64]:
    """Return eight bytes from every place at once, as one number each."""
    return np.ndarray((len(data) - WORD + 1,), np.dtype("<u8"), data, strides=(1,))[places]
