"""What the efficiency office drops: the register, the scheme with its targets, task results, inspection findings."""

from pathlib import Path

from sample.bureaus.layout import EVALUATED_YEARS, UNIT_HEADERS, named, single, write_book
from sample.figures.records import inspections
from sample.figures.targets import target
from sample.figures.verified import TASK_INDICATORS, task_result
from sample.scheme.tree import INDICATORS
from sample.scheme.weights import applies
from sample.scheme.workbook import scheme_sheets
from sample.units import CITY, Unit, units_of
from sample.workbook import write_workbook

REGISTER_HEADERS = single(
    "内部编号", "单位代码", "单位名称", "英文名称", "层级", "上级代码", "曾用代码", "曾用名称", "启用日期"
)  # fmt: skip
RESULT_HEADERS = single(*UNIT_HEADERS, "指标代码", "指标名称", "完成值", "佐证材料")
FINDING_HEADERS = single("编号", "察访日期", *UNIT_HEADERS, "事项代码", "次数", "发现问题")
FINDING_TEXTS = {
    "D_DISCIPLINE": "工作时间脱岗",
    "D_SERVICE": "窗口未按公示事项办理",
    "D_DELAY": "办件超期未说明",
}


def write(raw: Path, year: int) -> None:
    """Write a year's files: only the register for a year that merely gives baselines."""
    folder = raw / "efficiency_office" / str(year)
    _register(folder, year)
    if year in EVALUATED_YEARS:
        _scheme(folder, year)
        _task_results(folder, year)
        _inspections(folder, year)


def _register(folder: Path, year: int) -> None:
    rows = [
        (u.unit_id, u.code, u.name, u.name_en, u.level, u.parent, u.former_code, u.former_name, u.valid_from)
        for u in (CITY, *units_of(year))
    ]
    write_book(folder, "单位名录", f"{year}年考评单位名录", REGISTER_HEADERS, rows)


def _applied(year: int) -> list[tuple[Unit, str]]:
    return [(unit, code) for unit in units_of(year) for code in sorted(applies(year, unit.group or ""))]


def _scheme(folder: Path, year: int) -> None:
    targets = {
        (unit, code): value
        for unit, code in _applied(year)
        if (value := target(unit, year, code)) is not None
    }
    write_workbook(folder / f"{year}年度绩效考评方案.xlsx", scheme_sheets(year, units_of(year), targets))


def _task_results(folder: Path, year: int) -> None:
    verified = [(unit, code) for unit, code in _applied(year) if code in TASK_INDICATORS]
    rows = [
        (*named(unit), code, INDICATORS[code][1], task_result(unit, year, code), f"演示台账{n:05d}")
        for n, (unit, code) in enumerate(verified, 1)
    ]
    write_book(folder, "完成情况", f"{year}年重点任务与专项指标完成情况", RESULT_HEADERS, rows)


def _inspections(folder: Path, year: int) -> None:
    rows = [
        (f"C{n:03d}", r.date.isoformat(), *named(r.unit), r.item, r.cases, FINDING_TEXTS[r.item])
        for n, r in enumerate(inspections(year), 1)
    ]
    write_book(folder, "察访核验", f"{year}年察访核验情况", FINDING_HEADERS, rows)
