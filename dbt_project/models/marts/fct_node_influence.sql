with sums as (
    select
        group_code,
        node_code,
        cast(count(composite_deviation) as integer) as unit_count,
        cast(count(score) as integer) as scored_unit_count,
        sum(effective_weight) as weight_sum,
        sum(points) as points_sum,
        -- Over units with a score: its spread.
        sum(score_deviation) as score_sum,
        sum(score_deviation * score_deviation) as score_square,
        -- Over rated units: the composite, and what the node's points have in common with it.
        sum(composite_deviation) as composite_sum,
        sum(composite_deviation * composite_deviation) as composite_square,
        sum(points_deviation) as points_deviation_sum,
        sum(points_deviation * composite_deviation) as points_composite,
        -- Over rated units with a score.
        count(case when is_rated then score end) as common_count,
        sum(case when is_rated then score_deviation end) as common_score_sum,
        sum(case when is_rated then score_deviation * score_deviation end) as common_score_square,
        sum(case when is_rated and score is not null then composite_deviation end) as common_composite_sum,
        sum(case when is_rated and score is not null then composite_deviation * composite_deviation end) as common_composite_square,
        sum(case when is_rated then score_deviation * composite_deviation end) as common_product,
        max(case when is_rated then score end) > min(case when is_rated then score end)
        and max(case when score is not null then composite_deviation end) > min(case when score is not null then composite_deviation end)
            as has_spread,
        max(composite_deviation) > min(composite_deviation) as has_composite_spread
    from {{ ref('int_influence__scores') }}
    group by group_code, node_code
),

means as (
    select
        *,
        {{ div_half_up('common_score_sum', 'common_count') }} as common_score_mean,
        {{ div_half_up('common_composite_sum', 'common_count') }} as common_composite_mean
    from sums
),

-- Those with both a score and a composite are fewer than those that the means were taken of.
centred as (
    select
        *,
        {{ centred_sum('common_score_sum', 'common_score_mean', 'common_count') }} as score_rest,
        {{ centred_sum('common_composite_sum', 'common_composite_mean', 'common_count') }} as composite_rest,
        {{ centred_product(
            'common_score_square', 'common_score_sum', 'common_score_sum', 'common_score_mean', 'common_score_mean', 'common_count'
        ) }} as score_spread,
        {{ centred_product(
            'common_composite_square', 'common_composite_sum', 'common_composite_sum', 'common_composite_mean', 'common_composite_mean',
            'common_count'
        ) }} as composite_spread,
        {{ centred_product(
            'common_product', 'common_score_sum', 'common_composite_sum', 'common_score_mean', 'common_composite_mean', 'common_count'
        ) }} as common_spread
    from means
),

statistics as (
    select
        centred.*,
        {{ settled(covariance('score_square', 'score_sum', 'score_sum', 'scored_unit_count')) }} as score_variance,
        case
            when centred.has_composite_spread
                then {{ settled(covariance('composite_square', 'composite_sum', 'composite_sum', 'unit_count')) }}
        end as composite_variance,
        {{ settled(covariance('points_composite', 'points_deviation_sum', 'composite_sum', 'unit_count')) }} as points_covariance,
        case
            when centred.has_spread
                then {{ correlation('common_spread', 'score_rest', 'composite_rest', 'score_spread', 'composite_spread', 'common_count') }}
        end as composite_correlation
    from centred
)

select
    build.release_id,
    build.period_year as evaluation_year,
    statistics.group_code,
    statistics.node_code,
    statistics.unit_count,
    statistics.scored_unit_count,
    cast({{ div_half_up('statistics.weight_sum', 'statistics.unit_count') }} as decimal(24, 12)) as mean_effective_weight,
    cast({{ div_half_up('statistics.points_sum', 'statistics.unit_count') }} as decimal(24, 12)) as mean_points,
    case
        when statistics.scored_unit_count > 1 then {{ as_statistic(float_root('statistics.score_variance')) }}
    end as score_standard_deviation,
    {{ as_statistic('statistics.composite_correlation') }} as composite_correlation,
    {{ as_statistic(float_quotient('statistics.points_covariance', 'statistics.composite_variance')) }} as variance_share
from statistics
cross join {{ ref('int_build__parameters') }} as build
order by statistics.group_code, statistics.node_code
