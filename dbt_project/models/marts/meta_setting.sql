{#- By the model that reads them, each setting and how it stands there; what a scheme says of a day or a name stands as it was written. -#}
{%- set numbers = '#' -%}
{%- set holds = {
    'int_scheme__settings': {
        'indicator_decimals': numbers, 'dimension_decimals': numbers, 'component_decimals': numbers, 'composite_decimals': numbers,
        'min_answers_per_group': numbers, 'rectification_days': numbers, 'rank_on': 'rank_on', 'rank_ties': 'rank_ties',
        'quota_ties': 'quota_ties', 'not_applicable_rule': 'not_applicable_rule', 'appraisal_fallback': 'appraisal_fallback',
        'composite_floor': numbers, 'composite_cap': numbers, 'weak_score_below': numbers, 'weak_topic_below': numbers,
        'at_risk_share': numbers,
    },
    'int_scheme__optional_settings': {
        'history_years': numbers, 'quantile_definition': 'quantile_definition', 'outlier_skewness': numbers,
        'outlier_kurtosis': numbers, 'part_decimals': numbers, 'composite_rule': 'composite_rule', 'weights_sum': 'weights_sum',
        'geometric_zero': 'geometric_zero', 'geometric_floor': numbers, 'availability_of': 'availability_of',
        'availability_counts': 'availability_counts', 'unit_min_availability_pct': numbers, 'min_eligible_dimensions': numbers,
        'leadership_grade': 'leadership_grade',
        'bound_guardrail': 'case when bound_guardrail < 1000000 then ' ~ number_text('bound_guardrail') ~ ' end',
    },
    'int_appraisal__settings': {
        'appraisal_strata': 'appraisal_strata', 'appraisal_interval': 'appraisal_interval', 'duplicate_rule': 'duplicate_rule',
        'straight_line_rule': 'straight_line_rule', 'straight_line_topics': numbers, 'identical_limit': numbers, 'identical_least': numbers,
    },
    'int_rectification__settings': {
        'comment_text_rule': 'comment_text_rule', 'comment_items': 'comment_items', 'feedback_date': 'feedback_text',
        'interview_score_below': numbers, 'interview_lowest_count': numbers, 'interview_weak_topics': numbers,
        'interview_weak_indicators': numbers, 'interview_leaders': 'interview_leaders_zh',
    },
    'int_objection__settings': {'objection_until': 'until_text'},
    'int_uncertainty__settings': {
        'uncertainty_draws': number_text('draw_count'), 'uncertainty_seed': number_text('seed_number'),
        'uncertainty_weight_pct': number_text('weight_variation_pct'), 'uncertainty_weight_pct_2': number_text('weight_variation_pct_2'),
        'uncertainty_weight_pct_3': number_text('weight_variation_pct_3'), 'uncertainty_weight_pct_4': number_text('weight_variation_pct_4'),
        'uncertainty_weight_pct_5': number_text('weight_variation_pct_5'),
    },
    'int_influence__settings': {'redundant_correlation': numbers, 'correlation_least_units': numbers},
    'int_monitoring__settings': {'forecast_least_errors': numbers},
} -%}
with in_force as (
    {%- for model, settings in holds.items() %}
    {%- set outer = loop %}
    {%- for code, expression in settings.items() %}
    select
        '{{ code }}' as setting_code,
        {{ number_text(code) if expression == numbers else expression }} as setting_value
    from {{ ref(model) }}
    {{ 'union all' if not (loop.last and outer.last) }}
    {%- endfor %}
    {%- endfor %}
),

said as (
    select
        settings.setting_code,
        settings.submission_id,
        settings.sheet_name,
        {{ cell_address('columns.column_letter', 'settings.row_number') }} as setting_cell
    from {{ ref('stg_efficiency_office__scheme__settings') }} as settings
    left join {{ ref('stg_build__columns') }} as columns
        on
            settings.submission_id = columns.submission_id
            and columns.table_name = 'settings'
            and columns.field_name = 'setting_value'
)

select
    build.release_id,
    in_force.setting_code,
    in_force.setting_value,
    said.setting_code is not null as is_said,
    said.submission_id as setting_submission_id,
    said.sheet_name as setting_sheet,
    said.setting_cell
from in_force
left join said on in_force.setting_code = said.setting_code
cross join {{ ref('int_build__parameters') }} as build
order by in_force.setting_code
