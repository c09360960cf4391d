{#- Every fact model that the contracts give, in one. -#}
{%- set models = [
    'int_facts_development_reform__project_progress',
    'int_facts_efficiency_office__task_results',
    'int_facts_finance__budget_execution',
    'int_facts_finance__organ_budget',
    'int_facts_human_resources__employment',
    'int_facts_human_resources__headcount',
    'int_facts_organisation__party_building',
    'int_facts_statistics__county_accounts',
    'int_facts_statistics__livelihood',
    'int_facts_statistics__quarterly_economy',
] -%}
{% for model in models %}
select * from {{ ref(model) }}
{{ 'union all' if not loop.last }}
{% endfor %}
