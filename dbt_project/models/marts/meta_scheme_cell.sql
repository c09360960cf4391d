{#- By sheet: what tells its rows apart, the numbers and the labels that scoring reads there, and which of its rows it uses. -#}
{%- set sheets = {
    'methods': {
        'keys': {'group_code': 'group_code', 'node_code': 'indicator_code', 'part_code': 'part_code'},
        'numbers': [
            'share', 'base_score', 'step_score', 'step_score_below', 'step_width', 'divisor_increment', 'satisfactory_value',
            'unacceptable_value', 'range_lower', 'range_upper', 'outer_lower', 'outer_upper', 'goalpost_low', 'goalpost_high', 'score_low',
            'score_high', 'floor_score', 'cap_score',
        ],
        'labels': [
            'reference_kind', 'basis', 'method_code', 'variant', 'pool', 'band_table', 'choice_set', 'choice_rule', 'condition_kind',
            'fallback',
        ],
        'used': 'methods_in_use',
    },
    'bands': {
        'keys': {'item_code': 'band_table', 'band_no': 'band_no'},
        'numbers': ['lower_bound', 'upper_bound', 'score_at_lower', 'score_at_upper'],
        'labels': ['closed_side'],
        'used': 'bands_in_use',
    },
    'weights': {'keys': {'group_code': 'group_code', 'node_code': 'node_code'}, 'numbers': ['weight'], 'labels': []},
    'nodes': {
        'keys': {'node_code': 'node_code'},
        'numbers': ['floor_score', 'cap_score', 'min_availability_pct', 'min_available_count'],
        'labels': ['aggregation_rule', 'availability_rule', 'receiver_code'],
    },
    'group_rules': {
        'keys': {'group_code': 'group_code', 'node_code': 'node_code'},
        'numbers': ['floor_score', 'cap_score', 'min_availability_pct', 'min_available_count'],
        'labels': ['node_code', 'aggregation_rule', 'availability_rule'],
    },
    'treatments': {
        'keys': {'group_code': 'group_code', 'node_code': 'indicator_code'},
        'numbers': ['missing_penalty', 'min_available_pct', 'outlier_parameter'],
        'labels': ['transform', 'denominator_code', 'then_transform', 'missing_rule', 'too_few_rule', 'outlier_rule', 'outlier_test'],
    },
    'targets': {
        'keys': {'unit_code': 'unit_code', 'node_code': 'indicator_code'},
        'numbers': ['target_value'],
        'labels': [],
        'used': 'targets_of_conditions',
    },
    'participants': {
        'keys': {'group_code': 'group_code', 'unit_code': 'unit_code'},
        'numbers': [],
        'labels': ['in_statistics'],
        'used': 'units_left_out',
    },
    'respondent_groups': {
        'keys': {'group_code': 'group_code', 'item_code': 'respondent_group'}, 'numbers': ['weight'], 'labels': [],
    },
    'topics': {'keys': {'item_code': 'topic_code', 'respondent_group': 'respondent_group'}, 'numbers': ['weight'], 'labels': []},
    'answer_scale': {
        'keys': {'item_code': 'answer_zh', 'respondent_group': 'respondent_group'},
        'numbers': ['answer_score'],
        'labels': ['counts_as_satisfied'],
    },
    'superior_indicators': {'keys': {'item_code': 'superior_code'}, 'numbers': ['weight'], 'labels': []},
    'adjustments': {
        'keys': {'item_code': 'item_code'},
        'numbers': ['points_per_case', 'item_ceiling', 'set_ceiling'],
        'labels': ['grade_cap', 'ceiling_set'],
    },
    'group_adjustments': {
        'keys': {'group_code': 'group_code', 'item_code': 'item_code'},
        'numbers': ['points_per_case', 'item_ceiling', 'set_ceiling'],
        'labels': ['item_code', 'grade_cap', 'ceiling_set'],
    },
    'grades': {'keys': {'grade_code': 'grade_code'}, 'numbers': ['lower_bound'], 'labels': []},
    'group_grades': {'keys': {'group_code': 'group_code', 'grade_code': 'grade_code'}, 'numbers': ['lower_bound'], 'labels': []},
    'quotas': {
        'keys': {'group_code': 'group_code', 'grade_code': 'grade_code'}, 'numbers': ['max_share_pct'], 'labels': ['rounding'],
    },
    'groups': {'keys': {'group_code': 'group_code'}, 'numbers': [], 'labels': ['grade_basis']},
    'peer_groups': {
        'keys': {'group_code': 'group_code', 'item_code': 'peer_name_zh'},
        'numbers': ['order_no', 'min_dimensions', 'max_dimensions'],
        'labels': ['peer_class'],
    },
    'tie_breakers': {'keys': {'node_code': 'node_code'}, 'numbers': ['order_no'], 'labels': []},
    'grade_limits': {
        'keys': {'group_code': 'group_code', 'node_code': 'node_code'},
        'numbers': ['limit_no', 'score_below'],
        'labels': ['grade_cap'],
    },
    'grade_adjustments': {
        'keys': {'unit_code': 'unit_code'}, 'numbers': [], 'labels': ['grade_adjusted', 'leadership_grade', 'document_no'],
    },
    'consequences': {
        'keys': {'grade_code': 'trigger_grade', 'item_code': 'action_code'},
        'numbers': ['consecutive_years', 'deadline_days', 'reward_base_cny', 'reward_coefficient'],
        'labels': ['reward_per'],
    },
} -%}
{#- A row that says nothing more still stands in the place of another: its own code shows it. -#}
{%- set keys = ['group_code', 'unit_code', 'node_code', 'part_code', 'item_code', 'band_no', 'grade_code', 'respondent_group'] -%}
with methods_in_use as (
    select sheet.*
    from {{ ref('stg_efficiency_office__scheme__methods') }} as sheet
    inner join {{ ref('int_scheme__methods') }} as methods
        on
            sheet.group_code = methods.group_code
            and sheet.indicator_code = methods.indicator_code
            and sheet.part_code = methods.part_code
),

bands_in_use as (
    select *
    from {{ ref('stg_efficiency_office__scheme__bands') }}
    where band_table in (select methods.band_table from {{ ref('int_scheme__methods') }} as methods)
),

conditional as (
    select indicator_code
    from {{ ref('int_scheme__methods') }}
    where condition_kind is not null
),

-- Targets that are compared with stand in the record of the part, with their cells.
targets_of_conditions as (
    select *
    from {{ ref('stg_efficiency_office__scheme__targets') }}
    where indicator_code in (select conditional.indicator_code from conditional)
),

-- Units that the scheme leaves out of the statistics of their group: without them, who is behind a mean or a pool can't be told.
units_left_out as (
    select *
    from {{ ref('stg_efficiency_office__scheme__participants') }}
    where in_statistics = 'no'
),

read_there as (
    {%- for table, sheet in sheets.items() %}
    select
        '{{ table }}' as table_code,
        {%- for key in keys %}
        {%- if key in sheet['keys'] %}
        {{ 'cast(sheet.band_no as integer)' if key == 'band_no' else 'sheet.' ~ sheet['keys'][key] }} as {{ key }},
        {%- else %}
        cast(null as {{ 'integer' if key == 'band_no' else dbt.type_string() }}) as {{ key }},
        {%- endif %}
        {%- endfor %}
        columns.field_name as field_code,
        columns.header_text as field_name_zh,
        case columns.field_name
            {%- for field in sheet['numbers'] %}
            when '{{ field }}' then {{ number_text('sheet.' ~ field) }}
            {%- endfor %}
            {%- for field in sheet['labels'] %}
            when '{{ field }}' then sheet.{{ field }}
            {%- endfor %}
        end as field_text,
        sheet.submission_id,
        sheet.sheet_name,
        sheet.row_number,
        {{ cell_address('columns.column_letter', 'sheet.row_number') }} as cell_address
    from {{ sheet['used'] if 'used' in sheet else ref('stg_efficiency_office__scheme__' ~ table) }} as sheet
    inner join {{ ref('stg_build__columns') }} as columns
        on sheet.submission_id = columns.submission_id and columns.table_name = '{{ table }}'
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    build.release_id,
    build.period_year as evaluation_year,
    read_there.table_code,
    {%- for key in keys %}
    read_there.{{ key }},
    {%- endfor %}
    read_there.field_code,
    read_there.field_name_zh,
    read_there.field_text,
    read_there.submission_id,
    read_there.sheet_name,
    read_there.row_number,
    read_there.cell_address
from read_there
cross join {{ ref('int_build__parameters') }} as build
where read_there.field_text is not null
order by read_there.table_code, read_there.row_number, read_there.field_code
