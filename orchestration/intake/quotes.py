"""Where quotes open and close in a piece of CSV text, worked out over whole arrays: are they well formed, where do records end.

A quote opens a cell only at its start and closes it only at its end; inside, a quote is written twice (RFC 4180).
"""

import numpy as np

QUOTE, FEED = ord('"'), ord("\n")


def misplaced(text: bytes, delimiter: int) -> int | None:
    """Return where the first quote stands that neither opens nor closes a cell nor is half of a pair, or None.

    Args:
        text: Records from the start of one to the end of one; it ends with a line feed.
        delimiter: The character code between cells.
    """
    if b'"' not in text:
        return None
    data = np.frombuffer(text, np.uint8)
    places = np.flatnonzero(data == QUOTE)
    opening = np.arange(len(places)) % 2 == 0
    before = np.concatenate(([FEED], data))[places]
    after = np.concatenate((data, [FEED]))[places + 1]
    beside_last = np.concatenate(([False], np.diff(places) == 1))
    beside_next = np.concatenate((np.diff(places) == 1, [False]))
    # A closing quote followed at once by an opening one is a pair inside a cell.
    sound_opening = beside_last | (before == delimiter) | (before == FEED)
    sound_closing = beside_next | (after == delimiter) | (after == FEED)
    sound = np.where(opening, sound_opening, sound_closing)
    # The first quote of the text has nothing closed before it.
    sound[0] = (before[0] == delimiter) | (before[0] == FEED)
    if len(places) % 2:
        sound[-1] = False
    wrong = np.flatnonzero(~sound)
    return int(places[wrong[0]]) if len(wrong) else None


def last_record_end(text: bytes) -> int:
    """Return how much of a text, which begins with a record, is whole records; 0 when none of it is."""
    if b'"' not in text:
        return text.rfind(b"\n") + 1
    data = np.frombuffer(text, np.uint8)
    feeds = np.flatnonzero(data == FEED)
    outside = np.searchsorted(np.flatnonzero(data == QUOTE), feeds) % 2 == 0
    ends = feeds[outside]
    return int(ends[-1]) + 1 if len(ends) else 0
