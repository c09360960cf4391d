{# CTEs that end with `resolved`: for each indicator with a weight in a group, whose rows of a sheet hold there (`row_group`): the group's own
   where it has any, else those with *. #}
{% macro whose_rows_hold(sheet) -%}
weighted as (
    select
        group_code,
        node_code as indicator_code
    from {{ ref('int_scheme__weights') }}
    where node_kind = 'indicator'
),

own_rows as (
    select distinct
        group_code,
        indicator_code
    from {{ sheet }}
    where group_code <> '*'
),

resolved as (
    select
        weighted.group_code,
        weighted.indicator_code,
        case when own_rows.group_code is null then '*' else weighted.group_code end as row_group
    from weighted
    left join own_rows
        on weighted.group_code = own_rows.group_code and weighted.indicator_code = own_rows.indicator_code
)
{%- endmacro %}

{# Columns of a row that a group's own row replaces whole: of `own` where there is one, known by its key, else of the row for all. #}
{% macro own_or_common(columns, common, key) -%}
{%- for column in columns -%}
case when own.{{ key }} is null then {{ common }}.{{ column }} else own.{{ column }} end as {{ column }}
{%- if not loop.last %},
    {% endif -%}
{%- endfor -%}
{%- endmacro %}

{# CTEs that end with `held`: for each respondent group, the rows of a sheet that hold for it: its own where it has any, else those where the
   respondent group is blank. #}
{% macro rows_of_respondents(sheet) -%}
respondents as (
    select distinct respondent_group
    from {{ ref('stg_efficiency_office__scheme__respondent_groups') }}
),

own_rows as (
    select distinct respondent_group
    from {{ sheet }}
    where respondent_group is not null
),

resolved as (
    select
        respondents.respondent_group,
        coalesce(own_rows.respondent_group, '*') as row_group
    from respondents
    left join own_rows on respondents.respondent_group = own_rows.respondent_group
),

held as (
    select
        resolved.respondent_group as answering_group,
        sheet.*
    from resolved
    inner join {{ sheet }} as sheet on resolved.row_group = coalesce(sheet.respondent_group, '*')
)
{%- endmacro %}

{# The columns of the survey's file that may hold answers; a scheme asks as many of them as it has topics. #}
{% macro survey_topics() -%}
{{ return(['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8', 'q9', 'q10', 'q11', 'q12']) }}
{%- endmacro %}
