"""Puts a year's scheme together: the sheets of the workbook, their headers and rows."""

from collections.abc import Mapping, Sequence

from sample.scheme.alignment import ALIGNED_YEAR, ALIGNMENTS, SUPERIORS
from sample.scheme.appraisal import ANSWERS, TOPICS, respondent_groups
from sample.scheme.bands import BANDS
from sample.scheme.comments import ROUTED_YEAR, comment_rules
from sample.scheme.comments import SETTINGS as COMMENT_SETTINGS
from sample.scheme.methods import methods
from sample.scheme.results import ADJUSTMENTS, CONSEQUENCES, GRADES, quotas
from sample.scheme.tree import GROUPS, SETTINGS, Row, nodes
from sample.scheme.weights import weights
from sample.units import Unit
from sample.workbook import Sheet

HEADERS: dict[str, tuple[str, ...]] = {
    "基本设置": ("设置项", "取值", "说明"),
    "考评分组": ("组别代码", "组别名称", "英文名称", "层级", "排序"),
    "考评对象": ("单位代码", "单位名称", "组别代码"),
    "指标体系": ("代码", "上级代码", "级别", "类型", "名称", "英文名称", "计量单位", "指标方向", "累计方式", "下限", "上限"),
    "权重": ("组别代码", "代码", "权重"),
    "评分方法": (
        "指标代码", "组别代码", "评价角度", "占比", "比较基准", "比较方式", "计分方法", "基准分", "单位分值", "满意值", "不允许值",
        "分档表", "下限", "上限", "缺失处理",
    ),
    "分档表": ("分档表", "档次", "下界", "上界", "闭端", "下界得分", "上界得分"),
    "目标值": ("单位代码", "单位名称", "指标代码", "目标值"),
    "评议主体": ("组别代码", "评议主体代码", "评议主体", "英文名称", "权重"),
    "评议量表": ("回答", "得分"),
    "评议内容": ("内容代码", "评议内容", "英文名称", "权重"),
    "加减分规则": ("事项代码", "类型", "事项", "英文名称", "每次分值", "单项上限", "最高等次"),
    "等次标准": ("等次", "下界"),
    "等次比例": ("组别代码", "等次", "最高比例", "取整方式"),
    "结果运用": ("等次", "连续年数", "措施代码", "措施", "英文说明", "期限（天）", "抄送"),
    "意见分派": (
        "规则编号", "优先级", "全部包含", "包含任一", "不含", "问题类别代码", "问题类别", "处理方式", "责任单位类型", "指定单位代码",
        "期限（天）",
    ),
    "上级指标": ("上级指标代码", "层级", "名称", "英文名称", "权重", "承接指标代码"),
    "指标对应": ("指标代码", "上级指标代码"),
}  # fmt: skip
Targets = Mapping[tuple[Unit, str], float]


def _content(year: int, units: Sequence[Unit], targets: Targets) -> dict[str, Sequence[Row]]:
    routed = year == ROUTED_YEAR
    return {
        "基本设置": (*SETTINGS, *COMMENT_SETTINGS) if routed else SETTINGS,
        "考评分组": GROUPS,
        "考评对象": [(unit.code, unit.name, unit.group) for unit in units],
        "指标体系": nodes(year),
        "权重": weights(year),
        "评分方法": methods(year),
        "分档表": BANDS,
        "目标值": [(unit.code, unit.name, code, value) for (unit, code), value in targets.items()],
        "评议主体": respondent_groups(),
        "评议量表": ANSWERS,
        "评议内容": TOPICS,
        "加减分规则": ADJUSTMENTS,
        "等次标准": GRADES,
        "等次比例": quotas(),
        "结果运用": CONSEQUENCES,
        **({"意见分派": comment_rules()} if routed else {}),
        **({"上级指标": SUPERIORS, "指标对应": ALIGNMENTS} if year == ALIGNED_YEAR else {}),
    }


def scheme_sheets(year: int, units: Sequence[Unit], targets: Targets) -> list[Sheet]:
    """Return the sheets of a year's scheme workbook."""
    return [
        Sheet(name, f"{year}年度福州市绩效考评方案·{name}", [(text,) for text in HEADERS[name]], rows)
        for name, rows in _content(year, units, targets).items()
    ]
