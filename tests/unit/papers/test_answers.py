"""A bureau's answer: every rule can be read on page and workbook, the marks stand in the right cells, nothing in it acts."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import Cell

from orchestration.intake.findings import finding
from orchestration.intake.rules import RULES, RULES_IN_ORDER, Rule
from orchestration.papers import answers, drawing, marked_workbook
from orchestration.papers.answer_form import COLUMNS as FORM_COLUMNS
from orchestration.papers.answer_form import HEADER_ROW
from orchestration.papers.bad_rows import CSV_SHEET, LEFT_OUT
from orchestration.papers.findings_sheet import SHEET
from orchestration.papers.receipt_terms import letter
from orchestration.papers.receipt_view import view_of
from orchestration.papers.sheet_looks import RED, YELLOW
from tests.unit.intake.breaches import BREACHES
from tests.unit.intake.workshop import EXPLANATION, Workshop, figure_rows, payment_rows, write_workbook
from tests.unit.papers.answering import Page, answered, drawn_here, inert, kept, listed, opened, told

HOSTILE = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    '=HYPERLINK("http://x.example","点")',
    "<script>alert(1)</script>",
)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """The small city with its unit register accepted; workbooks are drawn in this process."""
    monkeypatch.setattr(answers, "draw_marked", drawn_here)
    made = Workshop(tmp_path)
    assert made.register().accepted
    return made


def page_of(answer: answers.Answer) -> Page:
    return Page(answer.page.read_text(encoding="utf-8"))


def marked(workbook: Workbook) -> dict[tuple[str, str], Cell]:
    return {
        (sheet.title, cell.coordinate): cell
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell, Cell) and cell.comment is not None
    }


@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_said_on_page_and_workbook_and_marked_in_its_cell(workshop: Workshop, name: str) -> None:
    receipt = told(workshop, BREACHES[name][0](workshop))
    answer = answered(workshop, receipt)
    page, workbook = page_of(answer).text, opened(answer)
    mine = [item for item in receipt["findings"] if item["rule"] == name]
    assert answer.fault is None
    assert mine
    assert letter(name) in page or letter(name) in ("X01", "X02")
    for field in ("message_zh", "message_en", "fix_zh", "fix_en"):
        assert mine[0][field] in listed(workbook) or letter(name) in ("X01", "X02")
        assert len(mine) > 1 or field.startswith("fix") or mine[0][field] in page
    if RULES[name].stage == "file" or name.startswith("D"):
        assert workbook.sheetnames == [SHEET], "a file that is not safe to open or to copy was opened"
    elif mine[0]["cell"]:
        _assert_marked(workbook, mine[0])


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workshop, dict[str, Any]]:
    """The small city with a payments file accepted, and its receipt."""
    made = Workshop(tmp_path_factory.mktemp("city"))
    assert made.register().accepted
    return made, told(made, made.payments())


@pytest.mark.parametrize("rule", RULES_IN_ORDER, ids=lambda rule: rule.rule)
def test_a_rule_can_be_shown_whoever_raises_it(
    delivered: tuple[Workshop, dict[str, Any]], rule: Rule
) -> None:
    """Rules that no file breaks by itself are shown as well: limits, faults, and those that later stages raise."""
    city, base = delivered
    item = finding(rule.rule, base["file"]["name"], value=1, allowed="甲", header="乙").as_dict()
    status = "accepted" if rule.severity == "QUERY" else "refused"
    answer = answered(city, {**base, "status": status, "findings": [item]})
    for field in ("message_zh", "message_en", "fix_zh", "fix_en"):
        assert item[field] in page_of(answer).text
        assert item[field] in listed(opened(answer))


def _assert_marked(workbook: Workbook, item: dict[str, Any]) -> None:
    """The mark stands in the cell that the finding names, and the list leads there."""
    sheet, here = item["sheet"] or CSV_SHEET, item["cell"]
    if item["sheet"] is None:
        rows = {workbook[sheet].cell(row, 1).value: row for row in range(2, workbook[sheet].max_row + 1)}
        here = f"{chr(ord(item['column']) + 1)}{rows.get(str(item['row']), 1)}"
    cell = marked(workbook)[sheet, here]
    assert cell.fill.fgColor.rgb == (YELLOW if item["severity"] == "QUERY" else RED)
    assert cell.comment is not None
    assert item["message_zh"] in cell.comment.text
    assert item["fix_en"] in cell.comment.text
    links = [each.hyperlink.location for row in workbook[SHEET].iter_rows() for each in row if each.hyperlink]
    assert f"'{sheet}'!{here}" in links


def test_cells_that_are_right_are_not_marked(workshop: Workshop) -> None:
    rows = figure_rows()
    rows[4][1] = "约2012"
    workbook = opened(answered(workshop, told(workshop, workshop.figures(rows))))
    assert set(marked(workbook)) == {("核算", "B5")}
    assert workbook["核算"]["B6"].value == "1,234.5"
    assert workbook["核算"]["C5"].value == 5.1


def test_what_a_cell_was_commented_with_is_kept_and_hidden_rows_with_marks_are_shown(
    workshop: Workshop,
) -> None:
    import openpyxl
    from openpyxl.comments import Comment

    rows = figure_rows()
    rows[4][1] = "约2012"
    path = workshop.figures(rows)
    workbook = openpyxl.load_workbook(path)
    workbook["核算"]["B5"].comment = Comment("按快报填", "李")
    workbook["核算"].row_dimensions[5].hidden = True
    workbook["核算"].column_dimensions["B"].hidden = True
    workbook.save(path)
    made = opened(answered(workshop, told(workshop, path)))
    comment = made["核算"]["B5"].comment
    assert comment is not None
    assert comment.text.startswith("按快报填\n")
    assert made["核算"]["B5"].fill.fgColor.rgb == RED
    assert not made["核算"].row_dimensions[5].hidden
    assert not made["核算"].column_dimensions["B"].hidden


def test_a_mark_in_a_merged_range_stands_where_its_value_stands(workshop: Workshop) -> None:
    path = workshop.figures()
    receipt = told(workshop, path)
    item = finding("C02_NOT_A_NUMBER", path.name, sheet="核算", row=4, column="A", value="x", allowed="y")
    answer = answered(workshop, {**receipt, "status": "refused", "findings": [item.as_dict()]})
    assert ("核算", "A3") in marked(opened(answer))


def test_formulas_come_back_as_the_values_that_they_had(workshop: Workshop) -> None:
    import zipfile

    path = workshop.figures()
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b"<v>2012.5</v>" in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b"<v>2012.5</v>", b"<f>A1+1</f><v>2012.5</v>")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    receipt = told(workshop, path)
    item = finding("P01_IMPLAUSIBLE", path.name, sheet="核算", row=5, column="B", value="x", allowed="y")
    workbook = opened(answered(workshop, {**receipt, "findings": [item.as_dict()]}))
    assert workbook["核算"]["B5"].value == 2012.5


@pytest.mark.parametrize("text", HOSTILE)
def test_what_a_file_says_is_shown_and_never_acts(workshop: Workshop, text: str) -> None:
    rows = figure_rows()
    rows[4][1] = text
    sheets = {"核算": rows}
    path = write_workbook(
        workshop.path("statistics", "2020", "2020年核算.xlsx"), sheets, {"核算": ["A3:A4", "B3:C3"]}
    )
    import openpyxl

    workbook = openpyxl.load_workbook(path)
    workbook["核算"]["B5"].data_type = "s"
    workbook.save(path)
    csv_rows = payment_rows()
    csv_rows[0][3] = text.replace(",", "").replace('"', "")
    for receipt in (told(workshop, path), told(workshop, workshop.payments(csv_rows))):
        item = finding(
            "C02_NOT_A_NUMBER", text, sheet=text, row=5, column="B", header=text, value=text, allowed=text
        )
        receipt["findings"] = [*receipt["findings"], item.as_dict()]
        answer = answered(workshop, {**receipt, "status": "refused"})
        page = page_of(answer)
        assert not {"script", "a", "img", "iframe", "link"} & {tag for tag, _ in page.tags}
        assert not [
            name
            for _, fields in page.tags
            for name in fields
            if name.startswith("on") or name in ("href", "src")
        ]
        opened(answer)


def test_a_name_of_a_file_leads_nowhere_and_says_nothing_to_a_browser(workshop: Workshop) -> None:
    receipt = told(workshop, workshop.payments())
    receipt["file"]["name"] = "../../<img src=x>\x00\u202e" + "长" * 300 + ".csv"
    answer = answered(workshop, receipt)
    folder = workshop.workspace.warehouse / "answers" / "finance" / "2020"
    assert {path.parent for path in answer.paths} == {folder}
    assert all(len(path.name.encode()) <= 255 for path in answer.paths)
    assert "img" not in {tag for tag, _ in page_of(answer).tags}


def test_the_page_needs_nothing_from_outside_and_closes_every_tag(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][3], rows[1][3], rows[2][2] = "多", "少", "别的"
    text = answered(workshop, told(workshop, workshop.payments(rows))).page.read_text(encoding="utf-8")
    page = Page(text)
    assert "http" not in text
    assert "url(" not in text
    assert "@import" not in text
    assert ("html", {"lang": "zh-CN"}) in page.tags
    assert "2 处" in page.text


def test_the_same_receipt_gives_the_same_bytes_and_is_not_written_again(workshop: Workshop) -> None:
    receipt = told(workshop, BREACHES["P01_IMPLAUSIBLE"][0](workshop))
    first = answered(workshop, receipt)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in first.paths}
    assert len(before) == 4
    again = answered(workshop, receipt)
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in again.paths} == before
    first.json.unlink()
    anew = answered(workshop, receipt)
    assert {path: path.read_bytes() for path in anew.paths} == {
        path: content for path, (content, _) in before.items()
    }


def test_the_latest_answer_to_a_file_takes_the_place_of_the_one_before(workshop: Workshop) -> None:
    queried = answered(workshop, told(workshop, BREACHES["P01_IMPLAUSIBLE"][0](workshop)))
    assert queried.workbook is not None
    assert queried.form is not None
    accepted = answered(workshop, told(workshop, workshop.figures()))
    assert accepted.paths == (accepted.json, accepted.page)
    assert not queried.workbook.exists()
    assert not queried.form.exists()
    said = page_of(accepted).text
    assert "没有发现问题" in said
    assert "整体替换此前接收的“2020年核算.xlsx”" in said


def test_an_accepted_file_is_shown_as_it_was_understood(workshop: Workshop) -> None:
    rows = figure_rows()
    rows[3][1] = "总量（元）"
    rows[4][1], rows[5][1] = 201_250_000_000, "123,450,000,000"
    said = page_of(answered(workshop, told(workshop, workshop.figures(rows)))).text
    assert "核算 3 行" in said
    assert "生产总值 / 总量（元）" in said
    assert "元 × 0.00000001 → 亿元" in said
    assert "注：空白为未公布。" in said


def test_corrections_that_were_applied_are_shown_with_who_approved_them(workshop: Workshop) -> None:
    receipt = told(workshop, workshop.figures())
    applied = {
        "correction_no": "更2020-01",
        "sheet": "核算",
        "cell": "B5",
        "original": "2012.5",
        "corrected": "2021.5",
        "reason": "录入错位",
        "approved_by": "李四",
        "approved_on": "2021-03-01",
        "submission_id": "x",
    }
    said = page_of(answered(workshop, {**receipt, "corrections": [applied]})).text
    assert "已按批准更正" in said
    for word in ("更2020-01", "2012.5", "2021.5", "录入错位", "李四 2021-03-01"):
        assert word in said


def test_of_a_workbook_in_another_format_the_rows_with_findings_are_shown(workshop: Workshop) -> None:
    receipt = told(workshop, workshop.figures())
    item = finding("C02_NOT_A_NUMBER", "x.ods", sheet="核算", row=5, column="B", value="x", allowed="y")
    receipt["file"]["format"] = "ods"
    answer = answered(workshop, {**receipt, "status": "refused", "findings": [item.as_dict()]})
    assert ("核算", "C5") in marked(opened(answer))


def test_a_query_comes_with_a_form_that_no_other_dataset_takes_for_its_own(workshop: Workshop) -> None:
    receipt = told(workshop, BREACHES["P01_IMPLAUSIBLE"][0](workshop))
    answer = answered(workshop, receipt)
    assert answer.form is not None
    sheet = inert(answer.form).worksheets[0]
    header = [sheet.cell(HEADER_ROW, number).value for number in range(1, 13)]
    assert header == [name for name, _ in FORM_COLUMNS]
    row: dict[Any, Any] = dict(zip(header, next(sheet.iter_rows(min_row=4, values_only=True)), strict=True))
    asked = json.loads(answer.json.read_text(encoding="utf-8"))["findings"][0]
    assert row["疑问编号"] == asked["query_id"]
    assert row["数据集"] == "statistics.figures"
    assert (row["单元格"], row["报送值"], row["疑问"]) == ("C5", "31", asked["message_zh"])
    assert row["说明"] is None
    assert asked["query_id"] in page_of(answer).text
    assert answer.form.name in page_of(answer).text


def test_a_form_that_was_filled_in_and_dropped_under_its_name_is_accepted(workshop: Workshop) -> None:
    queried = answered(workshop, told(workshop, BREACHES["P01_IMPLAUSIBLE"][0](workshop)))
    assert queried.form is not None
    workbook = inert(queried.form)
    for cell, text in zip(
        workbook.worksheets[0][HEADER_ROW + 1][9:], (EXPLANATION, "张三", "2021-02-28"), strict=True
    ):
        cell.value = text
    dropped = workshop.path("statistics", "2020", queried.form.name)
    workbook.save(dropped)
    receipt = told(workshop, dropped)
    assert (receipt["status"], receipt["dataset"], receipt["findings"]) == ("accepted", "query_answers", [])
    said = page_of(answered(workshop, receipt)).text
    assert "没有发现问题" in said
    assert "整体替换" not in said, "answers add up"


def test_a_form_with_nothing_filled_in_is_told_which_cells(workshop: Workshop) -> None:
    queried = answered(workshop, told(workshop, BREACHES["P01_IMPLAUSIBLE"][0](workshop)))
    assert queried.form is not None
    dropped = workshop.path("statistics", "2020", queried.form.name)
    dropped.write_bytes(queried.form.read_bytes())
    receipt = told(workshop, dropped)
    assert {item["cell"] for item in receipt["findings"]} == {"J4", "K4", "L4"}
    assert set(marked(opened(answered(workshop, receipt)))) == {
        ("疑问答复", cell) for cell in ("J4", "K4", "L4")
    }


def test_a_fault_of_ours_is_told_as_ours_and_without_its_trace(workshop: Workshop) -> None:
    receipt = told(workshop, workshop.payments())
    item = finding("X03_FAULT", "x.csv", value="0123456789").as_dict()
    answer = answered(
        workshop, {**receipt, "status": "fault", "fault": "Traceback secret", "findings": [item]}
    )
    assert answer.workbook is None
    said = page_of(answer).text
    assert "请勿重报" in said
    assert "0123456789" in said
    assert "secret" not in answer.json.read_text(encoding="utf-8") + said


def test_what_a_contract_restricts_is_not_copied(workshop: Workshop) -> None:
    rows = payment_rows()
    rows[0][8] = "请回电13800000000"
    rows[1][3] = "多"
    rows[2].append("13900000000")
    receipt = told(workshop, workshop.payments(rows))
    item = finding("C07_PATTERN", "x", row=2, column="I", header="备注", allowed="y").as_dict()
    odd = finding("S10_ROW_OF_OTHER_LENGTH", "x", row=4, value=10, allowed=9).as_dict()
    answer = answered(workshop, {**receipt, "status": "refused", "findings": [item, odd]})
    sheet = opened(answer)[CSV_SHEET]
    cells = [value for row in sheet.iter_rows(values_only=True) for value in row]
    assert not any("13" in str(value) and "000000" in str(value) for value in cells)
    assert LEFT_OUT in cells
    assert "350102" in cells


def test_a_file_with_personal_data_where_none_belongs_is_not_copied(workshop: Workshop) -> None:
    receipt = told(workshop, BREACHES["C02_NOT_A_NUMBER"][0](workshop))
    other = {**receipt["findings"][0], "rule": "D01_PERSONAL_DATA"}
    workbook = opened(answered(workshop, {**receipt, "findings": [*receipt["findings"], other]}))
    assert workbook.sheetnames == [SHEET]


def test_of_a_large_workbook_the_rows_with_findings_are_shown(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(marked_workbook, "MOST_INFLATED", 0)
    workbook = opened(answered(workshop, told(workshop, BREACHES["P01_IMPLAUSIBLE"][0](workshop))))
    sheet = workbook["核算"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[0] for row in rows] == ["原行号", "2", "3", "4", "5"]
    assert rows[4][1:4] == ["鼓楼区", "2012.5", "31.0"]
    assert ("核算", "D5") in marked(workbook)


@pytest.mark.parametrize("area", [b"A9:XFD1048576", b"$A$9:$XFD$1048576", b"A:XFD", b"a9:xfd1048576"])
def test_a_range_that_would_become_a_billion_cells_is_not_made_into_them(
    workshop: Workshop, area: bytes
) -> None:
    import zipfile

    path = workshop.figures()
    receipt = told(workshop, path)
    item = finding("P01_IMPLAUSIBLE", path.name, sheet="核算", row=5, column="B", value="x", allowed="y")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert b'ref="A3:A4"' in sheet
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'ref="A3:A4"', b'ref="' + area + b'"')
    wide = workshop.root / "wide"
    with zipfile.ZipFile(wide, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    background = answers.background_of(workshop.workspace, workshop.contracts, receipt)
    told_of = {**receipt, "findings": [item.as_dict()]}
    with pytest.raises(marked_workbook.TooLarge):
        marked_workbook.marked_copy(wide, view_of(told_of, background), told_of, background)


def test_rows_beyond_what_a_workbook_holds_are_counted(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    from orchestration.papers import bad_rows

    monkeypatch.setattr(bad_rows, "MOST_ROWS", 3)
    workbook = opened(answered(workshop, told(workshop, BREACHES["X01_MORE_ERRORS"][0](workshop))))
    assert workbook[CSV_SHEET].max_row == 4
    assert "另有 197 行未列出" in listed(workbook)


def test_a_file_that_cannot_be_drawn_within_the_limits_still_gets_its_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Workshop(tmp_path)
    made.register()
    receipt = told(made, BREACHES["P01_IMPLAUSIBLE"][0](made))
    monkeypatch.setattr(drawing, "SECONDS", 0)
    late = answered(made, receipt)
    assert late.fault is not None
    assert drawing.NO_MARKS in listed(opened(late))


def test_the_process_that_draws_gives_what_drawing_gives_here(tmp_path: Path) -> None:
    made = Workshop(tmp_path)
    made.register()
    for name in ("P01_IMPLAUSIBLE", "C02_NOT_A_NUMBER"):
        receipt = told(made, BREACHES[name][0](made))
        answer = answered(made, receipt)
        assert answer.fault is None
        assert len(opened(answer).sheetnames) == 2


def test_a_damaged_copy_is_told_to_engineers_and_not_to_the_bureau(tmp_path: Path) -> None:
    made = Workshop(tmp_path)
    made.register()
    receipt = told(made, BREACHES["P01_IMPLAUSIBLE"][0](made))
    damaged = kept(made, receipt).with_name("damaged")
    damaged.write_bytes(b"no workbook")
    answer = answers.write_answer(made.workspace, made.contracts, receipt, damaged)
    assert "Traceback" in (answer.fault or "")
    assert "Traceback" not in answer.page.read_text(encoding="utf-8") + listed(opened(answer))
