"""Expectations of the release's own row: one row, counts that agree with each other, the sample notice where it belongs."""

from expectations.remedies import REBUILD
from expectations.rule import Frame, TableChecks, between, row_count

RELEASE = """
select
    release_id,
    case when is_synthetic = (notice_zh is not null and notice_en is not null) then 1 else 0 end as notice_is_right
from meta_release
"""
RULES = (
    row_count("one_row", 1, 1).error(
        "发布信息应恰好一行。", "There must be exactly one row about the release.", REBUILD
    ),
    between("notice_is_right", "notice_is_right", 1, 1).error(
        "演示数据必须带有“演示数据，不是正式结果”的声明，正式数据不得带有。",
        "A release that rests on sample data must say so, and only such a release.",
        REBUILD,
    ),
)

CHECKS = TableChecks("meta_release", (Frame("release", RELEASE, ("release_id",), RULES),))
