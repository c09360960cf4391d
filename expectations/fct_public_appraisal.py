"""Expectations of the public appraisal: enough answers, means and rates where they can lie, nothing small published."""

from expectations.remedies import REBUILD, SEE_SURVEY
from expectations.rule import Frame, TableChecks, between, row_count

RESPONDENTS = """
select
    respondent_group,
    topic_code,
    case when respondent_group <> 'ALL' then sum(response_count) end as responses,
    100.0 * sum(valid_answer_count) / nullif(sum(response_count), 0) as valid_share_pct,
    100.0 * count(*) filter (is_suppressed) / count(*) as suppressed_share_pct,
    min(mean_score) as lowest_mean,
    max(mean_score) as highest_mean,
    case when count(mean_score) >= 10 then count(distinct mean_score) end as distinct_means
from fct_public_appraisal
group by respondent_group, topic_code
"""
RESPONDENT_RULES = (
    row_count("respondents_present", 1).error(
        "没有任何公众评议结果。", "There is no public appraisal at all.", SEE_SURVEY
    ),
    between("responses_present", "responses", 1, None).error(
        "有评议群体没有任何答卷。", "A respondent group has no response.", SEE_SURVEY
    ),
    between("valid_share", "valid_share_pct", 50, 100).query(
        "有效回答不足一半，或多于答卷数。",
        "Fewer than half of the answers count, or more answers than responses.",
        SEE_SURVEY,
    ),
    between("suppressed_share", "suppressed_share_pct", 0, 60).query(
        "超过 60% 的单位因答卷过少而不公布。",
        "More than 60 % of the units have too few responses to publish.",
        SEE_SURVEY,
    ),
    between("lowest_mean_plausible", "lowest_mean", 40, 100, may_be_empty=True).query(
        "评议均值低于 40。", "A mean of the appraisal is below 40.", SEE_SURVEY
    ),
    between("highest_mean_range", "highest_mean", 0, 100, may_be_empty=True).error(
        "评议均值高于 100。", "A mean of the appraisal is above 100.", SEE_SURVEY
    ),
    between("means_differ", "distinct_means", 2, None, may_be_empty=True).error(
        "该评议群体对所有单位评分相同。",
        "A respondent group gives every unit the same mean.",
        SEE_SURVEY,
    ),
)

CELLS = """
select
    unit_code, respondent_group, topic_code, satisfaction_rate_pct,
    case when is_suppressed and coalesce(mean_score, satisfaction_rate_pct) is not null then 1 else 0 end as is_small_but_published
from fct_public_appraisal
"""
CELL_RULES = (
    between("nothing_small_published", "is_small_but_published", 0, 0).error(
        "答卷数不足最低数的评议结果被公布。",
        "A mean over fewer than the least number of responses would be published.",
        REBUILD,
    ),
    between("rate_range", "satisfaction_rate_pct", 0, 100, may_be_empty=True).error(
        "满意率不在 0 至 100 之间。", "A satisfaction rate lies outside 0 to 100.", REBUILD
    ),
)

CHECKS = TableChecks(
    "fct_public_appraisal",
    (
        Frame("respondents", RESPONDENTS, ("respondent_group", "topic_code"), RESPONDENT_RULES),
        Frame("cells", CELLS, ("unit_code", "respondent_group", "topic_code"), CELL_RULES),
    ),
)
