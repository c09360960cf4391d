"""Mutants of the good files: a bounded part of what `python -m tests.corpus.fuzz` does, and every format cut short.

No traceback, no fault of ours, and nothing lands otherwise than other readers see it.
"""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.corpus.fuzz import Fuzz
from tests.corpus.meaning import Meaning
from tests.corpus.mutate import mutant
from tests.corpus.write import GOOD

MUTANTS = 250
SEED = 20201
# Of one good file of each format: as many places to cut it, from its first byte to its last.
CUTS = 25
FORMATS = (
    "shared_texts_fonts_and_readings", "opendocument", "utf8", "utf16_big_with_tabs", "gb18030_with_rare_characters", "semicolons",
)  # fmt: skip


@pytest.fixture(scope="module")
def fuzz(tmp_path_factory: pytest.TempPathFactory) -> Fuzz:
    return Fuzz(tmp_path_factory.mktemp("city"), tmp_path_factory.mktemp("kept"))


def told(fuzz: Fuzz) -> str:
    return "\n".join(fuzz.tally.violations)


@pytest.mark.filterwarnings("ignore")
def test_a_mutant_is_refused_or_lands_as_others_read_it(fuzz: Fuzz) -> None:
    for number in range(MUTANTS):
        fuzz.run(SEED, number)
    assert not fuzz.tally.violations, told(fuzz)
    assert fuzz.tally.refused
    assert fuzz.tally.same + fuzz.tally.changed


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_anywhere_is_refused_or_lands_as_others_read_it(fuzz: Fuzz, name: str) -> None:
    file = next((GOOD / name / "raw").rglob("*.*"))
    data, before = file.read_bytes(), len(fuzz.tally.violations)
    for end in range(0, len(data), max(len(data) // CUTS, 1)):
        fuzz.ask(file, data[:end], f"{name} cut at {end}")
    assert len(fuzz.tally.violations) == before, told(fuzz)


def test_a_workbook_cut_anywhere_is_never_accepted(fuzz: Fuzz) -> None:
    file = next((GOOD / FORMATS[0] / "raw").rglob("*.*"))
    data, accepted = file.read_bytes(), fuzz.tally.same + fuzz.tally.changed + fuzz.tally.unseen
    for end in range(1, len(data), len(data) // 10):
        fuzz.ask(file, data[:end], f"cut at {end}")
    assert fuzz.tally.same + fuzz.tally.changed + fuzz.tally.unseen == accepted


@pytest.mark.filterwarnings("ignore")
def test_what_landed_wrongly_would_be_found(fuzz: Fuzz, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself has a negative: a reading of the file that differs in one cell is a violation."""
    before = list(fuzz.tally.violations)
    file = next((GOOD / "utf8" / "raw").rglob("*.*"))
    monkeypatch.setattr("tests.corpus.expected.meaning", lambda text, **_: Meaning(f"{text}?"))
    fuzz.ask(file, file.read_bytes(), "other")
    assert len(fuzz.tally.violations) == len(before) + 1
    fuzz.tally.violations[:] = before


@pytest.mark.filterwarnings("ignore")
@settings(max_examples=40, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    data=st.binary(max_size=200), start=st.sampled_from([b"", b"PK\x03\x04"]), name=st.sampled_from(FORMATS)
)
def test_any_bytes_are_answered(fuzz: Fuzz, data: bytes, start: bytes, name: str) -> None:
    fuzz.ask(next((GOOD / name / "raw").rglob("*.*")), start + data, "any bytes")
    assert not fuzz.tally.violations, told(fuzz)


def test_the_same_seed_makes_the_same_mutant() -> None:
    file = next((GOOD / FORMATS[0] / "raw").rglob("*.*"))
    made = {mutant(file.read_bytes(), Path(file).suffix, random.Random("7-3")) for _ in range(3)}  # noqa: S311
    assert len(made) == 1
