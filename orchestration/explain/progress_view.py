"""A unit's progress through the year on the terminal: all indicators at their last quarter, or one taken apart quarter by quarter.

Shows what the release stored and how it belongs together; nothing is worked out here.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from orchestration.explain.corrections import Place, correction_text
from orchestration.explain.formulas import DIGITS, number, operand
from orchestration.explain.words import REASONS, place, table
from orchestration.results.release_tables import Row

SHOWN_DIGITS = 2
STATUSES = {
    "on_track": "正常 on track",
    "at_risk": "有风险 at risk",
    "behind": "滞后 behind",
    "no_target": "无目标 no target",
}
# Of each direction: what p, the progress, and e, the expected one, are to each other; s is the setting at_risk_share.
RULES = {
    "higher": {"on_track": "p ≥ e", "at_risk": "s·e ≤ p < e", "behind": "p < s·e"},
    "lower": {"on_track": "p ≤ e", "at_risk": "s·p ≤ e < p", "behind": "s·p > e"},
    "interval": {
        "on_track": "s·e ≤ p ≤ (2 − s)·e",
        "at_risk": "(2s − 1)·e ≤ p ≤ (3 − 2s)·e",
        "behind": "p 在 outside [(2s − 1)·e, (3 − 2s)·e]",
    },
}
OUTLOOKS = {
    "on_target": "可完成 on target",
    "likely_missed": "可能完不成 likely missed",
    "very_likely_missed": "极可能完不成 very likely missed",
}
MEETS = {"higher": "≥ t", "lower": "≤ t", "interval": "在 within [s·t, (2 − s)·t]"}
OUTLOOK_RULES = {
    "on_target": "预测值 the forecast {meets}",
    "likely_missed": "预测值不满足 the forecast is not {meets}",
    "very_likely_missed": "整个区间不满足 the whole interval is not {meets}",
}
PATHS = {"time": "时间进度 time", "last_year": "上年进度 last year's path", "whole": "比率 whole"}
RESTS_ON = (
    "区间只依据上年一年的误差，并视各单位相互独立；与上年不同的年份会落在区间之外，不是概率保证（实测见 docs/method.md）。 "
    "It rests on one year's errors, as if units went wrong independently: a year unlike the one before falls outside. No "
    "probability is promised (measured: docs/method.md)."
)
NO_FORECAST = {
    "no_path": "无预测：没有上年进度 no forecast: last year's path is not known",
    "year_over": "年度已结束，无预测 the year is over: no forecast",
}


class Told(Protocol):
    """What the cells of a progress are named by."""

    @property
    def inputs(self) -> Mapping[str, Row]:
        """All submissions by their id."""

    @property
    def corrections(self) -> Mapping[Place, Row]:
        """Corrections by submission, sheet and cell."""


def _forecast(row: Row) -> str:
    if row["forecast_value"] is None:
        return "–"
    value = number(row["forecast_value"], SHOWN_DIGITS)
    if row["forecast_low"] is None:
        return value
    low, high = (number(row[name], SHOWN_DIGITS) for name in ("forecast_low", "forecast_high"))
    return f"{value}\n[{low}, {high}]"


def progress_table(quarters: list[Row]) -> Table:
    """Return each indicator at the last quarter that has a value."""
    made = table(
        "过程监测 progress through the year", "指标和季度\nindicator, quarter", "权重\nweight", "累计值\nvalue", "目标\ntarget", "进度\n%",
        "应达\n%", "年末预测\nforecast", "状态和前景\nstatus, outlook",
    )  # fmt: skip
    for row in quarters:
        outlook = OUTLOOKS.get(row["forecast_outlook"], "")
        made.add_row(
            f"{row['node_name_zh']}\n{row['indicator_code']} {row['period_code']}",
            number(row.get("weight")),
            f"{number(row['cumulative_value'], SHOWN_DIGITS)}{row['unit_of_measure'] or ''}",
            number(row["target_value"], SHOWN_DIGITS),
            number(row["progress_pct"], SHOWN_DIGITS),
            number(row["expected_pct"], SHOWN_DIGITS),
            _forecast(row),
            "\n".join(filter(None, (STATUSES[row["monitoring_status"]], outlook))),
        )
    return made


def _at(told: Told, row: Row, name: str) -> str:
    """Return the cell of one of a row's figures, and the correction with which it was read."""
    where = (row.get(f"{name}_submission_id"), row.get(f"{name}_sheet"), row.get(f"{name}_cell"))
    corrected = correction_text(told.corrections, where)
    return f"{place(told.inputs, *where)}{f'  {corrected}' if corrected else ''}"


def _expected_lines(told: Told, row: Row, quarter: str) -> list[Text]:
    e = number(row["expected_pct"], DIGITS)
    if row["path_kind"] == "whole":
        return [Text(f"    应达 expected e = {e}（{PATHS['whole']}：全年 the whole target at any time）")]
    if row["path_kind"] == "time":
        return [
            Text(f"    应达 expected e = 25·{quarter} = {e}（{PATHS['time']}）"),
            *_past_lines(told, row, quarter),
        ]
    y, end = operand(row["previous_year_value"]), operand(row.get("previous_end_value"))
    return [
        Text(f"    应达 expected e = 100·y({quarter})/y(4) = 100·{y}/{end} = {e}（{PATHS['last_year']}）"),
        *_past_lines(told, row, quarter),
    ]


def _past_lines(told: Told, row: Row, quarter: str) -> list[Text]:
    """Return last year's figures that path and forecast rest on."""
    if row["previous_year_value"] is None:
        return [Text("      上年同期无数值 no value of the same quarter last year")]
    lines = [
        Text(f"      上年 y({quarter}) = {number(row['previous_year_value'])}  {_at(told, row, 'previous')}")
    ]
    if row.get("previous_end_value") is not None and quarter != "4":
        lines.append(
            Text(f"      上年 y(4) = {number(row['previous_end_value'])}  {_at(told, row, 'previous_end')}")
        )
    return lines


def _status_line(row: Row) -> Text:
    direction = row["direction"] or "higher"
    status = STATUSES[row["monitoring_status"]]
    if row["progress_pct"] is None:
        return Text(f"    状态 status: {status}（目标缺失或不大于零 no target, or one not above zero）")
    p, e = number(row["progress_pct"], SHOWN_DIGITS), number(row["expected_pct"], SHOWN_DIGITS)
    rule = RULES[direction][row["monitoring_status"]]
    share = f"，s = {number(row['at_risk_share'])}" if row.get("at_risk_share") is not None else ""
    return Text(f"    状态 status: {status}，{rule}（p = {p}，e = {e}{share}）", style="cyan")


def _forecast_lines(row: Row) -> list[Text]:
    if row["forecast_status"] in NO_FORECAST:
        return [Text(f"    {NO_FORECAST[row['forecast_status']]}")]
    x, value = operand(row["cumulative_value"]), number(row["forecast_value"])
    is_rate = row["path_kind"] == "whole"
    path = number(row.get("previous_path_pct"), DIGITS)
    how = "x（比率不变 a rate stays）" if is_rate else f"100·x/上年进度 last year's path = 100·{x}/{path}"
    lines = [Text(f"    年末预测 forecast f = {how} = {value}")]
    n = row["forecast_error_count"]
    if row["forecast_status"] == "point":
        lines.append(
            Text(
                f"      无区间 no interval: n = {n} 个上年误差，过少 errors of last year's forecasts are too few"
            )
        )
    else:
        spread = "t·spread" if is_rate else "t·spread·|f|"
        numbers = f"n = {n}，spread = {number(row.get('forecast_error_spread'), DIGITS)}，t = {number(row.get('forecast_quantile'), DIGITS)}"
        low, high = number(row["forecast_low"]), number(row["forecast_high"])
        lines.append(
            Text(f"      名义95% 区间 interval, 95% in name: f ± {spread} = [{low}, {high}]（{numbers}）")
        )
        lines.append(Text(f"      {RESTS_ON}"))
    if row["forecast_outlook"]:
        meets = MEETS[row["direction"] or "higher"]
        why = OUTLOOK_RULES[row["forecast_outlook"]].format(meets=meets)
        lines.append(Text(f"    前景 outlook: {OUTLOOKS[row['forecast_outlook']]}，{why}"))
    return lines


def quarter_lines(told: Told, row: Row) -> list[Text]:
    """Return a quarter taken apart: value, target, progress, what was expected, status, forecast and outlook."""
    quarter = row["period_code"][-1]
    x, measured = number(row["cumulative_value"]), row["unit_of_measure"] or ""
    lines = [
        Text(f"  {row['period_code']}", style="bold"),
        Text(f"    累计值 x = {x} {measured}  {_at(told, row, 'value')}"),
    ]
    if row["target_value"] is not None:
        lines.append(Text(f"    目标值 t = {number(row['target_value'])}  {_at(told, row, 'target')}"))
    if row["progress_pct"] is not None:
        formula = f"100·x/t = 100·{operand(row['cumulative_value'])}/{operand(row['target_value'])}"
        lines.append(Text(f"    进度 progress p = {formula} = {number(row['progress_pct'], DIGITS)}"))
    return [*lines, *_expected_lines(told, row, quarter), _status_line(row), *_forecast_lines(row)]


def alert_text(row: Mapping[str, Any]) -> str:
    """Return an alert: what it is about, and of a value that is missing, why, as far as the bureau says so."""
    reason = REASONS.get(row["missing_reason"] or "", "")
    why = f"：{reason}" if reason else ""
    fell = (
        f"（{STATUSES[row['previous_status']]} → {STATUSES[row['monitoring_status']]}）"
        if row["alert_kind"] == "fell_back"
        else ""
    )
    return f"预警 alert: {row['node_name_zh']} {row['indicator_code']} {row['period_code']} {row['alert_zh']} {row['alert_en']}{fell}{why}"


def progress_lines(told: Told, quarters: list[Row], alerts: list[Row]) -> list[RenderableType]:
    """Return one indicator's quarters taken apart, with the alerts of the last one."""
    lines: list[RenderableType] = []
    for row in quarters:
        lines += quarter_lines(told, row)
    return [*lines, *alert_lines(alerts)]


def alert_lines(alerts: list[Row]) -> list[RenderableType]:
    """Return the alerts, one per line."""
    return [Text(alert_text(row), style="yellow") for row in alerts]
