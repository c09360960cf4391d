"""Expectations of the parts of an indicator score: few parts missing, raw scores near their bounds, groups large enough."""

from expectations.remedies import DELIVER, REBUILD, SEE_SCHEME, SEE_UNITS_OF_MEASURE
from expectations.rule import Frame, TableChecks, between, row_count

PARTS = """
select
    indicator_code,
    part_code,
    method_code,
    min(raw_score) as lowest_raw_score,
    max(raw_score) as highest_raw_score,
    min(part_score) as lowest_part_score,
    max(part_score) as highest_part_score,
    100.0 * count(*) filter (part_status not in ('used', 'not_chosen')) / count(*) as unused_share_pct,
    100.0 * count(*) filter (raw_score <> part_score) / nullif(count(raw_score), 0) as clipped_share_pct,
    min(reference_unit_count) filter (reference_kind like 'group%') as fewest_reference_units
from fct_indicator_score_part
group by indicator_code, part_code, method_code
"""
RULES = (
    row_count("parts_present", 1).error("没有任何评分明细。", "There is no part of any score.", REBUILD),
    between("unused_share", "unused_share_pct", 0, 25).query(
        "该评分部分有超过 25% 的单位缺目标值、上年值或参照值。",
        "More than 25 % of the units lack the target, the past or the reference value of a part.",
        DELIVER,
    ),
    between("clipped_share", "clipped_share_pct", 0, 90, may_be_empty=True).query(
        "超过 90% 的单位得分被封顶或保底，评分参数可能有误。",
        "More than 90 % of the units are clipped at the cap or the floor: a parameter may be wrong.",
        SEE_SCHEME,
    ),
    between("lowest_raw_score_plausible", "lowest_raw_score", -500, None, may_be_empty=True).query(
        "封顶保底前的得分低于 -500，可能是计量单位有误。",
        "A score before clipping is below -500: a unit of measure may be wrong.",
        SEE_UNITS_OF_MEASURE,
    ),
    between("highest_raw_score_plausible", "highest_raw_score", None, 1000, may_be_empty=True).query(
        "封顶保底前的得分高于 1000，可能是计量单位有误。",
        "A score before clipping is above 1000: a unit of measure may be wrong.",
        SEE_UNITS_OF_MEASURE,
    ),
    between("lowest_part_score_range", "lowest_part_score", 0, 150, may_be_empty=True).error(
        "评分部分得分低于 0。", "The score of a part is below 0.", SEE_SCHEME
    ),
    between("highest_part_score_range", "highest_part_score", 0, 150, may_be_empty=True).error(
        "评分部分得分高于 150。", "The score of a part is above 150.", SEE_SCHEME
    ),
    between("reference_units", "fewest_reference_units", 2, None, may_be_empty=True).query(
        "组平均等比较基准只由一个单位算出。",
        "A reference taken from the group rests on a single unit.",
        DELIVER,
    ),
)

CHECKS = TableChecks(
    "fct_indicator_score_part",
    (Frame("parts", PARTS, ("indicator_code", "part_code", "method_code"), RULES),),
)
