-- Every number of the scheme in the record of the parts stands in a cell of the scheme, as the same number.
{%- set fields = [
    'share', 'base_score', 'step_score', 'satisfactory_value', 'unacceptable_value', 'range_lower', 'range_upper', 'outer_lower',
    'outer_upper', 'goalpost_low', 'goalpost_high', 'step_width', 'floor_score', 'cap_score'
] %}
with used as (
    {%- for field in fields %}
    select
        methods.group_code,
        methods.indicator_code,
        methods.part_code,
        '{{ field }}' as field_code,
        {{ number_text('methods.' ~ field) }} as field_text
    from {{ ref('int_scheme__methods') }} as methods
    where methods.{{ field }} is not null
    {{ 'union all' if not loop.last }}
    {%- endfor %}
)

select
    used.*,
    cells.field_text as text_of_cell
from used
left join {{ ref('meta_scheme_cell') }} as cells
    on
        cells.table_code = 'methods'
        and used.group_code = cells.group_code
        and used.indicator_code = cells.node_code
        and used.part_code = cells.part_code
        and used.field_code = cells.field_code
where used.field_text is distinct from cells.field_text
