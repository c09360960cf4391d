-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__methods') }}
),

renamed as (
    select
        cast(indicator_code as {{ dbt.type_string() }}) as indicator_code,
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        case part_code
            when '目标' then 'target'
            when '纵向' then 'vertical'
            when '横向' then 'horizontal'
            when '目标二' then 'target_2'
            when '纵向二' then 'vertical_2'
            when '横向二' then 'horizontal_2'
            when '目标三' then 'target_3'
            when '纵向三' then 'vertical_3'
            when '横向三' then 'horizontal_3'
        end as part_code,
        {{ to_decimal('share') }} as share,
        case reference_kind
            when '无' then 'none'
            when '目标值' then 'target'
            when '挑战值' then 'challenge'
            when '上年同期' then 'own_past'
            when '全市' then 'city'
            when '组平均' then 'group_mean'
            when '组平均不含本单位' then 'group_mean_others'
            when '组中位数' then 'group_median'
            when '组最优' then 'group_best'
            when '组最差' then 'group_worst'
            when '前年' then 'own_past_2'
            when '大前年' then 'own_past_3'
            when '往年平均' then 'own_past_mean'
        end as reference_kind,
        case basis
            when '数值' then 'value'
            when '差值' then 'difference'
            when '增速' then 'growth_pct'
            when '比值' then 'ratio'
            when '反比值' then 'inverse_ratio'
        end as basis,
        case method_code
            when '目标完成率' then 'target_completion'
            when '功效系数' then 'efficacy'
            when '分档' then 'banded'
            when '增减分' then 'step'
            when '达标' then 'achieved'
            when '递减差额' then 'decreasing_margin'
            when '极值' then 'minmax'
            when '标准分' then 'zscore'
            when '位次' then 'rank'
            when '百分位' then 'percentile'
            when '距标杆' then 'distance'
            when '适度' then 'interval'
        end as method_code,
        {{ to_decimal('base_score') }} as base_score,
        {{ to_decimal('step_score') }} as step_score,
        {{ to_decimal('satisfactory_value') }} as satisfactory_value,
        {{ to_decimal('unacceptable_value') }} as unacceptable_value,
        cast(band_table as {{ dbt.type_string() }}) as band_table,
        {{ to_decimal('floor_score') }} as floor_score,
        {{ to_decimal('cap_score') }} as cap_score,
        case fallback
            when '暂缓' then 'hold'
            when '并入其他角度' then 'reweight'
            when '零分' then 'zero'
        end as fallback,
        case variant
            when '两倍减比值' then 'twice_less'
            when '指数' then 'exponential'
            when '按位次' then 'by_rank'
            when '按百分位' then 'by_percentile'
            when '整数步' then 'whole_steps'
            when '总体标准差' then 'population'
            when '并列取均' then 'average'
            when '并列不占位' then 'dense'
            when '含同加一' then 'below_plus_one'
            when '低于比例' then 'below'
            when '中间' then 'mid'
        end as variant,
        case pool
            when '本组本年' then 'group'
            when '本组多年' then 'group_years'
            when '全体本年' then 'all'
            when '全体多年' then 'all_years'
        end as pool,
        {{ to_decimal('range_lower') }} as range_lower,
        {{ to_decimal('range_upper') }} as range_upper,
        {{ to_decimal('outer_lower') }} as outer_lower,
        {{ to_decimal('outer_upper') }} as outer_upper,
        {{ to_decimal('step_score_below') }} as step_score_below,
        {{ to_decimal('step_width') }} as step_width,
        {{ to_decimal('goalpost_low') }} as goalpost_low,
        {{ to_decimal('goalpost_high') }} as goalpost_high,
        {{ to_decimal('score_low') }} as score_low,
        {{ to_decimal('score_high') }} as score_high,
        cast(choice_set as {{ dbt.type_string() }}) as choice_set,
        {{ to_decimal('divisor_increment') }} as divisor_increment,
        case condition_kind
            when '达标' then 'reached'
            when '超过' then 'exceeded'
        end as condition_kind,
        case choice_rule
            when '得分最高' then 'best'
            when '首个可算' then 'first_defined'
        end as choice_rule,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
