select
    superiors.superior_code,
    superiors.superior_level,
    superiors.name_zh as superior_name_zh,
    superiors.name_en as superior_name_en,
    {{ exact_cast('superiors.weight', 'decimal(10, 4)') }} as weight,
    superiors.source_code,
    sources.superior_level as source_level_code
from {{ ref('stg_efficiency_office__scheme__superior_indicators') }} as superiors
left join {{ ref('stg_efficiency_office__scheme__superior_indicators') }} as sources on superiors.source_code = sources.superior_code
