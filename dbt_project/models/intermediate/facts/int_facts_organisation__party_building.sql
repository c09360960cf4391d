select
    unit_code as unit_code,
    unit_name_zh,
    'PARTY_BUILDING' as indicator_code,
    party_building_score as indicator_value,
    'party_building_score' as field_name,
    'rows' as table_name,
    submission_id,
    sheet_name,
    row_number,
    period_code,
    vintage,
    data_nature
from {{ ref('stg_organisation__party_building') }}
