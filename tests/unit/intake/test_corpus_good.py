"""The good files: each lands exactly as meant, every digit and every reason, and nothing is said against it."""

import json
import shutil

import pytest

from tests.corpus.good import EXPECTED
from tests.corpus.good_city import City
from tests.corpus.write import GOOD, LIBREOFFICE

TRICKS = sorted(folder.name for folder in GOOD.iterdir() if folder.name != LIBREOFFICE)


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return City(tmp_path_factory.mktemp("city"))


@pytest.mark.parametrize("trick", TRICKS)
def test_a_good_file_lands_exactly_as_meant(city: City, trick: str) -> None:
    raw = GOOD / trick / "raw"
    (name,) = (path.relative_to(raw) for path in raw.rglob("*.*"))
    path = city.workspace.raw / name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(raw / name, path)
    receipt = city.receive(path)
    assert receipt.findings == ()
    assert receipt.accepted
    expected = json.loads((GOOD / trick / EXPECTED).read_text(encoding="utf-8"))
    assert city.landed(receipt).as_dict() == expected
