"""The Dagster wiring, in process."""
