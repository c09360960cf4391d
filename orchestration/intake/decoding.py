"""A text file's bytes as UTF-8 with line feeds, piece by piece: strict, and never a byte replaced.

Which encoding it is, is decided here; what the text says is not.
"""

import codecs
from collections.abc import Iterator
from pathlib import Path

from orchestration.intake.sheets import Unreadable

PIECE = 16 * 1024 * 1024
LOOKED_AT = 1024 * 1024
MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
UNMARKED = ("utf-8", "gb18030")


class OtherEncoding(Exception):
    """What looked like UTF-8 from its first bytes is not; the file has to be read anew as GB18030."""


def likely_encoding(path: Path) -> str:
    """Return the encoding that a file's first bytes speak for: a byte order mark decides, then UTF-8, then GB18030.

    Raises:
        Unreadable: None of them holds.
    """
    with path.open("rb") as stream:
        start = stream.read(LOOKED_AT)
    marked = [encoding for mark, encoding in MARKS if start.startswith(mark)]
    fault = 0
    for encoding in marked or UNMARKED:
        try:
            codecs.getincrementaldecoder(encoding)().decode(start, final=len(start) < LOOKED_AT)
        except UnicodeDecodeError as error:
            fault = error.start + 1
        else:
            return encoding
    raise Unreadable("F05_ENCODING", str(fault))


def utf8_pieces(path: Path, encoding: str, *, checked: bool = True) -> Iterator[bytes]:
    """Yield a file's text as UTF-8 whose lines end in a line feed.

    Args:
        path: The file.
        encoding: One of those that `likely_encoding` gives.
        checked: Whether UTF-8 is looked through here; a reader that checks it anyway need not have it done twice.

    Raises:
        Unreadable: The bytes are not in this encoding, or hold a NUL.
        OtherEncoding: They were taken for UTF-8 without a mark and are not.
    """
    as_is = encoding in ("utf-8", "utf-8-sig") and not checked
    returned = b""
    for piece in _raw(path) if as_is else _transcoded(path, encoding):
        if b"\x00" in piece:
            raise Unreadable("F03_UNREADABLE", "NUL")
        text = returned + piece
        returned = b"\r" if text.endswith(b"\r") else b""
        if b"\r" in text:
            text = text.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        yield text
    if returned:
        yield b"\n"


def _raw(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        if stream.read(len(codecs.BOM_UTF8)) != codecs.BOM_UTF8:
            stream.seek(0)
        while piece := stream.read(PIECE):
            yield piece


def _transcoded(path: Path, encoding: str) -> Iterator[bytes]:
    decoder, position = codecs.getincrementaldecoder(encoding)(), 0
    with path.open("rb") as stream:
        while True:
            piece = stream.read(PIECE)
            kept = len(decoder.getstate()[0])
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                if encoding == "utf-8":
                    raise OtherEncoding from error
                raise Unreadable("F05_ENCODING", str(position - kept + error.start + 1)) from error
            if not piece:
                if text:
                    yield text.encode()
                return
            position += len(piece)
            yield text.encode()
