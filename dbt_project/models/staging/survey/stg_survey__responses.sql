-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
with source as (
    select * from {{ source('landing', 'survey__responses__rows') }}
),

renamed as (
    select
        cast(response_no as {{ dbt.type_string() }}) as response_no,
        {{ to_iso_date('interview_date') }} as interview_date,
        cast(unit_code as {{ dbt.type_string() }}) as unit_code,
        cast(respondent_group_zh as {{ dbt.type_string() }}) as respondent_group_zh,
        cast(q1_answer as {{ dbt.type_string() }}) as q1_answer,
        cast(q2_answer as {{ dbt.type_string() }}) as q2_answer,
        cast(q3_answer as {{ dbt.type_string() }}) as q3_answer,
        cast(q4_answer as {{ dbt.type_string() }}) as q4_answer,
        cast(q5_answer as {{ dbt.type_string() }}) as q5_answer,
        cast(q6_answer as {{ dbt.type_string() }}) as q6_answer,
        cast(q7_answer as {{ dbt.type_string() }}) as q7_answer,
        cast(q8_answer as {{ dbt.type_string() }}) as q8_answer,
        cast(q9_answer as {{ dbt.type_string() }}) as q9_answer,
        cast(q10_answer as {{ dbt.type_string() }}) as q10_answer,
        cast(q11_answer as {{ dbt.type_string() }}) as q11_answer,
        cast(q12_answer as {{ dbt.type_string() }}) as q12_answer,
        cast(respondent_key as {{ dbt.type_string() }}) as respondent_key,
        {{ to_decimal('response_weight') }} as response_weight,
        cast(stratum_code as {{ dbt.type_string() }}) as stratum_code,
        cast(cluster_code as {{ dbt.type_string() }}) as cluster_code,
        cast(attribute_1 as {{ dbt.type_string() }}) as attribute_1,
        cast(attribute_2 as {{ dbt.type_string() }}) as attribute_2,
        cast(attribute_3 as {{ dbt.type_string() }}) as attribute_3,
        cast(comment_text as {{ dbt.type_string() }}) as comment_text,
        _submission_id as submission_id,
        _sheet as sheet_name,
        _row as row_number,
        _period as period_code,
        _vintage as vintage,
        _data_nature as data_nature
    from source
)

select * from renamed
