"""Jixiao (绩效): the city's performance evaluation as a pipeline.

The packages below are plain Python that a test or the command line can call; `defs/` and `definitions.py`
wire them into Dagster. docs/architecture.md says which package may import which.
"""
