-- Written from the contracts by `python -m orchestration.transform.codegen`: change the contract, not this file.
select
    unit_code,
    unit_name_zh,
    'PARTY_BUILDING' as indicator_code,
    party_building_score as indicator_value,
    party_building_score_text as value_text,
    'rows' as table_name,
    'party_building_score' as field_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature = 'synthetic' as is_synthetic
from {{ ref('stg_organisation__party_building') }}
