{# A layer's schema is just the layer: each build has a file of its own, so there is no developer's prefix to add. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
  {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
