with scored as (
    select
        group_code,
        unit_code,
        node_code,
        score,
        score_deviation
    from {{ ref('int_influence__scores') }}
    where is_indicator and score is not null
),

sums as (
    select
        one.group_code,
        one.node_code as indicator_code,
        other.node_code as other_indicator_code,
        cast(count(*) as integer) as unit_count,
        sum(one.score_deviation) as one_sum,
        sum(other.score_deviation) as other_sum,
        sum(one.score_deviation * one.score_deviation) as one_square,
        sum(other.score_deviation * other.score_deviation) as other_square,
        sum(one.score_deviation * other.score_deviation) as product,
        max(one.score) > min(one.score) and max(other.score) > min(other.score) as has_spread
    from scored as one
    inner join scored as other on one.unit_code = other.unit_code and one.node_code < other.node_code
    group by one.group_code, one.node_code, other.node_code
),

means as (
    select
        *,
        {{ div_half_up('one_sum', 'unit_count') }} as one_mean,
        {{ div_half_up('other_sum', 'unit_count') }} as other_mean
    from sums
),

-- Less the means of the very units that have both scores: a unit with one of them may be far from the rest.
centred as (
    select
        group_code,
        indicator_code,
        other_indicator_code,
        unit_count,
        has_spread,
        {{ centred_sum('one_sum', 'one_mean', 'unit_count') }} as one_sum,
        {{ centred_sum('other_sum', 'other_mean', 'unit_count') }} as other_sum,
        {{ centred_product('one_square', 'one_sum', 'one_sum', 'one_mean', 'one_mean', 'unit_count') }} as one_square,
        {{ centred_product('other_square', 'other_sum', 'other_sum', 'other_mean', 'other_mean', 'unit_count') }} as other_square,
        {{ centred_product('product', 'one_sum', 'other_sum', 'one_mean', 'other_mean', 'unit_count') }} as product
    from means
),

correlated as (
    select
        centred.*,
        case
            when centred.has_spread and centred.unit_count >= settings.correlation_least_units
                then {{ as_statistic(correlation('product', 'one_sum', 'other_sum', 'one_square', 'other_square', 'unit_count')) }}
        end as correlation,
        settings.redundant_correlation
    from centred
    cross join {{ ref('int_influence__settings') }} as settings
)

select
    build.release_id,
    build.period_year as evaluation_year,
    correlated.group_code,
    correlated.indicator_code,
    correlated.other_indicator_code,
    correlated.unit_count,
    correlated.correlation,
    case
        when correlated.correlation is null then 'unknown'
        when correlated.correlation >= correlated.redundant_correlation then 'redundant'
        when correlated.correlation <= -correlated.redundant_correlation then 'opposed'
        else 'ordinary'
    end as correlation_status
from correlated
cross join {{ ref('int_build__parameters') }} as build
order by correlated.group_code, correlated.indicator_code, correlated.other_indicator_code
