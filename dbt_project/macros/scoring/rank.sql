{# Rank 位次法: base − k·(rank − 1), the first in the pool has the base. METHOD.md part 2; DOMAIN.md M6, M7. #}
{% macro score_rank(place, base, step) -%}
{{ base_plus(base, step, '(1 - ' ~ place ~ ')') }}
{%- endmacro %}
