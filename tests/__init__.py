"""All tests: unit (no Dagster, no dbt, no GX), integration (one of them), end_to_end (the whole way)."""
