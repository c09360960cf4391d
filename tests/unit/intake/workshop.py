"""A small city for tests: five contracts, a unit register, and the means to drop files and look at what came of them."""

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import yaml

from orchestration.contracts import Contracts, load_contracts
from orchestration.foundation.workspace import REPOSITORY, Workspace
from orchestration.intake import Finding, Receipt, receive

NOW = dt.datetime(2021, 3, 1, 8, tzinfo=dt.UTC)
REGISTER = "efficiency_office.unit_register.units"
UNITS = (
    ("350100", "福州市", "市"),
    ("350102", "鼓楼区", "县区"),
    ("350103", "台江区", "县区"),
    ("350104", "仓山区（新）", "县区"),
)
CSV_HEADER = ("单位代码", "单位名称", "科目", "金额（万元）", "文号", "日期", "数据阶段", "数据性质", "备注")


def column(name: str, header: str, kind: str = "string", **fields: Any) -> dict[str, Any]:
    """Return a column of a contract; fields that the standard does not know become custom properties."""
    made: dict[str, Any] = {"name": name, "businessName": header, "logicalType": kind, "description": name}
    for key in (
        "required",
        "enum",
        "logicalTypeOptions",
        "classification",
        "synonyms",
        "quality",
        "examples",
    ):
        if key in fields:
            made[key] = fields.pop(key)
    if key_position := fields.pop("key", None):
        made |= {"primaryKey": True, "primaryKeyPosition": key_position, "required": True}
    if target := fields.pop("ref", None):
        made["relationships"] = [{"type": "foreignKey", "to": target}]
    made["customProperties"] = [{"property": key, "value": value} for key, value in fields.items()]
    return made


def table(
    name: str,
    sheet: str,
    columns: list[dict[str, Any]],
    rows: int = 0,
    asked: list[dict[str, Any]] | None = None,
    **custom: Any,
) -> dict[str, Any]:
    """Return a table of a contract that needs at least `rows` rows, and of which `asked` asks."""
    properties = {"headerRows": 1, **custom}
    return {
        "name": name,
        "physicalName": sheet,
        "businessName": sheet,
        "description": name,
        "quality": [{"metric": "rowCount", "mustBeGreaterOrEqualTo": rows}, *(asked or [])],
        "customProperties": [{"property": key, "value": value} for key, value in properties.items()],
        "properties": columns,
    }


def asks(**checks: Any) -> list[dict[str, Any]]:
    """Return what is to be asked about a column or table, as a contract states it."""
    return [
        {"type": "custom", "engine": "jixiao", "severity": "query", "implementation": {name: value}}
        for name, value in checks.items()
    ]


def change(against: str, by: str, low: float, high: float) -> dict[str, Any]:
    """Return how far a figure may move, as a contract states it."""
    return {"against": against, "by": by, "between": [low, high]}


UNIT_CODE = column(
    "unit_code", "单位代码", key=1, ref=f"{REGISTER}.unit_code", synonyms=[{"synonym": "代码"}]
)
UNIT_NAME = column("unit_name_zh", "单位名称", required=True)
CONTRACTS: dict[tuple[str, str], tuple[str, str, str, list[dict[str, Any]]]] = {
    ("efficiency_office", "unit_register"): ("year", "xlsx", "*单位名录*.xlsx", [
        table("units", "单位名录", [
            column("unit_code", "单位代码", key=1),
            column("unit_name_zh", "单位名称", required=True),
            column("unit_level", "层级", required=True, enum=[{"value": level} for level in ("市", "县区")]),
        ]),
    ]),
    ("efficiency_office", "plan"): ("year", "xlsx", "*方案*.xlsx", [
        table("groups", "分组", [column("group_code", "组别", key=1)]),
        table("weights", "权重", [
            column("group_code", "组别", key=1, ref="efficiency_office.plan.groups.group_code", alsoAllowed=["*"]),
            column("weight", "权重", "number", required=True),
        ]),
    ]),
    ("statistics", "figures"): ("year", "xlsx", "*核算*.xlsx", [
        table("rows", "核算", [
            column("unit_name_zh", "地区", key=1, ref=f"{REGISTER}.unit_name_zh", headerPath=["地区"]),
            column("gdp", "总量（亿元）", "number", headerPath=["生产总值", "总量（亿元）"], unitOfMeasure="亿元",
                   unitsAccepted=["元"], missingAllowed=["not_applicable", "not_published"], logicalTypeOptions={"minimum": 0}),
            column("growth", "增速（%）", "number", headerPath=["生产总值", "增速（%）"], unitOfMeasure="%",
                   missingAllowed=["not_applicable"], quality=asks(between=[-10, 30])),
        ], headerRows=2),
    ]),
    ("statistics", "flash"): ("quarter", "xlsx", "*快报*.xlsx", [
        table("rows", "快报", [
            UNIT_CODE,
            column("growth", "增速（%）", "number", unitOfMeasure="%",
                   quality=asks(outlier={"limit": 3.5, "scale": "linear"})),
        ]),
    ]),
    ("efficiency_office", "scheme"): ("year", "xlsx", "*考评办法*.xlsx", [
        table("nodes", "指标体系", [
            column("node_code", "代码", key=1),
            column("node_kind", "类型", required=True),
            column("name_zh", "名称", required=True),
        ]),
        table("weights", "指标权重", [
            column("node_code", "代码", key=1, ref="efficiency_office.scheme.nodes.node_code"),
            column("weight", "权重", "number", required=True),
        ]),
        table("participants", "考评对象", [UNIT_CODE], mayBeAbsent=True),
    ]),
    ("statistics", "output"): ("quarter", "xlsx", "*产值*.xlsx", [
        table("rows", "产值", [
            UNIT_CODE,
            column("amount", "产值（万元）", "number", required=True, unitOfMeasure="万元", unitsAccepted=["亿元"],
                   quality=asks(cumulative=True)),
            column("goods", "其中：工业（万元）", "number", required=True, unitOfMeasure="万元"),
            column("services", "其中：服务业（万元）", "number", required=True, unitOfMeasure="万元"),
            column("amount_before", "上年同期产值（万元）", "number", unitOfMeasure="万元",
                   quality=asks(lastYearOf={"field": "amount", "tolerance": 0.05})),
            column("share", "占比（%）", "number", unitOfMeasure="%",
                   quality=asks(change=change("last_quarter", "points", -10, 10))),
            column("households", "户数（户）", "number", unitOfMeasure="户", indicatorCode="HOUSEHOLDS",
                   missingAllowed=["not_published"], quality=asks(change=change("last_year", "ratio", 0.5, 2))),
        ], asked=[
            *asks(parts={"total": "amount", "of": ["goods", "services"], "tolerance": 0.1}),
            *asks(totalRow={"total": "市", "of": ["县区"], "fields": ["amount"], "tolerancePct": 1}),
        ]),
    ]),
    ("finance", "payments"): ("year", "csv", "*执行情况*.csv", [
        table("rows", "执行情况", [
            UNIT_CODE,
            UNIT_NAME,
            column("item", "科目", key=2, enum=[{"value": "收入"}, {"value": "支出"}]),
            column("amount", "金额（万元）", "integer", required=True, logicalTypeOptions={"minimum": 0, "maximum": 9000}),
            column("document_no", "文号", logicalTypeOptions={"pattern": "[A-Z]{2}[0-9]{3}"}, examples=["AB001"]),
            column("paid_date", "日期", "date"),
            column("vintage", "数据阶段", enum=[{"value": "快报"}, {"value": "年报"}]),
            column("data_nature", "数据性质", enum=[{"value": "实际"}, {"value": "合成演示"}]),
            column("comment", "备注", classification="restricted", logicalTypeOptions={"pattern": "[^0-9]*"}, examples=["一切正常"]),
            column("group_code", "组别", ref="efficiency_office.plan.groups.group_code", checkedOnceAccepted=True),
        ], rows=3, coverageLevels=["县区"]),
    ]),
}  # fmt: skip

# What is said about figures comes in the same layouts everywhere.
SERVICE = (
    "_shared/query_answers.odcs.yaml",
    "efficiency_office/corrections.odcs.yaml",
    "efficiency_office/objections.odcs.yaml",
)
ANSWER_HEADER = [
    "疑问编号", "数据集", "文件", "工作表", "单元格", "表头", "对象", "报送值", "疑问", "说明", "填写人", "填写日期",
]  # fmt: skip
EXPLANATION = "本年一家龙头企业迁入，产值增加所致，见统计台账。"
CORRECTION_HEADER = [
    "更正编号", "部门", "数据集", "期别", "文件哈希", "工作表", "单元格", "原值", "更正值", "更正原因", "批准人", "批准日期",
]  # fmt: skip
OBJECTION = {
    "异议编号": "Y-001", "提出日期": "2021-02-10", "单位代码": "350102", "发布编号": "annual-2020-1", "指标代码": "HOUSEHOLDS",
    "异议内容": "户数少计一处街道",
}  # fmt: skip
DECISION = {
    "异议编号": "Y-001", "答复部门": "统计局", "答复内容": "经复核，确有遗漏", "佐证材料": "复核底册", "答复日期": "2021-02-15",
    "处理决定": "采纳", "决定理由": "底册证实少计", "决定人": "效能办主任会议", "决定日期": "2021-02-20", "更正文件哈希": "3f2a9c01d4e7",
}  # fmt: skip

# Datasets for which no layout is agreed before a period.
AGREED_FROM = {"payments": "2018"}


def write_contracts(raw: Path) -> Contracts:
    """Write the contracts below a folder and read them."""
    for (bureau, dataset), (frequency, file_format, pattern, tables) in CONTRACTS.items():
        custom = {
            "dataset": dataset,
            "frequency": frequency,
            "format": file_format,
            "filePatterns": [pattern],
            "requiredForAnnual": True,
            "defaultVintage": "final",
            "titleNamesPeriod": True,
            **({"validFrom": AGREED_FROM[dataset]} if dataset in AGREED_FROM else {}),
        }
        document = {
            "apiVersion": "v3.1.0",
            "kind": "DataContract",
            "id": f"{bureau}.{dataset}",
            "name": f"{dataset}数据",
            "version": "1.0.0",
            "status": "active",
            "domain": bureau,
            "description": {"purpose": "Test."},
            "team": {"name": bureau, "description": bureau},
            "slaProperties": [{"property": "deadline", "value": 30}],
            "customProperties": [{"property": key, "value": value} for key, value in custom.items()],
            "schema": tables,
        }
        path = raw / bureau / f"{dataset}.odcs.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(document, allow_unicode=True), encoding="utf-8")
    for name in SERVICE:
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(REPOSITORY / "raw" / name, raw / name)
    return load_contracts(raw)


def write_workbook(
    path: Path, sheets: dict[str, list[list[Any]]], merges: dict[str, list[str]] | None = None
) -> Path:
    """Write a workbook: rows by sheet, and merged ranges by sheet."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for merge in (merges or {}).get(name, ()):
            sheet.merge_cells(merge)
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path)
    return path


def payment_rows() -> list[list[str]]:
    """Return the rows of a payments file that every check passes."""
    return [
        [code, name, item, "120", "AB001", "2020-03-05", "年报", "实际", "一切正常"]
        for code, name, level in UNITS
        if level == "县区"
        for item in ("收入", "支出")
    ]


def figure_rows() -> list[list[Any]]:
    """Return a figures sheet that every check passes: title, statements, two header rows, body, a note."""
    return [
        ["2020年核算"],
        ["数据性质：实际"],
        ["地区", "生产总值", None],
        [None, "总量（亿元）", "增速（%）"],
        ["鼓楼区", 2012.5, 5.1],
        ["台江 区", "1,234.5", "-"],
        ["仓山区(新)", None, 4.5],
        ["注：空白为未公布。"],
    ]


def usual_correction() -> dict[str, str]:
    """Return a correction of the growth rate in the first row of the figures; the file's hash must be given."""
    return {
        "更正编号": "K-001", "部门": "statistics", "数据集": "figures", "期别": "2020", "文件哈希": "0" * 64, "工作表": "核算",
        "单元格": "C5", "原值": "5.1", "更正值": "1.5", "更正原因": "录入时数字颠倒，见原始报表。", "批准人": "李四",
        "批准日期": "2021-02-20",
    }  # fmt: skip


@dataclass
class Workshop:
    """A workspace with the small city's contracts, and short ways to drop and look."""

    root: Path
    workspace: Workspace = field(init=False)
    contracts: Contracts = field(init=False)

    def __post_init__(self) -> None:
        self.workspace = Workspace(self.root / "raw", self.root / "warehouse")
        self.contracts = write_contracts(self.workspace.raw)

    def path(self, bureau: str, period: str, name: str) -> Path:
        """Return where a file is dropped."""
        return self.workspace.raw / bureau / period / name

    def receive(self, path: Path, now: dt.datetime = NOW) -> Receipt:
        """Receive a file."""
        return receive(self.workspace, self.contracts, path, now=now)

    def register(self, year: int = 2020, units: Sequence[tuple[str, str, str]] = UNITS) -> Receipt:
        """Drop and receive a year's unit register."""
        rows = [["单位代码", "单位名称", "层级"], *([*unit] for unit in units)]
        path = self.path("efficiency_office", str(year), f"{year}年单位名录.xlsx")
        return self.receive(write_workbook(path, {"单位名录": rows}))

    def payments(
        self,
        rows: list[list[str]] | None = None,
        *,
        name: str = "2020年执行情况.csv",
        encoding: str = "utf-8",
        above: str = "",
    ) -> Path:
        """Drop a payments file."""
        lines = [CSV_HEADER, *(payment_rows() if rows is None else rows)]
        path = self.path("finance", "2020", name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((above + "".join(",".join(line) + "\r\n" for line in lines)).encode(encoding))
        return path

    def figures(self, rows: list[list[Any]] | None = None, *, name: str = "2020年核算.xlsx") -> Path:
        """Drop a figures workbook."""
        sheets = {"核算": figure_rows() if rows is None else rows}
        return write_workbook(self.path("statistics", "2020", name), sheets, {"核算": ["A3:A4", "B3:C3"]})

    def answers(
        self,
        *answers: tuple[str, str],
        bureau: str = "statistics",
        period: str = "2020",
        by: str = "张三",
        on: str = "2021-02-28",
        name: str = "疑问答复.xlsx",
    ) -> Path:
        """Drop a file that answers queries: their ids, and the explanations."""
        blank = [""] * (len(ANSWER_HEADER) - 4)
        rows = [[query_id, *blank, text, by, on] for query_id, text in answers]
        path = self.path(bureau, period, name)
        return write_workbook(path, {"疑问答复": [["2020年疑问答复"], ANSWER_HEADER, *rows]})

    def corrections(self, *rows: dict[str, str], year: int = 2020) -> Path:
        """Drop a file of corrections: what each says otherwise than the correction of a growth rate in the figures."""
        told = [[{**usual_correction(), **row}[name] for name in CORRECTION_HEADER] for row in rows]
        path = self.path("efficiency_office", str(year), "数据更正.xlsx")
        return write_workbook(path, {"数据更正": [[f"{year}年数据更正"], CORRECTION_HEADER, *told]})

    def objections(self, objection: dict[str, Any], decision: dict[str, Any] | None) -> Path:
        """Drop a file with one objection and, unless None, what was answered: what each says otherwise than the usual one."""
        usual = {"异议": (OBJECTION, objection), "处理": (DECISION, decision)}
        sheets = {
            sheet: [[f"2020年{sheet}"], list(told), list({**told, **other}.values())]
            for sheet, (told, other) in usual.items()
            if other is not None
        }
        return write_workbook(self.path("efficiency_office", "2020", "异议处理.xlsx"), sheets)

    def landed(self, receipt: Receipt, table_name: str = "rows") -> list[dict[str, Any]]:
        """Return the rows of a landed table, or of `cells`."""
        folder = max(self.workspace.landing.glob(f"*/*/*/{receipt.file['sha256'][:16]}*"))
        rows: list[dict[str, Any]] = pq.read_table(folder / f"{table_name}.parquet").to_pylist()
        return rows


def rules(receipt: Receipt) -> list[str]:
    """Return the rules of a receipt's findings."""
    return [finding.rule for finding in receipt.findings]


def only(receipt: Receipt) -> Finding:
    """Return the one finding of a receipt."""
    assert len(receipt.findings) == 1, [(f.rule, f.message_en) for f in receipt.findings]
    return receipt.findings[0]
