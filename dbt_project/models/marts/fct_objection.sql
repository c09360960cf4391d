select
    build.release_id,
    build.period_year as evaluation_year,
    states.objection_no,
    states.unit_code,
    states.objection_date,
    states.objected_release_id,
    states.indicator_code,
    states.objection_text,
    states.is_late,
    states.objection_state,
    states.answered_by,
    states.answer_text,
    states.evidence_reference,
    states.answer_date,
    states.decision_reason,
    states.decided_by,
    states.decided_date,
    states.corrected_sha256,
    states.corrected_submission_id,
    states.corrected_file_name,
    settings.objection_until,
    states.submission_id as objection_submission_id,
    states.sheet_name as objection_sheet,
    states.objection_cell
from {{ ref('int_objection__states') }} as states
cross join {{ ref('int_objection__settings') }} as settings
cross join {{ ref('int_build__parameters') }} as build
order by states.objection_no
