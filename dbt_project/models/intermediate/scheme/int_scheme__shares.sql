-- What a weighted node is of its component when everything below it applies, in per cent: from level to level one quotient.
{%- set levels = (2, 3, 4, 5) %}
with weights as (
    select
        *,
        sum(weight) over (partition by group_code, parent_code) as sibling_weight_sum
    from {{ ref('int_scheme__weights') }}
),

level_1 as (
    select
        group_code,
        node_code,
        cast(100 as decimal(24, 12)) as nominal_share_pct
    from weights
    where node_level = 1
)
{%- for level in levels %},

level_{{ level }} as (
    select
        weights.group_code,
        weights.node_code,
        {{ div_half_up('(above.nominal_share_pct * weights.weight)', 'weights.sibling_weight_sum') }} as nominal_share_pct
    from weights
    inner join level_{{ level - 1 }} as above
        on weights.group_code = above.group_code and weights.parent_code = above.node_code
    where weights.node_level = {{ level }}
)
{%- endfor %}

select * from level_1
{%- for level in levels %}
union all
select * from level_{{ level }}
{%- endfor %}
