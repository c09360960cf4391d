"""The dbt sources `build__rank_uncertainty` and `build__uncertainty_source`: names and columns, laid down empty with a build's inputs and
filled by the draws.
"""

import pyarrow as pa

from orchestration.evaluation.rank_draws import GRADES

SOURCE, SOURCES_TABLE = "build__rank_uncertainty", "build__uncertainty_source"
# What sources do together beyond what each does alone.
INTERPLAY = "interplay"
STATISTIC = pa.decimal128(24, 12)
FIELDS: list[tuple[str, pa.DataType]] = [
    ("unit_id", pa.string()),
    ("uncertainty_status", pa.string()),
    ("unknown_unit_count", pa.int32()),
    ("draw_count", pa.int32()),
    ("seed_number", pa.int64()),
    ("weight_variation_pct", STATISTIC),
    ("appraisal_error", STATISTIC),
    ("composite_error", STATISTIC),
    ("best_rank", pa.int32()),
    ("median_rank", pa.int32()),
    ("worst_rank", pa.int32()),
    ("mean_rank_shift", STATISTIC),
    ("rank_probability", STATISTIC),
    ("grade_probability", STATISTIC),
    *((f"grade_{grade.lower()}_probability", STATISTIC) for grade in GRADES),
    ("no_grade_probability", STATISTIC),
]
UNCERTAINTY = pa.schema(FIELDS)
SOURCE_FIELDS: list[tuple[str, pa.DataType]] = [
    ("unit_id", pa.string()),
    ("source_code", pa.string()),
    ("composite_error", STATISTIC),
    ("mean_rank_shift", STATISTIC),
    ("variance_share", STATISTIC),
    ("rank_variance_share", STATISTIC),
]
UNCERTAINTY_SOURCES = pa.schema(SOURCE_FIELDS)
