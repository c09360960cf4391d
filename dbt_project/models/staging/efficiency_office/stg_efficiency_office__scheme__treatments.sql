-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'efficiency_office__scheme__treatments') }}
),

renamed as (
    select
        cast(indicator_code as {{ dbt.type_string() }}) as indicator_code,
        cast(group_code as {{ dbt.type_string() }}) as group_code,
        case transform
            when '不变换' then 'none'
            when '常用对数' then 'log10'
            when '自然对数' then 'ln'
            when '倒数' then 'reciprocal'
            when '人均' then 'per'
            when '占全市比重' then 'share_of_city'
            when '多年平均' then 'mean_of_years'
            when '增长率' then 'growth_pct'
            when '增减' then 'change'
        end as transform,
        cast(denominator_code as {{ dbt.type_string() }}) as denominator_code,
        case then_transform
            when '不变换' then 'none'
            when '常用对数' then 'log10'
            when '自然对数' then 'ln'
            when '倒数' then 'reciprocal'
        end as then_transform,
        case missing_rule
            when '按评价角度' then 'by_part'
            when '组平均' then 'group_mean'
            when '组中位数' then 'group_median'
            when '沿用上年' then 'carry_forward'
            when '并入其他指标' then 'reweight'
            when '零分' then 'zero'
        end as missing_rule,
        {{ to_decimal('missing_penalty') }} as missing_penalty,
        {{ to_decimal('min_available_pct') }} as min_available_pct,
        case too_few_rule
            when '并入其他指标' then 'reweight'
            when '暂缓' then 'hold'
        end as too_few_rule,
        case outlier_rule
            when '不处理' then 'leave'
            when '缩尾' then 'winsorise'
            when '剔除' then 'trim'
        end as outlier_rule,
        case outlier_test
            when '个数' then 'points'
            when '四分位距' then 'quartile_fences'
            when '标准差' then 'sd_fences'
            when '总体标准差' then 'population_sd_fences'
            when '偏度峰度' then 'skew_kurtosis'
        end as outlier_test,
        {{ to_decimal('outlier_parameter') }} as outlier_parameter,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
