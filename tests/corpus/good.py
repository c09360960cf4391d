"""Writes the good files: what they hold and what lands of them stands in `good_books`, `good_opendocument` and `good_texts`."""

import json
from pathlib import Path

from tests.corpus.good_books import BOOKS
from tests.corpus.good_city import Landed
from tests.corpus.good_opendocument import LANDED, NAME, TRICK, write_opendocument
from tests.corpus.good_texts import TEXTS

EXPECTED = "expected.json"


def write_good(folder: Path) -> None:
    """Write every good file below a folder, and beside it what lands."""
    for trick, book in BOOKS.items():
        _expect(folder / trick, book.landed)
        book.write(_place(folder / trick, book.name))
    for trick, text in TEXTS.items():
        _expect(folder / trick, text.landed)
        _place(folder / trick, text.name).write_bytes(text.content())
    _expect(folder / TRICK, LANDED)
    write_opendocument(_place(folder / TRICK, NAME))


def _place(folder: Path, name: str) -> Path:
    path = folder / "raw" / name
    path.parent.mkdir(parents=True)
    return path


def _expect(folder: Path, landed: Landed) -> None:
    folder.mkdir(parents=True)
    text = json.dumps(landed.as_dict(), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / EXPECTED).write_text(text + "\n", encoding="utf-8")
