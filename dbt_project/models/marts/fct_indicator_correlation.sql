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

correlated as (
    select
        sums.*,
        case
            when sums.has_spread and sums.unit_count >= settings.correlation_least_units
                then {{ as_statistic(correlation('product', 'one_sum', 'other_sum', 'one_square', 'other_square', 'unit_count')) }}
        end as correlation,
        settings.redundant_correlation
    from sums
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
