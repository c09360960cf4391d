"""One fault for each rule that the data tests hold, all in one build, and the test that has to find each."""

from collections.abc import Callable
from typing import Any

from tests.integration.dbt.city import unit
from tests.integration.dbt.inputs import Inputs

SCHEME = "efficiency_office__scheme__"


def _row(inputs: Inputs, source: str, **where: str) -> dict[str, Any]:
    return next(
        row for row in inputs.rows[source] if all(row.get(key) == value for key, value in where.items())
    )


def _change(source: str, column: str, value: str | None, **where: str) -> Callable[[Inputs], None]:
    def apply(inputs: Inputs) -> None:
        _row(inputs, source, **where)[column] = value

    return apply


def _land(name: str, period: str, row: dict[str, Any], table: str = "rows") -> Callable[[Inputs], None]:
    def apply(inputs: Inputs) -> None:
        inputs.land(name, period, row, table=table)

    return apply


def _beside(table: str, column: str, value: str, **where: str) -> Callable[[Inputs], None]:
    """Land a row that differs from another of the scheme in one column."""

    def apply(inputs: Inputs) -> None:
        row = _row(inputs, f"{SCHEME}{table}", **where)
        said = {name: text for name, text in row.items() if not name.startswith("_")}
        inputs.land("efficiency_office.scheme", "2020", {**said, column: value}, table=table)

    return apply


def _forget_a_setting(inputs: Inputs) -> None:
    rows = inputs.rows[f"{SCHEME}settings"]
    rows.remove(_row(inputs, f"{SCHEME}settings", setting_code="rectification_days"))


def _align(indicator: str, superior: str) -> Callable[[Inputs], None]:
    row = {"indicator_code": indicator, "superior_code": superior}
    return _land("efficiency_office.scheme", "2020", row, "alignments")


def _superior(code: str, level: str, **more: str) -> Callable[[Inputs], None]:
    row = {"superior_code": code, "superior_level": level, "name_zh": code, "name_en": code, "weight": "1"}
    return _land("efficiency_office.scheme", "2020", {**row, **more}, "superior_indicators")


# What is done to the inputs, and the name of the test that must fail for it.
POISONS: dict[str, tuple[Callable[[Inputs], None], str]] = {
    "a number that is none": (
        _change(
            "statistics__county_accounts__rows", "gdp_index", "1,04.25", _period="2020", unit_name_zh="鼓楼区"
        ),
        "casts_keep_values_stg_statistics__county_accounts",
    ),
    "a date that does not exist": (
        _change("efficiency_office__inspections__rows", "inspection_date", "2020-02-30", case_no="1"),
        "casts_keep_values_stg_efficiency_office__inspections",
    ),
    "a word outside the list": (
        _change(f"{SCHEME}quotas", "rounding", "随意", group_code="CORE"),
        "columns_are_filled_stg_efficiency_office__scheme__quotas",
    ),
    "an unknown setting": (
        _land(
            "efficiency_office.scheme",
            "2020",
            {"setting_code": "bonus_for_all", "setting_value": "1"},
            "settings",
        ),
        "every_setting_of_the_scheme_is_known",
    ),
    "a setting that is missing": (_forget_a_setting, "columns_are_filled_int_scheme__settings"),
    "a setting that the engine does not support": (
        _change(f"{SCHEME}settings", "setting_value", "dense", setting_code="rank_ties"),
        "accepted_values_int_scheme__settings_rank_ties__competition__by_order",
    ),
    "an order of ties that is not used": (
        _land(
            "efficiency_office.scheme",
            "2020",
            {"order_no": "1", "node_code": "APPRAISAL"},
            "tie_breakers",
        ),
        "ties_are_broken_by_the_order_of_the_sheet",
    ),
    "natural breaks of more decimals than can be squared": (
        _change(f"{SCHEME}groups", "grade_basis", "自然断点", group_code="CORE"),
        "assert_natural_breaks_have_few_decimals",
    ),
    "decimals beyond twelve": (
        _change(f"{SCHEME}settings", "setting_value", "13", setting_code="composite_decimals"),
        "decimals_are_between_0_and_12",
    ),
    "an unknown unit": (
        _land(
            "human_resources.headcount",
            "2020",
            {
                "unit_code": "350199",
                "unit_name_zh": "无此区",
                "established_posts_persons": "1",
                "staff_persons": "1",
            },
        ),
        "relationships_in_year_stg_human_resources__headcount_unit_code",
    ),
    "an unknown name": (
        _land("statistics.county_accounts", "2020", {"unit_name_zh": "无此县", "gdp_index": "101"}),
        "columns_are_filled_int_indicator__delivered",
    ),
    "a key that stands twice": (
        _land(
            "efficiency_office.scheme", "2020", {"answer_zh": "满意", "answer_score": "85"}, "answer_scale"
        ),
        "unique_combination_stg_efficiency_office__scheme__answer_scale",
    ),
    "a topic with two names": (
        _land(
            "efficiency_office.scheme",
            "2020",
            {
                "topic_code": "Q1",
                "name_zh": "别名",
                "name_en": "Alias",
                "weight": "20",
                "respondent_group": "RESIDENT",
            },
            "topics",
        ),
        "a_topic_has_one_name",
    ),
    "an index and a growth rate that differ": (
        _change(
            "statistics__county_accounts__rows",
            "gdp_growth_pct",
            "7.4",
            _period="2019",
            unit_name_zh="鼓楼区",
        ),
        "two_figures_for_the_same_thing_agree",
    ),
    "an internal id that stands twice in a year": (
        _land(
            "efficiency_office.unit_register", "2019", unit("350198", "重号区", identity="U350102"), "units"
        ),
        "a_unit_stands_once_in_the_register_of_a_year",
    ),
    "a second city": (
        _land("efficiency_office.unit_register", "2020", unit("350197", "另一市", "市"), "units"),
        "the_register_has_one_city",
    ),
    "shares that do not sum to 1": (
        _change(f"{SCHEME}methods", "share", "0.9", indicator_code="PROJECT_INVESTMENT"),
        "assert_shares_of_an_indicator_sum_to_one",
    ),
    "weights that do not sum to 100": (
        _change(f"{SCHEME}weights", "weight", "50", group_code="CORE", node_code="APPRAISAL"),
        "weights_of_siblings_sum_to_100",
    ),
    "a weight with too many decimals": (
        _change(f"{SCHEME}weights", "weight", "62.50001", group_code="COAST", node_code="GDP_GROWTH"),
        "columns_are_filled_int_scheme__weights",
    ),
    "a setting of scoring that is not known": (
        _land(
            "efficiency_office.scheme",
            "2020",
            {"setting_code": "quantile_definition", "setting_value": "guessed"},
            "settings",
        ),
        "scoring_settings_are_known",
    ),
    "a form of another method": (
        _change(f"{SCHEME}methods", "variant", "指数", indicator_code="PROJECT_INVESTMENT"),
        "a_variant_belongs_to_its_method",
    ),
    "a method without its parameters": (
        _change(f"{SCHEME}methods", "base_score", None, part_code="纵向"),
        "a_method_has_its_parameters",
    ),
    "a method without what it compares with": (
        _change(f"{SCHEME}methods", "reference_kind", "无", part_code="纵向"),
        "a_comparison_has_a_reference",
    ),
    "an item that the scheme does not know": (
        _change("organisation__honours_vetoes__rows", "item_code", "NOSUCH", record_no="A"),
        "every_item_of_a_record_is_in_the_scheme",
    ),
    "a veto without a grade cap": (
        _change(f"{SCHEME}adjustments", "grade_cap", None, item_code="SAFETY"),
        "points_fit_the_kind",
    ),
    "a correspondence to what the superior does not ask": (
        _align("GDP_GROWTH", "P_NOSUCH"),
        "relationships_in_year_stg_efficiency_office__scheme__alignments_superior_code",
    ),
    "a correspondence of what the scheme does not have": (
        _align("NOSUCH", "P_GDP"),
        "relationships_in_year_stg_efficiency_office__scheme__alignments_indicator_code",
    ),
    "a correspondence that stands twice": (
        _align("GDP_GROWTH", "C_GDP"),
        "unique_combination_stg_efficiency_office__scheme__alignments",
    ),
    "a correspondence of what is no indicator": (
        _align("ECONOMY", "P_GDP"),
        "an_indicator_that_corresponds_weighs_somewhere",
    ),
    "a superior's indicator that stands twice": (
        _superior("P_ENERGY", "省"),
        "unique_combination_stg_efficiency_office__scheme__superior_indicators",
    ),
    "a superior's indicator that descends from a sibling": (
        _superior("C_JOBS", "市", source_code="C_GDP"),
        "a_superior_indicator_descends_from_the_province",
    ),
    "a superior's indicator that descends from nothing": (
        _superior("C_AIR", "市", source_code="P_AIR"),
        "relationships_in_year_stg_efficiency_office__scheme__superior_indicators_source_code",
    ),
    "a superior's weight with too many decimals": (
        _superior("P_AIRS", "省", weight="2.50001"),
        "columns_are_filled_int_alignment__superiors",
    ),
    "a method of a group that the scheme does not have": (
        _beside("methods", "group_code", "COSAT", indicator_code="PROJECT_INVESTMENT"),
        "relationships_in_year_stg_efficiency_office__scheme__methods____group_code",
    ),
    "a treatment of a group that the scheme does not have": (
        _land(
            "efficiency_office.scheme",
            "2020",
            {"indicator_code": "GDP_GROWTH", "group_code": "CROE"},
            "treatments",
        ),
        "relationships_in_year_stg_efficiency_office__scheme__treatments____group_code",
    ),
    "respondents of a group that the scheme does not have": (
        _beside("respondent_groups", "group_code", "COSAT", respondent_group="RESIDENT"),
        "relationships_in_year_stg_efficiency_office__scheme__respondent_groups____group_code",
    ),
    "margins of respondents that the scheme does not have": (
        _land(
            "efficiency_office.scheme",
            "2020",
            {
                "scope_code": "CORE",
                "respondent_group": "RESIDANT",
                "attribute_zh": "受访者属性一",
                "category": "城镇",
                "population_count": "1",
            },
            "margins",
        ),
        "relationships_in_year_stg_efficiency_office__scheme__margins_respondent_group",
    ),
    "clusters of a stratum that the scheme does not have": (
        _land(
            "efficiency_office.scheme",
            "2020",
            {"stratum_code": "层一", "cluster_code": "村1", "population_count": "9"},
            "clusters",
        ),
        "relationships_in_year_stg_efficiency_office__scheme__clusters_stratum_code",
    ),
    "a whole step of what counts no step": (
        _change(f"{SCHEME}methods", "step_width", "1", group_code="COAST"),
        "a_method_has_its_parameters",
    ),
    "a condition that nobody knows": (
        _change(f"{SCHEME}methods", "condition_kind", "差不多", indicator_code="PROJECT_INVESTMENT"),
        "casts_keep_values_stg_efficiency_office__scheme__methods",
    ),
    "a node at the wrong level": (
        _change(f"{SCHEME}nodes", "parent_code", None, node_code="ECONOMY"),
        "a_node_stands_one_level_below_its_parent",
    ),
}


def poison(inputs: Inputs) -> None:
    """Apply every fault."""
    for apply, _ in POISONS.values():
        apply(inputs)
