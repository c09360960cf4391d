"""Whatever the bytes are, a bureau gets an answer: accepted or findings, never a crash of ours."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.intake import check
from tests.unit.intake.workshop import NOW, Workshop

SPLICES = [
    b'"',
    b",",
    b"\n",
    b"\r",
    b"<f/>",
    b't="e"',
    b"\xff",
    b"\x00",
    b"9" * 30,
    b"<!--",
    "：".encode(),
    b"</c>",
    b"&a;",
]
# Where in the file, how many bytes go, and what comes in their place.
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 60), st.sampled_from([b"", *SPLICES])), min_size=1, max_size=4
)

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")
quick = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def figures(workshop: Workshop) -> bytes:
    """A workbook that every check passes."""
    return workshop.figures().read_bytes()


def edited(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, gone, splice in edits:
        place = int(where * len(data))
        data = data[:place] + splice + data[place + gone :]
    return data


def answer(workshop: Workshop, path: Path) -> None:
    receipt = check(workshop.workspace, workshop.contracts, path, now=NOW)
    assert receipt.accepted != any(finding.severity != "QUERY" for finding in receipt.findings)


@quick
@given(edits=EDITS, encoding=st.sampled_from(["utf-8", "gb18030", "utf-8-sig"]))
def test_a_damaged_csv_is_always_answered(
    workshop: Workshop, edits: list[tuple[float, int, bytes]], encoding: str
) -> None:
    path = workshop.payments(encoding=encoding)
    path.write_bytes(edited(path.read_bytes(), edits))
    answer(workshop, path)


@quick
@given(edits=EDITS)
def test_a_damaged_workbook_is_always_answered(
    workshop: Workshop, figures: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    path = workshop.path("statistics", "2020", "2020年核算.xlsx")
    path.write_bytes(edited(figures, edits))
    answer(workshop, path)


@quick
@given(edits=EDITS, which=st.integers(0, 20))
def test_a_workbook_with_a_damaged_part_is_always_answered(
    workshop: Workshop, figures: bytes, edits: list[tuple[float, int, bytes]], which: int
) -> None:
    path = workshop.path("statistics", "2020", "2020年核算.xlsx")
    with zipfile.ZipFile(io.BytesIO(figures)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = sorted(parts)[which % len(parts)]
    with zipfile.ZipFile(path, "w") as archive:
        for other, content in parts.items():
            archive.writestr(other, edited(content, edits) if other == name else content)
    answer(workshop, path)


@quick
@given(data=st.binary(max_size=200), name=st.sampled_from(["2020年核算.xlsx", "2020年执行情况.csv"]))
def test_any_bytes_are_always_answered(workshop: Workshop, data: bytes, name: str) -> None:
    path = workshop.path("statistics" if name.endswith("xlsx") else "finance", "2020", name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    answer(workshop, path)
