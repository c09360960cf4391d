"""How a release, a refusal and a ledger look in a terminal."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import duckdb
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from orchestration import pipeline
from orchestration.evaluation.candidates import find_build
from orchestration.foundation.periods import Period
from orchestration.foundation.workspace import Workspace
from orchestration.publication import Stale, load_release, read_manifest, releases, stale_years
from orchestration.publication.release_types import NAMES_ZH, PROVISIONAL

GRADE_STYLE = {"A": "green", "B": "cyan", "C": "yellow", "D": "red"}
SHOWN_PER_GROUP = 12
NOTICE = "演示数据 sample data, not an official result"
SHOWN_FINDINGS = 20
LONGEST_OBSERVED = 240

RANKING = """
select u.group_sort_order, u.group_name_zh, u.group_name_en, r.rank_in_group, u.unit_name_zh, u.unit_name_en,
       r.composite_score, r.indicator_component_score, r.appraisal_score, r.deduction_points, r.bonus_points,
       r.grade_final, r.grade_final_name_zh, r.grade_previous, r.result_status, r.hold_reason_zh
from read_parquet($folder || '/fct_unit_result.parquet') as r
inner join read_parquet($folder || '/dim_unit.parquet') as u on r.unit_code = u.unit_code
order by u.group_sort_order, r.rank_in_group nulls last, r.unit_code
"""
MONITORING = """
select i.node_name_zh, m.period_code, m.monitoring_status, count(*) as units
from read_parquet($folder || '/fct_monitoring.parquet') as m
inner join read_parquet($folder || '/dim_indicator.parquet') as i on m.indicator_code = i.node_code
where m.period_code = $period
group by all
order by all
"""
ALERTS = """
select a.alert_zh, a.alert_kind, u.unit_name_zh, i.node_name_zh, a.progress_pct, a.expected_pct, a.forecast_value, a.target_value
from read_parquet($folder || '/rpt_monitoring_alert.parquet') as a
inner join read_parquet($folder || '/dim_indicator.parquet') as i on a.indicator_code = i.node_code
inner join read_parquet($folder || '/dim_unit.parquet') as u on a.unit_code = u.unit_code
order by a.alert_kind, a.indicator_code, u.group_sort_order nulls last, a.unit_code
"""


ITEMS = """
select
    count(item_no) as items, count(overdue_days) as overdue, max(state_date) as state_date, count(due_date) as due
from (
    -- Releases of earlier versions lack some of these.
    select cast(null as varchar) as item_no, cast(null as date) as due_date, cast(null as date) as state_date,
        cast(null as integer) as overdue_days
    where false
    union all by name
    select * from read_parquet($folder || '/fct_rectification_item.parquet')
)
"""


def _rows(query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    with duckdb.connect() as connection:
        cursor = connection.execute(query, dict(parameters))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _group_table(rows: list[dict[str, Any]]) -> Table:
    first = rows[0]
    table = Table(
        title=f"{first['group_name_zh']} {first['group_name_en']}（{len(rows)}）", title_justify="left"
    )
    for header in ("位次", "单位 unit", "综合得分", "指标", "评议", "扣分", "加分", "等次", "上年"):
        table.add_column(header, justify="left" if header.startswith("单位") else "right", no_wrap=True)
    for row in rows[:SHOWN_PER_GROUP]:
        style = GRADE_STYLE.get(row["grade_final"] or "", "")
        table.add_row(
            str(row["rank_in_group"] or "–"),
            row["unit_name_zh"],
            _number(row["composite_score"], 2),
            _number(row["indicator_component_score"], 2),
            _number(row["appraisal_score"], 2),
            _number(row["deduction_points"], 1),
            _number(row["bonus_points"], 1),
            row["grade_final_name_zh"] or row["hold_reason_zh"] or "",
            row["grade_previous"] or "",
            style=style,
        )
    if len(rows) > SHOWN_PER_GROUP:
        grades = Counter(row["grade_final_name_zh"] or "暂缓" for row in rows[SHOWN_PER_GROUP:])
        rest = "、".join(f"{name} {count}" for name, count in grades.items())
        table.caption = f"其余 {len(rows) - SHOWN_PER_GROUP} 个 and more: {rest}"
        table.caption_justify = "left"
    return table


def _alert_table(rows: list[dict[str, Any]]) -> Table:
    table = Table(title=f"预警 alerts（{len(rows)}）", title_justify="left")
    for header in ("预警 alert", "单位 unit", "指标 indicator"):
        table.add_column(header)
    for header in ("进度 %", "应达 %", "年末预测 forecast", "目标 target"):
        table.add_column(header, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(
            f"{row['alert_zh']} {row['alert_kind']}",
            row["unit_name_zh"],
            row["node_name_zh"],
            _number(row["progress_pct"], 1),
            _number(row["expected_pct"], 1),
            _number(row["forecast_value"], 2),
            _number(row["target_value"], 2),
        )
    return table


def _number(value: Any, digits: int) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


def _checks_line(verdicts: Mapping[str, Any]) -> str:
    counts = Counter(check["kind"] for check in verdicts["checks"])
    parts = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items()))
    return f"审核通过 checks passed: {len(verdicts['checks'])} ({parts})"


def print_release(console: Console, folders: Workspace, kind: str, period: Period) -> None:
    """Print the ranking per group, the checks that passed and where the mart lies."""
    current = folders.current(kind, period)
    manifest = read_manifest(current)
    parquet = str(current.resolve() / "parquet")
    if manifest["is_synthetic"]:
        console.print(f"\n  {NOTICE}  ", style="bold black on yellow", justify="left")
    if kind == "annual":
        groups: dict[int, list[dict[str, Any]]] = {}
        for row in _rows(RANKING, {"folder": parquet}):
            groups.setdefault(row["group_sort_order"], []).append(row)
        for rows in groups.values():
            console.print(_group_table(rows))
        _print_items(console, _rows(ITEMS, {"folder": parquet})[0], period)
    else:
        table = Table(title=f"{period} 指标进度 progress", title_justify="left")
        for header in ("指标 indicator", "状态 status", "单位数 units"):
            table.add_column(header)
        for row in _rows(MONITORING, {"folder": parquet, "period": period.code}):
            table.add_row(row["node_name_zh"], row["monitoring_status"], str(row["units"]))
        console.print(table)
        console.print(_alert_table(_rows(ALERTS, {"folder": parquet})))
    if manifest["is_synthetic"]:
        console.print(f"  {NOTICE}  ", style="bold black on yellow", justify="left")
    console.print(_checks_line(manifest["verdicts"]))
    _print_type(console, folders, kind, period)
    console.print(
        f"发布 release {manifest['release_id']}  content {manifest['content_hash'][:12]}", highlight=False
    )
    for name in ("mart.duckdb", "parquet", "report/index.html", "manifest.json"):
        console.print(f"  {current / name}", highlight=False, soft_wrap=True)
    for stale in stale_years(folders):
        print_stale(console, stale)


def _print_items(console: Console, counts: Mapping[str, Any], period: Period) -> None:
    """Print how many items are overdue as of which day; that nothing counts as overdue where no day is known."""
    told = f"整改事项 rectification items: {counts['items']}"
    if counts["state_date"]:
        told += f"，截至 {counts['state_date']} 逾期 {counts['overdue']} overdue as of {counts['state_date']}"
    elif counts["overdue"]:
        # Releases of earlier versions do not say as of which day.
        told += f"，逾期 {counts['overdue']} overdue"
    elif counts["due"]:
        told += (
            f"；没有指定日期（--as-of），也没有整改进展报送，因此均不计逾期，请用 jixiao overdue {period} 查看。 No day was asked for (--as-of) and "
            f"nobody has reported progress, so none counts as overdue: `jixiao overdue {period}` lists those that are today."
        )
    console.print(told, markup=False, highlight=False, soft_wrap=True)


def print_stale(console: Console, stale: Stale) -> None:
    """Print that a year's consequences rest on a release that has been replaced, and what to do."""
    for message in (stale.message_zh, stale.message_en):
        console.print(escape(message), style="bold yellow", highlight=False, soft_wrap=True)


def _print_type(console: Console, folders: Workspace, kind: str, period: Period) -> None:
    """Print what the current release is, what would make it final, and what was published beside it since."""
    chain = releases(folders, kind, period)
    current = load_release(folders.current(kind, period))
    console.print(f"类型 type: {NAMES_ZH[current.release_type]} {current.release_type}", highlight=False)
    later = [release for release in chain if release.sequence > current.sequence]
    if current.is_signed and later:
        console.print(
            f"已签发的结果仍为现行版本；新的候选结果作为暂定发布：{later[-1].folder} "
            "The signed release stays current; the new result is provisional beside it.",
            highlight=False,
            soft_wrap=True,
        )
    elif current.release_type == PROVISIONAL:
        console.print(
            f"签发为正式结果 to make it final: jixiao approve {period} {current.release_id} --as NAME --key FILE",
            highlight=False,
            soft_wrap=True,
        )


def print_refusal(console: Console, folders: Workspace, kind: str, period: Period, outcome: Any) -> None:
    """Print why nothing was published, and that what stands published is unchanged."""
    console.print(f"\n{period} 未发布 not published", style="bold red")
    for message in outcome.messages:
        console.print(escape(message), highlight=False, soft_wrap=True)
    build = find_build(folders, "annual" if kind == "annual" else "monitoring", period, outcome.token)
    verdicts = pipeline.read_verdicts(build) if build else None
    if verdicts and build:
        print_failed(console, [check for check in verdicts["checks"] if not check["passed"]])
        console.print(
            f"全部审核记录 all verdicts: {build.folder / 'verdicts.json'}", highlight=False, soft_wrap=True
        )
    current = folders.current(kind, period)
    standing = current.resolve().name if current.exists() else "–"
    console.print(f"现行发布不变 the published release is unchanged: {standing}", highlight=False)


def print_failed(console: Console, failed: Iterable[Mapping[str, Any]]) -> None:
    """Print the checks that did not pass: what each means, what to do, what was found."""
    failed = list(failed)
    console.print(f"未通过的审核 failed checks: {len(failed)}", style="bold")
    for check in failed[:SHOWN_FINDINGS]:
        style = "yellow" if check["severity"] == "query" else "red"
        lines = (
            f"[{style}]{check['severity'].upper()}[/] {escape(check['check_id'])}",
            f"    {escape(check['message_zh'])} {escape(check['fix_zh'])}",
            f"    {escape(check['message_en'])} {escape(check['fix_en'])}",
            f"    发现 found: {escape(str(check['observed'] or '–')[:LONGEST_OBSERVED])}",
        )
        console.print("\n".join(lines), highlight=False, soft_wrap=True)
    if len(failed) > SHOWN_FINDINGS:
        console.print(f"… 另有 and {len(failed) - SHOWN_FINDINGS} more")
