"""The Dagster entry point: `dagster dev -m orchestration.definitions`."""

from orchestration.defs.build import build_defs

defs = build_defs()
