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
