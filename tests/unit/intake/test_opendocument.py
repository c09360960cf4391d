"""Workbooks in .ods: read to the same figures as their .xlsx twins, and refused where they could do harm."""

import datetime as dt
import shutil
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.contracts import load_contracts
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import Receipt, receive
from orchestration.intake.numbers import parse_quantity
from orchestration.intake.opendocument import SPREADSHEET, open_opendocument
from orchestration.intake.sheets import OpenedFile, Unreadable
from tests.unit.intake.workshop import Workshop, rules

CORPUS = REPOSITORY / "tests" / "corpus" / "good" / "libreoffice"
RAW = REPOSITORY / "raw"
NOW = dt.datetime(2021, 3, 1, tzinfo=dt.UTC)
TWINS = {
    "2020年县（市）区国民经济核算": "statistics/2020",
    "2020年二季度重点项目投资进度": "development_reform/2020Q2",
    "2020年表彰奖励与一票否决": "organisation/2020",
}
NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:{prefix}"'
    for prefix in ("office", "table", "text", "style", "calcext", "script", "draw")
)
STYLES = (
    '<style:style style:name="gone"><style:table-properties table:display="false"/></style:style>'
    '<style:style style:name="seen"><style:table-properties table:display="true"/></style:style>'
)


def _content(body: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES}>'
        f"<office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )


def _table(rows: str, name: str = "核算", style: str = "seen") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{rows}</table:table>'


def _row(*cells: str, repeated: str = "1") -> str:
    return f'<table:table-row table:number-rows-repeated="{repeated}">{"".join(cells)}</table:table-row>'


def _cell(text: str = "", kind: str = "string", **attributes: str) -> str:
    named = "".join(
        f' {key.replace("__", ":").replace("_", "-")}="{value}"' for key, value in attributes.items()
    )
    return f'<table:table-cell office:value-type="{kind}"{named}><text:p>{text}</text:p></table:table-cell>'


def _write(path: Path, content: str, **others: bytes) -> Path:
    parts = {
        "mimetype": SPREADSHEET,
        "content.xml": content.encode(),
        "META-INF/manifest.xml": b"<manifest/>",
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in (parts | others).items():
            archive.writestr(name, part)
    return path


@pytest.fixture
def read(tmp_path: Path) -> "Reader":
    return Reader(tmp_path / "a.ods")


class Reader:
    """Writes a workbook with one sheet of these rows and opens it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __call__(self, *rows: str) -> OpenedFile:
        return self.body(_table("".join(rows)))

    def body(self, body: str, **others: bytes) -> OpenedFile:
        return open_opendocument(_write(self._path, _content(body), **others))

    def cells(self, *cells: str) -> list[str]:
        (sheet,) = self(_row(*cells)).sheets
        return list(sheet.head[0])


def test_a_cell_gives_the_value_of_its_type_not_what_it_shows(read: Reader) -> None:
    assert read.cells(
        _cell("2,012.5", "float", office__value="2012.5"),
        _cell("5%", "percentage", office__value="0.0512"),
        _cell("¥12", "currency", office__value="12", office__currency="CNY"),
        _cell("$12", "currency", office__value="12", office__currency="USD"),
        _cell("0.3", "float", office__value="0.30000000000000004"),
        _cell("1E+18", "float", office__value="1E+018"),
        _cell("3月5日", "date", office__date_value="2020-03-05"),
        _cell("3月5日", "date", office__date_value="2020-03-05T00:00:00"),
        _cell("3月5日", "date", office__date_value="2020-03-05T14:30:00"),
        _cell("真", "boolean", office__boolean_value="true"),
    ) == [
        "2012.5", "5.12%", "12", "12 USD", "0.3", "1000000000000000000",
        "2020-03-05", "2020-03-05", "2020-03-05 14:30:00", "TRUE",
    ]  # fmt: skip


@pytest.mark.parametrize("stored", ["INF", "NaN", "1e999", "twelve"])
def test_a_number_that_is_none_is_given_as_text_that_no_column_takes(read: Reader, stored: str) -> None:
    (text,) = read.cells(_cell("x", "float", office__value=stored))
    assert parse_quantity(text) is None


def test_text_keeps_its_blanks_and_lines_and_leaves_comments_out(read: Reader) -> None:
    comment = "<office:annotation><text:p>批注</text:p></office:annotation>"
    assert read.cells(
        f'<table:table-cell office:value-type="string">{comment}<text:p>一<text:s text:c="2"/>二</text:p>'
        "<text:p><text:span>三</text:span></text:p></table:table-cell>"
    ) == ["一  二\n三"]


def test_hidden_sheets_are_not_read_and_a_templates_words_are(read: Reader) -> None:
    opened = read.body(
        _table(_row(_cell("甲")), "有")
        + _table(_row(_cell("乙")), "无", "gone")
        + _table(_row(_cell("template_id"), _cell("a.b")), "_jixiao", "gone")
    )
    assert [sheet.name for sheet in opened.sheets] == ["有"]
    assert opened.template == {"template_id": "a.b"}


def test_repeated_cells_and_rows_stand_where_they_stand(read: Reader) -> None:
    (sheet,) = read(
        _row(
            _cell("甲", table__number_columns_repeated="2"),
            '<table:table-cell table:number-columns-repeated="9"/>',
        ),
        _row("<table:table-cell/>", repeated="3"),
        _row("<table:table-cell/>", _cell("乙"), repeated="2"),
        _row("<table:table-cell/>", repeated="1048570"),
    ).sheets
    assert [list(row) for row in sheet.head] == [
        ["甲", "甲"],
        ["", ""],
        ["", ""],
        ["", ""],
        ["", "乙"],
        ["", "乙"],
    ]


def test_merged_cells_are_told(read: Reader) -> None:
    (sheet,) = read(
        _row(
            _cell("甲", table__number_columns_spanned="2", table__number_rows_spanned="1"),
            "<table:covered-table-cell/>",
        )
    ).sheets
    assert list(sheet.merged) == [((0, 0), (0, 1))]


def test_errors_and_formulas_never_computed_are_faults_in_their_place(read: Reader) -> None:
    (sheet,) = read(
        _row(_cell("好"), _cell("#DIV/0!", table__formula="of:=1/0", calcext__value_type="error")),
        _row(_cell("Err:502", "float", table__formula="of:=X()", office__value="0")),
        _row('<table:table-cell table:formula="of:=[.A1]"/>'),
        _row(_cell("", table__formula="of:=&quot;&quot;")),
    ).sheets
    assert [(fault.rule, fault.row, fault.column, fault.value) for fault in sheet.faults] == [
        ("S12_ERROR_VALUE", 1, "B", "#DIV/0!"),
        ("S12_ERROR_VALUE", 2, "A", "Err:502"),
        ("S08_FORMULA_WITHOUT_VALUE", 3, "A", None),
    ]


@pytest.mark.parametrize(("first", "has_serials"), [("1899-12-30", True), ("1904-01-01", False)])
def test_a_bare_number_is_a_date_only_where_days_are_counted_as_excel_does(
    read: Reader, first: str, has_serials: bool
) -> None:
    settings = f'<table:calculation-settings><table:null-date table:date-value="{first}"/></table:calculation-settings>'
    (sheet,) = read.body(settings + _table(_row(_cell("甲")))).sheets
    assert sheet.has_serial_dates is has_serials


BAD_BODIES = [
    (_table(_row(_cell("甲"), repeated="999999999")), "F14_TOO_LARGE"),
    (_table(_row(_cell("甲", table__number_columns_repeated="999999999"))), "F14_TOO_LARGE"),
    (_table(_row(_cell("甲"), repeated="9" * 30)), "F03_UNREADABLE"),
    (_table(_row(_cell("甲"), repeated="-1")), "F03_UNREADABLE"),
    (_table(_row(_cell("甲", "float"))), "F03_UNREADABLE"),
    (_table(_row(_cell("甲", table__formula="of:='file:///x.ods'#$A.A1"))), "F13_ACTIVE_CONTENT"),
    (_table("<table:table-source/>" + _row(_cell("甲"))), "F13_ACTIVE_CONTENT"),
    (_table(_row(_cell("甲")) + _table(_row(_cell("乙")))), "F03_UNREADABLE"),
    (_row(_cell("甲")), "F03_UNREADABLE"),
    ("<table:table>", "F03_UNREADABLE"),
    ("<!DOCTYPE x>", "F15_UNSAFE_XML"),
]


@pytest.mark.parametrize(("body", "rule"), BAD_BODIES, ids=[str(n) for n in range(len(BAD_BODIES))])
def test_content_that_can_not_be_held_or_trusted_is_refused(read: Reader, body: str, rule: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read.body(body)
    assert caught.value.rule == rule


PARTS = [
    ({"META-INF/manifest.xml": b"<m><manifest:encryption-data/></m>"}, "F12_ENCRYPTED"),
    ({"META-INF/manifest.xml": b"<m x='application/vnd.sun.star.oleobject'/>"}, "F13_ACTIVE_CONTENT"),
    ({"Basic/Standard/Module1.xml": b"x"}, "F13_ACTIVE_CONTENT"),
    ({"mimetype": b"application/vnd.oasis.opendocument.text"}, "F11_OTHER_FORMAT"),
    ({"content.xml": b"<a>"}, "F03_UNREADABLE"),
]


@pytest.mark.parametrize(("parts", "rule"), PARTS, ids=[rule + str(n) for n, (_, rule) in enumerate(PARTS)])
def test_an_archive_that_is_not_a_plain_spreadsheet_is_refused(
    read: Reader, parts: dict[str, bytes], rule: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read.body(_table(_row(_cell("甲"))), **parts)
    assert caught.value.rule == rule


def test_an_xlsx_under_the_name_of_an_ods_is_told_to_be_another_format(workshop: Workshop) -> None:
    path = workshop.figures()
    receipt = workshop.receive(path.rename(path.with_suffix(".ods")))
    assert rules(receipt) == ["F11_OTHER_FORMAT"]


def test_an_et_file_is_told_to_be_saved_as_xlsx(workshop: Workshop) -> None:
    path = workshop.figures()
    receipt = workshop.receive(path.rename(path.with_suffix(".et")))
    assert rules(receipt) == ["F11_OTHER_FORMAT"]
    assert "另存为 .xlsx" in receipt.findings[0].fix_zh


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in which the sample's unit register of 2020 is accepted."""
    folder = tmp_path_factory.mktemp("city")
    register = RAW / "efficiency_office" / "2020" / "2020年考评单位名录.xlsx"
    assert _drop(folder, register, "efficiency_office/2020").accepted
    return folder


def _drop(folder: Path, file: Path, where: str) -> Receipt:
    workspace = Workspace(folder / "raw", folder / "warehouse")
    path = workspace.raw / where / file.name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, path)
    receipt = receive(workspace, load_contracts(RAW), path, now=NOW)
    path.unlink()
    return receipt


@pytest.mark.parametrize("name", TWINS)
def test_what_libreoffice_saves_as_ods_lands_as_its_xlsx_twin_does(city: Path, name: str) -> None:
    tables = []
    for suffix in (".ods", ".xlsx"):
        receipt = _drop(city, CORPUS / f"{name}{suffix}", TWINS[name])
        assert receipt.accepted, [(f.rule, f.cell, f.message_zh) for f in receipt.findings]
        folder = next(city.glob(f"warehouse/landing/*/*/*/{receipt.file['sha256'][:16]}"))
        tables.append(pq.read_table(folder / "rows.parquet").drop_columns(["_submission_id"]))
        assert receipt.template["period"] == TWINS[name].split("/")[1]
    assert tables[0].equals(tables[1])


@pytest.mark.parametrize(
    "rows",
    [
        _row(f"<table:table-cell><text:p>{_cell('1')}2</text:p></table:table-cell>"),
        _row(f"<table:table-cell>{_row(_cell('1'))}</table:table-cell>"),
        _row(_row(_cell("1"))),
        _cell("1"),
    ],
)
def test_cells_and_rows_in_each_other_are_damage(read: "Reader", rows: str) -> None:
    with pytest.raises(Unreadable, match=r"F03_UNREADABLE: (cell|row) in"):
        read(rows)


def test_a_sheet_wider_than_any_program_has_is_refused_before_room_is_made_for_it(read: "Reader") -> None:
    wide = '<table:table-cell table:number-columns-repeated="{}" office:value-type="float" office:value="1"/>'
    assert len(read(_row(wide.format(16_384))).sheets[0].head[0]) == 16_384
    with pytest.raises(Unreadable, match="F14_TOO_LARGE"):
        read(_row(wide.format(16_385)))


def test_a_prefix_that_is_not_declared_is_damage(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.ods", _content(_table(_row("<other:cell/>"))))
    with pytest.raises(Unreadable, match="F03_UNREADABLE: ExpatError"):
        open_opendocument(path)
