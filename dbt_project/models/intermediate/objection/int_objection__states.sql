-- The year's objections with what was answered and decided, and the corrected file if this build reads it. One row per objection.
with objections as (
    select rows_of_year.*
    from {{ ref('stg_efficiency_office__objections__rows') }} as rows_of_year
    inner join {{ ref('int_build__parameters') }} as build on {{ year_of('rows_of_year.period_code') }} = build.period_year
),

-- A hash may be given by its first digits. What the file was called and where it came from is said by the build's own list.
corrected as (
    select
        decisions.submission_id,
        decisions.objection_no,
        min(submissions.submission_id) as corrected_submission_id,
        min(submissions.file_name) as corrected_file_name
    from {{ ref('stg_efficiency_office__objections__decisions') }} as decisions
    inner join {{ ref('stg_build__submissions') }} as submissions
        on
            decisions.corrected_sha256
            = {{ 'substr(submissions.file_sha256, 1, ' ~ dbt.length('decisions.corrected_sha256') ~ ')' }}
    group by decisions.submission_id, decisions.objection_no
)

select
    objections.objection_no,
    objections.objection_date,
    objections.unit_code,
    objections.objected_release_id,
    objections.indicator_code,
    objections.objection_text,
    settings.is_limited and objections.objection_date > settings.objection_until as is_late,
    case
        when decisions.decision is not null then decisions.decision
        when objections.objection_date > settings.objection_until then 'late'
        when decisions.objection_no is not null then 'answered'
        else 'open'
    end as objection_state,
    decisions.answered_by,
    decisions.answer_text,
    decisions.evidence_reference,
    decisions.answer_date,
    decisions.decision_reason,
    decisions.decided_by,
    decisions.decided_date,
    decisions.corrected_sha256,
    corrected.corrected_submission_id,
    corrected.corrected_file_name,
    objections.submission_id,
    objections.sheet_name,
    {{ cell_address('columns.column_letter', 'objections.row_number') }} as objection_cell
from objections
cross join {{ ref('int_objection__settings') }} as settings
left join {{ ref('stg_efficiency_office__objections__decisions') }} as decisions
    on objections.submission_id = decisions.submission_id and objections.objection_no = decisions.objection_no
left join corrected
    on objections.submission_id = corrected.submission_id and objections.objection_no = corrected.objection_no
left join {{ ref('stg_build__columns') }} as columns
    on
        objections.submission_id = columns.submission_id
        and columns.table_name = 'rows'
        and columns.field_name = 'objection_text'
