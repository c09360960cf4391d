"""Writes the corpus anew: `python -m tests.corpus.write [FOLDER]`. A test compares what it would write with what is kept.

What stands in the files is decided in `bad` and `good`.
"""

import shutil
import sys
from pathlib import Path

from tests.corpus.bad import write_bad
from tests.corpus.exact import fixed_time
from tests.corpus.good import write_good

CORPUS = Path(__file__).parent
BAD, GOOD = CORPUS / "bad", CORPUS / "good"
# Made by LibreOffice itself; see make_libreoffice.
LIBREOFFICE = "libreoffice"


def write(folder: Path) -> None:
    """Write the corpus below a folder."""
    with fixed_time():
        write_good(folder / "good")
        write_bad(folder / "bad")


def main() -> None:
    """Write the corpus in its place, or below the folder that is named."""
    if len(sys.argv) > 1:
        write(Path(sys.argv[1]))
        return
    for old in (BAD, *(folder for folder in GOOD.iterdir() if folder.name != LIBREOFFICE)):
        shutil.rmtree(old, ignore_errors=True)
    write(CORPUS)


if __name__ == "__main__":
    main()
