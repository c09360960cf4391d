"""Expectations of the units: the city and its counties are there, names look like names."""

from expectations.remedies import SEE_REGISTER
from expectations.rule import Frame, TableChecks, between, matches, row_count

UNITS = "select unit_code, unit_name_zh, group_name_zh from dim_unit"
UNIT_RULES = (
    matches("names_are_chinese", "unit_name_zh", r"^[^\s]*[\u4e00-\u9fff]{2}[^\s]*$").error(
        "单位名称不含汉字，或带有空格。",
        "A unit's name has no Chinese characters or has blanks in it.",
        SEE_REGISTER,
    ),
    matches("group_names_are_chinese", "group_name_zh", r"[\u4e00-\u9fff]").error(
        "组别名称不含汉字。", "A group's name has no Chinese characters.", SEE_REGISTER
    ),
)

LEVELS = """
select
    release_id,
    count(*) filter (unit_level = 'city') as cities,
    count(*) filter (unit_level = 'county') as counties,
    count(*) filter (is_evaluated) as evaluated_units,
    100.0 * count(*) filter (is_evaluated) / count(*) as evaluated_share_pct
from dim_unit
group by release_id
"""
LEVEL_RULES = (
    row_count("one_release", 1, 1).error(
        "单位表应恰好属于一个发布版本。", "The units must belong to exactly one release.", SEE_REGISTER
    ),
    between("one_city", "cities", 1, 1).error(
        "单位名录应恰好有一个全市单位。", "The register must hold the city itself once.", SEE_REGISTER
    ),
    between("counties_plausible", "counties", 5, 25).query(
        "县（市、区）数量不在 5 至 25 之间。", "The number of counties lies outside 5 to 25.", SEE_REGISTER
    ),
    between("evaluated_share", "evaluated_share_pct", 50, 100).query(
        "名录中不足一半的单位参评。", "Fewer than half of the register's units are evaluated.", SEE_REGISTER
    ),
)

CHECKS = TableChecks(
    "dim_unit",
    (
        Frame("units", UNITS, ("unit_code",), UNIT_RULES),
        Frame("levels", LEVELS, ("release_id",), LEVEL_RULES),
    ),
)
