"""Looks through a large sheet's XML as arrays of bytes: is it nothing but bare values, soundly nested, and how far does it reach.

What it can't vouch for is left to the XML parser in `markup`, which is ten times slower.
"""

from collections.abc import Iterator
from xml.parsers import expat

import numpy as np

from orchestration.intake.bytescan import (
    WORD,
    Bytes,
    Kinds,
    Places,
    is_one_of,
    numbers_at,
    spelt_at,
    words_at,
)
from orchestration.intake.parts import Styles

OPENING, CLOSING = b"<sheetData>", b"</sheetData>"
# Rows are looked at so many bytes at a time: what is worked out of them stays near the processor.
PIECE = 1024 * 1024
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
ALLOWED = np.array([[two in FOLLOWERS[one] for two in TAGS] for one in TAGS])
TAG_SPELLINGS = tuple((name + b" ", name + b">") if name in (b"row", b"t") else (name,) for name in TAGS)
# These follow only a tag that has closed itself.
AFTER_SELF_CLOSED = ((b"row", b"row"), (b'c r="', b'c r="'), (b'c r="', b"/row>"))
CELL, CELL_NAME = TAGS.index(b'c r="'), len(b'<c r="')
ROW_TAG, ROW_NAME = TAGS.index(b"row"), len(b'<row r="')
ROW_SPELT = np.frombuffer(b'<row r="', "<u8")
VALUE, INLINE, TEXT = TAGS.index(b"v>"), TAGS.index(b"is>"), TAGS.index(b"t")
WIDEST_NAME = 2
# What a cell may say that it is; the last as far as eight bytes go.
CELL_KINDS = ((b'n"',), (b's"',), (b'str"', b'b"', b'd"'), (b"inlineSt",))
NUMBER, SHARED, OTHER, IN_CELL = range(len(CELL_KINDS))
LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


def bare_extent(xml: bytes, styles: Styles) -> tuple[int, int] | None:
    """Return (last row, last column) of a sheet that holds nothing but bare values, or None when that can't be vouched for.

    Args:
        xml: The sheet.
        styles: How cells are shown; one that is shown as a percentage, or in a style that is not there, is no bare value.
    """
    start, end = xml.find(OPENING) + len(OPENING), xml.rfind(CLOSING)
    if start < len(OPENING) or end < start:
        return None
    rest = xml[:start] + xml[end:]
    if b"<row" in rest or highest_style(rest) >= styles.count:
        return None
    # The rest is short, and its nesting is the parser's business; it refuses what is broken.
    expat.ParserCreate(namespace_separator=" ").Parse(rest, True)
    last_row = last_column = 0
    for piece in _pieces(xml, start, end):
        reached = _bare_rows(piece, styles, last_row)
        if reached is None:
            return None
        last_row, last_column = reached[0], max(last_column, reached[1])
    return last_row if last_column else 0, last_column


def _pieces(xml: bytes, start: int, end: int) -> Iterator[bytes]:
    """Yield the rows between two places, some at a time, each time with a word more behind them."""
    while start < end:
        after = xml.find(b"<row", min(start + PIECE, end), end)
        after = end if after < 0 else after
        # The closing tag is longer than a word, so that every tag can be read as one.
        yield xml[start : after + WORD]
        start = after


def _bare_rows(piece: bytes, styles: Styles, row_before: int) -> tuple[int, int] | None:
    """Return (last row, last column) of whole rows of bare values that stand below another row, or None."""
    data, size = np.frombuffer(piece, np.uint8), len(piece) - WORD
    body = data[:size]
    tags = np.flatnonzero(body == ord("<"))
    kinds = _kinds(data, tags + 1)
    if not len(tags) or kinds.min() < 0 or not _is_nested(kinds, body):
        return None
    # A character may be written by its number in a text; in a number the cell reader takes what stands before it.
    references = np.flatnonzero(body == ord("&"))
    signs = np.flatnonzero(body == ord("="))
    if (
        not _are_in_texts(references, tags, kinds)
        or not _are_plain_attributes(data, signs)
        or not _are_bare_styles(_styles(data, signs), styles)
        or not _are_sound_cells(data, signs, tags, kinds)
    ):
        return None
    return _extent(data, tags, kinds, row_before)


def highest_style(xml: bytes) -> int:
    """Return the highest number of a style that a sheet's cells name, or -1 when they name none."""
    data = np.frombuffer(xml, np.uint8)
    # A sheet ends with a tag that has no attributes.
    signs = np.flatnonzero(data[: max(len(data) - WORD, 0)] == ord("="))
    return int(_styles(data, signs).max(initial=-1))


def _styles(data: Bytes, signs: Places) -> Places:
    """Return the numbers of the styles that cells name."""
    return numbers_at(data, _named(data, signs, "s") + 2, WORD - 2)[0]


def _are_bare_styles(numbers: Places, styles: Styles) -> bool:
    """Whether cells' styles are there, and none of them shows percentages."""
    percent = [int(style) for style in styles.percent]
    return bool(numbers.max(initial=-1) < styles.count and not np.isin(numbers, percent).any())


def _named(data: Bytes, signs: Places, letter: str) -> Places:
    """Return the equals signs of attributes whose name is one letter."""
    signs = signs[data[signs - 1] == ord(letter)]
    return signs[~is_one_of(data[signs - 2], LETTERS)]


def _kinds(data: Bytes, places: Places) -> Kinds:
    """Return which tag stands at each place; -1 for any other."""
    return spelt_at(data, places, TAG_SPELLINGS)


def _is_nested(kinds: Kinds, body: Bytes) -> bool:
    first, last = TAGS[kinds[0]], TAGS[kinds[-1]]
    if first != b"row" or last not in (b"/row>", b"row"):
        return False
    both = np.bincount(kinds[:-1] * np.int16(len(TAGS)) + kinds[1:], minlength=len(TAGS) ** 2)
    pairs = both.reshape(len(TAGS), len(TAGS))
    if pairs[~ALLOWED].any():
        return False
    closed = sum(int(pairs[TAGS.index(one), TAGS.index(two)]) for one, two in AFTER_SELF_CLOSED)
    stated = np.count_nonzero((body[:-1] == ord("/")) & (body[1:] == ord(">")))
    return bool(stated == closed + (last == b"row"))


def _are_plain_attributes(data: Bytes, signs: Places) -> bool:
    """Whether every attribute is spelt name="value", and none of them marks an error value or hides a row."""
    ends = data[signs - 1]
    is_spelt = (data[signs + 1] == ord('"')) & (ends > ord(" "))
    kinds, hidden = signs[ends == ord("t")], signs[ends == ord("n")]
    is_error = (data[kinds + 2] == ord("e")) & (data[kinds + 3] == ord('"'))
    is_hidden = (data[hidden - 2] == ord("e")) & (data[hidden - 3] == ord("d"))
    return bool(is_spelt.all() and not is_error.any() and not is_hidden.any())


def _are_sound_cells(data: Bytes, signs: Places, tags: Places, kinds: Kinds) -> bool:
    """Whether every cell holds what it says; of anything else the cell reader takes a part, or nothing."""
    signs = _named(data, signs, "t")
    owners = np.searchsorted(tags, signs) - 1
    if not (kinds[owners] == CELL).all():
        return False
    # What each cell says it is; one that says nothing is a number.
    says = np.full(len(tags) + 1, NUMBER, np.int8)
    says[owners] = spelt_at(data, signs + 2, CELL_KINDS)
    rest = signs[says[owners] == IN_CELL] + 2 + WORD
    if (data[rest] != ord("r")).any() or (data[rest + 1] != ord('"')).any():
        return False
    values, inline = np.flatnonzero(kinds == VALUE), np.flatnonzero(kinds == INLINE)
    held, first, last = says[values - 1], data[tags[values] + len("<v>")], data[tags[values + 1] - 1]
    is_digit, ends = is_one_of(first, b"0123456789"), is_one_of(last, b"0123456789.")
    is_number = (is_digit | is_one_of(first, b"+-.")) & ends
    is_sound = np.where(held == NUMBER, is_number, np.where(held == SHARED, is_digit, held == OTHER))
    return bool(is_sound.all() and (says[inline - 1] == IN_CELL).all())


def _are_in_texts(places: Places, tags: Places, kinds: Kinds) -> bool:
    return bool((kinds[np.searchsorted(tags, places) - 1] == TEXT).all())


def _extent(data: Bytes, tags: Places, kinds: Kinds, row_before: int) -> tuple[int, int] | None:
    """Return (last row, last column); None where a cell is not named, or a cell or row stands out of its place."""
    starts, cells = np.flatnonzero(kinds == ROW_TAG), np.flatnonzero(kinds == CELL)
    if (words_at(data, tags[starts]) != ROW_SPELT).any():
        return None
    rows = tags[starts] + ROW_NAME
    numbers, lengths = numbers_at(data, rows, WORD - 1)
    names = tags[cells] + CELL_NAME
    letters = [data[names + offset] - np.uint8(ord("A")) for offset in range(WIDEST_NAME + 1)]
    is_letter = [letter <= ord("Z") - ord("A") for letter in letters]
    is_row = (lengths > 0) & (data[rows + lengths] == ord('"'))
    if not is_row.all() or not is_letter[0].all() or is_letter[WIDEST_NAME].any():
        return None
    first, second = (letter.astype(np.int16) + np.int16(1) for letter in letters[:WIDEST_NAME])
    columns = np.where(is_letter[1], first * np.int16(26) + second, first)
    owners = np.searchsorted(starts, cells) - 1
    # A cell is called after its row: the row's digits stand behind its letters, up to the quotation mark.
    masks = np.array([(1 << 8 * (digits + 1)) - 1 for digits in range(WORD)], np.uint64)[lengths]
    behind = words_at(data, names + 1 + is_letter[1])
    wanted = words_at(data, rows)
    if ((behind ^ wanted[owners]) & masks[owners]).any():
        return None
    is_beside = owners[1:] == owners[:-1]
    if (np.diff(numbers, prepend=row_before) <= 0).any() or (np.diff(columns)[is_beside] <= 0).any():
        return None
    return int(numbers[-1]), int(columns.max(initial=0))
