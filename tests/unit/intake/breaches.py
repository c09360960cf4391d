"""For each rule one file that breaks it and nothing else, made from files that every check passes."""

import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from orchestration.foundation.hashing import sha256_file
from tests.unit.intake.history import (
    Output,
    changed,
    deliver_scheme,
    drop_flash,
    drop_output,
    outputs,
    readded,
    with_past,
)
from tests.unit.intake.workshop import EXPLANATION, Workshop, figure_rows, payment_rows, write_workbook

Breach = Callable[[Workshop], Path]


def _payment(row: int, place: int, value: str) -> Breach:
    def drop(workshop: Workshop) -> Path:
        rows = payment_rows()
        rows[row][place] = value
        return workshop.payments(rows)

    return drop


def _figure(row: int, place: int, value: Any) -> Breach:
    def drop(workshop: Workshop) -> Path:
        rows = figure_rows()
        rows[row] = [*rows[row], None, None][: max(place + 1, len(rows[row]))]
        rows[row][place] = value
        return workshop.figures(rows)

    return drop


def _text(name: str, content: bytes, bureau: str = "finance", period: str = "2020") -> Breach:
    def drop(workshop: Workshop) -> Path:
        path = workshop.path(bureau, period, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    return drop


def _renamed(name: str, period: str = "2020") -> Breach:
    def drop(workshop: Workshop) -> Path:
        path = workshop.path("finance", period, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        return workshop.payments().rename(path)

    return drop


def _archive(change: Callable[[dict[str, bytes]], None]) -> Breach:
    """Return a breach inside the workbook's archive: parts are changed, added or removed."""

    def drop(workshop: Workshop) -> Path:
        path = workshop.figures()
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        change(parts)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
        return path

    return drop


def _sheet_part(old: bytes, new: bytes) -> Breach:
    def change(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.xml"
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new, 1)

    return _archive(change)


def _with_sheet(name: str) -> Breach:
    def drop(workshop: Workshop) -> Path:
        path = workshop.figures()
        workbook = openpyxl.load_workbook(path)
        workbook.create_sheet(name).append(["鼓楼区", 1])
        workbook.save(path)
        return path

    return drop


def _plan(groups: list[list[Any]], weights: list[list[Any]]) -> Breach:
    def drop(workshop: Workshop) -> Path:
        sheets = {"分组": [["组别"], *groups], "权重": [["组别", "权重"], *weights]}
        path = workshop.path("efficiency_office", "2020", "2020年方案.xlsx")
        return write_workbook(path, {name: rows for name, rows in sheets.items() if len(rows) > 1})

    return drop


def _without_column(place: int) -> Breach:
    def drop(workshop: Workshop) -> Path:
        path = workshop.payments()
        lines = [line.split(",") for line in path.read_text(encoding="utf-8").splitlines()]
        text = "".join(",".join([*line[:place], *line[place + 1 :]]) + "\n" for line in lines)
        path.write_text(text, encoding="utf-8")
        return path

    return drop


def _replaced(old: str, new: str) -> Breach:
    def drop(workshop: Workshop) -> Path:
        path = workshop.payments()
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
        return path

    return drop


def _two_files(workshop: Workshop) -> Path:
    workshop.payments(payment_rows()[:5], name="2020年执行情况（二）.csv")
    return workshop.payments()


def _next_year(workshop: Workshop) -> Path:
    path = workshop.path("finance", "2021", "2021年执行情况.csv")
    path.parent.mkdir(parents=True)
    return workshop.payments().rename(path)


def _many(place: int, value: str) -> Breach:
    """Return a breach in more rows than are listed."""

    def drop(workshop: Workshop) -> Path:
        row = payment_rows()[0]
        row[place] = value
        return workshop.payments([row] * 201)

    return drop


def _many_queries(workshop: Workshop) -> Path:
    rows = figure_rows()
    body = [[f"单位{number}", 1, 99] for number in range(201)]
    path = workshop.path("efficiency_office", "2020", "2020年单位名录（补）.xlsx")
    register = [
        ["单位代码", "单位名称", "层级"],
        *([str(n), name, "市"] for n, (name, *_) in enumerate(body)),
    ]
    workshop.receive(write_workbook(path, {"单位名录": register}))
    return workshop.figures([*rows[:4], *body])


def _macro(parts: dict[str, bytes]) -> None:
    parts["xl/vbaProject.bin"] = b"x"


def _doctype(parts: dict[str, bytes]) -> None:
    part = parts["xl/workbook.xml"]
    parts["xl/workbook.xml"] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + part


def _encrypted(workshop: Workshop) -> Path:
    content = bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le")
    return _text("2020年核算.xlsx", content, "statistics")(workshop)


def _link(workshop: Workshop) -> Path:
    path = workshop.payments()
    path.rename(workshop.root / path.name)
    path.symlink_to(workshop.root / path.name)
    return path


def _other_template(workshop: Workshop) -> Path:
    path = workshop.figures()
    workbook = openpyxl.load_workbook(path)
    sheet = workbook.create_sheet("_jixiao")
    sheet.sheet_state = "hidden"
    for line in (("template_id", "statistics.figures"), ("version", "1.0.0"), ("period", "2019")):
        sheet.append(line)
    workbook.save(path)
    return path


def _answer(text: str = EXPLANATION, **changes: str) -> Breach:
    """Return a breach in an answer to a query that stands; `query` puts another id in its place."""

    def drop(workshop: Workshop) -> Path:
        asked = workshop.receive(_figure(4, 2, 31)(workshop)).findings[0].query_id or ""
        others = {name: value for name, value in changes.items() if name != "query"}
        return workshop.answers((changes.get("query", asked), text), **others)

    return drop


def _corrected(**changes: str) -> Breach:
    """Return figures for which a correction stands that does not fit."""

    def drop(workshop: Workshop) -> Path:
        path = workshop.figures()
        correction = {"文件哈希": sha256_file(path), **changes}
        assert workshop.receive(workshop.corrections(correction)).accepted
        return path

    return drop


def _corrections(*rows: dict[str, str]) -> Breach:
    return lambda workshop: workshop.corrections(*rows)


def _objected(objection: dict[str, Any], decision: dict[str, Any] | None) -> Breach:
    def drop(workshop: Workshop) -> Path:
        deliver_scheme(workshop)
        return workshop.objections(objection, decision)

    return drop


def _output(figures: dict[str, Output]) -> Breach:
    return lambda workshop: drop_output(with_past(workshop), "2020Q2", figures)


def _flash(*values: float) -> Breach:
    return lambda workshop: drop_flash(workshop, list(values))


def _parts_differ(workshop: Workshop) -> Path:
    path = drop_output(with_past(workshop), "2020Q2")
    workbook = openpyxl.load_workbook(path)
    workbook["产值"]["C3"] = 701.6
    workbook.save(path)
    return path


def _fewer_rows(workshop: Workshop) -> Path:
    workshop.register(2019)
    path = workshop.payments(name="2019年执行情况.csv")
    folder = workshop.path("finance", "2019", "")
    folder.mkdir(parents=True)
    assert workshop.receive(path.rename(folder / path.name)).accepted
    return workshop.payments(payment_rows()[:5])


def _no_households(workshop: Workshop) -> Path:
    deliver_scheme(workshop)
    figures = {code: replace(one, households=None) for code, one in outputs("2020Q1").items()}
    return drop_output(workshop, "2020Q1", figures)


# Rule: the file that breaks it, where the finding stands (cell, or the row, or nothing), and the value that it shows.
def _unfilled(workshop: Workshop) -> Path:
    rows = [["单位代码", "增速（%）"], ["350102", None], ["350103", None]]
    return write_workbook(workshop.path("statistics", "2020Q1", "2020年一季度快报.xlsx"), {"快报": rows})


BREACHES: dict[str, tuple[Breach, str | int | None, str | None]] = {
    "F01_UNKNOWN_DATASET": (_renamed("2020年别的.csv"), None, None),
    "F02_WRONG_BUREAU": (_renamed("2020年核算.xlsx"), None, "statistics·figures数据"),
    "F03_UNREADABLE": (_text("2020年核算.xlsx", b"PK\x03\x04damaged", "statistics"), None, None),
    "F04_EMPTY": (_text("2020年执行情况.csv", b""), None, None),
    "F05_ENCODING": (_text("2020年执行情况.csv", "单位".encode() + b"\xff\xff,"), None, "7"),
    "F06_PERIOD_FOLDER": (_renamed("2020年执行情况.csv", "2020Q1"), None, "2020Q1"),
    "F07_OTHER_PERIOD": (_renamed("2019年执行情况.csv"), None, "2019"),
    "F08_PERIOD_NOT_NAMED": (_renamed("执行情况.csv"), None, None),
    "F09_NOT_YET_ACCEPTED": (_next_year, None, "unit_register数据"),
    "F10_SEVERAL_FILES": (_two_files, None, "2020年执行情况（二）.csv"),
    "F11_OTHER_FORMAT": (_renamed("2020年执行情况.xls"), None, ".xls"),
    "F12_ENCRYPTED": (_encrypted, None, None),
    "F13_ACTIVE_CONTENT": (_archive(_macro), None, "xl/vbaProject.bin"),
    "F14_TOO_LARGE": (_sheet_part(b'<c r="A8"', b'<c r="XFD1048576"'), None, "XFD1048576"),
    "F15_UNSAFE_XML": (_archive(_doctype), None, "xl/workbook.xml"),
    "F16_QUOTES": (_replaced("一切正常", '"一切"正常'), None, "2"),
    "F18_UNSAFE_NAME": (_renamed("2020年执行\u202e情况.csv"), None, "\\u202e"),
    "F19_NOT_A_FILE": (_link, None, "链接 a link"),
    "F20_NO_LAYOUT": (_renamed("2017年执行情况.csv", "2017"), None, "2017"),
    "F21_OTHER_TEMPLATE": (_other_template, None, "statistics.figures 2019"),
    "S01_SHEET_MISSING": (_plan([["甲"]], []), None, "分组"),
    "S02_HEADER_MISSING": (_text("2020年执行情况.csv", "甲,乙\n1,2\n".encode()), None, None),
    "S03_COLUMN_MISSING": (_without_column(1), 1, None),
    "S04_COLUMN_UNKNOWN": (_replaced("文号", "文件号"), "E1", "文件号"),
    "S05_COLUMN_TWICE": (_replaced("文号", "日期"), "F1", None),
    "S06_ROW_WITHOUT_KEY": (_payment(0, 0, ""), "A2", ""),
    "S07_TOO_FEW_ROWS": (lambda workshop: workshop.payments(payment_rows()[:2]), None, "2"),
    "S08_FORMULA_WITHOUT_VALUE": (_figure(4, 1, "=1+1"), "B5", None),
    "S09_COLUMN_WITHOUT_HEADER": (_figure(4, 3, "7"), "D4", None),
    "S10_ROW_OF_OTHER_LENGTH": (_replaced("一切正常", "一切,正常"), 2, "10"),
    "S11_SHEET_UNKNOWN": (_with_sheet("附表"), None, "附表"),
    "S12_ERROR_VALUE": (_sheet_part(b't="n"><v>5.1</v>', b't="e"><v>#DIV/0!</v>'), "C5", "#DIV/0!"),
    "S13_STATEMENT_UNKNOWN": (_figure(1, 0, "数据性质：模拟"), None, "模拟"),
    "S14_UNIT_NOT_ACCEPTED": (_figure(3, 1, "总量（万元）"), "B4", "万元"),
    "S15_UNIT_NOT_STATED": (_figure(3, 1, "总量"), "B4", "生产总值 / 总量"),
    "C01_REQUIRED": (_payment(0, 3, " "), "D2", ""),
    "C02_NOT_A_NUMBER": (_payment(0, 3, "1.2.3"), "D2", "1.2.3"),
    "C03_NOT_AN_INTEGER": (_payment(0, 3, "1.5"), "D2", "1.5"),
    "C04_NOT_A_DATE": (_payment(0, 5, "2020-02-30"), "F2", "2020-02-30"),
    "C05_OUT_OF_BOUNDS": (_payment(0, 3, "9001"), "D2", "9001"),
    "C06_NOT_IN_LIST": (_payment(0, 2, "收 人"), "C2", "收 人"),
    "C07_PATTERN": (_payment(0, 4, "A1"), "E2", "A1"),
    "C08_REASON_NOT_ALLOWED": (_payment(0, 3, "-"), "D2", "-"),
    "C09_UNIT_NOT_ACCEPTED": (_figure(4, 1, "2012.5万元"), "B5", "2012.5万元"),
    "C10_TOO_FINE": (_figure(4, 1, "1.5元"), "B5", "1.5元"),
    "C11_NOTHING_FILLED_IN": (_unfilled, None, "2"),
    "D01_PERSONAL_DATA": (_payment(0, 8, "请联系 zhang.san@example.com"), "I2", "电子邮箱 an e-mail address"),
    "K01_DUPLICATE_KEY": (_payment(1, 2, "收入"), "A3", "350102 / 收入"),
    "R01_UNKNOWN_UNIT": (_figure(4, 0, "鼓搂区"), "A5", "鼓搂区"),
    "R02_NAME_AND_CODE": (_payment(0, 1, "台江区"), "B2", "台江区"),
    "R03_UNKNOWN_REFERENCE": (_plan([["甲"]], [["甲", 1], ["乙", 2]]), "A3", "乙"),
    "R04_COVERAGE": (lambda workshop: workshop.payments(payment_rows()[:4]), None, "仓山区（新）(350104)"),
    "P01_IMPLAUSIBLE": (_figure(4, 2, 31), "C5", "31"),
    "P02_UNIT_SLIP": (_output(changed(households=130000)), "G3", "130000"),
    "P03_PERCENT_OR_FRACTION": (_output(changed(share=0.352)), "F3", "0.352"),
    "P04_JUMP_FROM_LAST_YEAR": (_output(changed(households=30)), "G3", "30"),
    "P05_JUMP_FROM_LAST_QUARTER": (_output(changed(share=46.2)), "F3", "46.2"),
    "P06_PARTS_DIFFER": (_parts_differ, "B3", "1234.5"),
    "P07_TOTAL_ROW_DIFFERS": (_output(changed("350100", amount=7200, goods=3900)), "B2", "7200"),
    "P08_CUMULATIVE_FALLS": (_output(readded(amount=600.3, goods=299.9)), "B3", "600.3"),
    "P09_SAME_AS_LAST_YEAR": (_output(readded(amount=1130.1)), "B3", "1130.1"),
    "P10_OUTLIER": (_flash(7.1, 7.4, 7.9, 8.0, 8.2, 8.3, 8.8, 82.0), "B9", "82"),
    "P11_LAST_YEAR_DIFFERS": (_output(changed(before=1130.3)), "E3", "1130.3"),
    "R05_UNITS_GONE": (
        _output({c: o for c, o in outputs("2020Q2").items() if c != "350104"}),
        None,
        "仓山区（新）(350104)",
    ),
    "R06_FEWER_ROWS": (_fewer_rows, None, "5"),
    "R07_INDICATOR_MISSING": (_no_households, None, "户数(HOUSEHOLDS)"),
    "R08_FEWER_FIGURES": (_output(changed(households=None)), None, "鼓楼区(350102)"),
    "A01_UNKNOWN_QUERY": (_answer(query="Q0123456789"), "A3", "Q0123456789"),
    "A02_NOT_EXPLAINED": (_answer("数据无误，情况属实。"), "J3", "数据无误，情况属实。"),
    "A03_DATE_IN_FUTURE": (_answer(on="2021-03-02"), "L3", "2021-03-02"),
    "V01_CORRECTION_NOT_EXPECTED": (_corrected(原值="51"), "C5", "5.1"),
    "V02_CORRECTION_OUTSIDE": (_corrected(单元格="C99"), "C99", "K-001"),
    "V03_CORRECTION_OF_OTHER_FILE": (_corrected(文件哈希="0" * 12), None, "K-001 C5"),
    "V04_CORRECTS_NOTHING": (_corrections({"数据集": "figure"}), "C3", "statistics.figure"),
    "V05_CORRECTS_OTHER_YEAR": (_corrections({"期别": "2019Q1"}), "D3", "2019Q1"),
    "V06_CELL_TWICE": (_corrections({}, {"更正编号": "K-002"}), "G4", "C5"),
    "O01_DECISION_INCOMPLETE": (_objected({}, {"决定理由": None}), "G3", "采纳"),
    "O02_CORRECTED_THOUGH_NOT_UPHELD": (_objected({}, {"处理决定": "不采纳"}), "J3", "3f2a9c01d4e7"),
    "O03_DATES_OUT_OF_ORDER": (_objected({}, {"答复日期": "2021-02-09"}), "E3", "2021-02-09"),
    "X01_MORE_ERRORS": (_many(3, "多"), None, "1"),
    "X02_MORE_QUERIES": (_many_queries, None, "1"),
}
