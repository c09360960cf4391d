select
    build.release_id,
    approvers.approver_name,
    approvers.public_key,
    approvers.release_types as release_types_zh
from {{ ref('stg_efficiency_office__scheme__approvers') }} as approvers
cross join {{ ref('int_build__parameters') }} as build
order by approvers.approver_name
