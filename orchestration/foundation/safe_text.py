"""Texts that came from outside, made safe to print and to name files by. What is said about them is decided elsewhere."""

import re
import unicodedata

from orchestration.foundation.hashing import sha256_text

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
# Control characters, halves of surrogate pairs, marks that turn the direction of writing, and what XML can't hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
UNSAFE_IN_NAMES = re.compile(r'[\x00-\x1f\\/:*?"<>|]')
LONGEST_NAME = 180
LONGEST_CELL = 32_000


def shown(text: object) -> str:
    """Return a text as it can be printed: what has no shape shows as a replacement character, a blank stays blank."""
    return UNPRINTABLE.sub(REPLACEMENT, "" if text is None else str(text))[:LONGEST_CELL]


def safe_name(name: str) -> str:
    """Return a name that is one plain file name on every system; one that had to be changed ends with a hash of what it was.

    Two names never become one: what was changed carries its own hash.
    """
    plain = unicodedata.normalize("NFC", UNSAFE_IN_NAMES.sub("_", shown(name)).replace(REPLACEMENT, "_"))
    plain = _cut(plain.strip(" .").lstrip("-~"), LONGEST_NAME)
    if plain == name and plain:
        return plain
    return f"{plain or 'file'}-{sha256_text(ascii(name))[:8]}"


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore").strip(" .")
