with component_sums as (
    select
        unit_code,
        group_code,
        sum(weight * score) as weighted_sum,
        sum(weight) as weight_sum,
        max(case when node_kind = 'indicators' then score end) as indicator_component_score,
        max(case when node_kind = 'appraisal' then score end) as appraisal_score,
        sum(case when node_kind = 'indicators' and score is null then 1 else 0 end) as indicators_held,
        sum(case when node_kind = 'appraisal' and score is null then 1 else 0 end) as appraisal_held
    from {{ ref('int_scoring__components') }}
    group by unit_code, group_code
),

indicator_counts as (
    select
        unit_code,
        count(*) as indicators_required,
        sum(case when score_status = 'scored' then 1 else 0 end) as indicators_present,
        sum(case when score_status = 'not_applicable' then 1 else 0 end) as indicators_not_applicable,
        sum(case when score_status = 'missing' then 1 else 0 end) as indicators_missing
    from {{ ref('int_scoring__indicators') }}
    group by unit_code
),

weighted as (
    select
        component_sums.*,
        case
            when component_sums.indicators_held + component_sums.appraisal_held = 0
                then {{ weighted_mean('component_sums.weighted_sum', 'component_sums.weight_sum') }}
        end as weighted_score
    from component_sums
),

adjusted as (
    select
        weighted.*,
        totals.deduction_points,
        totals.bonus_points,
        totals.grade_cap,
        totals.veto_item_code,
        weighted.weighted_score - totals.deduction_points + totals.bonus_points as adjusted_score
    from weighted
    inner join {{ ref('int_adjustment__totals') }} as totals on weighted.unit_code = totals.unit_code
)

select
    adjusted.unit_code,
    adjusted.group_code,
    adjusted.indicator_component_score,
    adjusted.appraisal_score,
    cast(adjusted.weighted_score as decimal(24, 12)) as weighted_score,
    adjusted.deduction_points,
    adjusted.bonus_points,
    adjusted.grade_cap,
    adjusted.veto_item_code,
    cast({{ clip('adjusted.adjusted_score', 'settings.composite_floor', 'settings.composite_cap') }} as decimal(24, 12))
        as composite_unrounded,
    {{ round_half_up(
        clip('adjusted.adjusted_score', 'settings.composite_floor', 'settings.composite_cap'),
        'settings.composite_decimals'
    ) }} as composite_score,
    cast(counts.indicators_required as integer) as indicators_required,
    cast(counts.indicators_present as integer) as indicators_present,
    cast(counts.indicators_not_applicable as integer) as indicators_not_applicable,
    cast(counts.indicators_missing as integer) as indicators_missing,
    case when adjusted.weighted_score is null then 'held' else 'rated' end as result_status,
    case
        when adjusted.weighted_score is not null then null
        when counts.indicators_missing > 0 then '指标数据缺失，暂缓评定'
        when adjusted.appraisal_held > 0 then '公众评议有效问卷不足，暂缓评定'
        else '没有适用的指标，暂缓评定'
    end as hold_reason_zh,
    case
        when adjusted.weighted_score is not null then null
        when counts.indicators_missing > 0 then 'Held back: indicator values are missing.'
        when adjusted.appraisal_held > 0 then 'Held back: too few answers in the public appraisal.'
        else 'Held back: no indicator applies.'
    end as hold_reason_en
from adjusted
cross join {{ ref('int_scheme__settings') }} as settings
inner join indicator_counts as counts on adjusted.unit_code = counts.unit_code
