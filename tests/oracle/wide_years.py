"""Wide years: schemes in which every label of the sheets 评分方法, 数据处理 and 指标体系, and every pair of labels that a row may hold, is met.

A made-up year lends its groups, bands, survey and settings; tree, methods, treatments and weights are replaced by a covering design, the same at
every run. Rows are chosen greedily: of some random rows that docs/method.md allows, the one that shows most pairs not yet shown.
"""

import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tests.oracle.landing_site import LandingSite
from tests.oracle.made_up_facts import land_facts
from tests.oracle.made_up_methods import METHODS, PLACED, POOLED, SHARES, TURNED, VARIANTS
from tests.oracle.made_up_scheme import DELIVERED, TASKS, Plan
from tests.oracle.made_up_treatments import DIVISOR
from tests.oracle.made_up_tree import DIMENSIONS, ROOTS, TO_COMPONENT, node
from tests.oracle.strategies import land_scheme

Fields = dict[str, str | None]
Label = tuple[str, str | None]
Pair = tuple[Label, Label]

TRIED = 60
DIRECTIONS = ("正向", "逆向", "适度")
REFERENCES = (
    "无", "目标值", "挑战值", "上年同期", "前年", "大前年", "往年平均", "全市", "组平均", "组平均不含本单位", "组中位数", "组最优", "组最差",
)  # fmt: skip
YEARS_ASKED = {"前年": 2, "大前年": 3}
BASES = ("数值", "差值", "增速", "比值", "反比值")
POOLS = (None, "本组本年", "本组多年", "全体本年", "全体多年")
OF_ALL = ("全体本年", "全体多年")
CONDITIONS = (None, "达标", "超过")
FALLBACKS = ("暂缓", "并入其他角度", "零分")
# Choice set, and which of its parts counts.
CHOICES = ((None, None), ("A", None), ("A", "得分最高"), ("A", "首个可算"))
ANGLES = ("目标", "纵向", "横向", "目标二", "纵向二", "横向二", "目标三", "纵向三", "横向三")
TREATED: dict[str, tuple[str | None, ...]] = {
    "transform": (
        None,
        "不变换",
        "常用对数",
        "自然对数",
        "倒数",
        "人均",
        "占全市比重",
        "多年平均",
        "增长率",
        "增减",
    ),
    "then_transform": (None, "不变换", "常用对数", "自然对数", "倒数"),
    "missing_rule": (None, "按评价角度", "组平均", "组中位数", "沿用上年", "并入其他指标", "零分"),
    "missing_penalty": (None, "5", "60"),
    "min_available_pct": (None, "60", "95"),
    "too_few_rule": (None, "并入其他指标", "暂缓"),
    "outlier_rule": (None, "不处理", "缩尾", "剔除"),
    "outlier_test": (None, "个数", "四分位距", "标准差", "总体标准差", "偏度峰度"),
}
OUTLIER_PARAMETERS = {
    "个数": ("1", "2"), "四分位距": ("0.25", "1.5"), "标准差": ("0.75", "1"), "总体标准差": ("0.75", "1"),
    "偏度峰度": ("1", "3"),
}  # fmt: skip
INNER: dict[str, tuple[str | None, ...]] = {
    "aggregation_rule": (None, "加权算术平均", "加权几何平均", "加权调和平均", "得分相加"),
    "floor_score": (None, "50"),
    "cap_score": (None, "95.54321"),
    "min_availability_pct": (None, "0", "40", "75"),
    "min_available_count": (None, "1", "3"),
    "availability_rule": (None, "暂缓", "退出", "计分不计数"),
}
# Dimensions beside those of every made-up year, so that each combination has a place at each level.
MORE_DIMENSIONS = {f"W_{number}": ("INDICATORS", "D_ONE", "D_DEEP")[number % 3] for number in range(1, 25)}
PARENTS = (*ROOTS, *DIMENSIONS, *MORE_DIMENSIONS)


def pairs(row: Fields) -> list[Pair]:
    """Return the pairs of labels that a row shows."""
    return list(itertools.combinations(sorted(row.items(), key=lambda label: label[0]), 2))


def _needs(method: str, variant: str | None) -> bool:
    return method in POOLED or variant in PLACED


def _suits(direction: str, method: str, variant: str | None) -> bool:
    """Whether an indicator of this direction can be scored by the method at all."""
    return (variant != "两倍减比值" or direction == "逆向") and (method != "适度" or direction == "适度")


def _compares(direction: str, method: str, variant: str | None, reference: str, basis: str) -> bool:
    """Whether a method for the direction works with a reference and a basis."""
    interval = direction == "适度"
    if (reference == "无" and basis != "数值") or (interval and reference in ("组最优", "组最差")):
        return False
    if method in ("目标完成率", "达标", "距标杆"):
        fits = method == "距标杆" and reference == "无"
        return basis == "数值" and (fits or (reference == "无") == interval)
    return basis != "反比值" or interval or not (method in TURNED or variant in PLACED)


def method_cores(history: int) -> list[Fields]:
    """Return every combination of the labels of sheet 评分方法 that docs/method.md allows with so many years before."""
    found = []
    for direction, method in itertools.product(DIRECTIONS, METHODS):
        for variant, reference, basis, pool, condition in itertools.product(
            dict.fromkeys(VARIANTS.get(method, [None])), REFERENCES, BASES, POOLS, CONDITIONS
        ):
            if (
                _suits(direction, method, variant)
                and _compares(direction, method, variant, reference, basis)
                and (pool is None or _needs(method, variant))
                and (pool is None or not pool.endswith("多年") or reference == "无")
                and (condition != "超过" or direction != "适度")
                and YEARS_ASKED.get(reference, 1) <= history
            ):
                form = method if variant is None else f"{method}/{variant}"
                found.append(
                    {"direction": direction, "form": form, "reference_kind": reference, "basis": basis, "pool": pool, "condition_kind": condition}
                )  # fmt: skip
    return found


def _parameters(pick: random.Random, core: Fields) -> Fields:
    """Return the numbers that a row's method asks for, each form of them in turn."""
    method, _, variant = str(core["form"]).partition("/")
    interval = core["direction"] == "适度"
    rises = not interval and (core["direction"] == "正向") == (core["basis"] != "反比值")
    sign = "" if rises else "-"

    def one(*options: str | None) -> str | None:
        return pick.choice(options)

    def steps() -> Fields:
        return {
            "base_score": one("60", "80.5"),
            "step_score": one(f"{sign}0.5", f"{sign}1.25", f"{sign}0.333", "0"),
            "step_score_below": one(None, f"{sign}2", "0"),
            "step_width": one("5", "0.3") if variant else None,
        }

    def completion() -> Fields:
        step = None if interval else one(None, "0.5", "0.333")
        return {"step_score": step, "step_width": one(None, "1", "2.5") if step else None}

    def posts() -> Fields:
        return {
            "goalpost_low": one(None, "0" if interval else "-50", "12.5"),
            "goalpost_high": one(None, "110", "95.5"),
            "score_low": "60" if variant else one(None, "40"),
            "score_high": one(None, "99.5"),
        }

    def standards() -> Fields:
        worst, width = pick.randint(-20, 60), pick.choice((7, 13, 40))
        return {
            "satisfactory_value": str(worst + (width if rises else -width)),
            "unacceptable_value": str(worst),
        }

    def outside() -> Fields:
        if pick.random() < 0.5:
            return {"outer_lower": "-30", "outer_upper": one("130", "100.5")}
        return {"step_score": "0.5", "step_score_below": one(None, "1.25")}

    drawn: dict[str, Callable[[], Fields]] = {
        "增减分": steps,
        "目标完成率": completion,
        "功效系数": standards,
        "分档": lambda: {"band_table": one("分档甲", "分档乙", "分档丙")},
        "达标": dict,
        "递减差额": lambda: {
            "base_score": "70", "step_score": "20", "step_width": one("10", "2.5"), "divisor_increment": one(None, "0", "7"),
        },
        "标准分": lambda: {"base_score": one("70", "85.5"), "step_score": one("5", "7.25")},
        "位次": lambda: {"base_score": one("90", "95.5"), "step_score": one("0.5", "2.25")},
        "适度": outside,
        "极值": posts,
        "距标杆": posts,
        "百分位": lambda: {"score_low": one(None, "10"), "score_high": one(None, "105")},
    }  # fmt: skip
    return drawn[method]()


def treatments() -> list[Fields]:
    """Return every combination of the labels of sheet 数据处理 that it may hold."""
    names = list(TREATED)
    rows = (dict(zip(names, labels, strict=True)) for labels in itertools.product(*TREATED.values()))
    return [
        row for row in rows if (row["outlier_rule"] in ("缩尾", "剔除")) == (row["outlier_test"] is not None)
    ]


def inner_rules(level: int, not_applicable_rule: str) -> list[Fields]:
    """Return every combination of what sheet 指标体系 may say of a node at a level that has others below it."""
    names = list(INNER)
    rows = (dict(zip(names, labels, strict=True)) for labels in itertools.product(*INNER.values()))
    return [
        row
        for row in rows
        if (row["availability_rule"] is None or row["min_availability_pct"] or row["min_available_count"])
        and (row["availability_rule"] != "退出" or level > 1)
        and (row["aggregation_rule"] != "得分相加" or not_applicable_rule != TO_COMPONENT)
    ]


class Sheet:
    """The rows that a sheet may hold, found by their labels and pairs of labels."""

    def __init__(self, rows: list[Fields]) -> None:
        self.rows = rows

    @cached_property
    def showing(self) -> dict[Label | Pair, list[Fields]]:
        """The rows that show a label or a pair."""
        found: dict[Label | Pair, list[Fields]] = {}
        for row in self.rows:
            for shown in (*row.items(), *pairs(row)):
                found.setdefault(shown, []).append(row)
        return found

    @property
    def pairs(self) -> set[Pair]:
        """The pairs of labels that its rows may show."""
        return {pair for row in self.rows for pair in pairs(row)}

    @property
    def labels(self) -> set[Label]:
        """The labels that its rows may show."""
        return {label for row in self.rows for label in row.items()}

    def crossed(self, other: "Sheet") -> set[Pair]:
        """Return the pairs of a label of this sheet and one of another that holds for the same indicator."""
        return {_pair(*both) for both in itertools.product(self.labels, other.labels)}


def _pair(one: Label, other: Label) -> Pair:
    return (one, other) if one[0] < other[0] else (other, one)


@dataclass
class Cover:
    """Which pairs have still to be shown, and a source of choices that is the same at every run."""

    wanted: set[Pair]
    pick: random.Random

    def choose(self, sheet: Sheet, beside: Sequence[Fields] = ()) -> Fields:
        """Return the row of a sheet that shows most of what is wanted, of some that are tried.

        Args:
            sheet: What may be chosen.
            beside: Rows of other sheets that hold for the same indicator: pairs with their labels count too.
        """
        if not self.wanted:
            return self.pick.choice(sheet.rows)
        tried = self.pick.sample(sheet.rows, min(TRIED, len(sheet.rows)))
        best = max(tried, key=lambda row: len(self._shown(row, beside)))
        if not self._shown(best, beside):
            best = self._sought(sheet, beside) or best
        self.wanted -= self._shown(best, beside)
        return best

    def _shown(self, row: Fields, beside: Sequence[Fields]) -> set[Pair]:
        crossed = (_pair(*both) for other in beside for both in itertools.product(row.items(), other.items()))
        return self.wanted & {*pairs(row), *crossed}

    def _sought(self, sheet: Sheet, beside: Sequence[Fields]) -> Fields | None:
        """Return a row for a pair that random rows do not show, if there is one."""
        near = {label for other in beside for label in other.items()}
        for pair in sorted(self.wanted, key=str):
            one, other = pair
            shown = (
                pair if pair in sheet.showing else one if other in near else other if one in near else None
            )
            if shown in sheet.showing:
                return self.pick.choice(sheet.showing[shown])
        return None


FRAMES = Sheet(
    [
        {"fallback": fallback, "part_code": angle, "choice_set": choice, "choice_rule": rule}
        for fallback, angle, (choice, rule) in itertools.product(FALLBACKS, ANGLES, CHOICES)
    ]
)
TREATMENTS = Sheet(treatments())


def all_pairs(history: int) -> set[Pair]:
    """Return every pair of labels that a row of one of the sheets may show, or rows of two of them for the same indicator."""
    cores = Sheet(method_cores(history))
    crossed = cores.crossed(FRAMES) | cores.crossed(TREATMENTS) | FRAMES.crossed(TREATMENTS)
    inner = Sheet([row for rule in ("reweight", TO_COMPONENT) for row in inner_rules(2, rule)])
    return cores.pairs | FRAMES.pairs | TREATMENTS.pairs | crossed | inner.pairs


class Design:
    """The sheets of one wide year, for the groups of a made-up plan."""

    def __init__(self, cover: Cover, plan: Plan, *, indicators: int, not_applicable_rule: str) -> None:
        self.cover, self.pick, self.plan, self.rule = cover, cover.pick, plan, not_applicable_rule
        self.codes = [*DELIVERED, *TASKS]
        self.codes += [f"WIDE_{number}" for number in range(1, indicators + 1 - len(self.codes))]
        turns = itertools.cycle(DIRECTIONS)
        self.directions = {code: DELIVERED.get(code) or (next(turns), None) for code in self.codes}
        cores = method_cores(plan.history)
        self.cores = {
            (direction, alone): Sheet(
                [
                    row
                    for row in cores
                    if row["direction"] == direction and not (alone and row["pool"] in OF_ALL)
                ]
            )
            for direction, alone in itertools.product(DIRECTIONS, (False, True))
        }

    def _part(self, direction: str, treatment: Fields, frame: Fields, *, alone: bool) -> Fields:
        """Return what a row of sheet 评分方法 says of a part; `alone` keeps it from being compared with other groups."""
        core = self.cover.choose(self.cores[direction, alone], (treatment, frame))
        method, _, variant = str(core["form"]).partition("/")
        return {
            **{name: core[name] for name in ("reference_kind", "basis", "pool", "condition_kind")},
            "method_code": method,
            "variant": variant or None,
            **({"range_lower": "35", "range_upper": "62.5"} if direction == "适度" else {}),
            **_parameters(self.pick, core),
            "floor_score": self.pick.choice(("0", "20", "40.5")),
            "cap_score": self.pick.choice(("100", "105", "110.5")),
            "fallback": frame["fallback"],
        }

    def _parts(self, code: str, group: str, treatment: Fields, *, alone: bool) -> Iterator[Fields]:
        """Yield the rows of an indicator: one to three parts, of which one may be the better of two."""
        direction, _ = self.directions[code]
        shares = self.pick.choice((SHARES[1], SHARES[2], SHARES[3], SHARES[3]))
        free = set(ANGLES)
        for place, share in enumerate(shares):
            frames = [
                row
                for row in FRAMES.rows
                if row["part_code"] in free and (place == 0 or not row["choice_set"])
            ]
            frame = self.cover.choose(Sheet(frames), (treatment,))
            for _ in range(2 if frame["choice_set"] else 1):
                angle = frame["part_code"] if frame["part_code"] in free else min(free)
                free.discard(str(angle))
                told = {"indicator_code": code, "group_code": group, "part_code": angle, "share": share}
                part = self._part(direction, treatment, frame, alone=alone)
                yield {**told, "choice_set": frame["choice_set"], "choice_rule": frame["choice_rule"], **part}

    def _treatment(self, code: str, group: str, labels: Fields) -> Fields:
        parameter = labels["outlier_test"] and self.pick.choice(OUTLIER_PARAMETERS[labels["outlier_test"]])
        divisor = DIVISOR if labels["transform"] == "人均" else None
        return {
            "indicator_code": code, "group_code": group, **labels, "denominator_code": divisor, "outlier_parameter": parameter,
        }  # fmt: skip

    def _nodes(self) -> Iterator[Fields]:
        """Yield the tree: every rule of a node that has others below it, and the indicators in turn below those."""
        root: Fields = {"min_availability_pct": "0", "availability_rule": "计分不计数"}
        for code in ROOTS:
            yield node(code, 1, "指标考核", **root)
        levels = dict.fromkeys(ROOTS, 1)
        for code, above in (DIMENSIONS | MORE_DIMENSIONS).items():
            levels[code] = levels[above] + 1
            rules = self.cover.choose(Sheet(inner_rules(2, self.rule)))
            yield node(code, levels[code], "维度", above, **rules)
        last: dict[str, str] = {}
        for number, (code, parent) in enumerate(zip(self.codes, itertools.cycle(PARENTS))):
            direction, accumulation = self.directions[code]
            told = {"direction": direction, "accumulation": accumulation, "unit_of_measure": "%"}
            receiver = last.get(parent) if number % 4 == 0 and self.rule != TO_COMPONENT else None
            yield node(code, levels[parent] + 1, "指标", parent, **told, receiver_code=receiver)
            last[parent] = code
        yield node("APPRAISAL", 1, "公众评议")
        yield node("INSPECTION", 1, "察访核验", floor_score="0", cap_score="2.5")
        yield node("BONUS", 1, "加分", floor_score="0", cap_score="2")

    def _group_rules(self) -> Iterator[Fields]:
        """Yield rules that single groups have for some dimensions."""
        rules = inner_rules(2, self.rule)
        for group, code in itertools.product(self.plan.groups, MORE_DIMENSIONS):
            if self.pick.random() < 0.2:
                yield {"group_code": group, "node_code": code, **self.pick.choice(rules)}

    def _weights(self) -> Iterator[Fields]:
        """Yield what nodes weigh in each group; every group leaves some indicators out."""
        inner = (*ROOTS, "APPRAISAL", *DIMENSIONS, *MORE_DIMENSIONS)
        for turn, group in enumerate(self.plan.groups):
            kept = [code for place, code in enumerate(self.codes) if (place * 7 + turn) % 11]
            for code in (*inner, *kept):
                yield {
                    "group_code": group,
                    "node_code": code,
                    "weight": f"{self.pick.randint(10, 990) / 10:.1f}",
                }

    def apply(self) -> None:
        """Put the design in the place of the plan's own tree, weights, methods and treatments."""
        methods: list[Fields] = []
        treated: list[Fields] = []
        groups = list(self.plan.groups)
        for number, code in enumerate(self.codes):
            labels = self.cover.choose(TREATMENTS)
            treated.append(self._treatment(code, "*", labels))
            alone = number % 4 == 0
            methods += self._parts(code, "*", labels, alone=alone)
            if alone:
                # A group of its own has its own rows; what becomes of a figure is then measured alike all the same.
                group = groups[number % len(groups)]
                alike = Sheet(
                    [
                        row
                        for row in TREATMENTS.rows
                        if all(row[kind] == labels[kind] for kind in ("transform", "then_transform"))
                    ]
                )
                own = self.cover.choose(alike)
                treated.append(self._treatment(code, group, own))
                methods += self._parts(code, group, own, alone=True)
        self.plan.directions = dict(self.directions)
        self.plan.sheets |= {
            "nodes": list(self._nodes()), "weights": list(self._weights()), "methods": methods, "treatments": treated,
            "group_rules": list(self._group_rules()),
        }  # fmt: skip


def widen(cover: Cover, plan: Plan, indicators: int, settings: dict[str, str]) -> LandingSite:
    """Return a made-up year whose scheme shows what is still wanted.

    Args:
        cover: What is still wanted; it is taken out as it is shown.
        plan: The made-up scheme that lends everything else; it is changed.
        indicators: How many indicators the year has.
        settings: Settings in the place of the plan's own.
    """
    said = {str(row["setting_code"]): row for row in plan.sheets["settings"]}
    said |= {
        code: {"setting_code": code, "setting_value": value, "note": None} for code, value in settings.items()
    }
    plan.sheets["settings"] = list(said.values())
    plan.history = int(settings["history_years"])
    rule = str(said["not_applicable_rule"]["setting_value"])
    Design(cover, plan, indicators=indicators, not_applicable_rule=rule).apply()
    site = LandingSite(year=2020)
    land_scheme(site, plan)
    land_facts(site, plan, indicators)
    return site
