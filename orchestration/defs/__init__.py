"""Dagster wiring and nothing else: assets, checks, partitions, jobs, schedules and sensors that call plain functions.

The only package, with `definitions.py`, that imports dagster.
"""
