-- A topic that several respondent groups are asked about has a row for each in the sheet, and one name.
select distinct
    topic_code,
    name_zh as topic_name_zh,
    name_en as topic_name_en
from {{ ref('stg_efficiency_office__scheme__topics') }}
