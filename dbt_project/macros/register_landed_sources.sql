{#
  Registers each source folder of the build once, so that models say source('landing', …) on every engine.
  The folder is named by the environment (JIXIAO_BUILD_INPUTS); what differs between engines is one statement.
#}
{% macro register_landed_sources() %}
  {% if execute %}
    {% do run_query('create schema if not exists landing') %}
    {% for source in graph.sources.values() if source.source_name == 'landing' %}
      {% do adapter.dispatch('register_landed')(source.name, env_var('JIXIAO_BUILD_INPUTS') ~ '/' ~ source.name) %}
    {% endfor %}
  {% endif %}
{% endmacro %}

{% macro duckdb__register_landed(name, location) %}
  {% do run_query(
    "create or replace view landing." ~ name ~ " as select * from read_parquet('" ~ location ~ "/*.parquet', union_by_name = true)"
  ) %}
{% endmacro %}
