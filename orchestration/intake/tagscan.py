"""Looks through a large sheet's XML as arrays of bytes: is it nothing but bare values, soundly nested, and how far does it reach.

What it can't vouch for is left to the XML parser in `markup`, which is ten times slower.
"""

import re
from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import Any, TypeAlias
from xml.parsers import expat

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Places: TypeAlias = npt.NDArray[np.int64]
Kinds: TypeAlias = npt.NDArray[np.int8]

OPENING, CLOSING = b"<sheetData>", b"</sheetData>"
ROW = re.compile(rb'<row r="([0-9]{1,7})"')
# Every tag of a sheet of bare values, as it is spelt after its angle bracket, and which ones may follow it.
TAGS = (b"row", b"/row>", b'c r="', b"/c>", b"v>", b"/v>", b"is>", b"/is>", b"t", b"/t>")
FOLLOWERS = {
    b"row": (b'c r="', b"/row>", b"row"),
    b"/row>": (b"row",),
    b'c r="': (b"v>", b"is>", b"/c>", b'c r="', b"/row>"),
    b"/c>": (b'c r="', b"/row>"),
    b"v>": (b"/v>",),
    b"/v>": (b"/c>",),
    b"is>": (b"t",),
    b"/is>": (b"/c>",),
    b"t": (b"/t>",),
    b"/t>": (b"/is>",),
}
# These follow only a tag that has closed itself.
AFTER_SELF_CLOSED = ((b"row", b"row"), (b'c r="', b'c r="'), (b'c r="', b"/row>"))
CELL, CELL_NAME = TAGS.index(b'c r="'), len(b'<c r="')
ROW_TAG, ROW_NAME = TAGS.index(b"row"), len(b'<row r="')
VALUE, INLINE, TEXT = TAGS.index(b"v>"), TAGS.index(b"is>"), TAGS.index(b"t")
WIDEST_NAME = 2
WORD = 8
# What a cell may say that it is; the last as far as eight bytes go.
CELL_KINDS = ((b'n"',), (b's"',), (b'str"', b'b"', b'd"'), (b"inlineSt",))
NUMBER, SHARED, OTHER, IN_CELL = range(len(CELL_KINDS))
NONE = np.array([], np.int64)


def bare_extent(xml: bytes, percent: Collection[str]) -> tuple[int, int] | None:
    """Return (last row, last column) of a sheet that holds nothing but bare values, or None when that can't be vouched for.

    Args:
        xml: The sheet.
        percent: The styles that show percentages; a cell in one of them is no bare value.
    """
    start, end = xml.find(OPENING) + len(OPENING), xml.rfind(CLOSING)
    body, rest = xml[start:end], xml[:start] + xml[end:]
    has_body = start >= len(OPENING) and end >= start
    if not has_body or b"<row" in rest or any(word in body for word in _telling(percent)):
        return None
    # The rest is short, and its nesting is the parser's business; it refuses what is broken.
    expat.ParserCreate(namespace_separator=" ").Parse(rest, True)
    if not body:
        return 0, 0
    # The closing tag is longer than a word, so that every tag can be read as one.
    data = np.frombuffer(xml, np.uint8, len(body) + WORD, start)
    tags = np.flatnonzero(data[: len(body)] == ord("<"))
    kinds = _kinds(data, tags + 1)
    if not len(tags) or kinds.min() < 0 or not _is_nested(kinds, body):
        return None
    # A character may be written by its number in a text; in a number the cell reader takes what stands before it.
    references = np.flatnonzero(data == ord("&")) if b"&" in body else NONE
    signs = np.flatnonzero(data == ord("="))
    if (
        not _are_in_texts(references, tags, kinds)
        or not _are_plain_attributes(data, signs)
        or not _are_sound_cells(data, signs, tags, kinds)
    ):
        return None
    return _extent(body, data, tags, kinds)


def highest_style(xml: bytes) -> int:
    """Return the highest number of a style that a sheet's cells name, or -1 when they name none."""
    if b' s="' not in xml:
        return -1
    data = np.frombuffer(xml, np.uint8)
    # A sheet ends with a tag that has no attributes.
    signs = np.flatnonzero(data[: max(len(data) - WORD, 0)] == ord("="))
    signs = signs[(data[signs - 1] == ord("s")) & (data[signs - 2] == ord(" "))]
    numbers, is_digit = np.zeros(len(signs), np.int64), np.ones(len(signs), bool)
    for place in range(WORD - 2):
        digits = data[signs + 2 + place]
        is_digit &= _is_one_of(digits, b"0123456789")
        numbers = np.where(is_digit, 10 * numbers + digits - ord("0"), numbers)
    return int(numbers.max(initial=-1))


def _telling(percent: Collection[str]) -> list[bytes]:
    """Return what a sheet of bare values does not hold: hidden rows, and cells that are shown as percentages."""
    return [b' hidden="', *(f' s="{style}"'.encode() for style in percent)]


def _kinds(data: Bytes, places: Places) -> Kinds:
    """Return which tag stands at each place; -1 for any other."""
    spellings = [(name + b" ", name + b">") if name in (b"row", b"t") else (name,) for name in TAGS]
    return _spelt(data, places, spellings)


def _spelt(data: Bytes, places: Places, spellings: Sequence[tuple[bytes, ...]]) -> Kinds:
    """Return which of several things, in any of its spellings, stands at each place; -1 for none of them.

    Two things differ in the first two bytes of their first spellings, and of their second ones.
    """
    # The first two bytes say which thing it can be.
    words = _words(data, places)
    found = np.full(len(places), -1, np.int8)
    left: Any = slice(None)
    for several in zip_longest(*spellings):
        numbers = np.full(1 << 16, -1, np.int8)
        masks, wanted = np.zeros((2, len(several) + 1), np.uint64)
        wanted[-1] = 1
        for number, spelling in enumerate(several):
            if spelling is not None:
                numbers[int.from_bytes(spelling[:2], "little")] = number
                masks[number] = (1 << 8 * len(spelling)) - 1
                wanted[number] = int.from_bytes(spelling, "little")
        likely = numbers[words[left].astype(np.uint16)]
        found[left] = np.where((words[left] & masks[likely]) == wanted[likely], likely, -1)
        left = np.flatnonzero(found < 0)
    return found


def _is_nested(kinds: npt.NDArray[np.int8], body: bytes) -> bool:
    allowed = np.zeros((len(TAGS), len(TAGS)), bool)
    for name, followers in FOLLOWERS.items():
        allowed[TAGS.index(name), [TAGS.index(follower) for follower in followers]] = True
    first, last = TAGS[kinds[0]], TAGS[kinds[-1]]
    if first != b"row" or last not in (b"/row>", b"row"):
        return False
    both = np.bincount(kinds[:-1] * np.int16(len(TAGS)) + kinds[1:], minlength=len(TAGS) ** 2)
    pairs = both.reshape(len(TAGS), len(TAGS))
    if pairs[~allowed].any():
        return False
    closed = sum(int(pairs[TAGS.index(one), TAGS.index(two)]) for one, two in AFTER_SELF_CLOSED)
    return body.count(b"/>") == closed + (last == b"row")


def _are_plain_attributes(data: Bytes, signs: Places) -> bool:
    """Whether every attribute is spelt name="value", and none of them marks an error value."""
    is_spelt = (data[signs + 1] == ord('"')) & (data[signs - 1] != ord(" "))
    is_error = (data[signs - 1] == ord("t")) & (data[signs + 2] == ord("e")) & (data[signs + 3] == ord('"'))
    return bool(is_spelt.all() and not is_error.any())


def _are_sound_cells(data: Bytes, signs: Places, tags: Places, kinds: Kinds) -> bool:
    """Whether every cell holds what it says; of anything else the cell reader takes a part, or nothing."""
    signs = signs[data[signs - 1] == ord("t")]
    owners = np.searchsorted(tags, signs) - 1
    if not (kinds[owners] == CELL).all():
        return False
    # What each cell says it is; one that says nothing is a number.
    says = np.full(len(tags) + 1, NUMBER, np.int8)
    says[owners] = _spelt(data, signs + 2, CELL_KINDS)
    rest = signs[says[owners] == IN_CELL] + 2 + WORD
    if (data[rest] != ord("r")).any() or (data[rest + 1] != ord('"')).any():
        return False
    values, inline = np.flatnonzero(kinds == VALUE), np.flatnonzero(kinds == INLINE)
    held, first, last = says[values - 1], data[tags[values] + len("<v>")], data[tags[values + 1] - 1]
    is_digit, ends = _is_one_of(first, b"0123456789"), _is_one_of(last, b"0123456789.")
    is_number = (is_digit | _is_one_of(first, b"+-.")) & ends
    is_sound = np.where(held == NUMBER, is_number, np.where(held == SHARED, is_digit, held == OTHER))
    return bool(is_sound.all() and (says[inline - 1] == IN_CELL).all())


def _are_in_texts(places: Places, tags: Places, kinds: Kinds) -> bool:
    return bool((kinds[np.searchsorted(tags, places) - 1] == TEXT).all())


def _is_one_of(data: Bytes, letters: bytes) -> npt.NDArray[np.bool_]:
    found = np.zeros(256, bool)
    found[list(letters)] = True
    return found[data]


def _extent(body: bytes, data: Bytes, tags: Places, kinds: Kinds) -> tuple[int, int] | None:
    """Return (last row, last column); None where a cell is not named, or stands out of its place."""
    rows, cells = ROW.findall(body), np.flatnonzero(kinds == CELL)
    if len(rows) != body.count(b"<row"):
        return None
    names, lengths = tags[cells] + CELL_NAME, np.array([len(row) for row in rows], np.int64)
    letters = [data[names + offset].astype(np.int64) - ord("A") + 1 for offset in range(WIDEST_NAME + 1)]
    is_letter = [(letter >= 1) & (letter <= ord("Z") - ord("A") + 1) for letter in letters]
    if not is_letter[0].all() or is_letter[WIDEST_NAME].any():
        return None
    columns = np.where(is_letter[1], letters[0] * 26 + letters[1], letters[0])
    starts = np.flatnonzero(kinds == ROW_TAG)
    owners = np.searchsorted(starts, cells) - 1
    # A cell is called after its row: the row's digits stand behind its letters, up to the quotation mark.
    masks = np.array([(1 << 8 * (digits + 1)) - 1 for digits in range(WORD)], np.uint64)[lengths]
    behind = _words(data, names + 1 + is_letter[1])
    wanted = _words(data, tags[starts] + ROW_NAME)
    if ((behind ^ wanted[owners]) & masks[owners]).any():
        return None
    numbers = np.array([int(row) for row in rows], np.int64)
    is_beside = owners[1:] == owners[:-1]
    if (np.diff(numbers) <= 0).any() or (np.diff(columns)[is_beside] <= 0).any():
        return None
    return int(numbers.max(initial=0)) if len(names) else 0, int(columns.max(initial=0))


def _words(data: Bytes, places: Places) -> npt.NDArray[np.uint64]:
    """Return eight bytes from every place at once, as one number each."""
    return np.ndarray((len(data) - WORD + 1,), np.dtype("<u8"), data, strides=(1,))[places]
