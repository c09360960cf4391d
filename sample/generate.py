"""`python -m sample.generate --out raw`: writes every bureau's files for 2018 (baselines), 2019 and 2020."""

import argparse
import datetime as dt
from pathlib import Path

from sample import figures as f
from sample.files import SAMPLE_NOTE, Cell, Sheet, write_csv, write_workbook
from sample.real_figures import ACCOUNTS, LIVELIHOOD, REVENUE, real_sheet
from sample.scheme import applies, scheme_sheets
from sample.survey import HEADER, responses
from sample.units import COUNTIES, EVALUATED, ORGANS, REGISTER, TOWNSHIPS, ZONES, Unit

SYNTHETIC = ("数据性质：合成演示",)
NOTES = (SAMPLE_NOTE,)
QUARTERS = "一二三四"
EVALUATED_YEARS = (2019, 2020)
STATUS = {2018: "年报", 2019: "初步核算", 2020: "年报"}
UNIT = (("单位代码",), ("单位名称",))


def _headers(*names: str) -> list[tuple[str, ...]]:
    return [*UNIT, *((name,) for name in names)]


def _book(path: Path, sheet: str, title: str, headers: list[tuple[str, ...]], rows: list[list[Cell]]) -> None:
    write_workbook(path, [Sheet(sheet, title, headers, list(rows), SYNTHETIC, NOTES)])


def statistics(raw: Path, year: int) -> None:
    """Write the yearbook workbooks (real) and the quarterly flash workbooks (synthetic)."""
    folder = raw / "statistics"
    for sheet, title, columns in (
        ("核算", "县（市）区国民经济核算", ACCOUNTS),
        ("收入人口社保", "居民收入、人口和社会保障", LIVELIHOOD),
    ):
        content = real_sheet(year, sheet, title, columns, STATUS[year])
        write_workbook(folder / str(year) / f"{year}年{title}.xlsx", [content])
    names = ("地区生产总值", "规模以上工业增加值", "第三产业增加值", "固定资产投资", "社会消费品零售总额")
    headers = [*UNIT, *(("累计同比增速（%）", name) for name in names)]
    for quarter in range(1, 5):
        rows: list[list[Cell]] = [
            [u.code, u.name, *(f.quarterly_growth(u, year, quarter, name) for name in f.GROWTH)]
            for u in f.GROWTH_UNITS
        ]
        title = f"{year}年{QUARTERS[quarter - 1]}季度主要经济指标季度快报"
        _book(folder / f"{year}Q{quarter}" / f"{title}.xlsx", "季度快报", title, headers, rows)


def finance(raw: Path, year: int) -> None:
    """Write the budget files, in GB18030 as the bureau's tool does."""
    folder = raw / "finance" / str(year)
    rows: list[list[Cell]] = []
    for unit in (*COUNTIES, *ZONES):
        for item in (REVENUE, "一般公共预算支出"):
            amount, vintage, nature, source = f.budget(unit, year, item)
            rows.append([unit.code, unit.name, item, f"{amount:,.2f}", vintage, nature, source])
    header = ("单位代码", "单位名称", "科目", "金额（万元）", "数据阶段", "数据性质", "数据来源")
    write_csv(folder / f"{year}年一般公共预算执行情况.csv", header, rows, "gb18030")
    organs = [[u.code, u.name, *f.organ_budget(u, year), "合成演示"] for u in ORGANS]
    header = (
        "单位代码",
        "单位名称",
        "年度预算（万元）",
        "预算执行率（%）",
        "三公经费支出（万元）",
        "数据性质",
    )
    write_csv(folder / f"{year}年市直部门预算执行情况.csv", header, organs, "gb18030")


def _unemployment(unit: Unit, year: int) -> Cell:
    if unit not in COUNTIES:
        return "-"
    return "…" if (unit.code, year) in f.UNPUBLISHED_UNEMPLOYMENT else f.unemployment(unit, year)


def human_resources(raw: Path, year: int) -> None:
    """Write employment and headcount, in UTF-8 with a byte order mark."""
    folder = raw / "human_resources" / str(year)
    rows: list[list[Cell]] = [
        [u.code, u.name, f.new_jobs(u, year), _unemployment(u, year), "合成演示"]
        for u in (*COUNTIES, *ZONES, *TOWNSHIPS)
    ]
    header = ("单位代码", "单位名称", "城镇新增就业（人）", "城镇登记失业率（%）", "数据性质")
    write_csv(folder / f"{year}年城镇就业情况.csv", header, rows, "utf-8-sig")
    if year not in EVALUATED_YEARS:
        return
    heads: list[list[Cell]] = [[u.code, u.name, *f.staff(u), "合成演示"] for u in EVALUATED]
    header = ("单位代码", "单位名称", "编制数（人）", "在岗人数（人）", "数据性质")
    write_csv(folder / f"{year}年单位编制与在岗人数.csv", header, heads, "utf-8-sig")


def development_reform(raw: Path, year: int) -> None:
    """Write the progress of key projects, quarter by quarter."""
    headers = [*UNIT, ("投资（亿元）", "年度计划"), ("投资（亿元）", "累计完成"), ("项目", "开工率（%）")]
    for quarter in range(1, 5):
        rows: list[list[Cell]] = [
            [
                u.code, u.name, f.planned_investment(u, year), f.completed_investment(u, year, quarter),
                min(100.0, round(30 + 21 * quarter + 4 * f.quality(u), 1)),
            ]
            for u in (*COUNTIES, *ZONES)
        ]  # fmt: skip
        title = f"{year}年{QUARTERS[quarter - 1]}季度重点项目投资进度"
        path = raw / "development_reform" / f"{year}Q{quarter}" / f"{title}.xlsx"
        _book(path, "投资进度", title, headers, rows)


def organisation(raw: Path, year: int) -> None:
    """Write Party building, honours and vetoes."""
    folder = raw / "organisation" / str(year)
    rows: list[list[Cell]] = [[u.code, u.name, f.party_building(u, year)] for u in EVALUATED]
    title = f"{year}年基层党建工作考核"
    _book(folder / f"{title}.xlsx", "党建考核", title, _headers("党建考核得分"), rows)
    first = dt.date(year, 1, 1)
    records: list[list[Cell]] = [
        [
            f"H{n:03d}",
            (first + dt.timedelta(days=r.day)).isoformat(),
            r.unit.code,
            r.unit.name,
            r.item,
            r.cases,
            f"演示〔{year}〕{n}号",
        ]
        for n, r in enumerate(f.honours(year), 1)
    ]
    headers = [("编号",), ("文件日期",), *UNIT, ("事项代码",), ("次数",), ("文号",)]
    title = f"{year}年表彰奖励与一票否决"
    _book(folder / f"{title}.xlsx", "表彰与否决", title, headers, records)


def survey(raw: Path, year: int) -> None:
    """Write the responses of the public appraisal."""
    write_csv(raw / "survey" / str(year) / f"{year}年公众评议问卷.csv", HEADER, responses(year), "utf-8")


def _register(folder: Path, year: int) -> None:
    rows: list[list[Cell]] = [
        [u.unit_id, u.code, u.name, u.name_en, u.level, u.parent, u.former_code, u.former_name, u.valid_from]
        for u in REGISTER
    ]
    names = (
        "内部编号",
        "单位代码",
        "单位名称",
        "英文名称",
        "层级",
        "上级代码",
        "曾用代码",
        "曾用名称",
        "启用日期",
    )
    title = f"{year}年考评单位名录"
    _book(folder / f"{title}.xlsx", "单位名录", title, [(name,) for name in names], rows)


def efficiency_office(raw: Path, year: int) -> None:
    """Write the register, and for evaluated years the scheme, the task results and the inspections."""
    folder = raw / "efficiency_office" / str(year)
    _register(folder, year)
    if year not in EVALUATED_YEARS:
        return
    applied = [(u, i) for u in EVALUATED for i in sorted(applies(year, u.group or ""))]
    targets = {(u.code, i): value for u, i in applied if (value := f.target(u, year, i)) is not None}
    write_workbook(folder / f"{year}年度绩效考评方案.xlsx", scheme_sheets(year, targets))
    results: list[list[Cell]] = [
        [u.code, u.name, i, INDICATOR_NAMES[i], f.task_result(u, year, i), f"演示台账{n:05d}"]
        for n, (u, i) in enumerate(((u, i) for u, i in applied if i in f.TASK_INDICATORS), 1)
    ]
    title = f"{year}年重点任务与专项指标完成情况"
    _book(
        folder / f"{title}.xlsx",
        "完成情况",
        title,
        _headers("指标代码", "指标名称", "完成值", "佐证材料"),
        results,
    )
    first = dt.date(year, 1, 1)
    found: list[list[Cell]] = [
        [
            f"C{n:03d}",
            (first + dt.timedelta(days=r.day)).isoformat(),
            r.unit.code,
            r.unit.name,
            r.item,
            r.cases,
            FINDING_TEXTS[r.item],
        ]
        for n, r in enumerate(f.inspections(year), 1)
    ]
    headers = [("编号",), ("察访日期",), *UNIT, ("事项代码",), ("次数",), ("发现问题",)]
    title = f"{year}年察访核验情况"
    _book(folder / f"{title}.xlsx", "察访核验", title, headers, found)


FINDING_TEXTS = {
    "D_DISCIPLINE": "工作时间脱岗", "D_SERVICE": "窗口未按公示事项办理", "D_DELAY": "办件超期未说明",
}  # fmt: skip
INDICATOR_NAMES = {
    "KEY_TASKS": "重点任务完成率", "SERVICE_ON_TIME": "事项按时办结率", "ENVIRONMENT": "人居环境整治评分", "SAFETY_RATE": "群众安全感率",
    "INNOVATION_RESULTS": "机制创新成果", "INCENTIVE_MEASURES": "激励机制措施落实", "GRASSROOTS_SERVICE": "市直机关服务基层年活动",
}  # fmt: skip


def generate(raw: Path) -> None:
    """Write the whole sample below a folder; the same files each time."""
    for year in f.YEARS:
        statistics(raw, year)
        finance(raw, year)
        development_reform(raw, year)
        efficiency_office(raw, year)
        human_resources(raw, year)
        if year in EVALUATED_YEARS:
            organisation(raw, year)
            survey(raw, year)


def main() -> None:
    """Read the command line and write the sample."""
    parser = argparse.ArgumentParser(description="Write the sample input, the same bytes each time.")
    parser.add_argument(
        "--out", type=Path, default=Path("raw"), help="folder that holds one folder per bureau"
    )
    generate(parser.parse_args().out)


if __name__ == "__main__":
    main()
