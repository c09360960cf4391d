"""Draws sheet 数据处理: every transform and every rule for missing values, outliers and too few units."""

from hypothesis import strategies as st

Fields = dict[str, str | None]
DIVISOR = "STAFF"


def _row(draw: st.DrawFn, indicator: str, group: str, transform: str | None, then: str | None) -> Fields:
    outliers = draw(st.sampled_from([None, "不处理", "缩尾", "缩尾", "剔除", "剔除"]))
    tested = outliers in ("缩尾", "剔除")
    deviations = ["0.75", "1"]
    parameters = {
        "个数": ["1", "2"],
        "四分位距": ["0.25", "1.5"],
        "标准差": deviations,
        "总体标准差": deviations,
        "偏度峰度": ["1", "3"],
    }
    test = draw(st.sampled_from(list(parameters))) if tested else None
    missing = ["按评价角度", "组平均", "组中位数", "沿用上年", "并入其他指标", "零分"]
    return {
        "indicator_code": indicator,
        "group_code": group,
        "transform": transform,
        "then_transform": then,
        "denominator_code": DIVISOR if transform == "人均" else None,
        "missing_rule": draw(st.sampled_from([None, *missing])),
        "missing_penalty": draw(st.sampled_from([None, "5", "60"])),
        "min_available_pct": draw(st.sampled_from([None, None, "60", "95"])),
        "too_few_rule": draw(st.sampled_from([None, "并入其他指标", "暂缓"])),
        "outlier_rule": outliers,
        "outlier_test": test,
        "outlier_parameter": draw(st.sampled_from(parameters[test])) if test else None,
    }


def treatment_rows(
    draw: st.DrawFn, directions: dict[str, tuple[str, str | None]], groups: list[str]
) -> list[Fields]:
    """Draw the sheet: for most indicators a row for all groups, for some a row of a group's own with the same transform."""
    transforms = [
        None, None, "不变换", "常用对数", "自然对数", "倒数", "人均", "占全市比重", "多年平均", "增长率", "增减",
    ]  # fmt: skip
    rows = []
    for code in sorted(directions):
        if not draw(st.integers(0, 2)):
            continue
        transform = draw(st.sampled_from(transforms))
        then = draw(st.sampled_from([None, None, None, "不变换", "常用对数", "自然对数", "倒数"]))
        rows.append(_row(draw, code, "*", transform, then))
        if draw(st.booleans()):
            rows.append(_row(draw, code, draw(st.sampled_from(groups)), transform, then))
    return rows
