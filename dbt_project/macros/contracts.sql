{#
  A mart's contract in a build's private file: names, types and what must be filled. Keys stand in the contract too, but are not enforced here row by
  row: the test unique_combination holds them before anything is published, and the published file has them as primary keys. An index that nobody
  uses would cost as much as the table.
#}
{% macro duckdb__get_table_columns_and_constraints() -%}
(
    {%- for column in adapter.render_raw_columns_constraints(raw_columns=model['columns']) %}
    {{ column }}{{ ',' if not loop.last }}
    {%- endfor %}
)
{%- endmacro %}
