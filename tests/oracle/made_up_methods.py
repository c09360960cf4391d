"""Draws sheet 评分方法: every method with every form, reference, basis, pool and fallback that docs/method.md lets it have."""

from collections.abc import Callable

from hypothesis import strategies as st

Fields = dict[str, str | None]
ANGLES = ("目标", "纵向", "横向", "目标二", "纵向二", "横向三")
SHARES = {1: ["1"], 2: ["0.35", "0.65"], 3: ["0.5", "0.2", "0.3"]}
METHODS = (
    "目标完成率", "功效系数", "分档", "增减分", "达标", "递减差额", "极值", "标准分", "位次", "百分位", "距标杆", "适度",
)  # fmt: skip
PLAIN = ("目标完成率", "达标", "距标杆")
VARIANTS = {
    "目标完成率": [None, "两倍减比值"],
    "功效系数": [None, "指数"],
    "极值": [None, None, "指数"],
    "分档": [None, None, "按位次", "按百分位"],
    "增减分": [None, "整数步"],
    "标准分": [None, "总体标准差"],
    "位次": [None, "并列取均", "并列不占位"],
    "百分位": [None, "含同加一", "低于比例", "中间"],
}
POOLED = ("极值", "标准分", "位次", "百分位", "距标杆")
TURNED = ("极值", "标准分", "位次", "百分位", "递减差额")
PLACED = ("按位次", "按百分位")


def decimal(low: int, high: int, places: int = 2) -> st.SearchStrategy[str]:
    """Return numbers as the workbook writes them."""
    return st.decimals(low, high, places=places, allow_nan=False).map(lambda number: f"{number:f}")


def _rises(direction: str, basis: str) -> bool:
    """Whether more of a measure is better."""
    return direction != "适度" and (direction == "正向") == (basis != "反比值")


def _compared(
    draw: st.DrawFn, method: str, variant: str | None, direction: str, history: int
) -> tuple[str, str]:
    """Draw a reference and a basis that a method can work with."""
    kinds = ["目标值", "挑战值", "上年同期", "全市", "组平均", "组平均不含本单位", "组中位数", "往年平均"]
    kinds += ["前年"] if history > 1 else []
    kinds += ["大前年"] if history > 2 else []
    kinds += ["组最优", "组最差"] if direction != "适度" else []
    if method in ("达标", "目标完成率") and direction == "适度":
        return "无", "数值"
    if method == "距标杆":
        return draw(st.sampled_from(["无", *([] if direction == "适度" else kinds)])), "数值"
    if method in PLAIN:
        return draw(st.sampled_from(["目标值", *kinds])), "数值"
    kind = draw(st.sampled_from(["无", "无", *kinds]))
    bases = ["数值", "差值", "差值", "增速", "比值"]
    bases += [] if direction != "适度" and (method in TURNED or variant in PLACED) else ["反比值"]
    return kind, "数值" if kind == "无" else draw(st.sampled_from(bases))


def _interval_parameters(draw: st.DrawFn) -> Fields:
    if draw(st.booleans()):
        return {"outer_lower": "-30", "outer_upper": draw(st.sampled_from(["130", "100.5"]))}
    return {"step_score": "0.5", "step_score_below": draw(st.sampled_from([None, "1.25"]))}


def _completion_parameters(draw: st.DrawFn, direction: str) -> Fields:
    step = None if direction == "适度" else draw(st.sampled_from([None, "0.5", "0.333"]))
    return {"step_score": step, "step_width": draw(st.sampled_from([None, "1", "2.5"])) if step else None}


def _condition(draw: st.DrawFn, direction: str) -> str | None:
    """Draw what a part asks for before it scores at all."""
    return draw(st.sampled_from([None, None, None, "达标", "达标" if direction == "适度" else "超过"]))


def _goalposts(draw: st.DrawFn, direction: str, variant: str | None = None) -> Fields:
    lowest = "0" if direction == "适度" else draw(st.sampled_from(["-50", "0", "12.5"]))
    return {
        "goalpost_low": draw(st.sampled_from([None, None, lowest])),
        "goalpost_high": draw(st.sampled_from([None, None, "110", "95.5"])),
        "score_low": "60" if variant else draw(st.sampled_from([None, "40"])),
        "score_high": draw(st.sampled_from([None, "99.5"])),
    }


def _step_parameters(draw: st.DrawFn, variant: str | None, *, rises: bool) -> Fields:
    steps = [step if rises else f"-{step}" for step in ("0.5", "1.25", "0.75", "3", "2", "0.333")] + ["0"]
    return {
        "base_score": draw(decimal(60, 95, 1)),
        "step_score": draw(st.sampled_from(steps)),
        "step_score_below": draw(st.sampled_from([None, *steps])),
        "step_width": draw(st.sampled_from(["5", "0.3"])) if variant else None,
    }


def _standards(draw: st.DrawFn, *, rises: bool) -> Fields:
    worst, width = draw(st.integers(-20, 60)), draw(st.sampled_from([7, 13, 40, 9]))
    return {"satisfactory_value": str(worst + (width if rises else -width)), "unacceptable_value": str(worst)}


def _parameters(draw: st.DrawFn, method: str, variant: str | None, direction: str, basis: str) -> Fields:
    rises = _rises(direction, basis)
    drawn: dict[str, Callable[[], Fields]] = {
        "增减分": lambda: _step_parameters(draw, variant, rises=rises),
        "目标完成率": lambda: _completion_parameters(draw, direction),
        "功效系数": lambda: _standards(draw, rises=rises),
        "分档": lambda: {"band_table": draw(st.sampled_from(["分档甲", "分档乙", "分档丙"]))},
        "达标": dict,
        "递减差额": lambda: {
            "base_score": "70",
            "step_score": "20",
            "step_width": draw(st.sampled_from(["10", "2.5"])),
            "divisor_increment": draw(st.sampled_from([None, "0", "7"])),
        },
        "标准分": lambda: {
            "base_score": draw(decimal(60, 95, 1)),
            "step_score": draw(st.sampled_from(["5", "7.25"])),
        },
        "位次": lambda: {
            "base_score": draw(decimal(60, 95, 1)),
            "step_score": draw(st.sampled_from(["5", "7.25"])),
        },
        "适度": lambda: _interval_parameters(draw),
        "极值": lambda: _goalposts(draw, direction, variant),
        "距标杆": lambda: _goalposts(draw, direction),
        "百分位": lambda: {"score_low": "10", "score_high": draw(st.sampled_from([None, "105"]))},
    }
    return drawn[method]()


def _method(draw: st.DrawFn, direction: str) -> str:
    return draw(st.sampled_from([method for method in METHODS if method != "适度" or direction == "适度"]))


def _row(draw: st.DrawFn, direction: str, history: int, *, all_groups: bool) -> Fields:
    """Draw what a row says besides indicator, group, angle and share."""
    method = _method(draw, direction)
    variants = VARIANTS.get(method, [None])
    variant = draw(st.sampled_from([one for one in variants if one != "两倍减比值" or direction == "逆向"]))
    reference, basis = _compared(draw, method, variant, direction, history)
    pools: list[str | None] = [None, "本组本年"]
    pools += ["本组多年"] if reference == "无" else []
    pools += ["全体本年"] if all_groups else []
    pools += ["全体多年"] if all_groups and reference == "无" else []
    pooled = method in POOLED or variant in PLACED
    return {
        "reference_kind": reference,
        "basis": basis,
        "method_code": method,
        "variant": variant,
        "pool": draw(st.sampled_from(pools)) if pooled else None,
        **({"range_lower": "35", "range_upper": "62.5"} if direction == "适度" else {}),
        **_parameters(draw, method, variant, direction, basis),
        "condition_kind": _condition(draw, direction),
        "floor_score": draw(st.sampled_from(["0", "20", "40.5"])),
        "cap_score": draw(st.sampled_from(["100", "105", "110.5"])),
        "fallback": draw(st.sampled_from(["暂缓", "并入其他角度", "并入其他角度", "零分", "零分"])),
    }


def _rows(
    draw: st.DrawFn, indicator: str, group: str, direction: str, history: int, *, all_groups: bool
) -> list[Fields]:
    angles = draw(st.lists(st.sampled_from(ANGLES), min_size=1, max_size=3, unique=True))
    rows = [
        {"indicator_code": indicator, "group_code": group, "part_code": angle, "share": share, "choice_set": None, "choice_rule": None,
         **_row(draw, direction, history, all_groups=all_groups)}
        for angle, share in zip(angles, SHARES[len(angles)], strict=True)
    ]  # fmt: skip
    if draw(st.integers(0, 3)) == 0:
        twin = {**_row(draw, direction, history, all_groups=all_groups), "part_code": "目标三"}
        rows[0] |= {"choice_set": "A", "choice_rule": draw(st.sampled_from([None, "得分最高", "首个可算"]))}
        of_both = {
            name: rows[0][name]
            for name in ("indicator_code", "group_code", "share", "choice_set", "choice_rule")
        }
        rows.append({**of_both, **twin})
    return rows


def method_rows(
    draw: st.DrawFn, directions: dict[str, tuple[str, str | None]], groups: list[str], history: int
) -> list[Fields]:
    """Draw the sheet: rows for all groups of each indicator, and for some indicators rows of a group's own.

    Units of all groups are compared only where no group has rows of its own, so that all rows measure the same thing.
    """
    own = {
        (group, code)
        for group in groups
        for code in draw(st.lists(st.sampled_from(sorted(directions)), max_size=2, unique=True))
    }
    rows: list[Fields] = []
    for code, (direction, _) in directions.items():
        alike = not any(indicator == code for _, indicator in own)
        rows += _rows(draw, code, "*", direction, history, all_groups=alike)
    for group, code in sorted(own):
        rows += _rows(draw, code, group, directions[code][0], history, all_groups=False)
    return rows
