-- Each score of a dimension or of the indicators' component follows from what is published below it: by its rule, inside its
-- bounds, rounded.
with below as (
    select
        unit_code,
        dimension_code as node_code,
        applied_weight,
        score
    from {{ ref('fct_indicator_score') }}
    where applied_weight is not null
    union all
    select
        unit_code,
        parent_code as node_code,
        applied_weight,
        score
    from {{ ref('fct_dimension_score') }}
    where applied_weight is not null
),

settings as (
    select
        settings.*,
        case optional.geometric_zero when 'floor' then optional.geometric_floor else 0 end as geometric_floor
    from {{ ref('int_scheme__settings') }} as settings
    cross join {{ ref('int_scheme__optional_settings') }} as optional
),

sums as (
    select
        below.unit_code,
        below.node_code,
        sum(below.applied_weight * below.score) as weighted_sum,
        sum(below.applied_weight) as weight_sum,
        min(case when below.applied_weight > 0 then greatest(below.score, settings.geometric_floor) end) as lowest_score,
        sum({{ weighted_logarithm('below.applied_weight', 'below.score', 'settings.geometric_floor') }}) as log_sum,
        sum({{ weighted_reciprocal('below.applied_weight', 'below.score', 'settings.geometric_floor') }}) as reciprocal_sum,
        sum(case when below.score is null then 1 else 0 end) as missing_count
    from below
    cross join settings
    group by below.unit_code, below.node_code
),

nominal as (
    select
        results.unit_code,
        weights.parent_code as node_code,
        sum(weights.weight) as child_weight_sum
    from {{ ref('fct_unit_result') }} as results
    inner join {{ ref('int_scheme__weights') }} as weights on results.group_code = weights.group_code
    where weights.parent_code is not null
    group by results.unit_code, weights.parent_code
),

recomputed as (
    select
        sums.*,
        case rules.aggregation_rule
            when 'points' then {{ points_sum('sums.weighted_sum', 'sums.weight_sum', 'nominal.child_weight_sum') }}
            else {{ weighted_mean('sums.weighted_sum', 'sums.weight_sum') }}
        end as linear_unrounded,
        case when sums.lowest_score <= 0 then 0 else {{ geometric_mean('sums.log_sum', 'sums.weight_sum') }} end as geometric,
        case when sums.lowest_score <= 0 then 0 else {{ harmonic_mean('sums.reciprocal_sum', 'sums.weight_sum') }} end as harmonic,
        rules.node_level,
        rules.aggregation_rule,
        rules.floor_score,
        rules.cap_score,
        case rules.node_level when 1 then settings.component_decimals else settings.dimension_decimals end as decimals
    from sums
    cross join settings
    inner join {{ ref('int_unit__participants') }} as participants on sums.unit_code = participants.unit_code
    inner join {{ ref('int_scheme__node_rules') }} as rules
        on participants.group_code = rules.group_code and sums.node_code = rules.node_code
    left join nominal on sums.unit_code = nominal.unit_code and sums.node_code = nominal.node_code
),

published as (
    select
        scores.*,
        results.result_status
    from {{ ref('fct_dimension_score') }} as scores
    inner join {{ ref('fct_unit_result') }} as results on scores.unit_code = results.unit_code
    where scores.node_kind <> 'appraisal' and (scores.node_level > 1 or results.result_status = 'rated')
)

select
    coalesce(published.unit_code, recomputed.unit_code) as unit_code,
    coalesce(published.node_code, recomputed.node_code) as node_code,
    published.score,
    recomputed.linear_unrounded
from published
full outer join recomputed on published.unit_code = recomputed.unit_code and published.node_code = recomputed.node_code
where
    (published.unit_code is null and recomputed.node_level > 1)
    -- Nothing need stand below what has no score: all of it may have been dropped, or have given its weight away.
    or (recomputed.unit_code is null and published.node_status = 'scored')
    or (published.node_status = 'scored') <> (published.score is not null)
    or (
        published.node_status = 'scored'
        and (
            recomputed.missing_count > 0
            or published.linear_score is distinct from {{ round_half_up('recomputed.linear_unrounded', 'recomputed.decimals') }}
            or published.score is distinct from {{ round_half_up(
                clip('published.score_unrounded', 'recomputed.floor_score', 'recomputed.cap_score'), 'recomputed.decimals'
            ) }}
            or published.score_unrounded is distinct from case recomputed.aggregation_rule
                when 'geometric' then recomputed.geometric
                when 'harmonic' then recomputed.harmonic
                else recomputed.linear_unrounded
            end
        )
    )
